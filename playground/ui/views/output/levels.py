"""From numbers over the plane to levels, contour and points. Pure: arrays in, arrays out."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """Which numbers are full orange, neutral and full blue; fixed, so that pictures compare."""

    low: float
    centre: float
    high: float


UNIT_SCALE = Scale(0.0, 0.5, 1.0)
SIGN_SCALE = Scale(-1.0, 0.0, 1.0)


def scale_for(activation: str, values: Float32) -> Scale:
    """Return the scale of an activation.

    Bounded activations have fixed levels. Where outputs have no bound, the levels are the next
    power of two, so that they change rarely while training.
    """
    if activation in ("sigmoid", "softmax"):
        return UNIT_SCALE
    if activation == "tanh":
        return SIGN_SCALE
    finite = values[np.isfinite(values)]
    largest = float(np.percentile(np.abs(finite), 98)) if finite.size else 1.0
    bound = 2.0 ** math.ceil(math.log2(max(largest, 1.0)))
    return Scale(-bound, 0.0, bound)


def levels(values: Float32, scale: Scale) -> npt.NDArray[np.uint8]:
    """Return levels 0 (low) ... 255 (high); what is not a number is neutral."""
    span = max(scale.high - scale.centre, 1e-12)
    signed = np.clip((np.asarray(values, np.float32) - scale.centre) / span, -1.0, 1.0)
    signed = np.nan_to_num(signed, nan=0.0)
    result: npt.NDArray[np.uint8] = np.rint(127.5 + 127.5 * signed).astype(np.uint8)
    return result


def two_classes(winner: Float32, confidence: Float32) -> Float32:
    """Return the probability of class 1 from the winning class and its probability."""
    return np.where(winner > 0.5, confidence, 1.0 - confidence).astype(np.float32)


def contour(values: Float32, threshold: float) -> Float64:
    """Return the line where values cross the threshold, as pieces (n, 4): x0, y0, x1, y1.

    Marching squares between the centres of the pixels; the square of the picture is 1 × 1 with
    (0, 0) at the top left. Squares with two crossings of each kind join the upper two.
    """
    size = values.shape[0]
    if size < 2 or not np.isfinite(values).all():
        return np.zeros((0, 4))
    v = values.astype(np.float64) - threshold
    v[v == 0.0] = 1e-12
    corners = (v[:-1, :-1], v[:-1, 1:], v[1:, 1:], v[1:, :-1])
    rows, columns = np.mgrid[0 : size - 1, 0 : size - 1]
    starts = ((0, 0), (1, 0), (1, 1), (0, 1))
    points, hits = [], []
    for edge in range(4):
        a, b = corners[edge], corners[(edge + 1) % 4]
        hit = (a > 0) != (b > 0)
        part = np.where(hit, a / np.where(hit, a - b, 1.0), 0.0)
        (x0, y0), (x1, y1) = starts[edge], starts[(edge + 1) % 4]
        points.append(
            np.stack([columns + x0 + part * (x1 - x0), rows + y0 + part * (y1 - y0)], axis=-1)
        )
        hits.append(hit)
    pieces = []
    hit = np.stack(hits)
    crossings = hit.sum(axis=0)
    for first in range(4):
        for second in range(first + 1, 4):
            where = hit[first] & hit[second] & (crossings == 2)
            pieces.append(np.concatenate([points[first][where], points[second][where]], axis=1))
    saddle = crossings == 4
    for first, second in ((0, 1), (2, 3)):
        pieces.append(np.concatenate([points[first][saddle], points[second][saddle]], axis=1))
    lines: Float64 = (np.concatenate(pieces) + 0.5) / size
    return lines


def on_picture(raw: Float32, extent: float) -> Float64:
    """Return points (n, 2) of the plane as places in the 1 × 1 picture, (0, 0) at the top left."""
    span = max(extent, 1e-12)
    x = (raw[:, 0] / span + 1.0) / 2.0
    y = (1.0 - raw[:, 1] / span) / 2.0
    return np.stack([x, y], axis=1).astype(np.float64)


def nearest(places: Float64, x: float, y: float, reach: float) -> int | None:
    """Return the index of the place nearest to (x, y) within reach, or None."""
    if places.shape[0] == 0:
        return None
    distance = np.hypot(places[:, 0] - x, places[:, 1] - y)
    index = int(np.argmin(distance))
    return index if distance[index] <= reach else None


def neighbour(places: Float64, current: int, direction: tuple[int, int]) -> int | None:
    """Return the nearest place in this direction (within 45° of it), or None at the edge."""
    step = places - places[current]
    along = step @ np.asarray(direction, np.float64)
    across = np.abs(step @ np.asarray((direction[1], direction[0]), np.float64))
    ahead = (along > 1e-9) & (across <= along)
    if not ahead.any():
        return None
    distance = np.where(ahead, along + 2.0 * across, np.inf)
    return int(np.argmin(distance))
