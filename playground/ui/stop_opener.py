"""The action "Stop at…": asks under the play button, and sets the goal."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from playground.session.commands import StopAt
from playground.ui import late
from playground.ui.controller import Controller
from playground.ui.stop_goal import StopGoal
from playground.ui.style import Theme

if TYPE_CHECKING:
    from playground.ui.stop_popup import StopPopup


class StopOpener:
    """Knows the button to open at."""

    def __init__(
        self,
        anchor: QWidget,
        controller: Controller,
        goal: StopGoal,
        theme: Callable[[], Theme],
    ) -> None:
        self._anchor = anchor
        self._controller = controller
        self._goal = goal
        self._theme = theme
        self.popup: StopPopup | None = None

    def open(self) -> None:
        """Ask where training is to stop."""
        if self.popup is not None:
            self.popup.close()
        shown = self._controller.store.shown
        dataset = shown.dataset
        make = late.part("playground.ui.stop_popup", "StopPopup")
        popup = make(
            self._goal.stop,
            self._theme(),
            has_test=dataset is not None and dataset.test.size > 0,
            has_classes=shown.has_right_answers,
            is_running=self._controller.snapshot.status == "running",
            parent=self._anchor.window(),
        )
        popup.stop_chosen.connect(self._on_popup_stop_chosen)
        popup.finished.connect(self._on_popup_finished)
        popup.move(self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + 4)))
        self.popup = cast("StopPopup", popup)
        popup.show()

    def _on_popup_stop_chosen(self, stop: StopAt) -> None:
        self._goal.put(stop, play=stop != StopAt())

    def _on_popup_finished(self) -> None:
        self.popup = None
