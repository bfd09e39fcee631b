"""How a map of losses is painted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from playground.ui import numbers
from playground.ui.style import RADIUS, Theme, px, sans
from playground.ui.views.landscape.terrain import Terrain
from playground.ui.widgets.paint import mix
from playground.ui.widgets.plot_axes import Axis, ticks

Float64 = npt.NDArray[np.float64]

_ARROW = 34


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A way over the map, float64 (n, 2).

    Attributes
    ----------
    mark
        What stands at its end: "disc", "square", or "" for nothing.
    has_dots
        Whether every point is marked, as where each is a move.
    """

    points: Float64
    colour: str
    mark: str = "disc"
    is_dashed: bool = False
    has_dots: bool = False


def ramp(theme: Theme) -> tuple[int, ...]:
    """Return 256 colours as ``QRgb`` from the lowest loss to the highest: no hue, so no sign."""
    top = mix(theme.canvas, theme.muted, 0.85 if theme.name == "dark" else 0.75)
    return tuple(QColor(mix(theme.canvas, top, index / 255)).rgb() for index in range(256))


def place(land: Terrain, frame: QRectF, x: float, y: float) -> QPointF:
    """Return the pixel of a point of the map; what lies far outside stays near enough to paint."""
    across, up = (min(max(part, -50.0), 50.0) for part in (land.x.part(x), land.y.part(y)))
    return QPointF(frame.left() + across * frame.width(), frame.bottom() - up * frame.height())


