"""The trained network once more, in plain NumPy: what exports are proven against.

It shares no code with the engine, computes in float64, and reads like the formulas. The exported
Python script carries the same few lines.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]


def softmax(z: Float64) -> Float64:
    """Return exp(z) / Σ exp(z) along the last axis; the largest z is taken off first."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))


def sigmoid(z: Float64) -> Float64:
    """Return 1 / (1 + exp(−z)), without overflow for any z."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * z)))


ACTIVATIONS: Mapping[str, Callable[[Float64], Float64]] = MappingProxyType(
    {
        "linear": lambda z: z,
        "relu": lambda z: np.maximum(0.0, z),
        "tanh": np.tanh,
        "sigmoid": sigmoid,
        "softmax": softmax,
    }
)


@dataclass(frozen=True, slots=True)
class ExportedLayer:
    """One layer in the order of computation; ``has_weights`` is False for activation layers."""

    name: str
    activation: str
    has_weights: bool


def forward(
    layers: tuple[ExportedLayer, ...],
    tensors: Mapping[str, npt.NDArray[Any]],
    inputs: npt.ArrayLike,
) -> Float64:
    """Return the outputs, float64 (n, outputs), for inputs (n, features).

    Parameters
    ----------
    tensors
        ``<layer>.weight`` (out, in) and ``<layer>.bias`` (out,).
    """
    a = np.asarray(inputs, np.float64)
    for layer in layers:
        if layer.has_weights:
            weight = np.asarray(tensors[f"{layer.name}.weight"], np.float64)
            a = a @ weight.T + np.asarray(tensors[f"{layer.name}.bias"], np.float64)
        a = ACTIVATIONS[layer.activation](a)
    return a
