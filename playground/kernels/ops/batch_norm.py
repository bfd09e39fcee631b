"""Batch normalisation while training: every unit gets mean 0 and variance 1 over the batch.

x is [units, positions, ld]. Mean and variance of a unit are over all positions of all examples, as
far as they go; padding never counts. A unit of which there is but one number has variance 0: what
comes out is its shift, and no blame passes.

References
----------
.. [1] S. Ioffe, C. Szegedy, "Batch normalization", 2015.
"""

import math

from playground.kernels.deviations import how_many, mapped, sums_of
from playground.kernels.jit import inlined, operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise, fma

_COUNT = int(Register.COUNT)

EPSILON = 1e-5
"""Added to the variance before its root is taken, as in PyTorch."""

_deviations = sums_of(lambda x, centre: (x - centre, x - centre))
_products = sums_of(lambda da, x, mean: (da, x - mean))
scaled = elementwise(lambda x, mean, scale, shift: fma(x - mean, scale, shift))
_blame = mapped(lambda da, x, mean, share, tilt, scale: scale * ((da - share) - (x - mean) * tilt))


@inlined
def inverse_deviation(variance):
    """1 / √(variance + ε)."""
    return 1.0 / math.sqrt(variance + EPSILON)


@operation(OpCode.BATCH_NORM_FORWARD)
def batch_norm_forward(p, t, row, registers):
    """Set mean and variance of the batch, and a = w·(x − mean)/√(variance + ε) + b.

    row = (x, w, b, lengths, a, mean, variance, units, positions, ld).
    """
    x, w, b, lengths, a, mean, variance = row[1], row[2], row[3], row[4], row[5], row[6], row[7]
    positions, ld, count = row[9], row[10], int(registers[_COUNT])
    n, size = how_many(p, lengths, count, positions), positions * ld
    for unit in range(row[8]):
        inputs = (x + unit * size,)
        # Around a number that is one of them, little cancels.
        centre = float(p[x + unit * size])
        away, squares = _deviations(p, inputs, lengths, count, positions, ld, centre)
        p[mean + unit] = centre + away / n
        spread = (squares - away * away / n) / n
        p[variance + unit] = 0.0 if spread < 0.0 else spread
        scale = p[w + unit] * inverse_deviation(p[variance + unit])
        scaled(p, inputs, (p[mean + unit], scale, p[b + unit]), (a + unit * size,), size)
    return 0


@operation(OpCode.BATCH_NORM_BACKWARD)
def batch_norm_backward(p, t, row, registers):
    """Set dx, dw (+)= Σ da·x̂ and db (+)= Σ da.

    row = (x, w, mean, variance, lengths, da, dx, dw, db, units, positions, ld, accumulate).
    """
    x, w, mean, variance, lengths, da, dx = row[1], row[2], row[3], row[4], row[5], row[6], row[7]
    dw, db, positions, ld, count = row[8], row[9], row[11], row[12], int(registers[_COUNT])
    n, size = how_many(p, lengths, count, positions), positions * ld
    for unit in range(row[10]):
        inputs, middle = (da + unit * size, x + unit * size), float(p[mean + unit])
        total, products = _products(p, inputs, lengths, count, positions, ld, middle)
        inverse = inverse_deviation(p[variance + unit])
        before = row[13] != 0
        p[dw + unit] = products * inverse + (p[dw + unit] if before else 0.0)
        p[db + unit] = total + (p[db + unit] if before else 0.0)
        tilt, scale = inverse * inverse * products / n, p[w + unit] * inverse
        numbers = (middle, total / n, tilt, scale)
        _blame(p, inputs, numbers, dx + unit * size, lengths, count, positions, ld)
    return 0


@operation(OpCode.BATCH_NORM_STATISTICS)
def batch_norm_statistics(p, t, row, registers):
    """Move the running statistics towards those of the batch.

    row = (mean, variance, lengths, running_mean, running_variance, units, positions, ld, momentum).
    """
    mean, variance, running_mean, running_variance = row[1], row[2], row[4], row[5]
    n = how_many(p, row[3], int(registers[_COUNT]), row[7])
    part = real(row[9])
    for unit in range(row[6]):
        m, v = running_mean + unit, running_variance + unit
        p[m] = (1.0 - part) * p[m] + part * p[mean + unit]
        if n > 1.0:
            p[v] = (1.0 - part) * p[v] + part * p[variance + unit] * (n / (n - 1.0))
    return 0
