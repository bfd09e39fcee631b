"""The loss over the run: train solid, test dashed, old runs faint behind them."""

import math
from time import monotonic

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from playground.session.commands import StopAt
from playground.session.snapshot import Snapshot
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject, View
from playground.ui.views.loss_timeline.header import Header
from playground.ui.views.loss_timeline.look import Look
from playground.ui.views.loss_timeline.marks import Mark, marks_of, words_near
from playground.ui.views.loss_timeline.plot import LossPlot
from playground.ui.views.loss_timeline.reading import old_lines, present_lines, step_line
from playground.ui.views.loss_timeline.runs import RunShelf
from playground.ui.views.loss_timeline.runs_menu import runs_menu

_INTERVAL = 0.1
"""Seconds between two drawings: 10 a second are smooth for a curve."""
_MARK_REACH = 5.0
"""Pixels around a mark in which its words are shown."""


class LossTimelineView(View):
    """The curves, their values now, and their values under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._drawn_at = -math.inf
        self._drawn: tuple[object, int, int] = (None, -1, -1)
        self._pointed: float | None = None
        self._marks: tuple[Mark, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self.shelf = RunShelf()
        self.menu: QMenu | None = None
        self.header = Header()
        self.plot = LossPlot()
        self.plot.setAccessibleName(self.tr("Loss over the steps"))
        self.plot.pointed.connect(self._on_plot_pointed)
        self.header.look_changed.connect(self._on_header_look_changed)
        self.header.runs_requested.connect(self._on_header_runs_requested)
        self.header.unstop_requested.connect(self._on_header_unstop_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING + 2, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.header)
        layout.addWidget(self.plot, 1)

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self.header.show_accuracy(shown.has_right_answers)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if self._shown is not None and self.shelf.note(self._shown, snapshot):
            self._show_runs()
        self._snapshot = snapshot
        wait = self._drawn_at + _INTERVAL - monotonic()
        if wait <= 0 or snapshot.status != "running":
            self._draw()
        elif not self._timer.isActive():
            self._timer.start(math.ceil(wait * 1000))

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        self.plot.show_theme(theme)

    def show_stop(self, stop: StopAt | None, words: str) -> None:
        """Show where training will stop; None: nowhere."""
        self.header.show_stop(words)
        self.plot.show_stop(stop)

    def showEvent(self, event: QShowEvent) -> None:
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        snapshot = self._snapshot
        self._timer.stop()
        self._drawn_at = monotonic()
        drawn = (snapshot.curve, snapshot.step, len(snapshot.interventions))
        if drawn != self._drawn:
            if drawn[2] != self._drawn[2] or snapshot.step == 0:
                beginning = self.shelf.first_project
                self._marks = marks_of(snapshot.interventions, beginning, self._shown)
            self._drawn = drawn
            self.plot.show_curve(snapshot.curve, self._now(), self._marks)
        self._write_now()
        if self._pointed is not None:
            self._write_pointed(self._pointed)

    def _now(self) -> tuple[float, float, float] | None:
        metrics = self._snapshot.metrics
        if metrics is None:
            return None
        return (float(metrics.step), *self.header.look.now(metrics))

    def _write_now(self) -> None:
        metrics = self._snapshot.metrics
        values = (math.nan, math.nan) if metrics is None else self.header.look.now(metrics)
        self.header.show_values(*values)

    def _write_pointed(self, step: float) -> None:
        curve, look = self._snapshot.curve, self.header.look
        index = self.plot.index_at(step)
        reach = _MARK_REACH * self.plot.steps_per_pixel()
        if curve is None or index is None or step < -reach:
            self.plot.show_numbers(None, ())
            return
        nearest, lines = float(curve.steps[index]), present_lines(curve, index, look)
        olds = old_lines(self.shelf.runs, step, look)
        if step > nearest + reach and olds:
            # The present run has not come so far: only the old ones have a value here.
            nearest, lines = step, []
        words = words_near(self._marks, nearest, reach)
        first = step_line(round(nearest), self._shown)
        self.plot.show_numbers(nearest, [first, *lines, *olds, *words])

    def _show_runs(self) -> None:
        self.header.show_runs(len(self.shelf.runs))
        self.plot.show_runs(self.shelf.runs)

    # --- slots -----------------------------------------------------------------------------

    def _on_plot_pointed(self, step: float | None) -> None:
        self._pointed = step
        if step is None:
            self.plot.show_numbers(None, ())
        else:
            self._write_pointed(step)

    def _on_header_look_changed(self, look: Look) -> None:
        self.plot.setAccessibleName(
            self.tr("Loss over the steps")
            if look.quantity == "loss"
            else self.tr("Accuracy over the steps")
        )
        self.plot.show_look(look)
        self.plot.show_curve(self._snapshot.curve, self._now(), self._marks)
        self._write_now()

    def _on_header_runs_requested(self) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = runs_menu(self, self.shelf, self._show_runs)
        below = self.header.runs.mapToGlobal(QPoint(0, self.header.runs.height()))
        self.menu.popup(below)

    def _on_header_unstop_requested(self) -> None:
        self.action_requested.emit("train.stop_never")
