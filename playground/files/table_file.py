"""Tables from text files: CSV and its relatives, and Orange's ``.tab`` with three header lines.

A file is read whole or not at all: what is wrong is told with line and column.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from playground.data.table import MAX_CLASSES, MAX_COLUMNS, MAX_ROWS
from playground.files.table_cells import (
    Cells,
    Column,
    Dialect,
    column_of,
    dialect_of,
    has_header,
)
from playground.files.table_orange import OrangeHeader, orange_header
from playground.model.errors import PlaygroundError
from playground.model.project import TableSpec

MAX_BYTES = 50_000_000
MAX_CELLS = 4_000_000
SUFFIXES = (".csv", ".tsv", ".tab", ".txt")

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TableFile:
    """A table as it stands in a file: every column as numbers, or as words.

    Attributes
    ----------
    label
        Name of the column that most likely is predicted.
    """

    name: str
    columns: tuple[Column, ...]
    rows: int
    label: str

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def numeric(self) -> tuple[str, ...]:
        """Names of the columns of numbers."""
        return tuple(column.name for column in self.columns if column.is_number)

    def features(self, label: str) -> tuple[str, ...]:
        """Return the columns that can be features where ``label`` is predicted."""
        return tuple(name for name in self.numeric if name != label)

    def missing_rows(self, label: str, features: Sequence[str]) -> int:
        """Return how many rows lack one of these values."""
        return int((~self.has_all(label, features)).sum())

    def has_all(self, label: str, features: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return for every row whether it lacks none of these values."""
        whole = ~self.column(label).is_missing
        for name in features:
            whole &= ~self.column(name).is_missing
        return whole


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Rows of cells, and the line of the file that each one ends on."""

    cells: list[list[str]]
    lines: list[int]
    source: str

    def below(self, count: int) -> "_Rows":
        """Return the rows behind the first ``count``."""
        return _Rows(self.cells[count:], self.lines[count:], self.source)


def read_table(path: Path) -> TableFile:
    """Read a file.

    Raises
    ------
    PlaygroundError
        It is no table, or too large; the message names line and column.
    OSError
        It cannot be read at all.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PlaygroundError(
            f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB. Choose a part of it."
        )
    return parse_table(data, path.stem, path.name)


def parse_table(data: bytes, name: str = "table", source: str = "The file") -> TableFile:
    """Return the table in the bytes of a file.

    Parameters
    ----------
    source
        What the file is called in messages.

    Raises
    ------
    PlaygroundError
        As `read_table`.
    """
    text = _decoded(data, source)
    dialect = dialect_of(text)
    rows = _rows(text, dialect, source)
    orange = orange_header(rows.cells)
    if orange is not None:
        names, rows = _unique(orange.names), rows.below(3)
    elif has_header(rows.cells, dialect):
        names, rows = _unique(rows.cells[0]), rows.below(1)
    else:
        names = tuple(f"column {number}" for number in range(1, len(rows.cells[0]) + 1))
    if len(rows.cells) < 2:
        raise PlaygroundError(f"{source} has fewer than two rows of data. Choose another file.")
    columns = _columns(names, rows, orange, dialect)
    if not any(column.is_number for column in columns):
        raise PlaygroundError(
            f"{source} has no column of numbers, so a network has nothing to see. "
            "Choose a file with at least one."
        )
    if len(columns) < 2:
        raise PlaygroundError(
            f"{source} has only one column. A table needs features and a column to predict."
        )
    return TableFile(_line(name), columns, len(rows.cells), _label(columns, orange))


def table_spec(
    table: TableFile,
    label: str,
    features: Sequence[str],
    *,
    as_classes: bool | None = None,
    without_missing: bool = False,
) -> TableSpec:
    """Return the table as the project keeps it.

    Parameters
    ----------
    as_classes
        Whether the values of the label are classes; None: words are, and few whole numbers are.
    without_missing
        Whether rows that lack a value are left out; else such values are refused.

    Raises
    ------
    PlaygroundError
        A column does not fit, or values are missing.
    """
    chosen = _chosen(table, label, features)
    rows = np.arange(table.rows)
    if without_missing:
        rows = np.flatnonzero(table.has_all(label, features))
        if rows.size < 2:
            raise PlaygroundError("Fewer than two rows have all values. Choose fewer columns.")
    else:
        _refuse_missing((*chosen, table.column(label)), table.rows)
    values = np.stack([column.numbers[rows] for column in chosen], axis=1)
    answer = table.column(label)
    is_class = answer.suits_classes if as_classes is None else as_classes
    is_class = is_class or not answer.is_number
    classes, answers = _answers(answer, rows, is_class)
    return TableSpec(
        name=table.name,
        columns=tuple(features),
        values=np.ascontiguousarray(values, "<f8").tobytes(),
        target=label,
        answers=np.ascontiguousarray(answers, "<f8").tobytes(),
        classes=classes,
    )


