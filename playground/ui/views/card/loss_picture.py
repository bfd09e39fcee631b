"""The picture of a loss along one weight: the curve, its tangent, and the point on it."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.readout.landscape.records import LossCurve, LossLine
from playground.ui import numbers
from playground.ui.style import DARK, RADIUS, Theme, mono, px
from playground.ui.views.card.loss_axes import between, label, pieces
from playground.ui.widgets.paint import mix
from playground.ui.widgets.plot_axes import UNIT

_TANGENT = 0.16
"""Half length of the tangent, as a part of the picture's width."""


class LossPicture(QWidget):
    """Paints the curve, its tangent and the point; moves nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._line: LossLine | None = None
        self._curve: LossCurve | None = None
        self._x, self._y = UNIT, UNIT
        self._held: float | None = None
        self.name = "w"
        """What the weight is called: w, or b for a bias."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(132))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(132))

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
            self._paint_zero(painter)
            self._paint_curve(painter, self._line, self._curve)
            self._paint_ends(painter)
            self._paint_point(painter, self._line, self._curve)
        painter.end()

    def _paint_zero(self, painter: QPainter) -> None:
        if self._x.low < 0.0 < self._x.high:
            painter.setPen(QPen(QColor(mix(self._theme.canvas, self._theme.muted, 0.3)), 1))
            x = self.place(0.0, 0.0).x()
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _paint_ends(self, painter: QPainter) -> None:
        """Write the numbers at the ends of both axes, over a curve that comes near them."""
        painter.setFont(mono(8.0))
        metrics = QFontMetricsF(painter.font())
        top, bottom = metrics.ascent() + 4, self.height() - metrics.descent() - 3
        right = f"{self.name} {numbers.short(self._x.high)}"
        words = (
            (6.0, top, f"L {label(self._y.high, self._y)}"),
            (6.0, bottom - metrics.height(), label(self._y.low, self._y)),
            (6.0, bottom, numbers.short(self._x.low)),
            (self.width() - 6 - metrics.horizontalAdvance(right), bottom, right),
        )
        paper = QColor(self._theme.canvas)
        paper.setAlphaF(0.8)
        for x, y, text in words:
            width = metrics.horizontalAdvance(text)
            painter.fillRect(
                QRectF(x - 2, y - metrics.ascent(), width + 4, metrics.height()), paper
            )
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(x, y), text)

    def _paint_curve(self, painter: QPainter, line: LossLine, curve: LossCurve) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.text), 1.8))
        for part in pieces(line.values, curve.losses):
            painter.drawPolyline(QPolygonF([self.place(x, y) for x, y in part.tolist()]))

    def _paint_point(self, painter: QPainter, line: LossLine, curve: LossCurve) -> None:
        theme, value = self._theme, self.value
        assert value is not None
        is_there = self._held is None
        loss = curve.loss if is_there else between(line.values, curve.losses, value)
        if not math.isfinite(loss):
            return
        point = self.place(value, loss)
        if is_there and math.isfinite(curve.slope):
            step = self.place(value + 1e-3 * (self._x.high - self._x.low), loss)
            dx = step.x() - point.x()
            rise = curve.slope * 1e-3 * (self._x.high - self._x.low)
            dy = self.place(value, loss + rise).y() - point.y()
            length = math.hypot(dx, dy)
            reach = _TANGENT * self.width() / max(length, 1e-12)
            way = QPointF(dx * reach, dy * reach)
            painter.setPen(QPen(QColor(theme.blame), 2.0))
            painter.drawLine(point - way, point + way)
        painter.setPen(QPen(QColor(theme.window if theme.name == "dark" else theme.text), 1.6))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(point, px(5), px(5))

    def room(self) -> QRectF:
        """Return where the curve is drawn: below it stands the scale."""
        below = QFontMetricsF(mono(8.0)).height() + 4
        return QRectF(self.rect()).adjusted(px(7), px(9), -px(7), -below - px(4))

    def place(self, x: float, y: float) -> QPointF:
        """Return the pixels of a weight and a loss."""
        room = self.room()
        across, up = self._x.part(x), self._y.part(y)
        # Far outside a painter's numbers overflow.
        return QPointF(
            room.left() + min(max(across, -50.0), 50.0) * room.width(),
            room.bottom() - min(max(up, -50.0), 50.0) * room.height(),
        )

    def value_at(self, x: float) -> float:
        """Return the weight at a pixel."""
        room = self.room()
        return self._x.at((x - room.left()) / max(room.width(), 1.0))
