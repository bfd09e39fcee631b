"""The journal beside the document: what a crash would have taken is there at the next start.

Every running program writes one file of its own and holds a lock beside it. A file whose lock
nobody holds was left by a program that died.
"""

import contextlib
import os
import sys
import time
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from playground.engine.record import lightened
from playground.engine.state import RunState
from playground.files.atomic import reason
from playground.files.project_file import SUFFIX, load, save
from playground.model.errors import PlaygroundError
from playground.model.project import Project

if sys.platform != "win32":
    import fcntl

KEEP_DAYS = 60
"""Days after which left-over journals that nobody wanted are removed."""


COPIES, ENDS = 2**20, 8 * 2**20
"""Bytes of copies along the run, and of other lines' last steps, that are written every few seconds:
what a crash takes of the record is the shortness of jumps, and lines of large networks.
"""

SETTLED = 60.0
"""Seconds after which nobody is still in the middle of taking a place or of a write."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """A document that a program left behind when it died.

    Attributes
    ----------
    document
        The file that it was opened from or saved to, or None.
    saved_at
        Seconds since the epoch.
    """

    path: Path
    project: Project
    state: RunState | None
    document: Path | None
    saved_at: float
    problem: PlaygroundError | None = None
    """What of it could not be read; the rest is whole."""

    @property
    def step(self) -> int:
        return self.state.step if self.state is not None else 0

    def discard(self) -> None:
        """Remove it for good."""
        _remove(self.path)


class Autosave:
    """The journal of this program, in a folder that all programs share."""

    def __init__(self, folder: Path) -> None:
        """Take a place in the folder.

        Raises
        ------
        PlaygroundError
            The folder cannot be made or written.
        """
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._path = folder / f"{os.getpid()}-{uuid.uuid4().hex[:8]}{SUFFIX}"
            self._lock: IO[bytes] | None = _lock_path(self._path).open("wb")
            _try_lock(self._lock)
        except OSError as error:
            raise PlaygroundError(
                f"Nothing can be kept safe in {folder}: {reason(error)}. Until then, save often."
            ) from error

    def write(self, project: Project, state: RunState | None, document: Path | None = None) -> None:
        """Replace the journal by the present document, with few of the copies along its run.

        Raises
        ------
        PlaygroundError
            It cannot be written; the journal before is still there.
        """
        note = {"document": str(document)} if document is not None else {}
        if state is not None and state.record is not None:
            state = replace(state, record=lightened(state.record, COPIES, ENDS))
        save(self._path, project, state, note)

    def clear(self) -> None:
        """Remove the journal: nothing is left to recover."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the folder; the journal stays where `clear` did not remove it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            if not self._path.exists():
                _remove(self._path)

    def recoverable(self) -> tuple[Recovered, ...]:
        """Return what programs that died have left, the newest first; damaged ones are skipped."""
        self._sweep()
        found = []
        for path in self._folder.glob(f"*{SUFFIX}"):
            if path == self._path or path.name.startswith(".") or not _is_abandoned(path):
                continue
            try:
                saved_at = path.stat().st_mtime
                if time.time() - saved_at > KEEP_DAYS * 86_400:
                    _remove(path)
                    continue
                loaded = load(path)
            except (PlaygroundError, OSError):
                continue
            document = loaded.note.get("document")
            found.append(
                Recovered(
                    path,
                    loaded.project,
                    loaded.state,
                    Path(document) if document else None,
                    saved_at,
                    loaded.problem,
                )
            )
        return tuple(sorted(found, key=lambda recovered: -recovered.saved_at))

    def _sweep(self) -> None:
        """Remove what is left of programs killed in the middle of a write or before the first."""
        for path in (*self._folder.glob(f".*{SUFFIX}"), *self._folder.glob("*.lock")):
            # A half-written file is called after its journal: ".<journal>-<random><suffix>".
            owner = path.stem[1:].rpartition("-")[0] if path.name[0] == "." else path.stem
            journal = self._folder / f"{owner}{SUFFIX}"
            with contextlib.suppress(OSError):
                # A young lock may belong to a program that is about to take it.
                is_old = time.time() - path.stat().st_mtime > SETTLED
                is_needed = path.suffix == ".lock" and journal.exists()
                if is_old and not is_needed and journal != self._path and _is_abandoned(journal):
                    path.unlink()


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _try_lock(file: IO[bytes]) -> bool:
    """Take the lock that the system gives back when the process ends, however it ends."""
    if sys.platform == "win32":
        return True  # an open file cannot be removed there, which says the same
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_abandoned(path: Path) -> bool:
    lock = _lock_path(path)
    if sys.platform == "win32":
        try:
            lock.unlink(missing_ok=True)
        except OSError:
            return False
        return True
    try:
        with lock.open("rb") as file:
            return _try_lock(file)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _remove(path: Path) -> None:
    for file in (path, _lock_path(path)):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
