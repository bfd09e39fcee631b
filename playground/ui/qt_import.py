"""Qt, loaded so that the imports after it stay quick."""

import builtins


def load_qt() -> None:
    """Import PySide6 and give Python its own import function back.

    PySide6 puts a function of its own in place of ``__import__``, which searches the source text of
    every module that is imported afterwards for a use of PySide6, because of its optional
    ``__feature__`` switches. Nothing here uses them, and reading 300 files again would hold up the
    first paint by a tenth; numba and pyqtgraph would come later by a quarter.

    Raises
    ------
    ImportError
        PySide6 is not installed, or one of its libraries is damaged.
    """
    usual = builtins.__import__
    import PySide6  # noqa: F401, PLC0415

    builtins.__import__ = usual
