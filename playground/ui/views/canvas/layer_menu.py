"""The searchable menu of layers that opens at the mouse."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from playground.model.catalog import FURTHER, LAYERS, LayerKind
from playground.model.edits import TEMPLATES, Template
from playground.ui.style import Theme, sans
from playground.ui.views.canvas.cards import TEMPLATE, is_offered
from playground.ui.wording import told


def matching(text: str) -> tuple[LayerKind | Template, ...]:
    """Return the kinds and templates whose title or explanation holds every word; titles first."""
    words = text.lower().split()
    kinds: list[LayerKind | Template] = [
        *(kind for kind in ({**LAYERS, **FURTHER}).values() if is_offered(kind.name)),
        *TEMPLATES.values(),
    ]
    found = [
        kind
        for kind in kinds
        if all(
            word in f"{told(kind.title)} {kind.name} {told(kind.explanation)}".lower()
            for word in words
        )
    ]
    return tuple(sorted(found, key=lambda kind: not _is_title(kind, words)))


def _is_title(kind: LayerKind | Template, words: list[str]) -> bool:
    return all(word in told(kind.title).lower() for word in words)


class LayerMenu(QFrame):
    """Type to filter, arrows and Enter or a click to choose, Esc or a click elsewhere to leave.

    A child of the canvas, not a window of its own: some platforms place popups where they like.
    """

    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Add a layer"))
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Add a layer …"))
        self._search.setAccessibleName(self.tr("Search the layers"))
        self._search.setToolTip(self.tr("Type a part of a layer's name; Enter adds it."))
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Layers"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setFont(sans(9.0))
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setMinimumHeight(self._words.fontMetrics().height() * 3)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        layout.addWidget(self._words)
        self._search.textChanged.connect(self._on_search_text_changed)
        self._search.returnPressed.connect(self._on_search_return_pressed)
        self._search.installEventFilter(self)
        self._list.itemClicked.connect(self._choose)
        self._list.currentItemChanged.connect(self._on_list_current_item_changed)
        self.setFixedWidth(270)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"LayerMenu {{ background: {theme.card_raised}; border: 1px solid {theme.border};"
            f" border-radius: 8px; }}"
            f"QLineEdit {{ background: {theme.canvas}; color: {theme.text};"
            f" border: 1px solid {theme.border}; border-radius: 5px; padding: 5px 7px; }}"
            f"QListWidget {{ background: transparent; color: {theme.text}; border: none; }}"
            f"QLabel {{ color: {theme.muted}; background: transparent; padding: 0 4px; }}"
            f"QListWidget::item:disabled {{ color: {theme.muted}; }}"
            f"QListWidget::item {{ padding: 6px 7px; border-radius: 5px; }}"
            f"QListWidget::item:selected {{ background: {theme.action}; color: {theme.action_text}; }}"
        )

    def open_at(self, place: QPoint) -> None:
        """Open with an empty search at a point of the parent, within the room there is."""
        self._search.setFont(sans(10.0))
        self._search.clear()
        self._fill("")
        height = self._list.sizeHintForRow(0) * min(11, self._list.count()) + 8
        self._list.setFixedHeight(height)
        self.adjustSize()
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.size()
        self.move(
            max(4, min(place.x(), room.width() - self.width() - 4)),
            max(4, min(place.y(), room.height() - self.height() - 4)),
        )
        self.show()
        self.raise_()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrows walk through the list while the text field keeps the focus.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Close without a choice and hand the keys back."""
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.PopupFocusReason)

    def _walk(self, step: int) -> None:
        """Go to the next or the previous entry; headings are passed over."""
        row = self._list.currentRow() + step
        while 0 <= row < self._list.count():
            if self._list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self._list.setCurrentRow(row)
                return
            row += step

    def _fill(self, text: str) -> None:
        self._list.clear()
        has_heading = bool(text.strip())
        for kind in matching(text):
            is_block = isinstance(kind, Template)
            if is_block and not has_heading:
                heading = QListWidgetItem(self.tr("BLOCKS"), self._list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(sans(8.0))
                has_heading = True
            item = QListWidgetItem(told(kind.title), self._list)
            item.setData(Qt.ItemDataRole.UserRole, (TEMPLATE if is_block else "") + kind.name)
            item.setToolTip(told(kind.explanation))
        self._list.setCurrentRow(0)

    def _on_list_current_item_changed(self, item: QListWidgetItem | None) -> None:
        self._words.setText(
            item.toolTip() if item is not None else self.tr("No layer is called so.")
        )

    def _choose(self, item: QListWidgetItem) -> None:
        if not item.flags() & Qt.ItemFlag.ItemIsSelectable:
            return
        self.hide()
        self.kind_chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _on_search_text_changed(self, text: str) -> None:
        self._fill(text)

    def _on_search_return_pressed(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._choose(item)
