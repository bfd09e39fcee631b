"""Hyperbolic tangent: a = tanh z."""

from playground.kernels.jit import operation
from playground.kernels.mathf import tanh
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise

_forward = elementwise(tanh)
_backward = elementwise(lambda a, da: da * (1.0 - a * a))


@operation(OpCode.TANH_FORWARD)
def tanh_forward(p, t, row, registers):
    """Set a = tanh z: row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.TANH_BACKWARD)
def tanh_backward(p, t, row, registers):
    """Set dz = da·(1 − a²): row = (z, a, da, dz, size)."""
    _backward(p, (row[2], row[3]), (), (row[4],), row[5])
    return 0
