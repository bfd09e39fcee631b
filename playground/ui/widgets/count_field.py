"""A whole number to type, or to move with the arrow keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from playground.ui.style import Theme, px


class CountField(QSpinBox):
    """A flat spin box that looks the same in every panel and leaves the wheel to scrolling."""

    def __init__(self, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setToolTip(tooltip)
        self.setKeyboardTracking(False)
        self.setGroupSeparatorShown(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(px(60))
        self.lineEdit().setTextMargins(7, 0, 5, 0)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        # With a styled frame Qt leaves no room for the text where there are "no buttons", and
        # ignores padding; buttons of no width and the line edit's margins do what is meant.
        self.setStyleSheet(
            f"QSpinBox {{ background: {theme.canvas}; color: {theme.text};"
            f" border: 1px solid {theme.border}; border-radius: 5px; padding: 2px 0;"
            f" selection-background-color: {theme.action};"
            f" selection-color: {theme.action_text}; }}"
            f"QSpinBox:focus {{ border-color: {theme.action}; }}"
            f"QSpinBox:disabled {{ color: {theme.faint}; }}"
            "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }"
            f"QLineEdit {{ background: transparent; border: none; padding: 0;"
            f" color: {theme.text}; }}"
            f"QLineEdit:disabled {{ color: {theme.faint}; }}"
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
