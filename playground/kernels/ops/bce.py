"""Binary cross-entropy on the sum z: ℓ = −y·ln σ(z) − (1 − y)·ln(1 − σ(z)), ∂ℓ/∂z = a − y."""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.mathf import exp, log1p
from playground.kernels.optable import OpCode
from playground.kernels.position_losses import position_loss_row
from playground.kernels.vectors import absolute, fma, select


def _body(block, head):
    total = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        z, y = block.read(head.z, unit), block.read(head.y, unit)
        head.put(block, block.read(head.a, unit) - y, unit)
        # −ln σ(±z) = max(∓z, 0) + ln(1 + e^−|z|): nothing overflows, nothing cancels.
        wrong_if_1 = select(z < 0.0, -z, 0.0)
        wrong_if_0 = select(z > 0.0, z, 0.0)
        wrong = fma(y, wrong_if_1, (1.0 - y) * wrong_if_0)
        total.set(total.get() + (wrong + log1p(exp(-absolute(z)))))
    return total.get()


_loss = loss_row(3, True, _body)
_at_positions = position_loss_row(_body, on_logits=True, mean=True)


@operation(OpCode.BCE_LOGITS_LOSS)
def bce_logits_loss(p, t, row, registers):
    """Row = (z, a, y, dz, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0


@operation(OpCode.BCE_LOGITS_POSITIONS_LOSS)
def bce_logits_positions_loss(p, t, row, registers):
    """Row = (z, a, y, lengths, dz, loss, lanes, units, positions, ld, weight)."""
    _at_positions(p, row, registers)
    return 0
