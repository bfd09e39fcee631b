"""Where things are: curves, zoom, picking. Pure arithmetic, no Qt.

Scene units are pixels at 100 %. Points are (x, y) with y downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]
Point = tuple[float, float]
Size = tuple[float, float]
Detail = Literal["far", "normal", "near"]

COLUMN_GAP = 108.0
"""Between the edges of cards in neighbouring columns."""
ROW_GAP = 36.0
MINIMUM_SCALE = 0.08
MAXIMUM_SCALE = 8.0
ZOOM_PER_NOTCH = 1.2
_SEGMENTS = 20
_DETAILS: tuple[Detail, ...] = ("far", "normal", "near")
_THRESHOLDS = (0.3, 1.7)
_HYSTERESIS = 0.1


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def centre(self) -> Point:
        return (self.left + self.width / 2, self.top + self.height / 2)


def around(centre: Point, size: Size) -> Rect:
    """Return the rectangle of this size around a point."""
    return Rect(centre[0] - size[0] / 2, centre[1] - size[1] / 2, size[0], size[1])


def united(rects: Sequence[Rect]) -> Rect:
    """Return the smallest rectangle that holds all of them; an empty one where there are none."""
    if not rects:
        return Rect(0.0, 0.0, 0.0, 0.0)
    left = min(rect.left for rect in rects)
    top = min(rect.top for rect in rects)
    right = max(rect.right for rect in rects)
    bottom = max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)


def curves_between(starts: Float32, ends: Float32, least: float = 24.0) -> Float32:
    """Return cubic Béziers that leave and arrive horizontally.

    Parameters
    ----------
    starts, ends
        float32 (n, 2).
    least
        How far a curve runs at least before it bends.

    Returns
    -------
    float32 (n, 8): start, two control points, end.
    """
    curves = np.empty((starts.shape[0], 8), np.float32)
    reach = np.maximum(np.abs(ends[:, 0] - starts[:, 0]) * 0.5, least)
    # A wire that has to run backwards makes a wide loop, so that it stays visible.
    reach = np.where(ends[:, 0] < starts[:, 0], np.maximum(reach, 90.0), reach)
    curves[:, 0:2] = starts
    curves[:, 2] = starts[:, 0] + reach
    curves[:, 3] = starts[:, 1]
    curves[:, 4] = ends[:, 0] - reach
    curves[:, 5] = ends[:, 1]
    curves[:, 6:8] = ends
    return curves


def sampled(curves: Float32, segments: int = _SEGMENTS) -> Float32:
    """Return points on Béziers, float32 (n, segments + 1, 2)."""
    t = np.linspace(0.0, 1.0, segments + 1, dtype=np.float32)
    s = 1.0 - t
    weights = np.stack([s**3, 3 * s * s * t, 3 * s * t * t, t**3])  # (4, points)
    points: Float32 = np.einsum("kp,nkc->npc", weights, curves.reshape(-1, 4, 2)).astype(np.float32)
    return points


def nearest_curve(polylines: Float32, point: Point) -> tuple[int, float]:
    """Return index and distance of the polyline nearest to a point; (−1, inf) of none.

    Parameters
    ----------
    polylines
        float32 (n, points, 2), as `sampled` makes them.
    """
    if polylines.shape[0] == 0:
        return -1, float("inf")
    starts = polylines[:, :-1]
    along = polylines[:, 1:] - starts
    offset = np.asarray(point, np.float32) - starts
    length = np.maximum((along * along).sum(-1), 1e-12)
    t = np.clip((offset * along).sum(-1) / length, 0.0, 1.0)
    gap = offset - t[..., None] * along
    squares = (gap * gap).sum(-1).min(-1)
    index = int(squares.argmin())
    return index, float(np.sqrt(squares[index]))


def is_in_ribbon(first: Float32, last: Float32, point: Point, slack: float) -> bool:
    """Tell whether a point lies between two curves that bound a bundle of wires.

    Parameters
    ----------
    first, last
        float32 (points, 2): the upper and the lower curve with matching x.
    slack
        How far outside still counts, in the unit of the points.
    """
    x, y = point
    left, right = float(first[0, 0]), float(first[-1, 0])
    if right <= left or not left <= x <= right:
        return False
    upper = float(np.interp(x, first[:, 0], first[:, 1]))
    lower = float(np.interp(x, last[:, 0], last[:, 1]))
    return min(upper, lower) - slack <= y <= max(upper, lower) + slack


def strongest(strength: Float32, most: int) -> Int64:
    """Return the indices of the ``most`` largest strengths, the weakest first.

    The strongest are last, because what is drawn last lies on top.
    """
    count = strength.shape[0]
    if count > most:
        chosen = np.argpartition(strength, count - most)[count - most :]
    else:
        chosen = np.arange(count)
    return chosen[np.argsort(strength[chosen], kind="stable")].astype(np.int64)


def fitting_scale(content: Size, room: Size, largest: float = 1.15) -> float:
    """Return the scale at which the content just fits into the room, but no more than largest."""
    if content[0] <= 0 or content[1] <= 0 or room[0] <= 0 or room[1] <= 0:
        return 1.0
    scale = min(room[0] / content[0], room[1] / content[1], largest)
    return max(MINIMUM_SCALE, scale)


def zoomed(scale: float, notches: float) -> float:
    """Return the scale after so many notches of the wheel, within the limits."""
    return float(np.clip(scale * ZOOM_PER_NOTCH**notches, MINIMUM_SCALE, MAXIMUM_SCALE))


def next_detail(present: Detail, scale: float) -> Detail:
    """Return what to draw at a scale; a threshold counts only when crossed by ±10 %."""
    index = _DETAILS.index(present)
    while index < len(_THRESHOLDS) and scale > _THRESHOLDS[index] * (1 + _HYSTERESIS):
        index += 1
    while index > 0 and scale < _THRESHOLDS[index - 1] * (1 - _HYSTERESIS):
        index -= 1
    return _DETAILS[index]
