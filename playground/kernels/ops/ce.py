"""Cross-entropy on the sums z: ℓ = −ln softmax(z)_y, ∂ℓ/∂z = a − onehot(y).

y is one row: the class index of every lane, as a number.
"""

from playground.kernels.jit import operation
from playground.kernels.losses import loss_row
from playground.kernels.mathf import exp, log
from playground.kernels.ops.softmax import largest
from playground.kernels.optable import OpCode
from playground.kernels.vectors import integer, select


def cross_entropy(block, head):
    """Write the gradients of a block and return ℓ; see `losses.Body`."""
    top = largest(block, head.z, head.units)
    y = block.read(head.y, integer(0))
    total = block.variable(block.constant(0.0))
    right = block.variable(block.constant(0.0))
    with block.each(head.units) as unit:
        below_top = block.read(head.z, unit) - top
        total.set(total.get() + exp(below_top))
        hit = y.equals(block.number(unit))
        right.set(select(hit, below_top, right.get()))
        a = block.read(head.a, unit)
        head.put(block, select(hit, a - 1.0, a), unit)
    return log(total.get()) - right.get()


_loss = loss_row(3, False, cross_entropy)


@operation(OpCode.CE_LOGITS_LOSS)
def ce_logits_loss(p, t, row, registers):
    """Row = (z, a, y, dz, loss, lanes, units, ld, weight)."""
    _loss(p, row, registers)
    return 0
