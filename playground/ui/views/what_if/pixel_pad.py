"""A picture that can be painted on: ink with the left button, paper with the right one."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, Theme, px
from playground.ui.widgets.paint import ink_table, table_image

Float32 = npt.NDArray[np.float32]


class PixelPad(QWidget):
    """Pixels between 0 and a highest value. Arrows move the frame, Space changes the pixel in it."""

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._highest = 1.0
        self._cursor = (0, 0)
        self.pixels: Float32 = np.zeros((8, 8), np.float32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Picture of the example"))
        self.setToolTip(self.tr("Paint on the picture; the right button takes ink away."))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_pixels(self, pixels: Float32, highest: float) -> None:
        """Show a copy of a picture (height, width) of values 0 … highest."""
        self.pixels, self._highest = np.array(pixels, np.float32), max(highest, 1e-6)
        height, width = self.pixels.shape
        self._cursor = (min(self._cursor[0], height - 1), min(self._cursor[1], width - 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(128), px(128))

    @property
    def _cell(self) -> float:
        height, width = self.pixels.shape
        return float(min(self.width() / width, self.height() / height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height, width = self.pixels.shape
        box = QRectF(0, 0, self._cell * width, self._cell * height)
        scaled = np.clip(np.nan_to_num(self.pixels) / self._highest, 0, 1)
        levels = np.rint(scaled * 255).astype(np.uint8)
        painter.drawImage(box, table_image(levels, ink_table(self._theme)))
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self.hasFocus():
            row, column = self._cursor
            frame = QRectF(column * self._cell, row * self._cell, self._cell, self._cell)
            painter.setPen(QPen(QColor(self._theme.action), 1.5))
            painter.drawRect(frame)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._paint_at(event.position(), event.buttons())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._paint_at(event.position(), event.buttons())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in moves:
            height, width = self.pixels.shape
            row, column = (a + b for a, b in zip(self._cursor, moves[key], strict=True))
            self._cursor = (min(max(row, 0), height - 1), min(max(column, 0), width - 1))
            self.update()
        elif key == Qt.Key.Key_Space:
            is_inked = self.pixels[self._cursor] > self._highest / 2
            self._set(self._cursor, 0.0 if is_inked else self._highest)
        else:
            super().keyPressEvent(event)

    def _paint_at(self, place: QPointF, buttons: Qt.MouseButton) -> None:
        height, width = self.pixels.shape
        cell = (int(place.y() // self._cell), int(place.x() // self._cell))
        if not (0 <= cell[0] < height and 0 <= cell[1] < width):
            return
        if buttons & Qt.MouseButton.LeftButton:
            self._set(cell, self._highest)
        elif buttons & Qt.MouseButton.RightButton:
            self._set(cell, 0.0)
        self._cursor = cell

    def _set(self, cell: tuple[int, int], value: float) -> None:
        if self.pixels[cell] != np.float32(value):
            self.pixels[cell] = value
            self.painted.emit()
            self.update()
