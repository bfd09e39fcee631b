"""How many values lie where: bars over a scale that keeps still."""

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.style import DARK, Theme, mono, px, sans

BINS = 41


class Histogram(QWidget):
    """Bars of one set of values; left of 0 in the negative colour, right of it in the positive."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._theme: Theme = DARK
        self._reach = 0.0
        self._low = 0.0
        self._is_blame = False
        self.counts: npt.NDArray[np.int64] = np.zeros(BINS, np.int64)
        self.note = ""
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_title(self, title: str, *, is_blame: bool = False) -> None:
        """Say what is counted; gradients have their own hue on both sides of 0."""
        if (title, is_blame) != (self._title, self._is_blame):
            self._title, self._is_blame, self._reach = title, is_blame, 0.0
            self.setAccessibleName(title)
            self.update()

    def show_values(self, values: npt.NDArray[np.floating] | None, note: str) -> None:
        """Count values of any shape; ``note`` is the line beside the title."""
        self.note = note
        self.setAccessibleDescription(note)
        finite = np.zeros(0) if values is None else values[np.isfinite(values)].ravel()
        if not finite.size:
            self.counts = np.zeros(BINS, np.int64)
            self.update()
            return
        reach = _round_up(float(np.abs(finite).max()))
        # One that hardly fits keeps its scale until it is clearly too wide.
        if reach > self._reach or reach < 0.4 * self._reach:
            self._reach = reach
        self._low = 0.0 if finite.min() >= 0 else -self._reach
        self.counts = np.histogram(finite, BINS, (self._low, self._reach))[0].astype(np.int64)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(90))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setFont(sans(9.0))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(0, metrics.ascent()), self._title)
        left = metrics.horizontalAdvance(self._title) + 8
        painter.setPen(QColor(theme.muted))
        room = max(0.0, self.width() - left)
        shown = metrics.elidedText(self.note, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(left, 0, room, metrics.height()), int(flags), shown)
        foot = QFontMetricsF(mono(8.0)).height() + 2
        box = QRectF(
            0, metrics.height() + 4, self.width(), self.height() - metrics.height() - foot - 4
        )
        self._paint_bars(painter, box)
        self._paint_scale(painter, box)
        painter.end()

    def _paint_bars(self, painter: QPainter, box: QRectF) -> None:
        theme, most = self._theme, int(self.counts.max())
        painter.setPen(Qt.PenStyle.NoPen)
        if most:
            wide = box.width() / BINS
            middle = (self._low + self._reach) / 2
            for index, count in enumerate(self.counts.tolist()):
                centre = self._low + (index + 0.5) / BINS * (self._reach - self._low)
                is_middle = self._low < 0 and abs(centre - middle) < 1e-9
                hue = theme.negative if centre < 0 else theme.positive
                hue = theme.blame if self._is_blame else hue
                painter.setBrush(QColor(theme.muted if is_middle else hue))
                high = box.height() * count / most
                bar = QRectF(box.left() + index * wide + 0.5, box.bottom() - high, wide - 1, high)
                painter.drawRect(bar)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_scale(self, painter: QPainter, box: QRectF) -> None:
        if not int(self.counts.max()):
            return
        painter.setFont(mono(8.0))
        painter.setPen(QColor(self._theme.faint))
        places = [
            (self._low, Qt.AlignmentFlag.AlignLeft),
            (self._reach, Qt.AlignmentFlag.AlignRight),
        ]
        if self._low < 0:
            places.insert(1, (0.0, Qt.AlignmentFlag.AlignHCenter))
        foot = QRectF(box.left(), box.bottom() + 1, box.width(), self.height() - box.bottom() - 1)
        for value, side in places:
            painter.drawText(foot, int(side | Qt.AlignmentFlag.AlignTop), numbers.short(value))


def _round_up(value: float) -> float:
    """Return the next of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        (step * power for step in (1, 1.5, 2, 3, 5, 7) if step * power >= value), 10 * power
    )
