"""A few sequences as rows: cells in the colours of their tokens, letters, or waves."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.data.dataset import Dataset
from playground.ui.class_colours import class_colours
from playground.ui.style import Theme, mono

Float64 = npt.NDArray[np.float64]

_MOST_COLOURS = 8
"""Tokens that can still be told apart by colour; more of them are written."""
_MOST_CELLS = 12


def draw_sequences(
    painter: QPainter, dataset: Dataset, theme: Theme, frame: QRectF, rows: int
) -> None:
    """Draw the first sequences below each other."""
    sequence = dataset.shape.sequence
    if sequence is None:
        return
    count = min(rows, dataset.size)
    height = frame.height() / max(1, count)
    for row in range(count):
        place = QRectF(frame.left(), frame.top() + row * height, frame.width(), height)
        values = dataset.raw[row][: dataset.length_of(row)]
        if not sequence.vocabulary:
            colours = class_colours(theme, max(2, len(dataset.shape.classes)))
            _wave(painter, values, colours[int(dataset.labels[row].flat[0])], place)
        elif len(sequence.vocabulary) <= _MOST_COLOURS:
            colours = class_colours(theme, len(sequence.vocabulary))
            _cells(painter, values, colours, place, min(_MOST_CELLS, sequence.length))
        else:
            names = "".join(sequence.vocabulary[int(value)] for value in values)
            _letters(painter, names, theme, place)


def _cells(
    painter: QPainter, values: Float64, colours: tuple[str, ...], place: QRectF, columns: int
) -> None:
    width = place.width() / columns
    side = min(width, place.height()) - 1.2
    painter.setPen(Qt.PenStyle.NoPen)
    for column, value in enumerate(values[:columns]):
        painter.setBrush(QColor(colours[int(value)]))
        left = place.left() + column * width
        painter.drawRoundedRect(QRectF(left, place.top(), side, side), 1, 1)


def _wave(painter: QPainter, values: Float64, colour: str, place: QRectF) -> None:
    across = place.left() + place.width() * np.arange(len(values)) / max(1, len(values) - 1)
    bound = max(1.0, float(np.abs(values).max()))
    up = place.center().y() - values / bound * (0.4 * place.height())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 1.3))
    ends = zip(across.tolist(), up.tolist(), strict=True)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in ends]))


def _letters(painter: QPainter, text: str, theme: Theme, place: QRectF) -> None:
    font = mono(8.0)
    font.setPixelSize(max(5, round(place.height() * 0.72)))
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, left, text.replace("␣", " "))
    painter.restore()
