"""One tape for two threads: two tapes that together do what it does, to the bit.

A row with enough work falls into two parts (see `optable.parts`), one for each thread; all other
rows are left to the first thread. Both meet wherever a row touches what the other thread has
written since they met, or would write what it has touched. Nothing is added up twice, so the
numbers are those of one thread.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from playground.engine.program import Program
from playground.engine.state import Int64
from playground.engine.tape import read_row, write_row
from playground.engine.verify import verify_rows
from playground.kernels.optable import ELEMENTWISE, OPERATIONS, ROW, OpCode
from playground.kernels.optable.parts import DIVISIONS, GUARDS, MEET

WORTH = 20_000
"""Nanoseconds of work below which a row stays whole."""
WORTH_NEXT = 2_000
"""The same where its parts go on with what each thread has just written: they need not meet."""

Row = list[int]


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """The two tapes, int64 (rows, ROW), and where the first one's rows come from.

    Attributes
    ----------
    origins
        For each row of the first tape the row of the program's tape; of a meeting, the one before.
    """

    first: Int64
    second: Int64
    origins: tuple[int, ...]


def halve(program: Program) -> Halves | None:
    """Return the two tapes of a verified program, verified row by row; None if no row is divided.

    Raises
    ------
    TapeError
        A part reaches for what the program does not have: the table of divisions is wrong.
    """
    halving = _Halving(program.ld)
    for index, row in enumerate(program.tape.rows.tolist()):
        halving.add(index, row)
    if not halving.second.rows:
        return None
    if halving.second.touched:
        halving.meet()
    first, second = (np.array(x.rows, np.int64) for x in (halving.first, halving.second))
    for rows in (first, second):
        verify_rows(program, rows[rows[:, 0] != MEET])
    return Halves(first, second, tuple(halving.origins))


@dataclass(frozen=True, slots=True)
class _Span:
    """Elements that a row touches."""

    space: str
    start: int
    stop: int
    is_written: bool

    def disturbs(self, other: "_Span") -> bool:
        return (
            (self.is_written or other.is_written)
            and self.space == other.space
            and self.start < other.stop
            and other.start < self.stop
        )


_REGISTERS_READ = _Span("registers", 0, 1, is_written=False)
_REGISTERS_WRITTEN = _Span("registers", 0, 1, is_written=True)


def _spans(code: OpCode, numbers: Mapping[str, int]) -> list[_Span]:
    """Return what a row touches; data and index tables are left out, for no row writes them."""
    return [
        _Span(a.space, start := numbers[a.name], start + a.extent(numbers), "w" in a.access)
        for a in OPERATIONS[code].arguments
        if a.extent is not None and a.access and a.space in ("W", "P")
    ]


@dataclass(slots=True)
class _Side:
    """The rows of one thread, and what they have touched since the threads met."""

    rows: list[Row] = field(default_factory=list)
    touched: list[_Span] = field(default_factory=list)

    def minds(self, spans: Iterable[_Span]) -> bool:
        return any(span.disturbs(other) for span in spans for other in self.touched)

    def append(self, row: Row, spans: Iterable[_Span]) -> None:
        self.rows.append(row)
        self.touched += spans


class _Halving:
    """The two tapes as they grow."""

    def __init__(self, ld: int) -> None:
        self._ld = ld
        # Before the first row, the first thread sets the registers and puts examples in order.
        self.first, self.second = _Side(touched=[_REGISTERS_WRITTEN]), _Side()
        self.origins: list[int] = []
        # Array (start, size) → where the second thread's part of it begins.
        self._cuts: dict[tuple[int, int], int] = {}

    def add(self, index: int, row: Row) -> None:
        """Append a row of the program's tape."""
        code, numbers = read_row(row)
        parts = self._parts(code, numbers)
        if parts is None:
            # It may write a register, as losses do.
            spans = [*_spans(code, numbers), _REGISTERS_WRITTEN]
            if self.second.minds(spans):
                self.meet()
            self.first.append(row, spans)
            self.origins.append(index)
            return
        ours, theirs = ([*_spans(code, part), _REGISTERS_READ] for part in parts)
        if self.second.minds(ours) or self.first.minds(theirs):
            self.meet()
        self._note_cuts(code, numbers, parts[1])
        self.first.append(write_row(code, parts[0]), ours)
        self.second.append(write_row(code, parts[1]), theirs)
        self.origins.append(index)
        if code in GUARDS:
            self.meet()

    def meet(self) -> None:
        """Let both threads wait for each other."""
        self.origins.append(self.origins[-1] if self.origins else 0)
        for side in (self.first, self.second):
            side.rows.append([MEET] + [0] * (ROW - 1))
            side.touched.clear()

    def _parts(
        self, code: OpCode, numbers: Mapping[str, int]
    ) -> tuple[dict[str, int], dict[str, int]] | None:
        """Return both parts of a row by argument, or None where it stays whole."""
        for division in DIVISIONS.get(code, ()):
            cost = division.nanoseconds(numbers)
            if code in ELEMENTWISE:
                share = self._cut_of(code, numbers)
                if share and cost >= WORTH_NEXT:
                    return division.parts(numbers, share)
            share = division.share(numbers, self._ld if code in ELEMENTWISE else 1)
            if share and cost >= WORTH:
                return division.parts(numbers, share)
        return None

    def _cut_of(self, code: OpCode, numbers: Mapping[str, int]) -> int:
        """Return where an array that the row touches was divided, counted from its start; 0: nowhere."""
        for argument in OPERATIONS[code].arguments:
            start = numbers[argument.name]
            cut = self._cuts.get((start, numbers["size"]), start) - start
            if argument.space == "W" and cut and cut % 16 == 0 and cut % self._ld == 0:
                return cut
        return 0

    def _note_cuts(
        self, code: OpCode, numbers: Mapping[str, int], second: Mapping[str, int]
    ) -> None:
        for argument in OPERATIONS[code].arguments:
            if argument.extent is not None and argument.space == "W" and "w" in argument.access:
                whole = (numbers[argument.name], argument.extent(numbers))
                self._cuts[whole] = second[argument.name]
