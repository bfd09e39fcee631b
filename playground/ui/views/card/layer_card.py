"""A layer: what it is, its settings, how many weights it has, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.model import wishes
from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LAYERS,
    LOSSES,
    MAX_UNITS,
    TARGET_RULES,
)
from playground.model.check import LayerShape
from playground.model.ids import LayerId
from playground.model.network import ActivationSpec, DenseSpec, InputSpec, Layer, OutputSpec
from playground.ui.numbers import thousands
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card.problem_list import ProblemList
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.text import Text

_KINDS = {
    InputSpec: "input",
    DenseSpec: "dense",
    ActivationSpec: "activation",
    OutputSpec: "output",
}


class LayerCard(QWidget):
    """The settings of one layer."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerId | None = None
        self.explanation, self.activation_note = Text(role="muted"), Text(role="muted")
        self.count = Text(role="value")
        self.count.setToolTip(self.tr("Inputs plus one bias, times the units."))
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setToolTip(self.tr("The layer's name; exported weights carry it."))
        self.name.editingFinished.connect(self._on_name_editing_finished)
        self.units = CountField(self.tr("Units"), self.tr("How many neurons the layer has."))
        self.units.setRange(1, MAX_UNITS)
        self.units.valueChanged.connect(self._on_units_value_changed)
        self.activation, self.loss, self.initialiser = QComboBox(), QComboBox(), QComboBox()
        self.activation.setToolTip(self.tr("The function that each neuron applies to its sum."))
        self.loss.setToolTip(self.tr("The number that training makes small."))
        self.initialiser.setToolTip(self.tr("How the weights are drawn at step 0."))
        self.activation.activated.connect(self._on_activation_activated)
        self.loss.activated.connect(self._on_loss_activated)
        self.initialiser.activated.connect(self._on_initialiser_activated)
        self.problems = ProblemList()
        self.problems.edit_requested.connect(self.edit_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACING)
        self._form.setVerticalSpacing(SPACING // 2 + 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels: list[Text] = []
        for title, widget in (
            (self.tr("Name"), self.name),
            (self.tr("Units"), self.units),
            (self.tr("Activation"), self.activation),
            (self.tr("Loss"), self.loss),
            (self.tr("Initial weights"), self.initialiser),
            (self.tr("Parameters"), self.count),
        ):
            label = Text(title, "muted")
            label.setWordWrap(False)
            label.setBuddy(widget)
            widget.setAccessibleName(title)
            widget.setMinimumWidth(60)
            self._labels.append(label)
            self._form.addRow(label, widget)
        for box in (self.activation, self.loss, self.initialiser):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.explanation)
        layout.addWidget(self.problems)
        layout.addLayout(self._form)
        layout.addWidget(self.activation_note)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for text in (self.explanation, self.activation_note, self.count, *self._labels):
            text.show_theme(theme)
        self.problems.show_theme(theme)
        self.units.show_theme(theme)

    def show_layer(self, shown: ShownProject, layer_id: LayerId) -> None:
        """Show this layer's settings."""
        self._layer = layer_id
        layer = shown.project.network.layer(layer_id)
        shape = shown.resolution.layers.get(layer_id)
        kind = _KINDS[type(layer.spec)]
        self.explanation.show_text(LAYERS[kind].explanation)
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(layer.name)
        self._show_units(layer, shape)
        self._show_choices(shown, layer, shape)
        self.count.show_text(parameter_formula(shape))
        self._form.setRowVisible(self.count, shape is not None and shape.parameter_count > 0)
        mine = tuple(p for p in shown.resolution.problems if p.layer == layer_id)
        self.problems.show_problems(mine)

    def _show_units(self, layer: Layer, shape: LayerShape | None) -> None:
        is_dense = isinstance(layer.spec, DenseSpec)
        self._form.setRowVisible(self.units, is_dense)
        if isinstance(layer.spec, DenseSpec):
            with QSignalBlocker(self.units):
                self.units.setValue(len(layer.spec.units))

    def _show_choices(self, shown: ShownProject, layer: Layer, shape: LayerShape | None) -> None:
        spec = layer.spec
        activation = getattr(spec, "activation", None)
        resolved = shape.activation if shape is not None else activation
        follows: list[tuple[str, str | None]] = []
        if isinstance(spec, OutputSpec):
            follows.append((self.tr("follows the data"), None))
        names = self._activation_names(shown, spec)
        entries = [*follows, *((ACTIVATIONS[n].title, n) for n in names)]
        _fill(self.activation, entries, activation, ACTIVATIONS)
        self._form.setRowVisible(self.activation, not isinstance(spec, InputSpec))
        is_output = isinstance(spec, OutputSpec)
        self._form.setRowVisible(self.loss, is_output)
        if isinstance(spec, OutputSpec):
            losses = [*follows, *((LOSSES[n].title, n) for n in LOSSES)]
            _fill(self.loss, losses, spec.loss, LOSSES)
        starts: list[tuple[str, str | None]] = [(s.title, s.name) for s in INITIALISERS.values()]
        has_start = isinstance(spec, (DenseSpec, OutputSpec))
        self._form.setRowVisible(self.initialiser, has_start)
        if isinstance(spec, (DenseSpec, OutputSpec)):
            _fill(self.initialiser, starts, spec.initialiser, INITIALISERS)
        record = ACTIVATIONS.get(resolved or "")
        known = record is not None and not isinstance(spec, InputSpec)
        self.activation_note.setVisible(known)
        if record is not None:
            self.activation_note.show_text(f"{record.formula}\n{record.explanation}")

    def _activation_names(self, shown: ShownProject, spec: object) -> list[str]:
        if not isinstance(spec, OutputSpec) or shown.dataset is None:
            return list(ACTIVATIONS)
        task = shown.dataset.shape.task
        fitting = {rule.activation for rule in TARGET_RULES if rule.task == task}
        return [name for name in ACTIVATIONS if name in fitting or name == spec.activation]

    def _on_name_editing_finished(self) -> None:
        name = self.name.text().strip()
        if self._layer is not None and self.name.isModified() and name:
            self.name.setModified(False)
            self.edit_requested.emit(wishes.rename_layer(self._layer, name))

    def _on_units_value_changed(self, count: int) -> None:
        if self._layer is not None:
            self.edit_requested.emit(wishes.set_units(self._layer, count))

    def _on_activation_activated(self, index: int) -> None:
        if self._layer is not None:
            name = self.activation.itemData(index)
            self.edit_requested.emit(wishes.set_activation(self._layer, name))

    def _on_loss_activated(self, index: int) -> None:
        if self._layer is not None:
            self.edit_requested.emit(wishes.set_loss(self._layer, self.loss.itemData(index)))

    def _on_initialiser_activated(self, index: int) -> None:
        if self._layer is not None:
            name = self.initialiser.itemData(index)
            self.edit_requested.emit(wishes.set_initialiser(self._layer, name))


def parameter_formula(shape: LayerShape | None) -> str:
    """Return where the number of parameters comes from, e.g. "(2 + 1)·8 = 24"."""
    if shape is None or not shape.parameters:
        return ""
    inputs, units = len(shape.units_in), len(shape.units_out)
    return f"({inputs} + 1)·{units} = {thousands(shape.parameter_count)}"


def _fill(
    box: QComboBox,
    entries: list[tuple[str, str | None]],
    chosen: str | None,
    table: Mapping[str, Any],
) -> None:
    with QSignalBlocker(box):
        if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != entries:
            box.clear()
            for title, name in entries:
                box.addItem(title, name)
                if name is not None and name in table:
                    tip = table[name].explanation
                    box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(next((i for i, e in enumerate(entries) if e[1] == chosen), -1))
