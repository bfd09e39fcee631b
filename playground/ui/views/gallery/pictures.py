"""Small square pictures: of examples as they are, and of what a network makes of them."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from playground.data.dataset import Dataset
from playground.ui.class_colours import class_colours
from playground.ui.style import RADIUS, Theme
from playground.ui.thumbnails import Thumbnail
from playground.ui.widgets.paint import ink_table, mix, sign_table, table_image
from playground.ui.widgets.sequence_rows import draw_sequences

_POINTS = 170
_ROWS = 14
_SEQUENCES = 9
_AIR = 1.06


def draw(
    dataset: Dataset | None, answer: Thumbnail | None, theme: Theme, side: int, ratio: float
) -> QPixmap:
    """Return a picture ``side`` logical pixels wide; without an answer, of the examples alone."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(0.5, 0.5, side - 1, side - 1)
    outline = QPainterPath()
    outline.addRoundedRect(frame, RADIUS, RADIUS)
    painter.fillPath(outline, QColor(theme.canvas))
    painter.setClipPath(outline)
    if dataset is not None:
        _draw_inside(painter, dataset, answer, theme, float(side))
    painter.setClipping(False)
    painter.setPen(QPen(QColor(theme.border), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    painter.end()
    return pixmap


def _draw_inside(
    painter: QPainter, dataset: Dataset, answer: Thumbnail | None, theme: Theme, side: float
) -> None:
    shape = dataset.shape
    if shape.plane:
        image = None if answer is None else _answer_image(dataset, answer, theme)
        if image is not None:
            smooth = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(smooth)
            painter.drawImage(QRectF(0, 0, side, side), image)
        _draw_points(painter, dataset, theme, side, is_over_map=image is not None)
    elif shape.line:
        _draw_line(painter, dataset, answer, theme, side)
    elif shape.picture is not None:
        _draw_pictures(painter, dataset, theme, side)
    elif shape.sequence is not None:
        inset = side * 0.09
        frame = QRectF(inset, inset, side - 2 * inset, side - 2 * inset)
        draw_sequences(painter, dataset, theme, frame, _SEQUENCES)
    else:
        _draw_rows(painter, dataset, theme, side)


# --- the answer over the plane -------------------------------------------------------------


def _answer_image(dataset: Dataset, answer: Thumbnail, theme: Theme) -> QImage | None:
    values = answer.values
    if values is None:
        return None
    if answer.confidence is not None:
        return _winners(values, answer.confidence, len(dataset.shape.classes), theme)
    if answer.threshold is not None:
        signed = (values - answer.threshold) * 2.0
    else:
        signed = values / _bound(dataset)
    levels = np.rint(127.5 + 127.5 * np.clip(np.nan_to_num(signed), -1.0, 1.0))
    return table_image(levels.astype(np.uint8), sign_table(theme))


def _bound(dataset: Dataset) -> float:
    """Return the answer that is drawn in full colour."""
    known = dataset.values[np.isfinite(dataset.values)]
    return float(np.percentile(np.abs(known), 95)) or 1.0 if known.size else 1.0


def _winners(
    winners: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    confidence: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    count: int,
    theme: Theme,
) -> QImage:
    """Return the class that wins at every pixel, paler where it is unsure."""
    paper = np.array(_rgb(theme.neutral), np.float32)
    table = np.array([_rgb(c) for c in class_colours(theme, max(count, 1))], np.float32)
    index = np.clip(np.nan_to_num(winners), 0, max(count, 1) - 1).astype(np.int64)
    floor = 1.0 / max(count, 2)
    sure = np.clip((np.nan_to_num(confidence) - floor) / (1.0 - floor), 0.0, 1.0)[..., None]
    colours = np.rint(paper + (table[index] - paper) * (0.25 + 0.75 * sure)).astype(np.uint8)
    picture = np.ascontiguousarray(colours)
    height, width = index.shape
    image = QImage(picture.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()


def _rgb(colour: str) -> tuple[int, int, int]:
    parts = QColor(colour)
    return parts.red(), parts.green(), parts.blue()


# --- examples ------------------------------------------------------------------------------


def _some(dataset: Dataset, most: int) -> range:
    return range(0, dataset.size, max(1, dataset.size // most))


def _colours(dataset: Dataset, theme: Theme) -> Iterator[QColor]:
    """Yield the colour of one example after the other."""
    if dataset.shape.classes:
        table = [QColor(c) for c in class_colours(theme, len(dataset.shape.classes))]
        for label in dataset.labels:
            yield table[int(label) % len(table)]
        return
    bound = _bound(dataset)
    colours = sign_table(theme)
    for value in dataset.values[:, 0]:
        share = max(-1.0, min(1.0, float(value) / bound))
        yield QColor.fromRgb(colours[round(127.5 + 127.5 * share)])


def _draw_points(
    painter: QPainter, dataset: Dataset, theme: Theme, side: float, *, is_over_map: bool
) -> None:
    extent = dataset.extent or 1.0
    colours = list(_colours(dataset, theme))
    radius = 1.5 if dataset.size > 20 else 4.0
    # Over their own colour points need an edge to be seen.
    edge = QPen(QColor(theme.canvas), 0.7 if dataset.size > 20 else 1.4)
    if not dataset.shape.classes and (not is_over_map or dataset.size <= 20):
        # An answer of 0 has the colour of the ground.
        painter.setPen(QPen(QColor(theme.muted), 0.6 if dataset.size > 20 else 1.4))
    else:
        painter.setPen(edge if is_over_map else QPen(Qt.PenStyle.NoPen))
    for index in _some(dataset, _POINTS):
        x, y = (float(value) / extent for value in dataset.raw[index, :2])
        painter.setBrush(colours[index])
        painter.drawEllipse(QPointF((x + 1) / 2 * side, (1 - y) / 2 * side), radius, radius)


def _draw_line(
    painter: QPainter, dataset: Dataset, answer: Thumbnail | None, theme: Theme, side: float
) -> None:
    xs, ys = dataset.raw[:, 0], dataset.values[:, 0]
    low, high = float(xs.min()), float(xs.max())
    floor, top = float(ys.min()), float(ys.max())
    air_x, air_y = (high - low) * 0.06 or 1.0, (top - floor) * 0.14 or 1.0

    def place(x: float, y: float) -> QPointF:
        across = (x - low + air_x) / (high - low + 2 * air_x)
        up = (y - floor + air_y) / (top - floor + 2 * air_y)
        return QPointF(across * side, (1 - up) * side)

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mix(theme.canvas, theme.muted, 0.75)))
    for index in _some(dataset, _POINTS // 2):
        painter.drawEllipse(place(float(xs[index]), float(ys[index])), 1.4, 1.4)
    if answer is not None and answer.x is not None and answer.y is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.text), 1.6))
        ends = zip(answer.x.tolist(), np.nan_to_num(answer.y).tolist(), strict=True)
        painter.drawPolyline(QPolygonF([place(x, y) for x, y in ends]))


def _draw_pictures(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    assert dataset.shape.picture is not None
    channels, height, width = dataset.shape.picture
    cell = side / 3
    for index in range(min(9, dataset.size)):
        raw = dataset.raw[index].reshape(channels, height, width)[0]
        levels = np.clip(raw / (float(raw.max()) or 1.0) * 255, 0, 255).astype(np.uint8)
        place = QRectF(index % 3 * cell + 4, index // 3 * cell + 4, cell - 8, cell - 8)
        painter.drawImage(place, table_image(levels, ink_table(theme)))


def _draw_rows(painter: QPainter, dataset: Dataset, theme: Theme, side: float) -> None:
    """Draw a few rows as cells from paper to ink, with the colour of their answer in front."""
    count = min(_ROWS, dataset.size)
    raw = dataset.raw[:count]
    low, high = raw.min(axis=0), raw.max(axis=0)
    shares = (raw - low) / np.where(high > low, high - low, 1.0)
    colours = list(_colours(dataset, theme))
    inset, front = side * 0.09, 7.0
    height = (side - 2 * inset) / count
    width = (side - 2 * inset - front) / raw.shape[1]
    painter.setPen(Qt.PenStyle.NoPen)
    for row in range(count):
        top = inset + row * height
        painter.setBrush(colours[row])
        painter.drawRect(QRectF(inset, top + 0.5, 4.0, height - 1.0))
        for column in range(raw.shape[1]):
            ink = 0.08 + 0.72 * float(shares[row, column])
            painter.setBrush(QColor(mix(theme.canvas, theme.text, ink)))
            left = inset + front + column * width
            painter.drawRect(QRectF(left + 0.5, top + 0.5, width - 1.0, height - 1.0))
