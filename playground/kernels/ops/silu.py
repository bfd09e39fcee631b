"""Sigmoid linear unit: a = z·σ(z)."""

from playground.kernels.jit import operation
from playground.kernels.mathf import exp, sigmoid
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, fma


def _slope(z, da):
    e = exp(-z)
    s = 1.0 / (1.0 + e)
    # 1 − s = e·s without losing digits where s is almost 1.
    return da * (s * fma(z, e * s, 1.0))


_forward = elementwise(lambda z: z * sigmoid(z))
_backward = elementwise(_slope)


@operation(OpCode.SILU_FORWARD)
def silu_forward(p, t, row, registers):
    """Set a = z·σ(z): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.SILU_BACKWARD)
def silu_backward(p, t, row, registers):
    """Set dz = da·σ(z)·(1 + z·(1 − σ(z))): row = (z, a, da, dz, size)."""
    _backward(p, (row[1], row[3]), (), (row[4],), row[5])
    return 0
