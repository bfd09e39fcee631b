"""What stood where an operation is about to write: while stepping, what was added to can be shown."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.binding import Bound
from playground.engine.state import Float32
from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS


@dataclass(frozen=True, slots=True, eq=False)
class Overwritten:
    """Copies of what one row writes over, and of the registers, from before it.

    Attributes
    ----------
    row
        Index of the row on the tape.
    parts
        (space, first element, float32 copy).
    registers
        float64 (REGISTERS,).
    """

    row: int
    parts: tuple[tuple[str, int, Float32], ...]
    registers: npt.NDArray[np.float64]


def overwritten(bound: Bound, row: int) -> Overwritten:
    """Return copies of what the row is about to write over."""
    code, numbers = read_row(bound.program.tape.rows[row])
    memory = {"W": bound.workspace, "P": bound.block}
    parts = []
    for argument in OPERATIONS[code].arguments:
        if "w" in argument.access and argument.extent is not None:
            start = numbers[argument.name]
            stop = start + argument.extent(numbers)
            parts.append((argument.space, start, memory[argument.space][start:stop].copy()))
    return Overwritten(row, tuple(parts), bound.registers.copy())


def run_keeping(bound: Bound, start: int, stop: int) -> tuple[int, Overwritten | None]:
    """Run rows ``start`` … ``stop − 1`` as `Bound.run` does.

    Where they are not the last of the tape, what the last one of them writes over is kept.
    """
    if stop == len(bound.tape):
        return bound.run(start, stop), None
    tripped = bound.run(start, stop - 1)
    if tripped >= 0:
        return tripped, None
    kept = overwritten(bound, stop - 1)
    return bound.run(stop - 1, stop), kept
