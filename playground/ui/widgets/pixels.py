"""A small picture, pixel by pixel."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, RADIUS, Theme, px
from playground.ui.widgets.paint import ink_table, table_image


class PixelPicture(QWidget):
    """A grey picture with hard pixels in a rounded frame, `side` pixels wide."""

    def __init__(self, side: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._theme = DARK
        self._levels: npt.NDArray[np.uint8] | None = None
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._draw()

    def show_pixels(self, pixels: npt.NDArray[np.float32] | None, highest: float) -> None:
        """Show a picture (height, width) of values 0 ... highest."""
        if pixels is None:
            self._levels = None
        else:
            scaled = np.clip(np.nan_to_num(pixels) / max(highest, 1e-12), 0.0, 1.0)
            self._levels = np.rint(scaled * 255).astype(np.uint8)
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def _draw(self) -> None:
        if self._levels is None:
            self._image = None
        else:
            self._image = table_image(self._levels, ink_table(self._theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(outline, QColor(self._theme.canvas))
        if self._image is not None:
            painter.setClipPath(outline)
            painter.drawImage(frame, self._image)
            painter.setClipping(False)
        painter.setPen(QPen(QColor(self._theme.border), 1.0))
        painter.drawPath(outline)
        painter.end()
