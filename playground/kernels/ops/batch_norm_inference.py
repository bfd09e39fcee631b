"""Batch normalisation with running statistics: what training has seen stands in for the batch.

x is [units, lanes]. No example depends on any other.
"""

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.ops.batch_norm import inverse_deviation, scaled
from playground.kernels.optable import OpCode
from playground.kernels.vectors import (
    DOUBLE,
    FLOAT,
    VECTOR,
    WIDTH,
    Lanes,
    each_piece,
    elementwise,
    fma,
    load,
    splat,
    total,
    widened,
)

_WIDE = ir.VectorType(DOUBLE, WIDTH)
_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)

_blame = elementwise(lambda da, scale: da * scale)


@intrinsic
def _products(typing, p, x, da, mean, size):
    """Return Σ da and Σ da·(x − mean)."""

    def emit(context, builder, signature, arguments):
        p, x, da, mean, size = arguments
        sums = [cgutils.alloca_once_value(builder, _NOTHING) for _ in range(2)]
        for slot in sums:
            builder.store(_NOTHING, slot)

        def add(start, lanes):
            blame = widened(builder, load(builder, p, builder.add(da, start), lanes))
            value = widened(builder, load(builder, p, builder.add(x, start), lanes))
            middle = Lanes(builder, splat(builder, builder.fptrunc(mean, FLOAT)))
            blame, value = Lanes(builder, blame), Lanes(builder, value) - middle
            first, second = (Lanes(builder, builder.load(slot)) for slot in sums)
            builder.store((first + blame).value, sums[0])
            builder.store(fma(blame, value, second).value, sums[1])

        each_piece(builder, size, add)
        found = [total(builder, builder.fpext(builder.load(slot), _WIDE)) for slot in sums]
        return context.make_tuple(builder, signature.return_type, found)

    pair = types.UniTuple(types.float64, 2)
    return pair(FLOATS, types.int64, types.int64, types.float64, types.int64), emit


@operation(OpCode.BATCH_NORM_INFERENCE_FORWARD)
def batch_norm_inference_forward(p, t, row, registers):
    """Set a = w·(x − mean)/√(variance + ε) + b: row = (x, w, b, mean, variance, a, units, lanes)."""
    x, w, b, mean, variance, a, lanes = row[1], row[2], row[3], row[4], row[5], row[6], row[8]
    for unit in range(row[7]):
        scale = p[w + unit] * inverse_deviation(p[variance + unit])
        numbers = (p[mean + unit], scale, p[b + unit])
        scaled(p, (x + unit * lanes,), numbers, (a + unit * lanes,), lanes)
    return 0


@operation(OpCode.BATCH_NORM_INFERENCE_BACKWARD)
def batch_norm_inference_backward(p, t, row, registers):
    """Set dx = da·w/√(variance + ε), dw (+)= Σ da·x̂ and db (+)= Σ da.

    row = (x, w, mean, variance, da, dx, dw, db, units, lanes, accumulate).
    """
    x, w, mean, variance, da, dx, dw, db = (
        row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8],
    )  # fmt: skip
    lanes, before = row[10], row[11] != 0
    for unit in range(row[9]):
        here, inverse = unit * lanes, inverse_deviation(p[variance + unit])
        sums, products = _products(p, x + here, da + here, float(p[mean + unit]), lanes)
        p[dw + unit] = products * inverse + (p[dw + unit] if before else 0.0)
        p[db + unit] = sums + (p[db + unit] if before else 0.0)
        _blame(p, (da + here,), (p[w + unit] * inverse,), (dx + here,), lanes)
    return 0
