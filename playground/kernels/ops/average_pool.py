"""Average pooling: the mean of every window, and the way back in equal shares.

Padding does not count: at a border the mean is over the places that exist.
"""

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.vectors import FLOAT, VECTOR, WIDTH, load, splat, store
from playground.kernels.windows import backward_of, each_four, each_lane, each_place, forward_of

_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)
_QUARTER = ir.Constant(VECTOR, [0.25] * WIDTH)


def _share(builder, rows, columns):
    """1 / number of places, in every lane."""
    count = builder.sitofp(builder.mul(rows, columns), FLOAT)
    return splat(builder, builder.fdiv(ir.Constant(FLOAT, 1.0), count))


@intrinsic
def _mean(typing, p, x, rows, columns, pitch, a, ld):
    """Set a = the mean of a window."""

    def emit(context, builder, signature, arguments):
        p, x, rows, columns, pitch, a, ld = arguments
        share = _share(builder, rows, columns)
        total = cgutils.alloca_once(builder, VECTOR)
        with each_lane(builder, ld) as (lane, _):
            builder.store(_NOTHING, total)
            with each_place(builder, builder.add(x, lane), rows, columns, pitch, ld) as place:
                more = builder.fadd(builder.load(total), load(builder, p, place))
                builder.store(more, total)
            mean = builder.fmul(builder.load(total), share)
            store(builder, mean, p, builder.add(a, lane))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _mean_of_fours(typing, p, x, pitch, a, windows, ld):
    """The same for 2 × 2 windows side by side."""

    def emit(context, builder, signature, arguments):
        p, x, pitch, a, windows, ld = arguments
        with each_four(builder, windows, pitch, ld) as (result, places):
            values = (load(builder, p, builder.add(x, place)) for place in places)
            first, second, third, fourth = values
            total = builder.fadd(builder.fadd(first, second), builder.fadd(third, fourth))
            store(builder, builder.fmul(total, _QUARTER), p, builder.add(a, result))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 5), emit


@intrinsic
def _blame(typing, p, x, dx, rows, columns, pitch, a, da, ld):
    """Add an equal share of da to dx, all over a window; x and a do not matter."""

    def emit(context, builder, signature, arguments):
        p, _, dx, rows, columns, pitch, _, da, ld = arguments
        share = _share(builder, rows, columns)
        with each_lane(builder, ld) as (lane, _):
            part = builder.fmul(load(builder, p, builder.add(da, lane)), share)
            with each_place(builder, builder.add(dx, lane), rows, columns, pitch, ld) as place:
                store(builder, builder.fadd(load(builder, p, place), part), p, place)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 8), emit


@intrinsic
def _blame_of_fours(typing, p, x, dx, pitch, a, da, windows, ld):
    """Set dx = a quarter of da, for 2 × 2 windows side by side."""

    def emit(context, builder, signature, arguments):
        p, _, dx, pitch, _, da, windows, ld = arguments
        with each_four(builder, windows, pitch, ld) as (result, places):
            part = builder.fmul(load(builder, p, builder.add(da, result)), _QUARTER)
            for place in places:
                store(builder, part, p, builder.add(dx, place))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 7), emit


_pool = forward_of(_mean, _mean_of_fours)
_pass_back = backward_of(_blame, _blame_of_fours)


@operation(OpCode.AVERAGE_POOL_FORWARD)
def average_pool_forward(p, t, row, registers):
    """Set a to the mean of every window: row = (x, a, sizes of `windows`)."""
    _pool(p, offset(row, 3), row[1], row[2])
    return 0


@operation(OpCode.AVERAGE_POOL_BACKWARD)
def average_pool_backward(p, t, row, registers):
    """Share da among each window's places: row = (da, dx, sizes of `windows`, accumulate)."""
    _pass_back(p, offset(row, 3), row[2], row[1], row[1], row[2], row[15])
    return 0
