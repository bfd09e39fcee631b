"""The weights of every layer: then, now, and how far they have moved, as three pictures in a row."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.numbers import signed
from playground.ui.style import DARK, SPACING, Theme, px, sans
from playground.ui.views.compare import places
from playground.ui.views.compare.changes import Float32, Side
from playground.ui.views.compare.places import Row
from playground.ui.widgets.paint import sign_table, table_image


class WeightSheet(QWidget):
    """Paints all layers below each other; hovering says a number."""

    hovered = Signal(str)
    """The number under the mouse in words, or ""."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.rows: tuple[Row, ...] = ()
        self._heads = ("", "", "")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Weights then and now"))

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_rows(self, heads: tuple[str, str, str], rows: tuple[Row, ...]) -> None:
        """Show these layers; ``heads`` stand over the three columns."""
        heights = self.heightForWidth(self.width())
        self._heads, self.rows = heads, rows
        self.setAccessibleDescription("; ".join(f"{row.title}: {row.words}" for row in rows))
        if heights != self.heightForWidth(self.width()):
            self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        if self.height() != self.heightForWidth(self.width()):
            self.setFixedHeight(self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = QFontMetricsF(sans(9.0)).height()
        total = line + SPACING
        for row in self.rows:
            total += line + places.row_height(row, width) + 2 * SPACING
        return math.ceil(total)

    def sizeHint(self) -> QSize:
        return QSize(px(280), self.heightForWidth(max(px(280), self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(40))

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetricsF(sans(9.0)).height()
        painter.setFont(sans(8.5))
        for index, head in enumerate(self._heads):
            left, width = places.column(index, self.width())
            painter.setPen(QColor(self._theme.action if index == 0 else self._theme.muted))
            words = QFontMetricsF(painter.font()).elidedText(
                head, Qt.TextElideMode.ElideRight, width
            )
            painter.drawText(QRectF(left, 0, width, line), Qt.AlignmentFlag.AlignVCenter, words)
        for row, top in places.placed(self.rows, self.width()):
            if top - line <= event.rect().bottom():
                self._paint_row(painter, row, top, line)
        painter.end()

    def _paint_row(self, painter: QPainter, row: Row, top: float, line: float) -> None:
        theme = self._theme
        bold = sans(9.0, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        width = QFontMetricsF(bold).horizontalAdvance(row.title)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top - line - 2, self.width(), line), flags, row.title)
        painter.setFont(sans(8.5))
        painter.setPen(QColor(theme.muted))
        rest = QRectF(width + 8, top - line - 2, max(0.0, self.width() - width - 8), line)
        words = QFontMetricsF(painter.font()).elidedText(
            row.words, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, flags, words)
        cell = places.cell(row, self.width())
        both = max((places.reach(side) for side in (row.change.then, row.change.now)), default=0.0)
        for index, side in enumerate(row.sides):
            corner = QPointF(places.column(index, self.width())[0], top)
            if side is None:
                self._paint_nothing(painter, corner, row, cell)
            else:
                self._paint_side(
                    painter, side, corner, cell, both if index < 2 else places.reach(side)
                )

    def _paint_nothing(
        self, painter: QPainter, corner: QPointF, row: Row, cell: tuple[float, float]
    ) -> None:
        height = max(cell[1], places.row_height(row, self.width()))
        painter.setPen(QColor(self._theme.faint))
        box = QRectF(corner.x(), corner.y(), places.column(0, self.width())[1], height)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "–")

    def _paint_side(
        self,
        painter: QPainter,
        side: Side,
        corner: QPointF,
        cell: tuple[float, float],
        reach: float,
    ) -> None:
        parts = [(side.matrix, places.box(side, corner, cell))]
        if side.bias is not None:
            parts.append((side.bias[:, None], places.bias_box(side, corner, cell)))
        for values, box in parts:
            if not values.size:
                continue
            painter.fillRect(box, QColor(self._theme.canvas))
            if cell[0] >= places.SQUARES and cell[1] >= places.SQUARES:
                self._paint_squares(painter, values, box, cell, reach)
            else:
                scaled = np.nan_to_num(values / max(reach, 1e-12))
                levels = np.rint(127.5 + 127.5 * np.clip(scaled, -1, 1)).astype(np.uint8)
                painter.drawImage(box, table_image(levels, sign_table(self._theme)))

    def _paint_squares(
        self,
        painter: QPainter,
        values: Float32,
        box: QRectF,
        cell: tuple[float, float],
        reach: float,
    ) -> None:
        """Full is positive, hollow is negative, the area is the size; as everywhere."""
        theme = self._theme
        for (row, column), value in np.ndenumerate(values):
            middle = QPointF(
                box.left() + (column + 0.5) * cell[0], box.top() + (row + 0.5) * cell[1]
            )
            if not math.isfinite(value):
                painter.setPen(QColor(theme.warning))
                place = QRectF(middle.x() - cell[0], middle.y() - cell[1], 2 * cell[0], 2 * cell[1])
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")
                continue
            share = abs(float(value)) / reach if reach > 0 else 0.0
            half = (cell[0] - 1.0) * math.sqrt(min(1.0, share)) / 2
            square = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
            if value > 0:
                painter.fillRect(square, QColor(theme.positive))
            elif half > 0.4:
                pen = min(1.4, half)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.negative), pen))
                inset = pen / 2
                painter.drawRect(square.adjusted(inset, inset, -inset, -inset))

    # --- the mouse -------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self._words_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit("")

    def _words_at(self, place: QPointF) -> str:
        """Return the numbers of the cell under the mouse at both moments, where both have it."""
        for row, top in places.placed(self.rows, self.width()):
            cell = places.cell(row, self.width())
            for index, side in enumerate(row.sides):
                if side is None:
                    continue
                corner = QPointF(places.column(index, self.width())[0], top)
                found = self._value_at(place, side, corner, cell)
                if found is not None:
                    return f"{row.title} · {self._heads[index]}: {signed(found)}"
        return ""

    def _value_at(
        self, place: QPointF, side: Side, corner: QPointF, cell: tuple[float, float]
    ) -> float | None:
        box, bias = places.box(side, corner, cell), places.bias_box(side, corner, cell)
        row = math.floor((place.y() - corner.y()) / cell[1])
        if not 0 <= row < side.count:
            return None
        if box.contains(place):
            column = min(side.matrix.shape[1] - 1, int((place.x() - box.left()) / cell[0]))
            return float(side.matrix[row, column])
        if side.bias is not None and bias.contains(place):
            return float(side.bias[row])
        return None
