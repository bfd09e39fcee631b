"""What flows from row to row: which row has written what another one reads.

Two tapes compute the same bits where each row of the one reads, number by number, what the same
row of the other reads. That needs no run: it is enough to note for every number of the workspace
who wrote it last.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from playground.engine.program import Program
from playground.engine.tape import read_row
from playground.engine.verify_indices import TapeError
from playground.kernels.optable import OPERATIONS

NOBODY = -1
"""Stands for the writer of what no row has written: it is 0, as all memory at first."""
COLUMNS = 32
"""More than a row has; row and column of an argument make one number."""


@dataclass(frozen=True, slots=True)
class Touch:
    """Numbers of the workspace that one argument of a row names.

    Attributes
    ----------
    column
        Place of the argument in the row.
    is_read, is_written
        Both, where a row adds to what is there; neither, where it only says where something lies.
    """

    column: int
    start: int
    stop: int
    is_read: bool
    is_written: bool


def touches(row: Sequence[int]) -> Iterator[Touch]:
    """Yield what a row touches of the workspace."""
    code, numbers = read_row(row)
    # A row that may add to what is there says in the number "accumulate" whether it does.
    adds = numbers.get("accumulate", 1) == 1
    for column, argument in enumerate(OPERATIONS[code].arguments, start=1):
        if argument.space == "W" and argument.extent is not None:
            start, written = numbers[argument.name], "w" in argument.access
            read = "r" in argument.access and (adds or not written)
            yield Touch(column, start, start + argument.extent(numbers), read, written)


class Writers:
    """Who has written each number of the workspace last, while rows run in their order."""

    def __init__(self, touched: Iterable[Iterable[Touch]]) -> None:
        ends = {end for row in touched for touch in row for end in (touch.start, touch.stop)}
        # Between two neighbouring edges all numbers have the same writer.
        self._edges = sorted(ends)
        self._writers = [(NOBODY, 0)] * len(self._edges)

    def write(self, index: int, touch: Touch) -> None:
        """Note that row ``index`` writes what it touches."""
        start, stop = self._between(touch)
        who = index * COLUMNS + touch.column
        self._writers[start:stop] = [(who, touch.start)] * (stop - start)

    def read(self, touch: Touch) -> list[tuple[int, int, int]]:
        """Return whose numbers a row reads: (where they begin, writer, how far into its own)."""
        start, stop = self._between(touch)
        found: list[tuple[int, int, int]] = []
        for edge, (who, origin) in zip(
            self._edges[start:stop], self._writers[start:stop], strict=True
        ):
            if not found or found[-1][1:] != (who, touch.start - origin):
                found.append((edge - touch.start, who, touch.start - origin))
        return found

    def _between(self, touch: Touch) -> tuple[int, int]:
        return bisect_left(self._edges, touch.start), bisect_left(self._edges, touch.stop)


def verify_flow(program: Program, other: Program) -> None:
    """Check that each row of another program reads what the same row of this one does.

    What it reads of the step before, if anything, must lie where this one has it: the two may take
    turns on one workspace.

    Raises
    ------
    TapeError
        Names the first row that would read something else.
    """
    rows, moved = program.tape.rows.tolist(), other.tape.rows.tolist()
    touched = [tuple(touches(row)) for row in rows], [tuple(touches(row)) for row in moved]
    ours, theirs = map(Writers, touched)
    for index, (row, same, own) in enumerate(zip(rows, moved, touched[0], strict=True)):
        if _others(row, own) != _others(same, own):
            raise TapeError(index, "it is another row")
    for step in (0, len(rows)):
        for index, both in enumerate(zip(*touched, strict=True)):
            pairs = list(zip(*both, strict=True))
            for touch, place in pairs:
                if not touch.is_read:
                    continue
                found = ours.read(touch)
                if found != theirs.read(place):
                    raise TapeError(index, "it reads what another row has written over")
                is_older = any(who < step * COLUMNS for _, who, _ in found)
                if is_older and touch.start != place.start:
                    raise TapeError(index, "it looks elsewhere for what the step before has left")
            for touch, place in pairs:
                if touch.is_written:
                    ours.write(step + index, touch)
                    theirs.write(step + index, place)


def _others(row: Sequence[int], touched: Iterable[Touch]) -> list[int]:
    """Return what a row says besides places in the workspace."""
    places = {touch.column for touch in touched}
    return [value for column, value in enumerate(row) if column not in places]
