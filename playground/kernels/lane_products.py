"""Products of matrices of which every example has its own: the lane is the vector.

An element of such a matrix is sixteen neighbouring numbers, one of each of sixteen examples. Two
elements are multiplied lane by lane, so nothing is spread and nothing is summed across lanes.

Every sum runs over the depth in order, whatever tile it falls into: the same numbers get the same
bits everywhere.
"""

from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, inlined, intrinsic
from playground.kernels.pointers import offset
from playground.kernels.processor import TILES
from playground.kernels.vectors import VECTOR, WIDTH, Lanes, fma, integer, load, splat, store

ROWS, COLUMNS = TILES.lanes
"""Elements of C in registers at a time."""


def product_tile(rows, columns):
    """Return the micro-kernel C[m, n] = Σ_k A[m, k]·B[n, k] for m < ``rows`` and n < ``columns``.

    A[m, k] is the vector at a + m·a_row + k·a_step, B[n, k] likewise, C[m, n] that at
    c + m·c_row + n·c_step.
    """

    def emit(context, builder, signature, arguments):
        a, a_row, a_step, b, b_row, b_step, c, c_row, c_step, depth = arguments

        def vector(start, row, stride, place):
            at = builder.add(builder.mul(stride, integer(row)), place)
            return Lanes(builder, load(builder, start, at))

        zero = VECTOR(None)
        sums = [
            [cgutils.alloca_once_value(builder, zero) for _ in range(columns)] for _ in range(rows)
        ]
        for slot in (slot for row in sums for slot in row):
            builder.store(zero, slot)
        with cgutils.for_range(builder, depth) as loop:
            from_a, from_b = builder.mul(loop.index, a_step), builder.mul(loop.index, b_step)
            line = [vector(b, n, b_row, from_b) for n in range(columns)]
            for m, row in enumerate(sums):
                factor = vector(a, m, a_row, from_a)
                for slot, value in zip(row, line, strict=True):
                    new = fma(factor, value, Lanes(builder, builder.load(slot)))
                    builder.store(new.value, slot)
        for m, row in enumerate(sums):
            for n, slot in enumerate(row):
                row_at = builder.mul(c_row, integer(m))
                at = builder.add(row_at, builder.mul(c_step, integer(n)))
                store(builder, builder.load(slot), c, at)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, a, a_row, a_step, b, b_row, b_step, c, c_row, c_step, depth):
        n = types.int64
        return types.void(FLOATS, n, n, FLOATS, n, n, FLOATS, n, n, n), emit

    return tile


_block = product_tile(ROWS, COLUMNS)
_column = product_tile(ROWS, 1)
_line = product_tile(1, COLUMNS)
_single = product_tile(1, 1)


@inlined
def lane_product(a, a_row, a_step, b, b_row, b_step, c, c_row, c_step, M, N, K):
    """C[m, n] = Σ_k A[m, k]·B[n, k] for m < M ≤ ROWS and n < N, as `product_tile`.

    The last tile begins early instead of being smaller: what it computes twice is the same twice.
    """
    n = 0
    while n < N:
        columns = COLUMNS if N >= COLUMNS else 1
        begin = min(n, N - columns)
        bn, cn = offset(b, begin * b_row), offset(c, begin * c_step)
        if columns == COLUMNS and M == ROWS:
            _block(a, a_row, a_step, bn, b_row, b_step, cn, c_row, c_step, K)
        elif M == ROWS:
            _column(a, a_row, a_step, bn, b_row, b_step, cn, c_row, c_step, K)
        else:
            for m in range(M):
                am, cm = offset(a, m * a_row), offset(cn, m * c_row)
                if columns == COLUMNS:
                    _line(am, a_row, a_step, bn, b_row, b_step, cm, c_row, c_step, K)
                else:
                    _single(am, a_row, a_step, bn, b_row, b_step, cm, c_row, c_step, K)
        n += columns


@intrinsic
def turn(typing, source, positions, units, ld, scale, result):
    """result[t, u] = scale·source[u, t]: sixteen lanes of [units, positions, ld] by position.

    What one product reads together stands together then. In the array itself the units of a
    position are a power of two apart, where caches can hold only a few of them.
    """

    def emit(context, builder, signature, arguments):
        source, positions, units, ld, scale, result = arguments
        factor = Lanes(builder, splat(builder, scale))
        with cgutils.for_range(builder, units) as unit, cgutils.for_range(builder, positions) as t:
            row = builder.add(builder.mul(unit.index, positions), t.index)
            value = Lanes(builder, load(builder, source, builder.mul(row, ld)))
            place = builder.add(builder.mul(t.index, units), unit.index)
            store(builder, (value * factor).value, result, builder.mul(place, integer(WIDTH)))
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, n, n, n, types.float32, FLOATS), emit
