"""Lines of numbers that lie side by side: scaled, combined, copied."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic
from playground.kernels.tiles import put
from playground.kernels.vectors import (
    FLOAT,
    I64,
    WIDTH,
    Lanes,
    each_piece,
    fma,
    integer,
    load,
    splat,
    store,
)


@intrinsic
def scaled_line(typing, factor, x, c, size, accumulate):
    """c[i] (+)= factor · x[i] for i < size."""

    def emit(context, builder, signature, arguments):
        factor, x, c, size, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))

        def body(start, lanes):
            value = builder.fmul(splat(builder, factor, lanes), load(builder, x, start, lanes))
            put(builder, value, builder.gep(c, [start]), adds)

        each_piece(builder, size, body)
        return context.get_dummy_value()

    n = types.int64
    return types.void(types.float32, FLOATS, FLOATS, n, n), emit


@intrinsic
def combined_lines(typing, factors, a, a_row, count, c, size, accumulate):
    """c[i] (+)= Σ_{o < count} factors[o] · A[o·a_row + i] for i < size."""

    def emit(context, builder, signature, arguments):
        factors, a, a_row, count, c, size, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))
        pairs = builder.and_(count, integer(-2))

        def body(start, lanes):
            kind = FLOAT if lanes == 1 else ir.VectorType(FLOAT, lanes)
            zero = ir.Constant(kind, 0.0 if lanes == 1 else [0.0] * lanes)
            # Two sums side by side, because each addition waits for the one before it.
            even, odd = (cgutils.alloca_once_value(builder, zero) for _ in range(2))
            builder.store(zero, even)
            builder.store(zero, odd)

            def add(row, slot):
                scale = Lanes(builder, splat(builder, load(builder, factors, row, 1), lanes))
                place = builder.add(builder.mul(row, a_row), start)
                line = Lanes(builder, load(builder, a, place, lanes))
                builder.store(fma(scale, line, Lanes(builder, builder.load(slot))).value, slot)

            with cgutils.for_range_slice(builder, integer(0), pairs, integer(2), I64) as (row, _):
                add(row, even)
                add(builder.add(row, integer(1)), odd)
            with builder.if_then(builder.icmp_signed("<", pairs, count)):
                add(pairs, even)
            value = builder.fadd(builder.load(even), builder.load(odd))
            put(builder, value, builder.gep(c, [start]), adds)

        each_piece(builder, size, body)
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, FLOATS, n, n, FLOATS, n, n), emit


def copy_tile(count: int) -> Any:
    """Return the intrinsic target[i] = source[i] for i < ``count``."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        source, target = arguments
        start, lanes = 0, WIDTH
        while start < count:
            while lanes > count - start:
                lanes //= 2
            store(builder, load(builder, source, integer(start), lanes), target, integer(start))
            start += lanes
        return context.get_dummy_value()

    @intrinsic
    def copy(typing, source, target):
        return types.void(FLOATS, FLOATS), emit

    return copy
