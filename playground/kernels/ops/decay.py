"""Weight decay of one layer: ∂L/∂W ← ∂L/∂W + λ·W, with a λ of the layer's own."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise, fma

_decay = elementwise(lambda w, g, rate: fma(rate, w, g))


@operation(OpCode.DECAY_GRADIENT)
def decay_gradient(p, t, row, registers):
    """Set g += λ·w: row = (w, g, size, weight_decay)."""
    _decay(p, (row[1], row[2]), (real(row[4]),), (row[2],), row[3])
    return 0
