"""Lines between the colours of a map: marching squares. Pure: arrays in, pieces of lines out.

References
----------
.. [1] W. Lorensen, H. Cline, "Marching cubes", SIGGRAPH 1987 (here in two dimensions).
"""

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]

_STARTS = ((0, 0), (1, 0), (1, 1), (0, 1))
"""Corners of a square, clockwise from the top left; edge i leads from corner i to the next."""
_NEAR_ZERO = 1e-12


def contour(values: Float32 | Float64, threshold: float) -> Float64:
    """Return the line where values cross the threshold, as pieces (n, 4): x0, y0, x1, y1.

    The square of the picture is 1 × 1 with (0, 0) at the top left; values stand in the centres of
    the pixels, and those at the edge go on beyond it. Where all four sides of a square are crossed,
    the mean of its corners says which of them belong together.
    """
    size = values.shape[0]
    if size < 2 or not np.isfinite(values).all():
        return np.zeros((0, 4))
    v = np.pad(np.asarray(values, np.float64) - threshold, 1, mode="edge")
    v[v == 0.0] = _NEAR_ZERO
    is_high = v > 0.0
    if is_high.all() or not is_high.any():
        return np.zeros((0, 4))
    rows, columns = np.nonzero(_crossed(is_high))
    corners = np.stack([v[rows + y, columns + x] for x, y in _STARTS])
    points, hits = _crossings(corners, columns, rows)
    pieces = []
    number = hits.sum(axis=0)
    for first in range(4):
        for second in range(first + 1, 4):
            where = hits[first] & hits[second] & (number == 2)
            pieces.append(np.concatenate([points[first][where], points[second][where]], axis=1))
    # Corners 0 and 2 hang together where the middle is on their side.
    joined = (corners.mean(axis=0) > 0.0) == (corners[0] > 0.0)
    for is_joined, pairs in ((True, ((0, 1), (2, 3))), (False, ((3, 0), (1, 2)))):
        where = (number == 4) & (joined == is_joined)
        for first, second in pairs:
            pieces.append(np.concatenate([points[first][where], points[second][where]], axis=1))
    lines: Float64 = (np.concatenate(pieces) - 0.5) / size
    return lines


def _crossed(is_high: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which squares have corners on both sides, bool (size − 1, size − 1)."""
    parts = [is_high[:-1, :-1], is_high[:-1, 1:], is_high[1:, 1:], is_high[1:, :-1]]
    number = np.sum(parts, axis=0)
    result: npt.NDArray[np.bool_] = (number > 0) & (number < 4)
    return result


def _crossings(
    corners: Float64, columns: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
) -> tuple[list[Float64], npt.NDArray[np.bool_]]:
    """Return where every edge of every square is crossed, and whether it is: 4 × (n, 2), (4, n)."""
    points, hits = [], []
    for edge in range(4):
        a, b = corners[edge], corners[(edge + 1) % 4]
        hit = (a > 0) != (b > 0)
        part = np.where(hit, a / np.where(hit, a - b, 1.0), 0.0)
        (x0, y0), (x1, y1) = _STARTS[edge], _STARTS[(edge + 1) % 4]
        points.append(
            np.stack([columns + x0 + part * (x1 - x0), rows + y0 + part * (y1 - y0)], axis=-1)
        )
        hits.append(hit)
    return points, np.stack(hits)


def class_contours(outputs: Float32) -> Float64:
    """Return the lines between the winning classes, as `contour` does.

    Parameters
    ----------
    outputs
        float32 (classes, size, size).
    """
    pieces = [np.zeros((0, 4))]
    for index in range(outputs.shape[0] - 1):
        others = np.delete(outputs, index, axis=0).max(axis=0)
        pieces.append(contour(outputs[index] - others, 0.0))
    return np.concatenate(pieces)


def enlarged(values: Float32, size: int) -> Float32:
    """Return a picture (..., n, n) with ``size`` pixels a side, linear in between (bilinear)."""
    weights = _weights(values.shape[-1], size)
    return np.asarray(weights @ values @ weights.T, np.float32)


def _weights(before: int, after: int) -> Float32:
    """Return what every new pixel takes of the old ones along one side, float32 (after, before)."""
    places = np.clip((np.arange(after) + 0.5) / after * before - 0.5, 0.0, before - 1.0)
    low = np.minimum(places.astype(np.int64), max(0, before - 2))
    part = places - low
    weights = np.zeros((after, before), np.float32)
    weights[np.arange(after), low] = 1.0 - part
    if before > 1:
        weights[np.arange(after), low + 1] += part
    return weights


def sampled(values: Float32, x: float, y: float) -> float:
    """Return the value at a place of the 1 × 1 picture, linear between the pixels."""
    height, width = values.shape
    across = min(max(x * width - 0.5, 0.0), width - 1.0)
    down = min(max(y * height - 0.5, 0.0), height - 1.0)
    column, row = min(int(across), max(0, width - 2)), min(int(down), max(0, height - 2))
    part_x, part_y = across - column, down - row
    right, below = min(column + 1, width - 1), min(row + 1, height - 1)
    top = (1 - part_x) * float(values[row, column]) + part_x * float(values[row, right])
    bottom = (1 - part_x) * float(values[below, column]) + part_x * float(values[below, right])
    return float((1 - part_y) * top + part_y * bottom)
