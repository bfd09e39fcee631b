"""A small text field on a card: a new name, or another number of units."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from playground.ui.style import Theme


class InlineEditor(QLineEdit):
    """Enter takes the text, Esc leaves everything as it was, leaving the field takes it too."""

    committed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = ""
        self._is_number = False
        self.setAccessibleName(self.tr("New text"))
        self.setToolTip(self.tr("Enter takes the text, Esc leaves everything as it was."))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"background: {theme.canvas}; color: {theme.text}; border: 1.5px solid {theme.action};"
            "border-radius: 5px; padding: 1px 4px;"
        )

    def open_on(self, rect: QRect, text: str, *, is_number: bool = False) -> None:
        """Open over a rectangle of the parent."""
        self._before, self._is_number = text, is_number
        self.setMaxLength(6 if is_number else 60)
        self.setText(text)
        self.setGeometry(rect.adjusted(0, -3, 0, 3))
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        elif self._is_number and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            is_large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = (10 if is_large else 1) * (1 if event.key() == Qt.Key.Key_Up else -1)
            if self.text().isdigit():
                self.setText(str(max(1, int(self.text()) + step)))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible():
            self._commit()

    def _commit(self) -> None:
        text = self.text().strip()
        self._close()
        if text and text != self._before:
            self.committed.emit(text)

    def _close(self) -> None:
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.PopupFocusReason)
