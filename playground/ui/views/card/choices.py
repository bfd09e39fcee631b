"""A box to choose from one of the tables, with each entry's sentence as its tooltip."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from playground.ui.widgets.still_fields import StillBox
from playground.ui.wording import told


class Record(Protocol):
    """One record of a table."""

    @property
    def title(self) -> str: ...

    @property
    def explanation(self) -> str: ...


class TableBox(StillBox):
    """Chooses a name of a table; None is the entry in front of them, where there is one."""

    def __init__(self, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(tooltip)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_table(
        self,
        table: Mapping[str, Record],
        names: Iterable[str],
        chosen: str | None,
        first: str | None = None,
    ) -> None:
        """Offer these names; ``first`` is the title of the entry None."""
        entries: list[tuple[str, str | None]] = [] if first is None else [(first, None)]
        entries += [(told(table[name].title), name) for name in names]
        with QSignalBlocker(self):
            if [(self.itemText(i), self.itemData(i)) for i in range(self.count())] != entries:
                self.clear()
                for title, name in entries:
                    self.addItem(title, name)
                    if name is not None:
                        tip = told(table[name].explanation)
                        self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            place = next((i for i, entry in enumerate(entries) if entry[1] == chosen), -1)
            self.setCurrentIndex(place)
