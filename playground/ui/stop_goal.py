"""Where training is to stop by itself: kept over pauses and new weights, over when it is reached."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal, Slot

from playground.session.commands import Command, OpenRun, Pause, Play, Step, StopAt
from playground.session.snapshot import Snapshot
from playground.ui.controller import Controller
from playground.ui.stopping import stop_words


@runtime_checkable
class StopView(Protocol):
    """A view that shows where training will stop."""

    def show_stop(self, stop: StopAt | None, words: str) -> None: ...


class StopGoal(QObject):
    """The goal of every Play until it is reached or taken away."""

    changed = Signal(object, str)
    """StopAt or None, and its words."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._document: tuple[str, object] = ("", None)
        self._is_heading = False
        self.stop: StopAt | None = None
        controller.command_sent.connect(self._on_controller_command_sent)
        controller.snapshot_changed.connect(self._on_controller_snapshot_changed)

    @property
    def words(self) -> str:
        """Where training will stop, e.g. "step 5,000"; "" for nowhere."""
        return stop_words(self.stop)

    def play(self) -> Play:
        """Return the command that trains as far as this."""
        return Play(stop_at=self.stop)

    def put(self, stop: StopAt | None, *, play: bool = False) -> None:
        """From now on stop there; None is nowhere. ``play`` starts at once."""
        self._document = self._present_document()
        self._take(None if stop == StopAt() else stop)
        if play or self._controller.snapshot.status == "running":
            self._controller.send(self.play())

    def never(self) -> None:
        """Train on without stopping."""
        self.put(None)

    def _take(self, stop: StopAt | None) -> None:
        self.stop = stop
        self._is_heading = self._is_heading and stop is not None
        self.changed.emit(stop, self.words)

    def _present_document(self) -> tuple[str, object]:
        store = self._controller.store
        return store.project.name, store.path

    @Slot(object)
    def _on_controller_snapshot_changed(self, snapshot: Snapshot) -> None:
        # Nobody paused, and yet it stands still and says why: it has come to where it was to stop.
        if self._is_heading and snapshot.status == "paused" and snapshot.notice:
            self._take(None)

    @Slot(object)
    def _on_controller_command_sent(self, command: Command) -> None:
        if isinstance(command, Play):
            self._is_heading = command.stop_at is not None
        elif isinstance(command, (Pause, Step)):
            self._is_heading = False
        elif isinstance(command, OpenRun) and self.stop is not None:
            # Another run of the same document stops where this one would have; others do not.
            if self._present_document() != self._document:
                self._take(None)
            elif command.play:
                self._controller.send(self.play())
