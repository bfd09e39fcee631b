"""What became of the loss since the person last changed something."""

import math
from dataclasses import dataclass

import numpy as np

from playground.engine.plan import Head
from playground.engine.state import Curve, Float32, Int64
from playground.engine.targets import encode
from playground.engine.trainer import Trainer

WINDOW = 200
"""Steps over which a loss that changes by less than 1 % stands still (a plateau)."""
STILL = 0.01
AGE_SHARE = 0.25
"""Later on the window is this part of all steps since the last change: who learns for long may
learn slowly."""
FEWEST = 6
"""Points of the curve that a window needs."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The curve from the last intervention up to the present.

    Attributes
    ----------
    first
        Train loss at its first point, NaN while there is none.
    """

    steps: Int64
    train: Float32
    test: Float32
    now: int

    @property
    def first(self) -> float:
        return float(self.train[0]) if self.train.size else math.nan

    @property
    def age(self) -> int:
        """Steps since the first point."""
        return self.now - int(self.steps[0]) if self.steps.size else 0

    def window(self) -> Float32:
        """Return the train losses of the window; empty where there is none yet."""
        length = max(WINDOW, int(AGE_SHARE * self.age))
        inside = self.train[self.steps >= self.now - length]
        return inside if self.age >= WINDOW and inside.size >= FEWEST else self.train[:0]

    def progress(self) -> float | None:
        """Return by what share the loss fell over the window; None while there is none."""
        window = self.window()
        if not window.size or not np.isfinite(window).all():
            return None
        third = max(1, window.size // 3)
        before, after = float(window[:third].mean()), float(window[-third:].mean())
        # The middles of the thirds lie two thirds of the window apart.
        return 1.5 * (before - after) / max(before, 1e-12)


def history_of(trainer: Trainer) -> History:
    """Return the curve since the last intervention, as far as the present."""
    curve: Curve = trainer.curve()
    done = trainer.interventions
    start = done[-1].step if done else 0
    # The point at which something was changed shows what was before.
    first = int(np.searchsorted(curve.steps, start, side="right" if start else "left"))
    last = int(np.searchsorted(curve.steps, trainer.step, side="right"))
    part = slice(first, max(first, last))
    return History(curve.steps[part], curve.train_loss[part], curve.test_loss[part], trainer.step)


def baseline(trainer: Trainer) -> float:
    """Return the loss of the best answer that is the same for every training example.

    NaN where it cannot be said: a loss with margins, several outputs, a constant target.
    """
    plan = trainer.evaluator.prepared.plan
    head: Head = plan.heads[0]
    dataset = trainer.dataset
    if len(plan.heads) > 1 or head.target != "label" or dataset.shape.task == "tokens":
        return math.nan
    targets = encode(dataset, head.rule, head.shape.size)[dataset.train].astype(np.float64)
    loss = head.rule.loss
    found = math.nan
    if loss == "ce":
        shares = np.bincount(targets[:, 0].astype(np.int64)) / targets.shape[0]
        found = float(-sum(share * math.log(share) for share in shares if share > 0.0))
    elif loss == "bce":
        shares = targets.mean(axis=0)
        parts = [-p * math.log(p) for p in (*shares, *(1.0 - shares)) if p > 0.0]
        found = float(sum(parts)) / targets.shape[1]
    elif loss in ("mse", "huber"):
        spread = float(targets.var(axis=0).mean())
        found = spread if loss == "mse" else min(0.5 * spread, math.sqrt(spread))
    elif loss == "mae":
        found = float(np.abs(targets - np.median(targets, axis=0)).mean())
    return found if found > 1e-9 else math.nan
