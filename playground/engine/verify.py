"""The verifier: what stands between a bug in lowering and a crash in compiled code.

Kernels use raw pointers and check nothing. Before a program runs, every row is checked against
the table of operations; before it runs on data, every index into the data is.
"""

from dataclasses import dataclass

import numpy as np

from playground.engine.layout import PLANES
from playground.engine.program import Program
from playground.engine.state import Float32, Int32, Int64
from playground.engine.tape import bits_float, read_row
from playground.engine.verify_indices import TapeError, check_indices, index_uses, source_of
from playground.kernels.optable import (
    ELEMENTWISE,
    OPERATIONS,
    PARAMETER_WRITERS,
    ROW,
    Argument,
    OpCode,
    Operation,
)

HOLDS = frozenset({OpCode.HOLD_GRADIENT, OpCode.HOLD_SAVE, OpCode.HOLD_RESTORE})
"""Operations that go to places named in the index table, behind the examples."""

KEYS = 2**40
"""Keys of dropout are smaller."""

LIMIT = 2**40
"""No offset or size of an honest tape is larger; products of two stay far below 2⁶³."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Elements that one argument of a row touches."""

    argument: Argument
    start: int
    stop: int

    def overlaps(self, other: "_Span") -> bool:
        return (
            self.argument.space == other.argument.space
            and self.start < other.stop
            and other.start < self.stop
        )


def verify(program: Program) -> None:
    """Check a whole program.

    Raises
    ------
    TapeError
        Names the first row that is wrong, and why.
    """
    rows = program.tape.rows
    if rows.dtype != np.int64 or rows.ndim != 2 or rows.shape[1] != ROW:
        raise TapeError(None, f"the tape is {rows.dtype} {rows.shape}, not int64 (rows, {ROW})")
    if len(program.tape.labels) != rows.shape[0]:
        raise TapeError(None, "rows and labels differ in number")
    _verify_sizes(program)
    verify_rows(program, rows)
    for use in index_uses(rows):
        source_of(program, use)


def verify_rows(program: Program, rows: Int64) -> None:
    """Check rows, each by itself: the program's own, or parts that they are divided into.

    Raises
    ------
    TapeError
        Names the first row that is wrong, and why.
    """
    for index, row in enumerate(rows.tolist()):
        _verify_row(program, index, row)


def verify_data(program: Program, block: Float32, order: Int32) -> None:
    """Check what is bound to a program: sizes, the order table, class indices.

    Parameters
    ----------
    block
        The data block, float32 (program.data.size,).
    order
        int32: positions of examples in the block, and behind them the places of held weights.

    Raises
    ------
    TapeError
        An index would lead out of the data, or a class index out of the output.
    """
    data = program.data
    _verify_places(program, order)
    order = order[: data.examples]
    if block.dtype != np.float32 or block.size != data.size or not block.flags.c_contiguous:
        raise TapeError(None, f"the data block holds {block.size} values, not {data.size}")
    if order.size and (int(order.min()) < 0 or int(order.max()) >= data.examples):
        raise TapeError(None, f"the order table names examples beyond {data.examples}")
    for use in index_uses(program.tape.rows):
        gather = source_of(program, use)
        if gather is None:
            continue  # a constant, checked with the row
        numbers = read_row(program.tape.rows[gather])[1]
        start = numbers["source"]
        check_indices(use, block[start : start + data.examples * numbers["width"]])


def _verify_places(program: Program, table: Int32) -> None:
    """Every place that a row of holding goes to lies inside the array beside it."""
    for index, row in enumerate(program.tape.rows):
        if int(row[0]) not in HOLDS:
            continue
        numbers = read_row(row)[1]
        start, size = numbers["places"], numbers["size"]
        places = table[start : start + numbers["count"]]
        if places.size != numbers["count"] or places.min() < 0 or places.max() >= size:
            raise TapeError(index, f"a held weight lies outside of {size} parameters")


def _verify_sizes(program: Program) -> None:
    if program.ld != 1 and program.ld % 16:
        raise TapeError(None, f"ld {program.ld} is neither 1 nor a multiple of 16")
    if not 1 <= program.batch <= program.ld:
        raise TapeError(None, f"a batch of {program.batch} does not fit {program.ld} lanes")
    if program.batch > program.data.examples:
        # Rows that read the order table take as many entries of it as there are examples in a batch.
        raise TapeError(None, f"a batch of {program.batch} of {program.data.examples} examples")
    if program.table_size < program.data.examples + program.held.size:
        raise TapeError(None, "the order table is shorter than the data that it puts in order")
    if program.layout.block_size < PLANES * program.layout.size:
        raise TapeError(None, "the parameter block is smaller than its planes")
    for part in program.named():
        if not 0 <= part.offset <= part.offset + part.size <= program.workspace_size:
            raise TapeError(None, "a named array lies outside the workspace")


