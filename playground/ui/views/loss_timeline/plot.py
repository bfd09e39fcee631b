"""The picture of the runs, drawn with pyqtgraph, with words over it."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.state import Curve
from playground.session.commands import StopAt
from playground.ui.style import DARK, Theme, px, sans
from playground.ui.views.loss_timeline.axis import StepAxis, ValueAxis
from playground.ui.views.loss_timeline.lines import OldLines, Point, PresentLines
from playground.ui.views.loss_timeline.look import Look
from playground.ui.views.loss_timeline.marks import Mark
from playground.ui.views.loss_timeline.overlay import EndName, Goal, Overlay, PlacedMark
from playground.ui.views.loss_timeline.runs import OldRun
from playground.ui.views.loss_timeline.thinning import (
    MOST_POINTS,
    Float64,
    bounds,
    nearest_index,
)

_LEAST_STEPS = 400.0
_SHARE = 4.0
"""The present run is never drawn narrower than one part in so many, however long old ones were."""
_MARK_ROOM = 6.0


class LossPlot(QWidget):
    """Old runs faint, the present one clear, marks where the person stepped in."""

    pointed = Signal(object)
    """Step under the mouse (a float), or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: Curve | None = None
        self._now: Point | None = None
        self._marks: tuple[Mark, ...] = ()
        self._runs: tuple[OldRun, ...] = ()
        self._stop: StopAt | None = None
        self.look = Look()
        self._axis, self._steps = ValueAxis(), StepAxis()
        self.widget = pg.PlotWidget(axisItems={"left": self._axis, "bottom": self._steps})
        self.widget.setMenuEnabled(False)
        self.widget.hideButtons()
        self.widget.setMouseEnabled(x=False, y=False)
        self.widget.setFrameShape(self.widget.Shape.NoFrame)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.viewport().installEventFilter(self)
        # The words lie over the lines, so that the two are painted together: once, when both are
        # there. Left to Qt, lines that have changed are noticed one round of events after words.
        self.widget.setViewportUpdateMode(self.widget.ViewportUpdateMode.NoViewportUpdate)
        box = self.widget.getViewBox()
        box.disableAutoRange()
        box.setDefaultPadding(0.0)
        self.old = OldLines(self.widget)
        self.present = PresentLines(self.widget)
        # Half of the last number stands to the right of its tick.
        self.widget.getPlotItem().layout.setContentsMargins(1, 1, 22, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.widget)
        self.overlay = Overlay(self)
        box.sigResized.connect(self._place_words)
        self.show_theme(DARK)

    # --- what is shown ---------------------------------------------------------------------

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.widget.setBackground(QColor(theme.window))
        self.old.show_theme(theme)
        self.present.show_theme(theme)
        self.overlay.show_theme(theme)
        for axis in (self._axis, self._steps):
            # The size of the interface changes together with the theme.
            axis.setStyle(
                tickFont=sans(8.0), tickLength=-4, tickTextOffset=5, hideOverlappingLabels=False
            )
            axis.setTextPen(theme.muted)
            axis.setPen(theme.border)
        self._axis.setWidth(px(46))

    def show_look(self, look: Look) -> None:
        """Draw loss or accuracy, on this axis, this smooth."""
        self.look = look
        self._axis.show_kind(is_log=look.has_log_axis, is_share=look.quantity == "accuracy")
        self._draw()

    def show_curve(self, curve: Curve | None, now: Point | None, marks: Sequence[Mark]) -> None:
        """Show the present run, where it stands, and what was done to it."""
        self._curve, self._now, self._marks = curve, now, tuple(marks)
        self._draw()

    def show_runs(self, runs: Sequence[OldRun]) -> None:
        """Show these old runs."""
        self._runs = tuple(runs)
        self._draw()

    def show_stop(self, stop: StopAt | None) -> None:
        """Show where training will stop."""
        self._stop = stop
        self._place_words()

    def show_numbers(self, step: float | None, lines: Sequence[str]) -> None:
        """Show an upright line at this step with numbers beside it; None: neither."""
        at = 0.0 if step is None else self._pixel(step, 0.0).x()
        self.overlay.show_numbers(at, () if step is None else lines)

    def points_drawn(self) -> int:
        """Return the number of points of the longest line of the present run."""
        return self.present.points_drawn()

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        curve = self._curve
        self.old.show(self._runs, self.look)
        last = 0.0
        if curve is None or curve.steps.size == 0:
            self.present.clear()
        else:
            most = min(MOST_POINTS, max(400, self.width()))
            self.present.show(curve, self._now, self.look, most)
            last = max(float(curve.steps[-1]), self._now[0] if self._now is not None else 0.0)
        longest = max((float(end[1][-1]) for end in self.old.ends), default=0.0)
        right = max(last, min(longest, max(_SHARE * last, _LEAST_STEPS)), 10.0)
        low, high = self._bounds()
        air = 0.012 * right
        self.widget.setRange(xRange=(-air, right + air), yRange=(low, high), padding=0.0)
        self._place_words()

    def _bounds(self) -> tuple[float, float]:
        parts: list[Float64] = [*self.present.values, *self.old.values]
        if self.look.quantity == "loss":
            return bounds(parts, self.look.has_log_axis)
        # Accuracies end at 1, with the room of half a line above.
        lowest = [float(np.nanmin(part)) for part in parts if np.isfinite(part).any()]
        return max(0.0, min(lowest, default=0.0) - 0.05), 1.02

    def _place_words(self, *_: object) -> None:
        area = self._area()
        names = []
        for run, x, y in self.old.ends:
            right = self.widget.getViewBox().viewRange()[0][1]
            index = max(0, int((x <= right).sum()) - 1)
            value = y[index] if y[index] == y[index] else 0.0
            names.append(EndName(run.name, self._pixel(float(x[index]), float(value))))
        floor = area.bottom() - _MARK_ROOM
        marks = [
            PlacedMark(QPointF(self._pixel(mark.step, 0.0).x(), floor), mark.is_weight)
            for mark in self._marks
        ]
        marks = [m for m in marks if area.left() - 1 <= m.at.x() <= area.right() + 1]
        end = self.present.end
        now = None if end is None else self._pixel(*end)
        self.overlay.show_places(area, names, marks, self._goals(area), now)
        self.widget.viewport().update()

    def _goals(self, area: QRectF) -> list[Goal]:
        """Return the stops that lie within the picture."""
        stop = self._stop
        if stop is None:
            return []
        is_loss = self.look.quantity == "loss"
        levels = (
            (stop.train_loss, stop.test_loss)
            if is_loss
            else (stop.train_accuracy, stop.test_accuracy)
        )
        goals = [Goal(x=self._pixel(stop.step, 0.0).x())] if stop.step is not None else []
        for level in levels:
            if level is not None:
                goals.append(Goal(y=self._pixel(0.0, self._place(level)).y()))
        return [
            goal
            for goal in goals
            if (goal.x is None or area.left() <= goal.x <= area.right())
            and (goal.y is None or area.top() <= goal.y <= area.bottom())
        ]

    # --- places ----------------------------------------------------------------------------

    def _place(self, value: float) -> float:
        return float(self.look.place(np.array([value]))[0])

    def _area(self) -> QRectF:
        """Return the rectangle of the curves in pixels of this widget."""
        box = self.widget.getViewBox()
        corner = self.widget.mapFromScene(box.sceneBoundingRect().topLeft())
        size = box.sceneBoundingRect().size()
        return QRectF(QPointF(corner), size)

    def _pixel(self, step: float, value: float) -> QPointF:
        """Return the pixel of a place on the axes; exact, not rounded as Qt's own mapping."""
        (left, right), (low, high) = self.widget.getViewBox().viewRange()
        area = self._area()
        x = area.left() + (step - left) / max(right - left, 1e-300) * area.width()
        y = area.bottom() - (value - low) / max(high - low, 1e-300) * area.height()
        return QPointF(x, y)

    def step_at(self, position: QPointF) -> float:
        """Return the step under a pixel of this widget."""
        left, right = self.widget.getViewBox().viewRange()[0]
        area = self._area()
        return float(left + (position.x() - area.left()) / max(area.width(), 1.0) * (right - left))

    def steps_per_pixel(self) -> float:
        """Return how many steps one pixel stands for."""
        left, right = self.widget.getViewBox().viewRange()[0]
        return float((right - left) / max(self._area().width(), 1.0))

    def index_at(self, step: float) -> int | None:
        """Return the index into the curve of the point nearest to a step."""
        return None if self._curve is None else nearest_index(self._curve.steps, step)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self.pointed.emit(self.step_at(event.position()))  # type: ignore[attr-defined]
        elif kind == QEvent.Type.Leave:
            self.pointed.emit(None)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.overlay.setGeometry(self.rect())
        self._draw()
