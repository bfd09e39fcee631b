"""What stands behind the end of a sequence becomes 0, before somebody reads all positions at once.

x is [units, positions, ld], lengths are [ld].
"""

from playground.kernels.deviations import mapped
from playground.kernels.jit import inlined, operation
from playground.kernels.optable import OpCode, Register

_COUNT = int(Register.COUNT)
_kept = mapped(lambda x: x)


@inlined
def _mask(p, row, registers):
    x, lengths, a, positions, ld = row[1], row[2], row[3], row[5], row[6]
    for unit in range(row[4]):
        here = unit * positions * ld
        _kept(p, (x + here,), (), a + here, lengths, int(registers[_COUNT]), positions, ld)


@operation(OpCode.MASK_FORWARD)
def mask_forward(p, t, row, registers):
    """Set a = x where a position counts, else 0: row = (x, lengths, a, units, positions, ld)."""
    _mask(p, row, registers)
    return 0


@operation(OpCode.MASK_BACKWARD)
def mask_backward(p, t, row, registers):
    """Set dx = da where a position counts, else 0: row = (da, lengths, dx, units, positions, ld)."""
    _mask(p, row, registers)
    return 0
