"""Softmax over the positions of every unit: a_t = e^z_t / Σ e^z, as far as an example goes.

z and a are [units, positions, ld]; lane j has ``lengths[j]`` positions, and a = 0 beyond them.
"""

from numba import types

from playground.kernels.blocks import WIDE, each_full_block
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.mathf import exp
from playground.kernels.optable import OpCode
from playground.kernels.vectors import fma, integer, select


@intrinsic
def _forward(typing, p, z, lengths, a, units, positions, ld):
    def emit(context, builder, signature, arguments):
        p, z, lengths, a, units, positions, ld = arguments

        def body(block):
            length = block.read(lengths, integer(0))
            with block.each(units) as unit:
                first = builder.mul(unit, positions)
                best = block.variable(block.read(z, first))
                with block.each(positions, 1) as t:
                    value, present = block.read(z, builder.add(first, t)), best.get()
                    counts = block.number(t) < length
                    best.set(select(counts, select(value > present, value, present), present))
                total = block.variable(block.constant(0.0))
                with block.each(positions) as t:
                    place = builder.add(first, t)
                    power = exp(block.read(z, place) - best.get())
                    power = select(block.number(t) < length, power, 0.0)
                    total.set(total.get() + power)
                    block.write(power, a, place)
                share = 1.0 / total.get()
                with block.each(positions) as t:
                    place = builder.add(first, t)
                    block.write(block.read(a, place) * share, a, place)

        each_full_block(builder, p, ld, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _backward(typing, p, a, da, dz, units, positions, ld):
    def emit(context, builder, signature, arguments):
        p, a, da, dz, units, positions, ld = arguments

        def body(block):
            with block.each(units) as unit:
                first = builder.mul(unit, positions)
                shared = block.variable(block.constant(0.0))
                with block.each(positions) as t:
                    place = builder.add(first, t)
                    shared.set(fma(block.read(a, place), block.read(da, place), shared.get()))
                with block.each(positions) as t:
                    place = builder.add(first, t)
                    blame = block.read(a, place) * (block.read(da, place) - shared.get())
                    block.write(blame, dz, place)

        each_full_block(builder, p, ld, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@operation(OpCode.SOFTMAX_POSITIONS_FORWARD)
def softmax_positions_forward(p, t, row, registers):
    """Set a = softmax z over positions: row = (z, lengths, a, units, positions, ld)."""
    _forward(p, row[1], row[2], row[3], row[4], row[5], row[6])
    return 0


@operation(OpCode.SOFTMAX_POSITIONS_BACKWARD)
def softmax_positions_backward(p, t, row, registers):
    """Set dz = a·(da − Σ a·da): row = (a, da, dz, units, positions, ld)."""
    _backward(p, row[1], row[2], row[3], row[4], row[5], row[6])
    return 0
