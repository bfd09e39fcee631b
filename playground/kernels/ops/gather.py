"""Gather: copies the examples of this batch out of the data block, one per lane.

The data block is [examples, width]; the workspace gets [width, ld]. Lanes beyond the count get
the example of lane 0.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, INTS, intrinsic, operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import offset
from playground.kernels.tiles import lines_of, transposed
from playground.kernels.vectors import I32, I64, VECTOR, WIDTH, each_piece, integer, load, store

_COUNT = int(Register.COUNT)
_CURSOR = int(Register.CURSOR)


def _examples(builder: Any, source: Any, x_row: Any, order: Any, lane: Any, count: Any) -> Any:
    """Return where the examples of the sixteen lanes from ``lane`` on begin; see `_gather_square`."""
    starts = []
    for j in range(WIDTH):
        place = builder.add(lane, integer(j))
        inside = builder.icmp_signed("<", place, count)
        place = builder.select(inside, place, integer(0))
        example = builder.sext(builder.load(builder.gep(order, [place]), align=4), I64)
        starts.append(builder.gep(source, [builder.mul(example, x_row)]))
    return starts


@intrinsic
def _gather_square(typing, source, x_row, order, lane, count, c, ld):
    """C[f·ld + j] = source[order[j']·x_row + f] for 16 features f and lanes j.

    j' = ``lane`` + j where that is below ``count``, else 0.
    """

    def emit(context, builder, signature, arguments):
        source, x_row, order, lane, count, c, ld = arguments
        starts = _examples(builder, source, x_row, order, lane, count)
        lines = [load(builder, start, integer(0)) for start in starts]
        for value, line in zip(
            transposed(builder, lines), lines_of(builder, c, ld, WIDTH), strict=True
        ):
            store(builder, value, line, integer(0))
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, n, INTS, n, n, FLOATS, n), emit


@intrinsic
def _gather_lines(typing, source, x_row, features, order, lane, count, c, ld):
    """The same for any number of ``features``, one after another.

    Lanes are put side by side in a register: stored one by one, they would hold up the first
    operation that loads sixteen of them at once.
    """

    def emit(context, builder, signature, arguments):
        source, x_row, features, order, lane, count, c, ld = arguments
        starts = _examples(builder, source, x_row, order, lane, count)
        with cgutils.for_range(builder, features) as loop:
            line = ir.Constant(VECTOR, ir.Undefined)
            for j, start in enumerate(starts):
                number = load(builder, start, loop.index, 1)
                line = builder.insert_element(line, number, ir.Constant(I32, j))
            store(builder, line, c, builder.mul(loop.index, ld))
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, n, n, INTS, n, n, FLOATS, n), emit


@intrinsic
def _copy(typing, source, target, size):
    """target[i] = source[i], in the pieces in which layers will load it: see `each_piece`.

    Numbers stored one by one are only at hand for a wide load once everything before is done.
    """

    def emit(context, builder, signature, arguments):
        source, target, size = arguments
        each_piece(
            builder,
            size,
            lambda at, lanes: store(builder, load(builder, source, at, lanes), target, at),
        )
        return context.get_dummy_value()

    return types.void(FLOATS, FLOATS, types.int64), emit


@operation(OpCode.GATHER)
def gather(p, t, row, registers):
    """x[f, lane] = source[order[cursor + lane], f].

    Row = (source, width, order, destination, ld, x_row).
    """
    source, width, target, ld = offset(p, row[1]), row[2], offset(p, row[4]), row[5]
    x_row = width if row[6] == 0 else row[6]
    order = offset(t, row[3] + int(registers[_CURSOR]))
    count = int(registers[_COUNT])
    if ld == 1:
        _copy(offset(source, int(order[0]) * x_row), target, width)
        return 0
    whole = width - width % 16
    for lane in range(0, ld, 16):
        for f in range(0, whole, 16):
            place = offset(target, f * ld + lane)
            _gather_square(offset(source, f), x_row, order, lane, count, place, ld)
        if whole < width:
            place = offset(target, whole * ld + lane)
            rest = offset(source, whole)
            _gather_lines(rest, x_row, width - whole, order, lane, count, place, ld)
    return 0
