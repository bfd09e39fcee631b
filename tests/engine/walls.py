"""Runs tapes between pages of memory that nobody may touch: a slip out of an array is a crash.

What kernels only read lies in pages that cannot be written. An alarm ends what does not come back.
"""

import ctypes
import mmap
import random
import signal
from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from playground.engine import door
from playground.engine.prepare import Prepared, make_data_block
from playground.engine.program import Program
from playground.engine.state import Float32, Int32, Int64
from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS, REGISTERS, Register

PATIENCE = 5
"""Seconds after which a tape hangs; an honest one takes milliseconds."""

GARBAGE = (0.0, -1.0, 1.0, 3.0, 1e9, 1e30, -1e30, float("inf"), float("nan"), 0.5)
"""What lies in memory that nobody has written."""

Array = TypeVar("Array", Float32, Int32)

_READ, _WRITE = 1, 2
"""The system's PROT_READ and PROT_WRITE."""


class Walled:
    """Memory between pages that nobody may touch; arrays lie at either end of it."""

    WALL = 1 << 26

    def __init__(self, most: int) -> None:
        page = mmap.PAGESIZE
        self._room = -(-most // page) * page
        self._memory = mmap.mmap(-1, self._room + 2 * self.WALL)
        whole = np.frombuffer(self._memory, np.uint8)
        self._bytes = whole[self.WALL : self.WALL + self._room]
        start = whole.ctypes.data
        _protect(start, self.WALL, 0)
        _protect(start + self.WALL + self._room, self.WALL, 0)

    def array(self, values: Array, *, at_end: bool) -> Array:
        """Return a copy of an array with a wall at its beginning or at its end."""
        start = self._room - values.nbytes if at_end else 0
        place = self._bytes[start : start + values.nbytes].view(values.dtype)
        place[:] = values
        return place

    def lock(self, *, locked: bool) -> None:
        """Let nobody write, or everybody again."""
        _protect(self._bytes.ctypes.data, self._room, _READ if locked else _READ | _WRITE)


def _protect(start: int, size: int, how: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    done = library.mprotect(ctypes.c_void_p(start), ctypes.c_size_t(size), ctypes.c_int(how))
    if done:
        raise OSError(ctypes.get_errno(), "mprotect")


class Cell:
    """Room for the programs of one network, every array between walls."""

    def __init__(self, prepared: Prepared) -> None:
        self.data = make_data_block(prepared)
        self._machine = door.kernels()
        programs = (prepared.training, prepared.probe, prepared.evaluation)
        self._workspace = Walled(4 * max(program.workspace_size for program in programs))
        self._block = Walled(4 * prepared.training.layout.block_size)
        self._inputs = Walled(self.data.array.nbytes)
        self._table = Walled(4 * max(program.table_size for program in programs))

    def run(self, program: Program, table: Int32, inputs: Float32, rng: random.Random) -> None:
        """Run all rows of a verified tape, whatever its guards say.

        Raises
        ------
        AssertionError
            A row has written what its record does not name; one row is looked at each time.
        """
        at_end = rng.random() < 0.5
        garbage = np.array(rng.choices(GARBAGE, k=61), np.float32)
        workspace = self._workspace.array(np.resize(garbage, program.workspace_size), at_end=at_end)
        drawn = np.random.default_rng(rng.randrange(2**32)).normal(size=program.layout.block_size)
        block = self._block.array(drawn.astype(np.float32), at_end=at_end)
        data = self._inputs.array(inputs, at_end=at_end)
        order = self._table.array(table, at_end=at_end)
        deltas = {
            "P": self._machine.distance(block, workspace),
            "D": self._machine.distance(data, workspace),
        }
        tape = self._machine.bind(program.tape.rows, deltas)
        registers, watched = self._registers(program, rng), rng.randrange(len(tape))
        self._lock(locked=True)
        signal.alarm(PATIENCE)
        for row in range(len(tape)):
            before = (workspace.copy(), block.copy()) if row == watched else None
            self._machine.run_rows(tape, row, row + 1, workspace, order, registers)
            if before is not None:
                check_writes(program.tape.rows[row], before, (workspace, block))
        signal.alarm(0)
        self._lock(locked=False)

    def _lock(self, *, locked: bool) -> None:
        self._inputs.lock(locked=locked)
        self._table.lock(locked=locked)

    def _registers(self, program: Program, rng: random.Random) -> npt.NDArray[np.float64]:
        registers = np.zeros(REGISTERS)
        count = rng.choice([1, min(program.batch, self.data.train)])
        registers[[Register.COUNT, Register.STEP, Register.ADAM_STEP]] = count, 3, 3
        registers[Register.CURSOR] = rng.randint(0, self.data.train - count)
        registers[[Register.LEARNING_RATE, Register.FULL_RATE, Register.CLIP]] = 0.01, 0.01, 1.0
        return registers


def check_writes(row: Int64, before: Iterable[Float32], after: Iterable[Float32]) -> None:
    """Fail where a row has written what its record does not name."""
    code, numbers = read_row(row.tolist())
    for space, old, new in zip("WP", before, after, strict=True):
        changed = old.view(np.int32) != new.view(np.int32)
        for argument in OPERATIONS[code].arguments:
            if argument.space == space and "w" in argument.access and argument.extent is not None:
                start = numbers[argument.name]
                changed[start : start + argument.extent(numbers)] = False
        if changed.any():
            places = np.flatnonzero(changed)
            raise AssertionError(f"{code.name} {numbers} wrote {space} {places[:5]}")
