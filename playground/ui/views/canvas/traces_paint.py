"""What lies over the wires: the wire pointed at, and what a gesture draws while it lasts."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from playground.model.ids import WeightRef
from playground.ui.style import Theme
from playground.ui.views.canvas.backdrop import path_of
from playground.ui.views.canvas.bodies import CARD_WIDTH
from playground.ui.views.canvas.card_paint import RADIUS, soft
from playground.ui.views.canvas.cards import layer_kind_title
from playground.ui.views.canvas.gestures import Traces
from playground.ui.views.canvas.looks import canvas_font
from playground.ui.views.canvas.narration import verdict
from playground.ui.views.canvas.phases import blame_at
from playground.ui.views.canvas.scene import CanvasScene

_GHOST_HEIGHT = 168.0


def paint_pointed_wires(painter: QPainter, scene: CanvasScene) -> None:
    """Draw the selected wire and the one under the mouse once more, standing out."""
    theme = scene.look.theme
    selected = scene.selection.weight
    hovered = scene.hover.wire
    if hovered is not None and hovered != selected:
        _paint_wire(painter, scene, hovered, QColor(theme.text))
    if selected is not None:
        _paint_wire(painter, scene, selected, QColor(theme.action))


def _paint_wire(painter: QPainter, scene: CanvasScene, weight: WeightRef, halo: QColor) -> None:
    curve = scene.wires.curve_of(weight)
    if curve is None:
        return
    theme = scene.look.theme
    value = scene.wires.value_of(weight)
    if weight in scene.shown.project.network.cuts:
        value = None
    path = path_of(curve)
    # About as wide on the screen at every zoom.
    width = 1.0 / max(0.6, scene.look.scale) ** 0.7
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, 7.0 * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)
    painter.setPen(QPen(QColor(theme.canvas), 5.2 * width))
    painter.drawPath(path)
    is_negative = value is not None and value < 0
    colour = theme.muted if value is None else theme.negative if is_negative else theme.positive
    if blame_at(scene.wires.bundles, scene.blame, weight) is not None:
        colour = theme.blame
    pen = QPen(QColor(colour), 3.4 * width)
    if is_negative:
        pen.setDashPattern([3.2, 1.3])
    painter.setPen(pen)
    painter.drawPath(path)


def paint_verdict(painter: QPainter, scene: CanvasScene) -> None:
    """Write the right answer and the loss below the output, while stepping knows them."""
    told = verdict(scene.shown, scene.snapshot)
    item = None if told is None else scene.items_by_layer.get(told[0])
    if told is None or item is None or scene.look.detail == "far":
        return
    theme, is_judged = scene.look.theme, scene.emphasis.deed == "judge"
    font = canvas_font(12.5, int(QFont.Weight.Medium), is_mono=True)
    width = QFontMetricsF(font).horizontalAdvance(told[1]) + 22.0
    (x, _), bottom = item.frame.centre, item.frame.bottom
    box = QRectF(x - width / 2, bottom + 20.0, width, 25.0)
    painter.setPen(
        QPen(QColor(theme.action if is_judged else theme.border), 1.8 if is_judged else 1.2)
    )
    painter.setBrush(QColor(theme.card_raised))
    painter.drawRoundedRect(box, 8.0, 8.0)
    painter.setFont(font)
    painter.setPen(QColor(theme.text if is_judged else theme.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told[1])


def paint_traces(painter: QPainter, scene: CanvasScene, traces: Traces) -> None:
    """Draw what the gesture at hand shows, in scene units."""
    theme = scene.look.theme
    for way in traces.glow:
        outline = scene.wires.outline(way)
        if outline is not None:
            _paint_glow(painter, theme, path_of(outline[0]), path_of(outline[1]))
    if traces.ghost is not None:
        _paint_ghost(painter, theme, traces)
    if traces.band is not None:
        band = QRectF(traces.band.left, traces.band.top, traces.band.width, traces.band.height)
        painter.setPen(QPen(QColor(theme.action), 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(soft(theme.action, 0.10))
        painter.drawRect(band)
    if traces.link is not None:
        _paint_link(painter, scene, traces)


def _paint_glow(painter: QPainter, theme: Theme, upper: QPainterPath, lower: QPainterPath) -> None:
    area = QPainterPath(upper)
    area.connectPath(lower.toReversed())
    area.closeSubpath()
    painter.setBrush(soft(theme.action, 0.16))
    painter.setPen(QPen(soft(theme.action, 0.22), 12.0, Qt.PenStyle.SolidLine))
    painter.drawPath(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.action), 1.6))
    painter.drawPath(area)


def _paint_ghost(painter: QPainter, theme: Theme, traces: Traces) -> None:
    if traces.ghost is None:
        return
    # Empty below its headline: there the hand carries the button from the palette.
    kind, (x, y) = traces.ghost
    card = QRectF(x - CARD_WIDTH / 2, y - _GHOST_HEIGHT / 2, CARD_WIDTH, _GHOST_HEIGHT)
    pen = QPen(QColor(theme.action), 1.8, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(soft(theme.card_raised, 0.86))
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setFont(canvas_font(15, int(QFont.Weight.DemiBold)))
    painter.setPen(QColor(theme.text))
    head = QRectF(card.left(), card.top() + 10, card.width(), 24)
    painter.drawText(head, Qt.AlignmentFlag.AlignCenter, layer_kind_title(kind))


def _paint_link(painter: QPainter, scene: CanvasScene, traces: Traces) -> None:
    if traces.link is None:
        return
    layer, (x, y) = traces.link
    item = scene.items_by_layer.get(layer)
    if item is None:
        return
    theme, frame = scene.look.theme, item.frame
    start = QPointF(frame.right, frame.centre[1])
    radius = 4.5 if traces.target is None else 0.0
    reach = max(40.0, abs(x - start.x()) / 2)
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(reach, 0), QPointF(x - reach, y), QPointF(x, y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.action), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)
    painter.setBrush(QColor(theme.action))
    painter.drawEllipse(QPointF(x, y), radius, radius)
