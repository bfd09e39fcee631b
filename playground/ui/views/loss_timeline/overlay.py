"""Words over the curves: names of old runs at their ends, marks, the numbers under the mouse.

One widget paints them all: text items of a plot would be laid out again with every drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from playground.ui.style import DARK, RADIUS, Theme, mono, px, sans

_NAME_HEIGHT = 13.0
_PAD = 7.0
_GAP = 12.0
_MARK = 3.0


@dataclass(frozen=True, slots=True)
class EndName:
    """The name of an old run and the pixel at which its line ends."""

    text: str
    at: QPointF


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark at the pixel where it stands on the axis."""

    at: QPointF
    is_weight: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """A line at which training stops: across at ``y`` or upright at ``x``, in pixels."""

    x: float | None = None
    y: float | None = None


def apart(names: Sequence[EndName], top: float, bottom: float) -> list[float]:
    """Return a height for the middle of every name, so that none covers another.

    Names are pushed down from above, then up from below where the room ends.
    """
    order = sorted(range(len(names)), key=lambda index: names[index].at.y())
    height = px(_NAME_HEIGHT)
    heights = [0.0] * len(names)
    least = top + height / 2
    for index in order:
        heights[index] = max(least, names[index].at.y())
        least = heights[index] + height
    most = bottom - height / 2
    for index in reversed(order):
        heights[index] = min(most, heights[index])
        most = heights[index] - height
    return heights


class Overlay(QWidget):
    """Lies over the plot and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._area = QRectF()
        self._now: QPointF | None = None
        self._names: tuple[EndName, ...] = ()
        self._marks: tuple[PlacedMark, ...] = ()
        self._goals: tuple[Goal, ...] = ()
        self._lines: tuple[str, ...] = ()
        self._at = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def lines(self) -> tuple[str, ...]:
        """The numbers under the mouse, line by line."""
        return self._lines

    @property
    def names(self) -> tuple[str, ...]:
        """Names that stand at the ends of lines."""
        return tuple(name.text for name in self._names)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_places(
        self,
        area: QRectF,
        names: Sequence[EndName],
        marks: Sequence[PlacedMark],
        goals: Sequence[Goal],
        now: QPointF | None = None,
    ) -> None:
        """Draw these in the rectangle of the curves; ``now`` is where the run stands."""
        self._area, self._now = area, now
        self._names, self._marks, self._goals = tuple(names), tuple(marks), tuple(goals)
        self.update()

    def show_numbers(self, at: float, lines: Sequence[str]) -> None:
        """Show the upright line at this pixel with these numbers beside it; no lines: neither."""
        self._at, self._lines = at, tuple(lines)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._area.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_goals(painter)
        self._paint_names(painter)
        self._paint_marks(painter)
        if self._now is not None:
            painter.setPen(QPen(QColor(self._theme.window), 1.5))
            painter.setBrush(QColor(self._theme.text))
            painter.drawEllipse(self._now, 3.7, 3.7)
        if self._lines:
            self._paint_numbers(painter)
        painter.end()

    def _paint_goals(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.action), 1.0, Qt.PenStyle.DotLine))
        area = self._area
        for goal in self._goals:
            if goal.x is not None:
                painter.drawLine(QPointF(goal.x, area.top()), QPointF(goal.x, area.bottom()))
            if goal.y is not None:
                painter.drawLine(QPointF(area.left(), goal.y), QPointF(area.right(), goal.y))

    def _paint_names(self, painter: QPainter) -> None:
        font = sans(8.0)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        ground = QColor(self._theme.window)
        ground.setAlpha(200)
        for name, middle in zip(
            self._names, apart(self._names, self._area.top(), self._area.bottom()), strict=True
        ):
            width = min(metrics.horizontalAdvance(name.text), 0.5 * self._area.width())
            left = min(name.at.x() + 5, self._area.right() - width - 2)
            height = px(_NAME_HEIGHT)
            box = QRectF(left, middle - height / 2, width, height)
            painter.fillRect(box.adjusted(-2, 1, 2, -1), ground)
            painter.setPen(QColor(self._theme.muted))
            text = metrics.elidedText(name.text, Qt.TextElideMode.ElideRight, width + 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_marks(self, painter: QPainter) -> None:
        """Edits are dots, weights moved by hand are triangles."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.muted))
        for mark in self._marks:
            x, y = mark.at.x(), mark.at.y()
            if mark.is_weight:
                tip = QPointF(x, y - _MARK)
                feet = QPointF(x - _MARK, y + _MARK - 0.5), QPointF(x + _MARK, y + _MARK - 0.5)
                painter.drawPolygon(QPolygonF([tip, *feet]))
            else:
                painter.drawEllipse(mark.at, _MARK - 0.4, _MARK - 0.4)

    def _paint_numbers(self, painter: QPainter) -> None:
        theme, area = self._theme, self._area
        painter.setPen(QPen(QColor(theme.faint), 1.0))
        painter.drawLine(QPointF(self._at, area.top()), QPointF(self._at, area.bottom()))
        font = mono(8.5)
        metrics = QFontMetricsF(font)
        width = max(metrics.horizontalAdvance(line) for line in self._lines) + 2 * _PAD
        height = metrics.height() * len(self._lines) + _PAD
        left = self._at + _GAP
        if left + width > area.right():
            left = max(area.left(), self._at - _GAP - width)
        box = QRectF(left, area.top() + 1, width, height)
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(QColor(theme.card_raised))
        painter.drawRoundedRect(box, RADIUS - 1, RADIUS - 1)
        painter.setFont(font)
        for index, line in enumerate(self._lines):
            painter.setPen(QColor(theme.muted if index == 0 else theme.text))
            row = QRectF(box.left() + _PAD, box.top() + _PAD / 2, width, metrics.height())
            row.translate(0, index * metrics.height())
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
