"""The action "Be the optimizer…": opens the game over the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.ui import late
from playground.ui.style import Theme

if TYPE_CHECKING:
    from playground.ui.views.landscape.game import GameDialog


class GameOpener:
    """Keeps at most one game open."""

    def __init__(self, window: QWidget, theme: Callable[[], Theme]) -> None:
        self._window = window
        self._theme = theme
        self.dialog: GameDialog | None = None

    def open(self) -> None:
        """Show the game, or bring it to the front."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        make = late.part("playground.ui.views.landscape.game", "GameDialog")
        dialog = cast("GameDialog", make(self._theme(), self._window))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()

    def _on_dialog_finished(self) -> None:
        self.dialog = None
