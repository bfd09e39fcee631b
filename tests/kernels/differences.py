"""Central differences, and numbers to try them with."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tests.kernels.families import Array


def drawn(*shape: int, seed: int = 0) -> Array:
    values = np.random.default_rng([seed, *shape]).normal(0, 1, shape)
    return values.astype(np.float32).astype(np.float64)


def slope(
    function: Callable[[Array], float], x: Array, step: float = 1e-5, *, lanes: int | None = None
) -> Array:
    """Return ∂function/∂x by central differences; of the first ``lanes`` lanes alone if given."""
    result = np.zeros_like(x)
    for index in np.ndindex((*x.shape[:-1], x.shape[-1] if lanes is None else lanes)):
        high, low = x.copy(), x.copy()
        high[index] += step
        low[index] -= step
        result[index] = (function(high) - function(low)) / (2 * step)
    return result


def close(got: npt.NDArray[np.float32], want: Array) -> None:
    np.testing.assert_allclose(got.reshape(want.shape), want, rtol=1e-4, atol=1e-5)
