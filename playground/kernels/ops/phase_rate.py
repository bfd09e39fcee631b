"""The learning rate of one phase, where a step has several (the two players of a GAN)."""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real

_RATE = int(Register.LEARNING_RATE)
_FULL = int(Register.FULL_RATE)


@operation(OpCode.PHASE_RATE)
def phase_rate(p, t, row, registers):
    """Set LEARNING_RATE = FULL_RATE·factor: row = (factor)."""
    registers[_RATE] = registers[_FULL] * real(row[1])
    return 0
