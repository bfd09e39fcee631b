"""Lets something travel on the canvas for about a second after an operation; then all stands still."""

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

SECONDS, SLOW_SECONDS = 0.9, 1.6
_SHORTEST = 0.12
_PERIOD_MS = 30


class Travel(QObject):
    """A way from 0 to 1 in time, with a signal at each step of it.

    Attributes
    ----------
    part
        How much of it is done; 1 while nothing moves.
    """

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.part = 1.0
        self._seconds = SECONDS
        self._began = self._last = -SECONDS
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_active(self) -> bool:
        return self._timer.isActive()

    def start(self, *, is_slow: bool = False) -> None:
        """Begin a way; where operations follow each other quickly, it is as short as they are.

        ``is_slow``: in slow motion it may also be a little longer, so that it hardly ever stops.
        """
        now, longest = monotonic(), SLOW_SECONDS if is_slow else SECONDS
        self._seconds = min(longest, max(_SHORTEST, 0.95 * (now - self._began)))
        self._began, self.part = now, 0.0
        self._timer.start()

    def stop(self) -> None:
        """End it at once, without a further signal."""
        self._timer.stop()
        self.part = 1.0

    def finish(self) -> None:
        """Go to its end at once."""
        self.stop()
        self.moved.emit()

    def _on_timer_timeout(self) -> None:
        self.part = min(1.0, (monotonic() - self._began) / self._seconds)
        if self.part >= 1.0:
            self._timer.stop()
        self.moved.emit()
