"""Padlock, scissors and clamp for what is selected: a weight or a neuron."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.model import wishes
from playground.model.holds import has_padlock, is_cut
from playground.model.ids import UnitRef, WeightRef
from playground.model.network import InputSpec, Network
from playground.session.snapshot import Snapshot
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card.arithmetic import unit_values
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.number_field import NumberField


class HoldRow(QWidget):
    """Switches that keep a weight or a neuron from moving."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weight: WeightRef | None = None
        self._unit: UnitRef | None = None
        self._now = 0.0
        self.freeze = Chip(
            self.tr("freeze"), self.tr("Keeps this weight where it is while the others learn.")
        )
        self.cut = Chip(
            self.tr("cut"), self.tr("Cuts this connection: it counts as 0 until it is mended.")
        )
        self.clamp = Chip(
            self.tr("clamp"), self.tr("Holds the neuron at one value, whatever comes in.")
        )
        self.value = NumberField()
        self.value.setAccessibleName(self.tr("value of the clamp"))
        self.value.setToolTip(self.tr("The value that the neuron is held at."))
        for chip in (self.freeze, self.cut, self.clamp):
            chip.setAccessibleName(chip.text())
        self.freeze.toggled.connect(self._on_freeze_toggled)
        self.cut.toggled.connect(self._on_cut_toggled)
        self.clamp.toggled.connect(self._on_clamp_toggled)
        self.value.value_changed.connect(self._on_value_value_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACING // 2, 0, 0)
        row.setSpacing(SPACING // 2)
        for part in (self.freeze, self.cut, self.clamp, self.value):
            row.addWidget(part)
        row.addStretch(1)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (self.freeze, self.cut, self.clamp, self.value):
            part.show_theme(theme)

    def show_weight(self, shown: ShownProject, weight: WeightRef) -> None:
        """Offer padlock and scissors; a bias cannot be cut."""
        self._weight, self._unit = weight, None
        network = shown.project.network
        self._set(self.freeze, has_padlock(network, weight))
        self._set(self.cut, is_cut(network, weight))
        self.freeze.setVisible(not is_cut(network, weight))
        self.cut.setVisible(weight.source is not None)
        self.clamp.hide()
        self.value.hide()
        self.show()

    def show_unit(self, shown: ShownProject, snapshot: Snapshot, unit: UnitRef) -> None:
        """Offer the clamp; what enters the network cannot be held."""
        self._weight, self._unit = None, unit
        network = shown.project.network
        held = _clamped(network, unit)
        _, a = unit_values(shown, snapshot, unit)
        self._now = 0.0 if a is None else a
        self._set(self.clamp, held is not None)
        can_hold = network.has(unit.layer) and not isinstance(
            network.layer(unit.layer).spec, InputSpec
        )
        self.freeze.hide()
        self.cut.hide()
        self.clamp.setVisible(can_hold)
        self.value.setVisible(held is not None)
        if held is not None:
            self.value.show_value(held)
        self.setVisible(can_hold)

    @staticmethod
    def _set(chip: Chip, is_on: bool) -> None:
        if chip.isChecked() != is_on:
            with QSignalBlocker(chip):
                chip.setChecked(is_on)
            chip.update()

    @Slot(bool)
    def _on_freeze_toggled(self, is_on: bool) -> None:
        if self._weight is not None:
            wish = wishes.freeze_weight if is_on else wishes.release_weight
            self.edit_requested.emit(wish(self._weight))

    @Slot(bool)
    def _on_cut_toggled(self, is_on: bool) -> None:
        if self._weight is not None:
            wish = wishes.cut_weight if is_on else wishes.restore_weight
            self.edit_requested.emit(wish(self._weight))

    @Slot(bool)
    def _on_clamp_toggled(self, is_on: bool) -> None:
        if self._unit is not None:
            # Held where it is now, so that nothing jumps.
            value = round(self._now, 3)
            edit = (
                wishes.clamp_unit(self._unit, value) if is_on else wishes.release_unit(self._unit)
            )
            self.edit_requested.emit(edit)

    def _on_value_value_changed(self, value: float, is_final: bool) -> None:
        if self._unit is not None:
            self.edit_requested.emit(wishes.clamp_unit(self._unit, value))


def _clamped(network: Network, unit: UnitRef) -> float | None:
    """Return the value that a unit is held at."""
    return next((clamp.value for clamp in network.clamps if clamp.unit == unit), None)
