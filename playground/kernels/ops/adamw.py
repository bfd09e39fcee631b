"""AdamW: Adam with decoupled weight decay, w ← w − η·λ·w before Adam's own step.

References
----------
.. [1] I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
"""

import math

from playground.kernels.jit import operation
from playground.kernels.moments import power
from playground.kernels.ops.adam import BETA_1, BETA_2, formula
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real
from playground.kernels.vectors import elementwise, fma

_RATE = int(Register.LEARNING_RATE)
_ADAM_STEP = int(Register.ADAM_STEP)


def _decayed(w, m, v, g, rate, spread, shrink):
    return formula(fma(w, -shrink, w), m, v, g, rate, spread)


_update = elementwise(_decayed)


@operation(OpCode.ADAMW_UPDATE)
def adamw_update(p, t, row, registers):
    """One update: row = (w, m, v, g, size, weight_decay); β₁ = 0.9, β₂ = 0.999, ε = 1e-8."""
    step = int(registers[_ADAM_STEP])
    rate = registers[_RATE] / (1.0 - power(BETA_1, step))
    spread = 1.0 / math.sqrt(1.0 - power(BETA_2, step))
    shrink = registers[_RATE] * real(row[6])
    w, m, v = row[1], row[2], row[3]
    _update(p, (w, m, v, row[4]), (rate, spread, shrink), (w, m, v), row[5])
    return 0
