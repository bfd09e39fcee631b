"""Norms: numbers are moved to mean 0 and scaled to spread 1, then a gain and a shift."""

from collections.abc import Mapping

import numpy as np

from playground.files.numpy_network.layer import ExportedLayer, Float64, Formula, Lengths, Weights
from playground.files.numpy_network.plain import per_unit, with_bias

SMALL = 1e-5
"""Added to a variance before its root is taken, as in PyTorch."""


def batch_norm(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return gain·(x − mean) / √(variance + ε) + shift, with what training has seen on average."""
    normal = (x - per_unit(w["mean"], x)) / np.sqrt(per_unit(w["variance"], x) + SMALL)
    return with_bias(w, np.asarray(per_unit(w["weight"], x) * normal))


def layer_norm(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the same, with mean and variance over the units of each position."""
    mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    normal = (x - mean) / np.sqrt(variance + SMALL)
    return with_bias(w, np.asarray(per_unit(w["weight"], x) * normal))


KINDS: Mapping[str, Formula] = {"batch_norm": batch_norm, "layer_norm": layer_norm}
