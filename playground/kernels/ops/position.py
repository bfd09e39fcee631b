"""Position: a[u, t] = x[u, t] + w[u, t], the same in every example.

x and a are [units, steps, ld], w is [units, steps].
"""

from numba import types

from playground.kernels.blocks import each_block
from playground.kernels.gemm import row_sums
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.vectors import load


@intrinsic
def _forward(typing, p, x, w, a, rows, ld):
    def emit(context, builder, signature, arguments):
        p, x, w, a, rows, ld = arguments

        def body(block):
            with block.each(rows) as row:
                number = block.same(load(builder, p, builder.add(w, row), 1))
                block.write(block.read(x, row) + number, a, row)

        each_block(builder, p, ld, body)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 5), emit


@operation(OpCode.POSITION_FORWARD)
def position_forward(p, t, row, registers):
    """Row = (x, w, a, units, steps, ld)."""
    _forward(p, row[1], row[2], row[3], row[4] * row[5], row[6])
    return 0


@operation(OpCode.POSITION_BACKWARD_WEIGHT)
def position_backward_weight(p, t, row, registers):
    """Set dw (+)= Σ dz over the lanes: row = (dz, dw, units, steps, ld, accumulate)."""
    ld = row[5]
    row_sums(offset(p, row[1]), ld, offset(p, row[2]), row[3] * row[4], ld, row[6])
    return 0
