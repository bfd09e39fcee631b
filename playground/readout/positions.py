"""One number for each unit where a layer answers at every position: means, and rows of all of them."""

import math

import numpy as np
import numpy.typing as npt

from playground.engine.state import Float32, Int32

Bool = npt.NDArray[np.bool_]


def unit_means(
    values: Float32, positions: tuple[int, ...], lengths: Int32 | None = None
) -> Float32:
    """Return float32 (units, n): the mean of every unit over the positions that count.

    Parameters
    ----------
    values
        float32 (units · positions, n), as `Evaluator.layer_activations` returns them.
    positions
        Sizes of the layer's positions; without any the values are the answer.
    lengths
        int32 (n,): how many positions of each sequence count; None means all.
    """
    if not positions:
        return values
    by_unit = values.reshape(-1, math.prod(positions), values.shape[1])
    counted = _counted(positions, lengths)
    if counted is None:
        return _mean(by_unit)
    with np.errstate(invalid="ignore", over="ignore"):
        sums = np.where(counted, by_unit, np.float32(0)).sum(axis=1, dtype=np.float64)
    return np.asarray(sums / counted.sum(axis=0), np.float32)


def unit_rows(values: Float32, positions: tuple[int, ...], lengths: Int32 | None = None) -> Float32:
    """Return float32 (units, numbers): every answer of a unit, at every position that counts.

    Parameters are those of `unit_means`.
    """
    if not positions:
        return values
    by_unit = values.reshape(-1, math.prod(positions), values.shape[1])
    counted = _counted(positions, lengths)
    return by_unit.reshape(len(by_unit), -1) if counted is None else by_unit[:, counted]


def _counted(positions: tuple[int, ...], lengths: Int32 | None) -> Bool | None:
    """Return bool (positions, n): which positions count; None where all do."""
    if lengths is None or len(positions) != 1:
        return None
    counted: Bool = np.arange(positions[0])[:, None] < lengths[None, :]
    return counted


def _mean(by_unit: Float32) -> Float32:
    with np.errstate(invalid="ignore", over="ignore"):
        return np.asarray(by_unit.mean(axis=1, dtype=np.float64), np.float32)
