"""Numbers along an axis: round steps, and where a value lies. Pure."""

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Value = TypeVar("_Value", float, npt.NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of values along one side of a plot."""

    low: float
    high: float

    def part(self, value: _Value) -> _Value:
        """Return where a value, or an array of them, lies: 0 at the low end, 1 at the high one."""
        return (value - self.low) / (self.high - self.low)

    def at(self, part: float) -> float:
        """Return the value at a part of the side."""
        return self.low + part * (self.high - self.low)


UNIT = Axis(-1.0, 1.0)


def ticks(axis: Axis, most: int) -> list[float]:
    """Return at most ``most`` round values within the range, evenly spaced by 1, 2 or 5 · 10ⁿ."""
    span = axis.high - axis.low
    rough = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1.0, 2.0, 5.0, 10.0) if s * power >= rough * (1 - 1e-9))
    first, last = math.ceil(axis.low / step - 1e-9), math.floor(axis.high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]


def covering(low: float, high: float, margin: float = 0.08) -> Axis:
    """Return an axis that shows these values with a little room around them."""
    if not (math.isfinite(low) and math.isfinite(high)) or low > high:
        return Axis(-1.0, 1.0)
    spread = high - low if high - low > 1e-9 else 2.0
    return Axis(low - margin * spread, high + margin * spread)
