"""RMSProp: v ← ρ·v + (1 − ρ)·g², w ← w − η·g/(√v + ε) with ε = 1e-8, as in PyTorch.

References
----------
.. [1] G. Hinton, T. Tieleman, "Neural networks for machine learning", lecture 6.5, 2012.
"""

from playground.kernels.jit import operation
from playground.kernels.mathf import reciprocal
from playground.kernels.moments import EPSILON, flushed
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise, fma, square_root

_RATE = int(Register.LEARNING_RATE)


def _formula(w, v, g, rate, decay, share):
    v = flushed(fma(v, decay, g * g * share))
    return w - rate * g * reciprocal(square_root(v) + EPSILON), v


_update = elementwise(_formula)


@operation(OpCode.RMSPROP_UPDATE)
def rmsprop_update(p, t, row, registers):
    """One update: row = (w, v, g, size, decay)."""
    w, v, decay = row[1], row[2], real(row[5])
    _update(p, (w, v, row[3]), (registers[_RATE], decay, 1.0 - decay), (w, v), row[4])
    return 0
