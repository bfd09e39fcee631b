"""Everything that nobody needs yet is compiled by another process, at low priority.

Compiling holds Python's lock for seconds at a time: done here, training and window would stumble
for half a minute at the first start of all. What the other process has compiled is on the disk, and
loading it takes milliseconds.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

import playground
from playground.kernels import cache
from playground.kernels.optable import OpCode

_ONE = threading.Lock()
"""Held by the one that has started a process, however many windows are open."""
COMMAND = ("-m", "playground", "prepare", "--all")


class Behind:
    """The other process; there is at most one. Used by one thread.

    Attributes
    ----------
    is_over
        True where there is nothing to wait for: all is compiled, or nobody could compile it.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._said = (0, len(OpCode))
        self._has_turn = False
        self.is_over = cache.is_complete()

    def look(self) -> str:
        """Start the process if need be; return how far it is, "" once it has ended."""
        if self.is_over:
            return ""
        if self._process is None:
            if cache.is_complete():
                self._end()
                return ""
            if not _ONE.acquire(blocking=False):
                return "Another window compiles what other networks need"
            self._has_turn = True
            self._process = _started()
            threading.Thread(target=self._listen, name="compiling", daemon=True).start()
        if self._process is None or self._process.poll() is not None:
            self._end()
            return ""
        done, total = self._said
        return f"Compiling what other networks need ({done} of {total})"

    def _listen(self) -> None:
        """Take in how far the process is, line by line, until it ends; a thread of its own."""
        if self._process is None or self._process.stdout is None:
            return
        with self._process.stdout as lines:
            for line in lines:
                done, _, total = line.partition(" ")
                if done.isdecimal() and total.strip().isdecimal():
                    self._said = int(done), int(total)

    def stop(self) -> None:
        """End the process; what it has compiled so far is kept."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        self._end()

    def _end(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _ONE.release()
        self.is_over = True


def _started() -> "subprocess.Popen[str] | None":
    """Return the process, None where this machine starts none."""
    room = str(Path(playground.__file__).parents[1])
    paths = [room, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    # Without a console window, and behind everything else, where Windows is asked for it.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    flags |= getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    try:
        return subprocess.Popen(
            [sys.executable, *COMMAND, "--parent", str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=flags,
        )
    except OSError:
        return None
