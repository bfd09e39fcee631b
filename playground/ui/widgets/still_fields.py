"""Fields for panels that scroll: the wheel moves the panel, and no setting changes in passing."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox


class StillBox(QComboBox):
    """A box of choices that leaves the wheel to what it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StillNumber(QDoubleSpinBox):
    """A number that leaves the wheel to what it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
