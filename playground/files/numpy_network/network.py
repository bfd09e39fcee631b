"""From examples to what every layer puts out."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.files.numpy_network import attention, norms, pictures, plain, sequences
from playground.files.numpy_network.activations import ACTIVATIONS
from playground.files.numpy_network.layer import ExportedLayer, Float64, Formula, Lengths

LAYERS: Mapping[str, Formula] = MappingProxyType(
    {
        **plain.KINDS,
        **pictures.KINDS,
        **norms.KINDS,
        **sequences.KINDS,
        **attention.KINDS,
    }
)
"""Kind of layer → what it computes."""


def forward(
    layers: Sequence[ExportedLayer],
    tensors: Mapping[str, npt.NDArray[Any]],
    inputs: npt.ArrayLike,
    lengths: Lengths = None,
) -> dict[str, Float64]:
    """Return what every layer puts out, by its name, float64 (n, units, *positions).

    Parameters
    ----------
    tensors
        By their names in the layers' ``tensors``.
    inputs
        (n, features), of pictures in rows and of sequences in any shape of so many numbers.
    lengths
        How many steps of each example's sequence count (n,); None where all do.
    """
    values: dict[str, Float64] = {}
    for layer in layers:
        arriving = [values[name] for name in layer.inputs] or [np.asarray(inputs, np.float64)]
        weights = {role: np.asarray(tensors[t], np.float64) for role, t in layer.tensors.items()}
        z = LAYERS[layer.kind](layer, weights, lengths, *arriving)
        a = np.array(ACTIVATIONS[layer.activation](z))
        for unit, value in layer.clamps:
            a[:, unit] = value
        values[layer.name] = a
    return values
