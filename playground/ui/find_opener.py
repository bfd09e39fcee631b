"""The action "Find…": opens the line over the canvas, and goes to what was chosen."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.ui import late
from playground.ui.controller import Controller
from playground.ui.view import Selection

if TYPE_CHECKING:
    from playground.ui.find import FindPopup

_TOP = 12


class FindOpener:
    """Knows the canvas to open over."""

    def __init__(self, canvas: QWidget, controller: Controller) -> None:
        self._canvas = canvas
        self._controller = controller
        self.popup: FindPopup | None = None

    def open(self) -> None:
        """Show the line at the top of the canvas."""
        if self.popup is not None:
            self.popup.close()
        controller = self._controller
        make = late.part("playground.ui.find", "FindPopup")
        shown, weights = controller.store.shown, controller.snapshot.weights
        popup = cast("FindPopup", make(shown, weights, self._canvas.window()))
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self._on_popup_chosen)
        popup.finished.connect(self._on_popup_finished)
        top = self._canvas.mapToGlobal(self._canvas.rect().topLeft())
        popup.move(top.x() + (self._canvas.width() - popup.width()) // 2, top.y() + _TOP)
        self.popup = popup
        controller.feed.guests.append(popup)
        controller.snapshot_changed.connect(popup.show_snapshot)
        popup.show()

    def _on_popup_chosen(self, selection: Selection) -> None:
        present = self._controller.selection
        wanted = replace(present, layers=selection.layers, unit=selection.unit)
        wanted = replace(wanted, weight=selection.weight)
        self._controller.select(wanted)
        reveal = getattr(self._canvas, "reveal", None)
        if callable(reveal):
            reveal(self._controller.selection)
        self._canvas.setFocus()

    def _on_popup_finished(self) -> None:
        self._controller.feed.guests.clear()
        self.popup = None
