"""Keeps the document safe while nobody saves: after every edit, and every few seconds of training.

The Run is captured by the worker and written by one thread of its own, so that a slow disk never
stops the window.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from playground.engine.state import RunState
from playground.model.project import Project
from playground.ui.controller import Controller
from playground.ui.errors import LOG

QUIET = 0.7
"""Seconds without a further edit before it is written: a drag is one write."""
EVERY = 3.0
"""Seconds between two writes while training."""

_WITHOUT_RUN = ("empty", "invalid", "failed")


class JournalLike(Protocol):
    """What is needed of playground.files.autosave.Autosave."""

    def write(
        self, project: Project, state: RunState | None, document: Path | None = None
    ) -> None: ...

    def clear(self) -> None: ...

    def close(self) -> None: ...


class Autosaving(QObject):
    """Writes the journal of the present document."""

    written = Signal()
    """The journal on the disk holds the present document."""

    def __init__(
        self,
        controller: Controller,
        journal: JournalLike,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._journal = journal
        self._clock = clock
        self.every: float | None = EVERY
        """Seconds between two writes while training; None writes nothing at all."""
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="autosave")
        self._writing: Future[None] | None = None
        self._edited: float | None = None
        self._written = clock()
        self._written_step = -1
        self._is_asked = False
        self._generation = 0
        controller.project_changed.connect(self._on_controller_project_changed)
        controller.polled.connect(self._on_controller_polled)
        controller.run_opened.connect(self._on_controller_run_opened)

    def close(self, *, forget: bool) -> None:
        """Wait for the last write; ``forget`` removes the journal, as after an orderly end."""
        self._writer.shutdown(wait=True)
        if forget:
            self._journal.clear()
        self._journal.close()

    def _on_controller_project_changed(self) -> None:
        self._edited = self._clock()

    def _on_controller_run_opened(self) -> None:
        self._generation += 1
        self._is_asked = False
        self._written_step = -1

    def _on_controller_polled(self) -> None:
        if self._is_asked or (self._writing is not None and not self._writing.done()):
            return
        self._note_failure()
        now = self._clock()
        snapshot = self._controller.snapshot
        is_edited = self._edited is not None and now - self._edited >= QUIET
        if self.every is None:
            return
        is_further = snapshot.step != self._written_step and now - self._written >= self.every
        if not (is_edited or is_further) or not self._is_worth_it():
            return
        self._edited = None
        self._written = now
        self._written_step = snapshot.step
        project = self._controller.store.project
        if snapshot.status in _WITHOUT_RUN:
            self._write(project, self._controller.captures.newest)
            return
        self._is_asked = True
        generation = self._generation

        def on_taken(state: RunState) -> None:
            if generation == self._generation:
                self._is_asked = False
                self._write(project, state)

        def on_missed(error: Exception) -> None:
            if generation == self._generation:
                self._is_asked = False
                LOG.warning("The journal was not written: %s", error)

        self._controller.captures.request(on_taken, on_missed)

    def _is_worth_it(self) -> bool:
        """An example that nobody changed can be opened again: it is not worth a question."""
        store = self._controller.store
        return store.is_changed or store.path is not None

    def _write(self, project: Project, state: RunState | None) -> None:
        self._writing = self._writer.submit(
            self._journal.write, project, state, self._controller.store.path
        )

    def _note_failure(self) -> None:
        if self._writing is None:
            return
        error = self._writing.exception()
        self._writing = None
        if error is not None:
            LOG.warning("The journal could not be written: %s", error)
        else:
            self.written.emit()
