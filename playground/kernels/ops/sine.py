"""Sine: a = sin z."""

from playground.kernels.jit import operation
from playground.kernels.mathf import cosine, sine
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise

_forward = elementwise(sine)
_backward = elementwise(lambda z, da: da * cosine(z))


@operation(OpCode.SINE_FORWARD)
def sine_forward(p, t, row, registers):
    """Set a = sin z: row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.SINE_BACKWARD)
def sine_backward(p, t, row, registers):
    """Set dz = da·cos z: row = (z, a, da, dz, size)."""
    _backward(p, (row[1], row[3]), (), (row[4],), row[5])
    return 0
