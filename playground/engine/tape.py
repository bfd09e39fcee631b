"""The tape: what a network computes, one operation a row.

Columns are explained in `playground.kernels.optable`. A tape holds offsets and sizes, never
addresses; the machine relocates it when it binds memory to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.engine.state import Int64, OperationLabel
from playground.kernels.optable import OPERATIONS, ROW, OpCode

PHASES = ("data", "forward", "loss", "backward", "update")


@dataclass(frozen=True, slots=True, eq=False)
class Tape:
    """Rows int64 (rows, ROW), read-only, and one label for each of them.

    Phases follow each other in the order of ``PHASES``. Where a step trains several parts one after
    the other (the two players of a GAN), they come again from "forward" on.
    """

    rows: Int64
    labels: tuple[OperationLabel, ...]

    def __len__(self) -> int:
        return int(self.rows.shape[0])

    def phase(self, name: str) -> range:
        """Return the first rows of a phase (an empty range where the tape has none)."""
        rows = [index for index, label in enumerate(self.labels) if label.phase == name]
        if rows:
            last = next((n for n, i in enumerate(rows) if i != rows[0] + n), len(rows))
            return range(rows[0], rows[0] + last)
        before = PHASES[: PHASES.index(name)]
        start = sum(label.phase in before for label in self.labels)
        return range(start, start)


def float_bits(value: float) -> int:
    """Return a float64 as the int64 of the same bits, for arguments of space "F"."""
    return int(np.float64(value).view(np.int64))


def bits_float(value: int) -> float:
    """Return the float64 behind an argument of space "F"."""
    return float(np.int64(value).view(np.float64))


def make_row(code: OpCode, arguments: Mapping[str, int | float]) -> list[int]:
    """Return one row, its arguments in the order of the table."""
    operation = OPERATIONS[code]
    row = [int(code)]
    for argument in operation.arguments:
        value = arguments.get(argument.name, argument.usual)
        if value is None:
            raise KeyError(argument.name)
        row.append(float_bits(value) if argument.space == "F" else int(value))
    return row + [0] * (ROW - len(row))


def write_row(code: OpCode, numbers: Mapping[str, int]) -> list[int]:
    """Return the row that `read_row` reads as this."""
    row = [int(code), *(numbers[argument.name] for argument in OPERATIONS[code].arguments)]
    return row + [0] * (ROW - len(row))


def read_row(row: Sequence[int]) -> tuple[OpCode, dict[str, int]]:
    """Return op code and named arguments of a row; ValueError for an unknown op code."""
    code = OpCode(int(row[0]))
    names = [argument.name for argument in OPERATIONS[code].arguments]
    return code, {name: int(value) for name, value in zip(names, row[1:], strict=False)}
