"""Register-blocked micro-kernels: small rectangles of a matrix product, kept in registers.

Each maker returns an intrinsic for one size of tile. Numbers of rows and columns are known when it
is compiled, everything else when it runs.

References
----------
.. [1] K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.
"""

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic
from playground.kernels.vectors import (
    FLOAT,
    I32,
    VECTOR,
    WIDTH,
    call,
    each_piece,
    integer,
    load,
    splat,
    store,
    suffix,
    widened,
)

ZERO, ACCUMULATE, BIAS = 0, 1, 2
"""What a tile starts from: nothing, what stands in C, or a bias per row."""

_Sums = Sequence[Sequence[Any]]
_Place = Callable[..., Any]

_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)


def _fma(builder: Any, a: Any, b: Any, c: Any) -> Any:
    return call(builder, f"llvm.fmuladd.{suffix(a.type)}", a.type, [a, b, c])


def _cell(builder: Any, row: Any, column: Any, stride: Any) -> Any:
    return builder.add(builder.mul(row, stride), column)


def _start(builder: Any, sums: _Sums, begin: Any, place: _Place, bias_at: _Place) -> None:
    """Fill the accumulators as ``begin`` says: from their places in C, or from their row's bias."""
    with builder.if_else(builder.icmp_signed("==", begin, integer(ACCUMULATE))) as (yes, no):
        with yes:
            for m, row in enumerate(sums):
                for v, slot in enumerate(row):
                    builder.store(load(builder, place(m, v), integer(0)), slot)
        with no:
            for row in sums:
                for slot in row:
                    builder.store(_NOTHING, slot)
            with builder.if_then(builder.icmp_signed("==", begin, integer(BIAS))):
                for m, row in enumerate(sums):
                    value = splat(builder, load(builder, bias_at(m), integer(0), 1))
                    for slot in row:
                        builder.store(value, slot)


def broadcast_tile(rows: int, vectors: int) -> Any:
    """Return the micro-kernel C[m, n] = start + Σ_k A[m·a_row + k·a_step] · B[k·ldb + n].

    For m < ``rows`` and n < 16·``vectors``: one number of A at a time meets whole vectors of B.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        a, a_row, *others, bias = arguments
        _emit_tile(
            builder,
            [[cgutils.alloca_once(builder, VECTOR) for _ in range(vectors)] for _ in range(rows)],
            lambda m, at: builder.gep(a, [_cell(builder, integer(m), at, a_row)]),
            lambda m, c, ldc: builder.gep(c, [builder.mul(integer(m), ldc)]),
            lambda m: builder.gep(bias, [integer(m)]),
            others,
        )
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, a, a_row, a_step, b, ldb, c, ldc, depth, begin, bias):
        n = types.int64
        return types.void(FLOATS, n, n, FLOATS, n, FLOATS, n, n, n, FLOATS), emit

    return tile


def rest_tile(rows: int, vectors: int) -> Any:
    """Return `broadcast_tile` for ``valid`` ≤ ``rows`` rows: what is missing is the last row again.

    It is stored again too, the same. One tile for all that is left over takes less code, and hardly
    more time, than one for every number of rows.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        a, a_row, *others, bias, valid = arguments
        lines_a = clamped(builder, a, a_row, valid, rows)
        lines_c = clamped(builder, others[3], others[4], valid, rows)
        biases = clamped(builder, bias, integer(1), valid, rows)
        _emit_tile(
            builder,
            [[cgutils.alloca_once(builder, VECTOR) for _ in range(vectors)] for _ in range(rows)],
            lambda m, at: builder.gep(lines_a[m], [at]),
            lambda m, *_: lines_c[m],
            lambda m: biases[m],
            others,
        )
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, a, a_row, a_step, b, ldb, c, ldc, depth, begin, bias, valid):
        n = types.int64
        return types.void(FLOATS, n, n, FLOATS, n, FLOATS, n, n, n, FLOATS, n), emit

    return tile


def clamped(builder: Any, start: Any, stride: Any, count: Any, rows: int) -> list[Any]:
    """Return the addresses of ``rows`` lines; beyond ``count`` the last one again."""
    last = builder.sub(count, integer(1))
    lines = []
    for n in range(rows):
        place = integer(n)
        if n:
            inside = builder.icmp_signed("<", place, last)
            place = builder.select(inside, place, last)
        lines.append(builder.gep(start, [builder.mul(place, stride)]))
    return lines


