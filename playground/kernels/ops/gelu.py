"""Gaussian error linear unit, in the tanh form: a = z/2·(1 + tanh u), u = √(2/π)·(z + 0.044715·z³).

(1 + tanh u)/2 = σ(2u), which keeps its digits where 1 + tanh u cancels.

References
----------
.. [1] D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", 2016.
"""

from playground.kernels.jit import operation
from playground.kernels.mathf import clamp, exp, sigmoid
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, fma

_TWICE = 1.5957691216057308  # 2·√(2/π)
_CUBE = 0.044715
# From here on the curve is z or 0 to the last digit; a larger cube would only overflow.
_FLAT = 10.0


def _curve(z):
    z = clamp(z, -_FLAT, _FLAT)
    return z * _TWICE * fma(z * z, _CUBE, 1.0)


def _slope(z, da):
    e = exp(-_curve(z))
    s = 1.0 / (1.0 + e)
    z = clamp(z, -_FLAT, _FLAT)
    rise = fma(z * z, 3.0 * _CUBE, 1.0) * _TWICE
    # 1 − s = e·s without losing digits where s is almost 1.
    return da * fma(z * s * (e * s), rise, s)


_forward = elementwise(lambda z: z * sigmoid(_curve(z)))
_backward = elementwise(_slope)


@operation(OpCode.GELU_FORWARD)
def gelu_forward(p, t, row, registers):
    """Set a = z·σ(2u): row = (z, a, size)."""
    _forward(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.GELU_BACKWARD)
def gelu_backward(p, t, row, registers):
    """Set dz = da·gelu′(z): row = (z, a, da, dz, size)."""
    _backward(p, (row[1], row[3]), (), (row[4],), row[5])
    return 0
