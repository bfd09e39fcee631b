"""The document in the window: the history of the project, its file, and what was worked out of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from playground.data.build import build, check_data, shape_of
from playground.data.dataset import Dataset
from playground.model.arrangement import arranged_like, unplaced
from playground.model.check import EMPTY_RESOLUTION, Problem, Resolution, check
from playground.model.edits import Edit
from playground.model.errors import PlaygroundError
from playground.model.history import History, Step, WeightEdit
from playground.model.project import DataSpec, Project
from playground.ui.view import ShownProject

MERGE_PAUSE = 2.0
"""Seconds without an edit after which the next one is an entry of its own."""


class Store(QObject):
    """History of one document, and what the views are shown of it.

    ``generation`` rises with every change of the project and never falls, also over documents.
    """

    project_changed = Signal()

    def __init__(
        self,
        project: Project,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._history: History[Project] = History(project)
        self._touched = -1e9
        self._saved = project
        self._is_recovered = False
        self._saved_step = 0
        self._saved_move: Step[Project] | None = None
        self._past: Project | None = None
        self._known = project
        self.path: Path | None = None
        self.generation = 1
        self._shown = _work_out(project, self.generation, None)

    @property
    def project(self) -> Project:
        """The document."""
        return self._history.present

    @property
    def is_past(self) -> bool:
        """Whether a project of the past is shown in place of the document."""
        return self._past is not None

    @property
    def shown(self) -> ShownProject:
        """The project with resolution, dataset and title information."""
        return self._shown

    @property
    def history(self) -> History[Project]:
        return self._history

    @property
    def is_changed(self) -> bool:
        """True where the person changed something since the document was opened or saved."""
        is_moved = _last_move(self._history) is not self._saved_move
        return self._is_recovered or is_moved or self._history.present != self._saved

    def is_unsaved(self, step: int) -> bool:
        """Whether closing at this step of the run would lose something.

        An edit, or what a document that is in a file has learned since it was saved.
        """
        return self.is_changed or (self.path is not None and step != self._saved_step)

    def open(
        self, project: Project, path: Path | None, is_changed: bool = False, step: int = 0
    ) -> None:
        """Begin another document; its history is empty.

        Parameters
        ----------
        is_changed
            True for a recovered document, which is in no file yet.
        step
            At which its run stands in the file.
        """
        self._history = History(project)
        self._saved, self._saved_step = project, step
        self._saved_move = None
        self._is_recovered = is_changed
        self._past = None
        self.path = path
        self.generation += 1
        self._publish()

    def take_over(self, other: "Store") -> None:
        """Go on with the history of another store, in another window."""
        self._history = other._history
        self._saved, self._saved_step = other._saved, other._saved_step
        self._saved_move = other._saved_move
        self._is_recovered = other._is_recovered
        self.path = other.path
        self._publish()

    def mark_saved(self, project: Project, path: Path, step: int = 0) -> None:
        """Note that this state of the document, and of its run, is in this file now."""
        self._saved, self._saved_step = project, step
        self._is_recovered = False
        self.path = path
        self._history = self._history.sealed()
        self._saved_move = _last_move(self._history)
        self._publish()

    def apply(self, edit: Edit) -> bool:
        """Carry out an edit; False where it changed nothing.

        While the past is shown, the project that it had becomes the document with it; what cards
        are called and where they stand is the same in past and present.

        Raises
        ------
        EditError
            The edit makes no sense; nothing changed.
        """
        before = self.project if self._past is None else self._past
        after = edit.change(before)
        if after == before:
            return False
        if self._past is not None and unplaced(after) == unplaced(before):
            document = edit.change(self.project)
            self._past = after
            self._record(document, edit.label, edit.merge_key, None)
            return True
        if self._past is not None:
            # Whatever was edited last was edited at another time.
            self.seal()
        self._past = None
        self._record(after, edit.label, edit.merge_key, None)
        return True

    def adopt(self, project: Project, label: str) -> None:
        """Go on with another project, because the run does; it can be taken back as an edit.

        Cards stay where they are.
        """
        project = arranged_like(project, self.project)
        is_past, self._past = self.is_past, None
        if project != self.project:
            self.seal()
            self._record(project, label, "", None)
        elif is_past:
            self._publish()

    def show_past(self, project: Project | None) -> None:
        """Show the project of a past step in place of the document; None: the document again."""
        past = None if project is None else arranged_like(project, self.project)
        if past == self.project:
            past = None
        if past != self._past:
            self._past = past
            self._publish()

    def record_weight(self, label: str, merge_key: str, effect: WeightEdit) -> None:
        """Note that a weight was moved by hand, so that it can be taken back.

        In the past this leaves the record, so that the project of the past is the document then.
        """
        before = self.project
        if self._past is not None:
            self.seal()
            before, self._past = self._past, None
        self._record(before, label, merge_key, effect)

    def seal(self) -> None:
        """End a gesture: the next entry stands alone."""
        self._history = self._history.sealed()

    def undo(self) -> Step[Project] | None:
        """Take back the last entry; None where there is none."""
        if not self._history.can_undo:
            return None
        self._history, step = self._history.undo()
        self._publish()
        return step

    def redo(self) -> Step[Project] | None:
        """Make the last undone entry again; None where there is none."""
        if not self._history.can_redo:
            return None
        self._history, step = self._history.redo()
        self._publish()
        return step

    def _record(
        self, project: Project, label: str, merge_key: str, effect: WeightEdit | None
    ) -> None:
        now = self._clock()
        if now - self._touched > MERGE_PAUSE:
            self._history = self._history.sealed()
        self._touched = now
        self._history = self._history.record(project, label, merge_key, effect)
        self._publish()

    def _publish(self) -> None:
        # A moved weight, another name or a saved file are no change that the worker waits for.
        if replace(self.project, name="") != replace(self._known, name=""):
            self.generation += 1
        self._known = self.project
        project = self.project if self._past is None else self._past
        shown = _work_out(project, self.generation, self._shown, self)
        self._shown = replace(shown, is_past=self.is_past)
        self.project_changed.emit()


def _last_move(history: History[Project]) -> Step[Project] | None:
    """Return the newest entry that moved weights: these are in the run, not in the project."""
    return next((step for step in reversed(history.past) if step.effect is not None), None)


def _work_out(
    project: Project, generation: int, before: ShownProject | None, store: "Store | None" = None
) -> ShownProject:
    """Check the project; data that stay the same are not made again."""
    path = store.path if store else None
    is_changed = store.is_changed if store else False
    problems = tuple(Problem(None, message) for message in check_data(project.data))
    if problems:
        resolution = Resolution(
            EMPTY_RESOLUTION.order, EMPTY_RESOLUTION.layers, problems, EMPTY_RESOLUTION.loss
        )
        return ShownProject(project, resolution, None, generation, path, is_changed)
    resolution = check(project, shape_of(project.data))
    if before is not None and before.project.data == project.data and before.dataset is not None:
        dataset: Dataset | None = before.dataset
    else:
        dataset = _dataset(project.data)
    return ShownProject(project, resolution, dataset, generation, path, is_changed)


def _dataset(spec: DataSpec) -> Dataset | None:
    try:
        return build(spec)
    except PlaygroundError:
        return None
