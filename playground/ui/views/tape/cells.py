"""Draws one operation: a cell of the grid in two lines, or a row where there is one column."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from playground.engine.state import OperationLabel
from playground.ui.style import DARK, Theme, mono, px
from playground.ui.views.tape.model import Index, TapeModel, When
from playground.ui.views.tape.words import head_shapes, head_text
from playground.ui.widgets.paint import mix

_GAP = 4
"""Pixels between two cells."""
_EDGE = 5
"""Pixels between the edge of a cell and its letters."""
_LETTERS = 17
"""A cell is at least as wide as so many letters of its formula: most formulas fit."""
_MOST = 1.5
"""Times the least width of a cell that long names of layers may make of it."""
_DOT = 12
"""Pixels that the dot of a breakpoint takes."""
_TIGHT = 32
"""Letters of a line from which on number, phase and layer stand before the formula."""
_ROUNDING = 5
_ELIDE = Qt.TextElideMode.ElideRight


class CellDelegate(QStyledItemDelegate):
    """Filled: the operation carried out last. Flat: to come. Everything else stands in between."""

    def __init__(self, model: TapeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = DARK
        self.is_single = False
        """Whether there is one column, whose rows have one line."""
        self.width = 100
        """Pixels from one column to the next."""

    @property
    def head_font(self) -> QFont:
        return mono(8.0)

    @property
    def font(self) -> QFont:
        """The face of formulas in the size of the interface."""
        return mono(9.0)

    def least_width(self) -> float:
        """Return the pixels that a cell needs at least, its gap included."""
        return QFontMetricsF(self.font).horizontalAdvance("0") * _LETTERS + px(2 * _EDGE + _GAP)

    def good_width(self) -> float:
        """Return the pixels that a cell has where there is room: its upper line can be read whole."""
        metrics = QFontMetricsF(self.head_font)
        texts = (head_text(row, label) for row, label in enumerate(self._model.operations))
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        whole = widest + px(2 * _EDGE + _GAP + _DOT + 2)
        return max(self.least_width(), min(whole, _MOST * self.least_width()))

    def height(self) -> int:
        """Return the pixels from one line of cells to the next."""
        lines = QFontMetricsF(self.font).height()
        if self.is_single:
            return round(lines) + px(7)
        return round(lines + QFontMetricsF(self.head_font).height()) + px(7 + _GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.row()
        label, when = self._model.operations[row], self._model.when(row)
        gap = px(2) if self.is_single else px(_GAP)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5 - gap, -0.5 - gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, label, when, option)
        inner = box.adjusted(px(_EDGE), 0, -px(_EDGE), 0)
        room = inner.width()
        if row in self._model.marks:
            self._paint_mark(painter, inner, row, when)
            room -= px(_DOT)
        paint = self._paint_line if self.is_single else self._paint_lines
        paint(painter, inner, row, room)
        painter.restore()

    def _inks(self, label: OperationLabel, when: When) -> tuple[str, str]:
        """Return the colours of the formula and of the line above it."""
        theme = self.theme
        if when == "current":
            ink = "#ffffff" if label.phase == "backward" else theme.action_text
            return ink, mix(self._fill(label), ink, 0.85)
        if when == "to come":
            return mix(theme.window, theme.muted, 0.75), mix(theme.window, theme.muted, 0.6)
        return theme.text, theme.muted

    def _fill(self, label: OperationLabel) -> str:
        return self.theme.blame if label.phase == "backward" else self.theme.action

    def _paint_ground(
        self,
        painter: QPainter,
        box: QRectF,
        label: OperationLabel,
        when: When,
        option: QStyleOptionViewItem,
    ) -> None:
        theme, state = self.theme, option.state
        fill = {"current": self._fill(label), "to come": theme.window}.get(when, theme.card_raised)
        border = {"current": fill, "to come": mix(theme.window, theme.border, 0.7)}.get(
            when, theme.border
        )
        if state & QStyle.StateFlag.State_MouseOver:
            border = theme.action
        painter.setPen(QPen(QColor(border), 1.0))
        painter.setBrush(QColor(fill))
        if not self.is_single or when == "current" or border == theme.action:
            painter.drawRoundedRect(box, _ROUNDING, _ROUNDING)
        if state & QStyle.StateFlag.State_HasFocus:
            ring = theme.text if when == "current" else theme.action
            painter.setPen(QPen(QColor(ring), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _ROUNDING, _ROUNDING)

    def _paint_mark(self, painter: QPainter, box: QRectF, row: int, when: When) -> None:
        """Draw the dot of a breakpoint: full where it stops, a ring where it is off."""
        is_own, is_enabled = self._model.marks[row]
        radius = px(8) / 2 if is_own else px(5) / 2
        colour = QColor(self.theme.warning)
        if when == "current":
            colour = QColor(self._inks(self._model.operations[row], when)[0])
        height = QFontMetricsF(self.font if self.is_single else self.head_font).height()
        middle = box.center().y() if self.is_single else box.top() + px(3) + height / 2
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour if is_enabled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(box.right() - px(8) / 2, middle), radius, radius)

    def _paint_lines(self, painter: QPainter, box: QRectF, row: int, room: float) -> None:
        """Draw the two lines of a cell; ``room`` is the width beside the dot."""
        label = self._model.operations[row]
        ink, head_ink = self._inks(label, self._model.when(row))
        top = box.top() + px(3)
        whole, short = head_shapes(row, label)
        fits = QFontMetricsF(self.head_font).horizontalAdvance(whole) <= room
        # The colour says the phase as well; nothing else tells which of two layers it is.
        for text, font, colour, width in (
            (whole if fits else short, self.head_font, head_ink, room),
            (self._model.formula(row), self.font, ink, box.width()),
        ):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, _ELIDE, width)
            painter.drawText(QPointF(box.left(), top + metrics.ascent()), shown)
            top += metrics.height()

    def _paint_line(self, painter: QPainter, box: QRectF, row: int, room: float) -> None:
        """Draw the one line of a narrow tape; ``room`` is the width beside the dot."""
        label = self._model.operations[row]
        ink, head_ink = self._inks(label, self._model.when(row))
        painter.setFont(self.font)
        metrics = QFontMetricsF(self.font)
        base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        digit = metrics.horizontalAdvance("0")
        # Where not even half of both could be read, the formula is what the row is about.
        is_tight = room < _TIGHT * digit
        head = str(row + 1) if is_tight else head_text(row, label)
        middle = 4 * digit if is_tight else 0.48 * room
        for text, colour, left, right in (
            (head, head_ink, 0.0, middle - digit),
            (self._model.formula(row), ink, middle, room),
        ):
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, _ELIDE, right - left)
            painter.drawText(QPointF(box.left() + left, base), shown)
