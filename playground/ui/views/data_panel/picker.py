"""Six kinds of data to choose from at a glance, and the way to all the others."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from playground.ui.style import DARK, SPACING, Theme, px
from playground.ui.views.data_panel.chooser import DataChooser
from playground.ui.views.data_panel.kind_button import KindButton

USUAL = ("xor4", "xor", "circle", "gaussians", "spiral", "digits")
"""The kinds that have a tile; a chosen kind that is none of them takes the last place."""
_COLUMNS = 3


class KindPicker(QWidget):
    """The tiles, and the button that opens the chooser."""

    kind_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._kind = USUAL[0]
        self.chooser: DataChooser | None = None
        self.tiles = tuple(KindButton(kind) for kind in USUAL)
        grid = QGridLayout()
        grid.setSpacing(px(SPACING - 2))
        for place, tile in enumerate(self.tiles):
            tile.clicked.connect(partial(self._on_tile_clicked, tile))
            grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.more = QPushButton(self.tr("More data…"))
        self.more.setToolTip(self.tr("Shows all kinds of data, each with one sentence about it."))
        self.more.clicked.connect(self._on_more_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(SPACING - 2))
        layout.addLayout(grid)
        layout.addWidget(self.more)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for tile in self.tiles:
            tile.show_theme(theme)

    def show_kind(self, kind: str) -> None:
        """Mark the chosen kind."""
        self._kind = kind
        if kind not in {tile.kind for tile in self.tiles[:-1]}:
            self.tiles[-1].show_kind(kind)
        for tile in self.tiles:
            tile.setChecked(tile.kind == kind)

    def _on_tile_clicked(self, tile: KindButton) -> None:
        # The tile is marked by the project only: the wish may change nothing.
        tile.setChecked(tile.kind == self._kind)
        self.kind_requested.emit(tile.kind)

    def _on_more_clicked(self) -> None:
        self.chooser = DataChooser(self._kind, self._theme, self)
        self.chooser.kind_requested.connect(self.kind_requested)
        self.chooser.finished.connect(self._on_chooser_finished)
        self.chooser.show_beside(self)

    def _on_chooser_finished(self) -> None:
        self.chooser = None
