"""Leaky rectified linear unit: a = z, or 0.01·z below 0."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, select

SLOPE = 0.01

_forward = elementwise(lambda z: select(z < 0.0, z * SLOPE, z))
# a > 0 where z > 0.
_backward = elementwise(lambda a, da: select(a > 0.0, da, da * SLOPE))


@operation(OpCode.LEAKY_RELU_FORWARD)
def leaky_relu_forward(p, t, row, registers):
    """Set a = max(0.01·z, z): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.LEAKY_RELU_BACKWARD)
def leaky_relu_backward(p, t, row, registers):
    """Set dz = da where z > 0, else 0.01·da: row = (z, a, da, dz, size)."""
    _backward(p, (row[2], row[3]), (), (row[4],), row[5])
    return 0
