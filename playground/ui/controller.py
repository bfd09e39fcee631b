"""The only one that knows both the document and the worker.

Wishes of the views come in; each becomes a named edit (into the history, then to the worker) or a
command. Snapshots are looked for at most 60 times a second and handed to the views.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from playground.engine.record import end_of
from playground.engine.state import RunState
from playground.model.arrangement import unplaced
from playground.model.edits import Edit
from playground.model.errors import PlaygroundError
from playground.model.history import Step, WeightEdit
from playground.model.holds import is_cut
from playground.model.project import Project
from playground.session.commands import (
    ChangeProject,
    Command,
    OpenRun,
    SetPace,
    SetWatch,
    SetWeight,
    SetWeights,
    Watch,
)
from playground.session.snapshot import Snapshot
from playground.ui.captures import Captures
from playground.ui.feed import Feed
from playground.ui.selecting import prune
from playground.ui.store import Store
from playground.ui.view import Selection, View
from playground.ui.watching import Role, TileView, compose_watch
from playground.ui.weights import WeightsEdit, weight_label, weight_value, weights_edit

POLL_MILLISECONDS = 16


class SessionLike(Protocol):
    """What the controller needs of a session; tests put in a fake."""

    def start(self) -> None: ...

    def send(self, command: Command) -> None: ...

    def latest(self) -> Snapshot: ...

    def close(self) -> None: ...


class Controller(QObject):
    """Document, worker and views, put together."""

    project_changed = Signal()
    """The document was edited, opened or saved."""
    snapshot_changed = Signal(object)
    """Snapshot: a new observation of the present run."""
    selection_changed = Signal()
    command_sent = Signal(object)
    """Every command on its way to the worker."""
    run_opened = Signal()
    document_opened = Signal()
    failed = Signal(str, str)
    """One plain message, and technical details ("" where there are none)."""
    action_requested = Signal(str)
    polled = Signal()
    """Once per tick, after the snapshot: for those who wait for something."""

    def __init__(
        self,
        session: SessionLike,
        store: Store,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self.store = store
        self.feed = Feed()
        self.captures = Captures(self.send, clock)
        self.snapshot = Snapshot()
        self.selection = Selection()
        self._run_generation = 0
        self._watch: Watch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self.poll)
        store.project_changed.connect(self._on_store_project_changed)

    # --- life ------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the worker and the polling; after the first paint."""
        self._session.start()
        self._timer.start()

    def close(self) -> None:
        """Stop polling, end the worker and wait for its thread."""
        self._timer.stop()
        self._session.close()

    def add_view(self, role: Role, view: View) -> None:
        """Connect a view and show it everything there is."""
        view.edit_requested.connect(self.apply)
        view.command_requested.connect(self.send)
        view.selection_requested.connect(self.select)
        view.action_requested.connect(self.action_requested)
        self.feed.add(role, view)
        view.show_project(self.store.shown)
        view.show_selection(self.selection)

    # --- documents -------------------------------------------------------------------------

    def open_document(
        self,
        project: Project,
        path: Path | None = None,
        state: RunState | None = None,
        *,
        play: bool = False,
        pace: float | None = None,
        is_changed: bool = False,
    ) -> None:
        """Begin with another document, at this pace (steps a second; None is flat out)."""
        self.captures.forget()
        self.document_opened.emit()
        self.selection = Selection()
        self.store.open(project, path, is_changed, end_of(state) if state is not None else 0)
        self.send(SetPace(pace))
        self.open_run(state, play=play)
        self.select(self.selection)

    @property
    def is_unsaved(self) -> bool:
        """Whether closing would lose an edit, or what a saved document has learned since."""
        if self.snapshot.generation != self._run_generation:
            return self.store.is_changed
        # Whoever looks at the past has learned nothing.
        return self.store.is_unsaved(max(self.snapshot.step, self.snapshot.record.end))

    def open_run(self, state: RunState | None = None, *, play: bool = False) -> None:
        """Start a Run of the present document, from step 0 or from where a saved one stands."""
        self._run_generation += 1
        self._watch = None
        self.send(
            OpenRun(self.store.project, self._run_generation, self.store.generation, state, play)
        )
        self.run_opened.emit()

    # --- wishes ----------------------------------------------------------------------------

    @Slot(object)
    def apply(self, edit: Edit) -> bool:
        """Carry out an edit; an impossible one is reported and changes nothing."""
        before, was_past = self.store.project, self.store.is_past
        try:
            is_done = self.store.apply(edit)
        except PlaygroundError as error:
            self.failed.emit(str(error), "")
            return False
        if is_done:
            self._tell_worker(before, was_past=was_past)
        return is_done

    @Slot(object)
    def send(self, command: Command, label: str = "") -> None:
        """Send a command to the worker; moving weights also goes into the history.

        ``label`` is what the history calls several weights that are moved at once.
        """
        document, was_past = self.store.project, self.store.is_past
        if isinstance(command, SetWeight):
            before = weight_value(self.snapshot, self.store.shown.resolution, command.weight)
            # The worker refuses to move a wire that is cut, and says so: nothing to take back.
            if before is not None and not is_cut(self.store.shown.project.network, command.weight):
                effect = WeightEdit(command.weight, before, command.value)
                label = weight_label(self.store.shown, command.weight)
                self.store.record_weight(label, f"weight:{command.weight}", effect)
        elif isinstance(command, SetWeights):
            several = weights_edit(self.snapshot, self.store.shown.resolution, command)
            if several is not None:
                usual = QCoreApplication.translate("weights", "New random weights")
                self.store.record_weight(label or usual, "", several)
        self._send(command)
        if was_past and not self.store.is_past:
            self._tell_worker(document, was_past=True)

    @Slot(object)
    def select(self, selection: Selection) -> None:
        """Change what the person points at; what does not exist is left out."""
        self.selection = prune(selection, self.store.shown)
        self.feed.show_selection(self.selection)
        self.selection_changed.emit()

    def undo(self) -> None:
        """Take back the last change. Time and all other weights stay."""
        if self.snapshot.record.is_past:
            return
        before = self.store.project
        step = self.store.undo()
        if step is not None:
            self._carry_out(step, before, is_undo=True)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self.snapshot.record.is_past:
            return
        before = self.store.project
        step = self.store.redo()
        if step is not None:
            self._carry_out(step, before, is_undo=False)

    # --- the way back ----------------------------------------------------------------------

    @Slot()
    def poll(self) -> None:
        """Look for a new snapshot; hand it to the views that can be seen."""
        self._compose_watch()
        newest = self._session.latest()
        is_of_this_run = newest.generation == self._run_generation
        if is_of_this_run and newest is not self.snapshot:
            self.snapshot = newest
            self._show_project_of(newest)
            self.snapshot_changed.emit(newest)
        if is_of_this_run:
            self.feed.show_snapshot(self.snapshot, self._clock())
        self.captures.poll()
        self.polled.emit()

    def _send(self, command: Command) -> None:
        self._session.send(command)
        self.command_sent.emit(command)

    def _compose_watch(self) -> None:
        canvas = self.feed.view("canvas")
        watch = compose_watch(
            self.feed.visible(),
            self.store.shown,
            self.selection,
            canvas if isinstance(canvas, TileView) else None,
        )
        if self.store.shown.dataset is not None:
            for view in self.feed.watching():
                watch = view.extend_watch(watch)
        if watch != self._watch:
            self._watch = watch
            self._send(SetWatch(watch))

    def _carry_out(self, step: Step[Project], before: Project, *, is_undo: bool) -> None:
        effect = step.effect
        if isinstance(effect, WeightsEdit):
            values = effect.befores if is_undo else effect.afters
            self._send(SetWeights(effect.weights, values))
        elif isinstance(effect, WeightEdit):
            self._send(SetWeight(effect.weight, effect.before if is_undo else effect.after))
        self._tell_worker(before)

    def _show_project_of(self, snapshot: Snapshot) -> None:
        """Show the project of a past step; where the run is about another one, go on with that."""
        if snapshot.project_generation < self.store.generation:
            return
        if snapshot.past_project is None or snapshot.record.is_past:
            self.store.show_past(snapshot.past_project)
            return
        before = self.store.project
        label = QCoreApplication.translate("time", "Go on with another line of the run")
        self.store.adopt(snapshot.past_project, label)
        # Also where it is the document as it was: the worker waits for an answer.
        self._tell_worker(before, was_past=True)

    def _tell_worker(self, before: Project, *, was_past: bool = False) -> None:
        after = self.store.project
        if not was_past and (after == before or replace(after, name=before.name) == before):
            return
        is_placed = not was_past and unplaced(after) == unplaced(before)
        if self.store.is_past or is_placed:
            self._send(ChangeProject(after, self.store.generation, is_aside=True))
        elif after.training.seed != before.training.seed:
            # Another seed is another start: a run has one seed from its first step on.
            self.open_run(play=self.snapshot.status == "running")
        else:
            self._send(ChangeProject(after, self.store.generation))

    @Slot()
    def _on_store_project_changed(self) -> None:
        self.feed.show_project(self.store.shown)
        pruned = prune(self.selection, self.store.shown)
        if pruned != self.selection:
            self.select(pruned)
        self.project_changed.emit()
