"""Mean absolute error: ℓ = |a − y|, ∂ℓ/∂a = sign(a − y), 0 where they are equal."""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.optable import OpCode
from playground.kernels.position_losses import position_loss_row
from playground.kernels.vectors import absolute, select


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        difference = block.read(head.a, unit) - block.read(head.y, unit)
        total.set(total.get() + absolute(difference))
        below = select(difference < 0.0, block.constant(-1.0), 0.0)
        head.put(block, select(difference > 0.0, block.constant(1.0), below), unit)
    return total.get()


_loss = loss_row(2, True, _body)
_at_positions = position_loss_row(_body, on_logits=False, mean=True)


@operation(OpCode.MAE_LOSS)
def mae_loss(p, t, row, registers):
    """Row = (a, y, da, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0


@operation(OpCode.MAE_POSITIONS_LOSS)
def mae_positions_loss(p, t, row, registers):
    """Row = (a, y, lengths, da, loss, lanes, units, positions, ld, weight)."""
    _at_positions(p, row, registers)
    return 0
