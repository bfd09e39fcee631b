"""Words over the curves: names of runs at their ends, marks, the numbers under the mouse.

One widget paints them all: text items of a plot would be laid out again with every drawing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from playground.ui.style import DARK, RADIUS, Theme, mono, px, sans

_NAME_HEIGHT = 13.0
_PAD = 7.0
_GAP = 12.0
_MARK = 3.0
_PARTING = 3.0


@dataclass(frozen=True, slots=True)
class EndName:
    """The name of a run and the pixel at which its line ends.

    Attributes
    ----------
    key
        Which run it is, for whoever presses it.
    is_present
        Whether it is the run that is followed.
    """

    text: str
    at: QPointF
    key: object = None
    is_present: bool = False


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


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands where.

    Attributes
    ----------
    partings
        Where lines go off from others.
    now
        Where the present run ends.
    """

    names: tuple[EndName, ...] = ()
    marks: tuple[PlacedMark, ...] = ()
    goals: tuple[Goal, ...] = ()
    partings: tuple[QPointF, ...] = ()
    now: QPointF | None = None


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
        self._placed = Placed()
        self._boxes: tuple[QRectF, ...] = ()
        self._lines: tuple[str, ...] = ()
        self._at = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def lines(self) -> tuple[str, ...]:
        """The numbers under the mouse, line by line."""
        return self._lines

    @property
    def placed(self) -> Placed:
        return self._placed

    def name_at(self, position: QPointF) -> object | None:
        """Return the key of the run whose name stands here, or None."""
        for name, box in zip(self._placed.names, self._boxes, strict=True):
            if box.contains(position):
                return name.key
        return None

    def box_of(self, key: object) -> QRectF | None:
        """Return where the name of a run stands, or None where it is not written."""
        found = zip(self._placed.names, self._boxes, strict=True)
        return next((box for name, box in found if name.key == key), None)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_places(self, area: QRectF, placed: Placed) -> None:
        """Draw these in the rectangle of the curves."""
        self._area, self._placed = area, placed
        self._boxes = tuple(self._name_boxes())
        self.update()

    def _name_boxes(self) -> Iterator[QRectF]:
        metrics, height = QFontMetricsF(sans(8.0)), px(_NAME_HEIGHT)
        middles = apart(self._placed.names, self._area.top(), self._area.bottom())
        for name, middle in zip(self._placed.names, middles, strict=True):
            width = min(metrics.horizontalAdvance(name.text), 0.5 * self._area.width())
            left = name.at.x() + 5
            if left + width > self._area.right() - 2:
                # Beside the end, not on it.
                left = max(self._area.left(), name.at.x() - 7 - width)
            yield QRectF(left, middle - height / 2, width, height)

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
        self._paint_partings(painter)
        self._paint_names(painter)
        self._paint_marks(painter)
        if self._placed.now is not None:
            painter.setPen(QPen(QColor(self._theme.window), 1.5))
            painter.setBrush(QColor(self._theme.text))
            painter.drawEllipse(self._placed.now, 3.7, 3.7)
        if self._lines:
            self._paint_numbers(painter)
        painter.end()

    def _paint_goals(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.action), 1.0, Qt.PenStyle.DotLine))
        area = self._area
        for goal in self._placed.goals:
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
        for name, box in zip(self._placed.names, self._boxes, strict=True):
            painter.fillRect(box.adjusted(-2, 1, 2, -1), ground)
            painter.setPen(QColor(self._theme.text if name.is_present else self._theme.muted))
            text = metrics.elidedText(name.text, Qt.TextElideMode.ElideRight, box.width() + 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_partings(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.muted), 1.3))
        painter.setBrush(QColor(self._theme.window))
        for at in self._placed.partings:
            painter.drawEllipse(at, _PARTING, _PARTING)

    def _paint_marks(self, painter: QPainter) -> None:
        """Edits are dots, weights moved by hand are triangles."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.muted))
        for mark in self._placed.marks:
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
