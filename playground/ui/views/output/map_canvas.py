"""The map under the mouse and the keys: choosing examples, and the hand that edits points."""

from typing import Protocol

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QWidget

from playground.ui.style import Theme
from playground.ui.views.output.levels import neighbour
from playground.ui.views.output.map_picture import MapPicture

DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapHand(Protocol):
    """Takes mouse and keys of the map while points are edited; True where it used them."""

    def press(self, event: QMouseEvent) -> bool: ...

    def move(self, event: QMouseEvent) -> None: ...

    def release(self, event: QMouseEvent) -> None: ...

    def key(self, event: QKeyEvent) -> bool: ...

    def wants_key(self, event: QKeyEvent) -> bool: ...

    def menu(self, event: QContextMenuEvent) -> None: ...

    def paint(self, painter: QPainter, theme: Theme) -> None: ...

    def leave(self) -> None: ...


class MapCanvas(MapPicture):
    """Click a point, or walk from point to point with the arrows."""

    example_requested = Signal(int)
    """Index of the example that was chosen."""
    hovered = Signal(object)
    """Place of the mouse in the 1 × 1 picture as (x, y), or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = self.tr("The network's answer at every point; click a point for its numbers.")
        self.words = self._usual
        """What the tooltip says."""
        self.hand: MapHand | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_example_words(self, words: str) -> None:
        """Say what the example under the mouse is; "" where there is none."""
        self.words = words or self._usual

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None and self.hand.press(event):
            return
        example = self.example_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and example is not None:
            self.example_requested.emit(example)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None:
            self.hand.move(event)
        inside = self.frame().contains(event.position())
        self.hovered.emit(self.on_picture(event.position()) if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None:
            self.hand.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.hand is not None:
            self.hand.menu(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.hand is not None:
            self.hand.leave()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hand is not None and self.hand.key(event):
            return
        direction = DIRECTIONS.get(Qt.Key(event.key()))
        if direction is None or self._cloud.size == 0:
            super().keyPressEvent(event)
            return
        found = np.flatnonzero(self._cloud.examples == self._selected)
        if found.size == 0:
            self.example_requested.emit(int(self._cloud.examples[0]))
            return
        index = neighbour(self._cloud.places, int(found[0]), direction)
        if index is not None:
            self.example_requested.emit(int(self._cloud.examples[index]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words, self)
            return True
        is_question = event.type() == QEvent.Type.ShortcutOverride
        if is_question and isinstance(event, QKeyEvent) and self.hand is not None:
            # Delete and the arrows are keys of the window too; here they mean points.
            event.setAccepted(self.hand.wants_key(event))
            return event.isAccepted()
        return super().event(event)

    def paint_marks(self, painter: QPainter) -> None:
        if self.hand is not None:
            self.hand.paint(painter, self._theme)
