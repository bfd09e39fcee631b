"""Cosine layer: how well the direction of x agrees with that of every unit's weights.

x is [n_in, lanes], a is [n_out, lanes], W is [n_out, n_in]: a = w·x/(|w||x|), with the lengths of
`normalise`. Both ways back begin with g = da/(|w||x|), [n_out, lanes], which they share a place for.
"""

import math

from numba import types

from playground.kernels.blocks import WIDE, each_full_block
from playground.kernels.deviations import summed
from playground.kernels.gemm import multiply_any, multiply_transposed, multiply_turned
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.ops.normalise import EPSILON, inverse_length
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.tiles import ZERO
from playground.kernels.vectors import elementwise, fma, integer


@intrinsic
def _inverse_lengths(typing, p, x, inverse, units, lanes):
    """Set inverse[lane] = 1/|x|."""

    def emit(context, builder, signature, arguments):
        p, x, inverse, units, lanes = arguments

        def body(block):
            block.write(inverse_length(block, x, units), inverse, integer(0))

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 4), emit


@intrinsic
def _scaled(typing, p, source, w_inverse, x_inverse, result, units, lanes):
    """Set result[o, lane] = source[o, lane] · w_inverse[o] · x_inverse[lane]."""

    def emit(context, builder, signature, arguments):
        p, source, w_inverse, x_inverse, result, units, lanes = arguments

        def body(block):
            scale = block.read(x_inverse, integer(0))
            with block.each(units) as unit:
                value = block.read(source, unit) * block.spread(w_inverse, unit)
                block.write(value * scale, result, unit)

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 6), emit


@intrinsic
def _across(typing, p, x, x_inverse, a, da, dx, n_in, n_out, lanes):
    """Take x · Σ_o a·da / |x|² off dx: blame along x itself would only change its length."""

    def emit(context, builder, signature, arguments):
        p, x, x_inverse, a, da, dx, n_in, n_out, lanes = arguments

        def body(block):
            scale = block.read(x_inverse, integer(0))
            along = block.variable(block.constant(0.0))
            with block.each(n_out) as unit:
                along.set(fma(block.read(a, unit), block.read(da, unit), along.get()))
            part = -(along.get() * scale * scale)
            with block.each(n_in) as unit:
                block.write(fma(block.read(x, unit), part, block.read(dx, unit)), dx, unit)

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 8), emit


_dot = summed(lambda x, y: (x * y,), 1)
_less = elementwise(lambda w, dw, part: fma(w, -part, dw))


@operation(OpCode.COSINE_FORWARD)
def cosine_forward(p, t, row, registers):
    """Set a = w·x/(|w||x|), and 1/|x| and 1/|w| for the ways back.

    row = (x, w, x_inverse, w_inverse, a, n_in, n_out, lanes).
    """
    x, w, x_inverse, w_inverse, a = row[1], row[2], row[3], row[4], row[5]
    n_in, n_out, lanes = row[6], row[7], row[8]
    _inverse_lengths(p, x, x_inverse, n_in, lanes)
    for unit in range(n_out):
        line = w + unit * n_in
        p[w_inverse + unit] = 1.0 / math.sqrt(_dot(p, (line, line), (), n_in)[0] + EPSILON)
    to_w, to_x, to_a = offset(p, w), offset(p, x), offset(p, a)
    multiply_any(to_w, n_in, to_x, lanes, to_a, lanes, n_out, lanes, n_in, ZERO, to_w)
    _scaled(p, a, w_inverse, x_inverse, a, n_out, lanes)
    return 0


@operation(OpCode.COSINE_BACKWARD_WEIGHT)
def cosine_backward_weight(p, t, row, registers):
    """Set dW (+)= g·xᵀ − w·Σ a·da/|w|².

    row = (x, w, x_inverse, w_inverse, a, da, g, dw, n_in, n_out, lanes, accumulate).
    """
    x, w, x_inverse, w_inverse, a, da, g, dw = (
        row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8],
    )  # fmt: skip
    n_in, n_out, lanes, accumulate = row[9], row[10], row[11], row[12]
    _scaled(p, da, w_inverse, x_inverse, g, n_out, lanes)
    to_g, to_x, to_dw = offset(p, g), offset(p, x), offset(p, dw)
    multiply_transposed(to_g, lanes, to_x, lanes, to_dw, n_in, n_out, n_in, lanes, accumulate)
    for unit in range(n_out):
        here, line = unit * lanes, unit * n_in
        along = _dot(p, (a + here, da + here), (), lanes)[0]
        inverse = float(p[w_inverse + unit])
        part = along * inverse * inverse
        _less(p, (w + line, dw + line), (part,), (dw + line,), n_in)
    return 0


@operation(OpCode.COSINE_BACKWARD_INPUT)
def cosine_backward_input(p, t, row, registers):
    """Set dx (+)= Wᵀ·g − x·Σ a·da/|x|².

    row = (x, w, x_inverse, w_inverse, a, da, g, dx, n_in, n_out, lanes, accumulate).
    """
    x, w, x_inverse, w_inverse, a, da, g, dx = (
        row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8],
    )  # fmt: skip
    n_in, n_out, lanes = row[9], row[10], row[11]
    _scaled(p, da, w_inverse, x_inverse, g, n_out, lanes)
    to_w, to_g, to_dx = offset(p, w), offset(p, g), offset(p, dx)
    # ZERO and ACCUMULATE are the flag's own values.
    multiply_turned(to_w, n_in, to_g, lanes, to_dx, lanes, n_in, lanes, n_out, row[12], to_w)
    _across(p, x, x_inverse, a, da, dx, n_in, n_out, lanes)
    return 0
