"""Words of the tables (layers, losses, data, ...) in the language of the window.

The model knows no Qt and holds plain English; the window translates where it shows. Messages that
were made from a pattern ("Dense 3 has no input") are found again by their pattern.
"""

from PySide6.QtCore import QCoreApplication

from playground.ui.style import Theme

CATALOG = "catalog"
"""Context of all texts that come from below the window."""


_PAIR = {"blue": "positive_word", "orange": "negative_word"}


def class_word(name: str, theme: Theme) -> str:
    """Return a class's name in the language of the window.

    The two classes of the plane are called by their colours, which are those of the theme.
    """
    field = _PAIR.get(name)
    return told(name if field is None else str(getattr(theme, field)))


def told(text: str, context: str = CATALOG) -> str:
    """Return a text of the tables in the language of the window; unknown ones as they are."""
    return QCoreApplication.translate(context, text) if text else text
