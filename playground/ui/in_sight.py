"""What can be seen of a window: for Qt a part behind a tab is visible, only far outside of it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget


def is_in_sight(widget: QWidget) -> bool:
    """Tell whether any of a widget lies within its window."""
    window = widget.window()
    if not widget.isVisible() or window.isMinimized():
        return False
    return window.rect().intersects(QRect(widget.mapTo(window, QPoint()), widget.size()))


def _dock_of(widget: QWidget | None) -> QDockWidget | None:
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget


class SightedWindow(QMainWindow):
    """A window in which Tab passes over what is behind the tabs of docks."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's name
        first: QWidget | None = None
        while super().focusNextPrevChild(next):
            focus = QApplication.focusWidget()
            dock = _dock_of(focus)
            if dock is None or is_in_sight(dock) or focus is first:
                return True
            first = first or focus
        return False
