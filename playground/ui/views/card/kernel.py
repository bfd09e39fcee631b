"""The kernel behind a channel of a convolution, or behind the number that is selected."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.model import wishes
from playground.model.holds import has_padlock, is_cut
from playground.model.ids import LayerId
from playground.model.resolution import ParameterShape
from playground.session.snapshot import Snapshot
from playground.ui.naming import unit_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject
from playground.ui.views.card.kernel_grid import KernelGrid
from playground.ui.widgets.still_fields import StillBox
from playground.ui.widgets.text import Text

_MOST_NAMED = 256
"""More channels than this are chosen by their kernels in the table of weights."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The kernel at hand: a parameter, one row and one column of it."""

    parameter: ParameterShape
    row: int
    column: int


class KernelPart(QWidget):
    """Names the kernel, lets another one be chosen, and shows its numbers."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""
    selection_requested = Signal(object)
    """Selection."""
    edit_wanted = Signal()
    """The selected number shall be typed over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot, self._selection = Snapshot(), Selection()
        self._at: _Shown | None = None
        self._column = 0
        self.title = Text(role="muted")
        self.title.setWordWrap(False)
        self.sources = StillBox()
        self.sources.setToolTip(self.tr("Which of the arriving channels this kernel looks at."))
        self.sources.setAccessibleName(self.tr("Arriving channel"))
        self.sources.activated.connect(self._on_sources_activated)
        self.grid = KernelGrid()
        self.grid.cell_chosen.connect(self._on_grid_cell_chosen)
        self.grid.edit_wanted.connect(self.edit_wanted)
        self.grid.cut_wanted.connect(self._on_grid_cut_wanted)
        head = QHBoxLayout()
        head.setSpacing(SPACING)
        head.addWidget(self.title)
        head.addWidget(self.sources, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACING)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(head)
        layout.addWidget(self.grid)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.title.show_theme(theme)
        self.grid.show_theme(theme)

    def show_kernel(self, shown: ShownProject, snapshot: Snapshot, selection: Selection) -> None:
        """Show the kernel of what is selected; hidden where there is none."""
        self._shown, self._snapshot, self._selection = shown, snapshot, selection
        self._at = at = self._found(shown, selection)
        values = None if at is None else snapshot.weights.get(at.parameter.id)
        if at is None or values is None or values.shape != at.parameter.shape:
            self.hide()
            return
        self._column = at.column
        kernel, network = at.parameter, shown.project.network
        height, width = kernel.kernel
        self.title.show_text(self.tr("kernel {0} × {1}, from").format(height, width))
        self._name_sources(shown, at)
        refs = [kernel.weight_at(at.row, at.column, place) for place in range(height * width)]
        numbers = np.asarray(values[at.row, at.column], np.float32)
        self.grid.show_kernel(
            numbers,
            frozenset(place for place, ref in enumerate(refs) if has_padlock(network, ref)),
            frozenset(place for place, ref in enumerate(refs) if is_cut(network, ref)),
            refs.index(selection.weight) if selection.weight in refs else None,
        )
        self.show()

    def _found(self, shown: ShownProject, selection: Selection) -> _Shown | None:
        weight, unit = selection.weight, selection.unit
        layer = weight.parameter.layer if weight is not None else None
        if weight is None and unit is not None:
            layer = unit.layer
        kernel = None if layer is None else _kernel(shown, layer)
        if kernel is None:
            return None
        if weight is not None:
            index = kernel.index_of(weight)
            return None if index is None else _Shown(kernel, index[0], index[1])
        shape = shown.resolution.layers[kernel.id.layer if layer is None else layer]
        is_turned = shown.project.network.layer(shape.id).is_transposed
        if unit not in shape.units_out or is_turned:
            return None
        row = shape.units_out.index(unit)
        return _Shown(kernel, row, min(self._column, len(kernel.sources) - 1))

    def _name_sources(self, shown: ShownProject, at: _Shown) -> None:
        sources = at.parameter.sources[:_MOST_NAMED]
        names = [unit_title(shown.project, shown.resolution, unit, "") for unit in sources]
        with QSignalBlocker(self.sources):
            if names != [self.sources.itemText(i) for i in range(self.sources.count())]:
                self.sources.clear()
                self.sources.addItems(names)
            self.sources.setCurrentIndex(at.column if at.column < len(names) else -1)

    @Slot(int)
    def _on_sources_activated(self, column: int) -> None:
        self._column = column
        if self._at is not None and self._selection.weight is not None:
            self._choose(column, self.grid.selected or 0)
        elif self._shown is not None:
            self.show_kernel(self._shown, self._snapshot, self._selection)

    @Slot(int)
    def _on_grid_cell_chosen(self, place: int) -> None:
        if self._at is not None:
            self._choose(self._at.column, place)

    def _choose(self, column: int, place: int) -> None:
        if self._at is None:
            return
        weight = self._at.parameter.weight_at(self._at.row, column, place)
        chosen = Selection(
            (weight.parameter.layer,), weight=weight, example=self._selection.example
        )
        self.selection_requested.emit(chosen)

    @Slot()
    def _on_grid_cut_wanted(self) -> None:
        weight = self._selection.weight
        if weight is not None and self._shown is not None:
            is_gone = is_cut(self._shown.project.network, weight)
            self.edit_requested.emit(
                wishes.restore_weight(weight) if is_gone else wishes.cut_weight(weight)
            )


def _kernel(shown: ShownProject, layer: LayerId) -> ParameterShape | None:
    """Return the kernels of a layer; None where it has none."""
    shape = shown.resolution.layers.get(layer)
    parameters = () if shape is None else shape.parameters
    return next((p for p in parameters if len(p.kernel) == 2 and p.sources), None)
