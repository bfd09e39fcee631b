"""The learning rate of one phase, where a step has several (the two players of a GAN)."""

from playground.kernels.jit import inlined, operation
from playground.kernels.optable import OpCode, Register
from playground.kernels.pointers import real
from playground.kernels.schedule import learning_rate

_RATE = int(Register.LEARNING_RATE)
_FULL = int(Register.FULL_RATE)
_STEP = int(Register.STEP)

_rate = inlined(learning_rate)


@operation(OpCode.PHASE_RATE)
def phase_rate(p, t, row, registers):
    """Set LEARNING_RATE to the phase's at this step: row = (rate, schedule, period, factor)."""
    done = int(registers[_STEP]) - 1
    registers[_RATE] = _rate(row[2], real(row[1]), row[3], real(row[4]), done)
    return 0


@operation(OpCode.STEP_RATE)
def step_rate(p, t, row, registers):
    """Set LEARNING_RATE = FULL_RATE: row = ()."""
    registers[_RATE] = registers[_FULL]
    return 0
