"""Learning by heart: training examples get better and unseen ones do not, or there are too few."""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from playground.engine.state import Float32
from playground.model.network import DropoutSpec
from playground.readout.health import data_remedies, remedies
from playground.readout.health.look import Look, figure
from playground.readout.health.records import Finding

Float64 = npt.NDArray[np.float64]

LOST = 0.3
"""Rise of the test loss over its least value: the generalisation loss GL of L. Prechelt, "Early
stopping, but when?", 1998, there in percent."""
GAINED = 0.1
"""... while the train loss fell by this part: otherwise all became worse, which is another matter."""
GAP = 2.0
"""Test loss divided by train loss."""
KNOWN = 0.5
"""Skill on the training examples from which on it counts as having learned them."""
RIGHT = 0.95
"""Share of the unseen examples that may be right for a finding; with more nobody need worry."""


def overfitting(look: Look) -> Iterator[Finding]:
    """The test loss has risen well above its least value, and the train loss has fallen on."""
    history = look.history
    test, train = history.test, history.train
    if test.size < 8 or not np.isfinite(test).all() or _is_right(look):
        return
    smooth = _smoothed(test)
    place = int(np.argmin(smooth))
    least, now = float(smooth[place]), float(smooth[-1])
    fell = 1.0 - float(_smoothed(train)[-1]) / max(float(_smoothed(train)[place]), 1e-12)
    if now < (1.0 + LOST) * least or fell < GAINED or now < 1.5 * float(train[-1]):
        return
    step = int(history.steps[int(np.argmin(test))])
    ways = [
        remedies.stop_early(step, float(test.min())),
        data_remedies.more_data(look),
        remedies.dropout(look),
        remedies.decay_weights(look),
        remedies.fewer_units(look, [layer.layer for layer in look.hidden]),
    ]
    yield Finding(
        "overfitting",
        "note",
        None,
        f"The test loss was {figure(least)} at step {step:,} and is {figure(now)} now, while the train "
        f"loss fell to {figure(float(train[-1]))}.",
        "The network learns by heart: it bends around single training examples, noise included, and "
        "that helps with no other example.",
        tuple(way for way in ways if way is not None),
        {"least": least, "now": now, "train": float(train[-1])},
    )


def little_data(look: Look) -> Iterator[Finding]:
    """Fewer examples than weights, learned well, and unseen ones are answered much worse."""
    dataset, history = look.trainer.dataset, look.history
    train, weights = int(dataset.train.size), look.trainer.resolution.parameter_count
    if history.test.size < 8 or _is_right(look) or look.skill < KNOWN or train >= weights:
        return
    test, known = float(history.test[-1]), float(history.train[-1])
    if not test > GAP * known or _is_held_back(look) or test < 0.25 * look.baseline:
        return
    ways = [data_remedies.more_data(look), remedies.decay_weights(look)]
    yield Finding(
        "little_data",
        "note",
        look.trainer.resolution.order[0],
        f"{train:,} training examples are few for {weights:,} weights: the test loss is "
        f"{figure(test)}, the train loss {figure(known)}.",
        "With more weights than examples there are many ways to get all of these right, and few of "
        "them are right elsewhere.",
        tuple(way for way in ways if way is not None),
        {"examples": float(train), "weights": float(weights), "test": test, "train": known},
    )


def _is_right(look: Look) -> bool:
    """Whether unseen examples are answered so well that nothing is worth a word."""
    curve = look.trainer.curve()
    last = int(np.searchsorted(curve.steps, look.trainer.step, side="right")) - 1
    accuracy = float(curve.test_accuracy[last]) if last >= 0 else math.nan
    return accuracy >= RIGHT


def _is_held_back(look: Look) -> bool:
    """Whether something is done already against learning by heart."""
    training, network = look.project.training, look.project.network
    drops = any(isinstance(layer.spec, DropoutSpec) for layer in network.layers)
    own = any(layer.weight_decay for layer in network.layers)
    return drops or own or training.l1 > 0.0 or training.l2 > 0.0


def _smoothed(values: Float32) -> Float64:
    """Return running means over a sixteenth of all points: single batches shake the curve."""
    width = max(1, values.size // 16)
    sums = np.cumsum(np.concatenate([[0.0], values.astype(np.float64)]))
    return np.asarray((sums[width:] - sums[:-width]) / width, np.float64)
