"""Max pooling: the largest number of every window, and the way back to where it stood.

Of several largest numbers the first in reading order gets the blame, as in PyTorch.
"""

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.vectors import VECTOR, WIDTH, load, store
from playground.kernels.windows import backward_of, each_four, each_lane, each_place, forward_of

_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)
_NAN = ir.Constant(VECTOR, [float("nan")] * WIDTH)


@intrinsic
def _largest(typing, p, x, rows, columns, pitch, a, ld):
    """Set a = the largest of a window."""

    def emit(context, builder, signature, arguments):
        p, x, rows, columns, pitch, a, ld = arguments
        best = cgutils.alloca_once(builder, VECTOR)
        with each_lane(builder, ld) as (lane, _):
            here = builder.add(x, lane)
            builder.store(load(builder, p, here), best)
            with each_place(builder, here, rows, columns, pitch, ld) as place:
                value, present = load(builder, p, place), builder.load(best)
                larger = builder.fcmp_ordered(">", value, present)
                # NaN wins and stays: nothing is larger than it.
                larger = builder.or_(larger, builder.fcmp_unordered("uno", value, value))
                builder.store(builder.select(larger, value, present), best)
            store(builder, builder.load(best), p, builder.add(a, lane))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _largest_of_fours(typing, p, x, pitch, a, windows, ld):
    """The same for 2 × 2 windows side by side."""

    def emit(context, builder, signature, arguments):
        p, x, pitch, a, windows, ld = arguments
        with each_four(builder, windows, pitch, ld) as (result, places):
            values = (load(builder, p, builder.add(x, place)) for place in places)
            first, second, third, fourth = values
            best = first
            for value in (second, third, fourth):
                larger = builder.fcmp_ordered(">", value, best)
                best = builder.select(larger, value, best)
            # A comparison is unordered where either side is NaN.
            odd = builder.fcmp_unordered("uno", first, second)
            odd = builder.or_(odd, builder.fcmp_unordered("uno", third, fourth))
            store(builder, builder.select(odd, _NAN, best), p, builder.add(a, result))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 5), emit


@intrinsic
def _blame(typing, p, x, dx, rows, columns, pitch, a, da, ld):
    """Add da to dx at the first place of a window where x = a."""

    def emit(context, builder, signature, arguments):
        p, x, dx, rows, columns, pitch, a, da, ld = arguments
        rest = cgutils.alloca_once(builder, VECTOR)
        with each_lane(builder, ld) as (lane, _):
            top = load(builder, p, builder.add(a, lane))
            builder.store(load(builder, p, builder.add(da, lane)), rest)
            with each_place(builder, lane, rows, columns, pitch, ld) as place:
                here = builder.fcmp_ordered("==", load(builder, p, builder.add(x, place)), top)
                blame = builder.load(rest)
                target = builder.add(dx, place)
                part = builder.select(here, blame, _NOTHING)
                store(builder, builder.fadd(load(builder, p, target), part), p, target)
                # Found: nothing is left for later places.
                builder.store(builder.select(here, _NOTHING, blame), rest)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 8), emit


@intrinsic
def _blame_of_fours(typing, p, x, dx, pitch, a, da, windows, ld):
    """Set dx = da at the first place where x = a, for 2 × 2 windows side by side."""

    def emit(context, builder, signature, arguments):
        p, x, dx, pitch, a, da, windows, ld = arguments
        with each_four(builder, windows, pitch, ld) as (result, places):
            top = load(builder, p, builder.add(a, result))
            rest = load(builder, p, builder.add(da, result))
            for place in places:
                value = load(builder, p, builder.add(x, place))
                found = builder.fcmp_ordered("==", value, top)
                part = builder.select(found, rest, _NOTHING)
                store(builder, part, p, builder.add(dx, place))
                rest = builder.select(found, _NOTHING, rest)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 7), emit


_pool = forward_of(_largest, _largest_of_fours)
_pass_back = backward_of(_blame, _blame_of_fours)


@operation(OpCode.MAX_POOL_FORWARD)
def max_pool_forward(p, t, row, registers):
    """Set a to the largest of every window: row = (x, a, sizes of `windows`)."""
    _pool(p, offset(row, 3), row[1], row[2])
    return 0


@operation(OpCode.MAX_POOL_BACKWARD)
def max_pool_backward(p, t, row, registers):
    """Set dx (+)= da where x = a: row = (x, a, da, dx, sizes of `windows`, accumulate)."""
    _pass_back(p, offset(row, 5), row[1], row[2], row[3], row[4], row[17])
    return 0
