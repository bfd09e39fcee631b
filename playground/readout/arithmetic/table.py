"""The one table: operation → the function that works out one of its numbers."""

from collections.abc import Mapping

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import activations, dense, gradients, layers, losses, updates
from playground.readout.arithmetic.cards import Explain

_FAMILIES = (activations, dense, gradients, layers, losses, updates)

EXPLAIN: Mapping[OpCode, Explain] = {
    code: explain for family in _FAMILIES for code, explain in family.EXPLAIN.items()
}
