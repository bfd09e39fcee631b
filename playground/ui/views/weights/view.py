"""The weights of a layer: a Hinton diagram, histograms, the product of linear layers, pruning."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from playground.model import wishes
from playground.model.ids import LayerId
from playground.model.resolution import LayerShape
from playground.readout.pruning import matrices, pruned
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.naming import layer_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.weights import words
from playground.ui.views.weights.hinton import HintonPicture
from playground.ui.views.weights.histogram import Histogram
from playground.ui.views.weights.linear import SUMS, multiply_out
from playground.ui.views.weights.modes import MODES, SORTED, Mode, mode_chips
from playground.ui.views.weights.prune_panel import PrunePanel
from playground.ui.views.weights.sort import SortSwitch
from playground.ui.views.weights.tables import (
    cell_of,
    matrix_table,
    numbers_of,
    product_table,
    refs_of,
    weight_at,
)
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Line


class WeightsView(View):
    """Four ways to look at the weights of one layer; it follows the selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._layers: tuple[LayerId, ...] = ()
        self._layer: LayerId | None = None
        self.layers = QComboBox()
        self.layers.setToolTip(self.tr("The layer whose weights are shown."))
        self.layers.setAccessibleName(self.tr("Layer"))
        self.layers.activated.connect(self._on_layers_activated)
        self.chips: Mapping[Mode, Chip] = mode_chips()
        self._modes = QButtonGroup(self)
        for chip in self.chips.values():
            chip.setAccessibleName(chip.toolTip())
            self._modes.addButton(chip)
        self.chips["matrix"].setChecked(True)
        self._modes.buttonToggled.connect(self._on_modes_button_toggled)
        self.sorts = SortSwitch()
        self.sorts.changed.connect(self._on_sorts_changed)
        self.matrix, self.product = HintonPicture(), HintonPicture()
        self.matrix.setAccessibleName(self.tr("Weights as a Hinton diagram"))
        self.product.setAccessibleName(self.tr("Linear layers as one matrix"))
        self.matrix.cell_clicked.connect(self._on_matrix_cell_clicked)
        self.weights = Histogram(self.tr("Weights"))
        self.activations = Histogram(self.tr("Activations"))
        self.prune = PrunePanel()
        self.prune.cut_requested.connect(self._on_prune_cut_requested)
        self.caption = Line(20, lines=2)
        for picture in (self.matrix, self.product):
            picture.cell_hovered.connect(self._on_cell_hovered)
        self._stack = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        histograms = QWidget()
        column = QVBoxLayout(histograms)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(self.weights)
        column.addWidget(self.activations)
        for page in (self.matrix, histograms, self.product, self.prune):
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addLayout(row)
        head = QHBoxLayout()
        head.setSpacing(SPACING)
        head.addWidget(self.layers, 1)
        head.addWidget(self.sorts)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.caption)

    @property
    def mode(self) -> Mode:
        return next(mode for mode in MODES if self.chips[mode].isChecked())

    # --- what comes in ------------------------------------------------------------------------

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for what the chosen picture needs."""
        wanted = replace(watch, weights=True)
        if self.mode in SORTED and self.sorts.sort == "gradients":
            wanted = replace(wanted, gradients=True)
        if self.mode == "histograms" and self._layer is not None:
            wanted = replace(wanted, activations=(*wanted.activations, self._layer))
        if self.mode == "prune":
            wanted = replace(wanted, prune=(self.prune.share, self.prune.order))
        return wanted

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        order, shapes = shown.resolution.order, shown.resolution.layers
        self._layers = tuple(layer for layer in order if shapes[layer].parameters)
        if self._layer not in self._layers:
            self._layer = next(iter(self._layers), None)
        titles = [layer_title(shown.project, layer) for layer in self._layers]
        with QSignalBlocker(self.layers):
            if titles != [self.layers.itemText(i) for i in range(self.layers.count())]:
                self.layers.clear()
                self.layers.addItems(titles)
            if self._layer is not None:
                self.layers.setCurrentIndex(self._layers.index(self._layer))
        self._draw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        chosen = [layer for layer in selection.layers if layer in self._layers]
        if len(chosen) == 1 and chosen[0] != self._layer:
            self._layer = chosen[0]
            with QSignalBlocker(self.layers):
                self.layers.setCurrentIndex(self._layers.index(chosen[0]))
        self._draw()

    def show_theme(self, theme: Theme) -> None:
        for chip in self.chips.values():
            chip.show_theme(theme)
        parts = (self.matrix, self.product, self.weights, self.activations, self.prune, self.sorts)
        for part in parts:
            part.show_theme(theme)
        self.caption.show_colour(theme.muted)

    # --- drawing ------------------------------------------------------------------------------

    def _draw(self) -> None:
        shown, layer = self._shown, self._layer
        self._stack.setCurrentIndex(MODES.index(self.mode))
        self.layers.setVisible(self.mode != "prune")
        self.sorts.setVisible(self.mode in SORTED)
        if self.mode == "prune":
            self.prune.show_report(self._snapshot.metrics, self._snapshot.prune)
            self.caption.show_text("")
            return
        if shown is None or layer is None:
            self.matrix.note = self.product.note = self.tr("No layer has weights yet.")
            self.matrix.show_table(None)
            self.product.show_table(None)
            return
        shape = shown.resolution.layers[layer]
        if self.mode == "matrix":
            self._draw_matrix(shown, shape)
        elif self.mode == "histograms":
            self._draw_histograms(shape)
        else:
            self._draw_product(shown, shape)

    def _draw_matrix(self, shown: ShownProject, shape: LayerShape) -> None:
        sort = self.sorts.sort
        table = matrix_table(shown, self._snapshot, shape, sort)
        is_gradient = sort == "gradients"
        names = self.tr("Weights as a Hinton diagram"), self.tr("Gradients as a Hinton diagram")
        self.matrix.setAccessibleName(names[is_gradient])
        self.matrix.note = words.missing(self._snapshot, shape, sort)
        self.matrix.show_table(table)
        weight = self._selection.weight
        self.matrix.show_selected(None if weight is None else cell_of(shape, weight))
        if self.matrix.underMouse():
            return
        told = words.when(self._snapshot, sort)
        if not told:
            told = (
                self.tr("a row for each neuron, a column for each input")
                if shape.kind in SUMS
                else self.tr("a row for each unit, a column for each of its numbers")
            )
            more = told + " · " + self.tr("the larger the square, the larger the weight")
            told = more if self.caption.has_room(more) else told
        self.caption.show_text(told if table is not None or not is_gradient else "")

    def _draw_histograms(self, shape: LayerShape) -> None:
        snapshot, sort = self._snapshot, self.sorts.sort
        is_gradient = sort == "gradients"
        titles = self.tr("Weights"), self.tr("Gradients")
        self.weights.show_title(titles[is_gradient], is_blame=is_gradient)
        matrix = numbers_of(snapshot, shape, sort)
        note = words.spread(matrix, sort) if matrix is not None else ""
        if matrix is None and is_gradient:
            note = words.missing(snapshot, shape, sort)
        self.weights.show_values(matrix, note)
        values = snapshot.activations.get(shape.id)
        self.activations.show_values(values, "" if values is None else words.state(shape, values))
        self.caption.show_text(words.both_when(snapshot, sort))

    def _draw_product(self, shown: ShownProject, shape: LayerShape) -> None:
        network, resolution = shown.project.network, shown.resolution
        product = multiply_out(network, resolution, self._snapshot.weights, shape.id)
        self.product.note = (
            self.tr("Waiting for the first numbers.")
            if shape.kind in SUMS
            else self.tr("This kind of layer is no single matrix.")
        )
        self.product.show_table(None if product is None else product_table(shown, product))
        if product is None:
            self.caption.show_text("")
        if product is None or self.product.underMouse():
            return
        if len(product.layers) == 1:
            told = self.tr("no linear layer stands in front of this one")
        else:
            told = self.tr("{0} layers together are this one matrix")
            told = told.format(len(product.layers))
        self.caption.show_text(told)

    # --- what the person does -----------------------------------------------------------------

    @Slot(int)
    def _on_layers_activated(self, index: int) -> None:
        self._layer = self._layers[index]
        self._draw()

    @Slot()
    def _on_sorts_changed(self) -> None:
        self._draw()

    @Slot(object, bool)
    def _on_modes_button_toggled(self, _: object, is_on: bool) -> None:
        if is_on:
            self._draw()

    @Slot(str)
    def _on_cell_hovered(self, told: str) -> None:
        if told:
            self.caption.show_text(told)

    @Slot(int, int)
    def _on_matrix_cell_clicked(self, row: int, column: int) -> None:
        shown, layer = self._shown, self._layer
        if shown is None or layer is None:
            return
        weight = weight_at(shown.resolution.layers[layer], row, column)
        if weight is not None:
            self.selection_requested.emit(
                replace(self._selection, layers=(layer,), unit=None, weight=weight)
            )

    @Slot(float, str)
    def _on_prune_cut_requested(self, share: float, order: str) -> None:
        shown = self._shown
        if shown is None:
            return
        seed = shown.project.training.seed
        chosen = pruned(matrices(self._snapshot.weights, shown.resolution), share, order, seed)
        weights = tuple(
            ref for layer in self._layers for ref in refs_of(shown.resolution.layers[layer], chosen)
        )
        if weights:
            self.edit_requested.emit(wishes.cut_weight(weights))
