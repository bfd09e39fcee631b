"""The one table: operation → the function that works out one of its numbers."""

from collections.abc import Mapping

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import (
    activations,
    attention,
    convolution,
    dense,
    directions,
    gradients,
    layers,
    losses,
    norms,
    pooling,
    recurrent,
    sequences,
    updates,
)
from playground.readout.arithmetic.cards import Explain

_FAMILIES = (
    activations,
    attention,
    convolution,
    dense,
    directions,
    gradients,
    layers,
    losses,
    norms,
    pooling,
    recurrent,
    sequences,
    updates,
)

EXPLAIN: Mapping[OpCode, Explain] = {
    code: explain for family in _FAMILIES for code, explain in family.EXPLAIN.items()
}
