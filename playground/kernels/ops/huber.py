"""Huber's loss with δ = 1: ℓ = ½d² for |d| ≤ 1, |d| − ½ beyond, d = a − y; ∂ℓ/∂a = d within [−1, 1].

References
----------
.. [1] P. Huber, "Robust estimation of a location parameter", 1964.
"""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.mathf import clamp
from playground.kernels.optable import OpCode
from playground.kernels.position_losses import position_loss_row
from playground.kernels.vectors import absolute, select


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        difference = block.read(head.a, unit) - block.read(head.y, unit)
        size = absolute(difference)
        each = select(size > 1.0, size - 0.5, difference * difference * 0.5)
        total.set(total.get() + each)
        head.put(block, clamp(difference, -1.0, 1.0), unit)
    return total.get()


_loss = loss_row(2, True, _body)
_at_positions = position_loss_row(_body, on_logits=False, mean=True)


@operation(OpCode.HUBER_LOSS)
def huber_loss(p, t, row, registers):
    """Row = (a, y, da, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0


@operation(OpCode.HUBER_POSITIONS_LOSS)
def huber_positions_loss(p, t, row, registers):
    """Row = (a, y, lengths, da, loss, lanes, units, positions, ld, weight)."""
    _at_positions(p, row, registers)
    return 0
