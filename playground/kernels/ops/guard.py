"""Guards: is every number finite? They trip, and the machine stops at their row."""

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import (
    I32,
    I64,
    WIDTH,
    call,
    each_piece,
    load,
    widened,
)

_BITS = ir.VectorType(I32, WIDTH)
_MAGNITUDE = ir.Constant(_BITS, [0x7FFFFFFF] * WIDTH)
_INFINITE = ir.Constant(_BITS, [0x7F800000] * WIDTH)


@intrinsic
def _spoilt(typing, p, start, size):
    """Return 1 if one of the ``size`` numbers is infinite or NaN, else 0.

    Without the sign, the bits of a float32 order like an integer, and infinity and NaN come after
    all numbers: the largest tells. Integers also survive every fast-math flag.
    """

    def emit(context, builder, signature, arguments):
        p, start, size = arguments
        slot = cgutils.alloca_once_value(builder, ir.Constant(_BITS, [0] * WIDTH))

        def join(place, lanes):
            values = widened(builder, load(builder, p, builder.add(start, place), lanes))
            bits = builder.and_(builder.bitcast(values, _BITS), _MAGNITUDE)
            largest = call(builder, "llvm.umax.v16i32", _BITS, [bits, builder.load(slot)])
            builder.store(largest, slot)

        each_piece(builder, size, join)
        bad = builder.icmp_unsigned(">=", builder.load(slot), _INFINITE)
        flags = builder.bitcast(bad, ir.IntType(WIDTH))
        return builder.zext(builder.icmp_unsigned("!=", flags, ir.Constant(flags.type, 0)), I64)

    return types.int64(FLOATS, types.int64, types.int64), emit


@operation(OpCode.GUARD_GRADIENT)
def guard_gradient(p, t, row, registers):
    """Loss and gradients finite? row = (loss, g, size)."""
    return _spoilt(p, row[1], 1) | _spoilt(p, row[2], row[3])


@operation(OpCode.GUARD_PARAMETERS)
def guard_parameters(p, t, row, registers):
    """Parameters finite? row = (w, size)."""
    return _spoilt(p, row[1], row[2])
