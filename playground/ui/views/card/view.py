"""What is selected, with its numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from playground.session.snapshot import Snapshot
from playground.ui.naming import layer_title, unit_title, weight_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.card import words
from playground.ui.views.card.layer_card import LayerCard
from playground.ui.views.card.neuron_card import NeuronCard
from playground.ui.views.card.summary_card import SummaryCard
from playground.ui.views.card.wire_card import WireCard
from playground.ui.widgets.text import Header


class CardView(View):
    """A neuron, a weight, a layer, or the whole network: whatever is selected."""

    weight_requested = Signal(object, float, bool)
    """WeightRef, value, is final: a weight moved by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self.header = Header("")
        self.neuron, self.wire = NeuronCard(), WireCard()
        self.layer, self.summary = LayerCard(), SummaryCard()
        self._pages = (self.neuron, self.wire, self.layer, self.summary)
        for page in self._pages:
            page.setVisible(page is self.summary)
        self.neuron.weight_requested.connect(self.weight_requested)
        self.wire.weight_requested.connect(self.weight_requested)
        self.layer.edit_requested.connect(self.edit_requested)
        self.summary.edit_requested.connect(self.edit_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        pages = QVBoxLayout(inside)
        pages.setContentsMargins(0, 0, SPACING // 2, 0)
        for page in self._pages:
            pages.addWidget(page)
        pages.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.header)
        layout.addWidget(self._scroll, 1)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self._draw(structure=True)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw(structure=False)

    def show_selection(self, selection: Selection) -> None:
        before, self._selection = self._selection, selection
        if (before.layers, before.unit, before.weight) != (
            selection.layers,
            selection.unit,
            selection.weight,
        ):
            self._draw(structure=True)

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        for page in self._pages:
            page.show_theme(theme)

    def page(self) -> QWidget:
        """Return the card that is shown."""
        selection, shown = self._selection, self._shown
        if shown is None:
            return self.summary
        if selection.weight is not None:
            return self.wire
        if selection.unit is not None:
            return self.neuron
        if len(selection.layers) == 1 and shown.project.network.has(selection.layers[0]):
            return self.layer
        return self.summary

    def _draw(self, structure: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        page = self.page()
        selection, snapshot = self._selection, self._snapshot
        project, resolution = shown.project, shown.resolution
        title, info, short = self.tr("Network"), "", None
        if page is self.wire and selection.weight is not None:
            title, info = (
                self.tr("This weight"),
                weight_title(project, resolution, selection.weight),
            )
            self.wire.show_weight(shown, snapshot, selection.weight)
        elif page is self.neuron and selection.unit is not None:
            title = unit_title(project, resolution, selection.unit, self.tr("neuron"))
            if snapshot.probe is not None:
                info = words.example(shown, snapshot.probe.example)
                short = words.example_short(shown, snapshot.probe.example)
            self.neuron.show_unit(shown, snapshot, selection.unit)
        elif page is self.layer:
            title, info = layer_title(project, selection.layers[0]), self.tr("layer")
            if structure:
                self.layer.show_layer(shown, selection.layers[0])
        elif structure:
            self.summary.show_network(shown)
        self.header.title.show_text(title)
        self.header.show_info(info, info if short is None else short)
        if page.isHidden():
            for other in self._pages:
                other.setVisible(other is page)
            self._scroll.verticalScrollBar().setValue(0)
