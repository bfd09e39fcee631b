"""Where the parts of a card are, in the card's own coordinates, and which one is under a point."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.looks import Look, Marks
from playground.ui.views.canvas.tile_paint import rect_of

PartKind = Literal[
    "unit", "title", "subtitle", "minus", "plus", "port", "badge", "lock", "repair", "card"
]

_MARGIN = 18.0
"""How far badge, port and ring reach beyond the card."""
_FOOT = 44.0
"""How far the button of a repair reaches below the card."""
PORT_RADIUS = 6.0
_REPAIR_WIDTH = 150.0
_STEPPER = QRectF(-44.0, -13.0, 88.0, 26.0)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a card is under a point; ``unit`` is the position on the card."""

    kind: PartKind
    unit: int = -1


def card_rect(card: Card) -> QRectF:
    """Return the card itself."""
    body = card.body
    return QRectF(-body.width / 2, -body.height / 2, body.width, body.height)


def painted_rect(card: Card, look: Look) -> QRectF:
    """Return everything that is painted of a card: no more, because every pixel of it costs time."""
    rect = card_rect(card)
    if look.detail == "far":
        # The headline that is seen from far away stands above the card and may be wider.
        return rect.adjusted(-90.0, -66.0, 90.0, _MARGIN)
    if not has_repair(card, look):
        return rect.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    wide = max(0.0, (_REPAIR_WIDTH - card.body.width) / 2)
    return rect.adjusted(-_MARGIN - wide, -_MARGIN, _MARGIN + wide, _FOOT)


def title_rect(card: Card) -> QRectF:
    """Return where the headline stands."""
    rect = card_rect(card)
    return QRectF(rect.left() + 8, rect.top() + 8, rect.width() - 16, 22)


def subtitle_rect(card: Card) -> QRectF:
    """Return where the second line stands."""
    rect = card_rect(card)
    return QRectF(rect.left() + 5, rect.top() + 28, rect.width() - 10, 19)


def badge_rect(card: Card) -> QRectF:
    """Return the badge of a problem, over the upper right corner."""
    rect = card_rect(card)
    return QRectF(rect.right() - 13, rect.top() - 9, 22, 22)


def lock_rect(card: Card) -> QRectF:
    """Return the padlock, in the upper left corner."""
    rect = card_rect(card)
    return QRectF(rect.left() + 8, rect.top() + 9, 16, 18)


def has_lock(card: Card, look: Look, marks: Marks) -> bool:
    """Tell whether the padlock shows: always when it is closed, else under the mouse."""
    if card.parameter_count == 0 or look.detail == "far":
        return False
    return card.is_frozen or marks.is_hovered or marks.is_selected


def repair_rect(card: Card) -> QRectF:
    """Return the button of a problem's way out, below the card."""
    width = max(card.body.width, _REPAIR_WIDTH)
    return QRectF(-width / 2, card.body.height / 2 + 16.0, width, 24.0)


def has_repair(card: Card, look: Look) -> bool:
    """Tell whether the card offers a way out of its problem."""
    is_offered = card.problem is not None and card.problem.repair is not None
    return is_offered and look.detail != "far"


def stepper_rect(card: Card) -> QRectF:
    """Return the buttons for fewer and more units, over the lower edge."""
    return _STEPPER.translated(0.0, card.body.height / 2)


def port_of(card: Card) -> QPointF:
    """Return where a connection is drawn from."""
    return QPointF(card.body.width / 2, 0.0)


def inlet_of(card: Card) -> QPointF:
    """Return where a connection that is being drawn ends."""
    return QPointF(-card.body.width / 2, 0.0)


def has_stepper(card: Card, look: Look, marks: Marks) -> bool:
    """Tell whether the buttons for fewer and more units are there now."""
    return card.can_grow and (marks.is_hovered or marks.is_selected) and look.detail != "far"


def has_port(card: Card, look: Look, marks: Marks) -> bool:
    """Tell whether the port shows: where mouse or keys are on the card."""
    return can_lead_on(card, look) and (marks.is_hovered or marks.has_focus)


def can_lead_on(card: Card, look: Look) -> bool:
    """Tell whether a connection can be drawn from the card.

    A mouse that comes from outside, along the wires, shall find the port, too: it shows then.
    """
    return not card.is_output and look.detail != "far"


def part_at(card: Card, look: Look, marks: Marks, point: QPointF) -> Part | None:
    """Return what lies under a point."""
    rect = card_rect(card)
    kind: PartKind | None = None
    if has_stepper(card, look, marks) and stepper_rect(card).contains(point):
        kind = "minus" if point.x() < 0 else "plus"
    elif can_lead_on(card, look) and (point - port_of(card)).manhattanLength() < 2.4 * PORT_RADIUS:
        kind = "port"
    elif has_lock(card, look, marks) and lock_rect(card).adjusted(-4, -4, 4, 4).contains(point):
        kind = "lock"
    elif has_repair(card, look) and repair_rect(card).contains(point):
        kind = "repair"
    elif card.problem is not None and badge_rect(card).adjusted(-4, -4, 4, 4).contains(point):
        kind = "badge"
    elif rect.contains(point):
        unit = _unit_at(card, point)
        if unit is not None:
            return Part("unit", unit)
        from_top = point.y() - rect.top()
        kind = "title" if 8 <= from_top < 30 else "subtitle" if 30 <= from_top < 48 else "card"
    return Part(kind) if kind is not None else None


def _unit_at(card: Card, point: QPointF) -> int | None:
    for index in range(card.body.shown):
        if rect_of(card.body, index).adjusted(-2, -2, 2, 2).contains(point):
            return index
    return None
