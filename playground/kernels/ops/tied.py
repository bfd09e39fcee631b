"""A dense layer on the weights of another one, turned over: z = Wᵀ·x + b (tied autoencoders).

x is [n_in, lanes], z and dz are [n_out, lanes], W and dW are [n_in, n_out], all row-major: the
weights as the layer that owns them has them.
"""

from playground.kernels.gemm import multiply_any, multiply_transposed, multiply_turned, row_sums
from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.tiles import BIAS


@operation(OpCode.TIED_FORWARD)
def tied_forward(p, t, row, registers):
    """Set z = Wᵀ·x + b: row = (x, w, b, z, n_in, n_out, lanes)."""
    x, w, b, z = offset(p, row[1]), offset(p, row[2]), offset(p, row[3]), offset(p, row[4])
    n_in, n_out, lanes = row[5], row[6], row[7]
    multiply_turned(w, n_out, x, lanes, z, lanes, n_out, lanes, n_in, BIAS, b)
    return 0


@operation(OpCode.TIED_BACKWARD_WEIGHT)
def tied_backward_weight(p, t, row, registers):
    """Set dW (+)= x·dzᵀ, db = Σ dz: row = (x, dz, dw, db, n_in, n_out, lanes, accumulate)."""
    x, dz, dw, db = offset(p, row[1]), offset(p, row[2]), offset(p, row[3]), offset(p, row[4])
    n_in, n_out, lanes, accumulate = row[5], row[6], row[7], row[8]
    multiply_transposed(x, lanes, dz, lanes, dw, n_out, n_in, n_out, lanes, accumulate)
    row_sums(dz, lanes, db, n_out, lanes, 0)
    return 0


@operation(OpCode.TIED_BACKWARD_INPUT)
def tied_backward_input(p, t, row, registers):
    """Set dx (+)= W·dz: row = (w, dz, dx, n_in, n_out, lanes, accumulate)."""
    w, dz, dx = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    n_in, n_out, lanes, accumulate = row[4], row[5], row[6], row[7]
    # ZERO and ACCUMULATE are the flag's own values.
    multiply_any(w, n_out, dz, lanes, dx, lanes, n_in, lanes, n_out, accumulate, w)
    return 0
