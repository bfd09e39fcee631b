"""Views that are loaded after the first paint, piece by piece while the window already lives.

Everything of Qt is loaded on the window's own thread. A thread beside it would be quicker, and it
crashes about one start in forty: PySide makes its types when they are first named, and two threads
that make one at the same time find it half made. pyqtgraph names all of them, so they are made
before it, a few milliseconds at a time. This is the only place of the window that imports by name.
"""

import importlib
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, Signal, Slot

from playground.data.dataset import Dataset
from playground.engine import door
from playground.engine.state import RunState
from playground.ui.platform_wishes import wants_stillness
from playground.ui.style import at_usual_size
from playground.ui.view import View
from playground.ui.watching import Role

if TYPE_CHECKING:
    from playground.files.export import ExportReport

_LIBRARY = "pyqtgraph"
_PIECE = 0.006
"""Seconds that loading may take of the time between two pictures."""


@dataclass(frozen=True, slots=True)
class LateView:
    """A view by its module and class; ``needs_plots`` makes it wait for pyqtgraph."""

    role: Role
    module: str
    name: str
    needs_plots: bool = False


LATE_VIEWS: tuple[LateView, ...] = (
    LateView("outline", "playground.ui.views.outline.view", "OutlineView"),
    LateView("space", "playground.ui.views.space.view", "SpaceView"),
    LateView("surface", "playground.ui.views.landscape.view", "LandscapeView"),
    LateView("compare", "playground.ui.views.compare.view", "CompareView"),
    LateView("weights", "playground.ui.views.weights.view", "WeightsView"),
    LateView("what_if", "playground.ui.views.what_if.view", "WhatIfView"),
    LateView("health", "playground.ui.views.diagnostics.view", "DiagnosticsView"),
    LateView("code", "playground.ui.views.code.view", "CodeView"),
    LateView("text", "playground.ui.views.network_text.view", "NetworkTextView"),
    LateView("size", "playground.ui.views.size.view", "SizeView"),
    LateView("timeline", "playground.ui.views.loss_timeline.view", "LossTimelineView", True),
)


DIALOGS = (
    "playground.ui.command_palette",
    "playground.ui.explaining",
    "playground.ui.find",
    "playground.ui.settings",
    "playground.ui.stop_popup",
    "playground.ui.table_dialog",
    "playground.ui.thumbnails",
    "playground.ui.views.gallery.dialog",
    "playground.ui.views.landscape.game",
)
"""Modules of what people open by hand; loaded when the window has been complete for a moment."""


def part(module: str, name: str) -> Any:
    """Return something of a module that nobody needs before the first paint."""
    return getattr(importlib.import_module(module), name)


def export(path: Path, state: RunState, dataset: Dataset) -> "ExportReport":
    """Export trained weights; checking them needs the engine, which the first paint does not.

    Raises
    ------
    PlaygroundError
        As `playground.files.export.export`.
    """
    report: ExportReport = part("playground.files.export", "export")(path, state, dataset)
    return report


class LateViews(QObject):
    """Loads the late views without holding up the window."""

    ready = Signal(str, object)
    """Role and View: made, and never shown yet."""
    asked = Signal()
    """What the platform wishes is known: asking it may start a program, so a thread does it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._has_asked = False
        self._pieces: Iterator[None] = iter(())

    def start(self) -> None:
        """Begin; `poll` goes on."""
        self._pieces = self._load()
        # Remembers the answer.
        self._thread = threading.Thread(target=wants_stillness, name="ask platform", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End what was begun; what was not made yet is not made any more."""
        self._pieces = iter(())
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @Slot()
    def poll(self) -> None:
        """Load one more piece."""
        if not self._has_asked and self._thread is not None and not self._thread.is_alive():
            self._has_asked = True
            self.asked.emit()
        next(self._pieces, None)

    def _load(self) -> Iterator[None]:
        for late in LATE_VIEWS:
            if not late.needs_plots:
                self._make(late)
                yield
        yield from _name_all_types()
        while not _import_plots():
            yield
        for late in LATE_VIEWS:
            if late.needs_plots:
                self._make(late)
                yield
        for dialog in DIALOGS:
            importlib.import_module(dialog)
            yield

    def _make(self, late: LateView) -> None:
        with at_usual_size():
            view: View = part(late.module, late.name)()
        self.ready.emit(late.role, view)


def _import_plots() -> bool:
    # pyqtgraph puts in an exception hook of its own; ours writes the log and the banner.
    hook = sys.excepthook
    try:
        return door.import_unless_busy(_LIBRARY)
    finally:
        sys.excepthook = hook


def _name_all_types() -> Iterator[None]:
    """Let PySide make every type that pyqtgraph will name, a piece at a time."""
    began = time.perf_counter()
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            if time.perf_counter() - began > _PIECE:
                yield
                began = time.perf_counter()
