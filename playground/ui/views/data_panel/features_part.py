"""The features that the network sees, as chips to switch."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.build import default_features, feature_table
from playground.data.catalog import DATASETS, FEATURES
from playground.model.project import DataSpec
from playground.ui.style import DARK, Theme
from playground.ui.views.data_panel.words import translated
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.text import Text

_MOST = 40
"""Chips of a wide table; further columns are named in a line below."""


class FeaturesPart(QWidget):
    """One chip for each feature that the data offer."""

    feature_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._before: QWidget | None = None
        self._offered: Mapping[str, str] = {}
        self.chips: dict[str, Chip] = {}
        self._box = QWidget()
        self._rest = Text("", "muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._box)
        self._layout.addWidget(self._rest)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._rest.show_theme(theme)
        for chip in self.chips.values():
            chip.show_theme(theme)

    def come_after(self, control: QWidget) -> None:
        """Say which control Tab leaves for the first chip."""
        self._before = control
        self._put_in_order()

    def show_data(self, spec: DataSpec) -> None:
        """Offer the features of these data, and mark those that are chosen."""
        offered = feature_table(spec)
        if dict(offered) != dict(self._offered):
            self._offered = offered
            self._make(spec)
        chosen = spec.features or default_features(spec)
        for name, chip in self.chips.items():
            chip.setChecked(name in chosen)

    @property
    def is_choice(self) -> bool:
        """Whether there is more than one feature to choose from."""
        return len(self._offered) > 1

    def _make(self, spec: DataSpec) -> None:
        box = QWidget()
        flow = FlowLayout(box, spacing=5)
        self.chips = {}
        for name, title in list(self._offered.items())[:_MOST]:
            chip = Chip(translated(title), _tooltip(spec, name))
            chip.setAccessibleName(self.tr("feature {0}").format(translated(title)))
            chip.clicked.connect(partial(self._on_chip_clicked, name))
            chip.show_theme(self._theme)
            flow.addWidget(chip)
            self.chips[name] = chip
        self._layout.replaceWidget(self._box, box)
        self._box.hide()
        self._box.deleteLater()
        self._box = box
        self._put_in_order()
        more = len(self._offered) - len(self.chips)
        self._rest.show_text(self.tr("and {0} more columns").format(f"{more:,}"))
        self._rest.setVisible(more > 0)

    def _put_in_order(self) -> None:
        """Let Tab come to the chips where they are seen: made late, they would be last of all."""
        if self._before is not None:
            for before, chip in pairwise((self._before, *self.chips.values())):
                self.setTabOrder(before, chip)

    def _on_chip_clicked(self, name: str) -> None:
        # The chip shows what the project says; the wish may be refused (the last feature).
        self.chips[name].toggle()
        self.feature_requested.emit(name)


def _tooltip(spec: DataSpec, name: str) -> str:
    kind = DATASETS[spec.kind]
    if kind.is_plane:
        return translated(FEATURES[name].explanation)
    for column in kind.columns:
        if column.name == name:
            return translated(column.explanation)
    return translated("A column of the table.")
