"""Nesterov's momentum: m ← β·m + g, w ← w − η·(g + β·m), as PyTorch writes it.

References
----------
.. [1] Y. Nesterov, "A method of solving a convex programming problem with convergence rate
   O(1/k²)", 1983.
.. [2] I. Sutskever et al., "On the importance of initialization and momentum in deep learning",
   ICML 2013.
"""

from playground.kernels.jit import operation
from playground.kernels.moments import flushed
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise, fma

_RATE = int(Register.LEARNING_RATE)


def _formula(w, m, g, rate, momentum):
    m = flushed(fma(m, momentum, g))
    return fma(-rate, fma(m, momentum, g), w), m


_update = elementwise(_formula)


@operation(OpCode.NESTEROV_UPDATE)
def nesterov_update(p, t, row, registers):
    """One update: row = (w, m, g, size, momentum)."""
    w, m = row[1], row[2]
    _update(p, (w, m, row[3]), (registers[_RATE], real(row[5])), (w, m), row[4])
    return 0
