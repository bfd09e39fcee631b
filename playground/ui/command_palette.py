"""Every command in one list: type to filter, Enter runs."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from playground.ui.action import Action, ActionState
from playground.ui.action import translate as translate_action
from playground.ui.actions import ACTIONS, MENU_TITLES
from playground.ui.icons import icon
from playground.ui.style import Theme, mono, px

_KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_ICON = QSize(16, 16)
_MOST_ROWS = 12


def matches(text: str, action: Action, title: str) -> int | None:
    """Return how well an action answers what was typed: smaller is better, None is not at all.

    Every typed word must occur, a title that begins with it counts most; else the letters must come
    in this order in the title ("nwin" finds "New window").
    """
    words = text.lower().split()
    where = f"{title} {translate_action(action.explanation)}".lower()
    lowered = title.lower()
    if not all(word in where for word in words):
        return 3 if _has_in_order("".join(words), lowered) else None
    if not words or lowered.startswith(words[0]):
        return 0
    return 1 if words[0] in lowered else 2


def _has_in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def ranked(text: str, actions: Iterable[Action], state: ActionState) -> list[Action]:
    """Return the possible actions that answer what was typed, best first."""
    found = []
    for action in actions:
        if action.is_enabled(state):
            rank = matches(text, action, action.title_in(state))
            if rank is not None:
                found.append((rank, action))
    return [action for _, action in sorted(found, key=lambda entry: entry[0])]


class _KeyDelegate(QStyledItemDelegate):
    """Writes the key at the right end of the line."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = option.palette
        role = colours.ColorRole.HighlightedText if is_chosen else colours.ColorRole.PlaceholderText
        painter.save()
        painter.setFont(mono(9.0))
        painter.setPen(colours.color(role))
        room = option.rect.adjusted(0, 0, -12, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), str(index.data(_KEY_ROLE) or ""))
        painter.restore()


class CommandPalette(QDialog):
    """A line to type in, and the commands that answer it."""

    action_requested = Signal(str)

    def __init__(self, state: ActionState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._state = state
        self._theme = theme
        nothing = QPixmap(_ICON)
        nothing.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(nothing)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Commands"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Command"))
        self.field.setToolTip(self.tr("Type a part of a command's name; Enter runs it."))
        self.list = QListWidget()
        self.list.setItemDelegate(_KeyDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(_ICON)
        self.list.setAccessibleName(self.tr("Commands that fit"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(10), px(10), px(10))
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.setFixedWidth(px(480))
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._run)
        self.list.itemClicked.connect(self._run)
        self.field.installEventFilter(self)
        self._fill("")
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = (self.list.currentRow() + step) % self.list.count()
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        for action in ranked(text, ACTIONS.values(), self._state):
            title = action.title_in(self._state)
            menu = translate_action(MENU_TITLES[action.menu])
            item = QListWidgetItem(f"{menu}  ›  {title}")
            key = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            item.setData(_KEY_ROLE, key)
            item.setData(Qt.ItemDataRole.UserRole, action.id)
            item.setToolTip(action.tooltip)
            item.setIcon(icon(action.icon, self._theme) if action.icon else self._blank)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        # No larger than what it lists, so that it hides as little as possible.
        rows = max(1, min(self.list.count(), _MOST_ROWS))
        height = self.list.sizeHintForRow(0) if self.list.count() else 30
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 2)
        self.adjustSize()

    def _run(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self.action_requested.emit(str(item.data(Qt.ItemDataRole.UserRole)))
