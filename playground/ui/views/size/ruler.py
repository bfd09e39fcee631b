"""Sizes on a logarithmic ruler, one below the other: from a single weight to the brain."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, SPACING, Theme, mono, px, sans

_DECADES = 15


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the ruler; ``is_own`` marks the person's own networks."""

    name: str
    value: float
    written: str
    explanation: str = ""
    is_own: bool = False


class Ruler(QWidget):
    """Bars over a scale of powers of ten; a click on one asks for it."""

    mark_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._theme: Theme = DARK
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._marks

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these, from small to large."""
        if marks != self._marks:
            self._marks = tuple(sorted(marks, key=lambda mark: mark.value))
            self.setAccessibleDescription(
                "; ".join(f"{mark.name}: {mark.written}" for mark in self._marks)
            )
            self.updateGeometry()
            self.update()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(300), round(self._row * (len(self._marks) + 1)) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(180), self.sizeHint().height())

    @property
    def _row(self) -> float:
        return QFontMetricsF(sans(9.0)).height() + 5

    def _columns(self) -> tuple[float, float]:
        """Return where the scale begins and ends, in pixels."""
        names, values = QFontMetricsF(sans(9.0)), QFontMetricsF(mono(8.5))
        left = max((names.horizontalAdvance(m.name) for m in self._marks), default=0.0)
        right = max((values.horizontalAdvance(m.written) for m in self._marks), default=0.0)
        return left + SPACING, max(left + px(60), self.width() - right - SPACING)

    def _place(self, value: float) -> float:
        left, right = self._columns()
        return left + (right - left) * min(1.0, math.log10(max(value, 1.0)) / _DECADES)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        for number, mark in enumerate(self._marks):
            self._paint_mark(painter, mark, self._row * (number + 1))
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setFont(mono(8.0))
        metrics = QFontMetricsF(painter.font())
        words = {0: "1", 3: "10³", 6: "10⁶", 9: "10⁹", 12: "10¹²", 15: "10¹⁵"}
        for decade, word in words.items():
            x = self._place(10.0**decade)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawLine(QPointF(x, self._row), QPointF(x, self.height()))
            painter.setPen(QColor(self._theme.faint))
            width = metrics.horizontalAdvance(word)
            painter.drawText(QPointF(x - width / 2, metrics.ascent() + 1), word)

    def _paint_mark(self, painter: QPainter, mark: Mark, top: float) -> None:
        theme = self._theme
        left, right = self._columns()
        painter.setFont(sans(9.0))
        metrics = QFontMetricsF(painter.font())
        base = top + (self._row - metrics.height()) / 2 + metrics.ascent()
        painter.setPen(QColor(theme.text if mark.is_own else theme.muted))
        painter.drawText(QPointF(0, base), mark.name)
        bar = QRectF(left, top + self._row / 2 - 2.5, max(3.0, self._place(mark.value) - left), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.action if mark.is_own else theme.faint))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.setFont(mono(8.5))
        painter.setPen(QColor(theme.text if mark.is_own else theme.muted))
        painter.drawText(QPointF(right + SPACING, base), mark.written)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._at(event.position())
        self.setToolTip("" if mark is None else f"{mark.name}: {mark.explanation}")
        can_ask = mark is not None and not mark.is_own
        shape = Qt.CursorShape.PointingHandCursor if can_ask else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._at(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.mark_clicked.emit(mark.name)

    def _at(self, place: QPointF) -> Mark | None:
        row = int(place.y() // self._row) - 1
        return self._marks[row] if 0 <= row < len(self._marks) else None
