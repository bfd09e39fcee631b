"""Embedding: every token is looked up in a table, z[:, t, lane] = W[token[t, lane]].

tokens are [steps, ld], whole numbers; W is [vocabulary, units], z and dz are [units, steps, ld].
The verifier saw to it that every token is a row of the table.
"""

from numba import types

from playground.kernels.jit import FLOATS, inlined, intrinsic, operation
from playground.kernels.lines import scaled_line
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import offset, stack
from playground.kernels.tiles import transpose_tile, transposed
from playground.kernels.vectors import I64, WIDTH, integer, load, store

_COUNT = int(Register.COUNT)
_square = stack(16 * 16)


@intrinsic
def _look_up(typing, tokens, w, units, z, stride):
    """z[u·stride + lane] = W[token[lane]·units + u] for 16 units and 16 lanes."""

    def emit(context, builder, signature, arguments):
        tokens, w, units, z, stride = arguments
        lines = []
        for lane in range(WIDTH):
            token = builder.fptosi(load(builder, tokens, integer(lane), 1), I64)
            lines.append(load(builder, w, builder.mul(token, units)))
        for unit, value in enumerate(transposed(builder, lines)):
            store(builder, value, z, builder.mul(stride, integer(unit)))
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, FLOATS, n, FLOATS, n), emit


@operation(OpCode.EMBEDDING_FORWARD)
def embedding_forward(p, t, row, registers):
    """Row = (tokens, w, z, vocabulary, units, steps, ld)."""
    tokens, w, z = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    units, steps, ld = row[5], row[6], row[7]
    stride, whole = steps * ld, units - units % 16
    for place in range(0, stride, 16):
        for unit in range(0, whole, 16):
            target = offset(z, unit * stride + place)
            _look_up(offset(tokens, place), offset(w, unit), units, target, stride)
        for lane in range(place, place + 16):
            line = offset(w, int(tokens[lane]) * units)
            for unit in range(whole, units):
                z[unit * stride + lane] = line[unit]
    return 0


@operation(OpCode.EMBEDDING_BACKWARD_WEIGHT)
def embedding_backward_weight(p, t, row, registers):
    """Row = (tokens, dz, dw, vocabulary, units, steps, ld, accumulate).

    Tokens are added one after the other, step by step and lane by lane: one token may stand in
    many places. Lanes beyond the count are no examples.
    """
    tokens, dz, dw = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    vocabulary, units, steps, ld = row[4], row[5], row[6], row[7]
    count = int(registers[_COUNT])
    if row[8] == 0:
        for n in range(vocabulary * units):
            dw[n] = 0.0
    for step in range(steps):
        for lane in range(0, count, 16):
            place = step * ld + lane
            here = offset(tokens, place)
            _add(here, min(16, count - lane), offset(dz, place), steps * ld, dw, units)
    return 0


@inlined
def _add(tokens, count, dz, stride, dw, units):
    """dw[token[lane]] += dz[:, lane] for the first ``count`` of 16 lanes."""
    square, whole = _square(), units - units % 16
    for unit in range(0, whole, 16):
        transpose_tile(offset(dz, unit * stride), stride, square, 16)
        for lane in range(count):
            line = offset(dw, int(tokens[lane]) * units + unit)
            scaled_line(1.0, offset(square, lane * 16), line, 16, 1)
    for lane in range(count):
        line = offset(dw, int(tokens[lane]) * units)
        for unit in range(whole, units):
            line[unit] += dz[unit * stride + lane]
