"""Actions on the operation at hand: they bring its panel into sight where one has to look at it."""

from PySide6.QtWidgets import QDockWidget

from playground.ui.controller import Controller
from playground.ui.docks import Docks
from playground.ui.in_sight import is_in_sight
from playground.ui.views.card.view import CardView
from playground.ui.views.tape.view import TapeView


class Stepper:
    """Knows the tape, the card, and the docks that they stand in."""

    def __init__(
        self, tape: TapeView, card: CardView, docks: Docks, controller: Controller
    ) -> None:
        self._tape = tape
        self._card = card
        self._docks = docks
        controller.document_opened.connect(tape.shelf.forget)
        # Breakpoints move with their operations, also while the tape is behind a tab.
        controller.snapshot_changed.connect(tape.shelf.follow_snapshot)

    def take_over(self, other: "Stepper") -> None:
        """Go on with the breakpoints of another window."""
        self._tape.shelf.take_over(other._tape.shelf)

    # --- the tape --------------------------------------------------------------------------

    def run_to(self) -> None:
        """Let the person choose a row with the arrows; Enter runs there."""
        _bring(self._docks["tape"])
        self._tape.focus_row()

    def toggle_breakpoint(self) -> None:
        """Put a breakpoint on the row that is marked, or take it away."""
        if not is_in_sight(self._tape):
            _bring(self._docks["tape"])
        self._tape.toggle_breakpoint()

    def open_breakpoints(self) -> None:
        """List all breakpoints."""
        _bring(self._docks["tape"])
        self._tape.breakpoints.open_all()

    def clear_breakpoints(self) -> None:
        """Take all away."""
        self._tape.shelf.clear()

    # --- the card --------------------------------------------------------------------------

    def copy_text(self) -> None:
        """Put the arithmetic on the card on the clipboard as text."""
        self._card.stepped.copy_text()

    def copy_latex(self) -> None:
        """Put the arithmetic on the card on the clipboard as LaTeX."""
        self._card.stepped.copy_latex()

    def check_gradients(self) -> None:
        """Check the gradients of what is selected, or of the network."""
        _bring(self._docks["card"])
        self._card.check.check()


def _bring(dock: QDockWidget) -> None:
    dock.show()
    dock.raise_()
