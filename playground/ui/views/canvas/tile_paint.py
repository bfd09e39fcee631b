"""How one unit is painted: its picture or colour, its number, its pin, ring and contour."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QTransform

from playground.ui.numbers import signed, signed_close
from playground.ui.style import Theme
from playground.ui.views.canvas.bodies import Body
from playground.ui.views.canvas.contours import contour
from playground.ui.views.canvas.looks import CardNumbers, Look, Marks, canvas_font, image_of

_TILE_RADIUS = 5.0
_LEAST_GAP = 7.5
"""Between two tiles, where a number still has room."""


def _parts(numbers: CardNumbers, most: int) -> list[QImage]:
    """Return the pictures of the first units.

    Cut out of one image over all of them: wrapping an array takes longer than painting its tile.
    """
    faces = numbers.faces
    if faces is None:
        return []
    count, rows, columns = faces.shape
    pixels = faces.reshape(-1, columns)
    stack = image_of(pixels)
    return [stack.copy(0, index * rows, columns, rows) for index in range(min(most, count))]


def _paint_faces(painter: QPainter, rects: list[QRectF], parts: list[QImage]) -> None:
    """Fill tiles with units' answers over the plane, smoothly."""
    for rect, part in zip(rects, parts, strict=False):
        # Half a pixel at each side stays out, so that smoothing never wraps round to the other side.
        across = rect.width() / max(1, part.width() - 1)
        down = rect.height() / max(1, part.height() - 1)
        brush = QBrush(part)
        brush.setTransform(
            QTransform(across, 0, 0, down, rect.left() - 0.5 * across, rect.top() - 0.5 * down)
        )
        painter.setBrush(brush)
        _paint_shape(painter, rect)


