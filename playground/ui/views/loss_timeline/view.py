"""The loss over the run: train solid, test dashed."""

import math
from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.style import SPACING, Theme, mono, sans
from playground.ui.view import ShownProject, View
from playground.ui.views.loss_timeline.plot import LossPlot
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Line

_INTERVAL = 0.08
"""Seconds between two drawings: 12 a second are smooth for a curve."""
_MOST_MARKS = 200
_LEAST_WHERE = 150
"""Pixels under which the step under the mouse stands in place of the title."""


class LossTimelineView(View):
    """The curves, their values now, and their values under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._drawn_at = -math.inf
        self._drawn_curve: object = None
        self._pointed: int | None = None
        self._marks: tuple[int, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self.title, self.where = Line(9), Line(24)
        self.title.setFont(sans(10.0, QFont.Weight.DemiBold))
        self.title.show_text(self.tr("Loss"))
        self.train, self.test = Line(15), Line(16)
        for line in (self.train, self.test, self.where):
            line.setFont(mono(9.0))
        for line in (self.train, self.test):
            # The two values are never cut; the place under the mouse may be.
            line.setMinimumWidth(line.sizeHint().width())
        self.title.setMinimumWidth(self.title.sizeHint().width())
        self.where.setMinimumWidth(1)
        self.where.align(Qt.AlignmentFlag.AlignRight)
        self.plot = LossPlot()
        self.plot.setAccessibleName(self.tr("Loss over the steps"))
        self.plot.pointed.connect(self._on_plot_pointed)
        self.log = Chip(
            self.tr("log"), self.tr("Draws the loss on a logarithmic scale, for small differences.")
        )
        self.log.toggled.connect(self.plot.show_log)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACING // 2)
        top.addWidget(self.title)
        top.addWidget(self.where, 1)
        for widget in (self.train, self.test, self.log):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING + 2, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(top)
        layout.addWidget(self.plot, 1)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._note_intervention(snapshot)
        self._snapshot = snapshot
        wait = self._drawn_at + _INTERVAL - monotonic()
        if wait <= 0 or snapshot.status != "running":
            self._draw()
        elif not self._timer.isActive():
            self._timer.start(math.ceil(wait * 1000))

    def show_theme(self, theme: Theme) -> None:
        self.title.show_colour(theme.text)
        self.train.show_colour(theme.text)
        self.test.show_colour(theme.muted)
        self.where.show_colour(theme.muted)
        self.log.show_theme(theme)
        self.plot.show_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def _note_intervention(self, snapshot: Snapshot) -> None:
        before = self._snapshot
        if snapshot.generation != before.generation:
            self._marks = ()
        elif snapshot.project_generation != before.project_generation and before.step > 0:
            self._marks = (*self._marks, snapshot.step)[-_MOST_MARKS:]
        if snapshot.step < before.step:
            self._marks = tuple(mark for mark in self._marks if mark <= snapshot.step)

    def _draw(self) -> None:
        self._drawn_at = monotonic()
        curve = self._snapshot.curve
        if curve is not self._drawn_curve:
            self._drawn_curve = curve
            self.plot.show_curve(curve, self._marks)
        if self._pointed is None:
            self._write_now()

    def _write_now(self) -> None:
        metrics = self._snapshot.metrics
        train = metrics.train_loss if metrics is not None else math.nan
        test = metrics.test_loss if metrics is not None else math.nan
        self._write(train, test)
        self.title.show_text(self.tr("Loss"))
        self.where.show_text("")

    def _write(self, train: float, test: float) -> None:
        self.train.show_text(self.tr("— train {0}").format(numbers.loss(train)))
        has_test = not math.isnan(test)
        self.test.show_text(self.tr("- - test {0}").format(numbers.loss(test)) if has_test else "")

    def _on_plot_pointed(self, index: int | None) -> None:
        curve = self._snapshot.curve
        if index is None or curve is None or index >= curve.steps.size:
            self._pointed = None
            self.plot.mark(None)
            self._write_now()
            return
        self._pointed = index
        self.plot.mark(index)
        step = int(curve.steps[index])
        words = self.tr("step {0}").format(numbers.thousands(step))
        is_narrow = self.where.width() < _LEAST_WHERE
        self.title.show_text(words.capitalize() if is_narrow else self.tr("Loss"))
        epoch = self._epoch_at(step)
        if epoch is not None:
            words += " · " + self.tr("epoch {0}").format(numbers.thousands(epoch))
        self.where.show_text("" if is_narrow else words)
        self._write(float(curve.train_loss[index]), float(curve.test_loss[index]))

    def _epoch_at(self, step: int) -> int | None:
        if self._shown is None or self._shown.dataset is None:
            return None
        batch = max(1, self._shown.project.training.batch_size)
        steps = math.ceil(self._shown.dataset.train.size / batch)
        return step // steps if steps else None
