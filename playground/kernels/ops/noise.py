"""Gaussian noise: every unit is moved a little, another way for every example and step.

The normal number of a unit is a function of (key, step, example, unit), as dropout's mask is:
``u = data.random.bits(key, step, example, unit)`` has two whole numbers below 2²⁴, h = u >> 40 and
l = (u >> 16) mod 2²⁴, of which Box and Muller make
``√(−2·ln((h + 1)/2²⁴))·cos(2π·l/2²⁴)``.

References
----------
.. [1] G. Box, M. Muller, "A note on the generation of random normal deviates", 1958.
"""

import numpy as np
from llvmlite import ir
from numba import types

from playground.kernels.blocks import each_block
from playground.kernels.draws import draw, draw_lanes, examples_of_lanes
from playground.kernels.jit import FLOATS, INTS, intrinsic, operation
from playground.kernels.mathf import cosine_of_turns, log
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import offset, real
from playground.kernels.vectors import FLOAT, I32, I64, Lanes, absolute, fma, splat, square_root

_COUNT = int(Register.COUNT)
_CURSOR = int(Register.CURSOR)
_STEP = int(Register.STEP)
_BITS = 24
_UNIFORM = 2.0**-_BITS


def _normal(block, bits):
    """Make a standard normal number of 64 random bits."""
    builder, width = block.builder, block.width

    def part(shift):
        """24 of the bits as a float32, which holds them exactly."""
        moved = builder.lshr(bits, splat(builder, ir.Constant(I64, shift), width))
        mask = splat(builder, ir.Constant(I64, (1 << _BITS) - 1), width)
        kinds = (
            (I32, FLOAT) if width == 1 else (ir.VectorType(I32, width), ir.VectorType(FLOAT, width))
        )
        whole = builder.trunc(builder.and_(moved, mask), kinds[0])
        return Lanes(builder, builder.sitofp(whole, kinds[1]))

    # ln of at most 1 is at most 0, rounding aside.
    radius = square_root(absolute(log((part(40) + 1.0) * _UNIFORM)) * 2.0)
    return radius * cosine_of_turns(part(16) * _UNIFORM)


@intrinsic
def _forward(typing, p, order, count, key, deviation, x, a, units, ld):
    def emit(context, builder, signature, arguments):
        p, order, count, key, deviation, x, a, units, ld = arguments
        deviation = builder.fptrunc(deviation, FLOAT)

        def body(block):
            width = block.width
            examples = examples_of_lanes(builder, order, block.lane, count, width)
            keys = draw_lanes(builder, splat(builder, key, width), examples)
            with block.each(units) as unit:
                bits = draw_lanes(builder, keys, splat(builder, unit, width))
                moved = fma(_normal(block, bits), block.same(deviation), block.read(x, unit))
                block.write(moved, a, unit)

        each_block(builder, p, ld, body)
        return context.get_dummy_value()

    kinds = (types.int64, types.uint64, types.float64, *[types.int64] * 4)
    return types.void(FLOATS, INTS, *kinds), emit


@operation(OpCode.NOISE_FORWARD)
def noise_forward(p, t, row, registers):
    """Set a = x + deviation·normal: row = (x, order, a, units, ld, key, deviation)."""
    key = draw(np.uint64(row[6]), int(registers[_STEP]))
    order = offset(t, row[2] + int(registers[_CURSOR]))
    count = int(registers[_COUNT])
    _forward(p, order, count, key, real(row[7]), row[1], row[3], row[4], row[5])
    return 0
