"""Transposed convolution: every number paints its filter into a larger picture.

x is [c_in, height, width, ld], z and dz are [c_out, out_h, out_w, ld], W and dW are [c_out,
c_in/groups, kernel_h, kernel_w]. It is the way back through a convolution from z to x, used
forward; of what is painted, ``top`` rows and ``left`` columns are left out::

    z[o, y·stride + i − top, x·stride + j − left] += W[o, c, i, j] · x[group(o) + c, y, x]

References
----------
.. [1] V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016.
"""

from playground.kernels.correlation import clear, correlate_apart, read_plan, spread, weigh
from playground.kernels.gemm import row_sums
from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.tiles import BIAS


@operation(OpCode.TRANSPOSED_CONV_FORWARD)
def transposed_conv_forward(p, t, row, registers):
    """Set z: row = (x, w, b, z, c_in, height, width, c_out, out_h, out_w, kernel_h, kernel_w,
    stride, top, left, groups, ld).
    """
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = read_plan(row, 5, True)
    units, channels, _ = sizes
    for g in range(groups):
        x, z = row[1] + g * channels * x_strides[0], row[4] + g * units * z_strides[0]
        w, b = row[2] + g * units * w_strides[0], row[3] + g * units
        spread(offset(p, w), w_strides, offset(p, x), x_strides, offset(p, z), z_strides, y_axis,
               x_axis, sizes, BIAS, offset(p, b))  # fmt: skip
    return 0


@operation(OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT)
def transposed_conv_backward_weight(p, t, row, registers):
    """Set dW (+)= Σ dz·x, db (+)= Σ dz: row = (x, dz, dw, db, c_in … ld, accumulate)."""
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = read_plan(row, 5, True)
    units, channels, ld = sizes
    n, weights, accumulate = z_strides[0], units * w_strides[0], row[18]
    backwards = (w_strides[1], w_strides[0], w_strides[2], w_strides[3])
    row_sums(offset(p, row[2]), n, offset(p, row[4]), row[8], n, accumulate)
    if accumulate == 0:
        clear(offset(p, row[3]), groups * weights)
    for g in range(groups):
        x, dz = row[1] + g * channels * x_strides[0], row[2] + g * units * n
        dw = offset(p, row[3] + g * weights)
        weigh(offset(p, x), x_strides, offset(p, dz), z_strides, dw, backwards, y_axis, x_axis,
              (channels, units, ld), dw, False)  # fmt: skip
    return 0


@operation(OpCode.TRANSPOSED_CONV_BACKWARD_INPUT)
def transposed_conv_backward_input(p, t, row, registers):
    """Set dx (+)= Σ W·dz: row = (w, dz, dx, c_in … ld, accumulate)."""
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = read_plan(row, 4, True)
    units, channels, ld = sizes
    backwards = (w_strides[1], w_strides[0], w_strides[2], w_strides[3])
    for g in range(groups):
        dx, dz = row[3] + g * channels * x_strides[0], row[2] + g * units * z_strides[0]
        w = offset(p, row[1] + g * units * w_strides[0])
        # ZERO and ACCUMULATE are the flag's own values.
        correlate_apart(w, backwards, offset(p, dz), z_strides, offset(p, dx), x_strides, y_axis, x_axis,
                        (channels, units, ld), row[17], w)  # fmt: skip
    return 0
