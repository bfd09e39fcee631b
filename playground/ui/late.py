"""The one view that is loaded after the first paint: its plots need pyqtgraph, which takes a second.

pyqtgraph itself is imported by a thread while the window already lives; the view's module follows on
the window's own thread, when that is cheap. This is the only place of the window that imports by name.
"""

import importlib
import sys
import threading

from PySide6.QtCore import QObject, Signal, Slot

from playground.engine import door
from playground.ui.view import View

_LIBRARY = "pyqtgraph"
_MODULE = "playground.ui.views.loss_timeline.view"
_CLASS = "LossTimelineView"


class LateView(QObject):
    """Loads the loss timeline without holding up the window."""

    ready = Signal(object)
    """View: made, and never shown yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._is_done = False

    def start(self) -> None:
        """Begin to import; `poll` notices the end."""
        self._thread = threading.Thread(target=self._load, name="load plots", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait for the import to end."""
        self._is_done = True
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @Slot()
    def poll(self) -> None:
        """Make the view as soon as its library is there."""
        if self._is_done or self._thread is None or self._thread.is_alive():
            return
        self._is_done = True
        module = importlib.import_module(_MODULE)
        view: View = getattr(module, _CLASS)()
        self.ready.emit(view)

    def _load(self) -> None:
        # pyqtgraph puts in an exception hook of its own; ours writes the log and the banner.
        hook = sys.excepthook
        door.import_alone(_LIBRARY)
        sys.excepthook = hook
