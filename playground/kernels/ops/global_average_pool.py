"""Global average pooling: the mean of every unit over its positions, as far as an example goes.

x is [units, positions, ld], a is [units, ld]; lane j has ``lengths[j]`` positions.
"""

from contextlib import contextmanager

from numba import types
from numba.core import cgutils

from playground.kernels.blocks import WIDE, each_full_block
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import I64, integer, select

_PIECE = 256
"""Positions that are added up before their sum joins the others: long sums stay exact."""


@contextmanager
def _pieces(builder, positions):
    """Emit a loop over pieces of the positions; gives where each begins and ends."""
    slices = cgutils.for_range_slice(builder, integer(0), positions, integer(_PIECE), I64)
    with slices as (begin, _):
        end = builder.add(begin, integer(_PIECE))
        beyond = builder.icmp_signed(">", end, positions)
        yield begin, builder.select(beyond, positions, end)


@intrinsic
def _forward(typing, p, x, lengths, a, units, positions, ld):
    def emit(context, builder, signature, arguments):
        p, x, lengths, a, units, positions, ld = arguments

        def body(block):
            length = block.read(lengths, integer(0))
            share = 1.0 / length
            with block.each(units) as unit:
                first = builder.mul(unit, positions)
                total = block.variable(block.constant(0.0))
                with _pieces(builder, positions) as (begin, end):
                    part = block.variable(block.constant(0.0))
                    steps = cgutils.for_range_slice(builder, begin, end, integer(1), I64)
                    with steps as (t, _):
                        value = block.read(x, builder.add(first, t))
                        part.set(part.get() + select(block.number(t) < length, value, 0.0))
                    total.set(total.get() + part.get())
                block.write(total.get() * share, a, unit)

        each_full_block(builder, p, ld, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _backward(typing, p, lengths, da, dx, units, positions, ld, accumulate):
    def emit(context, builder, signature, arguments):
        p, lengths, da, dx, units, positions, ld, accumulate = arguments
        adds = builder.icmp_signed("!=", accumulate, integer(0))

        def body(block):
            length = block.read(lengths, integer(0))
            share = 1.0 / length
            with block.each(units) as unit:
                first = builder.mul(unit, positions)
                part = block.read(da, unit) * share
                with block.each(positions) as t:
                    blame = select(block.number(t) < length, part, 0.0)
                    block.put(blame, dx, builder.add(first, t), adds)

        each_full_block(builder, p, ld, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 7), emit


@operation(OpCode.GLOBAL_AVERAGE_POOL_FORWARD)
def global_average_pool_forward(p, t, row, registers):
    """Set a to the mean over positions: row = (x, lengths, a, units, positions, ld)."""
    _forward(p, row[1], row[2], row[3], row[4], row[5], row[6])
    return 0


@operation(OpCode.GLOBAL_AVERAGE_POOL_BACKWARD)
def global_average_pool_backward(p, t, row, registers):
    """Set dx (+)= da / length: row = (lengths, da, dx, units, positions, ld, accumulate)."""
    _backward(p, row[1], row[2], row[3], row[4], row[5], row[6], row[7])
    return 0
