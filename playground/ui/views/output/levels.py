"""From numbers over the plane to levels and points. Pure: arrays in, arrays out."""

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


def target_scale(values: Float32) -> Scale:
    """Return the scale of a regression: the targets are what the colours are for.

    Targets of both signs have 0 in the middle; where all are alike, 1 is the least that is full.
    """
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (-1.0, 1.0)
    is_flat = high - low < 1e-9
    if low < 0.0 < high or is_flat:
        bound = rounded_up(max(-low, high, 1.0 if is_flat else 1e-6))
        return Scale(-bound, 0.0, bound)
    return Scale(low, (low + high) / 2.0, high)


def rounded_up(value: float) -> float:
    """Return the next of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    steps = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)
    return next(step for step in steps if step * power >= value * (1.0 - 1e-9)) * power


def edge_of(scale: Scale, threshold: float | None) -> float:
    """Return where a picture changes colour; a ReLU that is 0 in part has its edge there."""
    return scale.centre if threshold is None else threshold


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
