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
from playground.kernels.windows import backward_of, each_lane, forward_of, places_of_four

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
            here = builder.add(x, lane)
            builder.store(_NOTHING, total)
            with cgutils.for_range(builder, rows) as row:
                line = builder.add(here, builder.mul(row.index, pitch))
                with cgutils.for_range(builder, columns) as column:
                    value = load(builder, p, builder.add(line, builder.mul(column.index, ld)))
                    builder.store(builder.fadd(builder.load(total), value), total)
            mean = builder.fmul(builder.load(total), share)
            store(builder, mean, p, builder.add(a, lane))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _mean_of_fours(typing, p, x, pitch, a, windows, ld):
    """The same for 2 × 2 windows side by side."""

    def emit(context, builder, signature, arguments):
        p, x, pitch, a, windows, ld = arguments
        with cgutils.for_range(builder, windows) as window:
            result = builder.mul(window.index, ld)
            begin = builder.add(x, builder.add(result, result))
            with each_lane(builder, ld) as (lane, _):
                places = places_of_four(builder, builder.add(begin, lane), pitch, ld)
                first, second, third, fourth = (load(builder, p, place) for place in places)
                total = builder.fadd(builder.fadd(first, second), builder.fadd(third, fourth))
                place = builder.add(a, builder.add(result, lane))
                store(builder, builder.fmul(total, _QUARTER), p, place)
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
            here = builder.add(dx, lane)
            with cgutils.for_range(builder, rows) as row:
                line = builder.add(here, builder.mul(row.index, pitch))
                with cgutils.for_range(builder, columns) as column:
                    place = builder.add(line, builder.mul(column.index, ld))
                    store(builder, builder.fadd(load(builder, p, place), part), p, place)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 8), emit


@intrinsic
def _blame_of_fours(typing, p, x, dx, pitch, a, da, windows, ld):
    """Set dx = a quarter of da, for 2 × 2 windows side by side."""

    def emit(context, builder, signature, arguments):
        p, _, dx, pitch, _, da, windows, ld = arguments
        with cgutils.for_range(builder, windows) as window:
            result = builder.mul(window.index, ld)
            begin = builder.add(dx, builder.add(result, result))
            with each_lane(builder, ld) as (lane, _):
                place = builder.add(da, builder.add(result, lane))
                part = builder.fmul(load(builder, p, place), _QUARTER)
                for here in places_of_four(builder, builder.add(begin, lane), pitch, ld):
                    store(builder, part, p, here)
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
