"""Whether a window may close: unsaved changes are asked about first."""

from collections.abc import Callable

from playground.ui.controller import Controller
from playground.ui.documents import Documents


class Closing:
    """Keeps the window open until its document is saved or given up.

    Parameters
    ----------
    close
        Closes the window; called again when the question is settled.
    """

    def __init__(
        self, documents: Documents, controller: Controller, close: Callable[[], object]
    ) -> None:
        self._documents = documents
        self._controller = controller
        self._close = close
        self.is_settled = False
        """Nothing is asked any more."""

    def may_close(self) -> bool:
        """Ask where there is something to lose; False keeps the window open for now."""
        if self.is_settled or not self._controller.is_unsaved:
            return True
        self._documents.when_settled(self._on_settled)
        return self.is_settled

    def _on_settled(self) -> None:
        self.is_settled = True
        # Called from within the question, or later, when the file is written.
        self._close()
