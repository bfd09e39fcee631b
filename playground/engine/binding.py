"""A program bound to memory: what the machine runs."""

import functools

import numpy as np

from playground.engine.door import Kernels
from playground.engine.halves import halve
from playground.engine.layout import aligned_zeros
from playground.engine.partner import Pair, Partner
from playground.engine.prepare import DataBlock
from playground.engine.program import Program, Slice
from playground.engine.sharing import share
from playground.engine.state import Float32, Int64, StopFlag
from playground.engine.tape import read_row
from playground.engine.verify import verify_data
from playground.kernels.optable import OPERATIONS, REGISTERS, Register


class Bound:
    """A verified program with its own workspace, on a shared parameter block and data block.

    Attributes
    ----------
    workspace
        float32 (program.workspace_size,).
    table
        int32 (program.table_size,): positions of examples in the order they are visited; at
        first 0, 1, 2, … Behind them the places of weights that are held.
    registers
        float64 (REGISTERS,).
    tape
        The bound tape, for stepping row by row; valid while workspace, block and data live, so they
        are kept here.
    pair
        What two threads run in bursts; None where one was asked for, or nothing is worth dividing.
    """

    def __init__(
        self,
        program: Program,
        block: Float32,
        data: DataBlock,
        machine: Kernels,
        threads: int = 1,
    ) -> None:
        self.program = program
        self.block = block
        self.data = data
        self.machine = machine
        self.workspace = aligned_zeros(program.workspace_size)
        self.table = np.arange(program.table_size, dtype=np.int32)
        self.table[program.data.examples :] = program.held
        self.registers = np.zeros(REGISTERS, dtype=np.float64)
        verify_data(program, data.array, self.table)
        deltas = {
            "P": machine.distance(block, self.workspace),
            "D": machine.distance(data.array, self.workspace),
        }
        self.tape = machine.bind(program.tape.rows, deltas)
        bursts = share(program) if program.kind == "training" else program
        self._bursts = self.tape if bursts is program else machine.bind(bursts.tape.rows, deltas)
        halves = halve(bursts) if threads > 1 else None
        memory = self.workspace, self.table, self.registers
        self.pair = None if halves is None else Pair(halves, deltas, *memory)

    def run(self, start: int, stop: int) -> int:
        """Run rows ``start`` … ``stop − 1``; return the row whose guard tripped, or -1."""
        return self.machine.run_rows(
            self.tape, start, stop, self.workspace, self.table, self.registers
        )

    def run_steps(
        self,
        key: int,
        counters: Int64,
        steps: int,
        flag: StopFlag,
        trace: Float32,
        *,
        partner: Partner | None = None,
    ) -> tuple[int, int]:
        """Do up to ``steps`` updates, see `kernels.machine`; where the program is bound for two
        threads, with a partner. Return updates done, and the row whose guard tripped or -1.

        What they leave in the workspace has no name, for arrays share memory (see `sharing`).
        """
        arguments = (
            self.workspace,
            self.table,
            self.registers,
            0,
            self.data.train,
            self.program.batch,
            key,
            counters,
            steps,
            flag,
            trace,
        )
        if partner is None or self.pair is None:
            return self.machine.run_steps(self._bursts, *arguments)
        with partner.beside(self.pair):
            done, tripped = self.machine.run_steps(self.pair.first, *arguments)
        return done, self.pair.origin(tripped)

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
    """Return the last row that writes into a named array, or -1 where none does.

    A slice is complete once that row has run (it may be written in several parts).
    """
    return _writers(program).get(part, -1)


@functools.lru_cache(maxsize=16)
def _writers(program: Program) -> dict[Slice, int]:
    """Return the last row that writes into each named array of a program, -1 where none does."""
    spans = []
    for index, row in enumerate(program.tape.rows):
        code, numbers = read_row(row)
        for argument in OPERATIONS[code].arguments:
            if argument.space == "W" and "w" in argument.access and argument.extent is not None:
                start = numbers[argument.name]
                spans.append((start, start + argument.extent(numbers), index))
    return {
        part: max(
            (
                row
                for start, stop, row in spans
                if start < part.offset + part.size and part.offset < stop
            ),
            default=-1,
        )
        for part in program.named()
    }
