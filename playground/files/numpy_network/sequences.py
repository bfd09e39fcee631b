"""Tokens, positions and recurrent layers. Sequences are (n, units, steps)."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.files.numpy_network.activations import sigmoid
from playground.files.numpy_network.layer import (
    ExportedLayer,
    Float64,
    Formula,
    Lengths,
    Weights,
    counts,
)
from playground.files.numpy_network.plain import dense

Step = Callable[[Weights, Float64, Float64], Float64]
"""(weights, U·x + b of one step (n, gates·units), state (states, n, units)) → the next state."""


def embedding(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the row of the table (tokens, units) that every token stands for."""
    return np.moveaxis(w["weight"][x[:, 0].astype(int)], 2, 1)


def position(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return x plus what tells a step's place: a table (units, steps) that was learned, or waves."""
    if layer.settings["how"] == "learned":
        return np.asarray(x + w["weight"])
    return x + waves(*layer.shape)


def waves(units: int, steps: int) -> Float64:
    """Return sines and cosines in turn, each pair of units slower than the one before.

    References
    ----------
    .. [1] A. Vaswani et al., "Attention is all you need", 2017.
    """
    unit, t = np.arange(units)[:, None], np.arange(steps)[None, :]
    angle = t / 10_000.0 ** ((unit - unit % 2) / units)
    return np.where(unit % 2 == 0, np.sin(angle), np.cos(angle))


def last_step(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the last step that counts."""
    ends = counts(x, lengths).sum(axis=(1, 2))
    return np.asarray(x[np.arange(len(x)), :, ends - 1])


def rnn(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return h = tanh(U·x + b + W·h′)."""
    return through_time(layer, w, lengths, x, rnn_step, states=1)


def rnn_step(w: Weights, entering: Float64, state: Float64) -> Float64:
    """Return the state of the next step."""
    return np.tanh(entering + state @ w["recurrent"].T)


def lstm(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return h = o·tanh(c), c = f·c′ + i·g; the gates are rows of the weights in the order i f g o."""
    return through_time(layer, w, lengths, x, lstm_step, states=2)


def lstm_step(w: Weights, entering: Float64, state: Float64) -> Float64:
    """Return h and c of the next step."""
    h, c = state
    i, f, g, o = np.split(entering + h @ w["recurrent"].T, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return np.stack([sigmoid(o) * np.tanh(c), c])


def gru(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return h = (1 − z)·n + z·h′; rows of the weights are in the order r z n."""
    return through_time(layer, w, lengths, x, gru_step, states=1)


def gru_step(w: Weights, entering: Float64, state: Float64) -> Float64:
    """Return the state of the next step: n = tanh(U·x + r·(W·h′ + b))."""
    (h,) = state
    from_r, from_z, from_n = np.split(h @ w["recurrent"].T, 3, axis=1)
    sum_r, sum_z, sum_n = np.split(entering, 3, axis=1)
    r, z = sigmoid(sum_r + from_r), sigmoid(sum_z + from_z)
    n = np.tanh(sum_n + r * (from_n + w["recurrent_bias"]))
    return np.asarray((1.0 - z) * n + z * h)[None]


def through_time(
    layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64, step: Step, *, states: int
) -> Float64:
    """Go from step to step. Behind its end a sequence puts out 0, and its state stands still."""
    entering, here = dense(layer, w, lengths, x), counts(x, lengths)
    state = np.zeros((states, len(x), layer.shape[0]))
    outputs = np.zeros((len(x), layer.shape[0], x.shape[2]))
    for t in range(x.shape[2]):
        state = np.where(here[:, :, t], step(w, entering[:, :, t], state), state)
        outputs[:, :, t] = np.where(here[:, :, t], state[0], 0.0)
    return outputs if layer.settings["whole_sequence"] else state[0]


KINDS: Mapping[str, Formula] = {
    "embedding": embedding,
    "position": position,
    "last_step": last_step,
    "rnn": rnn,
    "lstm": lstm,
    "gru": gru,
}
