"""Views that are loaded after the first paint, one at a time while the window already lives.

The loss timeline needs pyqtgraph, which takes a second: a thread imports it, and the view's module
follows on the window's own thread, when that is cheap. This is the only place of the window that
imports by name.
"""

import importlib
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    LateView("weights", "playground.ui.views.weights.view", "WeightsView"),
    LateView("what_if", "playground.ui.views.what_if.view", "WhatIfView"),
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
    """What the platform wishes is known: asking it may start a program, so the thread does it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._waiting: list[LateView] = []
        self._has_asked = False
        self._dialogs = list(DIALOGS)

    def start(self) -> None:
        """Begin; `poll` makes one view at a time."""
        self._waiting = list(LATE_VIEWS)
        self._thread = threading.Thread(target=self._load, name="load plots", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait for the import to end; what was not made yet is not made any more."""
        self._waiting.clear()
        self._dialogs.clear()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @Slot()
    def poll(self) -> None:
        """Make the next view whose library is there."""
        has_plots = self._thread is not None and not self._thread.is_alive()
        if has_plots and not self._has_asked:
            self._has_asked = True
            self.asked.emit()
        late = next((one for one in self._waiting if has_plots or not one.needs_plots), None)
        if late is None:
            if has_plots and not self._waiting and self._dialogs:
                importlib.import_module(self._dialogs.pop())
            return
        self._waiting.remove(late)
        with at_usual_size():
            view: View = getattr(importlib.import_module(late.module), late.name)()
        self.ready.emit(late.role, view)

    def _load(self) -> None:
        # pyqtgraph puts in an exception hook of its own; ours writes the log and the banner.
        hook = sys.excepthook
        wants_stillness()  # remembers the answer
        door.import_alone(_LIBRARY)
        sys.excepthook = hook
