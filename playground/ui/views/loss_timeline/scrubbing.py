"""The hand on the playhead: mouse and keys become wishes for a step, at most 30 a second."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from playground.ui.views.loss_timeline.head import within
from playground.ui.views.loss_timeline.plot import LossPlot

INTERVAL = 33
"""Milliseconds between two wishes: the newest wins."""
PATIENCE = 1000
"""Milliseconds after which a wish that nothing came of is forgotten."""
_GRIP = 5.0
"""Pixels around the end of the run, and around the playhead, that mean it."""

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: 0}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_KEEPS = {*_KEYS, *_PAGES}


class Scrubber(QObject):
    """Press or drag in the plot, or use its keys, to go to a step.

    Attributes
    ----------
    asked
        The step that was wished for last, until the run is there; None where it stands still.
    is_held
        Whether a button of the mouse is down.
    """

    visit_requested = Signal(int)
    changed = Signal()
    """``asked`` or ``is_held`` changed."""
    name_clicked = Signal(object)
    """Key of the run whose name was pressed."""
    cancel_requested = Signal()

    def __init__(self, plot: LossPlot) -> None:
        super().__init__(plot)
        self.asked: int | None = None
        self.is_held = False
        self._plot = plot
        self._step, self._end, self._epoch = 0, 0, 1
        self._reach: tuple[range, ...] | None = None
        self._is_travelling = False
        self._waiting: int | None = None
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer, most in ((self._pause, INTERVAL), (self._patience, PATIENCE)):
            timer.setSingleShot(True)
            timer.setInterval(most)
        self._pause.timeout.connect(self._send_waiting)
        self._patience.timeout.connect(self._give_up)
        plot.installEventFilter(self)
        plot.widget.viewport().installEventFilter(self)

    def follow(
        self, step: int, end: int, goal: int | None, reach: tuple[range, ...] | None, epoch: int
    ) -> None:
        """Take in where the run stands.

        Parameters
        ----------
        goal
            Where it is going; None while it is not on its way.
        epoch
            Updates in a pass over the examples.
        """
        self._step, self._end, self._reach, self._epoch = step, end, reach, max(1, epoch)
        self._is_travelling = goal is not None
        is_there = self.asked in (goal, None) if goal is not None else self.asked == step
        if is_there and not self.is_held and self._waiting is None:
            self.asked = None

    def ask(self, step: float) -> None:
        """Wish for the step nearest to this one that can be shown."""
        wanted = within(step, self._end, self._reach)
        if self._pause.isActive():
            self._waiting = wanted
        else:
            self._pause.start()
            self.visit_requested.emit(wanted)
        self.asked = wanted
        self._patience.start()
        self.changed.emit()

    def forget(self) -> None:
        """Wish for nothing any more."""
        self._waiting = None
        if self.asked is not None:
            self.asked = None
            self.changed.emit()

    def _send_waiting(self) -> None:
        wanted, self._waiting = self._waiting, None
        if wanted is not None:
            self._pause.start()
            self.visit_requested.emit(wanted)

    def _give_up(self) -> None:
        if self.asked is not None and not self.is_held:
            self.asked = None
            self.changed.emit()

    # --- events ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent) and watched is not self._plot:
            if kind == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if kind == QEvent.Type.MouseMove:
                self._move(event)
            elif kind == QEvent.Type.MouseButtonRelease:
                return self._release(event)
        elif isinstance(event, QKeyEvent) and watched is self._plot:
            if kind == QEvent.Type.KeyPress:
                return self._key(event)
            if kind == QEvent.Type.ShortcutOverride and event.key() in _KEEPS:
                event.accept()
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._plot.setFocus(Qt.FocusReason.MouseFocusReason)
        name = self._plot.overlay.name_at(event.position())
        if name is not None:
            self.name_clicked.emit(name)
        elif self._plot.head.end > 0:
            self.is_held = True
            self.ask(self._step_at(event.position()))
        return True

    def _move(self, event: QMouseEvent) -> None:
        if self.is_held:
            self.ask(self._step_at(event.position()))
            return
        shape = Qt.CursorShape.ArrowCursor
        if self._plot.overlay.name_at(event.position()) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif abs(event.position().x() - self._plot.places.x(self._plot.head.step)) <= _GRIP:
            shape = Qt.CursorShape.SizeHorCursor
        self._plot.widget.viewport().setCursor(shape)

    def _release(self, event: QMouseEvent) -> bool:
        if not self.is_held or event.button() != Qt.MouseButton.LeftButton:
            return False
        self.is_held = False
        self.changed.emit()
        return True

    def _step_at(self, position: QPointF) -> float:
        """Return the step that a place means; close to the end it is the end."""
        places = self._plot.places
        step = places.step_at(position.x())
        is_end = abs(places.x(self._end) - position.x()) <= _GRIP
        return float(self._end) if is_end else step

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._is_travelling:
            self.cancel_requested.emit()
            return True
        if key not in _KEEPS or self._plot.head.end <= 0:
            return False
        self.ask(self._by_key(key, event.modifiers()))
        return True

    def _by_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> int:
        """Return the step that a key leads to from the one that was wished for last."""
        at = self._step if self.asked is None else self.asked
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return self._end
        if key in _PAGES:
            # The beginning of this pass, then that of the one before; or of the next one.
            passes = (at - 1) // self._epoch if _PAGES[key] < 0 else at // self._epoch + 1
            return max(0, passes) * self._epoch
        size = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        size *= 100 if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        return self._beyond(at, at + _KEYS[key] * size)

    def _beyond(self, at: int, wanted: int) -> int:
        """Where only some steps can be shown, return the next one of them on this side."""
        found = within(wanted, self._end, self._reach)
        if found != at or self._reach is None:
            return wanted
        ends = [edge for part in self._reach for edge in (part[0], part[-1])]
        if wanted > at:
            return min((edge for edge in ends if edge > at), default=at)
        return max((edge for edge in ends if edge < at), default=at)
