"""The picture of a loss along one weight: the curve, its tangent, and the point that can be dragged."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
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

from playground.readout.landscape.records import LossCurve, LossLine
from playground.ui import numbers
from playground.ui.style import DARK, RADIUS, Theme, mono, px
from playground.ui.views.card.loss_axes import between, label, loss_axis, pieces
from playground.ui.widgets.number_field import step_size
from playground.ui.widgets.paint import mix
from playground.ui.widgets.plot_axes import UNIT, Axis

_GRIP = 16
"""Pixels around the point in which it can be taken."""
_TANGENT = 0.16
"""Half length of the tangent, as a part of the picture's width."""


class LossPlot(QWidget):
    """Shows where the weight stands on its loss; dragging and arrows move it."""

    value_moved = Signal(float, bool)
    """New value, and whether the gesture is over."""
    zoom_wanted = Signal(float)
    """2 for nearer, 0.5 for farther."""
    pointed = Signal(object)
    """The value under the mouse, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._line: LossLine | None = None
        self._curve: LossCurve | None = None
        self._x, self._y = UNIT, UNIT
        self._held: float | None = None
        self._before = 0.0
        self._is_dragging = False
        self._is_over, self._to_wait = True, 0
        self.may_move = True
        self.name = "w"
        """What the weight is called: w, or b for a bias."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Loss along this weight"))
        self.setToolTip(
            self.tr(
                "Drag the point, or press the arrow keys: the weight moves and the loss answers. "
                "+ and − zoom."
            )
        )

    @property
    def value(self) -> float | None:
        """Where the point is drawn: where it is held, else where the weight stands."""
        if self._held is not None:
            return self._held
        return None if self._line is None else self._line.value

    @property
    def range(self) -> tuple[float, float]:
        """The values at the left and at the right edge."""
        return self._x.low, self._x.high

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_curve(self, line: LossLine | None, curve: LossCurve | None) -> None:
        """Draw this curve of a line; None leaves the picture empty."""
        is_new = line is not self._line
        self._line, self._curve = line, curve
        if line is not None and curve is not None and not self._is_dragging:
            self._x = Axis(float(line.values[0]), float(line.values[-1]))
            self._y = loss_axis(curve.losses, curve.loss)
            if is_new:
                self._loosen(line.value)
        self.update()

    def _loosen(self, value: float) -> None:
        """Follow the weight again where it has come to where it was put.

        While training runs it has left that place before anybody sees it there: two lines later it
        is followed in any case.
        """
        self._to_wait = max(0, self._to_wait - 1)
        if self._held is not None:
            is_there = math.isclose(self._held, value, rel_tol=1e-6, abs_tol=1e-7)
            if is_there or (self._is_over and not self._to_wait):
                self._held = None

    def let_go(self) -> None:
        """Forget what is held: another weight is shown."""
        self._held, self._is_dragging = None, False

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(132))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(132))

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        has_focus = self.hasFocus()
        painter.setPen(QPen(QColor(theme.action if has_focus else theme.border), 1))
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self._line is not None and self._curve is not None:
            painter.setClipRect(box.adjusted(1, 1, -1, -1))
            self._paint_axes(painter)
            self._paint_curve(painter, self._line, self._curve)
            self._paint_point(painter, self._line, self._curve)
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        theme = self._theme
        if self._x.low < 0.0 < self._x.high:
            painter.setPen(QPen(QColor(mix(theme.canvas, theme.muted, 0.3)), 1))
            x = self._place(0.0, 0.0).x()
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setFont(mono(8.0))
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(painter.font())
        top, bottom = metrics.ascent() + 4, self.height() - metrics.descent() - 3
        painter.drawText(QPointF(6, top), f"L {label(self._y.high, self._y)}")
        painter.drawText(QPointF(6, bottom - metrics.height()), label(self._y.low, self._y))
        painter.drawText(QPointF(6, bottom), numbers.short(self._x.low))
        right = f"{self.name} {numbers.short(self._x.high)}"
        painter.drawText(
            QPointF(self.width() - 6 - metrics.horizontalAdvance(right), bottom), right
        )

    def _paint_curve(self, painter: QPainter, line: LossLine, curve: LossCurve) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.text), 1.8))
        for part in pieces(line.values, curve.losses):
            painter.drawPolyline(QPolygonF([self._place(x, y) for x, y in part.tolist()]))

    def _paint_point(self, painter: QPainter, line: LossLine, curve: LossCurve) -> None:
        theme, value = self._theme, self.value
        assert value is not None
        is_there = self._held is None
        loss = curve.loss if is_there else between(line.values, curve.losses, value)
        if not math.isfinite(loss):
            return
        point = self._place(value, loss)
        if is_there and math.isfinite(curve.slope):
            step = self._place(value + 1e-3 * (self._x.high - self._x.low), loss)
            dx = step.x() - point.x()
            rise = curve.slope * 1e-3 * (self._x.high - self._x.low)
            dy = self._place(value, loss + rise).y() - point.y()
            length = math.hypot(dx, dy)
            reach = _TANGENT * self.width() / max(length, 1e-12)
            way = QPointF(dx * reach, dy * reach)
            painter.setPen(QPen(QColor(theme.blame), 2.0))
            painter.drawLine(point - way, point + way)
        painter.setPen(QPen(QColor(theme.window if theme.name == "dark" else theme.text), 1.6))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(point, px(5), px(5))

    def _room(self) -> QRectF:
        """Return where the curve is drawn: below it stands the scale."""
        below = QFontMetricsF(mono(8.0)).height() + 4
        return QRectF(self.rect()).adjusted(px(7), px(9), -px(7), -below - px(4))

    def _place(self, x: float, y: float) -> QPointF:
        room = self._room()
        across, up = self._x.part(x), self._y.part(y)
        # Far outside a painter's numbers overflow.
        return QPointF(
            room.left() + min(max(across, -50.0), 50.0) * room.width(),
            room.bottom() - min(max(up, -50.0), 50.0) * room.height(),
        )

    def _value_at(self, x: float) -> float:
        room = self._room()
        return self._x.at((x - room.left()) / max(room.width(), 1.0))

    # --- moving ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        value = self.value
        if event.button() != Qt.MouseButton.LeftButton or value is None or not self.may_move:
            return
        if abs(event.position().x() - self._place(value, 0.0).x()) <= px(_GRIP):
            self._before, self._is_dragging = value, True
            self.setCursor(Qt.CursorShape.SizeHorCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._value_at(event.position().x())
        if self._is_dragging:
            self._hold(min(max(at, self._x.low), self._x.high), is_final=False)
            return
        value = self.value
        is_near = value is not None and self.may_move
        if is_near and value is not None:
            is_near = abs(event.position().x() - self._place(value, 0.0).x()) <= px(_GRIP)
        shape = Qt.CursorShape.SizeHorCursor if is_near else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.pointed.emit(at if self._line is not None else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = False
            if self._held is not None:
                self._hold(self._held, is_final=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.value is not None and self.may_move:
            self._hold(self._value_at(event.position().x()), is_final=True)

    def leaveEvent(self, event: object) -> None:
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, value = event.key(), self.value
        signs = {
            Qt.Key.Key_Left: -1.0,
            Qt.Key.Key_Down: -1.0,
            Qt.Key.Key_Right: 1.0,
            Qt.Key.Key_Up: 1.0,
        }
        if key in signs and value is not None and self.may_move:
            step = signs[Qt.Key(key)] * step_size(event.modifiers())
            self._hold(round(value + step, 6), is_final=False)
        elif key == Qt.Key.Key_Escape and self._is_dragging:
            self._is_dragging = False
            self._hold(self._before, is_final=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_wanted.emit(2.0)
        elif key == Qt.Key.Key_Minus:
            self.zoom_wanted.emit(0.5)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        is_last = not (event.isAutoRepeat() or self._is_dragging or self._is_over)
        if is_last and self._held is not None:
            self._hold(self._held, is_final=True)
        super().keyReleaseEvent(event)

    def _hold(self, value: float, *, is_final: bool) -> None:
        self._held, self._is_over, self._to_wait = value, is_final, 2
        self.value_moved.emit(value, is_final)
        self.update()
