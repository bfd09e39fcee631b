"""Numbers over the plane, and numbers over a line: examples of regression.

Noise is the standard deviation of what is added to the number; coordinates stay where they are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.makers.examples import Examples, with_values
from playground.data.random import normal, uniform

Float64 = npt.NDArray[np.float64]

HALF_WIDTH = 6.0
"""Half width of the square, or of the piece of line, that the examples fill."""
HILLS = (
    (-4.0, 2.5, 1.0),
    (0.0, 2.5, -1.0),
    (4.0, 2.5, 1.0),
    (-4.0, -2.5, -1.0),
    (0.0, -2.5, 1.0),
    (4.0, -2.5, -1.0),
)
"""Centre and height of every hill."""
HILL_WIDTH = 1.3
"""Standard deviation of a hill."""
SLOPE, HEIGHT = 0.15, 0.1
"""The straight line: y = SLOPE · x + HEIGHT."""
LINE_SCATTER, CUBIC_SCATTER = 0.15, 0.08
"""Standard deviation that these kinds have even where no noise is added."""
CUBIC_HALF_WIDTH = 4.0


def slope(points: Float64) -> Float64:
    """Return (x + y) / 12 of points (n, 2): −1 in one corner, +1 in the opposite one."""
    return np.asarray(points.sum(axis=1) / (2.0 * HALF_WIDTH))


def hills(points: Float64) -> Float64:
    """Return the sum of six Gaussian hills and hollows at points (n, 2)."""
    total = np.zeros(len(points))
    for x, y, height in HILLS:
        square = (points[:, 0] - x) ** 2 + (points[:, 1] - y) ** 2
        total += height * np.exp(-square / (2.0 * HILL_WIDTH**2))
    return total


def wave(x: Float64) -> Float64:
    """Return sin x."""
    return np.asarray(np.sin(x))


def stairs(x: Float64) -> Float64:
    """Return −0.75, −0.25, 0.25 or 0.75: four steps of equal width."""
    return np.asarray((np.clip(np.floor(x / 3.0), -2.0, 1.0) + 0.5) / 2.0)


def cubic(x: Float64) -> Float64:
    """Return (x³ − 9x) / 28: ±1 at the ends, with a hill and a hollow between."""
    return np.asarray((x**3 - 9.0 * x) / 28.0)


def _line(x: Float64) -> Float64:
    return np.asarray(SLOPE * x + HEIGHT)


def _scatter(n: int, noise: float, seed: int) -> Float64:
    return np.asarray(noise * normal(seed, "noise", np.arange(n)))


def _surface(function: Callable[[Float64], Float64], n: int, noise: float, seed: int) -> Examples:
    place = uniform(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :])
    points = (2.0 * place - 1.0) * HALF_WIDTH
    return with_values(points, function(points) + _scatter(n, noise, seed))


def _curve(
    function: Callable[[Float64], Float64], width: float, n: int, noise: float, seed: int
) -> Examples:
    x = (2.0 * uniform(seed, "points", np.arange(n)) - 1.0) * width
    return with_values(x[:, None], function(x) + _scatter(n, noise, seed))


def _valley(n: int, noise: float, seed: int) -> Examples:
    """Mean of (w·x)² over these two is w₁²/2 + 25·w₂²: curvatures 1 and 50."""
    return with_values(np.array([[1.0, 0.0], [0.0, np.sqrt(50.0)]]), np.zeros(2))


SURFACES: Mapping[str, Callable[[int, float, int], Examples]] = MappingProxyType(
    {
        "plane": partial(_surface, slope),
        "hills": partial(_surface, hills),
        "valley": _valley,
        "line": lambda n, noise, seed: _curve(
            _line, HALF_WIDTH, n, float(np.hypot(LINE_SCATTER, noise)), seed
        ),
        "wave": partial(_curve, wave, HALF_WIDTH),
        "stairs": partial(_curve, stairs, HALF_WIDTH),
        "cubic": lambda n, noise, seed: _curve(
            cubic, CUBIC_HALF_WIDTH, n, float(np.hypot(CUBIC_SCATTER, noise)), seed
        ),
    }
)
"""Each takes (number of examples, noise, seed)."""
