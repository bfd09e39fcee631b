"""Where values part and meet: copy, add, fill.

A sum of several values is a COPY and then one ACCUMULATE each; a concatenation is a COPY into rows
of its own each. On the way back the same two pass the blame on: the first writer of a gradient
copies, every later one adds.
"""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise

_same = elementwise(lambda value: value)
_sum = elementwise(lambda value, other: other + value)


@operation(OpCode.COPY)
def copy(p, t, row, registers):
    """Set result = source: row = (source, result, size)."""
    _same(p, (row[1],), (), (row[2],), row[3])
    return 0


@operation(OpCode.ACCUMULATE)
def accumulate(p, t, row, registers):
    """Set result += source: row = (source, result, size)."""
    _sum(p, (row[1], row[2]), (), (row[2],), row[3])
    return 0


@operation(OpCode.FILL)
def fill(p, t, row, registers):
    """Set result = value: row = (result, value, size)."""
    _same(p, (), (real(row[2]),), (row[1],), row[3])
    return 0
