"""Linear layers multiplied out: however many there are in a row, they are one matrix. Qt-free."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.model.network import Network
from playground.model.resolution import LayerShape, Resolution
from playground.ui.weights import is_turned

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]

SUMS = ("dense", "output")
"""Kinds that are a matrix times what arrives, plus a bias, and nothing else."""
_PASSING = ("activation", "dropout")
"""Kinds without weights; they pass on what they get where their activation is linear."""


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """z = matrix · x + bias.

    Attributes
    ----------
    layers
        What was multiplied, first to last; one layer where nothing linear stands in front of it.
    matrix
        float64 (targets, sources).
    bias
        float64 (targets,).
    """

    layers: tuple[LayerId, ...]
    sources: tuple[UnitRef, ...]
    targets: tuple[UnitRef, ...]
    matrix: Float64
    bias: Float64


def multiply_out(
    network: Network,
    resolution: Resolution,
    weights: Mapping[ParameterId, Float32],
    layer: LayerId,
) -> Product | None:
    """Return the sums of a layer as one matrix on what the linear layers in front of it take in.

    The last activation stays outside. None where the layer has no weights or they are not known.
    """
    shape = resolution.layers.get(layer)
    last = None if shape is None else _affine(network, shape, weights)
    if shape is None or last is None:
        return None
    matrix, bias = last
    layers, sources = [layer], shape.units_in
    before = _before(network, resolution, layer)
    while before is not None and before.activation == "linear":
        if before.kind in _PASSING:
            sources = before.units_in
        elif before.kind == "dense":
            own = _affine(network, before, weights)
            if own is None or own[0].shape[0] != matrix.shape[1]:
                break
            bias = bias + matrix @ own[1]
            matrix = matrix @ own[0]
            layers.insert(0, before.id)
            sources = before.units_in
        else:
            break
        before = _before(network, resolution, before.id)
    return Product(tuple(layers), sources, shape.units_out, matrix, bias)


def _before(network: Network, resolution: Resolution, layer: LayerId) -> LayerShape | None:
    """Return the only layer in front of this one; None at a join or at the beginning."""
    sources = network.sources(layer)
    return resolution.layers.get(sources[0]) if len(sources) == 1 else None


def _affine(
    network: Network, shape: LayerShape, weights: Mapping[ParameterId, Float32]
) -> tuple[Float64, Float64] | None:
    found = {parameter.id.name: weights.get(parameter.id) for parameter in shape.parameters}
    matrix = found.get("weight")
    if shape.kind not in SUMS or matrix is None:
        return None
    if is_turned(network, shape):
        matrix = matrix.T
    if matrix.shape != (len(shape.units_out), len(shape.units_in)):
        return None
    bias = found.get("bias")
    wide = np.zeros(len(matrix)) if bias is None else np.asarray(bias, np.float64)
    return np.asarray(matrix, np.float64), wide
