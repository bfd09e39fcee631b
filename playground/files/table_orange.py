"""Orange's table files: a line of names, a line of types, a line of roles.

References
----------
.. [1] Orange Data Mining, "Loading your Data", section "Three-Row Header Format".
"""

from collections.abc import Sequence
from dataclasses import dataclass

_NUMBERS = frozenset({"c", "continuous"})
_WORDS = frozenset({"d", "discrete", "s", "string", "t", "time", "b", "basket"})
_ROLES = frozenset({"", "c", "class", "m", "meta", "i", "ignore"})


@dataclass(frozen=True, slots=True)
class OrangeHeader:
    """What the three lines say.

    Attributes
    ----------
    is_number
        Whether a column holds numbers; None where the cells decide.
    skipped
        Places of columns that are meta data or ignored.
    """

    names: tuple[str, ...]
    is_number: tuple[bool | None, ...]
    label: str
    skipped: frozenset[int]


def orange_header(lines: Sequence[Sequence[str]]) -> OrangeHeader | None:
    """Return the header of an Orange file, or None where the lines are no such header."""
    if len(lines) < 3:
        return None
    names, types, roles = lines[0], lines[1], lines[2]
    kinds = [_kind(cell) for cell in types]
    if not any(cell for cell in types) or any(kind == "?" for kind in kinds):
        return None
    simple = [_role(cell) for cell in roles]
    if "?" in simple:
        return None
    skipped = frozenset(i for i, role in enumerate(simple) if role in ("m", "meta", "i", "ignore"))
    labels = [names[i] for i, role in enumerate(simple) if role in ("c", "class")]
    numbers = {"number": True, "words": False, "": None}
    return OrangeHeader(
        tuple(names),
        tuple(numbers[kind] for kind in kinds),
        labels[0] if labels else "",
        skipped,
    )


def _role(cell: str) -> str:
    """Return the role in a cell like "class" or "meta key=value", or "?" for what is none."""
    words = [word for word in cell.lower().split() if "=" not in word]
    if not words:
        return ""
    return words[0] if len(words) == 1 and words[0] in _ROLES else "?"


def _kind(cell: str) -> str:
    """Return number, words, "" for an open cell, or "?" for what is no type."""
    word = cell.lower()
    if word in _NUMBERS:
        return "number"
    # "red green blue" lists the values of a discrete column.
    if word in _WORDS or (" " in word and not word[0].isdigit()):
        return "words"
    return "" if not word else "?"
