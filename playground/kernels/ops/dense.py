"""Dense layer: z = W·x + b, and the two products that carry its blame back.

x is [n_in, lanes], z and dz are [n_out, lanes], W and dW are [n_out, n_in], all row-major.
"""

from playground.kernels.gemm import (
    matrix_times_vector,
    multiply_and_sum,
    multiply_any,
    multiply_turned,
    outer_product,
    vector_times_matrix,
)
from playground.kernels.jit import operation
from playground.kernels.lines import scaled_line
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.small import FEW_ROWS, few_rows_product
from playground.kernels.tiles import BIAS


@operation(OpCode.DENSE_FORWARD)
def dense_forward(p, t, row, registers):
    """Set z = W·x + b: row = (x, w, b, z, n_in, n_out, lanes)."""
    x, w, b, z = offset(p, row[1]), offset(p, row[2]), offset(p, row[3]), offset(p, row[4])
    n_in, n_out, lanes = row[5], row[6], row[7]
    if lanes == 1:
        matrix_times_vector(w, n_in, x, z, n_out, n_in, b)
    elif lanes == 16 and n_out <= FEW_ROWS:
        few_rows_product(w, n_in, 1, x, lanes, z, lanes, n_out, n_in, BIAS, b)
    else:
        multiply_any(w, n_in, x, lanes, z, lanes, n_out, lanes, n_in, BIAS, b)
    return 0


@operation(OpCode.DENSE_BACKWARD_WEIGHT)
def dense_backward_weight(p, t, row, registers):
    """Set dW (+)= dz·xᵀ, db (+)= Σ dz: row = (x, dz, dw, db, n_in, n_out, lanes, accumulate)."""
    x, dz, dw, db = offset(p, row[1]), offset(p, row[2]), offset(p, row[3]), offset(p, row[4])
    n_in, n_out, lanes, accumulate = row[5], row[6], row[7], row[8]
    if lanes == 1:
        outer_product(dz, x, dw, n_out, n_in, accumulate)
        scaled_line(1.0, dz, db, n_out, accumulate)
    else:
        multiply_and_sum(dz, lanes, x, lanes, dw, n_in, n_out, n_in, lanes, db, accumulate)
    return 0


@operation(OpCode.DENSE_BACKWARD_INPUT)
def dense_backward_input(p, t, row, registers):
    """Set dx (+)= Wᵀ·dz: row = (w, dz, dx, n_in, n_out, lanes, accumulate, w_row)."""
    w, dz, dx = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    n_in, n_out, lanes, accumulate = row[4], row[5], row[6], row[7]
    w_row = n_in if row[8] == 0 else row[8]
    if lanes == 1:
        vector_times_matrix(dz, w, w_row, dx, n_out, n_in, accumulate)
    elif lanes == 16 and n_in <= FEW_ROWS:
        # ZERO and ACCUMULATE are the flag's own values.
        few_rows_product(w, 1, w_row, dz, lanes, dx, lanes, n_in, n_out, accumulate, w)
    else:
        multiply_turned(w, w_row, dz, lanes, dx, lanes, n_in, lanes, n_out, accumulate, w)
    return 0
