"""What is selected, with its numbers, and what was pinned before."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from playground.model.ids import UnitRef
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.naming import layer_title, unit_title, weight_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.card import words
from playground.ui.views.card.asked import Target, is_stepped, target_of
from playground.ui.views.card.check_part import CheckPart
from playground.ui.views.card.holds import HoldRow
from playground.ui.views.card.kernel import KernelPart
from playground.ui.views.card.layer_card import LayerCard
from playground.ui.views.card.loss_line import LossAlongWeight
from playground.ui.views.card.many_card import ManyCard
from playground.ui.views.card.neuron_card import NeuronCard
from playground.ui.views.card.pinned import MOST, Pin, PinnedCard, exists
from playground.ui.views.card.stepped import SteppedCard
from playground.ui.views.card.summary_card import SummaryCard
from playground.ui.views.card.unit_curve import UnitCurve
from playground.ui.views.card.wire_card import WireCard
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Header


class CardView(View):
    """A neuron, a weight, a layer, several layers, or the whole network: whatever is selected."""

    weight_requested = Signal(object, float, bool)
    """WeightRef, value, is final: a weight moved by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._theme: Theme | None = None
        self.header = Header("")
        self.pin = Chip(self.tr("pin"), self.tr("Keeps this card in sight, live, below others."))
        self.pin.setAccessibleName(self.tr("Pin this card"))
        self.pin.clicked.connect(self._on_pin_clicked)
        self.neuron, self.wire, self.many = NeuronCard(), WireCard(), ManyCard()
        self.layer, self.summary, self.holds = LayerCard(), SummaryCard(), HoldRow()
        self.loss = LossAlongWeight()
        self.loss.weight_requested.connect(self.weight_requested)
        self.stepped, self.curve = SteppedCard(), UnitCurve()
        self.check = CheckPart(self.stepped.copy_button, self.stepped.latex_button)
        self.stepped.hide()
        self.curve.hide()
        self.check.command_requested.connect(self.command_requested)
        self.kernel = KernelPart()
        self.kernel.hide()
        self.kernel.selection_requested.connect(self.selection_requested)
        self.kernel.edit_wanted.connect(self.wire.edit)
        self.pinned: list[PinnedCard] = []
        self._pages = (self.neuron, self.wire, self.layer, self.many, self.summary)
        for page in self._pages:
            page.setVisible(page is self.summary)
        self.neuron.weight_requested.connect(self.weight_requested)
        self.wire.weight_requested.connect(self.weight_requested)
        for part in (self.layer, self.many, self.summary, self.holds, self.kernel):
            part.edit_requested.connect(self.edit_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        pages = QVBoxLayout(inside)
        pages.setContentsMargins(0, 0, SPACING // 2, 0)
        pages.addWidget(self.kernel)  # on top, so that it stands still while one walks through it
        for page in self._pages:
            pages.addWidget(page)
        for part in (self.stepped, self.curve, self.check, self.loss, self.holds):
            pages.addWidget(part)
        self._pins = QVBoxLayout()
        pages.addLayout(self._pins)
        pages.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._scroll.setWidget(inside)
        head = QHBoxLayout()
        head.setSpacing(SPACING)
        head.addWidget(self.header, 1)
        head.addWidget(self.pin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, SPACING // 2)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask the worker for the loss along the selected weight, and for the arithmetic of a step."""
        watch = self.loss.extend_watch(watch)
        is_still = self._snapshot.status != "running" or self._snapshot.slow
        return replace(watch, arithmetic=self._target()) if is_still else watch

    def _target(self) -> Target | None:
        if self._shown is None:
            return None
        return target_of(self._shown, self._snapshot, self._selection)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        for card in list(self.pinned):
            if not exists(shown, card.pin):
                self._unpin(card)
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
        self._theme = theme
        for part in (self.header, self.pin, self.holds, self.kernel, self.loss, self.check):
            part.show_theme(theme)
        self.stepped.show_theme(theme)
        self.curve.show_theme(theme)
        for page in self._pages:
            page.show_theme(theme)
        for card in self.pinned:
            card.show_theme(theme)

    def page(self) -> QWidget:
        """Return the card that is shown."""
        selection, shown = self._selection, self._shown
        if shown is None:
            return self.summary
        if selection.weight is not None:
            return self.wire
        if selection.unit is not None:
            return self.neuron
        known = [one for one in selection.layers if shown.project.network.has(one)]
        if len(known) > 1:
            return self.many
        return self.layer if known else self.summary

    def _draw(self, structure: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        page, target = self.page(), self._target()
        # Walking through the examples shows all of a neuron at once, with weights to change.
        is_walking = page is self.neuron and self._snapshot.position.lane is not None
        is_shown_stepped = target is not None and is_stepped(self._snapshot) and not is_walking
        title, info, short = self._show_page(shown, page, structure)
        self.header.title.show_text(title)
        self.header.show_info(info, info if short is None else short)
        self.stepped.show_moment(shown, self._snapshot, target if is_shown_stepped else None)
        unit = self._selection.unit
        if is_shown_stepped and isinstance(target, UnitRef):
            unit = target
        self.curve.show_unit(shown, self._snapshot, unit)
        self.check.show_moment(shown, self._snapshot, self._selection)
        self.loss.show_weight(shown, self._snapshot, self._selection.weight)
        self._show_holds(shown)
        self.kernel.show_kernel(shown, self._snapshot, self._selection)
        for card in self.pinned:
            card.show_numbers(shown, self._snapshot)
        # What the operation at hand does takes the place of what the probe says.
        shown_page = page if page is self.wire or not is_shown_stepped else None
        self._turn_to(shown_page, self.stepped if is_shown_stepped else None)

    def _turn_to(self, *wanted: QWidget | None) -> None:
        """Show these parts and no other pages; a page that comes begins at its top."""
        for page in (*self._pages, self.stepped):
            if page.isHidden() == (page in wanted):
                page.setVisible(page in wanted)
                self._scroll.verticalScrollBar().setValue(0)

    def _show_page(
        self, shown: ShownProject, page: QWidget, structure: bool
    ) -> tuple[str, str, str | None]:
        """Fill the card; return its title, what stands beside it, and the short form of that."""
        selection, snapshot = self._selection, self._snapshot
        project, resolution = shown.project, shown.resolution
        if page is self.wire and selection.weight is not None:
            is_short = is_stepped(snapshot)
            self.wire.show_weight(shown, snapshot, selection.weight, is_short=is_short)
            return self.tr("This weight"), weight_title(project, resolution, selection.weight), None
        if page is self.neuron and selection.unit is not None:
            self.neuron.show_unit(shown, snapshot, selection.unit)
            title = unit_title(project, resolution, selection.unit, self.tr("neuron"))
            if snapshot.probe is None:
                return title, "", None
            index = snapshot.probe.example
            return title, words.example(shown, index), words.example_short(shown, index)
        if page is self.layer:
            if structure:
                self.layer.show_layer(shown, selection.layers[0])
            self.layer.show_metrics(snapshot.metrics)
            return layer_title(project, selection.layers[0]), self.tr("layer"), None
        if page is self.many:
            if structure:
                self.many.show_layers(shown, selection.layers)
            return self.tr("Several layers"), "", None
        return self._show_summary(shown, structure)

    def _show_summary(self, shown: ShownProject, structure: bool) -> tuple[str, str, str | None]:
        """Fill the card of the network; while stepping its place is taken by one neuron."""
        if structure:
            self.summary.show_network(shown)
        target = self._target()
        if not is_stepped(self._snapshot) or not isinstance(target, UnitRef):
            return self.tr("Network"), "", None
        title = unit_title(shown.project, shown.resolution, target, self.tr("neuron"))
        return title, self.tr("select another, or a wire"), self.tr("select another")

    # --- holding and pinning ------------------------------------------------------------------

    @property
    def _pinnable(self) -> Pin | None:
        return self._selection.weight or self._selection.unit

    def _show_holds(self, shown: ShownProject) -> None:
        selection = self._selection
        if selection.weight is not None:
            self.holds.show_weight(shown, selection.weight)
        elif selection.unit is not None:
            self.holds.show_unit(shown, self._snapshot, selection.unit)
        else:
            self.holds.hide()
        pin = self._pinnable
        self.pin.setVisible(pin is not None)
        self.pin.setChecked(any(card.pin == pin for card in self.pinned))
        self.pin.setEnabled(self.pin.isChecked() or len(self.pinned) < MOST)

    @Slot(bool)
    def _on_pin_clicked(self, is_on: bool) -> None:
        pin = self._pinnable
        card = next((card for card in self.pinned if card.pin == pin), None)
        if is_on and pin is not None and card is None:
            self._pin(pin)
        elif not is_on and card is not None:
            self._unpin(card)
        self._draw(structure=False)

    def _pin(self, pin: Pin) -> None:
        card = PinnedCard(pin)
        card.weight_requested.connect(self.weight_requested)
        card.unpin_requested.connect(self._on_unpin_requested)
        if self._theme is not None:
            card.show_theme(self._theme)
        self.pinned.append(card)
        self._pins.addWidget(card)

    def _unpin(self, card: PinnedCard) -> None:
        self.pinned.remove(card)
        self._pins.removeWidget(card)
        card.hide()
        card.deleteLater()

    @Slot(object)
    def _on_unpin_requested(self, pin: object) -> None:
        for card in [card for card in self.pinned if card.pin == pin]:
            self._unpin(card)
        self._draw(structure=False)
