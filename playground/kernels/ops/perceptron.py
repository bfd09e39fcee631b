"""The perceptron's rule as a loss on z, with a = [z > 0] and y 0 or 1.

ℓ = max(0, −t·z) with t = 2y − 1, ∂ℓ/∂z = a − y. At z = 0 the unit does not fire, so that y = 1 is a
mistake that costs nothing and is put right all the same.

References
----------
.. [1] F. Rosenblatt, "The perceptron", Psychological Review 65, 1958.
"""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.optable import OpCode
from playground.kernels.vectors import select


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        z, y = block.read(head.z, unit), block.read(head.y, unit)
        wrong = (1.0 - (y + y)) * z
        total.set(total.get() + select(wrong < 0.0, block.constant(0.0), wrong))
        head.put(block, block.read(head.a, unit) - y, unit)
    return total.get()


_loss = loss_row(3, True, _body)


@operation(OpCode.PERCEPTRON_LOSS)
def perceptron_loss(p, t, row, registers):
    """Row = (z, a, y, dz, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0
