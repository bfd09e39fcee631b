"""Three hints of the first start: one at a time, gone when done or dismissed, never again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from playground.session.commands import Pause, Play
from playground.session.snapshot import Snapshot
from playground.ui.controller import Controller
from playground.ui.preferences import Preferences
from playground.ui.style import Theme
from playground.ui.widgets.callout import Callout, Side

_PAUSE = 1500
"""Milliseconds between two hints, so that the next one is a new thought."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said, and beside what."""

    name: str
    text: str
    anchor: QWidget
    side: Side


class Hints(QObject):
    """Shows what has not been seen yet, in the order of a first walk through the window."""

    def __init__(
        self,
        window: QWidget,
        controller: Controller,
        preferences: Preferences,
        theme: Callable[[], Theme],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._controller = controller
        self._preferences = preferences
        self._theme = theme
        self._hints: tuple[Hint, ...] = ()
        self._shown: Hint | None = None
        self._layers = 0
        self._is_started = False
        self._is_stepping = False
        self.callout: Callout | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._show_next)

    def place(self, play: QWidget, palette: QWidget, card: QWidget) -> None:
        """Say what the three hints stand beside."""
        self._hints = (
            Hint(
                "play",
                self.tr("Space, or this button, pauses the training and lets it go on."),
                play,
                "below",
            ),
            Hint(
                "palette",
                self.tr("Drag a layer onto a connection: it is put in between, also in training."),
                palette,
                "right",
            ),
            Hint(
                "card",
                self.tr("Click a neuron or a wire: its numbers appear here, and can be changed."),
                card,
                "left",
            ),
        )

    def start(self) -> None:
        """Begin, where there is anything left to show."""
        if not self._is_started:
            self._is_started = True
            self._controller.command_sent.connect(self._on_controller_command_sent)
            self._controller.project_changed.connect(self._on_controller_project_changed)
            self._controller.selection_changed.connect(self._on_controller_selection_changed)
            self._controller.run_opened.connect(self._on_controller_run_opened)
            self._controller.snapshot_changed.connect(self._on_controller_snapshot_changed)
            self._window.installEventFilter(self)
        self._count_layers()
        self._show_next()

    def show_again(self) -> None:
        """Show all of them once more."""
        self._preferences.hints_seen = frozenset()
        self._take_away()
        self.start()

    def close(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self._take_away()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        if self.callout is not None:
            self.callout.show_theme(theme)
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False

    # --- showing ---------------------------------------------------------------------------

    def _show_next(self) -> None:
        seen = self._preferences.hints_seen
        waiting = [hint for hint in self._hints if hint.name not in seen]
        if self.callout is not None or not waiting:
            return
        # What cannot be seen now (a dock that was closed) waits for another start.
        hint = next((hint for hint in waiting if hint.anchor.isVisible()), None)
        if hint is None:
            return
        if not hint.anchor.isEnabled():
            # Nothing can be pressed while the first network is compiled; the order stays.
            self._timer.start()
            return
        self._shown = hint
        self.callout = Callout(hint.text, hint.side, self._theme(), self._window)
        self.callout.dismissed.connect(self._on_callout_dismissed)
        self._place()
        self.callout.setVisible(not self._is_stepping)
        self.callout.raise_()

    def _place(self) -> None:
        if self.callout is None or self._shown is None:
            return
        anchor = self._shown.anchor
        corner = anchor.mapTo(self._window, anchor.rect().topLeft())
        self.callout.point_at(QRect(corner, anchor.size()), self._window.rect())

    def _done(self, name: str) -> None:
        if name in self._preferences.hints_seen:
            return
        self._preferences.hints_seen |= {name}
        if self._shown is not None and self._shown.name == name:
            self._take_away()
            self._timer.start()

    def _take_away(self) -> None:
        if self.callout is not None:
            self.callout.hide()
            self.callout.deleteLater()
            self.callout, self._shown = None, None

    # --- what was done ---------------------------------------------------------------------

    def _on_callout_dismissed(self) -> None:
        if self._shown is not None:
            self._done(self._shown.name)

    def _on_controller_command_sent(self, command: object) -> None:
        if isinstance(command, Play | Pause):
            self._done("play")

    def _on_controller_project_changed(self) -> None:
        before = self._layers
        self._count_layers()
        if self._layers > before:
            self._done("palette")

    def _on_controller_selection_changed(self) -> None:
        selection = self._controller.selection
        if selection.unit is not None or selection.weight is not None:
            self._done("card")

    def _on_controller_snapshot_changed(self, snapshot: Snapshot) -> None:
        # Whoever steps reads what the canvas tells of every operation; a hint would lie upon it.
        is_stepping = snapshot.position.operation > 0
        if is_stepping != self._is_stepping:
            self._is_stepping = is_stepping
            if self.callout is not None:
                self.callout.setVisible(not is_stepping)

    def _on_controller_run_opened(self) -> None:
        # Another document brings its layers along; nobody added them.
        self._count_layers()

    def _count_layers(self) -> None:
        self._layers = len(self._controller.store.project.network.layers)
