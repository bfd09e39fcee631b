"""The time machine of the loss curve: playhead, the line of the past, and the runs beside this one.

Holds together what the plot shows and what the hand does to it; the view hands it snapshots and
passes its wishes on.
"""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from playground.session.commands import (
    Follow,
    ForgetLine,
    NameLine,
    Pause,
    SetMemory,
    Visit,
)
from playground.session.snapshot import Snapshot
from playground.ui.style import Theme
from playground.ui.view import ShownProject
from playground.ui.views.loss_timeline.head import NO_HEAD, Head, head_of
from playground.ui.views.loss_timeline.name_editor import NameEditor
from playground.ui.views.loss_timeline.past_bar import PastBar
from playground.ui.views.loss_timeline.plot import LossPlot
from playground.ui.views.loss_timeline.reading import updates_per_epoch
from playground.ui.views.loss_timeline.runs import Key, OtherRun, RunShelf, line_name
from playground.ui.views.loss_timeline.runs_menu import RunsAnswers, fill_run, run_title, runs_menu
from playground.ui.views.loss_timeline.scrubbing import Scrubber

BarLine = Literal["", "note", "past"]
"""What the line over the curves is for: nothing, a word on what can be shown, or the past."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossTimeline", text)


class TimeKeeping(QObject):
    """Where the run stands, and every way to somewhere else."""

    command_requested = Signal(object)
    action_requested = Signal(str)
    runs_changed = Signal()
    bar_changed = Signal()
    """The line over the curves is for something else now."""

    def __init__(self, plot: LossPlot, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._plot = parent, plot
        self._snapshot = Snapshot()
        self._shown: ShownProject | None = None
        self.head: Head = NO_HEAD
        self.shelf = RunShelf()
        self.bar = PastBar(parent)
        self.bar_line: BarLine = ""
        self.menu: QMenu | None = None
        self.editor = NameEditor(plot)
        self._way = self.tr("Press or drag to see any step of the run; edits stay as they are.")
        self.scrubber = Scrubber(plot)
        self.scrubber.visit_requested.connect(self._on_scrubber_visit_requested)
        self.scrubber.changed.connect(self.show_head)
        self.scrubber.name_clicked.connect(self._on_scrubber_name_clicked)
        for asking in (self.scrubber, self.bar):
            asking.cancel_requested.connect(self._on_cancel_requested)
        self.bar.action_requested.connect(self._on_bar_action_requested)
        self.editor.named.connect(self._on_editor_named)
        plot.menu_requested.connect(self._on_plot_menu_requested)

    @property
    def present(self) -> tuple[Key, str]:
        """Key and name of the run that is followed."""
        record = self._snapshot.record
        return (self._snapshot.generation, record.line), line_name(record.line, record.name)

    @property
    def count(self) -> int:
        """How many runs there are; 0 before the first."""
        has_run = self._snapshot.curve is not None
        return len(self.shelf.runs) + has_run

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.bar.show_theme(theme)
        self.editor.show_theme(theme)

    def take(self, snapshot: Snapshot, shown: ShownProject | None) -> None:
        """Take in where the run stands; `show_head` draws it."""
        before, self._snapshot, self._shown = self._snapshot.record, snapshot, shown
        record = snapshot.record
        goal = None if record.journey is None else record.journey.goal
        end = max(record.end, snapshot.step)
        epoch = updates_per_epoch(shown) or 1
        self.scrubber.follow(snapshot.step, end, goal, record.reachable, epoch)
        is_renamed = (before.line, before.name) != (record.line, record.name)
        is_full = before.was_thinned != record.was_thinned
        is_noted = shown is not None and self.shelf.note(shown, snapshot)
        if is_noted or is_renamed or is_full:
            self._show_runs()

    def show_head(self) -> None:
        """Draw where the run stands, and say it where that is the past."""
        scrubber, record = self.scrubber, self._snapshot.record
        is_held = scrubber.is_held or scrubber.asked is not None
        self.head = head_of(self._snapshot, scrubber.asked, is_held=is_held)
        self._plot.show_head(self.head)
        self._plot.setToolTip(record.problem or self._way)
        self._plot.setAccessibleDescription(
            _tr("step {0} of {1}").format(self.head.step, self.head.end)
        )
        # Not while the hand is on it: the curve would move away under the mouse.
        is_away = self.head.is_past or self.head.journey is not None
        line: BarLine = "past" if is_away else "note" if record.problem else ""
        if line:
            self.bar.show_head(self.head, record)
        if line != self.bar_line and not scrubber.is_held:
            self.bar_line = line
            self.bar_changed.emit()

    def rename(self, key: Key, name: str) -> None:
        """Ask for another name of a run, where its name stands."""
        self.editor.ask(key, name, self._plot.overlay.box_of(key))

    def open_menu(self, at: QPoint) -> None:
        """Open the menu of all runs at this place of the screen."""
        project = self._shown.project if self._shown is not None else None
        runs = {run: run_title(run, project) for run in self.shelf.runs}
        record = self._snapshot.record
        self._open(runs_menu(self._view, self.present, runs, record, self._answers), at)

    # --- underneath ------------------------------------------------------------------------

    @property
    def _answers(self) -> RunsAnswers:
        return RunsAnswers(
            act=self.action_requested.emit,
            follow=lambda run: self.command_requested.emit(Follow(run.line or 0)),
            show=self._show_run,
            rename=self.rename,
            forget=self._forget,
            grant=lambda size: self.command_requested.emit(SetMemory(size)),
        )

    def _show_runs(self) -> None:
        key, name = self.present
        self._plot.show_runs(self.shelf.runs, (name, key) if self._needs_name() else None)
        self.runs_changed.emit()

    def _needs_name(self) -> bool:
        """Whether there is another run to tell this one from, or a name that was given."""
        return bool(self._snapshot.record.name) or any(
            not run.is_hidden and not run.is_covered for run in self.shelf.runs
        )

    def _show_run(self, run: OtherRun, is_shown: bool) -> None:
        self.shelf.show(run.key, is_shown)
        self._show_runs()

    def _forget(self, run: OtherRun) -> None:
        if run.line is not None:
            self.command_requested.emit(ForgetLine(run.line))
        else:
            self.shelf.remove(run.key)
            self._show_runs()

    def _open(self, menu: QMenu, at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(at)

    # --- slots -----------------------------------------------------------------------------

    def _on_scrubber_visit_requested(self, step: int) -> None:
        # While it runs the end moves on: there it is enough to stop.
        is_now = step >= self._snapshot.record.end and not self._snapshot.record.is_past
        self.command_requested.emit(Pause() if is_now else Visit(step))

    def _on_cancel_requested(self) -> None:
        self.scrubber.forget()
        self.command_requested.emit(Pause())

    def _on_bar_action_requested(self, action: str) -> None:
        # The button may go, and the keys with it: the playhead is what was meant.
        self._plot.setFocus(Qt.FocusReason.OtherFocusReason)
        self.action_requested.emit(action)

    def _on_scrubber_name_clicked(self, key: Key) -> None:
        box = self._plot.overlay.box_of(key) or QRectF()
        at = self._plot.mapToGlobal(box.bottomLeft().toPoint())
        run = next((run for run in self.shelf.runs if run.key == key), None)
        if run is None:
            self.open_menu(at)
            return
        menu = QMenu(self._view)
        fill_run(menu, run, self._answers)
        self._open(menu, at)

    def _on_plot_menu_requested(self, position: QPointF) -> None:
        if self._snapshot.curve is not None:
            self.open_menu(self._plot.mapToGlobal(position.toPoint()))

    def _on_editor_named(self, key: Key, name: str) -> None:
        generation, number = key
        if generation == self._snapshot.generation:
            self.command_requested.emit(NameLine(number, name))
        else:
            self.shelf.rename(key, name)
            self._show_runs()
