"""The editor: plain text with completion; Esc gives up what was typed."""

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QWidget

from playground.model.text import Completion, complete
from playground.ui.style import mono
from playground.ui.views.network_text.highlighter import Highlighter

_ACCEPTING = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
)


class Editor(QPlainTextEdit):
    """A small text with words that complete themselves."""

    given_up = Signal()
    """Esc was pressed while no list was open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(mono(9.5))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.highlighter = Highlighter(self.document())
        self._choices: tuple[Completion, ...] = ()
        self._words = QStringListModel(self)
        self.completer = QCompleter(self._words, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.activated.connect(self._on_completer_activated)

    def show_text(self, text: str) -> None:
        """Replace the text without telling anybody."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)
                self.moveCursor(QTextCursor.MoveOperation.End)

    @property
    def offered(self) -> tuple[str, ...]:
        """The words in the open list."""
        popup = self.completer.popup()
        is_open = popup is not None and popup.isVisible()
        return tuple(choice.word for choice in self._choices) if is_open else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.completer.popup()
        if popup is not None and popup.isVisible() and event.key() in _ACCEPTING:
            event.ignore()  # the list takes it
            return
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        wants_list = (
            event.key() == Qt.Key.Key_Space
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )
        if not wants_list:
            super().keyPressEvent(event)
        is_letter = bool(event.text()) and event.text().isprintable() and event.text() != " "
        self._offer(is_asked=wants_list, is_typing=is_letter)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        popup = self.completer.popup()
        if popup is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            popup.hide()

    def _offer(self, *, is_asked: bool, is_typing: bool) -> None:
        popup = self.completer.popup()
        if popup is None:
            return
        self._choices = complete(self.toPlainText(), self.textCursor().position())
        begun = any(choice.end > choice.start for choice in self._choices)
        if not self._choices or not (is_asked or (is_typing and begun)):
            popup.hide()
            return
        self._words.setStringList([choice.word for choice in self._choices])
        for row, choice in enumerate(self._choices):
            self._words.setData(
                self._words.index(row), choice.explanation, Qt.ItemDataRole.ToolTipRole
            )
        popup.setFont(self.font())
        place = self.cursorRect()
        place.setWidth(
            popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width() + 24
        )
        self.completer.complete(place)
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    @Slot(str)
    def _on_completer_activated(self, word: str) -> None:
        choice = next((one for one in self._choices if one.word == word), None)
        if choice is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(choice.start)
        cursor.setPosition(choice.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{word} ")
        self.setTextCursor(cursor)
