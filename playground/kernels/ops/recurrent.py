"""Gradients of what recurrent layers multiply their state with, summed over all steps.

Apart from the way back through time, so that it can be watched by itself, and because one product
over all steps is faster than many.
"""

from playground.kernels.gemm import multiply_transposed, row_sums
from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset


@operation(OpCode.RECURRENT_BACKWARD_WEIGHT)
def recurrent_backward_weight(p, t, row, registers):
    """Set dW (+)= Σ dz(t)·h(t − 1)ᵀ: row = (h, dz, dw, rows, units, steps, ld, accumulate)."""
    h, dz, dw = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    rows, units, steps, ld, accumulate = row[4], row[5], row[6], row[7], row[8]
    if steps == 1 and accumulate == 0:
        for n in range(rows * units):
            dw[n] = 0.0
    if steps > 1:
        # One step further on in dz than in h: the same product as that of a dense layer.
        stride, depth = steps * ld, (steps - 1) * ld
        dz = offset(dz, ld)
        multiply_transposed(dz, stride, h, stride, dw, units, rows, units, depth, accumulate)
    return 0


@operation(OpCode.RECURRENT_BACKWARD_BIAS)
def recurrent_backward_bias(p, t, row, registers):
    """Set db (+)= Σ dz: row = (dz, db, units, steps, ld, accumulate)."""
    lanes = row[4] * row[5]
    row_sums(offset(p, row[1]), lanes, offset(p, row[2]), row[3], lanes, row[6])
    return 0
