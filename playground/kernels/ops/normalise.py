"""Normalise: at every position of every example, the units become a vector of length 1.

x is [units, lanes]. The length is √(Σ x² + ε), which is never 0.
"""

from numba import types

from playground.kernels.blocks import WIDE, each_full_block
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import fma, integer, square_root

EPSILON = 1e-12
"""Added to Σ x²: a vector of zeros stays one, and every other length is right."""


def inverse_length(block, x, units):
    """Return 1/√(Σ x² + ε) of every lane."""
    squares = block.variable(block.constant(0.0))
    with block.each(units) as unit:
        value = block.read(x, unit)
        squares.set(fma(value, value, squares.get()))
    return 1.0 / square_root(squares.get() + EPSILON)


@intrinsic
def _forward(typing, p, x, inverse, a, units, lanes):
    def emit(context, builder, signature, arguments):
        p, x, inverse, a, units, lanes = arguments

        def body(block):
            scale = inverse_length(block, x, units)
            block.write(scale, inverse, integer(0))
            with block.each(units) as unit:
                block.write(block.read(x, unit) * scale, a, unit)

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 5), emit


@intrinsic
def _backward(typing, p, a, inverse, da, dx, units, lanes, accumulate):
    def emit(context, builder, signature, arguments):
        p, a, inverse, da, dx, units, lanes, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))

        def body(block):
            scale = block.read(inverse, integer(0))
            along = block.variable(block.constant(0.0))
            with block.each(units) as unit:
                along.set(fma(block.read(a, unit), block.read(da, unit), along.get()))
            with block.each(units) as unit:
                across = block.read(da, unit) - block.read(a, unit) * along.get()
                block.put(across * scale, dx, unit, adds)

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 7), emit


@operation(OpCode.NORMALISE_FORWARD)
def normalise_forward(p, t, row, registers):
    """Set inverse = 1/√(Σ x² + ε) and a = x·inverse: row = (x, inverse, a, units, lanes)."""
    _forward(p, row[1], row[2], row[3], row[4], row[5])
    return 0


@operation(OpCode.NORMALISE_BACKWARD)
def normalise_backward(p, t, row, registers):
    """Set dx (+)= (da − a·Σ a·da)·inverse: row = (a, inverse, da, dx, units, lanes, accumulate)."""
    _backward(p, row[1], row[2], row[3], row[4], row[5], row[6], row[7])
    return 0
