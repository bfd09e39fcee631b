"""The line where a neuron's answer changes its side, within its small picture. No Qt."""

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]


def contour(values: Float32, level: float = 0.0) -> Float32:
    """Return where a grid of values passes a level, as short straight pieces.

    Every square of four neighbours is cut into two triangles, which leaves no ambiguous case
    (marching triangles).

    Parameters
    ----------
    values
        float32 (rows, columns).

    Returns
    -------
    float32 (pieces, 4): x, y of both ends, in cells: (0, 0) is the first value.
    """
    grid = np.nan_to_num(np.asarray(values, np.float32) - np.float32(level), nan=0.0)
    rows, columns = grid.shape
    if rows < 2 or columns < 2:
        return np.zeros((0, 4), np.float32)
    y, x = np.mgrid[0 : rows - 1, 0 : columns - 1].astype(np.float32)
    corners = [
        (x, y, grid[:-1, :-1]),
        (x + 1, y, grid[:-1, 1:]),
        (x + 1, y + 1, grid[1:, 1:]),
        (x, y + 1, grid[1:, :-1]),
    ]
    pieces = [
        _through(corners[0], corners[1], corners[2]),
        _through(corners[0], corners[2], corners[3]),
    ]
    return np.concatenate(pieces).astype(np.float32)


_Corner = tuple[Float32, Float32, Float32]


def _through(a: _Corner, b: _Corner, c: _Corner) -> Float32:
    """Return the pieces within the triangles of three corners (x, y, value)."""
    found = []
    # The corner that is alone on its side is cut off from the other two.
    for alone, one, other in ((a, b, c), (b, c, a), (c, a, b)):
        side = alone[2] >= 0
        mine = (side != (one[2] >= 0)) & (side != (other[2] >= 0))
        if mine.any():
            found.append(np.concatenate([_cross(alone, one, mine), _cross(alone, other, mine)], 1))
    return np.concatenate(found) if found else np.zeros((0, 4), np.float32)


def _cross(a: _Corner, b: _Corner, where: npt.NDArray[np.bool_]) -> Float32:
    """Return where the value is 0 between two corners, float32 (n, 2)."""
    ax, ay, av = (part[where] for part in a)
    bx, by, bv = (part[where] for part in b)
    span = av - bv
    share = np.where(span == 0, 0.5, av / np.where(span == 0, 1, span))
    return np.stack([ax + (bx - ax) * share, ay + (by - ay) * share], axis=1).astype(np.float32)
