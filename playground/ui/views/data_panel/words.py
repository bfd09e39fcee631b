"""What kinds of data are called on the screen, translated."""

from PySide6.QtCore import QCoreApplication

from playground.data.catalog import DATASETS

CONTEXT = "catalog"


def translated(text: str) -> str:
    """Return a text of the tables in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)


def title(kind: str) -> str:
    """Return the title of a kind."""
    return translated(DATASETS[kind].title)


def short_title(kind: str) -> str:
    """Return the title of a kind where there is little room."""
    return translated(DATASETS[kind].short_title)


def explanation(kind: str) -> str:
    """Return the one sentence of a kind."""
    return translated(DATASETS[kind].explanation)