def _verify_row(program: Program, index: int, row: list[int]) -> None:
    if row[0] not in _CODES:
        raise TapeError(index, f"there is no operation {row[0]}")
    operation = OPERATIONS[OpCode(row[0])]
    numbers = _numbers(program, index, operation, row)
    spans: list[_Span] = []
    for argument, value in zip(operation.arguments, row[1:], strict=False):
        if argument.space in ("N", "F"):
            continue
        length = _extent(program, argument, numbers)
        limit = _space_size(program, argument.space)
        if not 0 <= value <= LIMIT or value + length > limit:
            raise TapeError(
                index,
                f"{operation.code.name} reaches for {argument.name} at {value} to "
                f"{value + length} of {limit}",
            )
        spans.append(_Span(argument, value, value + length))
    if operation.code in HOLDS and read_row(row)[1]["places"] < program.data.examples:
        raise TapeError(index, "the places of held weights lie where examples are put in order")
    _verify_writes(program, index, operation, spans)


_CODES = frozenset(int(code) for code in OPERATIONS)


def _numbers(program: Program, index: int, operation: Operation, row: list[int]) -> dict[str, int]:
    """Return the plain numbers of a row after checking them."""
    numbers: dict[str, int] = {}
    for argument, value in zip(operation.arguments, row[1:], strict=False):
        name = argument.name
        if argument.space == "F":
            if not np.isfinite(bits_float(value)):
                raise TapeError(index, f"{name} is not a finite number")
        elif argument.space == "N":
            if not argument.minimum <= value <= LIMIT:
                raise TapeError(index, f"{name} = {value} is below {argument.minimum} or absurd")
            numbers[name] = value
    if numbers.get("ld", program.ld) != program.ld:
        raise TapeError(index, f"ld is {numbers['ld']}, the program's is {program.ld}")
    lanes = numbers.get("lanes", program.ld)
    if lanes % program.ld or (program.ld == 1 and lanes != 1):
        # With one lane kernels take their own way for one number, or for whole sixteens.
        raise TapeError(index, f"lanes is {lanes}, not positions of {program.ld} lanes")
    if numbers.get("key", 0) >= KEYS:
        raise TapeError(index, f"key {numbers['key']} is too large")
    if numbers.get("accumulate", 0) not in (0, 1):
        raise TapeError(index, f"accumulate is {numbers['accumulate']}, neither 0 nor 1")
    whole_rows = operation.code in ELEMENTWISE
    if whole_rows and numbers["size"] % program.ld:
        raise TapeError(index, f"size {numbers['size']} is no multiple of {program.ld} lanes")
    if wrong := operation.check(numbers):
        raise TapeError(index, wrong)
    return numbers


def _extent(program: Program, argument: Argument, numbers: dict[str, int]) -> int:
    """Return how many elements an argument spans; data and order span all examples."""
    if argument.extent is not None:
        return argument.extent(numbers)
    if argument.space == "D":
        stride = numbers["x_row"] or numbers["width"]
        return (program.data.examples - 1) * stride + numbers["width"]
    return program.table_size


def _space_size(program: Program, space: str) -> int:
    return {
        "W": program.workspace_size,
        "P": program.layout.block_size,
        "D": program.data.size,
        "T": program.table_size,
    }[space]


def _verify_writes(program: Program, index: int, operation: Operation, spans: list[_Span]) -> None:
    """Only updates write parameters, and nothing that a row writes is anything else of it.

    Where no array has a name (`sharing`), it is nothing else that the row still reads.
    """
    for span in spans:
        if "w" not in span.argument.access:
            continue
        if span.argument.space == "P" and operation.code not in PARAMETER_WRITERS:
            raise TapeError(index, f"{operation.code.name} may not write parameters")
        for other in spans:
            may_meet = not program.slices and _may_meet(operation, span, other)
            if other is not span and span.overlaps(other) and not may_meet:
                raise TapeError(
                    index,
                    f"{operation.code.name} writes {span.argument.name} over {other.argument.name}",
                )


def _may_meet(operation: Operation, written: _Span, other: _Span) -> bool:
    """Say whether a row may write over what it names too.

    Number by number it may write over all that it reads; what it does not even read is no matter.
    """
    if not other.argument.access:
        return True
    is_same = (written.start, written.stop) == (other.start, other.stop)
    return is_same and operation.code in ELEMENTWISE and other.argument.access == "r"
