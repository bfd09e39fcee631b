"""The loss over the run: train solid, test dashed, other runs faint behind them; the way back."""

import math
from time import monotonic

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.state import Metrics
from playground.session.commands import StopAt
from playground.session.snapshot import Snapshot
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import ShownProject, View
from playground.ui.views.loss_timeline.header import Header
from playground.ui.views.loss_timeline.look import Look
from playground.ui.views.loss_timeline.marks import Mark, marks_of, words_near
from playground.ui.views.loss_timeline.plot import LossPlot
from playground.ui.views.loss_timeline.reading import other_lines, present_lines, step_line
from playground.ui.views.loss_timeline.timekeeping import TimeKeeping

_INTERVAL = 0.1
"""Seconds between two drawings: 10 a second are smooth for a curve."""
_MARK_REACH = 5.0
"""Pixels around a mark in which its words are shown."""
_TWO_LINES = 160
"""Pixels from which on there is room for the line of the past beside the header."""


class LossTimelineView(View):
    """The curves, their values now, and their values under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._drawn_at = -math.inf
        self._drawn: tuple[object, object, int, int] = (None, None, -1, -1)
        self._pointed: float | None = None
        self._marks: tuple[Mark, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self._last: Metrics | None = None
        self.header = Header()
        self.plot = LossPlot()
        self.plot.setAccessibleName(self.tr("Loss over the steps"))
        self.time = TimeKeeping(self.plot, self)
        self.time.command_requested.connect(self.command_requested)
        self.time.action_requested.connect(self.action_requested)
        self.time.runs_changed.connect(self._on_time_runs_changed)
        self.time.bar_changed.connect(self._arrange)
        self.plot.pointed.connect(self._on_plot_pointed)
        self.header.look_changed.connect(self._on_header_look_changed)
        self.header.runs_requested.connect(self._on_header_runs_requested)
        self.header.unstop_requested.connect(self._on_header_unstop_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING + 2, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.header)
        layout.addWidget(self.time.bar)
        layout.addWidget(self.plot, 1)
        self.time.bar.hide()

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self.header.show_accuracy(shown.has_right_answers)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.time.take(snapshot, self._shown)
        self.header.show_runs(self.time.count, is_full=snapshot.record.was_thinned)
        if not snapshot.record.is_past:
            self._last = snapshot.metrics
        wait = self._drawn_at + _INTERVAL - monotonic()
        if wait <= 0 or snapshot.status != "running":
            self._draw()
        elif not self._timer.isActive():
            self._timer.start(math.ceil(wait * 1000))

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        self.plot.show_theme(theme)
        self.time.show_theme(theme)

    def rename_run(self) -> None:
        """Let the person type a name for the run that is followed."""
        self.time.rename(*self.time.present)

    def show_stop(self, stop: StopAt | None, words: str) -> None:
        """Show where training will stop; None: nowhere."""
        self.header.show_stop(words)
        self.plot.show_stop(stop)

    def showEvent(self, event: QShowEvent) -> None:
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Make room for the line of the past: a low view shows it in place of the header."""
        is_low, line = self.height() < px(_TWO_LINES), self.time.bar_line
        self.header.setVisible(not (is_low and line == "past"))
        self.time.bar.setVisible(bool(line) and not (is_low and line == "note"))

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        snapshot = self._snapshot
        self._timer.stop()
        self._drawn_at = monotonic()
        self.time.show_head()
        drawn = (snapshot.curve, self._last, len(snapshot.interventions), self.time.head.end)
        if drawn != self._drawn:
            if drawn[2] != self._drawn[2] or snapshot.step == 0:
                beginning = self.time.shelf.first_project
                self._marks = marks_of(snapshot.interventions, beginning, self._shown)
            self._drawn = drawn
            self.plot.show_curve(snapshot.curve, self._end(), self._marks)
        self._write_now()
        if self._pointed is not None:
            self._write_pointed(self._pointed)

    def _end(self) -> tuple[float, float, float] | None:
        """Return the values of the newest step: while the past is shown, those of before."""
        metrics, record = self._last, self._snapshot.record
        if metrics is None or (record.is_past and metrics.step != record.end):
            return None
        return (float(metrics.step), *self.header.look.now(metrics))

    def _write_now(self) -> None:
        metrics = self._snapshot.metrics
        values = (math.nan, math.nan) if metrics is None else self.header.look.now(metrics)
        self.header.show_values(*values)

    def _write_pointed(self, step: float) -> None:
        curve, look = self._snapshot.curve, self.header.look
        index = self.plot.index_at(step)
        reach = _MARK_REACH * self.plot.places.steps_per_pixel
        if curve is None or index is None or step < -reach:
            self.plot.show_numbers(None, ())
            return
        nearest, lines = float(curve.steps[index]), present_lines(curve, index, look)
        olds = other_lines(self.time.shelf.runs, step, look)
        if step > nearest + reach and olds:
            # The present run has not come so far: only the old ones have a value here.
            nearest, lines = step, []
        words = words_near(self._marks, nearest, reach)
        first = step_line(round(nearest), self._shown)
        self.plot.show_numbers(nearest, [first, *lines, *olds, *words])

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
        self.plot.show_curve(self._snapshot.curve, self._end(), self._marks)
        self._write_now()

    def _on_header_runs_requested(self) -> None:
        below = self.header.runs.mapToGlobal(QPoint(0, self.header.runs.height()))
        self.time.open_menu(below)

    def _on_time_runs_changed(self) -> None:
        self.header.show_runs(self.time.count, is_full=self._snapshot.record.was_thinned)

    def _on_header_unstop_requested(self) -> None:
        self.action_requested.emit("train.stop_never")
