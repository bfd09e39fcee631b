"""Hinge loss for targets −1 and +1: ℓ = max(0, 1 − y·a), ∂ℓ/∂a = −y where y·a < 1, else 0."""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.optable import OpCode
from playground.kernels.vectors import select


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        y = block.read(head.y, unit)
        short = 1.0 - y * block.read(head.a, unit)
        # Written so that NaN passes: "less than 0" is false for it.
        total.set(total.get() + select(short < 0.0, block.constant(0.0), short))
        head.put(block, select(short > 0.0, -y, 0.0), unit)
    return total.get()


_loss = loss_row(2, True, _body)


@operation(OpCode.HINGE_LOSS)
def hinge_loss(p, t, row, registers):
    """Row = (a, y, da, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0
