"""Points of the plane in classes, kind by kind.

Each function takes (number of examples, noise, seed) and returns coordinates, float64 (n, 2), and
classes, int32 (n,). Noise is the standard deviation of what is added to every coordinate.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.random import normal, uniform

Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
Points = tuple[Float64, Int32]

TURNS = 1.75
"""Turns of each arm of the spiral."""
SPIRAL_RADIUS = 6.0
HALF_WIDTH = 5.0
"""Half width of the square that XOR and circle fill."""
GAP = 0.3
"""Distance that the squares of XOR keep from the axes."""
INNER, OUTER = 0.5, 0.7
"""Radius of the disc, and inner radius of the ring, in half widths."""
CLOUD = 2.0
"""Coordinates of the centre of the blue cloud; the orange one lies opposite."""
MOON = 3.0
"""Radius of each moon."""
CENTRES = ((-3.0, 2.5), (3.0, 2.5), (0.0, -3.0))
"""Centres of the clouds of three classes."""
CORNERS = ((-3.0, -3.0), (3.0, 3.0), (-3.0, 3.0), (3.0, -3.0))
"""Centres of the clouds of four classes."""


def _noise(n: int, noise: float, seed: int) -> Float64:
    """Standard deviation ``noise`` in each coordinate, keyed by example."""
    rows, columns = np.arange(n)[:, None], np.arange(2)[None, :]
    return np.asarray(noise * normal(seed, "noise", rows, columns))


def _alternating(n: int) -> Int32:
    return (np.arange(n) % 2).astype(np.int32)


def _xor4(n: int, noise: float, seed: int) -> Points:
    points = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    return points + _noise(n, noise, seed), np.array([0, 1, 1, 0], np.int32)


def _xor(n: int, noise: float, seed: int) -> Points:
    place = uniform(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :])
    points = (2.0 * place - 1.0) * (HALF_WIDTH - GAP)
    points += np.where(points >= 0.0, GAP, -GAP)
    # The class is that of the place without noise: noise makes points stray.
    return points + _noise(n, noise, seed), (points[:, 0] * points[:, 1] < 0.0).astype(np.int32)


def _circle(n: int, noise: float, seed: int) -> Points:
    labels = _alternating(n)
    share, turn = uniform(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :]).T
    radius = HALF_WIDTH * np.where(labels == 1, INNER * share, OUTER + (1.0 - OUTER) * share)
    angle = 2.0 * np.pi * turn
    points = np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
    return points + _noise(n, noise, seed), labels


def _gaussians(n: int, noise: float, seed: int) -> Points:
    labels = _alternating(n)
    centres = np.where(labels == 1, CLOUD, -CLOUD)[:, None]
    spread = normal(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :])
    return centres + spread + _noise(n, noise, seed), labels


def _spiral(n: int, noise: float, seed: int) -> Points:
    labels = _alternating(n)
    # Evenly spaced along each arm, so that every split shows both arms whole.
    along = (np.arange(n) // 2) / max(1, (n + 1) // 2)
    angle = 2.0 * np.pi * TURNS * along + np.pi * labels
    radius = SPIRAL_RADIUS * along
    points = np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
    return points + _noise(n, noise, seed), labels


def _moons(n: int, noise: float, seed: int) -> Points:
    labels = _alternating(n)
    place, out = uniform(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :]).T
    radius = MOON + 0.6 * (out - 0.5)
    x, y = radius * np.cos(np.pi * place), radius * np.sin(np.pi * place)
    sign = np.where(labels == 1, -1.0, 1.0)
    # The lower moon is the upper one turned by half, moved so that each reaches into the other.
    points = np.stack([sign * (x - MOON / 2), sign * (y - MOON / 4)], axis=1)
    return points + _noise(n, noise, seed), labels


def _blobs(centres: tuple[tuple[float, float], ...], n: int, noise: float, seed: int) -> Points:
    labels = (np.arange(n) % len(centres)).astype(np.int32)
    spread = normal(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :])
    return np.array(centres)[labels] + spread + _noise(n, noise, seed), labels


POINTS: Mapping[str, Callable[[int, float, int], Points]] = MappingProxyType(
    {
        "xor4": _xor4,
        "xor": _xor,
        "circle": _circle,
        "gaussians": _gaussians,
        "spiral": _spiral,
        "moons": _moons,
        "blobs3": partial(_blobs, CENTRES),
        "blobs4": partial(_blobs, CORNERS),
    }
)
