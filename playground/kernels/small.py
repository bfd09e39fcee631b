"""Products for layers of few units, where the way to the numbers costs more than the arithmetic."""

from collections.abc import Iterable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, merged
from playground.kernels.pointers import fresh, offset
from playground.kernels.processor import TILES
from playground.kernels.tiles import clamped, put, rest_tile, sums_of_lanes
from playground.kernels.vectors import (
    I32,
    I64,
    VECTOR,
    WIDTH,
    Lanes,
    each_piece,
    fma,
    integer,
    load,
    splat,
    store,
)

_SIDE = 4
FEW_ROWS = 8
"""Rows of sixteen columns that tiny networks multiply without a call, which they would feel."""


def _put_first(builder: Any, value: Any, line: Any, count: Any, adds: Any) -> None:
    """Store or add the first ``count`` of four numbers, 1 ≤ count ≤ 4."""

    def put(lanes: list[int]) -> None:
        indices = ir.Constant(ir.VectorType(I32, len(lanes)), lanes)
        part = builder.shuffle_vector(value, value, indices)
        if len(lanes) == 1:
            part = builder.extract_element(value, ir.Constant(I32, lanes[0]))
        place = integer(lanes[0])
        slot = cgutils.alloca_once_value(builder, part)
        with builder.if_then(adds, likely=False):
            builder.store(builder.fadd(load(builder, line, place, len(lanes)), part), slot)
        store(builder, builder.load(slot), line, place)

    with builder.if_else(builder.icmp_signed(">=", count, integer(_SIDE))) as (all_, some):
        with all_:
            put([0, 1, 2, 3])
        with some:
            two = builder.icmp_signed("!=", builder.and_(count, integer(2)), integer(0))
            odd = builder.icmp_signed("!=", builder.and_(count, integer(1)), integer(0))
            with builder.if_else(two) as (yes, no):
                with yes:
                    put([0, 1])
                    with builder.if_then(odd):
                        put([2])
                with no:
                    put([0])


_few_rows = rest_tile(_SIDE, 1)


@merged
def few_rows_product(a, a_row, a_step, b, ldb, c, ldc, M, K, begin, bias):
    """`gemm.multiply` for N = 16 and few m."""
    for m in range(0, M, 4):
        row, other = fresh(a_row), fresh(ldc)
        am, cm, rows = offset(a, m * row), offset(c, m * other), fresh(M - m)
        _few_rows(am, row, a_step, b, ldb, cm, other, K, begin, offset(bias, m), rows)


def _totals(builder: Any, lines_d: list[Any], lines_x: list[Any], depth: Any) -> list[Any]:
    """Return, for every d, its products with every x and then itself, added up lane by lane."""
    return [
        sum_
        for m in range(0, len(lines_d), TILES.few)
        for sum_ in _kept_sums(builder, lines_d[m : m + TILES.few], lines_x, depth)
    ]


def _kept_sums(builder: Any, lines_d: list[Any], lines_x: list[Any], depth: Any) -> list[Any]:
    """`_totals` of as many d as registers hold the sums of."""
    nothing = ir.Constant(VECTOR, [0.0] * WIDTH)
    count = len(lines_d) * (len(lines_x) + 1)
    slots = [cgutils.alloca_once_value(builder, nothing) for _ in range(count)]
    slices = cgutils.for_range_slice(builder, integer(0), depth, integer(WIDTH), I64)
    with slices as (k, _):
        values_x = [load(builder, line, k) for line in lines_x]
        free = iter(slots)
        for line in lines_d:
            value = load(builder, line, k)
            for other in values_x:
                slot = next(free)
                total = fma(*(Lanes(builder, v) for v in (value, other, builder.load(slot))))
                builder.store(total.value, slot)
            slot = next(free)
            builder.store(builder.fadd(value, builder.load(slot)), slot)
    return [builder.load(slot) for slot in slots]


def _chosen(builder: Any, table: Any, lanes: Iterable[int]) -> Any:
    chosen = list(lanes)
    indices = ir.Constant(ir.VectorType(I32, len(chosen)), chosen)
    return builder.shuffle_vector(table, table, indices)


