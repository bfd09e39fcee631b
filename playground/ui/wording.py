"""Words of the tables (layers, losses, data, ...) in the language of the window.

The model knows no Qt and holds plain English; the window translates where it shows. Messages that
were made from a pattern ("Dense 3 has no input") are found again by their pattern.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from playground.ui.class_colours import third_words
from playground.ui.languages import SOURCE_LANGUAGE, spoken_language
from playground.ui.messages import by_pattern
from playground.ui.style import Theme

CATALOG = "catalog"
"""Context of all texts that come from below the window."""


class _Pair:
    """What the two colours of the window are called now; it has one pair for all windows."""

    positive = "blue"
    negative = "orange"
    third, fourth = "green", "violet"


def call_pair(theme: Theme) -> None:
    """From now on call the classes of the plane by the colours of this theme."""
    _Pair.positive, _Pair.negative = theme.positive_word, theme.negative_word
    _Pair.third, _Pair.fourth = third_words(theme)


def class_words(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of classes in the language of the window.

    The classes of the plane are called by their colours, which are those of the theme.
    """
    pair = {
        "blue": _Pair.positive,
        "orange": _Pair.negative,
        "green": _Pair.third,
        "violet": _Pair.fourth,
    }
    return tuple(told(pair.get(name, name)) for name in names)


def told(text: str, context: str = CATALOG) -> str:
    """Return what comes from below the window in the language of the window.

    Texts of the tables are looked up, messages by the pattern that they were made from; unknown
    ones stay as they are.
    """
    if not text:
        return text
    found = QCoreApplication.translate(context, text)
    language = spoken_language()
    if found != text or context != CATALOG or language == SOURCE_LANGUAGE:
        return found
    return by_pattern(text, language)
