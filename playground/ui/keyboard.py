"""Whose key it is: a control that Tab brought to the focus keeps Space, a text field keeps letters."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

_TEXT_FIELDS = (QLineEdit, QAbstractSpinBox, QPlainTextEdit)
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def keeps_key(widget: QObject, event: QKeyEvent, is_by_tab: bool = True) -> bool:
    """Whether a key belongs to this control before it is a shortcut of the window.

    Single keys (Space, ".", "?", "[") are shortcuts only where nobody is typing; Space presses the
    control that Tab brought to the focus, but one that was clicked has done its work.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if isinstance(widget, _TEXT_FIELDS):
        is_read_only = widget.isReadOnly()
        return not is_read_only and modifiers in (_PLAIN, _SHIFT)
    if isinstance(widget, QTextEdit):
        return not widget.isReadOnly() and modifiers in (_PLAIN, _SHIFT)
    if isinstance(widget, QComboBox) and widget.isEditable():
        return modifiers in (_PLAIN, _SHIFT)
    if isinstance(widget, (QAbstractButton, QComboBox)):
        return is_by_tab and event.key() == Qt.Key.Key_Space and modifiers == _PLAIN
    return False


class KeyKeeper(QObject):
    """Watches the application's keys; keeps those that belong to the focused control."""

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._is_by_tab = True
        application.installEventFilter(self)

    def close(self) -> None:
        """Stop watching."""
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._is_by_tab = event.reason() != Qt.FocusReason.MouseFocusReason
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and keeps_key(watched, event, self._is_by_tab)
        ):
            event.accept()
            return True
        return False
