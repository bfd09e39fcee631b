"""Adam: moves every parameter by its averaged gradient over its averaged size.

References
----------
.. [1] D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.
"""

import math

from playground.kernels.jit import operation
from playground.kernels.mathf import reciprocal
from playground.kernels.moments import EPSILON, flushed, power
from playground.kernels.optable import OpCode, Register
from playground.kernels.vectors import elementwise, fma, square_root

_RATE = int(Register.LEARNING_RATE)
_ADAM_STEP = int(Register.ADAM_STEP)

BETA_1 = 0.9
BETA_2 = 0.999


def formula(w, m, v, g, rate, spread):
    """Return w, m and v after an update with bias-corrected rate and spread."""
    m = flushed(fma(m, BETA_1, g * (1.0 - BETA_1)))
    v = flushed(fma(v, BETA_2, g * g * (1.0 - BETA_2)))
    return w - rate * m * reciprocal(fma(square_root(v), spread, EPSILON)), m, v


_update = elementwise(formula)


@operation(OpCode.ADAM_UPDATE)
def adam_update(p, t, row, registers):
    """One update: row = (w, m, v, g, size); β₁ = 0.9, β₂ = 0.999, ε = 1e-8."""
    step = int(registers[_ADAM_STEP])
    rate = registers[_RATE] / (1.0 - power(BETA_1, step))
    spread = 1.0 / math.sqrt(1.0 - power(BETA_2, step))
    w, m, v = row[1], row[2], row[3]
    _update(p, (w, m, v, row[4]), (rate, spread), (w, m, v), row[5])
    return 0
