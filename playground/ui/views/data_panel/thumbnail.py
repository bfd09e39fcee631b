"""A small picture of every kind of data, drawn from a few of its real examples."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from playground.data.build import build
from playground.data.catalog import DATASETS
from playground.data.dataset import Dataset
from playground.model.project import DataSpec, Point
from playground.ui.class_colours import class_colours
from playground.ui.style import Theme
from playground.ui.widgets.paint import ink_table, mix, sign_table, table_image
from playground.ui.widgets.sequence_rows import draw_sequences

_SAMPLE = 110
_FEW = 20
"""So few points are drawn larger, with air around them."""
_ROWS = 8
"""Patients or dwarves that are drawn."""
_SEQUENCES = 5
"""Sequences that are drawn."""
_OWN = (
    Point(-3.6, 2.2, 0),
    Point(-1.8, -2.4, 0),
    Point(-0.4, 3.0, 0),
    Point(1.4, 0.2, 1),
    Point(3.4, 2.4, 1),
    Point(2.6, -3.0, 1),
)
"""What stands for points that nobody has set yet."""


@lru_cache(maxsize=32)
def sample(kind: str) -> Dataset:
    """Return a few examples of a kind; kept, so that the big cache of data is left alone."""
    record = DATASETS[kind]
    if kind == "own":
        return build(DataSpec("own", points=_OWN))
    count = None
    if record.has_count:
        count = min(max(_SAMPLE, record.minimum_examples), record.maximum_examples)
    return build(DataSpec(kind=kind, examples=count))


def draw(kind: str, theme: Theme, side: float, ratio: float) -> QPixmap:
    """Return the picture of a kind, ``side`` logical pixels wide."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    form = DATASETS[kind].form
    if form == "table":
        _draw_table(painter, theme, side)
    elif form == "picture":
        _draw_picture(painter, sample(kind), theme, side)
    elif form == "sequence":
        frame = QRectF(side * 0.07, side * 0.1, side * 0.86, side * 0.8)
        draw_sequences(painter, sample(kind), theme, frame, _SEQUENCES)
    elif form == "rows":
        _draw_rows(painter, sample(kind), theme, side)
    elif kind == "valley":
        _draw_valley(painter, theme, side)
    elif form == "line":
        _draw_curve(painter, sample(kind), theme, side)
    else:
        _draw_points(painter, sample(kind), theme, side)
    painter.end()
    return pixmap


def _draw_points(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    air = 1.6 if dataset.size < _FEW else 1.12
    largest = float(np.abs(dataset.raw).max()) * air or 1.0
    places = (dataset.raw / largest * (1, -1) + 1.0) / 2.0 * side
    size = 3.2 if dataset.size < _FEW else 1.25 if dataset.shape.classes else 2.6
    painter.setPen(Qt.PenStyle.NoPen)
    for place, colour in zip(places.tolist(), _colours(dataset, theme), strict=True):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(*place), size, size)


def _colours(dataset: Dataset, theme: Theme) -> list[str]:
    """Return the colour of every example: its class, or the sign and size of its value."""
    if dataset.shape.classes:
        colours = class_colours(theme, len(dataset.shape.classes))
        return [colours[label] for label in dataset.labels.tolist()]
    largest = float(np.abs(dataset.values).max()) or 1.0
    levels = np.clip(np.rint(127.5 + 127.5 * dataset.values[:, 0] / largest), 0, 255)
    table = sign_table(theme)
    return [QColor.fromRgb(table[int(level)]).name() for level in levels]


def _draw_curve(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    x, y = dataset.raw[:, 0] / dataset.extent, dataset.values[:, 0]
    height = 1.25 * float(np.abs(y).max()) or 1.0
    painter.setPen(QPen(QColor(theme.border), 1.0))
    painter.drawLine(QPointF(0, side / 2), QPointF(side, side / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.muted))
    for across, up in zip(((x + 1) / 2).tolist(), ((1 - y / height) / 2).tolist(), strict=True):
        painter.drawEllipse(QPointF(across * side, up * side), 1.25, 1.25)


def _draw_valley(painter: QPainter, theme: Theme, side: float) -> None:
    """Lines of equal loss over the two weights."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.muted), 1.0))
    for part in (0.15, 0.3, 0.45):
        painter.drawEllipse(QPointF(side / 2, side / 2), side * part, side * part / 3.0)


def _draw_rows(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    """A line for each example: what it has, in the colour of its class."""
    columns = dataset.raw.shape[1]
    step = side * 0.9 / _ROWS
    left = (side - step * columns) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    colours = _colours(dataset, theme)
    for row in range(_ROWS):
        for column in range(columns):
            has_it = dataset.raw[row, column] > 0
            colour = colours[row] if has_it else mix(theme.canvas, theme.border, 0.8)
            painter.setBrush(QColor(colour))
            place = QPointF(left + column * step, side * 0.05 + row * step)
            painter.drawRoundedRect(QRectF(place.x(), place.y(), step - 1.2, step - 1.2), 1, 1)


def _draw_table(painter: QPainter, theme: Theme, side: float) -> None:
    """An empty sheet: a file has still to be chosen."""
    painter.setPen(QPen(QColor(theme.muted), 1.0))
    box = QRectF(side * 0.14, side * 0.18, side * 0.72, side * 0.64)
    painter.setBrush(QColor(mix(theme.canvas, theme.border, 0.9)))
    painter.drawRect(QRectF(box.left(), box.top(), box.width(), box.height() / 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    for part in (1, 2, 3):
        y = box.top() + part * box.height() / 4
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    for part in (1, 2):
        x = box.left() + part * box.width() / 3
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def _draw_picture(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    shape = dataset.shape.picture
    if shape is None:
        return
    pixels = dataset.raw[0].reshape(shape)[0]
    levels = np.rint(pixels / max(float(pixels.max()), 1.0) * 255).astype(np.uint8)
    inset = side * 0.12
    image = table_image(levels, ink_table(theme))
    painter.drawImage(QRectF(inset, inset, side - 2 * inset, side - 2 * inset), image)
