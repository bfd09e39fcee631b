"""Words of the tables (layers, losses, data, ...) in the language of the window.

The model knows no Qt and holds plain English; the window translates where it shows. Messages that
were made from a pattern ("Dense 3 has no input") are found again by their pattern.
"""

from PySide6.QtCore import QCoreApplication

CATALOG = "catalog"
"""Context of all texts that come from below the window."""


def told(text: str, context: str = CATALOG) -> str:
    """Return a text of the tables in the language of the window; unknown ones as they are."""
    return QCoreApplication.translate(context, text) if text else text
