"""Cells of a table: which sign separates them, and which of them are numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.model.errors import PlaygroundError

MISSING = frozenset({"", "?", "na", "n/a", "nan", "null", "none", "-", "."})
"""What stands in a cell that has no value, in small letters."""
DELIMITERS = (",", "\t", ";")
FEW = 10
"""So many different whole numbers at most are taken for classes."""
SHARE = 0.9
"""So many of the cells of a column are numbers where it is one of numbers."""
_LARGEST = 1e15
_POINT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file writes its cells."""

    delimiter: str = ","
    has_comma: bool = False
    """Numbers have a decimal comma."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column.

    Attributes
    ----------
    words
        The cells as they are.
    numbers
        float64 (rows,): the cells as numbers, nan where one is missing; empty for words.
    is_missing
        bool (rows,).
    lines
        Line of the file that each cell stands on.
    """

    name: str
    words: tuple[str, ...]
    numbers: npt.NDArray[np.float64]
    is_missing: npt.NDArray[np.bool_]
    lines: tuple[int, ...]
    has_comma: bool = False

    @property
    def is_number(self) -> bool:
        return self.numbers.size > 0

    @property
    def distinct(self) -> int:
        """Number of different values."""
        return len(
            {word for word, gone in zip(self.words, self.is_missing, strict=True) if not gone}
        )

    @property
    def suits_classes(self) -> bool:
        """Whether the values are taken for classes: words, or a few whole numbers."""
        if not self.is_number:
            return self.distinct <= max(FEW, len(self.words) // 2)
        known = self.numbers[~self.is_missing]
        return bool((known == np.rint(known)).all()) and self.distinct <= min(
            FEW, max(2, len(self.words) // 5)
        )

    def number_of(self, word: str) -> float:
        """Return a cell as a number."""
        return _number(word, self.has_comma)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column, and the line of the file that each one stands on."""

    texts: Sequence[str]
    lines: Sequence[int]
    source: str


def dialect_of(text: str) -> Dialect:
    """Return how a text separates its cells: by the sign that its first lines share.

    A decimal comma is only possible where something else separates.
    """
    head = [line for line in text[:20_000].splitlines()[:20] if line.strip()]
    best, most = ",", (0, 0)
    for delimiter in DELIMITERS:
        counts = [_outside(line, delimiter) for line in head]
        least = min(counts, default=0)
        agreeing = sum(count == counts[0] for count in counts) if least else 0
        if (agreeing, least) > most:
            best, most = delimiter, (agreeing, least)
    if best == ",":
        return Dialect()
    cells = [cell.strip().strip('"') for line in head for cell in line.split(best)]
    commas = sum("," in cell and _COMMA.fullmatch(cell) is not None for cell in cells)
    points = sum("." in cell and _POINT.fullmatch(cell) is not None for cell in cells)
    return Dialect(best, commas > 0 and points == 0)


def _outside(line: str, delimiter: str) -> int:
    """Count the signs that stand outside of quotes."""
    return sum(part.count(delimiter) for part in line.split('"')[::2])


def is_number(cell: str, dialect: Dialect) -> bool:
    """Return whether a cell is a number."""
    return (_COMMA if dialect.has_comma else _POINT).fullmatch(cell) is not None


def has_header(lines: Sequence[Sequence[str]], dialect: Dialect) -> bool:
    """Return whether the first line names the columns.

    It does where it has words above numbers, or no number at all and texts that never come again.
    """
    first, rest = lines[0], lines[1:50]
    if any(is_number(cell, dialect) for cell in first):
        return False
    for place, cell in enumerate(first):
        below = [row[place] for row in rest if row[place].lower() not in MISSING]
        if cell.lower() not in MISSING and below and all(is_number(c, dialect) for c in below):
            return True
    return all(cell not in {row[place] for row in rest} for place, cell in enumerate(first))


def column_of(name: str, cells: Cells, dialect: Dialect, kind: bool | None) -> Column:
    """Return a column.

    Parameters
    ----------
    kind
        Whether it holds numbers; None: it does if nine of ten cells are.

    Raises
    ------
    PlaygroundError
        A cell among numbers is none.
    """
    texts = cells.texts
    gone = np.array([text.lower() in MISSING for text in texts], dtype=np.bool_)
    known = [place for place in range(len(texts)) if not gone[place]]
    fitting = sum(is_number(texts[place], dialect) for place in known)
    holds_numbers = kind if kind is not None else bool(known) and fitting >= SHARE * len(known)
    numbers = np.zeros(0)
    if holds_numbers:
        numbers = np.full(len(texts), np.nan)
        for place in known:
            numbers[place] = _checked(cells, place, name, dialect)
    words = tuple(_shown(text) for text in texts)
    return Column(name, words, numbers, gone, tuple(cells.lines), dialect.has_comma)


def _checked(cells: Cells, place: int, name: str, dialect: Dialect) -> float:
    text = cells.texts[place]
    value = _number(text, dialect.has_comma) if is_number(text, dialect) else np.nan
    if not abs(value) < _LARGEST:
        raise PlaygroundError(
            f"{cells.source}, line {cells.lines[place]}, column “{name:.40}”: “{_shown(text):.30}” "
            "is no number that can be computed with. Correct this cell, or leave it empty."
        )
    return value


def _number(cell: str, has_comma: bool) -> float:
    return float(cell.replace(",", ".") if has_comma else cell)


def _shown(cell: str) -> str:
    """Return a cell as a text of one line."""
    plain = "".join(letter if letter.isprintable() else " " for letter in cell[:60])
    return " ".join(plain.split())
