"""Rectified linear unit: a = max(0, z)."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, select

# Written so that NaN passes: "less than 0" is false for it.
_forward = elementwise(lambda z: select(z < 0.0, z.constant(0.0), z))
# a > 0 where z > 0.
_backward = elementwise(lambda a, da: select(a > 0.0, da, 0.0))


@operation(OpCode.RELU_FORWARD)
def relu_forward(p, t, row, registers):
    """Set a = max(0, z): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.RELU_BACKWARD)
def relu_backward(p, t, row, registers):
    """Set dz = da where z > 0, else 0: row = (z, a, da, dz, size)."""
    _backward(p, (row[2], row[3]), (), (row[4],), row[5])
    return 0
