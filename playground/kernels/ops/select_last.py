"""The last step of every sequence: a[u] = x[u, length − 1].

The step is found by comparing, not by an address: a wrong length gives 0 and reads nothing wrong.
"""

from numba import types

from playground.kernels.blocks import each_block
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import integer, select


@intrinsic
def _forward(typing, p, x, lengths, a, units, steps, ld):
    def emit(context, builder, signature, arguments):
        p, x, lengths, a, units, steps, ld = arguments

        def body(block):
            last = block.read(lengths, integer(0)) - 1.0
            with block.each(units) as unit:
                found = block.variable(block.constant(0.0))
                with block.each(steps) as step:
                    line = builder.add(builder.mul(unit, steps), step)
                    hit = last.equals(block.number(step))
                    found.set(select(hit, block.read(x, line), found.get()))
                block.write(found.get(), a, unit)

        each_block(builder, p, ld, body)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _backward(typing, p, da, lengths, dx, units, steps, ld):
    def emit(context, builder, signature, arguments):
        p, da, lengths, dx, units, steps, ld = arguments

        def body(block):
            last = block.read(lengths, integer(0)) - 1.0
            with block.each(units) as unit:
                blame = block.read(da, unit)
                with block.each(steps) as step:
                    line = builder.add(builder.mul(unit, steps), step)
                    hit = last.equals(block.number(step))
                    block.write(select(hit, blame, 0.0), dx, line)

        each_block(builder, p, ld, body)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@operation(OpCode.SELECT_LAST_FORWARD)
def select_last_forward(p, t, row, registers):
    """Row = (x, lengths, a, units, steps, ld)."""
    _forward(p, row[1], row[2], row[3], row[4], row[5], row[6])
    return 0


@operation(OpCode.SELECT_LAST_BACKWARD)
def select_last_backward(p, t, row, registers):
    """Row = (da, lengths, dx, units, steps, ld)."""
    _backward(p, row[1], row[2], row[3], row[4], row[5], row[6])
    return 0
