"""The session: the worker's thread, a queue in, a slot out. No Qt, no other shared state."""

import threading
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from playground.session.commands import Capture, Close, Command
from playground.session.mailbox import Inbox, Slot
from playground.session.snapshot import Snapshot

if TYPE_CHECKING:
    from playground.session.worker import Worker

_WORKER = "playground.session.worker"


class Session:
    """Training in a thread of its own. All methods may be called from one other thread.

    Parameters
    ----------
    compiles_behind
        Whether a process of its own compiles what the first network does not need.
    """

    def __init__(self, *, compiles_behind: bool = False) -> None:
        self._compiles_behind = compiles_behind
        self._inbox = Inbox()
        self._slot = Slot()
        self._thread = threading.Thread(target=self._work, name="training", daemon=True)

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

    def _work(self) -> None:
        # By name and on the worker's own thread: the window stands before the engine is loaded.
        worker: Worker = import_module(_WORKER).Worker(
            self._inbox, self._slot, compiles_behind=self._compiles_behind
        )
        worker.run()

    def close(self) -> None:
        """End the thread and wait for it."""
        self._inbox.put(Close())
        if self._thread.is_alive():
            self._thread.join()