def _chosen(table: TableFile, label: str, features: Sequence[str]) -> list[Column]:
    known = {column.name: column for column in table.columns}
    if label not in known:
        raise PlaygroundError(f"The table has no column “{label:.40}”.")
    if not features:
        raise PlaygroundError("Choose at least one column of numbers as a feature.")
    for name in features:
        if name not in known or not known[name].is_number:
            raise PlaygroundError(
                f"“{name:.40}” is no column of numbers, so it cannot be a feature."
            )
        if name == label:
            raise PlaygroundError(
                f"“{name:.40}” is what is predicted, so it cannot be a feature too."
            )
    return [known[name] for name in features]


def _refuse_missing(columns: Sequence[Column], rows: int) -> None:
    for column in columns:
        missing = np.flatnonzero(column.is_missing)
        if missing.size:
            raise PlaygroundError(
                f"{missing.size:,} of {rows:,} rows have no value in the column “{column.name:.40}” "
                f"(line {column.lines[missing[0]]} is the first). Leave the column out, or leave "
                "out such rows."
            )


def _answers(
    column: Column, rows: npt.NDArray[np.intp], is_class: bool
) -> tuple[tuple[str, ...], Float64]:
    if not is_class:
        return (), column.numbers[rows]
    words = [column.words[row] for row in rows]
    if column.is_number:
        classes = tuple(sorted(dict.fromkeys(words), key=column.number_of))
    else:
        classes = tuple(sorted(dict.fromkeys(words)))
    if len(classes) > MAX_CLASSES:
        raise PlaygroundError(
            f"“{column.name:.40}” has {len(classes):,} different values; at most {MAX_CLASSES} can "
            "be classes. Choose another column to predict."
        )
    if len(classes) < 2:
        raise PlaygroundError(
            f"All rows have the same “{column.name:.40}”. Choose another column to predict."
        )
    places = {word: place for place, word in enumerate(classes)}
    return classes, np.array([places[word] for word in words], np.float64)


def _decoded(data: bytes, source: str) -> str:
    if not data.strip():
        raise PlaygroundError(f"{source} is empty. Choose another file.")
    if b"\0" in data[:10_000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PlaygroundError(f"{source} is no text, so it is no table. Choose a CSV file.")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PlaygroundError(
            f"{source} is not written in UTF-8 (line {line}). Save it as “CSV UTF-8”."
        ) from error


def _rows(text: str, dialect: Dialect, source: str) -> _Rows:
    """Return the rows that are not empty, all equally wide."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        strict=True,
        skipinitialspace=dialect.delimiter != "\t",
    )
    cells: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                _check_size(len(cells), row, reader.line_num, source)
                cells.append([cell.strip() for cell in row])
                lines.append(reader.line_num)
                _check_width(cells, reader.line_num, source)
    except csv.Error as error:
        raise PlaygroundError(
            f"{source}, line {max(1, reader.line_num)}: a quoted text is not closed, or something "
            "follows behind it. Correct this line."
        ) from error
    if not cells:
        raise PlaygroundError(f"{source} is empty. Choose another file.")
    return _Rows(cells, lines, source)


def _check_size(count: int, row: list[str], line: int, source: str) -> None:
    if len(row) > MAX_COLUMNS:
        raise PlaygroundError(
            f"{source}, line {line}: {len(row):,} columns, at most {MAX_COLUMNS} are read. "
            "Choose a part of it."
        )
    if count >= MAX_ROWS + 3 or (count + 1) * len(row) > MAX_CELLS:
        raise PlaygroundError(
            f"{source} has more than {min(MAX_ROWS, MAX_CELLS // len(row)):,} rows. "
            "Choose a part of it."
        )


def _check_width(rows: list[list[str]], line: int, source: str) -> None:
    width, here = len(rows[0]), len(rows[-1])
    if here == width + 1 and not rows[-1][-1]:
        rows[-1].pop()  # a separator at the end of the line
    elif here != width:
        raise PlaygroundError(
            f"{source}, line {line}: {here} column{'s' if here != 1 else ''} where the first line "
            f"has {width}. Correct this line."
        )


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for place, name in enumerate(names, 1):
        plain = _line(name) if name else f"column {place}"
        number, unique = 2, plain
        while unique in found:
            unique, number = f"{plain} {number}", number + 1
        found.append(unique)
    return tuple(found)


def _line(name: str) -> str:
    """Return a name of one line that can be shown."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name[:60])
    return " ".join(plain.split()) or "unnamed"


def _columns(
    names: tuple[str, ...], rows: _Rows, orange: OrangeHeader | None, dialect: Dialect
) -> tuple[Column, ...]:
    columns = []
    for place, name in enumerate(names):
        if orange is not None and place in orange.skipped:
            continue
        cells = [line[place] for line in rows.cells]
        kind = None if orange is None else orange.is_number[place]
        columns.append(column_of(name, Cells(cells, rows.lines, rows.source), dialect, kind))
    return tuple(columns)


def _label(columns: tuple[Column, ...], orange: OrangeHeader | None) -> str:
    """Return the column that most likely is predicted: named so, words, or the last one."""
    if orange is not None and orange.label:
        return orange.label
    words = [c for c in columns if not c.is_number and c.suits_classes]
    return (words[-1] if words else columns[-1]).name
