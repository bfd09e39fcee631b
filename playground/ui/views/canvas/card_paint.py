"""How a card is painted, but for its body: ground, headline, ring, badge, port and buttons."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from playground.ui.views.canvas.card_parts import (
    PORT_RADIUS,
    badge_rect,
    card_rect,
    inlet_of,
    lock_rect,
    port_of,
    repair_rect,
    stepper_rect,
    subtitle_rect,
    title_rect,
)
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.looks import Look, Marks, canvas_font, elided
from playground.ui.wording import told

RADIUS = 12.0
_DIMMED = 0.45
"""How much of a card's ground is left where it takes no part."""
_PLAIN = int(QFont.Weight.Normal)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def soft(colour: str, alpha: float) -> QColor:
    """Return a colour of the theme, translucent."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result


def paint_panel(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Paint the card's ground, which lies below the wires."""
    theme, rect = look.theme, card_rect(card)
    painter.setOpacity(_DIMMED if marks.is_dimmed else 1.0)
    fill = soft(theme.card, 0.8 if theme.name == "dark" else 0.92)
    pen = QPen(QColor(theme.border), 1.2)
    if marks.outside:
        pen = QPen(QColor(theme.muted), 1.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4.0, 4.0])
        fill.setAlphaF(fill.alphaF() * 0.5)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    if marks.outside and look.detail != "far":
        painter.setFont(canvas_font(11))
        painter.setPen(QColor(theme.muted))
        line = QRectF(rect.left() - 60, rect.top() - 20, rect.width() + 120, 16)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, _tr("not part of the run yet"))


def paint_header(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Write headline and second line; from far away only a large headline."""
    theme = look.theme
    if look.detail == "far":
        size = min(11.0 / max(look.scale, 0.05), 40.0)
        painter.setFont(canvas_font(size, int(QFont.Weight.DemiBold)))
        painter.setPen(QColor(theme.text))
        box = QRectF(-150, card_rect(card).top() - size * 1.5, 300, size * 1.4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.title)
        return
    bold = (15.0, int(QFont.Weight.DemiBold))
    _line(painter, title_rect(card), bold, QColor(theme.text), card.title)
    is_choice = bool(card.activation) and marks.hover_part == "subtitle"
    colour = QColor(theme.action if is_choice else theme.muted)
    _line(painter, subtitle_rect(card), (12.0, _PLAIN), colour, card.subtitle)


def _line(
    painter: QPainter, box: QRectF, letters: tuple[float, int], colour: QColor, text: str
) -> None:
    """Write a line into a box; ``letters`` are size and weight of a `canvas_font`."""
    painter.setFont(canvas_font(*letters))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, elided(text, box.width(), *letters))


def paint_ring(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Draw the ring of a selected, active or pointed-at card, and the one of the focus."""
    theme = look.theme
    if marks.active:
        pen = QPen(QColor(theme.blame if marks.active == "backward" else theme.action), 2.2)
    elif marks.is_selected or marks.is_target:
        pen = QPen(QColor(theme.action), 2.2)
    elif marks.is_offered:
        pen = QPen(soft(theme.action, 0.6), 1.4)
    elif marks.is_hovered:
        pen = QPen(soft(theme.muted, 0.7), 1.2)
    else:
        return
    # A ring is as strong on the screen when the picture is small.
    pen.setCosmetic(True)
    pen.setWidthF(pen.widthF() * painter.device().devicePixelRatio())
    rect = card_rect(card)
    if marks.active:
        # Stands apart from the ring of a selected card.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(soft(pen.color().name(), 0.22), 6.0))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    if marks.has_focus:
        painter.setPen(QPen(soft(theme.action, 0.35), 4.0))
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)


