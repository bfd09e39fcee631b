"""How the inside of a card is painted: one function for each body of the table in `bodies`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QTransform

from playground.ui.numbers import share, signed, signed_close
from playground.ui.style import MONO, SANS, Theme
from playground.ui.views.canvas.bodies import Body, BodyKind
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.colours import Ramps
from playground.ui.views.canvas.contours import contour
from playground.ui.views.canvas.geometry import Detail

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]

_TILE_RADIUS = 5.0

TilesMode = Literal["plane", "value"]


@dataclass(frozen=True, slots=True, eq=False)
class CardNumbers:
    """What the newest snapshot says about one card.

    Attributes
    ----------
    faces
        uint32 (shown, height, width): every unit over the input plane, coloured.
    flat
        uint32 (shown,): one colour for each unit, where there are no faces.
    values, deltas
        float32 (shown,): activation and δ = ∂L/∂z of the example shown.
    picture
        uint32 (rows, columns): the example itself.
    shares
        float32 (shown,): lengths of the bars, 0 to 1.
    plane
        float32 (units, height, width): the values behind ``faces``.
    level
        The value where the answer changes its side.
    is_stepping
        True while stepping inside a batch: numbers in place of faces.
    is_dimmed
        True where the operation at hand does not touch this layer.
    """

    faces: UInt32 | None = None
    flat: UInt32 | None = None
    values: Float32 | None = None
    deltas: Float32 | None = None
    picture: UInt32 | None = None
    shares: Float32 | None = None
    plane: Float32 | None = None
    level: float = 0.0
    is_stepping: bool = False
    is_dimmed: bool = False


def is_same(one: CardNumbers, other: CardNumbers) -> bool:
    """Tell whether two cards would look alike."""

    def equal(first: object, second: object) -> bool:
        if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
            return first is second or np.array_equal(first, second)
        is_mixed = isinstance(first, np.ndarray) or isinstance(second, np.ndarray)
        return not is_mixed and first == second

    return all(equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(CardNumbers))


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, level of detail, and what tiles show.

    Attributes
    ----------
    tiles
        "plane": a neuron's answer for every point of the input plane; "value": its activation for
        the example at hand.
    is_discrete
        True while only the sign is shown.
    """

    theme: Theme
    ramps: Ramps
    detail: Detail = "normal"
    scale: float = 1.0
    tiles: TilesMode = "plane"
    is_discrete: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What the person points at, on one card. Units are positions on the card."""

    is_selected: bool = False
    is_hovered: bool = False
    is_target: bool = False
    is_offered: bool = False
    """True while a connection is drawn that could end here."""
    has_focus: bool = False
    unit: int | None = None
    hover_unit: int | None = None
    hover_part: str = ""
    active: str = ""
    """Phase of the operation that is at work in this layer, or ""."""
    outside: bool = field(default=False)
    """True while the layer is not part of the run."""


@cache
def canvas_font(
    pixels: float, weight: int = int(QFont.Weight.Normal), is_mono: bool = False
) -> QFont:
    """Return a font whose size is in scene units."""
    font = QFont(MONO if is_mono else SANS)
    # setPixelSize takes whole numbers; a stretch by the painter would blur.
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    if is_mono:
        font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def image_of(pixels: UInt32) -> QImage:
    """Return an image over the array (rows without gaps); the caller keeps the array alive."""
    height, width = pixels.shape
    if pixels.strides[1] != pixels.itemsize:
        raise ValueError("The pixels of a row must lie side by side.")
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)


def _face_brush(rect: QRectF, pixels: UInt32) -> QBrush:
    """Return a brush that fills a rectangle with a picture, smoothly."""
    rows, columns = pixels.shape
    # Half a pixel at each side stays out, so that smoothing never wraps round to the other side.
    across, down = rect.width() / max(1, columns - 1), rect.height() / max(1, rows - 1)
    brush = QBrush(image_of(pixels))
    brush.setTransform(
        QTransform(across, 0, 0, down, rect.left() - 0.5 * across, rect.top() - 0.5 * down)
    )
    return brush


def rect_of(body: Body, index: int) -> QRectF:
    """Return the rectangle of one tile in card coordinates."""
    left, top, width, height = (float(side) for side in body.tiles[index])
    return QRectF(left, top, width, height)


def _readable_on(colour: int, theme: Theme) -> QColor:
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    is_light = 0.299 * red + 0.587 * green + 0.114 * blue > 150
    return (
        QColor("#14161a" if is_light else "#ffffff")
        if theme.name == "dark"
        else QColor(theme.text if is_light else "#ffffff")
    )


def _tile(painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look) -> None:
    """Paint what stands for one unit; the pen is the one for edges."""
    faces, flat = numbers.faces, numbers.flat
    if faces is not None and index < faces.shape[0] and look.detail != "far":
        painter.setBrush(_face_brush(rect, faces[index]))
    else:
        colour = look.theme.neutral
        if flat is not None and index < flat.shape[0]:
            colour = f"#{int(flat[index]) & 0xFFFFFF:06x}"
        elif faces is not None and index < faces.shape[0]:
            middle = faces[index].shape[0] // 2
            colour = f"#{int(faces[index][middle, middle]) & 0xFFFFFF:06x}"
        painter.setBrush(QColor(colour))
    radius = min(_TILE_RADIUS, rect.width() / 6)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _number(painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look) -> None:
    """Write the activation on a tile, and δ above it."""
    values = numbers.values
    is_plain = numbers.is_stepping or look.tiles == "value"
    is_wanted = is_plain or look.detail == "near"
    if values is None or index >= values.shape[0] or not is_wanted or rect.width() < 20:
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
    deltas = numbers.deltas
    if numbers.is_stepping and deltas is not None and index < deltas.shape[0]:
        above = QRectF(rect.left() - 30, rect.top() - 15, rect.width() + 60, 14)
        painter.setFont(canvas_font(10.5, is_mono=True))
        painter.setPen(QColor(look.theme.blame))
        painter.drawText(
            above, Qt.AlignmentFlag.AlignCenter, f"δ {signed_close(float(deltas[index]), 3)}"
        )


def _ring(painter: QPainter, rect: QRectF, colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    grow = width / 2
    radius = min(_TILE_RADIUS, rect.width() / 6) + grow
    painter.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), radius, radius)


def _label(painter: QPainter, rect: QRectF, text: str, body: Body, look: Look) -> None:
    room = rect.left() + body.width / 2 - 15
    font = canvas_font(12)
    painter.setFont(font)
    painter.setPen(QColor(look.theme.muted))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    box = QRectF(rect.left() - room - 8, rect.top(), room, rect.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


def _contour(painter: QPainter, rect: QRectF, index: int, numbers: CardNumbers, look: Look) -> None:
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


def _ring_of(painter: QPainter, rect: QRectF, index: int, look: Look, marks: Marks) -> None:
    """Draw the ring of the selected neuron, or of the one under the mouse."""
    if index == marks.unit:
        _ring(painter, rect, QColor(look.theme.action), 2.5)
    elif index == marks.hover_unit:
        _ring(painter, rect, QColor(look.theme.text), 1.5)


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


def _paint_neurons(
    painter: QPainter, card: Card, numbers: CardNumbers, look: Look, marks: Marks
) -> None:
    body = card.body
    rects = [rect_of(body, index) for index in range(body.shown)]
    edge = QColor(look.theme.text)
    edge.setAlphaF(0.14)
    painter.setPen(QPen(edge, 1.0))
    for index, rect in enumerate(rects):
        _tile(painter, rect, index, numbers, look)
    for index, rect in enumerate(rects):
        if look.detail == "far":
            break
        if index in (marks.unit, marks.hover_unit):
            _contour(painter, rect, index, numbers, look)
        if index in card.pins:
            paint_pin(painter, rect, card.pins[index], look)
            _ring_of(painter, rect, index, look, marks)
            continue
        _number(painter, rect, index, numbers, look)
        if index < len(body.labels) and body.shown <= 16:
            _label(painter, rect, body.labels[index], body, look)
        _ring_of(painter, rect, index, look, marks)
    if body.units > body.shown and look.detail != "far":
        painter.setFont(canvas_font(11))
        painter.setPen(QColor(look.theme.muted))
        text = f"{body.shown} / {body.units}"
        box = QRectF(-body.width / 2, body.height / 2 - 26, body.width, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_picture(
    painter: QPainter, card: Card, numbers: CardNumbers, look: Look, marks: Marks
) -> None:
    body = card.body
    first, last = rect_of(body, 0), rect_of(body, body.shown - 1)
    frame = first.united(last)
    painter.setPen(Qt.PenStyle.NoPen)
    if numbers.picture is None:
        painter.setBrush(QColor(look.theme.neutral))
        painter.drawRoundedRect(frame, 4, 4)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(frame, image_of(numbers.picture))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.theme.border), 1.0))
    painter.drawRoundedRect(frame.adjusted(-2, -2, 2, 2), 4, 4)
    for index, colour in ((marks.hover_unit, look.theme.text), (marks.unit, look.theme.action)):
        if index is not None and index < body.shown:
            painter.setPen(QPen(QColor(colour), 1.5))
            painter.drawRect(rect_of(body, index))


def _paint_bars(
    painter: QPainter, card: Card, numbers: CardNumbers, look: Look, marks: Marks
) -> None:
    body, theme = card.body, look.theme
    best = int(numbers.shares.argmax()) if numbers.shares is not None else -1
    for index in range(body.shown):
        rect = rect_of(body, index)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.neutral if theme.name == "dark" else theme.canvas))
        painter.drawRoundedRect(rect, 4, 4)
        if numbers.shares is not None and index < numbers.shares.shape[0]:
            part = min(1.0, max(0.0, float(numbers.shares[index])))
            bar = QRectF(rect.left(), rect.top(), max(2.5, rect.width() * part), rect.height())
            painter.setBrush(QColor(theme.positive))
            painter.drawRoundedRect(bar, min(4.0, bar.width() / 2), 4)
        if look.detail == "far":
            continue
        painter.setFont(canvas_font(14, int(QFont.Weight.DemiBold)))
        painter.setPen(QColor(theme.text))
        name = QRectF(-body.width / 2 + 18, rect.top(), 22, rect.height())
        label = body.labels[index] if index < len(body.labels) else str(index)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label)
        painter.setFont(canvas_font(12, is_mono=True))
        painter.setPen(QColor(theme.text if index == best else theme.muted))
        room = QRectF(
            rect.right() + 4, rect.top(), body.width / 2 - rect.right() - 14, rect.height()
        )
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            _bar_text(numbers, index),
        )
        if index in (marks.unit, marks.hover_unit):
            colour = theme.action if index == marks.unit else theme.muted
            _ring(painter, rect, QColor(colour), 2.0 if index == marks.unit else 1.2)


def _bar_text(numbers: CardNumbers, index: int) -> str:
    if numbers.values is None or index >= numbers.values.shape[0]:
        return "–"
    value = float(numbers.values[index])
    return share(value) if numbers.shares is numbers.values else signed(value, 2)


def _paint_plain(
    painter: QPainter, card: Card, numbers: CardNumbers, look: Look, marks: Marks
) -> None:
    del numbers, marks
    top = -card.body.height / 2
    box = QRectF(-26, top + 58, 52, 24)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(look.theme.faint), 1.2)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))


BodyPainter = Callable[[QPainter, Card, CardNumbers, Look, Marks], None]

PAINTERS: Mapping[BodyKind, BodyPainter] = MappingProxyType(
    {
        "neurons": _paint_neurons,
        "picture": _paint_picture,
        "bars": _paint_bars,
        "plain": _paint_plain,
    }
)
