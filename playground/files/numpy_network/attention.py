"""Multi-head self-attention. Sequences are (n, units, steps)."""

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
from playground.files.numpy_network.plain import sums


def attention(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the mean of all steps' values, weighted by how well query and key fit.

    References
    ----------
    .. [1] A. Vaswani et al., "Attention is all you need", 2017.
    """
    n, units, steps = x.shape
    heads = layer.settings["heads"]
    parts = (n, heads, units // heads, steps)
    q, k, v = (projected(w, name, x).reshape(parts) for name in ("query", "key", "value"))
    scores = np.swapaxes(q, 2, 3) @ k / np.sqrt(units // heads)
    here = counts(x, lengths)
    seen = np.broadcast_to(here[:, :, None, :], scores.shape)
    if layer.settings["is_causal"]:
        seen = np.tril(seen)
    p = softmax(np.where(seen, scores, -np.inf), axis=3)
    taken = (v @ np.swapaxes(p, 2, 3)).reshape(x.shape)
    return projected(w, "output", np.where(here, taken, 0.0))


def projected(w: Weights, name: str, x: Float64) -> Float64:
    """Return W·x + b at every step."""
    return sums(w[f"{name}.weight"], x) + w[f"{name}.bias"][:, None]


KINDS: Mapping[str, Formula] = {"attention": attention}
