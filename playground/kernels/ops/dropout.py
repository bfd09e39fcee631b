"""Dropout: silences units at random and makes up for it with the rest.

Whether a unit is silenced is a function of (key, step, example, unit) and of nothing else:
``u = data.random.bits(key, step, example, unit) >> 40``, a whole number below 2²⁴; the unit lives
where u ≥ rate·2²⁴. The step is the register STEP, the example its position in the data block. So
a mask depends neither on lanes and padding nor on how a step is run.

References
----------
.. [1] N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting",
   JMLR 15, 2014.
"""

import math

import numpy as np
from llvmlite import ir
from numba import types

from playground.kernels.blocks import each_block
from playground.kernels.draws import draw, draw_lanes, examples_of_lanes
from playground.kernels.jit import FLOATS, INTS, intrinsic, operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import offset, real
from playground.kernels.vectors import FLOAT, I64, Lanes, elementwise, select, splat

_COUNT = int(Register.COUNT)
_CURSOR = int(Register.CURSOR)
_STEP = int(Register.STEP)
_STEPS_OF_U = 2.0**24


@intrinsic
def _forward(typing, p, order, count, key, limit, scale, x, mask, a, units, ld):
    def emit(context, builder, signature, arguments):
        p, order, count, key, limit, scale, x, mask, a, units, ld = arguments
        scale = builder.fptrunc(scale, FLOAT)

        def body(block):
            width = block.width
            examples = examples_of_lanes(builder, order, block.lane, count, width)
            keys = draw_lanes(builder, splat(builder, key, width), examples)
            least = splat(builder, limit, width)
            shift = splat(builder, ir.Constant(I64, 40), width)
            with block.each(units) as unit:
                bits = draw_lanes(builder, keys, splat(builder, unit, width))
                lives = builder.icmp_signed(">=", builder.lshr(bits, shift), least)
                factor = select(Lanes(builder, lives), block.same(scale), 0.0)
                block.write(factor, mask, unit)
                block.write(block.read(x, unit) * factor, a, unit)

        each_block(builder, p, ld, body)
        return context.get_dummy_value()

    kinds = (types.int64, types.uint64, types.int64, types.float64, *[types.int64] * 5)
    return types.void(FLOATS, INTS, *kinds), emit


_backward = elementwise(lambda mask, da: da * mask)


@operation(OpCode.DROPOUT_FORWARD)
def dropout_forward(p, t, row, registers):
    """Set mask, a = x·mask: row = (x, order, mask, a, units, ld, key, rate)."""
    rate = real(row[8])
    key = draw(np.uint64(row[7]), int(registers[_STEP]))
    order = offset(t, row[2] + int(registers[_CURSOR]))
    limit = math.ceil(min(max(rate, 0.0), 1.0) * _STEPS_OF_U)
    scale = 1.0 / (1.0 - rate)
    count = int(registers[_COUNT])
    _forward(p, order, count, key, limit, scale, row[1], row[3], row[4], row[5], row[6])
    return 0


@operation(OpCode.DROPOUT_BACKWARD)
def dropout_backward(p, t, row, registers):
    """Set dx = da·mask: row = (mask, da, dx, size)."""
    _backward(p, (row[1], row[2]), (), (row[3],), row[4])
    return 0
