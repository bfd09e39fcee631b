"""The curves themselves, drawn with pyqtgraph."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.state import Curve
from playground.ui.style import DARK, Theme, sans
from playground.ui.views.loss_timeline.axis import LossAxis, StepAxis
from playground.ui.views.loss_timeline.thinning import (
    MOST_POINTS,
    bounds,
    nearest_index,
    on_axis,
    thin,
)


class LossPlot(QWidget):
    """Train solid, test dashed, the batches as a band, marks where the person stepped in."""

    pointed = Signal(object)
    """Index into the curve under the mouse, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: Curve | None = None
        self._marks: tuple[int, ...] = ()
        self._axis, self._steps = LossAxis(), StepAxis()
        self.widget = pg.PlotWidget(axisItems={"left": self._axis, "bottom": self._steps})
        self.widget.setMenuEnabled(False)
        self.widget.hideButtons()
        self.widget.setMouseEnabled(x=False, y=False)
        self.widget.setFrameShape(self.widget.Shape.NoFrame)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.viewport().installEventFilter(self)
        box = self.widget.getViewBox()
        box.disableAutoRange()
        box.setDefaultPadding(0.0)
        self._low, self._high = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._test = pg.PlotCurveItem(connect="finite", antialias=True)
        self._train = pg.PlotCurveItem(connect="finite", antialias=True)
        self._points = pg.ScatterPlotItem(size=5, pxMode=True)
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.hide()
        for item in (self._band, self._test, self._train, self._points, self._cross):
            self.widget.addItem(item)
        for axis in (self._axis, self._steps):
            axis.setStyle(
                tickFont=sans(8.0), tickLength=-4, tickTextOffset=5, hideOverlappingLabels=False
            )
        # Half of the last number stands to the right of its tick.
        self.widget.getPlotItem().layout.setContentsMargins(1, 1, 22, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.widget)
        self.show_theme(DARK)

    @property
    def is_log(self) -> bool:
        return bool(self._axis.is_log)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.widget.setBackground(QColor(theme.window))
        # A dashed pen wider than 1 would cost five times as much as everything else together.
        self._train.setPen(pg.mkPen(theme.text, width=1.5))
        self._test.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        band = QColor(theme.muted)
        band.setAlpha(38)
        self._band.setBrush(band)
        self._points.setBrush(QColor(theme.muted))
        self._points.setPen(None)
        self._cross.setPen(pg.mkPen(theme.faint, width=1))
        for axis in (self._axis, self._steps):
            axis.setTextPen(theme.muted)
            axis.setPen(theme.border)

    def show_log(self, is_log: bool) -> None:
        """Draw the loss on a logarithmic scale, or on a plain one."""
        self._axis.is_log = is_log
        self._axis.picture = None
        self._draw()

    def show_curve(self, curve: Curve | None, marks: tuple[int, ...]) -> None:
        """Show this curve and these steps at which the person stepped in."""
        self._curve, self._marks = curve, marks
        self._draw()

    def points_drawn(self) -> int:
        """Return the number of points of the longest line."""
        return max(len(line.getData()[0]) for line in (self._train, self._test))

    def _draw(self) -> None:
        curve = self._curve
        if curve is None or curve.steps.size == 0:
            for item in (self._train, self._test, self._low, self._high):
                item.setData([], [])
            self._points.setData([], [])
            return
        x, log = curve.steps.astype(np.float64), self.is_log
        train, test = on_axis(curve.train_loss, log), on_axis(curve.test_loss, log)
        most = min(MOST_POINTS, max(400, self.width()))
        self._train.setData(*thin(x, train, most))
        self._test.setData(*thin(x, test, most))
        self._draw_band(curve, x)
        low, high = bounds([train, test], log)
        right = max(float(x[-1]), 10.0)
        self.widget.setXRange(0.0, right, padding=0.01)
        self.widget.setYRange(low, high, padding=0.0)
        marks = [mark for mark in self._marks if 0 <= mark <= right]
        self._points.setData(marks, [low + 0.03 * (high - low)] * len(marks))

    def _draw_band(self, curve: Curve, x: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
        # Every line of the band needs the same places, so it is thinned by skipping.
        known = np.isfinite(curve.batch_min) & np.isfinite(curve.batch_max)
        places = np.flatnonzero(known)
        places = places[:: max(1, places.size // 600)]
        self._low.setData(x[places], on_axis(curve.batch_min[places], self.is_log))
        self._high.setData(x[places], on_axis(curve.batch_max[places], self.is_log))

    def point_at(self, position: QPointF) -> int | None:
        """Return the index into the curve for a place of the plot's viewport."""
        if self._curve is None:
            return None
        box = self.widget.getViewBox()
        place = box.mapSceneToView(self.widget.mapToScene(position.toPoint()))
        return nearest_index(self._curve.steps, place.x())

    def mark(self, index: int | None) -> None:
        """Put the cross hair at a point of the curve, or take it away."""
        if index is None or self._curve is None or index >= self._curve.steps.size:
            self._cross.hide()
        else:
            self._cross.setValue(float(self._curve.steps[index]))
            self._cross.show()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self.pointed.emit(self.point_at(event.position()))  # type: ignore[attr-defined]
        elif kind == QEvent.Type.Leave:
            self.pointed.emit(None)
        return False
