"""Runs one operation on arrays of its own, and notices every number it should not have touched."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.kernels import machine
from playground.kernels.optable import OPERATIONS, REGISTERS, ROW, Argument, OpCode, Register
from tests.kernels.tapes import float_bits
from tests.kernels.twins import shape_of

Array = npt.NDArray[np.float64]
Float32 = npt.NDArray[np.float32]

CANARY = np.float32(-7.25e11)
_GAP = 23


def registers_for(count: int = 1, **values: float) -> Array:
    """Return registers by name, e.g. ``registers_for(3, learning_rate=0.1)``."""
    registers = np.zeros(REGISTERS)
    registers[Register.COUNT] = count
    for name, value in values.items():
        registers[Register[name.upper()]] = value
    return registers


@dataclass(slots=True)
class Memory:
    """One row, and the memory that it points into: all arrays in one, whatever their space.

    Attributes
    ----------
    places
        Argument → where its array begins, and its shape.
    """

    row: list[int]
    workspace: Float32
    table: npt.NDArray[np.int32]
    places: dict[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def run(self, registers: Array) -> int:
        """Run the row; return the index of the row that tripped, or -1."""
        tape = np.zeros((1, ROW), dtype=np.int64)
        tape[0, : len(self.row)] = self.row
        bound = machine.bind(tape, {"P": 0, "D": 0})
        return machine.run_rows(bound, 0, 1, self.workspace, self.table, registers)


def lay_out(
    op: OpCode, arrays: Mapping[str, Array | Float32], numbers: Mapping[str, float]
) -> Memory:
    """Put copies of the arrays between canaries, at odd distances; what is not given is NaN."""
    workspace = np.full(_GAP, CANARY, dtype=np.float32)
    memory = Memory([int(op)], workspace, np.zeros(1, dtype=np.int32))
    row = memory.row
    for argument in OPERATIONS[op].arguments:
        if argument.space == "N":
            row.append(int(_number(numbers, argument)))
        elif argument.space == "F":
            row.append(float_bits(numbers[argument.name]))
        elif argument.space == "T":
            memory.table = np.asarray(arrays[argument.name], dtype=np.int32)
            row.append(0)
        else:
            shape = (
                np.shape(arrays[argument.name])
                if argument.extent is None
                else shape_of(argument.name, op, numbers)
            )
            given = np.asarray(arrays.get(argument.name, np.nan))
            given = np.broadcast_to(given, shape) if given.ndim == 0 else given.reshape(shape)
            gap = np.full(_GAP, CANARY, dtype=np.float32)
            memory.places[argument.name] = (len(workspace), shape)
            row.append(len(workspace))
            workspace = np.concatenate([workspace, given.ravel().astype(np.float32), gap])
    memory.workspace = workspace
    return memory


def _number(numbers: Mapping[str, float], argument: Argument) -> float:
    if argument.usual is None:
        return numbers[argument.name]
    return numbers.get(argument.name, argument.usual)


def run_row(
    op: OpCode,
    arrays: Mapping[str, Array | Float32],
    numbers: Mapping[str, float],
    registers: Array,
) -> dict[str, Float32]:
    """Run one row on copies of the arrays and return everything it wrote, by argument name.

    Arguments that are not given hold NaN before, so that reading one shows. Every array lies
    between canaries, at an odd distance from the next; all that may only be read must still be
    there.
    """
    memory = lay_out(op, arrays, numbers)
    workspace = memory.workspace
    before = workspace.copy()
    tripped = memory.run(registers)
    with np.errstate(over="ignore"):
        squares = registers[[Register.SQUARES]].astype(np.float32)
    written = {
        "tripped": np.array([0.0 if tripped < 0 else 1.0], dtype=np.float32),
        "squares": squares,
        "rate": registers[[Register.LEARNING_RATE]].astype(np.float32),
    }
    for argument in OPERATIONS[op].arguments:
        if "w" in argument.access:
            start, shape = memory.places[argument.name]
            stop = start + int(np.prod(shape))
            written[argument.name] = workspace[start:stop].reshape(shape).copy()
            workspace[start:stop] = before[start:stop]
    np.testing.assert_array_equal(workspace, before, err_msg=f"{op.name} wrote elsewhere")
    return written
