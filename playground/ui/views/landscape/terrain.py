"""From losses over a plane to shades and lines of equal loss. Pure: arrays in, arrays out.

Losses of a network lie between a narrow floor and steep walls: shades follow the logarithm of how far
a loss is above the lowest one, so that both can be seen.
"""

import functools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.ui.widgets.contours import contour
from playground.ui.widgets.plot_axes import Axis

Float64 = npt.NDArray[np.float64]

_SMOOTH = 65
"""Nodes a side between which lines are straight without anybody seeing it."""
LINES = 12
"""Lines of equal loss at most."""
_FLOOR = 0.02
"""Part of the usual height above the lowest loss where the logarithm begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """Losses over a plane, ready to be drawn.

    Attributes
    ----------
    losses
        float64 (n, n) at evenly spaced nodes from edge to edge; row 0 is the top.
    low, high
        The lowest and the highest loss that is a number.
    """

    x: Axis
    y: Axis
    losses: Float64
    low: float
    high: float
    _floor: float

    def height(self, losses: Float64) -> Float64:
        """Return losses as heights from 0 (the lowest) to 1; what is no number stays NaN."""
        above = np.clip(losses - self.low, 0.0, None)
        top = math.log1p((self.high - self.low) / self._floor)
        result = np.log1p(above / self._floor) / max(top, 1e-12)
        return np.where(np.isfinite(losses), result, np.nan)

    def loss_of(self, height: float) -> float:
        """Return the loss at a height from 0 to 1."""
        top = math.log1p((self.high - self.low) / self._floor)
        return self.low + self._floor * math.expm1(height * top)

    def at(self, x: float, y: float) -> float:
        """Return the loss at a point, linear between the nodes; NaN outside or beside no number."""
        size = self.losses.shape[0]
        across, up = self.x.part(x), self.y.part(y)
        if not (0.0 <= across <= 1.0 and 0.0 <= up <= 1.0):
            return math.nan
        column, row = across * (size - 1), (1.0 - up) * (size - 1)
        left, top = min(int(column), size - 2), min(int(row), size - 2)
        right_part, low_part = column - left, row - top
        square = self.losses[top : top + 2, left : left + 2]
        if not np.isfinite(square).all():
            return math.nan
        upper = (1 - right_part) * square[0, 0] + right_part * square[0, 1]
        lower = (1 - right_part) * square[1, 0] + right_part * square[1, 1]
        return float((1 - low_part) * upper + low_part * lower)


def terrain(x: tuple[float, float], y: tuple[float, float], losses: Float64) -> Terrain:
    """Return what there is to draw of losses over these ranges."""
    finite = losses[np.isfinite(losses)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    usual = float(np.median(finite)) - low if finite.size else 1.0
    floor = max(_FLOOR * usual, 1e-6 * (high - low), 1e-12)
    return Terrain(Axis(*x), Axis(*y), losses, low, high, floor)


def shades(land: Terrain) -> npt.NDArray[np.uint8]:
    """Return shades (n, n) from 0 (lowest) to 255 (highest); what is no number is highest."""
    heights = np.nan_to_num(land.height(land.losses), nan=1.0)
    return np.asarray(np.rint(255.0 * np.clip(heights, 0.0, 1.0)), np.uint8)


def lines(land: Terrain) -> Float64:
    """Return lines of equal loss as pieces (k, 4): x0, y0, x1, y1 from 0 to 1, y downwards."""
    heights = land.height(land.losses)
    if heights.shape[0] < _SMOOTH and np.isfinite(heights).all():
        weights = _cubic(heights.shape[0], _SMOOTH)
        heights = weights @ heights @ weights.T
    # Beyond the highest line, so that what is no number gets an edge and no peak.
    whole = np.nan_to_num(heights, nan=2.0)
    if not np.isfinite(land.losses).any() or land.high - land.low <= 0.0:
        return np.zeros((0, 4))
    levels = [(index + 0.5) / LINES for index in range(LINES)]
    found = np.concatenate([contour(whole, level) for level in levels])
    # There values are in the middle of pixels; here they reach from edge to edge.
    size = whole.shape[0]
    return np.asarray((found * size - 0.5) / (size - 1))


@functools.cache
def _cubic(before: int, after: int) -> Float64:
    """Return what each new node takes of the old ones, (after, before): Catmull-Rom splines.

    Of a coarse grid, lines would have corners that the loss has not.
    """
    places = np.linspace(0.0, before - 1.0, after)
    left = np.minimum(places.astype(np.int64), before - 2)
    t = places - left
    parts = (
        -0.5 * t + t**2 - 0.5 * t**3,
        1.0 - 2.5 * t**2 + 1.5 * t**3,
        0.5 * t + 2.0 * t**2 - 1.5 * t**3,
        -0.5 * t**2 + 0.5 * t**3,
    )
    weights = np.zeros((after, before))
    for offset, part in enumerate(parts, start=-1):
        np.add.at(weights, (np.arange(after), np.clip(left + offset, 0, before - 1)), part)
    return weights
