"""Loss and accuracy then and now with their difference, and the weights that moved farthest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, Theme, mono, px, sans
from playground.ui.widgets.paint import mix


@dataclass(frozen=True, slots=True)
class Line:
    """A name and numbers in columns; ``key`` is what a press asks for."""

    name: str
    cells: tuple[str, ...]
    key: object = None


def _pitch() -> float:
    return QFontMetricsF(mono(9.0)).height() + px(3)


def _width(lines: Sequence[Line], heads: Sequence[str]) -> float:
    """Return the width of a column of numbers: that of the widest, for all of them."""
    digits = max((len(cell) for line in lines for cell in line.cells), default=0)
    head = max(QFontMetricsF(sans(8.5)).horizontalAdvance(head) for head in heads[1:])
    digit = QFontMetricsF(mono(9.0)).horizontalAdvance("0")
    return max(head, max(digits, 7) * digit) + px(8)


def _is_folded(lines: Sequence[Line], heads: Sequence[str], width: int) -> bool:
    """Whether names need a line of their own above the numbers."""
    metrics = QFontMetricsF(sans(9.0))
    longest = max((metrics.horizontalAdvance(line.name) for line in lines), default=0.0)
    return longest > width - _width(lines, heads) * (len(heads) - 1) - 6


class Figures(QWidget):
    """A small table that is painted; rows with a key can be pressed, or walked with the arrows."""

    chosen = Signal(object)
    """Key of a row."""

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._heads = tuple(heads)
        self._lines: tuple[Line, ...] = ()
        self._marked = -1
        self._hot = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        has_keys = any(line.key is not None for line in lines)
        policy = Qt.FocusPolicy.StrongFocus if has_keys else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self._marked = min(self._marked, len(lines) - 1)
        said = (f"{line.name}: {', '.join(line.cells)}" for line in lines)
        self.setAccessibleDescription("; ".join(said))
        self._settle()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(self._lines) * (2 if _is_folded(self._lines, self._heads, width) else 1) + 1
        return math.ceil(_pitch() * lines)

    def sizeHint(self) -> QSize:
        return QSize(px(280), self.heightForWidth(max(px(200), self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), math.ceil(_pitch()))

    def resizeEvent(self, event: QEvent) -> None:
        self._settle()

    def _settle(self) -> None:
        """Be as high as the rows need."""
        if self.height() != self.heightForWidth(self.width()):
            self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        pitch, lines = _pitch(), 2 if _is_folded(self._lines, self._heads, self.width()) else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_line(painter, Line(self._heads[0], self._heads[1:]), 0.0, is_head=True)
        for index, line in enumerate(self._lines):
            top = pitch * (1 + index * lines)
            if line.key is not None and index in (self._hot, self._marked):
                self._paint_mark(painter, top, pitch * lines, index)
            self._paint_line(painter, line, top, is_head=False)
        painter.end()

    def _paint_line(self, painter: QPainter, line: Line, top: float, *, is_head: bool) -> None:
        theme, pitch, width = self._theme, _pitch(), _width(self._lines, self._heads)
        is_folded = _is_folded(self._lines, self._heads, self.width()) and not is_head
        painter.setFont(sans(8.5) if is_head else sans(9.0))
        painter.setPen(QColor(theme.muted))
        room = self.width() - (0 if is_folded else width * len(line.cells)) - 6
        name = QFontMetricsF(painter.font()).elidedText(
            line.name, Qt.TextElideMode.ElideMiddle, room
        )
        painter.drawText(QRectF(2, top, room, pitch), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(sans(8.5) if is_head else mono(9.0))
        painter.setPen(QColor(theme.muted if is_head else theme.text))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, cell in enumerate(line.cells):
            left = self.width() - width * (len(line.cells) - place) - 2
            box = QRectF(left, top + (pitch if is_folded else 0), width, pitch)
            painter.drawText(box, int(right), cell)

    def _paint_mark(self, painter: QPainter, top: float, pitch: float, index: int) -> None:
        theme, box = self._theme, QRectF(0.5, top + 0.5, self.width() - 1, pitch - 1)
        if index == self._hot:
            painter.fillRect(box, QColor(mix(theme.window, theme.action, 0.10)))
        if index == self._marked and self.hasFocus():
            painter.setPen(QPen(QColor(theme.action), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)

    # --- the hand --------------------------------------------------------------------------

    def _at(self, y: float) -> int:
        lines = 2 if _is_folded(self._lines, self._heads, self.width()) else 1
        index = math.floor((y / _pitch() - 1) / lines)
        is_row = 0 <= index < len(self._lines) and self._lines[index].key is not None
        return index if is_row else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hot = self._at(event.position().y())
        shape = Qt.CursorShape
        self.setCursor(shape.PointingHandCursor if self._hot >= 0 else shape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hot = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().y())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._marked = index
            self.chosen.emit(self._lines[index].key)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and self._lines:
            self._marked = max(0, min(len(self._lines) - 1, self._marked + steps[key]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._marked >= 0:
            self.chosen.emit(self._lines[self._marked].key)
        else:
            super().keyPressEvent(event)
