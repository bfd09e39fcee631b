"""Batch normalisation with running statistics: what training has seen stands in for the batch.

x is [units, lanes]. No example depends on any other.
"""

from playground.kernels.deviations import summed
from playground.kernels.jit import operation
from playground.kernels.ops.batch_norm import inverse_deviation, scaled
from playground.kernels.optable import OpCode
from playground.kernels.vectors import elementwise

_products = summed(lambda da, x, mean: (da, da * (x - mean)), 2)
_blame = elementwise(lambda da, scale: da * scale)


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
        sums, products = _products(p, (da + here, x + here), (float(p[mean + unit]),), lanes)
        p[dw + unit] = products * inverse + (p[dw + unit] if before else 0.0)
        p[db + unit] = sums + (p[db + unit] if before else 0.0)
        _blame(p, (da + here,), (p[w + unit] * inverse,), (dx + here,), lanes)
    return 0
