"""Gradient clipping: a gradient longer than the limit is shortened to it, its direction kept.

The length is Euclid's, of all ranges together. Squares are summed in float64 in an order that only
depends on the sizes of the ranges.
"""

import math

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.vectors import (
    DOUBLE,
    WIDTH,
    Lanes,
    each_piece,
    elementwise,
    fma,
    load,
    total,
    widened,
)

_CLIP = int(Register.CLIP)
_SQUARES = int(Register.SQUARES)
_WIDE = ir.VectorType(DOUBLE, WIDTH)


@intrinsic
def _squares(typing, p, start, size):
    """Return the sum of the squares of ``size`` numbers."""

    def emit(context, builder, signature, arguments):
        p, start, size = arguments
        slot = cgutils.alloca_once_value(builder, ir.Constant(_WIDE, [0.0] * WIDTH))

        def add(place, lanes):
            values = widened(builder, load(builder, p, builder.add(start, place), lanes))
            wide = Lanes(builder, builder.fpext(values, _WIDE))
            builder.store(fma(wide, wide, Lanes(builder, builder.load(slot))).value, slot)

        each_piece(builder, size, add)
        return total(builder, builder.load(slot))

    return types.float64(FLOATS, types.int64, types.int64), emit


_scaled = elementwise(lambda g, scale: g * scale)


@operation(OpCode.NORM_GRADIENT)
def norm_gradient(p, t, row, registers):
    """Set SQUARES (+)= Σ g²: row = (g, size, accumulate)."""
    before = registers[_SQUARES] if row[3] != 0 else 0.0
    registers[_SQUARES] = before + _squares(p, row[1], row[2])
    return 0


@operation(OpCode.CLIP_GRADIENT)
def clip_gradient(p, t, row, registers):
    """Set g ·= CLIP/√SQUARES where that is below 1: row = (g, size)."""
    length = math.sqrt(registers[_SQUARES])
    # False for NaN: the guard after this row shall see it.
    if length > registers[_CLIP]:
        _scaled(p, (row[1],), (registers[_CLIP] / length,), (row[1],), row[2])
    return 0