def _paint_maps(painter: QPainter, rects: list[QRectF], parts: list[QImage]) -> None:
    """Paint units' pictures of the example, every position by itself, and the edges around them."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for rect, part in zip(rects, parts, strict=False):
        painter.drawImage(rect, part)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects([rect.adjusted(0.5, 0.5, -0.5, -0.5) for rect in rects[: len(parts)]])


def rect_of(body: Body, index: int) -> QRectF:
    """Return the rectangle of one tile in card coordinates."""
    return QRectF(*body.tiles[index].tolist())


def rects_of(body: Body) -> list[QRectF]:
    """Return the rectangles of all tiles in card coordinates."""
    return [QRectF(*sides) for sides in body.tiles.tolist()]


def _readable_on(colour: int, theme: Theme) -> QColor:
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    is_light = 0.299 * red + 0.587 * green + 0.114 * blue > 150
    return (
        QColor("#14161a" if is_light else "#ffffff")
        if theme.name == "dark"
        else QColor(theme.text if is_light else "#ffffff")
    )


def paint_tiles(painter: QPainter, rects: list[QRectF], numbers: CardNumbers, look: Look) -> None:
    """Paint what stands for each unit; the pen is the one for edges."""
    is_pictured = numbers.are_maps or look.detail != "far"
    parts = _parts(numbers, len(rects)) if is_pictured else []
    if parts and numbers.are_maps:
        _paint_maps(painter, rects, parts)
    else:
        _paint_faces(painter, rects, parts)
    for index in range(len(parts), len(rects)):
        painter.setBrush(QColor(_colour_of(index, numbers, look)))
        _paint_shape(painter, rects[index])


def _paint_shape(painter: QPainter, rect: QRectF) -> None:
    radius = min(_TILE_RADIUS, rect.width() / 6)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _colour_of(index: int, numbers: CardNumbers, look: Look) -> str:
    """Return the colour of a unit that is not shown as a picture."""
    faces, flat = numbers.faces, numbers.flat
    if flat is not None and index < flat.shape[0]:
        return f"#{int(flat[index]) & 0xFFFFFF:06x}"
    if faces is not None and index < faces.shape[0]:
        middle = faces[index].shape[0] // 2
        return f"#{int(faces[index][middle, middle]) & 0xFFFFFF:06x}"
    return look.theme.neutral


def paint_number(
    painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look
) -> None:
    """Write the activation on a tile; while stepping, a dash where it is not computed yet."""
    if numbers.are_maps:
        return
    is_plain = numbers.is_stepping or look.tiles == "value"
    values = numbers.values
    has_value = values is not None and index < values.shape[0]
    if rect.width() < 20 or not (is_plain or look.detail == "near"):
        return
    if values is None or not has_value:
        if numbers.is_stepping:
            painter.setFont(canvas_font(13, is_mono=True))
            painter.setPen(QColor(look.theme.faint))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–")
        return
    text = signed(float(values[index]), 2)
    size = rect.width() * (0.30 if len(text) <= 5 else 0.25)
    painter.setFont(canvas_font(size, int(QFont.Weight.Medium), is_mono=True))
    if is_plain and numbers.flat is not None:
        on_tile = _readable_on(int(numbers.flat[index]), look.theme)
        painter.setPen(QColor(look.theme.text) if numbers.is_dimmed else on_tile)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    else:
        strip = QRectF(rect.left(), rect.bottom() - size * 1.5, rect.width(), size * 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        back = QColor(look.theme.card)
        back.setAlphaF(0.82)
        painter.setBrush(back)
        painter.drawRoundedRect(strip, 3.0, 3.0)
        painter.setPen(QColor(look.theme.text))
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, text)


def paint_blame(
    painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look, *, gap: float
) -> None:
    """Write δ above a tile, of a map the largest; z says its name, as it comes before a.

    Where tiles stand close, δ is a line from the middle of a tile's foot: to the right it is
    positive.
    """
    deltas, theme = numbers.deltas, look.theme
    is_known = deltas is not None and index < deltas.shape[0]
    if deltas is not None and is_known:
        value = float(deltas[index])
        if gap < _LEAST_GAP:
            largest = float(np.nan_to_num(np.abs(deltas), nan=0.0, posinf=0.0).max())
            if not numbers.are_blamed and math.isfinite(value) and largest > 0:
                _paint_line(painter, rect, value / largest, theme)
            return
        name = "∂L/∂a" if numbers.are_raw else "δ"
        told = signed_close(value, 3)
        text = f"|{name}| ≤ {told[1:]}" if numbers.are_blamed else f"{name} {told}"
        _write_above(painter, rect, text, theme.blame, gap)
    elif numbers.are_sums and not numbers.are_maps and rect.width() >= 20:
        _write_above(painter, rect, "z", theme.muted, gap)


def paint_moved(
    painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look
) -> None:
    """Draw the light around a tile whose bias has just moved: the brighter, the further."""
    if numbers.moved is None or index >= numbers.moved.shape[0]:
        return
    size = math.sqrt(float(numbers.moved[index]))
    if size > 0.05:
        light = QColor(look.theme.text)
        light.setAlphaF(0.65 * size)
        paint_ring(painter, rect, light, 1.0 + 2.0 * size)


def _paint_line(painter: QPainter, rect: QRectF, part: float, theme: Theme) -> None:
    """Draw how large blame is, −1 to 1, along the foot of a tile."""
    middle, half = rect.center().x(), rect.width() / 2
    height = max(2.0, rect.height() * 0.1)
    foot = QRectF(rect.left(), rect.bottom() - height, rect.width(), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.card))
    painter.drawRect(foot)
    painter.setBrush(QColor(theme.blame))
    painter.drawRect(
        QRectF(min(middle, middle + half * part), foot.top(), abs(half * part), height)
    )


def _write_above(painter: QPainter, rect: QRectF, text: str, colour: str, gap: float) -> None:
    height = 14.0 if gap >= 14.0 else max(gap, _LEAST_GAP) + 1.0
    above = QRectF(rect.left() - 30, rect.top() - height - 1.0, rect.width() + 60, height)
    painter.setFont(canvas_font(min(10.5, height), is_mono=True))
    painter.setPen(QColor(colour))
    painter.drawText(above, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def paint_ring(painter: QPainter, rect: QRectF, colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    grow = width / 2
    radius = min(_TILE_RADIUS, rect.width() / 6) + grow
    painter.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), radius, radius)


def paint_contour(
    painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look
) -> None:
    """Draw the line where a neuron's answer changes its side."""
    plane = numbers.plane
    if numbers.faces is None or plane is None or index >= plane.shape[0]:
        return
    pieces = contour(plane[index], numbers.level)
    scale = rect.width() / max(1, plane.shape[2] - 1)
    pen = QPen(QColor(look.theme.text), 1.1)
    painter.setPen(pen)
    x, y = rect.left(), rect.top()
    painter.drawLines(
        [
            QLineF(x + scale * x0, y + scale * y0, x + scale * x1, y + scale * y1)
            for x0, y0, x1, y1 in pieces.tolist()
        ]
    )


def paint_ring_of(painter: QPainter, rect: QRectF, index: int, look: Look, marks: Marks) -> None:
    """Draw the ring of the selected neuron, of an end of the selected wire, or of the one pointed at."""
    theme = look.theme
    if index == marks.unit:
        paint_ring(painter, rect, QColor(theme.action), 2.5)
    elif index in marks.ends:
        hue = theme.blame if marks.is_backward else theme.action
        paint_ring(painter, rect, QColor(hue), 2.5)
    elif index == marks.hover_unit:
        paint_ring(painter, rect, QColor(theme.text), 1.5)


def paint_pin(painter: QPainter, rect: QRectF, value: float, look: Look) -> None:
    """Draw the pin of a clamped neuron and the value that it is held at."""
    theme = look.theme
    size = rect.width() * 0.27
    strip = QRectF(rect.left(), rect.bottom() - size * 1.5, rect.width(), size * 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    back = QColor(theme.card)
    back.setAlphaF(0.86)
    painter.setBrush(back)
    painter.drawRoundedRect(strip, 3.0, 3.0)
    painter.setFont(canvas_font(size, int(QFont.Weight.Medium), is_mono=True))
    painter.setPen(QColor(theme.text))
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, signed(value, 2))
    head = QPointF(rect.right() - 1.0, rect.top() + 1.0)
    painter.setPen(QPen(QColor(theme.text), 1.8))
    painter.drawLine(head, head + QPointF(-6.5, 6.5))
    painter.setPen(QPen(QColor(theme.card), 1.4))
    painter.setBrush(QColor(theme.text))
    painter.drawEllipse(head, 4.6, 4.6)
