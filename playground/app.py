"""Start of the window. Everything of Qt is loaded behind this door, after its libraries were found."""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playground.model.errors import PlaygroundError
from playground.ui.libraries import check_libraries, has_display
from playground.ui.qt_import import load_qt

NO_DISPLAY = (
    "There is no display, so the window runs unseen: it opens the spiral, trains it, and writes "
    "what it shows into demo/."
)


def _start() -> Any:
    """Load Qt and the window.

    Raises
    ------
    PlaygroundError
        A system library of Qt is missing.
    """
    check_libraries()
    try:
        load_qt()
        return importlib.import_module("playground.ui.start")
    except ImportError as error:
        if "PySide6" in str(error) or "shiboken6" in str(error) or ".so" in str(error):
            raise PlaygroundError(
                f"Qt cannot be loaded: {error}. Install the library that it names, or install "
                "Playground again."
            ) from error
        raise


def run(arguments: Sequence[str] = ()) -> int:
    """Open the window, with an example or a file where one is named.

    Without a display the same window runs unseen as a demonstration.

    Returns
    -------
    int
        Exit code: 0, or 2 where something is missing or wrong.
    """
    target = arguments[0] if arguments else None
    try:
        if not has_display():
            print(NO_DISPLAY, flush=True)
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            return int(_start().demonstrate(Path("demo"), print))
        return int(_start().open_window(target))
    except PlaygroundError as error:
        print(error, file=sys.stderr)
        return 2


def screenshot(
    target: str,
    out: Path,
    *,
    steps: int = 0,
    size: tuple[int, int] = (1440, 900),
    theme: str = "dark",
) -> int:
    """Open an example or a file unseen, train it for exactly ``steps``, and save a picture.

    Returns
    -------
    int
        Exit code: 0, or 2 where something is missing or wrong.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        _start().take_screenshot(target, out, steps, size, theme)
    except PlaygroundError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
