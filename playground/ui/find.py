"""Find: a line over the canvas; what fits is listed, Enter jumps there."""

from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.finding import Activations, Found, Weights, asks_for_dead, find, is_lively
from playground.ui.style import mono, px
from playground.ui.view import ShownProject

_DETAIL = Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 9
_WIDTH = 420


class _DetailDelegate(QStyledItemDelegate):
    """Writes what a result is, or its value, at the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        detail = str(index.data(_DETAIL) or "")
        painter.save()
        painter.setFont(mono(8.5))
        metrics = QFontMetrics(mono(8.5))
        colour = QColor(option.palette.placeholderText().color())
        if option.widget is not None and isinstance(option.widget, QListWidget):
            is_current = option.widget.currentRow() == index.row()
            colour = option.palette.highlightedText().color() if is_current else colour
        painter.setPen(colour)
        room = QRect(option.rect).adjusted(0, 0, -10, 0)
        shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class FindPopup(QDialog):
    """A line to type in, and what answers it."""

    chosen = Signal(object)
    """Selection."""

    def __init__(
        self, shown: ShownProject, weights: Weights, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._shown = shown
        self._weights = weights
        self._activations: Activations = {}
        self._found: list[Found] = []
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Layer, neuron or weight"))
        self.field.setAccessibleName(self.tr("What to find"))
        self.field.setToolTip(
            self.tr("Type a name, “n3”, “dense 2 n4 ← dense 1 n2” or “largest weight”.")
        )
        self.list = QListWidget()
        self.list.setItemDelegate(_DetailDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(self.tr("What was found"))
        self.hint = QLabel(self._examples())
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.field)
        layout.addWidget(self.hint)
        layout.addWidget(self.list)
        self.setFixedWidth(px(_WIDTH))
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._jump)
        self.list.itemClicked.connect(self._jump)
        self.field.installEventFilter(self)
        self._fill("")
        self.field.setFocus()

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for the activations of all neurons while the query is about dead ones."""
        if not asks_for_dead(self.field.text()):
            return watch
        layers = self._shown.resolution.layers
        lively = (layer for layer, shape in layers.items() if is_lively(shape))
        return replace(watch, activations=(*watch.activations, *lively))

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take the activations that were asked for; what else is listed keeps still."""
        if asks_for_dead(self.field.text()) and snapshot.activations:
            self._activations = snapshot.activations
            self._fill(self.field.text())

    @property
    def found(self) -> list[Found]:
        return list(self._found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        found = find(self._shown, self._weights, text, activations=self._activations)
        if found and found == self._found:
            return
        self._found = found
        self.list.clear()
        for one in found:
            item = QListWidgetItem(one.title)
            item.setData(_DETAIL, one.detail)
            item.setToolTip(f"{one.title}  {one.detail}".strip())
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        is_asked = bool(text.strip())
        if is_asked and not self._found:
            self.hint.setText(self._excuse(text))
        elif not is_asked:
            self.hint.setText(self._examples())
        self.hint.setVisible(not self._found)
        self.list.setVisible(bool(self._found))
        rows = max(1, min(self.list.count(), _MOST_ROWS))
        height = self.list.sizeHintForRow(0) if self.list.count() else px(30)
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 2)
        self.adjustSize()

    def _examples(self) -> str:
        words = self.tr("dense 1 · n3 · dense 2 n4 ← dense 1 n2 · largest weight · frozen · cut")
        return words + " · " + self.tr("dead units")

    def _excuse(self, text: str) -> str:
        """Say why nothing is listed."""
        if not asks_for_dead(text):
            return self.tr("Nothing here is called that.")
        if not self._activations:
            return self.tr("Looking at the training examples …")
        return self.tr("No neuron is dead: each is other than 0 for some example.")

    def _jump(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            selection = self._found[row].selection
            self.close()
            self.chosen.emit(selection)
