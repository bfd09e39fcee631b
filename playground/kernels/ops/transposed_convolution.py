"""Transposed convolution: every number paints its filter into a larger picture.

x is [c_in, height, width, ld], z and dz are [c_out, out_h, out_w, ld], W and dW are [c_out,
c_in/groups, kernel_h, kernel_w]. It is the way back through a convolution from z to x, used
forward; of what is painted, ``top`` rows and ``left`` columns are left out::

    z[o, y·stride + i − top, x·stride + j − left] += W[o, c, i, j] · x[group(o) + c, y, x]

References
----------
.. [1] V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016.
"""

from playground.kernels.correlation import correlate, spread, weigh
from playground.kernels.gemm import row_sums
from playground.kernels.jit import inlined, operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.tiles import BIAS


@inlined
def _plan(row, at):
    """Return groups, (units, channels, ld) of each, strides of x, z and w, and both axes.

    ``at`` is the place of c_in in the row. The axes are those of the convolution from z to x.
    """
    height, width, out_h, out_w = row[at + 1], row[at + 2], row[at + 4], row[at + 5]
    kernel_h, kernel_w, stride = row[at + 6], row[at + 7], row[at + 8]
    top, left, groups, ld = row[at + 9], row[at + 10], row[at + 11], row[at + 12]
    channels, units, taps = row[at] // groups, row[at + 3] // groups, kernel_h * kernel_w
    return (
        groups,
        (units, channels, ld),
        (height * width * ld, width * ld, ld),
        (out_h * out_w * ld, out_w * ld, ld),
        (channels * taps, taps, kernel_w, 1),
        (height, stride, -top, kernel_h, out_h),
        (width, stride, -left, kernel_w, out_w),
    )


@operation(OpCode.TRANSPOSED_CONV_FORWARD)
def transposed_conv_forward(p, t, row, registers):
    """Set z: row = (x, w, b, z, c_in, height, width, c_out, out_h, out_w, kernel_h, kernel_w,
    stride, top, left, groups, ld).
    """
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = _plan(row, 5)
    units, channels = sizes[0], sizes[1]
    for g in range(groups):
        x, z = (
            offset(p, row[1] + g * channels * x_strides[0]),
            offset(p, row[4] + g * units * z_strides[0]),
        )
        w, b = offset(p, row[2] + g * units * w_strides[0]), offset(p, row[3] + g * units)
        spread(w, w_strides, x, x_strides, z, z_strides, y_axis, x_axis, sizes, BIAS, b)
    return 0


@operation(OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT)
def transposed_conv_backward_weight(p, t, row, registers):
    """Set dW (+)= Σ dz·x, db (+)= Σ dz: row = (x, dz, dw, db, c_in … ld, accumulate)."""
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = _plan(row, 5)
    units, channels, accumulate = sizes[0], sizes[1], row[18]
    n, weights = z_strides[0], units * w_strides[0]
    backwards = (w_strides[1], w_strides[0], w_strides[2], w_strides[3])
    row_sums(offset(p, row[2]), n, offset(p, row[4]), row[8], n, accumulate)
    for g in range(groups):
        x, dz = offset(p, row[1] + g * channels * x_strides[0]), offset(p, row[2] + g * units * n)
        dw = offset(p, row[3] + g * weights)
        if accumulate == 0:
            for i in range(weights):
                dw[i] = 0.0
        weigh(x, x_strides, dz, z_strides, dw, backwards, y_axis, x_axis,
              (channels, units, sizes[2]))  # fmt: skip
    return 0


@operation(OpCode.TRANSPOSED_CONV_BACKWARD_INPUT)
def transposed_conv_backward_input(p, t, row, registers):
    """Set dx (+)= Σ W·dz: row = (w, dz, dx, c_in … ld, accumulate)."""
    groups, sizes, x_strides, z_strides, w_strides, y_axis, x_axis = _plan(row, 4)
    units, channels, accumulate = sizes[0], sizes[1], row[17]
    backwards = (w_strides[1], w_strides[0], w_strides[2], w_strides[3])
    for g in range(groups):
        dx, dz = (
            offset(p, row[3] + g * channels * x_strides[0]),
            offset(p, row[2] + g * units * z_strides[0]),
        )
        w = offset(p, row[1] + g * units * w_strides[0])
        # ZERO and ACCUMULATE are the flag's own values.
        correlate(w, backwards, dz, z_strides, dx, x_strides, y_axis, x_axis,
                  (channels, units, sizes[2]), accumulate, w)  # fmt: skip
    return 0
