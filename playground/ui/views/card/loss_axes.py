"""Where a loss line lies in its picture: steady axes, and pieces of it without what is no number. Pure."""

import math

import numpy as np
import numpy.typing as npt

from playground.ui import numbers
from playground.ui.widgets.plot_axes import Axis

Float64 = npt.NDArray[np.float64]

_STEEP = 4.0
"""A curve whose top is this many times as high as nine tenths of it is cut there."""


def loss_axis(losses: Float64, loss: float) -> Axis:
    """Return the range of losses to show, in round numbers, so that it stands still for a while.

    Where the loss rises without end at the sides, the top is cut: the middle is what matters.
    """
    finite = losses[np.isfinite(losses)]
    if math.isfinite(loss):
        finite = np.append(finite, loss)
    if not finite.size:
        return Axis(0.0, 1.0)
    low, high = float(finite.min()), float(finite.max())
    usual = max(float(np.percentile(finite, 90)), loss if math.isfinite(loss) else low)
    if high - low > _STEEP * (usual - low) > 0.0:
        high = low + _STEEP / 2.0 * (usual - low)
    spread = max(high - low, 1e-3 * max(abs(high), abs(low)), 1e-9)
    step = _round_step(spread / 3.0)
    return Axis(math.floor(low / step) * step, (math.floor(high / step) + 1.0) * step)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(s * power for s in (1.0, 2.0, 5.0, 10.0) if s * power >= rough * (1.0 - 1e-9))


def label(value: float, axis: Axis) -> str:
    """Return a number at an end of an axis, with the digits that tell both ends apart."""
    spread = axis.high - axis.low
    if max(abs(axis.low), abs(axis.high)) >= 1e4 or spread < 1e-4:
        return numbers.short(value)
    decimals = max(0, 1 - math.floor(math.log10(spread)))
    text = f"{abs(value):.{decimals}f}"
    return (numbers.MINUS if value < 0.0 and float(text) else "") + text


def pieces(xs: Float64, losses: Float64) -> list[Float64]:
    """Return the parts of a line that are numbers, each (n, 2)."""
    points = np.stack([xs, losses], axis=1)
    is_number = np.isfinite(losses)
    breaks = np.flatnonzero(is_number[1:] != is_number[:-1]) + 1
    parts = np.split(points, breaks)
    return [part for part in parts if len(part) and np.isfinite(part[0, 1])]


def between(xs: Float64, losses: Float64, value: float) -> float:
    """Return the loss at a value, linear between the points; NaN outside and where none is known."""
    if not xs.size or not xs[0] <= value <= xs[-1]:
        return math.nan
    return float(np.interp(value, xs, losses))
