"""The actions that go through the time of a run: to a step, back to now, off it, and to compare."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QInputDialog

from playground.session.commands import Branch, Command, SetMemory, Visit
from playground.session.snapshot import Snapshot
from playground.ui.controller import Controller
from playground.ui.docks import Docks
from playground.ui.frame import Frame
from playground.ui.preferences import MEMORIES, Preferences
from playground.ui.window import MainWindow

_MEGABYTE = 2**20
_MUCH = 0.66
"""Part of the height for what has much to show."""


@runtime_checkable
class NamingView(Protocol):
    """A view in which the run that is followed can be named."""

    def rename_run(self) -> None: ...


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimeMachine", text)


class TimeMachine(QObject):
    """Turns actions into commands, and brings the parts of the window into sight that they need."""

    def __init__(
        self,
        window: MainWindow,
        controller: Controller,
        preferences: Preferences,
        frame: Frame,
    ) -> None:
        super().__init__(controller)
        self._window = window
        self._controller = controller
        self._preferences = preferences
        self._frame = frame
        self.question: QInputDialog | None = None
        self._behind: QDockWidget | None = None
        self._heights: list[int] = []
        controller.command_sent.connect(self._on_controller_command_sent)
        controller.snapshot_changed.connect(self._on_controller_snapshot_changed)

    def go_to(self) -> None:
        """Ask for a step and go there."""
        snapshot = self._controller.snapshot
        end = max(snapshot.record.end, snapshot.step)
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(0, end)
        dialog.setIntValue(snapshot.step)
        dialog.setWindowTitle(_tr("Go to step"))
        dialog.setLabelText(_tr("Step of this run, from 0 to {0}:").format(f"{end:,}"))
        dialog.intValueSelected.connect(lambda step: self._controller.send(Visit(step)))
        dialog.finished.connect(dialog.deleteLater)
        self.question = dialog
        dialog.open()

    def now(self) -> None:
        """Go to the newest step of the run."""
        self._controller.send(Visit(self._controller.snapshot.record.end))

    def branch(self) -> None:
        """Go on from the step that is shown as a run of its own."""
        self._controller.send(Branch())

    def compare(self) -> None:
        """Show the step beside the newest one, with room for both."""
        docks = self._window.docks
        is_new = not _is_seen(docks["compare"])
        if is_new:
            beside = self._window.tabifiedDockWidgets(docks["compare"])
            self._behind = next(filter(_is_seen, beside), None)
        _bring(docks["compare"])
        if is_new:
            self._give_room(docks)

    def _give_room(self, docks: Docks) -> None:
        """Give the comparison most of the height of its side."""
        if not docks.is_gathered():
            above, below = docks["compare"], docks["card"]
            self._heights = [above.height(), below.height()]
            room = self._window.height() - above.y()
            sizes = [round(_MUCH * room), room - round(_MUCH * room)]
            self._window.resizeDocks([above, below], sizes, Qt.Orientation.Vertical)

    @Slot(object)
    def _on_controller_snapshot_changed(self, snapshot: Snapshot) -> None:
        """Give the room back once there is nothing to compare any more."""
        behind, heights, docks = self._behind, self._heights, self._window.docks
        if behind is None or snapshot.record.is_past:
            return
        self._behind, self._heights = None, []
        if _is_seen(docks["compare"]):
            behind.raise_()
            if heights and not docks.is_gathered():
                pair = [docks["compare"], docks["card"]]
                self._window.resizeDocks(pair, heights, Qt.Orientation.Vertical)

    def name_line(self) -> None:
        """Let the person name the run, where its name stands on the curve."""
        _bring(self._window.docks["timeline"])
        view = self._controller.feed.view("timeline")
        if view is not None and isinstance(view, NamingView):
            view.rename_run()

    @Slot(object)
    def _on_controller_command_sent(self, command: Command) -> None:
        """Keep for next time what was chosen for copies along a run."""
        if not isinstance(command, SetMemory):
            return
        size = command.size // _MEGABYTE
        if size in MEMORIES and size != self._preferences.memory:
            self._preferences.memory = size
            self._frame.setting_changed.emit("memory")


def _is_seen(dock: QDockWidget) -> bool:
    return not (dock.isHidden() or dock.visibleRegion().isEmpty())


def _bring(dock: QDockWidget) -> None:
    dock.show()
    dock.raise_()
