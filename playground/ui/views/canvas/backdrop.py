"""What lies below the tiles: ground, dots, panels and wires, as one picture at device resolution.

Two layers are kept: the ground with its panels, and the same with wires on it. Each is painted
again only when something it shows has changed.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from playground.engine import door
from playground.ui.style import Theme
from playground.ui.views.canvas.colours import packed
from playground.ui.views.canvas.dashes import cut
from playground.ui.views.canvas.strokes import Strokes

UInt32 = npt.NDArray[np.uint32]
Float32 = npt.NDArray[np.float32]

DOT_SPACING = 24.0
_MOST_PAINTED = 500
"""Wires that the slow way draws, until the fast one is compiled."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of the picture in device pixels, and the way from the scene to them."""

    width: int
    height: int
    scale: float
    left: float
    top: float
    ratio: float = 1.0

    @property
    def transform(self) -> QTransform:
        """From scene units to device pixels."""
        return QTransform(self.scale, 0, 0, self.scale, self.left, self.top)


def path_of(curve: Float32) -> QPainterPath:
    """Return Béziers that follow each other, (8,) or (parts, 8), as one path."""
    path = QPainterPath()
    for part in curve.reshape(-1, 8):
        x0, y0, x1, y1, x2, y2, x3, y3 = (float(side) for side in part)
        if path.isEmpty():
            path.moveTo(QPointF(x0, y0))
        path.cubicTo(QPointF(x1, y1), QPointF(x2, y2), QPointF(x3, y3))
    return path


def in_device_pixels(strokes: Strokes, frame: Frame) -> Strokes:
    """Return the strokes moved and scaled from the scene to the picture."""
    offset = np.tile(np.asarray([frame.left, frame.top], np.float32), 4)
    # Wires grow more slowly than cards, so that they neither vanish nor flood the picture.
    thickness = np.float32(np.clip(frame.scale / frame.ratio, 0.55, 1.8) * frame.ratio)
    return Strokes(
        np.ascontiguousarray(strokes.curves * np.float32(frame.scale) + offset, np.float32),
        np.ascontiguousarray(strokes.widths * thickness, np.float32),
        strokes.colours,
        np.ascontiguousarray(strokes.alphas, np.float32),
        strokes.dashes,
    )


def most_visible(strokes: Strokes, most: int) -> list[int]:
    """Return the wires to draw where they are too many, in their order.

    The strongest are taken; of equal ones, as before there are weights, some of every unit: a
    connection that is left out as a whole would look like none.
    """
    visible = strokes.widths * strokes.alphas
    if visible.size <= most:
        return list(range(visible.size))
    least = np.sort(visible)[-most]
    sure, equal = np.flatnonzero(visible > least), np.flatnonzero(visible == least)
    spread = equal[np.linspace(0, equal.size - 1, most - sure.size).round().astype(np.intp)]
    return sorted(int(index) for index in (*sure, *spread))


def paint_strokes(painter: QPainter, strokes: Strokes) -> None:
    """Draw wires with QPainter: slow, for vector export and before the fast way is ready."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index in most_visible(strokes, _MOST_PAINTED):
        width = float(strokes.widths[index])
        colour = QColor.fromRgb(int(strokes.colours[index]) & 0xFFFFFF)
        colour.setAlphaF(min(1.0, float(strokes.alphas[index]) * min(1.0, width)))
        pen = QPen(colour, max(1.0, width))
        if strokes.dashes[index]:
            pen.setDashPattern([max(2.5, 7.0 / max(1.0, width)), max(1.2, 3.0 / max(1.0, width))])
        painter.setPen(pen)
        painter.drawPath(path_of(strokes.curves[index]))


class Backdrop:
    """Keeps the two pictures. ``ground_count`` and ``wire_count`` say how often each was painted."""

    def __init__(self) -> None:
        self._ground: UInt32 = np.zeros((0, 0), np.uint32)
        self._picture: UInt32 = np.zeros((0, 0), np.uint32)
        self._ground_key: Hashable = None
        self._picture_key: Hashable = None
        self.ground_count = 0
        self.wire_count = 0

    def picture(
        self,
        frame: Frame,
        theme: Theme,
        versions: tuple[int, int],
        paint_panels: Callable[[QPainter], None],
        strokes: Callable[[], Strokes],
        *,
        phase: float = 0.0,
    ) -> QImage:
        """Return the picture for this frame; it lives as long as this object is not asked again.

        Parameters
        ----------
        versions
            Numbers that change with the panels and with the wires.
        paint_panels
            Paints in scene units.
        phase
            Shifts the dashes along the wires, in pixels of the design.
        """
        ground_key = (frame, theme.name, versions[0])
        if ground_key != self._ground_key:
            self._paint_ground(frame, theme, paint_panels)
            self._ground_key = ground_key
        picture_key = (ground_key, versions[1], door.rasteriser() is None)
        if picture_key != self._picture_key:
            self._paint_wires(frame, strokes(), phase)
            self._picture_key = picture_key
        image = _image(self._picture)
        image.setDevicePixelRatio(frame.ratio)
        return image

    def _paint_ground(
        self, frame: Frame, theme: Theme, paint_panels: Callable[[QPainter], None]
    ) -> None:
        self.ground_count += 1
        shape = (frame.height, frame.width)
        if self._ground.shape != shape:
            self._ground = np.empty(shape, np.uint32)
            self._picture = np.empty(shape, np.uint32)
        self._ground.fill(packed(theme.canvas))
        _dots(self._ground, frame, packed(theme.dots))
        # The image must outlive its painter, so it needs a name.
        image = _image(self._ground)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.setTransform(frame.transform)
        paint_panels(painter)
        painter.end()

    def _paint_wires(self, frame: Frame, strokes: Strokes, phase: float) -> None:
        self.wire_count += 1
        np.copyto(self._picture, self._ground)
        drawn = in_device_pixels(strokes, frame)
        rasterise = door.rasteriser()
        if rasterise is None:
            image = _image(self._picture)
            painter = QPainter(image)
            paint_strokes(painter, drawn)
            painter.end()
            return
        drawn = cut(drawn, frame.ratio, phase)
        rasterise(
            self._picture,
            drawn.curves,
            drawn.widths,
            drawn.colours,
            drawn.alphas,
            drawn.dashes,
            phase * frame.ratio,
        )


def _image(pixels: UInt32) -> QImage:
    height, width = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)


def _dots(pixels: UInt32, frame: Frame, colour: int) -> None:
    """Set a regular grid of small dots that moves and grows with the scene."""
    spacing = DOT_SPACING * frame.scale
    while spacing < 14.0 * frame.ratio:
        spacing *= 2.0
    size = max(1, round(1.6 * frame.ratio))
    rows = np.arange(frame.top % spacing, frame.height, spacing).astype(np.intp)
    columns = np.arange(frame.left % spacing, frame.width, spacing).astype(np.intp)
    for down in range(size):
        for right in range(size):
            y = rows[rows + down < frame.height] + down
            x = columns[columns + right < frame.width] + right
            pixels[y[:, None], x[None, :]] = colour
