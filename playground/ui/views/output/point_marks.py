"""Where points are on the map, and the marks of a gesture: rings, a box, a crosshair."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.model.project import Point
from playground.ui.class_colours import class_colours, class_shape
from playground.ui.style import Theme
from playground.ui.views.output.levels import nearest, on_picture
from playground.ui.views.output.map_picture import MapPicture
from playground.ui.views.output.points_paint import draw_shape

_ARM = 9.0
"""Pixels of an arm of the crosshair."""


class Ground:
    """Coordinates of the plane and pixels of the map, both ways."""

    def __init__(self, canvas: MapPicture, extent: float = 1.0) -> None:
        self._canvas = canvas
        self.extent = extent
        """Half width of the square of the plane that the map shows."""

    def plane(self, position: QPointF) -> tuple[float, float]:
        """Return the coordinates under a pixel."""
        x, y = self._canvas.on_picture(position)
        return (2.0 * x - 1.0) * self.extent, (1.0 - 2.0 * y) * self.extent

    def on_canvas(self, place: tuple[float, float]) -> QPointF:
        """Return the pixel of a place."""
        frame = self._canvas.frame()
        x, y = (place[0] / self.extent + 1.0) / 2.0, (1.0 - place[1] / self.extent) / 2.0
        return QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height())

    def nearest(self, points: Sequence[Point], position: QPointF, reach: float) -> int | None:
        """Return the point nearest to a pixel, within this many pixels."""
        raw = np.array([(p.x, p.y) for p in points], np.float32).reshape(-1, 2)
        x, y = self._canvas.on_picture(position)
        return nearest(on_picture(raw, self.extent), x, y, reach / self._canvas.frame().width())


def paint_rings(painter: QPainter, places: Iterable[QPointF], size: float, theme: Theme) -> None:
    """Draw the selection."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.action), 1.8))
    for place in places:
        painter.drawEllipse(place, size + 2.5, size + 2.5)


def paint_marks(
    painter: QPainter, marks: Iterable[tuple[QPointF, int]], classes: int, size: float, theme: Theme
) -> None:
    """Draw points that are not part of the project yet, by place and class."""
    painter.setPen(QPen(QColor(theme.neutral), 1.3))
    for place, label in marks:
        count = max(classes, label + 1)
        painter.setBrush(QColor(class_colours(theme, count)[label]))
        draw_shape(painter, class_shape(label, count), place, size)


def paint_box(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Draw the box that selects."""
    fill = QColor(theme.action)
    fill.setAlpha(40)
    painter.setPen(QPen(QColor(theme.action), 1.2))
    painter.setBrush(fill)
    painter.drawRect(box)


def paint_crosshair(painter: QPainter, place: QPointF, theme: Theme) -> None:
    """Draw where the keys would add a point; a rim keeps it visible on every colour."""
    for colour, width in ((theme.canvas, 3.4), (theme.text, 1.4)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLine(place - QPointF(_ARM, 0), place + QPointF(_ARM, 0))
        painter.drawLine(place - QPointF(0, _ARM), place + QPointF(0, _ARM))
