"""Convolution: every filter slides over the picture and says where it finds its pattern.

x is [c_in, height, width, ld], z and dz are [c_out, out_h, out_w, ld], W and dW are [c_out,
c_in/groups, kernel_h, kernel_w]. Output channels see the input channels of their own group alone::

    z[o, y, x] = b[o] + Σ W[o, c, i, j] · x[group(o) + c, y·stride + i − top, x·stride + j − left]

References
----------
.. [1] V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016.
"""

from playground.kernels.correlation import clear, correlate, read_plan, spread, weigh
from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.tiles import BIAS


@operation(OpCode.CONV_FORWARD)
def conv_forward(p, t, row, registers):
    """Set z: row = (x, w, b, z, c_in, height, width, c_out, out_h, out_w, kernel_h, kernel_w,
    stride, top, left, groups, ld).
    """
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = read_plan(row, 5, False)
    units, channels, _ = sizes
    for g in range(groups):
        x, z = row[1] + g * channels * x_strides[0], row[4] + g * units * z_strides[0]
        w, b = row[2] + g * units * w_strides[0], row[3] + g * units
        correlate(offset(p, w), w_strides, offset(p, x), x_strides, offset(p, z), z_strides, y_axis,
                  x_axis, sizes, BIAS, offset(p, b))  # fmt: skip
    return 0


@operation(OpCode.CONV_BACKWARD_WEIGHT)
def conv_backward_weight(p, t, row, registers):
    """Set dW (+)= Σ dz·x, db (+)= Σ dz: row = (x, dz, dw, db, c_in … ld, accumulate)."""
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = read_plan(row, 5, False)
    units, channels, _ = sizes
    n, weights, accumulate = z_strides[0], units * w_strides[0], row[18]
    if accumulate == 0:
        clear(offset(p, row[3]), groups * weights)
        clear(offset(p, row[4]), row[8])
    for g in range(groups):
        x, dz = row[1] + g * channels * x_strides[0], row[2] + g * units * n
        dw, db = row[3] + g * weights, row[4] + g * units
        weigh(offset(p, dz), z_strides, offset(p, x), x_strides, offset(p, dw), w_strides, y_axis,
              x_axis, sizes, offset(p, db), True)  # fmt: skip
    return 0


@operation(OpCode.CONV_BACKWARD_INPUT)
def conv_backward_input(p, t, row, registers):
    """Set dx (+)= Σ W·dz: row = (w, dz, dx, c_in … ld, accumulate, w_unit)."""
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = read_plan(row, 4, False)
    units, channels, ld = sizes
    w_unit = w_strides[0] if row[18] == 0 else row[18]
    backwards = (w_strides[1], w_unit, w_strides[2], w_strides[3])
    for g in range(groups):
        dx, dz = row[3] + g * channels * x_strides[0], row[2] + g * units * z_strides[0]
        w = offset(p, row[1] + g * units * w_unit)
        # ZERO and ACCUMULATE are the flag's own values.
        spread(w, backwards, offset(p, dz), z_strides, offset(p, dx), x_strides, y_axis, x_axis,
               (channels, units, ld), row[17], w)  # fmt: skip
    return 0
