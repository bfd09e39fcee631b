"""A plot of y over x: the examples, the network's curve through them, its errors as sticks."""

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.style import DARK, RADIUS, Theme, mono, px
from playground.ui.views.output.curve_plot import CurvePlot
from playground.ui.views.output.levels import Float64, nearest
from playground.ui.widgets.paint import mix
from playground.ui.widgets.plot_axes import ticks

_REACH = 12.0


class CurveCanvas(QWidget):
    """The plot. Click a point, or walk from point to point with the arrows."""

    example_requested = Signal(int)
    hovered = Signal(object)
    """(x, y) under the mouse in the units of the axes, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._plot = CurvePlot()
        self._selected: int | None = None
        self.setFont(mono(8.0))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Output over x"))
        self.setToolTip(
            self.tr("The network's answer for every x; click a point to see its numbers.")
        )

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_plot(self, plot: CurvePlot) -> None:
        """Show this."""
        self._plot = plot
        self.update()

    def show_selected(self, example: int | None) -> None:
        """Ring this example."""
        if example != self._selected:
            self._selected = example
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 110)

    # --- places ----------------------------------------------------------------------------

    def frame(self) -> QRectF:
        """Return the area inside the axes."""
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance("0") * 5 + px(4)
        below = metrics.height() + px(4)
        box = QRectF(self.rect()).adjusted(left, 2, -2, -below)
        return box if box.width() > 10 and box.height() > 10 else QRectF(self.rect())

    def place_of(self, example: int) -> QPointF | None:
        """Return where an example lies within this widget, or None where it is not shown."""
        found = np.flatnonzero(self._plot.examples == example)
        return self._at(*self._plot.points[found[0]].tolist()) if found.size else None

    def example_at(self, position: QPointF) -> int | None:
        """Return the example that a click at this place means."""
        plot, frame = self._plot, self.frame()
        if not plot.examples.size:
            return None
        places = np.stack(
            [
                (plot.points[:, 0] - plot.across.low) / (plot.across.high - plot.across.low),
                (plot.up.high - plot.points[:, 1]) / (plot.up.high - plot.up.low),
            ],
            axis=1,
        ) * (frame.width(), frame.height())
        x, y = position.x() - frame.left(), position.y() - frame.top()
        index = nearest(places, x, y, _REACH)
        return None if index is None else int(plot.examples[index])

    def _at(self, x: float, y: float) -> QPointF:
        return self._all_at(np.array([[x, y]]))[0]

    def _all_at(self, places: Float64) -> list[QPointF]:
        """Return the pixels of places (n, 2)."""
        frame, plot = self.frame(), self._plot
        x = frame.left() + plot.across.part(places[:, 0]) * frame.width()
        y = frame.bottom() - plot.up.part(places[:, 1]) * frame.height()
        return [QPointF(*pair) for pair in np.stack([x, y], axis=1).tolist()]

    # --- mouse and keys --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        example = self.example_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and example is not None:
            self.example_requested.emit(example)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame, position = self.frame(), event.position()
        if not frame.contains(position):
            self.hovered.emit(None)
            return
        x = self._plot.across.at((position.x() - frame.left()) / frame.width())
        y = self._plot.up.at((frame.bottom() - position.y()) / frame.height())
        self.hovered.emit((x, y, self.example_at(position)))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        plot = self._plot
        if step is None or not plot.examples.size:
            super().keyPressEvent(event)
            return
        order = plot.examples[np.argsort(plot.points[:, 0], kind="stable")]
        found = np.flatnonzero(order == self._selected)
        place = int(found[0]) + step if found.size else 0
        self.example_requested.emit(int(order[min(max(place, 0), order.size - 1)]))

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        frame, theme = self.frame(), self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        self._paint_axes(painter, frame)
        painter.save()
        # A rectangle clips several times faster than a path, and nothing reaches the corners.
        painter.setClipRect(frame)
        self._paint_sticks(painter)
        self._paint_points(painter)
        self._paint_curve(painter)
        place = None if self._selected is None else self.place_of(self._selected)
        if place is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((theme.canvas, 5.0), (theme.action, 2.4)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawEllipse(place, 7.0, 7.0)
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.action), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.end()

    def _paint_axes(self, painter: QPainter, frame: QRectF) -> None:
        theme, plot, metrics = self._theme, self._plot, QFontMetricsF(self.font())
        painter.setFont(self.font())
        grid, zero = QPen(QColor(theme.dots), 1.0), QPen(QColor(theme.faint), 1.0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for value in ticks(plot.up, max(2, int(frame.height() / px(36)))):
            y = self._at(plot.across.low, value).y()
            painter.setPen(zero if abs(value) < 1e-9 else grid)
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, y - metrics.height(), frame.left() - px(4), 2 * metrics.height())
            painter.drawText(box, middle, numbers.short(value))
        for value in ticks(plot.across, max(2, int(frame.width() / px(48)))):
            x = self._at(value, plot.up.low).x()
            painter.setPen(zero if abs(value) < 1e-9 else grid)
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.setPen(QColor(theme.muted))
            box = QRectF(x - px(24), frame.bottom() + px(2), px(48), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, numbers.short(value))

    def _paint_sticks(self, painter: QPainter) -> None:
        plot = self._plot
        if plot.ends is None:
            return
        outputs = np.stack([plot.points[:, 0], plot.ends], axis=1)
        pairs = zip(self._all_at(plot.points), self._all_at(outputs), strict=True)
        sticks = [QLineF(start, end) for start, end in pairs]
        painter.setPen(QPen(QColor(mix(self._theme.canvas, self._theme.text, 0.45)), 1.2))
        painter.drawLines(sticks)

    def _paint_points(self, painter: QPainter) -> None:
        theme, plot = self._theme, self._plot
        size = 3.4 if plot.examples.size <= 300 else 2.4
        ink = QColor(mix(theme.canvas, theme.text, 0.3 if plot.is_faint else 0.68))
        paper = QColor(theme.canvas)
        places = self._all_at(plot.points)
        for index in np.argsort(plot.train, kind="stable").tolist():
            is_train = bool(plot.train[index])
            painter.setPen(QPen(paper if is_train else ink, 1.0 if is_train else 1.1))
            painter.setBrush(ink if is_train else paper)
            painter.drawEllipse(places[index], size, size)

    def _paint_curve(self, painter: QPainter) -> None:
        plot, theme = self._plot, self._theme
        known = np.isfinite(plot.y)
        both = np.stack([plot.x[known], plot.y[known]], axis=1).astype(np.float64)
        line = QPolygonF(self._all_at(both))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((theme.canvas, 4.2), (theme.text, 2.2)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(line)
        if plot.line is not None:
            slope, height = plot.line
            ends = [self._at(x, slope * x + height) for x in (plot.across.low, plot.across.high)]
            painter.setPen(QPen(QColor(theme.action), 2.0, Qt.PenStyle.DashLine))
            painter.drawLine(*ends)