def paint_lock(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Draw the padlock: closed where the layer's weights are held, else open and faint."""
    theme, box = look.theme, lock_rect(card)
    is_pointed = marks.hover_part == "lock"
    colour = theme.text if card.is_frozen else theme.faint
    paint_padlock(painter, box, QColor(theme.action if is_pointed else colour), card.is_frozen)


def paint_padlock(painter: QPainter, box: QRectF, colour: QColor, is_closed: bool) -> None:
    """Draw a padlock into a box."""
    width, height = box.width(), box.height()
    body = QRectF(box.left() + width * 0.16, box.top() + height * 0.46, width * 0.68, height * 0.44)
    painter.setPen(QPen(colour, max(1.0, width * 0.1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = QRectF(box.left() + width * 0.29, box.top() + height * 0.1, width * 0.42, height * 0.56)
    shift = 0.0 if is_closed else -height * 0.06
    painter.drawArc(
        reach.translated(0, shift), 0 if is_closed else 35 * 16, (180 if is_closed else 145) * 16
    )
    painter.setBrush(colour if is_closed else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body, 2, 2)


def paint_badge(painter: QPainter, card: Card, look: Look) -> None:
    """Draw the badge that says that something is wrong."""
    theme, rect = look.theme, badge_rect(card)
    painter.setPen(QPen(QColor(theme.canvas), 2.0))
    painter.setBrush(QColor(theme.warning))
    painter.drawEllipse(rect)
    painter.setFont(canvas_font(14, int(QFont.Weight.Bold)))
    painter.setPen(QColor("#1b1e24" if theme.name == "dark" else "#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "!")


def paint_repair(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Draw the button that repairs a problem with one click."""
    if card.problem is None or card.problem.repair is None:
        return
    theme, rect = look.theme, repair_rect(card)
    is_pointed = marks.hover_part == "repair"
    painter.setPen(QPen(QColor(theme.warning), 1.3))
    painter.setBrush(soft(theme.warning, 0.24) if is_pointed else QColor(theme.card_raised))
    painter.drawRoundedRect(rect, 7, 7)
    text = told(card.problem.repair.label)
    medium = (11.5, int(QFont.Weight.Medium))
    _line(painter, rect.adjusted(8, 0, -8, 0), medium, QColor(theme.text), text)


def paint_port(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Draw the point that connections are drawn from."""
    theme = look.theme
    painter.setPen(QPen(QColor(theme.action), 2.0))
    painter.setBrush(QColor(theme.action if marks.hover_part == "port" else theme.card))
    painter.drawEllipse(port_of(card), PORT_RADIUS, PORT_RADIUS)


def paint_inlet(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Draw the point where the connection that is being drawn could end."""
    theme = look.theme
    radius = PORT_RADIUS + (2.0 if marks.is_target else 0.0)
    painter.setPen(QPen(QColor(theme.action), 2.0))
    painter.setBrush(QColor(theme.action if marks.is_target else theme.card))
    painter.drawEllipse(inlet_of(card), radius, radius)


def paint_stepper(painter: QPainter, card: Card, look: Look, marks: Marks) -> None:
    """Draw the buttons for fewer and more units around their number."""
    theme, rect = look.theme, stepper_rect(card)
    painter.setPen(QPen(QColor(theme.border), 1.2))
    painter.setBrush(QColor(theme.card_raised))
    painter.drawRoundedRect(rect, 13, 13)
    painter.setFont(canvas_font(12, int(QFont.Weight.Medium), is_mono=True))
    painter.setPen(QColor(theme.text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(card.body.units))
    for sign, part in ((-1, "minus"), (1, "plus")):
        is_possible = sign > 0 or card.body.units > 1
        colour = theme.action if marks.hover_part == part else theme.text
        painter.setPen(QPen(QColor(colour if is_possible else theme.faint), 1.8))
        middle = QPointF(sign * 29.0, rect.center().y())
        painter.drawLine(middle - QPointF(5, 0), middle + QPointF(5, 0))
        if sign > 0:
            painter.drawLine(middle - QPointF(0, 5), middle + QPointF(0, 5))
