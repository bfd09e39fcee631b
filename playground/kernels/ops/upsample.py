"""Nearest-neighbour upsampling: every pixel becomes factor × factor equal ones.

x and dx are [channels, height, width, ld], a and da [channels, height·factor, width·factor, ld].
"""

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.vectors import I64, VECTOR, WIDTH, integer, load, store

_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)


def _each_copy(builder, factor, pitch, ld, body):
    """Emit ``body(place)`` for all pixels that one pixel becomes, row by row."""
    with cgutils.for_range(builder, factor) as i, cgutils.for_range(builder, factor) as j:
        body(builder.add(builder.mul(i.index, pitch), builder.mul(j.index, ld)))


def _each_lane(builder, ld):
    return cgutils.for_range_slice(builder, integer(0), ld, integer(WIDTH), I64)


@intrinsic
def _repeat(typing, x, a, factor, pitch, ld):
    """Set all pixels of a that one pixel x becomes; rows of a lie ``pitch`` apart."""

    def emit(context, builder, signature, arguments):
        x, a, factor, pitch, ld = arguments
        with _each_lane(builder, ld) as (lane, _):
            value = load(builder, x, lane)

            def put(place):
                store(builder, value, a, builder.add(place, lane))

            _each_copy(builder, factor, pitch, ld, put)
        return context.get_dummy_value()

    return types.void(FLOATS, FLOATS, *[types.int64] * 3), emit


@intrinsic
def _gather_blame(typing, da, dx, factor, pitch, ld, accumulate):
    """Set dx (+)= Σ da over the pixels that one pixel became."""

    def emit(context, builder, signature, arguments):
        da, dx, factor, pitch, ld, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))
        total = cgutils.alloca_once(builder, VECTOR)
        with _each_lane(builder, ld) as (lane, _):
            builder.store(_NOTHING, total)
            with builder.if_then(adds):
                builder.store(load(builder, dx, lane), total)

            def add(place):
                value = load(builder, da, builder.add(place, lane))
                builder.store(builder.fadd(builder.load(total), value), total)

            _each_copy(builder, factor, pitch, ld, add)
            store(builder, builder.load(total), dx, lane)
        return context.get_dummy_value()

    return types.void(FLOATS, FLOATS, *[types.int64] * 4), emit


@operation(OpCode.UPSAMPLE_FORWARD)
def upsample_forward(p, t, row, registers):
    """Set a: row = (x, a, channels, height, width, factor, ld)."""
    x, a, width, factor, ld = offset(p, row[1]), offset(p, row[2]), row[5], row[6], row[7]
    pitch = width * factor * ld
    for y in range(row[3] * row[4]):
        for column in range(width):
            source = offset(x, (y * width + column) * ld)
            _repeat(source, offset(a, (y * pitch + column * ld) * factor), factor, pitch, ld)
    return 0


@operation(OpCode.UPSAMPLE_BACKWARD)
def upsample_backward(p, t, row, registers):
    """Set dx (+)= Σ da: row = (da, dx, channels, height, width, factor, ld, accumulate)."""
    da, dx, width, factor, ld = offset(p, row[1]), offset(p, row[2]), row[5], row[6], row[7]
    pitch = width * factor * ld
    for y in range(row[3] * row[4]):
        for column in range(width):
            source = offset(da, (y * pitch + column * ld) * factor)
            _gather_blame(source, offset(dx, (y * width + column) * ld), factor, pitch, ld, row[8])
    return 0
