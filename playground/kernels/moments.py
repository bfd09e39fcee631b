"""What updates with running averages share."""

from playground.kernels.jit import inlined
from playground.kernels.vectors import Lanes, absolute, select

EPSILON = 1e-8
"""Added to √v before dividing, as in PyTorch."""
TINY = 1e-30
"""Moments below this become 0: left alone they decay into denormals, which processors compute
some twenty times slower. Beside EPSILON they move nothing."""


def flushed(x: Lanes) -> Lanes:
    """Return x, or 0 where it is too small to matter."""
    return select(absolute(x) < TINY, x.constant(0.0), x)


@inlined
def power(base, exponent):
    """base^exponent by squaring: the same bits on every system, unlike the library's pow."""
    result = 1.0
    while exponent > 0:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result
