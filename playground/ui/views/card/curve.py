"""An activation as a curve, its derivative beside it, and where a neuron stands on both."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.model.catalog import ACTIVATIONS
from playground.model.catalog.records import Curve
from playground.ui.style import DARK, RADIUS, Theme, mono, px
from playground.ui.widgets.paint import mix

REACH = 4.0
"""The curve is drawn for −REACH ≤ z ≤ REACH."""
_POINTS = 161


def samples(curve: Curve) -> tuple[tuple[float, float], ...]:
    """Return points (z, value) of a curve from left to right."""
    places = (REACH * (2 * index / (_POINTS - 1) - 1) for index in range(_POINTS))
    return tuple((z, curve(z)) for z in places)


class CurvePicture(QWidget):
    """a = f(z) as a full line, ∂a/∂z as a dashed one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._name = ""
        self._lines: tuple[tuple[tuple[float, float], ...], ...] = ()
        self._low, self._high = -1.0, 1.0
        self.setToolTip(
            self.tr("Full line: the activation a over the sum z. Dashed: its slope ∂a/∂z.")
        )
        self.setAccessibleName(self.tr("Curve of the activation and its slope"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def activation(self) -> str:
        """Name of the activation that is drawn, "" where there is none to draw."""
        return self._name if self._lines else ""

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_activation(self, name: str) -> None:
        """Draw this activation; one that depends on several sums hides the picture."""
        record = ACTIVATIONS.get(name)
        value = None if record is None else record.value
        derivative = None if record is None else record.derivative
        is_known = value is not None and derivative is not None
        self.setVisible(is_known)
        if name == self._name:
            return
        self._name, self._lines = name, ()
        if value is not None and derivative is not None:
            self._lines = (samples(value), samples(derivative))
            heights = [height for line in self._lines for _, height in line]
            # A line that rises without end is cut where the eye has understood it.
            self._low, self._high = max(min([-1.1, *heights]), -2.6), min(max([1.3, *heights]), 2.6)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(180), px(92))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), px(92))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(mix(theme.canvas, theme.muted, 0.35)), 1))
        for start, end in (((-REACH, 0.0), (REACH, 0.0)), ((0.0, -9.0), (0.0, 9.0))):
            painter.drawLine(self._place(*start), self._place(*end))
        painter.setPen(QPen(QColor(mix(theme.canvas, theme.muted, 0.22)), 1, Qt.PenStyle.DotLine))
        painter.drawLine(self._place(-REACH, 1.0), self._place(REACH, 1.0))
        for line, colour, style in (
            (self._lines[1], theme.blame, Qt.PenStyle.DashLine),
            (self._lines[0], theme.text, Qt.PenStyle.SolidLine),
        ):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour), 1.6, style))
            painter.drawPolyline(
                QPolygonF([self._place(z, v) for z, v in line if math.isfinite(v)])
            )
        self._paint_words(painter)
        painter.end()

    def _place(self, z: float, value: float) -> QPointF:
        x = (z / REACH + 1) / 2 * self.width()
        part = (value - self._low) / (self._high - self._low)
        return QPointF(x, self.height() * (1 - part))

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setFont(mono(8.0))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(6, metrics.ascent() + 3), "a")
        painter.setPen(QColor(theme.blame))
        painter.drawText(
            QPointF(6 + 2 * metrics.horizontalAdvance("a"), metrics.ascent() + 3), "∂a/∂z"
        )
        painter.setPen(QColor(theme.faint))
        painter.drawText(self._place(0, 1.0) + QPointF(3, -2), "1")
        end = f"z = {REACH:g}"
        right = self.width() - metrics.horizontalAdvance(end) - 5
        painter.drawText(QPointF(right, self._place(0, 0).y() - 3), end)
