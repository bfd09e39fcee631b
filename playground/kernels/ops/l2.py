"""L2 regularisation: ∂L/∂W ← ∂L/∂W + λ·W."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.vectors import elementwise, fma

_L2 = int(Register.L2)
_decay = elementwise(lambda w, g, rate: fma(rate, w, g))


@operation(OpCode.L2_GRADIENT)
def l2_gradient(p, t, row, registers):
    """Set g += λ·w: row = (w, g, size)."""
    _decay(p, (row[1], row[2]), (registers[_L2],), (row[2],), row[3])
    return 0
