"""Numbers that are used as addresses: they must be what was gathered from data that were checked.

A class index, a token or a length picks memory inside a kernel. It is a float32 in the workspace,
so the tape must not be able to compute it: one row alone writes it, from the data block or as a
constant, and the data block is checked when it is bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from playground.engine.program import Program
from playground.engine.state import Float32, Int64
from playground.engine.tape import bits_float, read_row
from playground.kernels.optable import OPERATIONS, Argument, OpCode
from playground.model.errors import PlaygroundError


class TapeError(PlaygroundError):
    """A tape that must not run. Always a fault of this program, never of the person's network."""

    def __init__(self, row: int | None, reason: str) -> None:
        where = "The computation" if row is None else f"Row {row} of the computation"
        super().__init__(
            f"{where} was refused before it could run: {reason}. This is a fault in the program; "
            "please report it together with the network."
        )
        self.row = row


@dataclass(frozen=True, slots=True)
class IndexRule:
    """An argument of an operation that holds indices.

    Attributes
    ----------
    limit
        The row's number that bounds them.
    least, most
        Bounds: ``least`` ≤ index ≤ limit + ``most``.
    named
        What such a number is called.
    """

    argument: str
    limit: str
    least: int = 0
    most: int = -1
    named: str = "class index"


INDICES: Mapping[OpCode, tuple[IndexRule, ...]] = {
    OpCode.CE_LOGITS_LOSS: (IndexRule("y", "units"),),
    OpCode.TOKEN_CE_LOSS: (
        IndexRule("y", "units", named="token"),
        IndexRule("lengths", "positions", 1, 0, "length"),
    ),
    OpCode.ATTENTION_FORWARD: (IndexRule("lengths", "positions", 1, 0, "length"),),
    OpCode.ATTENTION_BACKWARD: (IndexRule("lengths", "positions", 1, 0, "length"),),
    OpCode.EMBEDDING_FORWARD: (IndexRule("tokens", "vocabulary", named="token"),),
    OpCode.EMBEDDING_BACKWARD_WEIGHT: (IndexRule("tokens", "vocabulary", named="token"),),
}
"""Operation → its arguments that hold indices."""


@dataclass(frozen=True, slots=True)
class IndexUse:
    """A row that uses an array as indices: where the array lies, and what it may hold."""

    row: int
    rule: IndexRule
    start: int
    stop: int
    limit: int

    @property
    def bounds(self) -> tuple[int, int]:
        return self.rule.least, self.limit + self.rule.most


def index_uses(rows: Int64) -> Iterator[IndexUse]:
    """Yield every use of indices in a tape."""
    for index, row in enumerate(rows):
        for rule in INDICES.get(OpCode(int(row[0])), ()):
            code, numbers = read_row(row)
            argument = next(a for a in OPERATIONS[code].arguments if a.name == rule.argument)
            assert argument.extent is not None
            start = numbers[rule.argument]
            stop = start + argument.extent(numbers)
            yield IndexUse(index, rule, start, stop, numbers[rule.limit])


def source_of(program: Program, use: IndexUse) -> int | None:
    """Return the row that gathers what a row uses as indices, None where it is a constant.

    Raises
    ------
    TapeError
        Anything but one gather or one constant within the bounds writes there.
    """
    rows = program.tape.rows
    writers = [index for index, row in enumerate(rows.tolist()) if _writes(row, use)]
    if len(writers) != 1 or writers[0] >= use.row:
        raise TapeError(use.row, f"a {use.rule.named} is not only what was gathered")
    code, numbers = read_row(rows[writers[0]])
    least, most = use.bounds
    if code == OpCode.FILL:
        value = bits_float(numbers["value"])
        if not (least <= value <= most and value == int(value)):
            raise TapeError(use.row, f"a {use.rule.named} of {value:g} leads out of {most}")
        covered = (numbers["result"], numbers["result"] + numbers["size"])
    elif code == OpCode.GATHER and numbers["x_row"] == 0:
        covered = (
            numbers["destination"],
            numbers["destination"] + numbers["width"] * numbers["ld"],
        )
    else:
        raise TapeError(use.row, f"a {use.rule.named} is not only what was gathered")
    if not (covered[0] <= use.start and use.stop <= covered[1]):
        raise TapeError(use.row, f"a {use.rule.named} is not all gathered")
    return writers[0] if code == OpCode.GATHER else None


def check_indices(use: IndexUse, values: Float32) -> None:
    """Check the data that a row will use as indices, float32 (any,).

    Raises
    ------
    TapeError
        One of them is not a whole number within the bounds.
    """
    least, most = use.bounds
    whole = np.array_equal(values, np.floor(values))
    if not whole or values.min() < least or values.max() > most:
        raise TapeError(use.row, f"a {use.rule.named} is not one of {least} to {most}")


def _writes(row: list[int], use: IndexUse) -> bool:
    """Say whether a row writes any element of what another one uses as indices."""
    code, numbers = read_row(row)
    return any(
        _overlaps(argument, numbers, use)
        for argument in OPERATIONS[code].arguments
        if argument.space == "W" and "w" in argument.access
    )


def _overlaps(argument: Argument, numbers: Mapping[str, int], use: IndexUse) -> bool:
    assert argument.extent is not None
    start = numbers[argument.name]
    return start < use.stop and use.start < start + argument.extent(numbers)
