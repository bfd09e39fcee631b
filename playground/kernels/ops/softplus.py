"""Softplus: a = ln(1 + e^z)."""

from playground.kernels.jit import operation
from playground.kernels.mathf import sigmoid, softplus
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise

_forward = elementwise(softplus)
_backward = elementwise(lambda z, da: da * sigmoid(z))


@operation(OpCode.SOFTPLUS_FORWARD)
def softplus_forward(p, t, row, registers):
    """Set a = ln(1 + e^z): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.SOFTPLUS_BACKWARD)
def softplus_backward(p, t, row, registers):
    """Set dz = da·σ(z): row = (z, a, da, dz, size)."""
    _backward(p, (row[1], row[3]), (), (row[4],), row[5])
    return 0
