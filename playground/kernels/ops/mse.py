"""Mean squared error: ℓ = (a − y)², ∂ℓ/∂a = 2·(a − y)."""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.optable import OpCode
from playground.kernels.position_losses import position_loss_row
from playground.kernels.vectors import fma


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        difference = block.read(head.a, unit) - block.read(head.y, unit)
        total.set(fma(difference, difference, total.get()))
        head.put(block, difference + difference, unit)
    return total.get()


_loss = loss_row(2, True, _body)
_at_positions = position_loss_row(_body, on_logits=False, mean=True)


@operation(OpCode.MSE_LOSS)
def mse_loss(p, t, row, registers):
    """Row = (a, y, da, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0


@operation(OpCode.MSE_POSITIONS_LOSS)
def mse_positions_loss(p, t, row, registers):
    """Row = (a, y, lengths, da, loss, lanes, units, positions, ld, weight)."""
    _at_positions(p, row, registers)
    return 0
