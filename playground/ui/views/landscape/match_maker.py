"""Prepares matches on a thread of its own: the first one may have to compile. No Qt."""

import threading
from collections.abc import Callable

from playground.model.errors import PlaygroundError
from playground.readout.landscape.fields import Field, RivalName
from playground.readout.landscape.match import Match


class MatchMaker:
    """One match at a time; the newest wish counts."""

    def __init__(self, make: Callable[[Field, RivalName], Match] = Match) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Match | str | None = None
        self._wish = 0
        self._thread: threading.Thread | None = None

    def want(self, field: Field, kind: RivalName) -> None:
        """Begin to prepare a match."""
        self.close()
        self._wish += 1
        self._made = None
        self._thread = threading.Thread(
            target=self._run, args=(self._wish, field, kind), name="match", daemon=True
        )
        self._thread.start()

    def take(self) -> Match | str | None:
        """Return the match once it is made, or why it could not be; None before, and after."""
        with self._lock:
            made, self._made = self._made, None
        return made

    def close(self) -> None:
        """Wait for the thread."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, wish: int, field: Field, kind: RivalName) -> None:
        try:
            made: Match | str = self._make(field, kind)
        except PlaygroundError as error:
            made = str(error)
        with self._lock:
            if wish == self._wish:
                self._made = made
