"""How the inside of a card is painted: one function for each body of the table in `bodies`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from playground.ui.numbers import share, signed
from playground.ui.views.canvas.bodies import Body, BodyKind
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.looks import CardNumbers, Look, Marks, canvas_font, elided, image_of
from playground.ui.views.canvas.tile_paint import (
    paint_blame,
    paint_contour,
    paint_moved,
    paint_number,
    paint_pin,
    paint_ring,
    paint_ring_of,
    paint_tiles,
    rect_of,
    rects_of,
)


def _label(painter: QPainter, rect: QRectF, text: str, body: Body, look: Look) -> None:
    is_right = body.are_labels_right
    room = (-rect.right() if is_right else rect.left()) + body.width / 2 - 15
    painter.setFont(canvas_font(12))
    painter.setPen(QColor(look.theme.muted))
    shown = elided(text, room, 12)
    left = rect.right() + 8 if is_right else rect.left() - room - 8
    side = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
    box = QRectF(left, rect.top(), room, rect.height())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_neurons(
    painter: QPainter, card: Card, numbers: CardNumbers, look: Look, marks: Marks
) -> None:
    body = card.body
    rects = rects_of(body)
    edge = QColor(look.theme.text)
    edge.setAlphaF(0.14)
    painter.setPen(QPen(edge, 1.0))
    paint_tiles(painter, rects, numbers, look)
    for index, rect in enumerate(rects):
        if look.detail == "far":
            break
        if index in (marks.unit, marks.hover_unit):
            paint_contour(painter, rect, index, numbers, look)
        if index in card.pins:
            paint_pin(painter, rect, card.pins[index], look)
            paint_ring_of(painter, rect, index, look, marks)
            continue
        paint_number(painter, rect, index, numbers, look)
        if numbers.is_stepping:
            paint_blame(painter, rect, index, numbers, look, gap=body.gap)
            paint_moved(painter, rect, index, numbers, look)
        if index < len(body.labels) and body.shown <= 16:
            _label(painter, rect, body.labels[index], body, look)
        paint_ring_of(painter, rect, index, look, marks)
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
    for index, rect in enumerate(rects_of(body)):
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
        bold = canvas_font(14, int(QFont.Weight.DemiBold))
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        left = -body.width / 2 + 18
        name = QRectF(left, rect.top(), rect.left() - left - 4, rect.height())
        label = body.labels[index] if index < len(body.labels) else str(index)
        label = elided(label, name.width(), 14, int(QFont.Weight.DemiBold))
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
        if numbers.is_stepping:
            paint_blame(painter, rect, index, numbers, look, gap=body.gap)
        if index in (marks.unit, marks.hover_unit):
            colour = theme.action if index == marks.unit else theme.muted
            paint_ring(painter, rect, QColor(colour), 2.0 if index == marks.unit else 1.2)


def _bar_text(numbers: CardNumbers, index: int) -> str:
    if numbers.values is None or index >= numbers.values.shape[0]:
        return "–"
    value = float(numbers.values[index])
    if numbers.are_sums:
        return f"z {signed(value, 1)}"
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
