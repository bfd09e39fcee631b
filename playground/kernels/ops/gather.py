"""Gather: copies the examples of this batch out of the data block, one per lane.

The data block is [examples, width]; the workspace gets [width, ld]. Lanes beyond the count get
the example of lane 0.
"""

from playground.kernels.jit import inlined, operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import offset
from playground.kernels.tiles import gather_tile

_COUNT = int(Register.COUNT)
_CURSOR = int(Register.CURSOR)


@operation(OpCode.GATHER)
def gather(p, t, row, registers):
    """x[f, lane] = source[order[cursor + lane], f]: row = (source, width, order, destination, ld)."""
    source, width, target, ld = offset(p, row[1]), row[2], offset(p, row[4]), row[5]
    order = offset(t, row[3] + int(registers[_CURSOR]))
    count = int(registers[_COUNT])
    if ld == 1:
        example = offset(source, int(order[0]) * width)
        for f in range(width):
            target[f] = example[f]
        return 0
    whole = width - width % 16
    for lane in range(0, ld, 16):
        for f in range(0, whole, 16):
            place = offset(target, f * ld + lane)
            gather_tile(offset(source, f), width, order, lane, count, place, ld)
    if whole < width:
        _gather_rest(source, width, order, count, target, ld, whole)
    return 0


@inlined
def _gather_rest(source, width, order, count, target, ld, first):
    """The features from ``first`` on, number by number."""
    for lane in range(ld):
        example = offset(source, int(order[lane if lane < count else 0]) * width)
        for f in range(first, width):
            target[f * ld + lane] = example[f]
