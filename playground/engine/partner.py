"""Two threads that train together: the second one, and what it runs.

The thread that trains calls compiled code as if it were alone; the second one waits on a queue,
and during a call runs its own half of every step (see `engine.halves`).
"""

import contextlib
import threading
from collections.abc import Iterator, Mapping
from queue import SimpleQueue

import numpy as np
import numpy.typing as npt

from playground.engine import door
from playground.engine.halves import Halves
from playground.engine.state import Float32, Int32


class Pair:
    """Both tapes of a program, bound, and the place where their threads meet.

    Attributes
    ----------
    first
        Bound tape of the thread that trains; stands in for the program's.
    second
        Bound tape of the other.
    """

    def __init__(
        self,
        halves: Halves,
        deltas: Mapping[str, int],
        workspace: Float32,
        table: Int32,
        registers: npt.NDArray[np.float64],
    ) -> None:
        self._kernels = kernels = door.pair()
        room = np.zeros(2 * kernels.PLACE, dtype=np.int32)
        start = -(room.ctypes.data // 4) % kernels.APART
        self._place: Int32 = room[start : start + kernels.PLACE]
        self._memory = workspace, table, registers
        self._origins = halves.origins
        self.first = kernels.bind_side(halves.first, deltas, self._place, table, 0)
        self.second = kernels.bind_side(halves.second, deltas, self._place, table, 1)

    def begin(self) -> None:
        """Make ready for the next call; nobody is at the place of meeting."""
        self._place[:] = 0

    def leave(self, side: int) -> None:
        """Do not let the other thread wait for this side any more."""
        self._place[side * self._kernels.APART + self._kernels.GONE] = 1

    def follow(self) -> None:
        """Run the second thread's rows until the first one leaves."""
        self._kernels.follow(self.second, *self._memory, self._place, 1)

    def origin(self, row: int) -> int:
        """Return the row of the program's tape that a row of `first` is or belongs to; -1 stays."""
        return row if row < 0 else self._origins[row]


class Partner:
    """The second thread. It starts when first needed and ends with `close`."""

    def __init__(self) -> None:
        self._orders: SimpleQueue[Pair | threading.Event | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._pair: Pair | None = None
        self._error: BaseException | None = None

    @contextlib.contextmanager
    def beside(self, pair: Pair) -> Iterator[None]:
        """Let the second thread run its half while the caller runs ``pair.first``.

        Raises
        ------
        BaseException
            What was raised in the second thread.
        """
        self._settle()
        if self._thread is None:
            # Nothing that an interrupted `close` has left behind may reach it.
            self._orders = SimpleQueue()
            self._thread = threading.Thread(target=self._work, name="partner", daemon=True)
            self._thread.start()
        pair.begin()
        self._pair = pair
        try:
            self._orders.put(pair)
            yield
        finally:
            self._settle()
        error, self._error = self._error, None
        if error is not None:
            raise error

    def close(self) -> None:
        """End the thread and wait for it; the next `beside` starts another."""
        self._settle()
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join()
            self._thread = None

    def _settle(self) -> None:
        """Wait until the second thread runs no rows any more.

        Somebody may interrupt this one anywhere, so it can be said again and waits as before.
        """
        if self._pair is None:
            return
        self._pair.leave(0)
        turn = threading.Event()
        self._orders.put(turn)
        turn.wait()
        self._pair = None

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            if isinstance(order, threading.Event):
                order.set()
                continue
            try:
                order.follow()
            except BaseException as reason:
                self._error = reason
                order.leave(1)
