"""The session: the worker's thread, a queue in, a slot out. No Qt, no other shared state."""

import threading
from collections.abc import Callable

from playground.session.commands import Capture, Close, Command
from playground.session.mailbox import Inbox, Slot
from playground.session.snapshot import Snapshot
from playground.session.worker import Worker


class Session:
    """Training in a thread of its own. All methods may be called from one other thread."""

    def __init__(self) -> None:
        self._inbox = Inbox()
        self._slot = Slot()
        self._worker = Worker(self._inbox, self._slot)
        self._thread = threading.Thread(target=self._worker.run, name="training", daemon=True)

    def start(self) -> None:
        """Start the thread; commands sent before are carried out then."""
        self._thread.start()

    def send(self, command: Command) -> None:
        """Append a command; a burst that is running ends after its present step."""
        if not self._inbox.put(command) and isinstance(command, Capture):
            command.reply.cancel()

    def latest(self) -> Snapshot:
        """Return the newest snapshot; it is another object exactly where something changed."""
        return self._slot.newest

    def wait_for(self, predicate: Callable[[Snapshot], bool], timeout: float = 30.0) -> Snapshot:
        """Return the first snapshot that fulfils the predicate, for scripts and tests.

        Raises
        ------
        TimeoutError
            None did within ``timeout`` seconds.
        """
        return self._slot.wait_for(predicate, timeout)

    def close(self) -> None:
        """End the thread and wait for it."""
        self._inbox.put(Close())
        if self._thread.is_alive():
            self._thread.join()
