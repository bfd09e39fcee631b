"""The only two things that threads share: a queue of commands in, a slot with a snapshot out."""

import time
from collections import deque
from collections.abc import Callable
from threading import Condition

import numpy as np

from playground.engine.state import StopFlag
from playground.session.commands import Close, Command
from playground.session.snapshot import Snapshot


class Inbox:
    """Commands on their way to the worker.

    Attributes
    ----------
    stop_flag
        int32 (1,): non-zero exactly while commands wait. The compiled loop polls it, so a command
        ends the burst that is running.
    """

    def __init__(self) -> None:
        self.stop_flag: StopFlag = np.zeros(1, np.int32)
        self._commands: deque[Command] = deque()
        self._arrived = Condition()
        self._closed = False

    def put(self, command: Command) -> bool:
        """Append a command from any thread; False once a Close went in before it."""
        with self._arrived:
            if self._closed:
                return False
            self._closed = isinstance(command, Close)
            self._commands.append(command)
            self.stop_flag[0] = 1
            self._arrived.notify()
        return True

    def take(self, timeout: float | None) -> tuple[Command, ...]:
        """Return everything that waits, in order; wait up to ``timeout`` seconds (None: for ever)."""
        with self._arrived:
            if timeout != 0.0:
                self._arrived.wait_for(lambda: self._commands, timeout)
            commands = tuple(self._commands)
            self._commands.clear()
            self.stop_flag[0] = 0
        return commands

    @property
    def has_mail(self) -> bool:
        return bool(self.stop_flag[0])

    @property
    def is_closed(self) -> bool:
        """Whether a Close is among what was put in, taken or not."""
        return self._closed


class Slot:
    """The newest snapshot. Reading it takes no lock."""

    def __init__(self) -> None:
        self.newest = Snapshot()
        self._changed = Condition()

    def put(self, snapshot: Snapshot) -> None:
        """Replace the snapshot."""
        with self._changed:
            self.newest = snapshot
            self._changed.notify_all()

    def wait_for(self, predicate: Callable[[Snapshot], bool], timeout: float) -> Snapshot:
        """Return the first snapshot from now on that fulfils the predicate.

        Raises
        ------
        TimeoutError
            None did within ``timeout`` seconds.
        """
        deadline = time.monotonic() + timeout
        with self._changed:
            while not predicate(self.newest):
                left = deadline - time.monotonic()
                if left <= 0.0:
                    raise TimeoutError(f"still {self.newest.status} at step {self.newest.step}")
                self._changed.wait(left)
            return self.newest
