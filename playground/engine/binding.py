"""A program bound to memory: what the machine runs."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from playground.engine.layout import aligned_zeros
from playground.engine.prepare import DataBlock
from playground.engine.program import Program, Slice
from playground.engine.state import Float32, Int32, Int64
from playground.engine.verify import verify_data
from playground.kernels.optable import OPERATIONS, REGISTERS, OpCode, Register

Float64 = npt.NDArray[np.float64]


class Machine(Protocol):
    """What the engine asks of `playground.kernels.machine`; its docstring says what each does."""

    def distance(self, block: Float32, workspace: Float32) -> int: ...

    def bind(self, tape: Int64, deltas: Mapping[str, int]) -> Int64: ...

    def run_rows(  # noqa: PLR0917 - as compiled
        self,
        tape: Int64,
        start: int,
        stop: int,
        workspace: Float32,
        table: Int32,
        registers: Float64,
    ) -> int: ...

    def begin_step(  # noqa: PLR0917 - as compiled
        self,
        table: Int32,
        registers: Float64,
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: Int64,
    ) -> None: ...

    def finish_step(self, registers: Float64, examples: int, state: Int64) -> None: ...

    def run_steps(  # noqa: PLR0917 - as compiled
        self,
        tape: Int64,
        workspace: Float32,
        table: Int32,
        registers: Float64,
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: Int64,
        steps: int,
        stop_flag: Int32,
        trace: Float32,
    ) -> tuple[int, int]: ...


class Bound:
    """A verified program with its own workspace, on a shared parameter block and data block.

    Attributes
    ----------
    workspace
        float32 (program.workspace_size,).
    table
        int32 (program.table_size,): positions of examples in the order they are visited; at
        first 0, 1, 2, …
    registers
        float64 (REGISTERS,).
    tape
        The bound tape; valid while workspace, block and data live, so they are kept here.
    """

    def __init__(self, program: Program, block: Float32, data: DataBlock, machine: Machine) -> None:
        self.program = program
        self.block = block
        self.data = data
        self.machine = machine
        self.workspace = aligned_zeros(program.workspace_size)
        self.table = np.arange(program.table_size, dtype=np.int32)
        self.registers = np.zeros(REGISTERS, dtype=np.float64)
        verify_data(program, data.array, self.table)
        deltas = {
            "P": machine.distance(block, self.workspace),
            "D": machine.distance(data.array, self.workspace),
        }
        self.tape = machine.bind(program.tape.rows, deltas)

    def run(self, start: int, stop: int) -> int:
        """Run rows ``start`` … ``stop − 1``; return the row whose guard tripped, or -1."""
        return self.machine.run_rows(
            self.tape, start, stop, self.workspace, self.table, self.registers
        )

    def run_examples(self, cursor: int, count: int) -> float:
        """Run the whole tape on positions ``table[cursor : cursor + count]``; return the loss."""
        self.registers[Register.COUNT] = count
        self.registers[Register.CURSOR] = cursor
        self.registers[Register.LOSS] = 0.0
        self.run(0, len(self.tape))
        return float(self.registers[Register.LOSS])

    def view(self, part: Slice) -> Float32:
        """Return a part of the workspace, float32 (rows, ld)."""
        return part.view(self.workspace)


def last_writer(program: Program, part: Slice) -> int:
    """Return the last row that writes at the start of a slice, or -1 where none does.

    A slice is complete once that row has run (gradients may be written in several parts).
    """
    last = -1
    for index, row in enumerate(program.tape.rows.tolist()):
        arguments = OPERATIONS[OpCode(row[0])].arguments
        for argument, value in zip(arguments, row[1:], strict=False):
            if argument.space == "W" and "w" in argument.access and value == part.offset:
                last = index
    return last
