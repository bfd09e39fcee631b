"""Everything that the detectors look at, worked out once."""

import math
from dataclasses import dataclass

import numpy as np

from playground.engine.sample import SampleView
from playground.engine.trainer import Trainer
from playground.model.ids import LayerId
from playground.model.project import Project
from playground.readout.health.figures import layer_figures, reach
from playground.readout.health.history import STILL, History, baseline, history_of
from playground.readout.health.records import LayerFigures

SLOW = 0.05
"""Part of the loss that is little over a window."""
NOTHING = 1e-9
"""A loss that is none."""
LEARNED = 0.9
"""Who explains this share of what there is to explain has nothing to be told about learning."""
FEW_EXAMPLES = 16
"""So few examples can all be learned: none of them is noise."""
GUESSED = 0.25
"""Below it more examples are little better than guessed. Between this and `LEARNED` a loss that
stands still may well be the best that noisy data allow."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One look at a run.

    Attributes
    ----------
    loss
        Of the sample, now.
    baseline
        Loss of the best answer that is the same for every example; where nobody knows it, the
        first loss.
    """

    trainer: Trainer
    sample: SampleView
    layers: tuple[LayerFigures, ...]
    history: History
    baseline: float
    reach: float | None

    @property
    def project(self) -> Project:
        return self.trainer.project

    @property
    def loss(self) -> float:
        return self.sample.loss

    @property
    def rate(self) -> float:
        """The full learning rate, whatever the schedule makes of it."""
        return self.project.training.optimizer.learning_rate

    @property
    def skill(self) -> float:
        """Share of the baseline's loss that the network has got rid of; below 0 it is worse.

        One bad step does not count: where most of the window is better, that counts.
        """
        window = self.history.window()
        usual = float(np.median(window)) if window.size else math.inf
        loss = min(self.loss, usual) if math.isfinite(self.loss) else usual
        if loss <= NOTHING:
            return 1.0
        if not math.isfinite(loss) or not self.baseline > 0.0:
            return 0.0
        return 1.0 - loss / self.baseline

    @property
    def is_single(self) -> bool:
        """Whether one loss is to fall: two players (a GAN) have none."""
        return len(self.project.training.phases) == 1

    @property
    def is_still(self) -> bool:
        """Whether the loss stands where it is, with much left to learn."""
        progress = self.history.progress()
        return self.is_single and progress is not None and progress < STILL and self.skill < LEARNED

    @property
    def is_bad(self) -> bool:
        """Whether so little is learned that noise in the data cannot be the reason."""
        is_small = self.trainer.dataset.train.size <= FEW_EXAMPLES
        return self.skill < (LEARNED if is_small else GUESSED)

    @property
    def is_stuck(self) -> bool:
        """Whether the loss stands still at a bad place."""
        return self.is_still and self.is_bad

    @property
    def is_slow(self) -> bool:
        """Whether the loss hardly moves, with much left to learn."""
        progress = self.history.progress()
        is_learned = self.skill >= LEARNED
        return self.is_single and not is_learned and progress is not None and progress < SLOW

    def name(self, layer: LayerId) -> str:
        return self.project.network.layer(layer).name

    @property
    def hidden(self) -> tuple[LayerFigures, ...]:
        """Layers with weights in front of the output."""
        return tuple(layer for layer in self.layers if layer.is_hidden)

    @property
    def bends(self) -> bool:
        """Whether anything in front of the output is not linear."""
        shapes = self.trainer.resolution.layers
        order = self.trainer.resolution.order[1:]
        plain = ("dense", "activation", "dropout", "add", "concatenate", "features", "noise")
        return any(
            shapes[layer].activation != "linear" or shapes[layer].kind not in plain
            for layer in order
            if shapes[layer].kind != "output"
        )


def look_at(trainer: Trainer) -> Look:
    """Look at a run as it stands between two updates; nothing of it is changed."""
    with trainer.settled():
        sample = trainer.evaluator.sample.take()
        layers = layer_figures(trainer, sample)
    history, constant = history_of(trainer), baseline(trainer)
    if not math.isfinite(constant):
        # Of what was learned before a change, the loss after it says nothing.
        begun = (*trainer.curve().train_loss[:1].tolist(), history.first)
        constant = max((loss for loss in begun if math.isfinite(loss)), default=math.nan)
    return Look(trainer, sample, layers, history, constant, reach(layers))


def percent(share: float) -> str:
    """Return a share in words: "62%", "0.4%"."""
    return f"{100.0 * share:.0f}%" if share >= 0.01 or share == 0.0 else f"{100.0 * share:.1g}%"


def figure(value: float) -> str:
    """Return a number with as many digits as say something: "0.693", "1.2e−5", "83,000"."""
    return _written(value).replace("-", "\u2212")


def _written(value: float) -> str:
    if not np.isfinite(value):
        return "not a number"
    size = abs(value)
    if size >= 1000.0:
        digits = max(0, math.floor(math.log10(size)) - 1)
        return f"{round(value, -digits):,.0f}" if size < 1e9 else f"{value:.1e}".replace("e+", "e")
    if size < 1e-3 and size > 0.0:
        base, power = f"{value:.1e}".split("e")
        return f"{base}e{int(power)}"
    return f"{value:.3g}"
