"""Logistic function: a = 1 / (1 + e^-z)."""

from playground.kernels.jit import operation
from playground.kernels.mathf import sigmoid
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise

_forward = elementwise(sigmoid)
_backward = elementwise(lambda a, da: da * (a * (1.0 - a)))


@operation(OpCode.SIGMOID_FORWARD)
def sigmoid_forward(p, t, row, registers):
    """Set a = σ(z): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.SIGMOID_BACKWARD)
def sigmoid_backward(p, t, row, registers):
    """Set dz = da·a·(1 − a): row = (z, a, da, dz, size)."""
    _backward(p, (row[2], row[3]), (), (row[4],), row[5])
    return 0
