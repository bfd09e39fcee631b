"""Actions on the tape: they bring it into sight first, where one has to look at it."""

from PySide6.QtWidgets import QDockWidget

from playground.ui.controller import Controller
from playground.ui.in_sight import is_in_sight
from playground.ui.views.tape.view import TapeView


class TapeOpener:
    """Knows the tape and the dock that it stands in."""

    def __init__(self, tape: TapeView, dock: QDockWidget, controller: Controller) -> None:
        self._tape = tape
        self._dock = dock
        controller.document_opened.connect(tape.shelf.forget)
        # Breakpoints move with their operations, also while the tape is behind a tab.
        controller.snapshot_changed.connect(tape.shelf.follow_snapshot)

    def run_to(self) -> None:
        """Let the person choose a row with the arrows; Enter runs there."""
        self._show()
        self._tape.focus_row()

    def toggle_breakpoint(self) -> None:
        """Put a breakpoint on the row that is marked, or take it away."""
        if not is_in_sight(self._tape):
            self._show()
        self._tape.toggle_breakpoint()

    def open_breakpoints(self) -> None:
        """List all breakpoints."""
        self._show()
        self._tape.breakpoints.open_all()

    def clear_breakpoints(self) -> None:
        """Take all away."""
        self._tape.shelf.clear()

    def _show(self) -> None:
        self._dock.show()
        self._dock.raise_()
