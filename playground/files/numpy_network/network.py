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
    drawn: Mapping[str, Float64] | None = None,
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
    drawn
        What inputs that draw their numbers have drawn, by the layer's name; anew where left out.
    """
    examples = np.asarray(inputs, np.float64)
    values: dict[str, Float64] = {}
    for layer in layers:
        arriving = [values[name] for name in layer.inputs] or [
            entering(layer, examples, drawn or {})
        ]
        weights = {role: np.asarray(tensors[t], np.float64) for role, t in layer.tensors.items()}
        z = LAYERS[layer.kind](layer, weights, lengths, *arriving)
        a = np.array(ACTIVATIONS[layer.activation](z))
        for unit, value in layer.clamps:
            a[:, unit] = value
        values[layer.name] = a
    return values


def entering(layer: ExportedLayer, examples: Float64, drawn: Mapping[str, Float64]) -> Float64:
    """Return what enters at an input: the examples, or numbers of a bell curve."""
    if layer.settings.get("source") != "noise":
        return examples
    if layer.name in drawn:
        return drawn[layer.name]
    return np.random.default_rng().normal(size=(len(examples), *layer.shape))
