"""The operations of one update, done, current and to come."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from playground.engine.state import OperationLabel
from playground.session.snapshot import Snapshot
from playground.ui.layer_names import told_name
from playground.ui.numbers import MINUS
from playground.ui.style import DARK, SPACING, Theme, mono, px
from playground.ui.view import View
from playground.ui.widgets.text import Header
from playground.ui.wording import told

_Index = QModelIndex | QPersistentModelIndex
_NAMES = 0.25
"""Most of a row's width that the names of layers take."""
_ROOMY = 250
"""Pixels from which on the columns stand further apart."""


class TapeModel(QAbstractListModel):
    """The rows of the tape and which of them was carried out last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.operations: tuple[OperationLabel, ...] = ()
        self.current = -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.operations)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.operations):
            return None
        label = self.operations[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1} {label.phase} {layer_word(label)} {formula_text(label)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{formula_text(label)}\n{told(label.explanation)}"
        return None

    def show_operations(self, operations: tuple[OperationLabel, ...], current: int) -> None:
        """Show these rows; ``current`` is −1 between two updates."""
        if operations is not self.operations and operations != self.operations:
            self.beginResetModel()
            self.operations = operations
            self.endResetModel()
        elif current == self.current:
            return
        self.current = current
        if operations:
            self.dataChanged.emit(self.index(0), self.index(len(operations) - 1))


class TapeDelegate(QStyledItemDelegate):
    """Draws phase, layer and formula in columns; the current row is a filled bar."""

    def __init__(self, model: TapeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = DARK

    @property
    def font(self) -> QFont:
        """The face of the rows in the size of the interface."""
        return mono(9.0)

    def columns(self, width: float) -> tuple[float, float]:
        """Return where layer and formula begin in a row of this width, in pixels."""
        metrics = QFontMetricsF(self.font)
        digit = metrics.horizontalAdvance("0")
        gap = digit * (2 if width >= px(_ROOMY) else 1)

        def widest(texts: list[str]) -> float:
            return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)

        operations = self._model.operations
        layer = (
            self._indent(width) + widest([phase_word(label.phase) for label in operations]) + gap
        )
        names = widest([layer_word(label) for label in operations])
        # Long names of layers leave the formula, which is what the row is about, its room.
        most = max(8 * digit, min(16 * digit, _NAMES * width))
        return layer, layer + min(names, most) + gap

    @staticmethod
    def _indent(width: float) -> float:
        return float(px(SPACING if width >= px(_ROOMY) else SPACING // 2))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, round(QFontMetricsF(self.font).height()) + px(5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, model = self.theme, self._model
        label, row = model.operations[index.row()], index.row()
        is_current = row == model.current
        box = QRectF(option.rect)
        colour = theme.muted if row < model.current or model.current < 0 else theme.faint
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            hue = theme.blame if label.phase == "backward" else theme.action
            colour = "#ffffff" if label.phase == "backward" else theme.action_text
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hue))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 4, 4)
        painter.setFont(self.font)
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(self.font)
        base = box.top() + (box.height() - metrics.height()) / 2 + metrics.ascent()
        layer, formula = self.columns(box.width())
        elide = Qt.TextElideMode.ElideRight
        gap = metrics.horizontalAdvance("0")
        for text, left, right in (
            (phase_word(label.phase), self._indent(box.width()), layer - gap),
            (layer_word(label), layer, formula - gap),
            (formula_text(label), formula, box.width()),
        ):
            shown = metrics.elidedText(text, elide, max(0.0, right - left))
            painter.drawText(QPointF(box.left() + left, base), shown)
        painter.restore()


class TapeList(QListView):
    """Keeps the current row in the middle, also when its size changes."""

    def follow(self, row: int) -> None:
        """Bring this row into the middle."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.follow(self.currentIndex().row())


class TapeView(View):
    """One update as a list of operations."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = Header(self.tr("Tape"))
        self.model = TapeModel(self)
        self.list = TapeList()
        self.list.setModel(self.model)
        self._delegate = TapeDelegate(self.model, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListView { background: transparent; border: none; }")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Operations of one update"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING + 4, SPACING, SPACING)
        layout.setSpacing(SPACING // 2)
        head = QHBoxLayout()
        # The rows have a margin of their own, which the current one fills.
        head.setContentsMargins(SPACING, 0, SPACING, 0)
        head.addWidget(self.header)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        count, done = len(snapshot.operations), snapshot.position.operation
        before = self.model.current
        self.model.show_operations(snapshot.operations, done - 1)
        if done:
            words = self.tr("operation {0} of {1}").format(done, count)
            short = f"{done} / {count}"
        elif count:
            words = self.tr("{0} operations an update").format(count)
            short = self.tr("{0} operations").format(count)
        else:
            words = short = ""
        self.header.show_info(words, short)
        if done and done - 1 != before:
            self.list.follow(done - 1)
        elif not done and before >= 0:
            self.list.scrollToTop()

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        self._delegate.theme = theme
        self.list.doItemsLayout()
        self.list.viewport().update()


def phase_word(phase: str) -> str:
    """Return the word for a phase; unknown ones as they are."""
    return QCoreApplication.translate("Tape", phase)


def formula_text(label: OperationLabel) -> str:
    """Return what a row computes, with the minus sign of all other formulas."""
    return label.formula.replace("-", MINUS)


def layer_word(label: OperationLabel) -> str:
    """Return the layer's name, or that a row is about all of them."""
    return told_name(label.layer_name) or QCoreApplication.translate("Tape", "all")
