"""L1 regularisation: ∂L/∂W ← ∂L/∂W + λ·sign W, with sign 0 = 0."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.vectors import elementwise, select

_L1 = int(Register.L1)


def _pull(w, g, rate):
    return g + select(w > 0.0, rate, select(w < 0.0, -rate, 0.0))


_decay = elementwise(_pull)


@operation(OpCode.L1_GRADIENT)
def l1_gradient(p, t, row, registers):
    """Set g += λ·sign w: row = (w, g, size)."""
    _decay(p, (row[1], row[2]), (registers[_L1],), (row[2],), row[3])
    return 0
