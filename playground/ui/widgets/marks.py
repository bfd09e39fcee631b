"""Examples as small marks: a colour and a shape for every class, so that colour never stands alone."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.data.dataset import Dataset
from playground.ui.class_colours import Shape, class_colours, class_shape
from playground.ui.style import Theme
from playground.ui.widgets.paint import sign_table

LEVELS = 256
"""Kinds from here on are values of a regression: LEVELS + 0 … LEVELS + 255 from − to +."""


def mark_kinds(dataset: Dataset, examples: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return the kind of every example: the index of its class, or a level of its value.

    Of sequences with an answer at every position it is that of the last one.
    """
    if dataset.shape.classes:
        return dataset.labels[examples].reshape(len(examples), -1)[:, -1].astype(np.int64)
    values = dataset.values[examples, 0] if dataset.values.shape[1] else np.zeros(len(examples))
    reach = float(np.abs(dataset.values).max()) if dataset.values.size else 1.0
    levels = np.clip(127.5 + 127.5 * values / max(reach, 1e-12), 0, 255)
    return LEVELS + np.rint(levels).astype(np.int64)


def draw_marks(
    painter: QPainter,
    theme: Theme,
    places: npt.NDArray[np.float64],
    kinds: npt.NDArray[np.int64],
    radius: float,
) -> None:
    """Draw marks at pixels (n, 2): circles, squares, triangles, diamonds by class."""
    edge = QPen(QColor(theme.canvas), 0.8)
    present = np.unique(kinds).tolist()
    classes = max((kind + 1 for kind in present if kind < LEVELS), default=0)
    colours = class_colours(theme, classes)
    for kind in present:
        is_class = kind < LEVELS
        colour = colours[kind] if is_class else _level_colour(theme, kind)
        painter.setBrush(QColor(colour))
        painter.setPen(edge)
        shape = class_shape(kind, classes) if is_class else "circle"
        points = [QPointF(x, y) for x, y in places[kinds == kind].tolist()]
        if shape == "circle":
            _draw_circles(painter, points, colour, theme.canvas, radius)
            continue
        for point in points:
            _draw_one(painter, point, shape, radius)


def _draw_circles(
    painter: QPainter, points: list[QPointF], colour: str, edge: str, radius: float
) -> None:
    """Draw discs as points of a round pen: hundreds of them in two calls."""
    for hue, width in ((edge, 2 * radius + 1.2), (colour, 2 * radius - 0.4)):
        pen = QPen(QColor(hue), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(QPolygonF(points))


def _level_colour(theme: Theme, kind: int) -> str:
    return QColor.fromRgb(sign_table(theme)[kind - LEVELS]).name()


def _draw_one(painter: QPainter, place: QPointF, shape: Shape, radius: float) -> None:
    x, y, r = place.x(), place.y(), radius
    corners = {
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "triangle": ((0.0, -1.2 * r), (1.15 * r, r), (-1.15 * r, r)),
        "diamond": ((0.0, -1.3 * r), (1.3 * r, 0.0), (0.0, 1.3 * r), (-1.3 * r, 0.0)),
    }[shape]
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
