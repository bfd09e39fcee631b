"""A run is renamed where its name stands."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from playground.ui.style import Theme, px, sans

LONGEST = 60


class NameEditor(QLineEdit):
    """A field over the plot: Enter takes the name, Esc leaves it as it was."""

    named = Signal(object, str)
    """Key of the run, and its new name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._plot = parent
        self._key: object = None
        self.setMaxLength(LONGEST)
        self.setFont(sans(8.5))
        self.setAccessibleName(self.tr("Name of the run"))
        self.setToolTip(self.tr("Enter takes the name; an empty one is the number again."))
        self.returnPressed.connect(self._take)
        self.installEventFilter(self)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"QLineEdit {{ background: {theme.canvas}; color: {theme.text};"
            f" border: 1px solid {theme.action}; border-radius: 3px; padding: 0 3px;"
            f" selection-background-color: {theme.action};"
            f" selection-color: {theme.action_text}; }}"
        )

    def ask(self, key: object, name: str, box: QRectF | None) -> None:
        """Ask for another name of this run, where its name stands."""
        room = self._plot.rect()
        width, height = px(150), px(20)
        left = room.right() - width - px(4) if box is None else round(box.left()) - px(4)
        top = px(4) if box is None else round(box.center().y()) - height // 2
        left = max(0, min(left, room.right() - width))
        self.setGeometry(left, max(0, min(top, room.bottom() - height)), width, height)
        self._key = key
        self.setText(name)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        key, self._key = self._key, None
        if key is not None:
            self._close()
            self.named.emit(key, self.text())

    def _close(self) -> None:
        has_focus = self.hasFocus()
        self._key = None
        self.hide()
        if has_focus:
            self._plot.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._close()
                return True
        return False
