"""Adagrad: v ← v + g², w ← w − η·g/(√v + ε) with ε = 1e-10, as in PyTorch.

References
----------
.. [1] J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and
   stochastic optimization", JMLR 12, 2011.
"""

from playground.kernels.jit import operation
from playground.kernels.mathf import reciprocal
from playground.kernels.optable import OpCode, Register
from playground.kernels.vectors import elementwise, fma, square_root

_RATE = int(Register.LEARNING_RATE)

EPSILON = 1e-10


def _formula(w, v, g, rate):
    v = fma(g, g, v)
    return w - rate * g * reciprocal(square_root(v) + EPSILON), v


_update = elementwise(_formula)


@operation(OpCode.ADAGRAD_UPDATE)
def adagrad_update(p, t, row, registers):
    """One update: row = (w, v, g, size)."""
    w, v = row[1], row[2]
    _update(p, (w, v, row[3]), (registers[_RATE],), (w, v), row[4])
    return 0
