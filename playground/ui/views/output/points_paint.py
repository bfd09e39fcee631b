"""How the examples on a map look: training points full, test points smaller and hollow."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.ui.class_colours import Shape, class_colours, class_shape
from playground.ui.style import Theme
from playground.ui.views.output.cloud import Cloud
from playground.ui.views.output.levels import Float32
from playground.ui.widgets.paint import mix, sign_table

_USUAL = 260.0
"""Pixels of a map on which points have their full size."""
_TEST = 0.72
"""Size of a test point beside a training point."""
_THICKEST = 1.3
"""Ring of the largest residual, in radii of a point."""


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Output − target of every example, float32 (examples,), and the largest that is told apart."""

    errors: Float32
    largest: float


def point_size(count: int, width: float = _USUAL) -> float:
    """Return the radius of a training point: the more points and the smaller the map, the less."""
    size = 5.5 if count <= 16 else 4.2 if count <= 60 else 3.1 if count <= 1200 else 2.2
    return size * min(1.15, max(0.55, width / _USUAL))


def draw_shape(painter: QPainter, shape: Shape, place: QPointF, size: float) -> None:
    """Draw one point of about the same area, whatever its shape."""
    x, y = place.x(), place.y()
    if shape == "circle":
        painter.drawEllipse(place, size, size)
    elif shape == "square":
        half = size * 0.89
        painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
    elif shape == "triangle":
        corners = ((0.0, -1.35), (1.17, 0.72), (-1.17, 0.72))
        painter.drawPolygon(QPolygonF([QPointF(x + a * size, y + b * size) for a, b in corners]))
    else:
        far = size * 1.25
        tips = ((0.0, -far), (far, 0.0), (0.0, far), (-far, 0.0))
        painter.drawPolygon(QPolygonF([QPointF(x + a, y + b) for a, b in tips]))


def paint_points(painter: QPainter, cloud: Cloud, width: float, theme: Theme) -> None:
    """Draw a cloud on a picture of this width; training points last: they lie on top."""
    size = point_size(cloud.size, width)
    if cloud.levels is not None:
        _paint_values(painter, cloud, width, theme, size)
        return
    count = max(2, cloud.classes)
    hues = [QColor(hue) for hue in class_colours(theme, count)]
    pale = [QColor(mix(hue.name(), theme.neutral, 0.72)) for hue in hues]
    shapes = [class_shape(label, count) for label in range(count)]
    edge = QPen(QColor(theme.neutral), 1.3)
    rims = [QPen(hue, 1.1) for hue in hues]
    places = (cloud.places * width).tolist()
    labels = np.minimum(cloud.labels, count - 1).tolist()
    for index in np.argsort(cloud.train, kind="stable").tolist():
        label, place = labels[index], QPointF(*places[index])
        is_train = bool(cloud.train[index])
        painter.setPen(edge if is_train else rims[label])
        painter.setBrush(hues[label] if is_train else pale[label])
        draw_shape(painter, shapes[label], place, size if is_train else size * _TEST)


def _paint_values(painter: QPainter, cloud: Cloud, width: float, theme: Theme, size: float) -> None:
    """Targets in the colours of the surface; a rim tells them from it."""
    assert cloud.levels is not None
    table = [QColor.fromRgb(colour) for colour in sign_table(theme)]
    strong = QPen(QColor(mix(theme.neutral, theme.text, 0.62)), 1.0)
    weak = QPen(QColor(mix(theme.neutral, theme.text, 0.4)), 0.8)
    places, shades = (cloud.places * width).tolist(), cloud.levels.tolist()
    for index in np.argsort(cloud.train, kind="stable").tolist():
        is_train = bool(cloud.train[index])
        painter.setPen(strong if is_train else weak)
        painter.setBrush(table[shades[index]])
        painter.drawEllipse(QPointF(*places[index]), *(2 * (size if is_train else size * _TEST,)))


def paint_residuals(
    painter: QPainter, cloud: Cloud, residuals: Residuals, width: float, theme: Theme
) -> None:
    """Draw a ring around every example, as thick as the network's error there.

    Parameters
    ----------
    residuals
        Errors and the one of the thickest ring.
    """
    size = point_size(cloud.size, width)
    ring = QColor(mix(theme.neutral, theme.text, 0.92))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    errors = np.nan_to_num(np.abs(residuals.errors[cloud.examples]), nan=residuals.largest)
    thick = np.clip(errors / max(residuals.largest, 1e-9), 0.0, 1.0) * (_THICKEST * size)
    places, inner = (cloud.places * width).tolist(), size + 0.4
    for index in np.flatnonzero(thick > 0.35).tolist():
        painter.setPen(QPen(ring, float(thick[index])))
        radius = inner + float(thick[index]) / 2
        painter.drawEllipse(QPointF(*places[index]), radius, radius)
