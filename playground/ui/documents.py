"""New, open, save, export: the ways of a document into the window and out of it.

Saving needs the whole Run, which the worker hands over later; so every way that needs it goes on
in a callback. Unsaved changes are asked about first; an example that nobody changed never asks.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from playground.engine.record import end_of
from playground.engine.state import RunState
from playground.files.examples import Example
from playground.files.formats import FORMATS
from playground.files.project_file import load, save
from playground.files.table_file import SUFFIXES
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.model.text import parse
from playground.ui import late
from playground.ui.controller import Controller
from playground.ui.errors import report_of
from playground.ui.prompts import SUFFIX, Prompts
from playground.ui.table_opener import TableOpener
from playground.ui.wording import told

Then = Callable[[], object]

_WITHOUT_RUN = ("empty", "invalid", "failed")
"""States of the worker in which there is no Run to ask for."""

DEFAULT_PACE = 300.0


class Documents(QObject):
    """The document's comings and goings."""

    noticed = Signal(str)
    """One plain sentence about something that went well, for the status line."""
    kept = Signal()
    """The person was asked about unsaved changes and went back."""

    def __init__(
        self, controller: Controller, prompts: Prompts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._prompts = prompts
        self.tables = TableOpener(controller, prompts, self.fail)
        self.pace: float | None = DEFAULT_PACE
        """Steps a second that new and opened documents begin with; None is flat out."""

    @property
    def title(self) -> str:
        """Name of the document: its file's, or the project's."""
        path = self._controller.store.path
        return path.name if path is not None else told(self._controller.store.project.name)

    # --- in --------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin with an empty network on the data of the present one."""

        def go_on() -> None:
            present = self._controller.store.project
            project = Project(network=parse("output"), data=present.data, name=self.tr("untitled"))
            self._controller.open_document(project, pace=self.pace)

        self.when_settled(go_on)

    def open(self) -> None:
        """Ask for a file and open it."""

        def go_on() -> None:
            path = self._prompts.ask_open()
            if path is not None:
                self.open_path(path)

        self.when_settled(go_on)

    def open_dropped(self, path: Path) -> None:
        """Open a file that was let go over the window."""
        if path.suffix.lower() in SUFFIXES:
            self.tables.open_path(path)
            return
        if path.suffix.lower() == SUFFIX:
            self.when_settled(lambda: self.open_path(path))
            return
        message = self.tr(
            "{0} is no network and no table, so it was not opened. Drop a file that ends in {1}."
        )
        endings = ", ".join((SUFFIX, *sorted(SUFFIXES)))
        self._controller.failed.emit(message.format(path.name, endings), "")

    def open_again(self, path: Path) -> None:
        """Open a document that was open lately, after the question about unsaved changes."""
        self.when_settled(lambda: self.open_path(path))

    def open_path(self, path: Path) -> bool:
        """Open a file without asking; False where it cannot be read, and nothing changed."""
        try:
            loaded = load(path)
        except (PlaygroundError, OSError) as error:
            self.fail(error)
            return False
        self._controller.open_document(loaded.project, path, loaded.state, pace=self.pace)
        if loaded.problem is not None:
            self.fail(loaded.problem)
        return True

    def open_example(self, example: Example) -> None:
        """Open an example, already training, after the question about unsaved changes."""
        self.when_settled(lambda: self.show_example(example))

    def show_example(self, example: Example) -> None:
        """Open an example, already training at its pace."""
        self._controller.open_document(example.project, pace=example.pace, play=True)

    # --- out -------------------------------------------------------------------------------

    def save(self) -> None:
        """Save under the present name, or ask for one."""
        self._save_then(lambda: None)

    def save_as(self) -> None:
        """Ask for a name and save under it."""
        path = self._prompts.ask_save(self._controller.store.project.name)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path, then: Then = lambda: None) -> None:
        """Save the document and its Run; the file before stays whole if that fails."""
        project = self._controller.store.project

        def write(state: RunState | None) -> None:
            try:
                save(path, project, state)
            except (PlaygroundError, OSError) as error:
                self.fail(error)
                return
            step = end_of(state) if state is not None else 0
            self._controller.store.mark_saved(project, path, step)
            self.noticed.emit(self.tr("Saved as {0}.").format(path.name))
            then()

        self._with_run(write)

    def export(self) -> None:
        """Ask where to, write the weights there, read them back and compare."""
        formats = tuple((suffix, kind.title) for suffix, kind in FORMATS.items())
        path = self._prompts.ask_export(self._controller.store.project.name, formats)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path, then: Then = lambda: None) -> None:
        """Write the trained weights; the suffix chooses the format."""
        dataset = self._controller.store.shown.dataset

        def write(state: RunState | None) -> None:
            if state is None or dataset is None:
                message = "There are no trained weights yet, so nothing was exported. "
                self.fail(PlaygroundError(message + "Press Play first."))
                return
            try:
                report = late.export(path, state, dataset)
            except (PlaygroundError, OSError) as error:
                self.fail(error)
                return
            text = self.tr("Exported to {0}; read back, outputs differ by at most {1}.")
            self.noticed.emit(text.format(report.path.name, f"{report.largest_difference:.2g}"))
            then()

        self._with_run(write)

    # --- in between ------------------------------------------------------------------------

    def when_settled(self, then: Then) -> None:
        """Go on once unsaved changes are saved or given up; not at all after "Cancel"."""
        if not self._controller.is_unsaved:
            then()
            return
        answer = self._prompts.ask_unsaved(self.title)
        if answer == "save":
            self._save_then(then)
        elif answer == "discard":
            then()
        else:
            self.kept.emit()

    def _save_then(self, then: Then) -> None:
        path = self._controller.store.path
        if path is None:
            path = self._prompts.ask_save(self._controller.store.project.name)
        if path is not None:
            self.save_to(path, then)
        else:
            self.kept.emit()

    def _with_run(self, write: Callable[[RunState | None], None]) -> None:
        if self._controller.snapshot.status in _WITHOUT_RUN:
            write(self._controller.captures.newest)
        else:
            self._controller.captures.request(write, self.fail)

    def fail(self, error: Exception) -> None:
        """Say in plain words what went wrong."""
        report = report_of(error)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            self._controller.failed.emit(
                self.tr("{0}: {1}. Choose another place.").format(error.filename or "", reason), ""
            )
            return
        self._controller.failed.emit(report.message, report.details)
