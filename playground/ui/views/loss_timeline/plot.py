"""The picture of the runs, drawn with pyqtgraph, with words over it."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.state import Curve
from playground.session.commands import StopAt
from playground.ui.style import DARK, Theme, px, sans
from playground.ui.views.loss_timeline.axis import StepAxis, ValueAxis
from playground.ui.views.loss_timeline.head import NO_HEAD, Head
from playground.ui.views.loss_timeline.lines import OtherLines, Point, PresentLines
from playground.ui.views.loss_timeline.look import Look
from playground.ui.views.loss_timeline.marks import Mark
from playground.ui.views.loss_timeline.overlay import EndName, Goal, Overlay, Placed, PlacedMark
from playground.ui.views.loss_timeline.places import Places
from playground.ui.views.loss_timeline.playhead import Playhead
from playground.ui.views.loss_timeline.runs import Key, OtherRun
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
    """Other runs faint, the present one clear, marks where the person stepped in, the playhead."""

    pointed = Signal(object)
    """Step under the mouse (a float), or None."""
    menu_requested = Signal(object)
    """QPointF in this widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: Curve | None = None
        self._now: Point | None = None
        self._marks: tuple[Mark, ...] = ()
        self._runs: tuple[OtherRun, ...] = ()
        self._name: tuple[str, Key] | None = None
        self._stop: StopAt | None = None
        self.head = NO_HEAD
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
        self.other = OtherLines(self.widget)
        self.present = PresentLines(self.widget)
        # Half of the last number stands to the right of its tick.
        self.widget.getPlotItem().layout.setContentsMargins(1, 1, 22, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.widget)
        self.playhead = Playhead(self)
        self.overlay = Overlay(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.sigResized.connect(self._place_words)
        self.show_theme(DARK)

    # --- what is shown ---------------------------------------------------------------------

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.widget.setBackground(QColor(theme.window))
        self.other.show_theme(theme)
        self.present.show_theme(theme)
        self.overlay.show_theme(theme)
        self.playhead.show_theme(theme)
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

    def show_runs(self, runs: Sequence[OtherRun], name: tuple[str, Key] | None) -> None:
        """Show these other runs; ``name`` is that of the present one, where it needs one."""
        self._runs, self._name = tuple(runs), name
        self._draw()

    def show_head(self, head: Head) -> None:
        """Show where the run stands; `show_curve` makes room for a longer one."""
        is_moved = (head.step, head.is_past) != (self.head.step, self.head.is_past)
        self.head = head
        if is_moved:
            self.present.part_at(head.step if head.is_past else None)
            self.widget.viewport().update()
        self._place_head()

    def show_stop(self, stop: StopAt | None) -> None:
        """Show where training will stop."""
        self._stop = stop
        self._place_words()

    def show_numbers(self, step: float | None, lines: Sequence[str]) -> None:
        """Show an upright line at this step with numbers beside it; None: neither."""
        at = 0.0 if step is None else self.places.x(step)
        self.overlay.show_numbers(at, () if step is None else lines)

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        curve = self._curve
        self.other.show(self._runs, self.look)
        last = 0.0
        if curve is None or curve.steps.size == 0:
            self.present.clear()
        else:
            most = min(MOST_POINTS, max(400, self.width()))
            self.present.show(curve, self._now, self.look, most)
            if self.head.is_past:
                self.present.part_at(self.head.step)
            last = max(float(curve.steps[-1]), self._now[0] if self._now is not None else 0.0)
            last = max(last, float(self.head.end))
        longest = max((float(end[1][-1]) for end in self.other.ends), default=0.0)
        right = max(last, min(longest, max(_SHARE * last, _LEAST_STEPS)), 10.0)
        low, high = self._bounds()
        air = 0.012 * right
        self.widget.setRange(xRange=(-air, right + air), yRange=(low, high), padding=0.0)
        self._place_words()

    def _bounds(self) -> tuple[float, float]:
        parts: list[Float64] = [*self.present.values, *self.other.values]
        if self.look.quantity == "loss":
            return bounds(parts, self.look.has_log_axis)
        # Accuracies end at 1, with the room of half a line above.
        lowest = [float(np.nanmin(part)) for part in parts if np.isfinite(part).any()]
        return max(0.0, min(lowest, default=0.0) - 0.05), 1.02

    def _place_words(self, *_: object) -> None:
        places = self.places
        area = places.area
        names = []
        for run, x, y in self.other.ends:
            index = max(0, int((x <= places.steps[1]).sum()) - 1)
            value = y[index] if y[index] == y[index] else 0.0
            at = places.pixel(float(x[index]), float(value))
            names.append(EndName(run.name, at, run.key))
        end = self.present.end
        now = None if end is None else places.pixel(*end)
        if now is not None and self._name is not None:
            names.append(EndName(self._name[0], now, self._name[1], True))
        floor = area.bottom() - _MARK_ROOM
        marks = [
            PlacedMark(QPointF(places.x(mark.step), floor), mark.is_weight) for mark in self._marks
        ]
        marks = [m for m in marks if area.left() - 1 <= m.at.x() <= area.right() + 1]
        partings = [places.pixel(*at) for at in self.other.partings]
        goals = tuple(self._goals(places))
        placed = Placed(tuple(names), tuple(marks), goals, tuple(partings), now)
        self.overlay.show_places(area, placed)
        self._place_head()
        self.widget.viewport().update()

    def _place_head(self) -> None:
        places, head, end = self.places, self.head, self.present.end
        at = self.present.place_at(head.step) if head.is_past else None
        dot = None if at is None else places.pixel(head.step, at)
        self.playhead.show_head(head, places, dot, None if end is None else places.pixel(*end))
        self._steps.leave_out(self.playhead.covered())

    def _goals(self, places: Places) -> list[Goal]:
        """Return the stops that lie within the picture."""
        stop, area = self._stop, places.area
        if stop is None:
            return []
        is_loss = self.look.quantity == "loss"
        levels = (
            (stop.train_loss, stop.test_loss)
            if is_loss
            else (stop.train_accuracy, stop.test_accuracy)
        )
        goals = [Goal(x=places.x(stop.step))] if stop.step is not None else []
        for level in levels:
            if level is not None:
                place = float(self.look.place(np.array([level]))[0])
                goals.append(Goal(y=places.pixel(0.0, place).y()))
        return [
            goal
            for goal in goals
            if (goal.x is None or area.left() <= goal.x <= area.right())
            and (goal.y is None or area.top() <= goal.y <= area.bottom())
        ]

    # --- places ----------------------------------------------------------------------------

    @property
    def places(self) -> Places:
        """Where steps and values lie among the pixels of this widget."""
        box = self.widget.getViewBox()
        corner = self.widget.mapFromScene(box.sceneBoundingRect().topLeft())
        steps, values = box.viewRange()
        area = QRectF(QPointF(corner), box.sceneBoundingRect().size())
        return Places(area, tuple(steps), tuple(values))

    def index_at(self, step: float) -> int | None:
        """Return the index into the curve of the point nearest to a step."""
        return None if self._curve is None else nearest_index(self._curve.steps, step)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self.pointed.emit(self.places.step_at(event.position().x()))  # type: ignore[attr-defined]
        elif kind == QEvent.Type.Leave:
            self.pointed.emit(None)
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(QPointF(event.pos()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.playhead.show_focus(True)
        self._steps.leave_out(self.playhead.covered())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.playhead.show_focus(False)
        self._steps.leave_out(self.playhead.covered())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for words in (self.playhead, self.overlay):
            words.setGeometry(self.rect())
        self._draw()
