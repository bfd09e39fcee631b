"""Softmax over the units at every position of every example: a_u = e^z_u / Σ e^z."""

from numba import types

from playground.kernels.blocks import WIDE, Block, each_block
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.mathf import exp
from playground.kernels.optable import OpCode
from playground.kernels.vectors import fma, integer, select


def largest(block: Block, z, units):
    """Return the largest z of every lane. NaN need not win: e^(NaN − x) shows it anyway."""
    best = block.variable(block.read(z, integer(0)))
    with block.each(units, 1) as unit:
        value, present = block.read(z, unit), best.get()
        best.set(select(value > present, value, present))
    return best.get()


@intrinsic
def _forward(typing, p, z, a, units, ld):
    def emit(context, builder, signature, arguments):
        p, z, a, units, ld = arguments

        def body(block):
            top = largest(block, z, units)
            total = block.variable(block.constant(0.0))
            with block.each(units) as unit:
                power = exp(block.read(z, unit) - top)
                total.set(total.get() + power)
                block.write(power, a, unit)
            share = 1.0 / total.get()
            with block.each(units) as unit:
                block.write(block.read(a, unit) * share, a, unit)

        each_block(builder, p, ld, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 4), emit


@intrinsic
def _backward(typing, p, a, da, dz, units, ld):
    def emit(context, builder, signature, arguments):
        p, a, da, dz, units, ld = arguments

        def body(block):
            shared = block.variable(block.constant(0.0))
            with block.each(units) as unit:
                shared.set(fma(block.read(a, unit), block.read(da, unit), shared.get()))
            with block.each(units) as unit:
                blame = block.read(a, unit) * (block.read(da, unit) - shared.get())
                block.write(blame, dz, unit)

        each_block(builder, p, ld, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 5), emit


@operation(OpCode.SOFTMAX_FORWARD)
def softmax_forward(p, t, row, registers):
    """Set a = softmax z: row = (z, a, units, lanes)."""
    _forward(p, row[1], row[2], row[3], row[4])
    return 0


@operation(OpCode.SOFTMAX_BACKWARD)
def softmax_backward(p, t, row, registers):
    """Set dz = a·(da − Σ a·da): row = (a, da, dz, units, lanes)."""
    _backward(p, row[1], row[2], row[3], row[4], row[5])
    return 0
