"""Weights at step 0.

Every number is keyed by (seed, "initial", layer, row unit, column unit): a unit keeps its start
when others come and go, up to the scale, which follows the size of the layer.

References
----------
.. [1] X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
   networks", 2010: uniform within ±√(6 / (n_in + n_out)).
.. [2] K. He et al., "Delving deep into rectifiers", 2015: normal with variance 2 / n_in.
"""

import numpy as np

from playground.data.random import normal, uniform, words
from playground.engine.state import Float32
from playground.model.ids import UnitRef
from playground.model.resolution import ParameterShape

EQUAL_VALUE = 0.1
"""Every weight under the initialiser "equal"."""
SPREAD = 0.5
"""Half width of "uniform", standard deviation of "normal"."""


def initial_values(shape: ParameterShape, seed: int) -> Float32:
    """Return the start values of one parameter, float32 of its shape. Biases start at 0."""
    size = shape.shape
    if not shape.sources or shape.initialiser == "zeros":
        return np.zeros(size, dtype=np.float32)
    if shape.initialiser == "equal":
        return np.full(size, EQUAL_VALUE, dtype=np.float32)
    layer = f"{shape.id.layer}/{shape.id.name}"
    rows = _keys(shape.targets)[:, None]
    columns = _keys(shape.sources)[None, :]
    n_out, n_in = size
    if shape.initialiser in ("he", "normal"):
        deviation = np.sqrt(2.0 / n_in) if shape.initialiser == "he" else SPREAD
        values = normal(seed, "initial", layer, rows, columns) * deviation
    else:
        is_fixed = shape.initialiser == "uniform"
        limit = SPREAD if is_fixed else np.sqrt(6.0 / (n_in + n_out))
        values = (2.0 * uniform(seed, "initial", layer, rows, columns) - 1.0) * limit
    return np.asarray(values, dtype=np.float32)


def _keys(units: tuple[UnitRef, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    return words(f"{unit.layer}/{unit.unit}" for unit in units)
