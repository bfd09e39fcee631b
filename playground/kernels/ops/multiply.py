"""Multiply: two values, number by number, as gates do; more than two are multiplied in pairs."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise, fma

_product = elementwise(lambda x, y: x * y)
_more = elementwise(lambda y, da, dx: fma(da, y, dx))


@operation(OpCode.MULTIPLY_FORWARD)
def multiply_forward(p, t, row, registers):
    """Set a = x·y: row = (x, y, a, size)."""
    _product(p, (row[1], row[2]), (), (row[3],), row[4])
    return 0


@operation(OpCode.MULTIPLY_BACKWARD)
def multiply_backward(p, t, row, registers):
    """Set dx (+)= da·y: row = (y, da, dx, size, accumulate)."""
    if row[5] == 0:
        _product(p, (row[1], row[2]), (), (row[3],), row[4])
    else:
        _more(p, (row[1], row[2], row[3]), (), (row[3],), row[4])
    return 0