def _emit_tile(
    builder: Any, sums: _Sums, a_at: _Place, c_row: _Place, bias_at: _Place, arguments: Any
) -> None:
    """Emit a tile whose places are emitted by ``a_at``(m, k·a_step), ``c_row`` and ``bias_at``."""
    a_step, b, ldb, c, ldc, depth, begin = arguments

    def place(m: int, v: int) -> Any:
        return builder.gep(c_row(m, c, ldc), [integer(v * WIDTH)])

    _start(builder, sums, begin, place, bias_at)
    with cgutils.for_range(builder, depth) as loop:
        from_b = builder.mul(loop.index, ldb)
        from_a = builder.mul(loop.index, a_step)
        line = [
            load(builder, b, builder.add(from_b, integer(v * WIDTH))) for v in range(len(sums[0]))
        ]
        for m, row in enumerate(sums):
            number = splat(builder, load(builder, a_at(m, from_a), integer(0), 1))
            for slot, value in zip(row, line, strict=True):
                builder.store(_fma(builder, number, value, builder.load(slot)), slot)
    for m, row in enumerate(sums):
        for v, slot in enumerate(row):
            store(builder, builder.load(slot), place(m, v), integer(0))


def _shuffle(builder: Any, a: Any, b: Any, lanes: list[int]) -> Any:
    return builder.shuffle_vector(a, b, ir.Constant(ir.VectorType(I32, len(lanes)), lanes))


def _pair(builder: Any, a: Any, b: Any, low: list[int], high: list[int]) -> Any:
    """Return a vector of lanes ``low`` plus lanes ``high``, counted through a and then b."""
    return builder.fadd(_shuffle(builder, a, b, low), _shuffle(builder, a, b, high))


def sums_of_lanes(builder: Any, values: list[Any]) -> Any:
    """Return the sum of every vector's lanes: one number, or a vector of as many numbers.

    ``values`` are a power of two of vectors. Every level folds two vectors into one (a single one
    into half its width), so that sixteen sums take 15 additions instead of 64. It begins with two
    levels inside quarters of 128 bits, where processors shuffle fastest.

    The lanes of a vector are added in the same order however many vectors there are: neurons with
    equal weights get equal numbers to the bit, whichever tile each of them falls into.
    """
    unit = 1  # sums that stand side by side in a group
    for _ in range(2):
        width = values[0].type.count
        if len(values) > 1:
            even = [lane + part for lane in range(0, width, 4) for part in (0, 2, width, width + 2)]
            pairs = list(zip(values[::2], values[1::2], strict=True))
            unit *= 2
        else:
            # What stands side by side stays so: with two sums [a, a', b, b'], else [a, a', …].
            even = list(range(0, width, 2))
            pairs = [(values[0], values[0])]
        odd = [lane + 1 for lane in even]
        values = [_pair(builder, a, b, even, odd) for a, b in pairs]
    width = group = values[0].type.count
    while group > unit:
        half = group // 2
        low = [lane for lane in range(width) if lane % group < half]
        high = [lane + half for lane in low]
        if len(values) > 1:
            low += [lane + width for lane in low]
            high += [lane + width for lane in high]
            pairs = list(zip(values[::2], values[1::2], strict=True))
        else:
            pairs = [(values[0], values[0])]
            width //= 2
        values = [_pair(builder, a, b, low, high) for a, b in pairs]
        group = half
    return values[0] if width > 1 else builder.extract_element(values[0], ir.Constant(I32, 0))


