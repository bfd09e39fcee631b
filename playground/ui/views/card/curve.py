"""An activation as a curve, its derivative beside it, and where a neuron stands on both."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.model.catalog import ACTIVATIONS
from playground.model.catalog.records import Curve
from playground.ui.style import DARK, RADIUS, Theme, mono, px
from playground.ui.widgets.paint import mix

REACH = 4.0
"""The curve is drawn for −REACH ≤ z ≤ REACH, and further where a neuron stands further out."""
_FARTHEST = 1024.0
_HIGHEST = 0.65
"""Share of the reach at which a line that rises without end is cut."""
_POINTS = 161
_MOST_DOTS = 400


def samples(curve: Curve, reach: float = REACH) -> tuple[tuple[float, float], ...]:
    """Return points (z, value) of a curve from left to right."""
    places = (reach * (2 * index / (_POINTS - 1) - 1) for index in range(_POINTS))
    return tuple((z, curve(z)) for z in places)


class CurvePicture(QWidget):
    """a = f(z) as a full line, ∂a/∂z as a dashed one, and where a neuron stands on both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._name = ""
        self._curves: tuple[Curve, ...] = ()
        self._lines: tuple[tuple[tuple[float, float], ...], ...] = ()
        self._low, self._high = -1.0, 1.0
        self._reach = REACH
        self.places: tuple[float, ...] = ()
        self.is_done = True
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
        self._name, self._curves, self.places = name, (), ()
        if value is not None and derivative is not None:
            self._curves = (value, derivative)
        self._draw_to(REACH)

    def show_places(self, places: Sequence[float], *, is_done: bool = True) -> None:
        """Mark where z stands: of one neuron, or at several positions of its answer.

        ``is_done`` says whether the activation is computed: before, z is only known on its axis.
        """
        finite = tuple(z for z in places[:_MOST_DOTS] if math.isfinite(z))
        if (finite, is_done) == (self.places, self.is_done):
            return
        self.places, self.is_done = finite, is_done
        farthest = min(_FARTHEST, max(map(abs, finite), default=0.0))
        reach = REACH
        while reach < farthest:
            reach *= 2
        # Grows at once; shrinks only when much of it is empty, so that the picture keeps still.
        if reach > self._reach or farthest < 0.4 * self._reach:
            self._draw_to(reach)
        self.update()

    def _draw_to(self, reach: float) -> None:
        """Draw the curves as far as this on both sides."""
        self._reach = reach
        self._lines = tuple(samples(curve, reach) for curve in self._curves)
        heights = [height for line in self._lines for _, height in line]
        # A line that rises without end is cut where the eye has understood it.
        limit = _HIGHEST * reach
        self._low = max(min([-1.1, *heights]), -limit)
        self._high = min(max([1.3, *heights]), limit)
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
        reach, far = self._reach, 9.0 * self._reach
        for start, end in (((-reach, 0.0), (reach, 0.0)), ((0.0, -far), (0.0, far))):
            painter.drawLine(self._place(*start), self._place(*end))
        painter.setPen(QPen(QColor(mix(theme.canvas, theme.muted, 0.22)), 1, Qt.PenStyle.DotLine))
        painter.drawLine(self._place(-reach, 1.0), self._place(reach, 1.0))
        for line, colour, style in (
            (self._lines[1], theme.blame, Qt.PenStyle.DashLine),
            (self._lines[0], theme.text, Qt.PenStyle.SolidLine),
        ):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour), 1.6, style))
            painter.drawPolyline(
                QPolygonF([self._place(z, v) for z, v in line if math.isfinite(v)])
            )
        self._paint_places(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_places(self, painter: QPainter) -> None:
        """Draw z as a line from the axis, and a point on each curve; of many positions the points alone."""
        theme, is_single = self._theme, len(self.places) == 1
        radius = px(4.0) if is_single else px(2.0)
        for place in self.places:
            z = max(-self._reach, min(self._reach, place))
            points = [self._place(z, curve(z)) for curve in self._curves]
            if is_single and self.is_done:
                painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
                for point in points:
                    painter.drawLine(self._place(z, 0.0), point)
            for point, colour in zip(points, (theme.text, theme.blame), strict=True):
                painter.setPen(QPen(QColor(theme.canvas), 1.5 if is_single else 0.5))
                painter.setBrush(QColor(colour))
                if self.is_done:
                    painter.drawEllipse(point, radius, radius)
            if not self.is_done:
                painter.setPen(QPen(QColor(theme.text), 1.5))
                painter.setBrush(QColor(theme.canvas))
                painter.drawEllipse(self._place(z, 0.0), radius, radius)

    def _place(self, z: float, value: float) -> QPointF:
        x = (z / self._reach + 1) / 2 * self.width()
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
        end = f"z = {self._reach:g}"
        right = self.width() - metrics.horizontalAdvance(end) - 5
        axis = self._place(0, 0).y()
        below = axis + metrics.ascent() + 2
        # Most slopes come down to the axis from above, and would run through the words.
        fits = below + metrics.descent() < self.height()
        painter.drawText(QPointF(right, below if fits else axis - 3), end)
