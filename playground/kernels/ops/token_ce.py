"""Cross-entropy at every position of a sequence: ℓ = −ln softmax(z)_y, ∂ℓ/∂z = a − onehot(y).

z, a and dz are [units, positions, ld], y [positions, ld] holds the class index of every position,
as a number, lengths [ld] how many positions of a lane count.
"""

from playground.kernels.jit import operation
from playground.kernels.ops.ce import cross_entropy
from playground.kernels.optable import OpCode
from playground.kernels.position_losses import position_loss_row

_loss = position_loss_row(cross_entropy, on_logits=True, mean=False)


@operation(OpCode.TOKEN_CE_LOSS)
def token_ce_loss(p, t, row, registers):
    """Row = (z, a, y, lengths, dz, loss, lanes, units, positions, ld, weight)."""
    _loss(p, row, registers)
    return 0
