"""Dense layer: z = W·x + b, and the two products that carry its blame back.

x is [n_in, ld], z and dz are [n_out, ld], W and dW are [n_out, n_in], all row-major.
"""

from playground.kernels.gemm import (
    matrix_times_vector,
    multiply,
    multiply_transposed,
    outer_product,
    row_sums,
    vector_times_matrix,
)
from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.tiles import BIAS, scaled_line


@operation(OpCode.DENSE_FORWARD)
def dense_forward(p, t, row, registers):
    """Set z = W·x + b: row = (x, w, b, z, n_in, n_out, ld)."""
    x, w, b, z = offset(p, row[1]), offset(p, row[2]), offset(p, row[3]), offset(p, row[4])
    n_in, n_out, ld = row[5], row[6], row[7]
    if ld == 1:
        matrix_times_vector(w, n_in, x, z, n_out, n_in, b)
    else:
        multiply(w, n_in, 1, x, ld, z, ld, n_out, ld, n_in, BIAS, b)
    return 0


@operation(OpCode.DENSE_BACKWARD_WEIGHT)
def dense_backward_weight(p, t, row, registers):
    """Set dW (+)= dz·xᵀ, db (+)= Σ dz: row = (x, dz, dw, db, n_in, n_out, ld, accumulate)."""
    x, dz, dw, db = offset(p, row[1]), offset(p, row[2]), offset(p, row[3]), offset(p, row[4])
    n_in, n_out, ld, accumulate = row[5], row[6], row[7], row[8]
    if ld == 1:
        outer_product(dz, x, dw, n_out, n_in, accumulate)
        scaled_line(1.0, dz, db, n_out, accumulate)
    else:
        multiply_transposed(dz, ld, x, ld, dw, n_in, n_out, n_in, ld, accumulate)
        row_sums(dz, ld, db, n_out, ld, accumulate)
    return 0


@operation(OpCode.DENSE_BACKWARD_INPUT)
def dense_backward_input(p, t, row, registers):
    """Set dx (+)= Wᵀ·dz: row = (w, dz, dx, n_in, n_out, ld, accumulate)."""
    w, dz, dx = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    n_in, n_out, ld, accumulate = row[4], row[5], row[6], row[7]
    if ld == 1:
        vector_times_matrix(dz, w, n_in, dx, n_out, n_in, accumulate)
    else:
        # ZERO and ACCUMULATE are the flag's own values.
        multiply(w, 1, n_in, dz, ld, dx, ld, n_in, ld, n_out, accumulate, w)
    return 0
