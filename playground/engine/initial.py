"""Weights at step 0.

Every number is keyed by (seed, "initial", layer, row unit, column unit, place in the kernel): a
unit keeps its start when others come and go, up to the scale, which follows the size of the layer.

References
----------
.. [1] X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
   networks", 2010: uniform within ±√(6 / (n_in + n_out)).
.. [2] K. He et al., "Delving deep into rectifiers", 2015: normal with variance 2 / n_in.
.. [3] A. Vaswani et al., "Attention is all you need", 2017: the waves that mark positions.
"""

import math

import numpy as np

from playground.data.random import normal, uniform, words
from playground.engine.state import Float32
from playground.model.ids import UnitRef
from playground.model.resolution import ParameterShape

EQUAL_VALUE = 0.1
"""Every weight under the initialiser "equal"."""
SPREAD = 0.5
"""Half width of "uniform", standard deviation of "normal"."""
FIXED = {"zeros": 0.0, "ones": 1.0, "equal": EQUAL_VALUE}
"""Starts that draw nothing. Biases start at 0, gains and variances at 1."""
Keys = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]


def initial_values(shape: ParameterShape, seed: int) -> Float32:
    """Return the start values of one parameter, float32 of its shape."""
    size = shape.shape
    if shape.initialiser in FIXED:
        values = np.full(size, FIXED[shape.initialiser], dtype=np.float32)
        values[[unit.unit.startswith("f.") for unit in shape.targets]] += np.float32(
            shape.forget_bias
        )
        return values
    if shape.initialiser == "waves":
        return _waves(*size)
    layer = f"{shape.id.layer}/{shape.id.name}"
    keys = _counters(shape)
    if shape.initialiser in ("he", "normal"):
        deviation = np.sqrt(2.0 / shape.fan_in) if shape.initialiser == "he" else SPREAD
        drawn = normal(seed, "initial", layer, *keys) * deviation
    else:
        is_fixed = shape.initialiser == "uniform"
        limit = SPREAD if is_fixed else np.sqrt(6.0 / (shape.fan_in + shape.fan_out))
        drawn = (2.0 * uniform(seed, "initial", layer, *keys) - 1.0) * limit
    return np.asarray(drawn, dtype=np.float32).reshape(size)


def _waves(units: int, steps: int) -> Float32:
    """Return sines and cosines in turn, float32 (units, steps): each pair slower than the last."""
    unit, step = np.arange(units)[:, None], np.arange(steps)[None, :]
    angle = step / 10_000.0 ** ((unit - unit % 2) / units)
    return np.where(unit % 2 == 0, np.sin(angle), np.cos(angle)).astype(np.float32)


def _counters(shape: ParameterShape) -> tuple[Keys, ...]:
    """Return what keys the numbers of every axis: row unit, column unit, place in the kernel."""
    axes = [_keys(shape.targets)]
    if shape.sources:
        axes.append(_keys(shape.sources))
    if shape.kernel:
        axes.append(np.arange(math.prod(shape.kernel), dtype=np.uint64))
    return tuple(np.ix_(*axes))


def _keys(units: tuple[UnitRef, ...]) -> Keys:
    return words(f"{unit.layer}/{unit.unit}" for unit in units)
