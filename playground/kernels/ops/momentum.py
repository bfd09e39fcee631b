"""Momentum: m ← β·m + g, w ← w − η·m, as PyTorch's SGD without damping.

References
----------
.. [1] B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
"""

from playground.kernels.jit import operation
from playground.kernels.moments import flushed
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise, fma

_RATE = int(Register.LEARNING_RATE)


def _formula(w, m, g, rate, momentum):
    m = flushed(fma(m, momentum, g))
    return fma(-rate, m, w), m


_update = elementwise(_formula)


@operation(OpCode.MOMENTUM_UPDATE)
def momentum_update(p, t, row, registers):
    """One update: row = (w, m, g, size, momentum)."""
    w, m = row[1], row[2]
    _update(p, (w, m, row[3]), (registers[_RATE], real(row[5])), (w, m), row[4])
    return 0
