"""Layers of units, joins, and layers that a trained network only passes through."""

from collections.abc import Mapping

import numpy as np

from playground.files.numpy_network.activations import softmax
from playground.files.numpy_network.layer import (
    ExportedLayer,
    Float64,
    Formula,
    Lengths,
    Weights,
    counts,
)

TINY = 1e-12
"""Added to the square of a length: a vector of zeros stays one."""


def enter(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the examples in the shape that the network sees."""
    return x.reshape(len(x), *layer.shape)


def dense(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return W·x + b, at every position alike; tied layers use another one's W turned over."""
    matrix = w["weight"].T if layer.settings.get("is_transposed") else w["weight"]
    return with_bias(w, sums(matrix, x))


def sums(matrix: Float64, x: Float64) -> Float64:
    """Return W·x at every position, for W (out, in) and x (n, in, *positions)."""
    return np.moveaxis(np.tensordot(matrix, x, (1, 1)), 0, 1)


def with_bias(w: Weights, z: Float64) -> Float64:
    """Return z (n, units, *positions) plus the bias of every unit, where there is one."""
    return z + per_unit(w["bias"], z) if "bias" in w else z


def per_unit(vector: Float64, x: Float64) -> Float64:
    """Return one number a unit in a shape that goes with x (n, units, *positions)."""
    return vector.reshape(-1, *[1] * (x.ndim - 2))


def passed(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return x: an activation follows, or it is noise or dropout, which a trained network rests."""
    return x


def reshaped(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the same numbers in the layer's shape; behind the end of a sequence stands 0."""
    if x.ndim == 3:
        x = np.where(counts(x, lengths), x, 0.0)
    return x.reshape(len(x), *layer.shape)


def add(layer: ExportedLayer, w: Weights, lengths: Lengths, *branches: Float64) -> Float64:
    """Return the sum of the branches, unit by unit."""
    return np.asarray(np.sum(branches, axis=0))


def multiply(layer: ExportedLayer, w: Weights, lengths: Lengths, *branches: Float64) -> Float64:
    """Return the product of the branches, unit by unit."""
    return np.asarray(np.prod(branches, axis=0))


def concatenate(layer: ExportedLayer, w: Weights, lengths: Lengths, *branches: Float64) -> Float64:
    """Return the units of the branches side by side."""
    return np.concatenate(branches, axis=1)


def chosen(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return some units of what arrives, by their places."""
    return x[:, list(layer.settings["places"])]


def normalise(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return x / |x|: at every position, the units become a vector of length 1."""
    return np.asarray(x / np.sqrt((x**2).sum(axis=1, keepdims=True) + TINY))


def cosine(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return w·x / (|w|·|x|) for the weights w of every unit."""
    rows = w["weight"] / np.sqrt((w["weight"] ** 2).sum(axis=1, keepdims=True) + TINY)
    return sums(rows, normalise(layer, w, lengths, x))


def softmax_over(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return shares that add up to 1 over the units, or over the positions that count."""
    if layer.settings["axis"] == "units":
        return softmax(x)
    rows = x.reshape(len(x), len(x[0]), -1)
    here = counts(rows, lengths if x.ndim == 3 else None)
    return softmax(np.where(here, rows, -np.inf), axis=2).reshape(x.shape)


KINDS: Mapping[str, Formula] = {
    "input": enter,
    "features": chosen,
    "dense": dense,
    "output": dense,
    "activation": passed,
    "dropout": passed,
    "noise": passed,
    "flatten": reshaped,
    "reshape": reshaped,
    "add": add,
    "multiply": multiply,
    "concatenate": concatenate,
    "normalise": normalise,
    "cosine": cosine,
    "softmax_over": softmax_over,
}
