"""A small drawing for every kind of layer: what it looks like, or the shape of what it does."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

KIND_ICON = 16
"""Pixels of an icon, across and down; every drawing below lies on this grid."""


def _path(painter: QPainter, points: Sequence[tuple[float, float]]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _dot(painter: QPainter, x: float, y: float, radius: float = 1.4) -> None:
    painter.save()
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.restore()


def _fill(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, painter.pen().color())


def _bell(painter: QPainter) -> None:
    bell = QPainterPath(QPointF(1.5, 13))
    bell.cubicTo(QPointF(6.5, 13), QPointF(5.5, 3), QPointF(8, 3))
    bell.cubicTo(QPointF(10.5, 3), QPointF(9.5, 13), QPointF(14.5, 13))
    painter.drawPath(bell)


def _dense(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 1.5, 10, 13), 2.5, 2.5)
    for y in (5.0, 8.0, 11.0):
        painter.drawLine(QPointF(6, y), QPointF(10, y))


def _activation(painter: QPainter) -> None:
    curve = QPainterPath(QPointF(2, 13))
    curve.cubicTo(QPointF(9, 13), QPointF(7, 3), QPointF(14, 3))
    painter.drawPath(curve)


def _dropout(painter: QPainter) -> None:
    for index in range(9):
        place = QPointF(3.2 + 4.8 * (index % 3), 3.2 + 4.8 * (index // 3))
        if index in (1, 3, 8):
            painter.drawLine(place - QPointF(1.3, 1.3), place + QPointF(1.3, 1.3))
            painter.drawLine(place - QPointF(1.3, -1.3), place + QPointF(1.3, -1.3))
        else:
            painter.drawEllipse(place, 0.9, 0.9)


def _noise(painter: QPainter) -> None:
    _path(painter, ((1.5, 9), (4, 4), (6, 11.5), (8.5, 2.5), (10.5, 13), (12.5, 6), (14.5, 9)))


def _batch_norm(painter: QPainter) -> None:
    """A bell about its mean."""
    _bell(painter)
    painter.drawLine(QPointF(8, 6.5), QPointF(8, 14))


def _layer_norm(painter: QPainter) -> None:
    """A bell over the units of one example."""
    _bell(painter)
    painter.drawLine(QPointF(1.5, 15), QPointF(14.5, 15))


def _normalise(painter: QPainter) -> None:
    """An arrow of length 1."""
    painter.drawEllipse(QPointF(8, 8), 6.3, 6.3)
    painter.drawLine(QPointF(8, 8), QPointF(12.4, 3.6))
    _dot(painter, 8, 8, 0.8)


def _cosine(painter: QPainter) -> None:
    """The angle between two directions."""
    _path(painter, ((11.5, 2), (2, 13), (14.5, 13)))
    painter.drawArc(QRectF(-5, 6, 14, 14), 0, 49 * 16)


def _softmax_over(painter: QPainter) -> None:
    """Shares of one whole."""
    for x, top in ((2.0, 9.5), (6.5, 2.5), (11.0, 7.0)):
        painter.drawRect(QRectF(x, top, 3, 14 - top))


def _conv(painter: QPainter) -> None:
    """A window on a picture."""
    painter.drawRect(QRectF(1.5, 1.5, 13, 13))
    painter.drawRect(QRectF(1.5, 1.5, 6.5, 6.5))


def _transposed_conv(painter: QPainter) -> None:
    """One value that paints a window."""
    _dot(painter, 3.2, 3.2)
    painter.drawRect(QRectF(6, 6, 8.5, 8.5))
    painter.drawLine(QPointF(4, 5.5), QPointF(6, 14))
    painter.drawLine(QPointF(5.5, 4), QPointF(14, 6))


def _upsample(painter: QPainter) -> None:
    painter.drawRect(QRectF(1.5, 1.5, 13, 13))
    painter.drawRect(QRectF(1.5, 9.5, 5, 5))
    painter.drawLine(QPointF(7.5, 8.5), QPointF(12, 4))
    _path(painter, ((8.5, 4), (12, 4), (12, 7.5)))


def _window_of_four(painter: QPainter) -> None:
    painter.drawRect(QRectF(1.5, 1.5, 13, 13))
    painter.drawLine(QPointF(8, 1.5), QPointF(8, 14.5))
    painter.drawLine(QPointF(1.5, 8), QPointF(14.5, 8))


def _max_pool(painter: QPainter) -> None:
    """The largest of four."""
    _window_of_four(painter)
    _fill(painter, QRectF(8, 1.5, 6.5, 6.5))


def _average_pool(painter: QPainter) -> None:
    """Four, and what lies in their middle."""
    _window_of_four(painter)
    _dot(painter, 8, 8, 2.2)


def _global_average_pool(painter: QPainter) -> None:
    """One number of a whole picture."""
    painter.drawRect(QRectF(1.5, 1.5, 13, 13))
    _dot(painter, 8, 8, 2.2)


def _flatten(painter: QPainter) -> None:
    """A picture becomes one row of values."""
    painter.drawRect(QRectF(1.5, 5, 6, 6))
    painter.drawLine(QPointF(4.5, 5), QPointF(4.5, 11))
    painter.drawLine(QPointF(1.5, 8), QPointF(7.5, 8))
    painter.drawRect(QRectF(11.5, 1.5, 3, 13))


def _reshape(painter: QPainter) -> None:
    """One row of values becomes a picture."""
    painter.drawRect(QRectF(1.5, 1.5, 3, 13))
    painter.drawRect(QRectF(8.5, 5, 6, 6))
    painter.drawLine(QPointF(11.5, 5), QPointF(11.5, 11))
    painter.drawLine(QPointF(8.5, 8), QPointF(14.5, 8))


def _embedding(painter: QPainter) -> None:
    """One row out of a table."""
    painter.drawRect(QRectF(2, 2, 12, 12))
    _fill(painter, QRectF(2, 6, 12, 4))


def _position(painter: QPainter) -> None:
    wave = QPainterPath(QPointF(1.5, 8))
    wave.cubicTo(QPointF(4.5, -1), QPointF(5.5, 1), QPointF(8, 8))
    wave.cubicTo(QPointF(10.5, 15), QPointF(11.5, 17), QPointF(14.5, 8))
    painter.drawPath(wave)


def _rnn(painter: QPainter) -> None:
    """What comes out goes in again."""
    painter.drawArc(QRectF(2, 2, 12, 12), 60 * 16, 300 * 16)
    _path(painter, ((8, 0.8), (11.2, 2.9), (9.2, 6)))


def _lstm(painter: QPainter) -> None:
    """A cell with a memory that runs through it."""
    painter.drawRoundedRect(QRectF(3, 2, 10, 12), 2, 2)
    painter.drawLine(QPointF(0.8, 5.5), QPointF(15.2, 5.5))
    for x in (5.6, 8.0, 10.4):
        _dot(painter, x, 10, 0.7)


def _gru(painter: QPainter) -> None:
    """A cell with two gates."""
    painter.drawRoundedRect(QRectF(3, 2, 10, 12), 2, 2)
    painter.drawLine(QPointF(0.8, 8), QPointF(15.2, 8))
    for x in (6.2, 9.8):
        _dot(painter, x, 8, 1.1)


def _last_step(painter: QPainter) -> None:
    for x in (2.6, 7.2):
        painter.drawEllipse(QPointF(x, 8), 1.4, 1.4)
    _dot(painter, 12.6, 8, 2.2)


def _attention(painter: QPainter) -> None:
    """One position looks at all others."""
    for x in (2.6, 8.0, 13.4):
        painter.drawLine(QPointF(8, 3), QPointF(x, 13))
        _dot(painter, x, 13, 1.2)
    _dot(painter, 8, 3, 1.6)


def _add(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(8, 8), 6, 6)
    painter.drawLine(QPointF(5, 8), QPointF(11, 8))
    painter.drawLine(QPointF(8, 5), QPointF(8, 11))


def _multiply(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(8, 8), 6, 6)
    painter.drawLine(QPointF(5.8, 5.8), QPointF(10.2, 10.2))
    painter.drawLine(QPointF(5.8, 10.2), QPointF(10.2, 5.8))


def _concatenate(painter: QPainter) -> None:
    for y in (2.0, 8.6):
        painter.drawRoundedRect(QRectF(9, y, 4.5, 5.4), 1.2, 1.2)
        painter.drawLine(QPointF(2, y + 2.7), QPointF(7, y + 2.7))


def _features(painter: QPainter) -> None:
    """Of three values, two go on."""
    for y in (3.0, 8.0, 13.0):
        _dot(painter, 3, y)
    for y in (3.0, 13.0):
        painter.drawLine(QPointF(6.5, y), QPointF(14, y))


def _latent(painter: QPainter) -> None:
    _bell(painter)
    painter.drawLine(QPointF(1.5, 14.5), QPointF(14.5, 14.5))


def _output(painter: QPainter) -> None:
    """An arrow into a target."""
    painter.drawEllipse(QPointF(10, 8), 4.5, 4.5)
    painter.drawLine(QPointF(1.5, 8), QPointF(9, 8))
    _dot(painter, 10, 8)


def _several(painter: QPainter) -> None:
    """Layers behind each other: a block."""
    for x in (1.5, 9.5):
        painter.drawRoundedRect(QRectF(x, 3, 5, 10), 1.6, 1.6)
    painter.drawLine(QPointF(6.5, 8), QPointF(9.5, 8))


DRAWINGS: Mapping[str, Callable[[QPainter], None]] = {
    "dense": _dense,
    "activation": _activation,
    "dropout": _dropout,
    "noise": _noise,
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "normalise": _normalise,
    "cosine": _cosine,
    "softmax_over": _softmax_over,
    "conv": _conv,
    "transposed_conv": _transposed_conv,
    "upsample": _upsample,
    "max_pool": _max_pool,
    "average_pool": _average_pool,
    "global_average_pool": _global_average_pool,
    "flatten": _flatten,
    "reshape": _reshape,
    "embedding": _embedding,
    "position": _position,
    "rnn": _rnn,
    "lstm": _lstm,
    "gru": _gru,
    "last_step": _last_step,
    "attention": _attention,
    "add": _add,
    "multiply": _multiply,
    "concatenate": _concatenate,
    "features": _features,
    "latent": _latent,
    "output": _output,
}


def kind_icon(kind: str, colour: str, ratio: float = 1.0) -> QIcon:
    """Return the drawing of a kind of layer; a block where the name is none of a kind."""
    pixmap = QPixmap(QSize(round(KIND_ICON * ratio), round(KIND_ICON * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    DRAWINGS.get(kind, _several)(painter)
    painter.end()
    return QIcon(pixmap)
