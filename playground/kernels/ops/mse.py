"""Mean squared error: ℓ = (a − y)², ∂ℓ/∂a = 2·(a − y)."""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.optable import OpCode
from playground.kernels.vectors import fma


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        difference = block.read(head.a, unit) - block.read(head.y, unit)
        total.set(fma(difference, difference, total.get()))
        head.put(block, difference + difference, unit)
    return total.get()


_loss = loss_row(2, True, _body)


@operation(OpCode.MSE_LOSS)
def mse_loss(p, t, row, registers):
    """Row = (a, y, da, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0
