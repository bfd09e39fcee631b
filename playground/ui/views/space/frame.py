"""One picture of a layer's space, the way between two of them, and the scale that keeps still. Qt-free."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.state import SpaceView as Space

Float64 = npt.NDArray[np.float64]

_SHRINK = 0.06
"""Part of the way that the frame shrinks with each picture; it grows at once."""
_MARGIN = 1.06


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Where the grid's corners and the examples are: float64 (n, n, 2) and (examples, 2)."""

    grid: Float64
    points: Float64

    def extent(self) -> tuple[float, float, float, float]:
        """Return (left, right, bottom, top) of everything that is finite."""
        everything = np.concatenate([self.grid.reshape(-1, 2), self.points])
        everything = everything[np.isfinite(everything).all(axis=1)]
        if not len(everything):
            return -1.0, 1.0, -1.0, 1.0
        low, high = everything.min(axis=0), everything.max(axis=0)
        return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def shape_of(space: Space) -> Shape:
    """Return the shape of a layer's space; what is not finite stays where it is, undrawn."""
    return Shape(np.asarray(space.grid, np.float64), np.asarray(space.points, np.float64))


def between(before: Shape, after: Shape, part: float) -> Shape:
    """Return the shape this part of the way from one layer to another, 0 ≤ part ≤ 1.

    Shapes of different size have nothing between them: the second one is shown at once.
    """
    if before.grid.shape != after.grid.shape or before.points.shape != after.points.shape:
        return after
    return Shape(
        before.grid + (after.grid - before.grid) * part,
        before.points + (after.points - before.points) * part,
    )


def eased(part: float) -> float:
    """Return a part of time as a part of the way: slow at both ends."""
    return part * part * (3.0 - 2.0 * part)


class Extent:
    """The square that is shown: grows at once, shrinks slowly, so that training does not make it jump."""

    def __init__(self) -> None:
        self.centre = np.zeros(2)
        self.half = 0.0

    def follow(self, shape: Shape, *, at_once: bool = False) -> None:
        """Take in a shape."""
        left, right, bottom, top = shape.extent()
        centre = np.array([(left + right) / 2, (bottom + top) / 2])
        half = max(right - left, top - bottom, 1e-6) / 2 * _MARGIN
        if at_once or self.half == 0.0:
            self.centre, self.half = centre, half
            return
        self.centre = self.centre + (centre - self.centre) * _SHRINK
        # Whatever the slow middle leaves out must still be seen.
        reach = float(np.max(np.abs(centre - self.centre))) + half
        self.half = reach if reach > self.half else self.half + (reach - self.half) * _SHRINK

    def place(self, points: Float64, side: float, middle: tuple[float, float]) -> Float64:
        """Return pixels (n, 2) of points; up is up. What is not finite lies far outside."""
        scaled = (points - self.centre) / max(self.half, 1e-12) * (side / 2)
        pixels = np.stack([middle[0] + scaled[..., 0], middle[1] - scaled[..., 1]], axis=-1)
        return np.where(np.isfinite(pixels), np.clip(pixels, -1e5, 1e5), -1e5)
