"""Exponential linear unit: a = z, or e^z − 1 below 0."""

from playground.kernels.jit import operation
from playground.kernels.mathf import expm1
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, select

_forward = elementwise(lambda z: select(z > 0.0, z, expm1(z)))
# Where z ≤ 0, so is a, and e^z = a + 1.
_backward = elementwise(lambda a, da: select(a > 0.0, da, da * (a + 1.0)))


@operation(OpCode.ELU_FORWARD)
def elu_forward(p, t, row, registers):
    """Set a = z if z > 0 else e^z − 1: row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.ELU_BACKWARD)
def elu_backward(p, t, row, registers):
    """Set dz = da where z > 0, else da·(a + 1): row = (z, a, da, dz, size)."""
    _backward(p, (row[2], row[3]), (), (row[4],), row[5])
    return 0
