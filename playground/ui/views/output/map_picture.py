"""What a map looks like: colours underneath, the lines between them, the examples on top."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, RADIUS, Theme, px, sans
from playground.ui.views.output.cloud import EMPTY_CLOUD, Cloud
from playground.ui.views.output.levels import nearest
from playground.ui.views.output.points_paint import Residuals, paint_points, paint_residuals
from playground.ui.views.output.rendering import NO_PICTURE, Picture
from playground.ui.widgets.paint import mix

REACH = 14.0
"""Pixels from a point within which a click means it."""


class MapPicture(QWidget):
    """A square over the plane; it answers to nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._cloud = EMPTY_CLOUD
        self._selected: int | None = None
        self._picture = NO_PICTURE
        self._residuals: Residuals | None = None
        self._points: QPixmap | None = None
        self._hint = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Output over the plane"))

    # --- what it shows ---------------------------------------------------------------------

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._points = None
        self.update()

    def show_cloud(self, cloud: Cloud) -> None:
        """Show these examples."""
        self._cloud = cloud
        self._points = None
        self.update()

    def show_picture(self, picture: Picture) -> None:
        """Show this underneath."""
        self._picture = picture
        self.update()

    def show_residuals(self, residuals: Residuals | None) -> None:
        """Show the error of every example as a ring, or no rings."""
        if residuals is not self._residuals:
            self._residuals = residuals
            self.update()

    def show_selected(self, example: int | None) -> None:
        """Ring this example."""
        if example != self._selected:
            self._selected = example
            self.update()

    def show_hint(self, text: str) -> None:
        """Say this in the middle; "" for nothing."""
        if text != self._hint:
            self._hint = text
            self.setAccessibleDescription(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    # --- places ----------------------------------------------------------------------------

    def frame(self) -> QRectF:
        """Return the square of the picture within this widget."""
        side = max(1.0, float(min(self.width(), self.height())))
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def on_picture(self, position: QPointF) -> tuple[float, float]:
        """Return the place of a pixel in the 1 × 1 picture."""
        frame = self.frame()
        return (
            (position.x() - frame.left()) / frame.width(),
            (position.y() - frame.top()) / frame.height(),
        )

    def example_at(self, position: QPointF) -> int | None:
        """Return the example that a click at this place means."""
        return self.example_near(*self.on_picture(position))

    def example_near(self, x: float, y: float) -> int | None:
        """Return the example that is meant at this place of the 1 × 1 picture."""
        index = nearest(self._cloud.places, x, y, REACH / self.frame().width())
        return None if index is None else int(self._cloud.examples[index])

    def place_of(self, example: int) -> QPointF | None:
        """Return where an example lies within this widget, or None where it is not shown."""
        found = np.flatnonzero(self._cloud.examples == example)
        if found.size == 0:
            return None
        x, y = self._cloud.places[found[0]]
        frame = self.frame()
        return QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height())

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, frame = self._theme, self.frame()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS + 2, RADIUS + 2)
        painter.save()
        painter.setClipPath(outline)
        if self._picture.image is None:
            painter.fillRect(frame, QColor(theme.canvas))
        else:
            painter.drawImage(frame, self._picture.image)
        self._paint_lines(painter, frame)
        painter.drawPixmap(frame.topLeft(), self._point_layer(frame))
        if self._residuals is not None and self._cloud.size:
            painter.translate(frame.topLeft())
            paint_residuals(painter, self._cloud, self._residuals, frame.width(), theme)
            painter.translate(-frame.topLeft())
        self.paint_marks(painter)
        painter.restore()
        if self._hint:
            self._paint_hint(painter, frame)
        self._paint_ring(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.action), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), RADIUS + 1, RADIUS + 1)
        painter.end()

    def paint_marks(self, painter: QPainter) -> None:
        """Draw what a gesture shows; here nothing does."""

    def _paint_lines(self, painter: QPainter, frame: QRectF) -> None:
        if not self._picture.lines:
            return
        painter.save()
        painter.translate(frame.topLeft())
        painter.scale(frame.width(), frame.height())
        pen = QPen(QColor(mix(self._theme.neutral, self._theme.text, 0.85)), 1.4)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLines(self._picture.lines)
        painter.restore()

    def _paint_hint(self, painter: QPainter, frame: QRectF) -> None:
        """In the middle of an empty map, at the lower edge where there are points."""
        painter.setFont(sans(9.5))
        box = frame.adjusted(px(12), px(8), -px(12), -px(8))
        side = Qt.AlignmentFlag.AlignBottom if self._cloud.size else Qt.AlignmentFlag.AlignVCenter
        flags = int(Qt.AlignmentFlag.AlignHCenter | side) | int(Qt.TextFlag.TextWordWrap)
        text = self._hint
        # A small map has room for the first sentences only; the description keeps them all.
        while ". " in text and painter.boundingRect(box, flags, text).height() > box.height():
            text = text.rpartition(". ")[0] + "."
        if self._cloud.size:
            back = QColor(self._theme.card)
            back.setAlpha(225)
            room = painter.boundingRect(box, flags, text).adjusted(-px(6), -2, px(6), 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
            painter.drawRoundedRect(room, RADIUS, RADIUS)
        painter.setPen(QColor(self._theme.text if self._cloud.size else self._theme.muted))
        painter.drawText(box, flags, text)

    def _paint_ring(self, painter: QPainter) -> None:
        place = None if self._selected is None else self.place_of(self._selected)
        if place is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self._theme.canvas, 5.0), (self._theme.action, 2.4)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(place, 7.5, 7.5)

    def _point_layer(self, frame: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        side = math.ceil(frame.width() * ratio)
        if self._points is None or self._points.width() != side:
            self._points = QPixmap(side, side)
            self._points.setDevicePixelRatio(ratio)
            self._points.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._points)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_points(painter, self._cloud, frame.width(), self._theme)
            painter.end()
        return self._points
