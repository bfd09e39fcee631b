"""Asks the worker for the whole Run without waiting: the answer is looked for at every poll."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from time import monotonic

from playground.engine.state import RunState
from playground.model.errors import PlaygroundError
from playground.session.commands import Capture

Taken = Callable[[RunState], None]
Missed = Callable[[Exception], None]

PATIENCE = 30.0
"""Seconds after which an answer is given up: compiling may hold the worker for some of them."""


class CaptureError(PlaygroundError):
    """The worker did not hand over the Run."""


class Captures:
    """Open questions to the worker."""

    def __init__(
        self, send: Callable[[Capture], None], clock: Callable[[], float] = monotonic
    ) -> None:
        self._send = send
        self._clock = clock
        self._waiting: list[tuple[float, Capture, Taken, Missed]] = []
        self.newest: RunState | None = None
        """The Run as it was when it was captured last; restarting after a failure begins here."""

    def forget(self) -> None:
        """Drop every question and the newest answer: another document is opened."""
        self._waiting.clear()
        self.newest = None

    def request(self, on_taken: Taken, on_missed: Missed) -> None:
        """Ask; exactly one of the two is called later, from `poll`."""
        capture = Capture()
        self._waiting.append((self._clock() + PATIENCE, capture, on_taken, on_missed))
        self._send(capture)

    def poll(self) -> None:
        """Hand out the answers that have come."""
        now = self._clock()
        due = [entry for entry in self._waiting if entry[1].reply.done() or now > entry[0]]
        self._waiting = [entry for entry in self._waiting if entry not in due]
        for _, capture, on_taken, on_missed in due:
            if not capture.reply.done():
                on_missed(
                    CaptureError(
                        "Training did not answer, so nothing was written. Pause it and try again."
                    )
                )
                continue
            try:
                state = capture.reply.result()
            except (CancelledError, Exception) as error:
                on_missed(error if isinstance(error, Exception) else CaptureError(str(error)))
                continue
            self.newest = state
            on_taken(state)
