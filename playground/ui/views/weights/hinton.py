"""A matrix as squares: the area is the size of a weight, full is positive, hollow is negative."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.numbers import signed, signed_close
from playground.ui.style import DARK, Theme, px, sans
from playground.ui.widgets.paint import blame_table, sign_table, table_image

Float64 = npt.NDArray[np.float64]

_SMALLEST = 7.0
"""Pixels of a cell below which the matrix is drawn as a picture."""
_LARGEST = 34.0
_GAP = 4.0
"""Pixels between the weights and the biases."""
_MOST_TITLES = 40
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What is drawn.

    Attributes
    ----------
    values
        float64 (rows, columns).
    bias
        float64 (rows,), or None where there are none.
    held
        bool (rows, columns): cut or with a padlock; None: none of them.
    is_gradient
        Drawn in the hue of blame; full and hollow still say the sign.
    """

    values: Float64
    bias: Float64 | None
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    held: npt.NDArray[np.bool_] | None = None
    is_gradient: bool = False


class HintonPicture(QWidget):
    """One matrix with its biases; hovering says a weight, a click asks for it."""

    cell_clicked = Signal(int, int)
    """Row and column; column −1 is the bias."""
    cell_hovered = Signal(str)
    """The weight under the mouse in words, or ""."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._table: Table | None = None
        self._selected: tuple[int, int] | None = None
        self._reach = 0.0
        self.note = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def table(self) -> Table | None:
        return self._table

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_table(self, table: Table | None) -> None:
        """Show a matrix; squares keep their scale while it changes slowly."""
        is_same = (
            table is not None
            and self._table is not None
            and table.values.shape == self._table.values.shape
            # Gradients may be a thousand times as small from one batch to the next.
            and not table.is_gradient
            and not self._table.is_gradient
        )
        self._table = table
        if table is not None:
            reach = _reach(table)
            # Grows at once, shrinks slowly, so that a square that stands still looks still.
            self._reach = max(reach, 0.98 * self._reach) if is_same else reach
        self.update()

    def show_selected(self, cell: tuple[int, int] | None) -> None:
        """Frame one cell."""
        if cell != self._selected:
            self._selected = cell
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(260), px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(90))

    # --- where things are --------------------------------------------------------------------

    def _margins(self) -> tuple[float, float]:
        """Return the room for the titles on the left and at the top."""
        table = self._table
        if table is None or len(table.rows) > _MOST_TITLES:
            return 4.0, 4.0
        metrics = QFontMetricsF(sans(8.5))
        left = max((metrics.horizontalAdvance(title) for title in table.rows), default=0.0)
        return min(left + 8, 0.35 * self.width()), metrics.height() + 4

    def _cell(self) -> float:
        table = self._table
        if table is None or not table.values.size:
            return 0.0
        left, top = self._margins()
        rows, columns = table.values.shape
        columns += 0 if table.bias is None else 1
        wide = (self.width() - left - _GAP - 4) / columns
        return float(max(0.5, min(_LARGEST, wide, (self.height() - top - 4) / rows)))

    def _box(self, row: int, column: int) -> QRectF:
        left, top = self._margins()
        side = self._cell()
        table = self._table
        if column < 0 and table is not None:
            x = left + table.values.shape[1] * side + _GAP
        else:
            x = left + column * side
        return QRectF(x, top + row * side, side, side)

    def _at(self, place: QPointF) -> tuple[int, int] | None:
        table, side = self._table, self._cell()
        if table is None or side <= 0:
            return None
        left, top = self._margins()
        rows, columns = table.values.shape
        row = math.floor((place.y() - top) / side)
        column = math.floor((place.x() - left) / side)
        if not 0 <= row < rows:
            return None
        if 0 <= column < columns:
            return row, column
        if table.bias is not None and self._box(row, -1).contains(place):
            return row, -1
        return None

    # --- drawing ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = self._table
        if table is None or not table.values.size:
            painter.setPen(QColor(self._theme.muted))
            painter.setFont(sans(9.5))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(8, 8, -8, -8), int(flags), self.note)
        else:
            self._paint_titles(painter, table)
            if self._cell() >= _SMALLEST:
                self._paint_squares(painter, table)
            else:
                self._paint_image(painter, table)
            if self._selected is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._theme.action), 1.5))
                painter.drawRect(self._box(*self._selected).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_titles(self, painter: QPainter, table: Table) -> None:
        left, top = self._margins()
        side = self._cell()
        painter.setFont(sans(8.5))
        painter.setPen(QColor(self._theme.muted))
        metrics = QFontMetricsF(painter.font())
        if len(table.rows) <= _MOST_TITLES and side >= metrics.height() * 0.8:
            for row, title in enumerate(table.rows):
                box = QRectF(0, top + row * side, left - 6, side)
                shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, box.width())
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, int(flags), shown)
        titles = table.columns
        if any(metrics.horizontalAdvance(title) > side + 2 for title in titles):
            # All by name or all by number: a few names among gaps say nothing.
            titles = tuple(str(number) for number in range(1, len(titles) + 1))
        names = [*enumerate(titles), *([] if table.bias is None else [(-1, "b")])]
        for column, title in names:
            if metrics.horizontalAdvance(title) <= side + 2:
                box = self._box(0, column)
                place = QRectF(box.left() - 4, 0, box.width() + 8, top - 2)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, title)

    def _paint_squares(self, painter: QPainter, table: Table) -> None:
        theme = self._theme
        rows, columns = table.values.shape
        painter.setBrush(QColor(theme.canvas))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(self._box(0, 0).united(self._box(rows - 1, columns - 1)))
        if table.bias is not None:
            painter.drawRect(self._box(0, -1).united(self._box(rows - 1, -1)))
        if table.held is not None:
            painter.setPen(QPen(QColor(theme.faint), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for row, column in np.argwhere(table.held).tolist():
                painter.drawRect(self._box(row, column).adjusted(1.5, 1.5, -1.5, -1.5))
        cells = [(row, column) for row in range(rows) for column in range(columns)]
        values = table.values.ravel().tolist()
        if table.bias is not None:
            cells += [(row, -1) for row in range(rows)]
            values += table.bias.tolist()
        self._paint_cells(painter, cells, values)

    def _paint_cells(
        self, painter: QPainter, cells: list[tuple[int, int]], values: list[float]
    ) -> None:
        """Draw all squares in a few calls: full ones, hollow ones by the width of their line."""
        positive, negative = _hues(self._table, self._theme)
        full: list[QRectF] = []
        hollow: dict[float, list[QRectF]] = {}
        for (row, column), value in zip(cells, values, strict=True):
            box = self._box(row, column)
            if not math.isfinite(value):
                painter.setPen(QColor(self._theme.warning))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
                continue
            size = abs(value) / self._reach if self._reach > 0 else 0.0
            side = (box.width() - 2) * math.sqrt(min(1.0, size))
            square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            if value > 0:
                full.append(square)
            elif side > 0.6:
                width = round(max(1.2, min(2.4, side / 6)), 1)
                inset = min(width / 2, side / 2)
                hollow.setdefault(width, []).append(square.adjusted(inset, inset, -inset, -inset))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(positive))
        painter.drawRects(full)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, squares in hollow.items():
            painter.setPen(QPen(QColor(negative), width))
            painter.drawRects(squares)

    def _paint_image(self, painter: QPainter, table: Table) -> None:
        rows, columns = table.values.shape
        box = self._box(0, 0).united(self._box(rows - 1, columns - 1))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._cell() < 1)
        painter.drawImage(box, _image(table, self._reach, self._theme))

    # --- the mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event.position())
        self.setCursor(
            Qt.CursorShape.ArrowCursor if cell is None else Qt.CursorShape.PointingHandCursor
        )
        self.cell_hovered.emit("" if cell is None else self.words(*cell))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.cell_clicked.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, table = _STEPS.get(Qt.Key(event.key())), self._table
        if step is None or table is None or not table.values.size:
            super().keyPressEvent(event)
            return
        rows, columns = table.values.shape
        row, column = self._selected or (0, 0)
        if self._selected is not None:
            # The biases stand behind the last column.
            last = columns if table.bias is not None else columns - 1
            column = min(last, max(0, (columns if column < 0 else column) + step[1]))
            row = min(rows - 1, max(0, row + step[0]))
        self.cell_clicked.emit(row, -1 if column == columns else column)

    def words(self, row: int, column: int) -> str:
        """Return one weight in words, e.g. "x → 3: +0.944"."""
        table = self._table
        if table is None:
            return ""
        written = signed_close if table.is_gradient else signed
        if column < 0:
            bias = 0.0 if table.bias is None else float(table.bias[row])
            return f"{table.rows[row]} · b: {written(bias)}"
        value = written(float(table.values[row, column]))
        return f"{table.columns[column]} → {table.rows[row]}: {value}"


def _reach(table: Table) -> float:
    """Return the largest finite magnitude."""
    parts = [table.values.ravel()] + ([] if table.bias is None else [table.bias])
    everything = np.abs(np.concatenate(parts))
    finite = everything[np.isfinite(everything)]
    return float(finite.max()) if finite.size else 0.0


def _hues(table: Table | None, theme: Theme) -> tuple[str, str]:
    """Return the colours of positive and of negative numbers."""
    is_gradient = table is not None and table.is_gradient
    return (theme.blame, theme.blame) if is_gradient else (theme.positive, theme.negative)


def _image(table: Table, reach: float, theme: Theme) -> QImage:
    """Return a matrix as pixels."""
    scaled = np.nan_to_num(table.values / max(reach, 1e-12))
    levels = np.rint(127.5 + 127.5 * np.clip(scaled, -1, 1)).astype(np.uint8)
    return table_image(levels, (blame_table if table.is_gradient else sign_table)(theme))
