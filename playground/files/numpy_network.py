"""The trained network once more, in plain NumPy: what exports are proven against.

It shares no code with the engine, computes in float64, and reads like the formulas. The exported
Python script carries the same few lines.
"""

import math
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


def gelu(z: Float64) -> Float64:
    """Return ½·z·(1 + tanh(√(2/π)·(z + 0.044715·z³)))."""
    return np.asarray(0.5 * z * (1.0 + np.tanh(math.sqrt(2.0 / math.pi) * (z + 0.044715 * z**3))))


ACTIVATIONS: Mapping[str, Callable[[Float64], Float64]] = MappingProxyType(
    {
        "linear": lambda z: z,
        "relu": lambda z: np.maximum(0.0, z),
        "leaky_relu": lambda z: np.where(z > 0.0, z, 0.01 * z),
        "relu6": lambda z: np.clip(z, 0.0, 6.0),
        "clipped_relu": lambda z: np.clip(z, 0.0, 1.0),
        "elu": lambda z: np.where(z > 0.0, z, np.expm1(np.minimum(z, 0.0))),
        "gelu": gelu,
        "silu": lambda z: z * sigmoid(z),
        "softplus": lambda z: np.logaddexp(0.0, z),
        "tanh": np.tanh,
        "sigmoid": sigmoid,
        "sine": np.sin,
        "step": lambda z: np.where(z > 0.0, 1.0, 0.0),
        "softmax": softmax,
    }
)


@dataclass(frozen=True, slots=True)
class ExportedLayer:
    """One layer in the order of computation.

    Attributes
    ----------
    kind
        Name in the catalogue: "input", "dense", "activation", "dropout", "add" ...
    inputs
        Names of the layers that feed it, in order.
    clamps
        Units, by their place in the layer, that are held at a value.
    """

    name: str
    kind: str
    activation: str = "linear"
    inputs: tuple[str, ...] = ()
    clamps: tuple[tuple[int, float], ...] = ()


def forward(
    layers: tuple[ExportedLayer, ...],
    tensors: Mapping[str, npt.NDArray[Any]],
    inputs: npt.ArrayLike,
) -> Float64:
    """Return the outputs, float64 (n, outputs), for inputs (n, features).

    Parameters
    ----------
    tensors
        ``<layer>.weight`` (out, in) and, where the layer has one, ``<layer>.bias`` (out,).
    """
    values: dict[str, Float64] = {}
    a = np.asarray(inputs, np.float64)
    for layer in layers:
        a = _computed(layer, tensors, [values[name] for name in layer.inputs] or [a])
        values[layer.name] = a
    return a


def _computed(
    layer: ExportedLayer, tensors: Mapping[str, npt.NDArray[Any]], arriving: list[Float64]
) -> Float64:
    """Return what one layer puts out for what arrives."""
    if layer.kind == "add":
        a = np.sum(arriving, axis=0)
    elif layer.kind == "concatenate":
        a = np.concatenate(arriving, axis=1)
    else:
        a = arriving[0]
    if f"{layer.name}.weight" in tensors:
        a = a @ np.asarray(tensors[f"{layer.name}.weight"], np.float64).T
    if f"{layer.name}.bias" in tensors:
        a = a + np.asarray(tensors[f"{layer.name}.bias"], np.float64)
    # Dropout is at rest in a trained network: it passes everything on.
    a = np.array(ACTIVATIONS[layer.activation](a))
    for unit, value in layer.clamps:
        a[:, unit] = value
    return a
