"""Chips of which exactly one is pressed."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from playground.ui.style import SPACING, Theme
from playground.ui.widgets.chip import Chip


class ChoiceRow(QWidget):
    """A row of chips by name; the first is pressed at first."""

    chosen = Signal(str)

    def __init__(
        self, titles: Mapping[str, tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips = {key: Chip(title, sentence) for key, (title, sentence) in titles.items()}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING // 2)
        for chip in self.chips.values():
            self._group.addButton(chip)
            row.addWidget(chip)
        row.addStretch(1)
        next(iter(self.chips.values())).setChecked(True)
        self._group.buttonToggled.connect(self._on_group_button_toggled)

    @property
    def value(self) -> str:
        """Name of the chip that is pressed."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for chip in self.chips.values():
            chip.show_theme(theme)

    def _on_group_button_toggled(self, _button: object, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(self.value)
