"""The switch between weights and their gradients."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from playground.ui.style import SPACING, Theme
from playground.ui.widgets.chip import Chip

Sort = Literal["weights", "gradients"]


class SortSwitch(QWidget):
    """Two chips, one of which is pressed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: Mapping[Sort, Chip] = {
            "weights": Chip(self.tr("weights"), self.tr("Shows the numbers that are learned.")),
            "gradients": Chip(
                self.tr("gradients"),
                self.tr("Shows how fast the loss rises with each of them: ∂L/∂w of the batch."),
            ),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING // 2)
        for chip in self.chips.values():
            chip.setAccessibleName(chip.toolTip())
            self._group.addButton(chip)
            row.addWidget(chip)
        self.chips["weights"].setChecked(True)
        self._group.buttonToggled.connect(self._on_group_button_toggled)

    @property
    def sort(self) -> Sort:
        return "gradients" if self.chips["gradients"].isChecked() else "weights"

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for chip in self.chips.values():
            chip.show_theme(theme)

    @Slot(object, bool)
    def _on_group_button_toggled(self, _: object, is_on: bool) -> None:
        if is_on:
            self.changed.emit()
