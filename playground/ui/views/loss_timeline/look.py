"""What of a run is drawn, and how: loss or accuracy, on which axis, how smooth. Pure."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.engine.state import Curve, Metrics
from playground.ui.views.loss_timeline.thinning import Float64, on_axis

Quantity = Literal["loss", "accuracy"]
STRENGTHS = 10
"""Degrees of smoothing above none."""
_LEAST_WEIGHT = 1e-4
"""Weights below this share of the newest one's change nothing that can be seen."""


def decay_of(strength: int) -> float:
    """Return β of the moving average, from 0 (as it is) to 0.994 (strong)."""
    return 1.0 - 0.6 ** max(0, min(STRENGTHS, strength))


def smoothed(values: Float64, decay: float) -> Float64:
    """Return the exponential moving average Σ βᵏ·y(t−k) / Σ βᵏ over what is finite.

    Dividing by the weights that there really were takes away the pull towards 0 at the start, as
    in Adam (Kingma & Ba 2015, section 3). Gaps stay gaps.
    """
    if decay <= 0.0 or values.size < 2:
        return values
    reach = min(values.size, math.ceil(math.log(_LEAST_WEIGHT) / math.log(decay)))
    weights = decay ** np.arange(reach, dtype=np.float64)
    known = np.isfinite(values)
    total = np.convolve(np.where(known, values, 0.0), weights)[: values.size]
    share = np.convolve(known.astype(np.float64), weights)[: values.size]
    return np.where(known, total / np.maximum(share, 1e-300), np.nan)


@dataclass(frozen=True, slots=True)
class Look:
    """A way of looking at runs; no number changes with it.

    Attributes
    ----------
    strength
        Smoothing, from 0 (none) to `STRENGTHS`.
    """

    quantity: Quantity = "loss"
    is_log: bool = False
    strength: int = 0

    @property
    def has_log_axis(self) -> bool:
        """Shares lie between 0 and 1; only losses are worth a logarithm."""
        return self.is_log and self.quantity == "loss"

    @property
    def decay(self) -> float:
        return decay_of(self.strength)

    def place(self, values: Float64) -> Float64:
        """Return where values lie on the axis."""
        return on_axis(values, self.has_log_axis)

    def train(self, curve: Curve) -> Float64:
        """Return the training values, as they are."""
        picked = curve.train_loss if self.quantity == "loss" else curve.train_accuracy
        return picked.astype(np.float64)

    def test(self, curve: Curve) -> Float64:
        """Return the test values, as they are."""
        picked = curve.test_loss if self.quantity == "loss" else curve.test_accuracy
        return picked.astype(np.float64)

    def now(self, metrics: Metrics) -> tuple[float, float]:
        """Return the training and the test value of one step."""
        if self.quantity == "loss":
            return metrics.train_loss, metrics.test_loss
        return metrics.train_accuracy, metrics.test_accuracy
