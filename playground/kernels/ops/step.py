"""Step: a = 1 where z > 0, else 0. It is flat everywhere, so no blame passes."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, select

# Where z is neither above nor below 0 it is 0 or NaN, and both pass.
_forward = elementwise(lambda z: select(z > 0.0, z.constant(1.0), select(z < 0.0, z * 0.0, z)))
_backward = elementwise(lambda da: da.constant(0.0))


@operation(OpCode.STEP_FORWARD)
def step_forward(p, t, row, registers):
    """Set a = [z > 0]: row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.STEP_BACKWARD)
def step_backward(p, t, row, registers):
    """Set dz = 0: row = (z, a, da, dz, size)."""
    _backward(p, (row[3],), (), (row[4],), row[5])
    return 0