class MapPainter:
    """Paints one map into its frame."""

    def __init__(self, painter: QPainter, theme: Theme, land: Terrain, frame: QRectF) -> None:
        self._painter = painter
        self._theme = theme
        self._land = land
        self._frame = frame

    def ground(self, image: QImage | None, lines: Sequence[QLineF]) -> None:
        """Paint shades and lines of equal loss; None hides them."""
        painter, theme, frame = self._painter, self._theme, self._frame
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas))
        painter.drawRect(frame)
        if image is None:
            return
        # Nodes are pixels' centres, and the outermost of them lie on the edges of the map.
        half = frame.width() / (image.width() - 1) / 2, frame.height() / (image.height() - 1) / 2
        whole = frame.adjusted(-half[0], -half[1], half[0], half[1])
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(whole, image)
        self._broken(whole)
        painter.setPen(QPen(QColor(mix(theme.canvas, theme.text, 0.42)), 0.9))
        painter.drawLines(
            [
                QLineF(
                    frame.left() + line.x1() * frame.width(),
                    frame.top() + line.y1() * frame.height(),
                    frame.left() + line.x2() * frame.width(),
                    frame.top() + line.y2() * frame.height(),
                )
                for line in lines
            ]
        )

    def _broken(self, whole: QRectF) -> None:
        """Hatch what is no number."""
        losses, painter = self._land.losses, self._painter
        rows, columns = np.nonzero(~np.isfinite(losses))
        if not rows.size:
            return
        width, height = whole.width() / losses.shape[1], whole.height() / losses.shape[0]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(self._theme.canvas, self._theme.warning, 0.25)))
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            left, top = whole.left() + column * width, whole.top() + row * height
            painter.drawRect(QRectF(left, top, width + 0.5, height + 0.5))

    def axes(self, font: QFont, titles: tuple[str, str]) -> None:
        """Paint numbers and titles beside the frame."""
        painter, frame, land = self._painter, self._frame, self._land
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.setPen(QColor(self._theme.muted))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for value in ticks(land.y, max(3, int(frame.height() / px(48)))):
            y = place(land, frame, land.x.low, value).y()
            box = QRectF(0, y - metrics.height(), frame.left() - px(4), 2 * metrics.height())
            painter.drawText(box, middle, _tick(value, land.y))
        for value in ticks(land.x, max(3, int(frame.width() / px(60)))):
            x = place(land, frame, value, land.y.low).x()
            box = QRectF(x - px(30), frame.bottom() + px(2), px(60), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _tick(value, land.x))
        painter.setFont(sans(8.5))
        metrics = QFontMetricsF(painter.font())
        across = metrics.elidedText(titles[0], Qt.TextElideMode.ElideMiddle, frame.width())
        below = QRectF(frame.left(), frame.bottom(), frame.width(), 2 * metrics.height() + px(6))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(below, flags, across)
        up = metrics.elidedText(titles[1], Qt.TextElideMode.ElideMiddle, frame.height())
        painter.save()
        painter.translate(metrics.ascent() + 1, frame.bottom())
        painter.rotate(-90.0)
        beside = QRectF(0, -metrics.ascent(), frame.height(), metrics.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()

    def track(self, track: Track) -> None:
        """Paint a way and the mark at its end."""
        painter, theme = self._painter, self._theme
        points = [place(self._land, self._frame, x, y) for x, y in track.points.tolist()]
        if not points or (len(points) == 1 and not track.mark):
            return
        style = Qt.PenStyle.DashLine if track.is_dashed else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((theme.canvas, 3.6), (track.colour, 1.8)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if colour != theme.canvas:
                pen.setStyle(style)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(QColor(theme.canvas), 1.0))
        painter.setBrush(QColor(track.colour))
        for point in points if track.has_dots else points[: bool(track.mark)]:
            painter.drawEllipse(point, px(2.6), px(2.6))
        self._mark(points[-1], track)

    def _mark(self, point: QPointF, track: Track) -> None:
        painter = self._painter
        if not track.mark:
            return
        painter.setPen(QPen(QColor("#14161a"), 1.6))
        painter.setBrush(QColor("#ffffff" if track.mark == "disc" else track.colour))
        size = px(5.5)
        if track.mark == "disc":
            painter.drawEllipse(point, size, size)
        else:
            painter.drawRect(QRectF(point.x() - size, point.y() - size, 2 * size, 2 * size))

    def arrow(self, at: tuple[float, float], downhill: tuple[float, float]) -> None:
        """Paint the way downhill as gradient descent would take it, in the colour of gradients."""
        land, frame, painter = self._land, self._frame, self._painter
        start = place(land, frame, *at)
        dx = downhill[0] * frame.width() / (land.x.high - land.x.low)
        dy = -downhill[1] * frame.height() / (land.y.high - land.y.low)
        length = math.hypot(dx, dy)
        if not math.isfinite(length) or length <= 0.0:
            return
        way = QPointF(dx / length, dy / length)
        tip, aside = start + way * px(_ARROW), QPointF(-way.y(), way.x())
        painter.setPen(QPen(QColor(self._theme.blame), 2.2))
        painter.drawLine(start, tip)
        painter.setBrush(QColor(self._theme.blame))
        head = [
            tip + way * px(5),
            tip - way * px(3) + aside * px(4),
            tip - way * px(3) - aside * px(4),
        ]
        painter.drawPolygon(QPolygonF(head))

    def ring(self, at: tuple[float, float], part: float) -> None:
        """Paint how far one move may go: this part of the map across and upwards."""
        frame, painter = self._frame, self._painter
        painter.setPen(QPen(QColor(self._theme.action), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        centre = place(self._land, frame, *at)
        painter.drawEllipse(centre, part * frame.width(), part * frame.height())

    def cross(self, at: tuple[float, float]) -> None:
        """Paint the cross that the arrow keys move."""
        frame, painter = self._frame, self._painter
        point = place(self._land, frame, *at)
        painter.setPen(QPen(QColor(self._theme.action), 1.4))
        painter.drawLine(QPointF(frame.left(), point.y()), QPointF(frame.right(), point.y()))
        painter.drawLine(QPointF(point.x(), frame.top()), QPointF(point.x(), frame.bottom()))

    def edge(self, *, has_focus: bool) -> None:
        """Paint the frame's edge."""
        colour = self._theme.action if has_focus else self._theme.border
        self._painter.setPen(QPen(QColor(colour), 1.6 if has_focus else 1.0))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self._frame, RADIUS / 2, RADIUS / 2)


def _tick(value: float, axis: Axis) -> str:
    # What rounding leaves of zero is no number that anybody should read.
    return numbers.short(0.0 if abs(value) < 1e-9 * (axis.high - axis.low) else value)