def _put_rows(
    builder: Any, table: Any, c: Any, ldc: Any, rows: Any, columns: Any, adds: Any
) -> None:
    """Store or add the first ``columns`` of four numbers into each of the first ``rows`` of four rows."""
    for m in range(_SIDE):
        with builder.if_then(builder.icmp_signed("<", integer(m), rows)):
            part = _chosen(builder, table, range(m * _SIDE, (m + 1) * _SIDE))
            line = builder.gep(c, [builder.mul(integer(m), ldc)])
            _put_first(builder, part, line, columns, adds)


@intrinsic
def _sums_tile(typing, d, d_row, rows, x, x_row, columns, depth, c, ldc, bias, accumulate):
    """C[m, n] (+)= Σ_k d[m, k] · x[n, k] and bias[m] (+)= Σ_k d[m, k] for up to four m and n.

    ``depth`` is a multiple of 16. A null ``bias`` is left out.
    """

    def emit(context, builder, signature, arguments):
        d, d_row, rows, x, x_row, columns, depth, c, ldc, bias, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))
        lines_d = clamped(builder, d, d_row, rows, _SIDE)
        lines_x = clamped(builder, x, x_row, columns, _SIDE)
        has_sums = builder.icmp_signed("!=", builder.ptrtoint(bias, I64), integer(0))
        few = builder.icmp_signed("<", columns, integer(_SIDE))
        with builder.if_else(few) as (yes, no):
            # With three columns at most there is room for the sums in the same sixteen.
            with yes:
                table = sums_of_lanes(builder, _totals(builder, lines_d, lines_x[:-1], depth))
                column = _chosen(builder, table, range(_SIDE - 1, WIDTH, _SIDE))
                _put_rows(builder, table, c, ldc, rows, columns, adds)
                with builder.if_then(has_sums):
                    _put_first(builder, column, bias, rows, adds)
            with no:
                totals = _totals(builder, lines_d, lines_x, depth)
                products = [t for i, t in enumerate(totals) if i % (_SIDE + 1) < _SIDE]
                table = sums_of_lanes(builder, products)
                _put_rows(builder, table, c, ldc, rows, columns, adds)
                with builder.if_then(has_sums):
                    column = sums_of_lanes(builder, totals[_SIDE :: _SIDE + 1])
                    _put_first(builder, column, bias, rows, adds)
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, n, n, FLOATS, n, n, n, FLOATS, n, FLOATS, n), emit


@intrinsic
def nowhere(typing, p):
    """Return the null pointer of the type of ``p``."""

    def emit(context, builder, signature, arguments):
        return ir.Constant(arguments[0].type, None)

    return FLOATS(FLOATS), emit


@intrinsic
def is_nowhere(typing, p):
    """Whether ``p`` is the null pointer."""

    def emit(context, builder, signature, arguments):
        return builder.icmp_signed("==", builder.ptrtoint(arguments[0], I64), integer(0))

    return types.boolean(FLOATS), emit


@merged
def few_columns_product(a, a_row, b, b_row, c, ldc, M, N, K, sums, accumulate):
    """C[m, n] (+)= Σ_k A[m·a_row + k] · B[n·b_row + k] for few n; K is a multiple of 16.

    ``sums``[m] (+)= Σ_k A[m·a_row + k] beside it, unless it is `nowhere`.
    """
    for m in range(0, M, 4):
        for n in range(0, N, 4):
            row, other = fresh(a_row), fresh(b_row)
            am, bn = offset(a, m * row), offset(b, n * other)
            rows, columns = fresh(M - m), fresh(N - n)
            beside = nowhere(sums) if n > 0 or is_nowhere(sums) else offset(sums, m)
            place = offset(c, m * ldc + n)
            _sums_tile(am, row, rows, bn, other, columns, K, place, ldc, beside, accumulate)


@intrinsic
def few_columns_outer(typing, d, x, c, M, N, accumulate):
    """C[m, n] (+)= d[m] · x[n] for N < 16: x stays in registers while m runs."""

    def emit(context, builder, signature, arguments):
        d, x, c, M, N, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))

        def strip(start, lanes):
            line = load(builder, x, start, lanes)
            with cgutils.for_range(builder, M) as loop:
                factor = splat(builder, load(builder, d, loop.index, 1), lanes)
                place = builder.add(builder.mul(loop.index, N), start)
                put(builder, builder.fmul(factor, line), builder.gep(c, [place]), adds)

        each_piece(builder, N, strip, WIDTH // 2)
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, FLOATS, FLOATS, n, n, n), emit