def _products(
    builder: Any,
    lines_a: list[Any],
    lines_b: list[Any] | None,
    depth: Any,
    width: int = WIDTH,
) -> list[Any]:
    """Return Σ over ``depth`` of every a times every b, lane by lane; b = None stands for 1.

    The lines are pointers, the sums have ``width`` lanes; with 8, ``depth`` is at most 15.
    """
    count = len(lines_a) * len(lines_b or [None])
    zero = ir.Constant(ir.VectorType(FLOAT, width), [0.0] * width)
    slots = [cgutils.alloca_once(builder, zero.type) for _ in range(count)]
    for slot in slots:
        builder.store(zero, slot)

    def add(k: Any, lanes: int) -> None:
        def fetch(line: Any) -> Any:
            return widened(builder, load(builder, line, k, lanes), width)

        b = [fetch(line) for line in lines_b or []]
        free = iter(slots)
        for line in lines_a:
            value = fetch(line)
            for factor in b:
                slot = next(free)
                builder.store(_fma(builder, value, factor, builder.load(slot)), slot)
            if lines_b is None:
                slot = next(free)
                builder.store(builder.fadd(value, builder.load(slot)), slot)

    each_piece(builder, depth, add, width)
    return [builder.load(slot) for slot in slots]


def lines_of(builder: Any, start: Any, stride: Any, count: int) -> list[Any]:
    """Return the addresses of ``count`` lines, ``stride`` elements apart."""
    return [builder.gep(start, [builder.mul(stride, integer(n))]) for n in range(count)]


def put(builder: Any, value: Any, line: Any, adds: Any) -> None:
    """Store ``value`` at ``line``, or add it to what stands there."""
    lanes = 1 if value.type == FLOAT else value.type.count
    slot = cgutils.alloca_once(builder, value.type)
    builder.store(value, slot)
    with builder.if_then(adds, likely=False):
        builder.store(builder.fadd(load(builder, line, integer(0), lanes), value), slot)
    store(builder, builder.load(slot), line, integer(0))


def line_tile(rows: int) -> Any:
    """Return the micro-kernel c[m] = bias[m] + Σ_k A[m·a_row + k] · b[k], m < ``rows``."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        a, a_row, b, c, depth, bias = arguments
        lines = lines_of(builder, a, a_row, rows)

        def finish(width: int) -> None:
            result = sums_of_lanes(builder, _products(builder, lines, [b], depth, width))
            result = builder.fadd(load(builder, bias, integer(0), rows), result)
            store(builder, result, c, integer(0))

        # Short lines take a shorter way: with one example at a time everything waits for it.
        with builder.if_else(builder.icmp_signed("<", depth, integer(WIDTH))) as (short, long):
            with short:
                finish(WIDTH // 2)
            with long:
                finish(WIDTH)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, a, a_row, b, c, depth, bias):
        n = types.int64
        return types.void(FLOATS, n, FLOATS, FLOATS, n, FLOATS), emit

    return tile


def sum_tile(rows: int) -> Any:
    """Return the micro-kernel c[m] (+)= Σ_k A[m·a_row + k], m < ``rows``."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        a, a_row, c, depth, accumulate = arguments
        result = sums_of_lanes(
            builder, _products(builder, lines_of(builder, a, a_row, rows), None, depth)
        )
        put(builder, result, c, builder.icmp_signed("!=", accumulate, integer(0)))
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, a, a_row, c, depth, accumulate):
        n = types.int64
        return types.void(FLOATS, n, FLOATS, n, n), emit

    return tile


def transposed(builder: Any, lines: list[Any]) -> list[Any]:
    """Return 16 vectors of 16 lanes, mirrored at the diagonal, in four rounds of shuffles."""
    span = WIDTH // 2
    while span:
        after = list(lines)
        low = [lane if not lane & span else WIDTH + (lane ^ span) for lane in range(WIDTH)]
        high = [(lane ^ span) if not lane & span else WIDTH + lane for lane in range(WIDTH)]
        for i in range(WIDTH):
            if not i & span:
                after[i] = _shuffle(builder, lines[i], lines[i + span], low)
                after[i + span] = _shuffle(builder, lines[i], lines[i + span], high)
        lines = after
        span //= 2
    return lines


@intrinsic
def transpose_tile(typing, a, a_row, c, c_row):
    """C[n·c_row + m] = A[m·a_row + n] for a square of 16 × 16."""

    def emit(context, builder, signature, arguments):
        a, a_row, c, c_row = arguments
        lines = [load(builder, line, integer(0)) for line in lines_of(builder, a, a_row, WIDTH)]
        for value, line in zip(
            transposed(builder, lines), lines_of(builder, c, c_row, WIDTH), strict=True
        ):
            store(builder, value, line, integer(0))
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, n, FLOATS, n), emit
