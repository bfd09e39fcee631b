"""One layer on the canvas: a card with a headline, its body, a badge and small buttons."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.ui.views.canvas import card_paint, card_parts
from playground.ui.views.canvas.body_paint import PAINTERS
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.geometry import Point, Rect, around
from playground.ui.views.canvas.looks import CardNumbers, Look, Marks, is_same

_DIMMED = 0.38


class LayerItem(QGraphicsItem):
    """Paints a card around (0, 0). Its panel is painted by the backdrop, below the wires."""

    def __init__(self, card: Card, look: Look) -> None:
        super().__init__()
        self.card = card
        self.numbers = CardNumbers()
        self.look = look
        self.marks = Marks()
        # Kept as a picture until it changes: moving it or its wires costs no painting.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_card(self, card: Card) -> None:
        """Take what the project says about the layer."""
        if card_parts.painted_rect(card, self.look) != self.boundingRect():
            self.prepareGeometryChange()
        self.card = card
        self.update()

    def show_numbers(self, numbers: CardNumbers) -> None:
        """Take what the snapshot says about the layer."""
        if not is_same(numbers, self.numbers):
            self.numbers = numbers
            self.update()

    def show_look(self, look: Look) -> None:
        """Take colours and level of detail."""
        if look.detail != self.look.detail:
            self.prepareGeometryChange()
        self.look = look
        self.update()

    def show_marks(self, marks: Marks) -> None:
        """Take what is selected and under the mouse."""
        if marks != self.marks:
            self.marks = marks
            self.setZValue(1.0 if marks.is_hovered else 0.0)
            self.update()

    @property
    def centre(self) -> Point:
        return self.pos().x(), self.pos().y()

    @property
    def frame(self) -> Rect:
        """The card's rectangle in the scene."""
        return around(self.centre, (self.card.body.width, self.card.body.height))

    def part_at(self, point: QPointF) -> card_parts.Part | None:
        """Return what lies under a point of the scene."""
        return card_parts.part_at(self.card, self.look, self.marks, self.mapFromScene(point))

    def boundingRect(self) -> QRectF:
        return card_parts.painted_rect(self.card, self.look)

    def paint_panel(self, painter: QPainter) -> None:
        """Paint the card's ground; ``painter`` is in the card's own coordinates."""
        card_paint.paint_panel(painter, self.card, self.look, self.marks)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        card, look, marks = self.card, self.look, self.marks
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setOpacity(_DIMMED if marks.is_dimmed else 1.0)
        card_paint.paint_header(painter, card, look, marks)
        PAINTERS[card.body.kind](painter, card, self.numbers, look, marks)
        painter.setOpacity(1.0)
        card_paint.paint_ring(painter, card, look, marks)
        if card_parts.has_lock(card, look, marks):
            card_paint.paint_lock(painter, card, look, marks)
        if card.problem is not None:
            card_paint.paint_badge(painter, card, look)
        if card_parts.has_repair(card, look):
            card_paint.paint_repair(painter, card, look, marks)
        if card_parts.has_port(card, look, marks):
            card_paint.paint_port(painter, card, look, marks)
        if marks.is_offered:
            card_paint.paint_inlet(painter, card, look, marks)
        if card_parts.has_stepper(card, look, marks):
            card_paint.paint_stepper(painter, card, look, marks)
