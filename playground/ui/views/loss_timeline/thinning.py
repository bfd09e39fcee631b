"""Curves with few points: the least and largest of every stretch. Pure: arrays in, arrays out."""

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
MOST_POINTS = 2000
LEAST_LOSS = 1e-7
"""Smaller losses are drawn here on the logarithmic scale."""


def thin(x: Float64, y: Float64, most: int = MOST_POINTS) -> tuple[Float64, Float64]:
    """Return at most ``most`` points that look the same: minimum and maximum of each stretch.

    Stretches that hold only NaN become one NaN, so that the line breaks there. The first and the
    last point are always among the result.
    """
    if x.size <= most:
        return x, y
    stretches = max(1, (most - 2) // 2)
    inner = np.arange(1, x.size - 1)
    edges = np.linspace(0, inner.size, stretches + 1).astype(np.int64)
    starts = edges[:-1]
    filled_low = np.where(np.isnan(y), np.inf, y)[inner]
    filled_high = np.where(np.isnan(y), -np.inf, y)[inner]
    low = np.minimum.reduceat(filled_low, starts)
    high = np.maximum.reduceat(filled_high, starts)
    low[~np.isfinite(low)] = np.nan
    high[~np.isfinite(high)] = np.nan
    middle_x = np.repeat(x[inner][starts], 2).astype(np.float64)
    # Which of the two comes first matters only for the looks of a single stretch.
    middle_y = np.stack([high, low], axis=1).ravel()
    return (
        np.concatenate([x[:1], middle_x, x[-1:]]),
        np.concatenate([y[:1], middle_y, y[-1:]]),
    )


def on_axis(y: npt.NDArray[np.floating], is_log: bool) -> Float64:
    """Return where values lie on the axis: themselves, or their decimal logarithm; never ±∞."""
    values = np.asarray(y, np.float64)
    values = np.where(np.isinf(values), np.nan, values)
    if not is_log:
        return values
    return np.log10(np.maximum(values, LEAST_LOSS))


def bounds(parts: list[Float64], is_log: bool) -> tuple[float, float]:
    """Return a range that holds all parts, with a little air; (0, 1) where there is nothing."""
    finite = [part[np.isfinite(part)] for part in parts]
    values = np.concatenate(finite) if finite else np.zeros(0)
    if values.size == 0:
        return (-2.0, 0.0) if is_log else (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    if not is_log:
        return 0.0 if low >= 0 else low, high * 1.06 if high > 0 else 1.0
    air = max(0.05, 0.05 * (high - low))
    return low - air, high + air


def nearest_index(steps: npt.NDArray[np.int64], step: float) -> int | None:
    """Return the index of the recorded step nearest to this one."""
    if steps.size == 0:
        return None
    right = int(np.searchsorted(steps, step))
    if right == 0:
        return 0
    if right == steps.size:
        return right - 1
    return right if steps[right] - step < step - steps[right - 1] else right - 1
