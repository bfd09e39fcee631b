"""Chips under the map while points are edited: the class to add, and the brush."""

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from playground.ui.class_colours import class_colours, class_shape
from playground.ui.style import SPACING, Theme, px
from playground.ui.views.output.points_paint import draw_shape
from playground.ui.widgets.chip import Chip

CLASSES = 4
"""Classes that own points may have."""


class ClassChip(Chip):
    """Chooses a class by its colour and shape."""

    def __init__(self, label: int, name: str, tooltip: str) -> None:
        super().__init__("", tooltip)
        self._label = label
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        side = super().sizeHint().height()
        return QSize(side + px(4), side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.neutral), 1.0))
        painter.setBrush(QColor(class_colours(self._theme, CLASSES)[self._label]))
        middle = QPointF(self.width() / 2, self.height() / 2)
        shape = class_shape(self._label, CLASSES if self._label > 1 else 2)
        draw_shape(painter, shape, middle, px(5))
        painter.end()


class PointBar(QWidget):
    """Chips for the classes, and the brush."""

    label_changed = Signal(int)
    brush_toggled = Signal(bool)

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.chips = tuple(
            ClassChip(
                label, name, self.tr("Clicks on the map add points of class {0}.").format(name)
            )
            for label, name in enumerate(names[:CLASSES])
        )
        self.brush = Chip(
            self.tr("brush"), self.tr("Dragging over the map sprays points of this class.")
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 2)
        for label, chip in enumerate(self.chips):
            self._group.addButton(chip, label)
            layout.addWidget(chip)
        layout.addWidget(self.brush)
        self.chips[0].setChecked(True)
        self._group.idToggled.connect(self._on_group_id_toggled)
        self.brush.toggled.connect(self.brush_toggled)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for chip in (*self.chips, self.brush):
            chip.show_theme(theme)

    def _on_group_id_toggled(self, label: int, is_on: bool) -> None:
        if is_on:
            self.label_changed.emit(label)
