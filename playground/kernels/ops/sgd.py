"""Stochastic gradient descent: W ← W − η·∂L/∂W."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.vectors import elementwise, fma

_RATE = int(Register.LEARNING_RATE)
_update = elementwise(lambda w, g, rate: fma(-rate, g, w))


@operation(OpCode.SGD_UPDATE)
def sgd_update(p, t, row, registers):
    """Set w -= η·g: row = (w, g, size)."""
    _update(p, (row[1], row[2]), (registers[_RATE],), (row[1],), row[3])
    return 0
