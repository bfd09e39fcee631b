"""The numbers of one kernel as a small grid: point at one, walk with the arrows, edit, cut."""

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.numbers import signed
from playground.ui.style import DARK, Theme, mono, px
from playground.ui.widgets.paint import mix

_LARGEST, _SMALLEST = 50.0, 9.0
"""Pixels of a cell's side."""
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_SHADE = 0.55
"""How much of its colour the largest number lays under itself; the sign stands beside it."""


class KernelGrid(QWidget):
    """Shows one kernel. A click or an arrow asks for a number, Enter for its field, Delete for a cut."""

    cell_chosen = Signal(int)
    """Place in the kernel, row by row from 0."""
    edit_wanted = Signal()
    cut_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self.values: npt.NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self.locked: frozenset[int] = frozenset()
        self.cut: frozenset[int] = frozenset()
        self.selected: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Kernel"))
        self.setToolTip(
            self.tr(
                "Click a number or walk with the arrows; Enter edits it, Delete cuts it, Ctrl+L"
                " freezes it."
            )
        )

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_kernel(
        self,
        values: npt.NDArray[np.float32],
        locked: frozenset[int],
        cut: frozenset[int],
        selected: int | None,
    ) -> None:
        """Show a kernel, float32 (height, width), and which of its places are held."""
        if values.shape != self.values.shape:
            self.updateGeometry()
        now = (locked, cut, selected)
        is_same = np.array_equal(values, self.values) and now == (
            self.locked,
            self.cut,
            self.selected,
        )
        self.values = values
        self.locked, self.cut, self.selected = now
        if not is_same:
            self.setAccessibleDescription(self.words())
            self.update()

    def words(self) -> str:
        """Return the selected number in words: "row 2, column 3: +0.125, frozen"."""
        if self.selected is None or not self.values.size:
            return ""
        row, column = divmod(self.selected, self.values.shape[1])
        told = self.tr("row {0}, column {1}: {2}").format(
            row + 1, column + 1, signed(float(self.values.flat[self.selected]))
        )
        if self.selected in self.cut:
            return f"{told}, {self.tr('cut')}"
        return f"{told}, {self.tr('frozen')}" if self.selected in self.locked else told

    def sizeHint(self) -> QSize:
        rows, columns = self.values.shape
        side = self._side(px(250))
        return QSize(math.ceil(columns * side) + 4, math.ceil(max(1, rows) * side) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.sizeHint().height())

    def cell(self, place: int) -> QRectF:
        """Return where a number stands."""
        side = self._side(self.width())
        row, column = divmod(place, self.values.shape[1])
        return QRectF(2 + column * side, 2 + row * side, side, side)

    def _size(self) -> tuple[int, int]:
        return int(self.values.shape[0]), int(self.values.shape[1])

    def _side(self, width: float) -> float:
        rows, columns = self._size()
        return max(_SMALLEST, min(px(int(_LARGEST)), (width - 4) / max(1, columns, rows)))

    # --- the mouse and the keys ---------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.cell_chosen.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is not None:
            self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self.values.size:
            self.cell_chosen.emit(self._beside(*_STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected is not None:
            self.edit_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected is not None:
            self.cut_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _beside(self, down: int, right: int) -> int:
        rows, columns = self._size()
        if self.selected is None:
            return 0
        row, column = divmod(self.selected, columns)
        return min(rows - 1, max(0, row + down)) * columns + min(
            columns - 1, max(0, column + right)
        )

    def _at(self, point: QPointF) -> int | None:
        found = (p for p in range(self.values.size) if self.cell(p).contains(point))
        return next(found, None)

    # --- drawing ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        finite = np.abs(self.values[np.isfinite(self.values)])
        reach = float(finite.max()) if finite.size else 0.0
        for place, value in enumerate(self.values.ravel().tolist()):
            self._paint_number(painter, place, value, reach)
        if self.selected is not None and self.selected < self.values.size:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.action), 2.0))
            painter.drawRect(self.cell(self.selected).adjusted(1, 1, -1, -1))
        if self.hasFocus() and self.selected is None and self.values.size:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.action), 1.0))
            painter.drawRect(self.cell(0).united(self.cell(self.values.size - 1)))
        painter.end()

    def _paint_number(self, painter: QPainter, place: int, value: float, reach: float) -> None:
        theme, box = self._theme, self.cell(place).adjusted(1, 1, -1, -1)
        share = abs(value) / reach if reach > 0 and math.isfinite(value) else 0.0
        hue = theme.negative if value < 0 else theme.positive
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.neutral, hue, _SHADE * share)))
        painter.drawRect(box)
        painter.setPen(QColor(theme.text))
        painter.setFont(mono(9.5))
        text = signed(value, 2) if math.isfinite(value) else "?"
        if QFontMetricsF(painter.font()).horizontalAdvance(text) <= box.width() - 2:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        elif value < 0:
            # Too small for numbers: what is negative is hollow, as in the table of weights.
            inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.neutral))
            painter.drawRect(inner)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place in self.cut:
            painter.setPen(QPen(QColor(theme.text), 1.4))
            painter.drawLine(box.bottomLeft(), box.topRight())
        elif place in self.locked:
            painter.setPen(QPen(QColor(theme.text), 1.2, Qt.PenStyle.DotLine))
            painter.drawRect(box.adjusted(2, 2, -2, -2))
