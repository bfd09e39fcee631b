"""Rectified linear unit that stops at 1: a = min(max(0, z), 1)."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, select

TOP = 1.0

# NaN passes: it is neither less than 0 nor more than 1.
_forward = elementwise(
    lambda z: select(z < 0.0, z.constant(0.0), select(z > TOP, z.constant(TOP), z))
)
# a lies between 0 and TOP where z does.
_backward = elementwise(lambda a, da: select(a > 0.0, select(a < TOP, da, 0.0), 0.0))


@operation(OpCode.CLIPPED_RELU_FORWARD)
def clipped_relu_forward(p, t, row, registers):
    """Set a = min(max(0, z), 1): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.CLIPPED_RELU_BACKWARD)
def clipped_relu_backward(p, t, row, registers):
    """Set dz = da where 0 < z < 1, else 0: row = (z, a, da, dz, size)."""
    _backward(p, (row[2], row[3]), (), (row[4],), row[5])
    return 0
