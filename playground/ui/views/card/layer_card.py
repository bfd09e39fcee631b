"""A layer: what it is, its settings, how many weights it has, and what is wrong with it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from playground.engine.state import Metrics
from playground.model import wishes
from playground.model.catalog import (
    ACTIVATIONS,
    FURTHER,
    INITIALISERS,
    LAYER_DECAY,
    LAYERS,
    LOSSES,
    MAX_UNITS,
    TARGET_RULES,
)
from playground.model.check import LayerShape
from playground.model.ids import LayerId
from playground.model.network import (
    KINDS,
    ActivatedSpec,
    BiasedSpec,
    DecayedSpec,
    DropoutSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
    StartedSpec,
    UnitsSpec,
    WeightedSpec,
)
from playground.ui.numbers import parse, plain, thousands
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import ShownProject
from playground.ui.views.card.choices import TableBox
from playground.ui.views.card.curve import CurvePicture
from playground.ui.views.card.kind_settings import KindSettings
from playground.ui.views.card.own_loss import OwnLoss
from playground.ui.views.card.problem_list import ProblemList
from playground.ui.views.card.words import borrowed
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.still_fields import StillNumber
from playground.ui.widgets.text import Text
from playground.ui.wording import told

_MOST_DROPPED = 0.95
_ROWS_BEFORE_KIND = 3
"""Name, number of units, share that is dropped: then comes what only this kind has."""


class LayerCard(QWidget):
    """The settings of one layer."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerId | None = None
        self.own_loss, self.problems = OwnLoss(), ProblemList()
        self.explanation, self.activation_note = Text(role="muted"), Text(role="muted")
        self.kind_settings, self.count = KindSettings(), Text(role="value", wraps=True)
        self.count.setToolTip(self.tr("Inputs plus one bias, times the units."))
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setToolTip(self.tr("The layer's name; exported weights carry it."))
        self.name.editingFinished.connect(self._on_name_editing_finished)
        self.units = CountField(self.tr("Units"), self.tr("How many neurons the layer has."))
        self.units.setRange(1, MAX_UNITS)
        self.units.valueChanged.connect(self._on_units_value_changed)
        self.rate = StillNumber()
        self.rate.setRange(0.0, _MOST_DROPPED)
        self.rate.setSingleStep(0.05)
        self.rate.lineEdit().setTextMargins(px(7), 0, px(5), 0)
        self.rate.setToolTip(self.tr("The share of the values that is set to 0 while training."))
        self.rate.valueChanged.connect(self._on_rate_value_changed)
        self.activation = TableBox(
            self.tr("Activation"), self.tr("The function that each neuron applies to its sum.")
        )
        self.loss = TableBox(self.tr("Loss"), self.tr("The number that training makes small."))
        self.initialiser = TableBox(
            self.tr("Initial weights"), self.tr("How the weights are drawn at step 0.")
        )
        self.activation.activated.connect(self._on_activation_activated)
        self.loss.activated.connect(self._on_loss_activated)
        self.initialiser.activated.connect(self._on_initialiser_activated)
        self.bias = QCheckBox(self.tr("with a bias"))
        self.bias.setToolTip(self.tr("Without its bias, a neuron's line goes through the origin."))
        self.bias.clicked.connect(self._on_bias_clicked)
        self.decay, self.padlock = self._decay_field(), QCheckBox(self.tr("frozen"))
        self.padlock.setToolTip(self.tr("The padlock: training does not move this layer."))
        self.padlock.clicked.connect(self._on_padlock_clicked)
        self.kind_settings.edit_requested.connect(self.edit_requested)
        self.curve = CurvePicture()
        self.problems.edit_requested.connect(self.edit_requested)
        self._lay_out()

    def _decay_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("as in training"))
        field.setToolTip(told(LAYER_DECAY.explanation))
        field.editingFinished.connect(self._on_decay_editing_finished)
        return field

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACING)
        self._form.setVerticalSpacing(SPACING // 2 + 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels: list[Text] = []
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name),
            (self.tr("Units"), self.units),
            (self.tr("Dropped"), self.rate),
            (self.tr("Activation"), self.activation),
            (self.tr("Loss"), self.loss),
            (self.tr("Own loss"), self.own_loss),
            (self.tr("Initial weights"), self.initialiser),
            (self.tr("Bias"), self.bias),
            (told(LAYER_DECAY.title), self.decay),
            (self.tr("Padlock"), self.padlock),
            (self.tr("Parameters"), self.count),
        )
        for title, widget in rows:
            label = Text(title, "muted")
            label.setWordWrap(False)
            label.setBuddy(widget)
            widget.setAccessibleName(title)
            widget.setMinimumWidth(60)
            self._labels.append(label)
            self._form.addRow(label, widget)
        # What only this kind has stands where a student looks first, not below bias and decay.
        self._form.insertRow(_ROWS_BEFORE_KIND, self.kind_settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        for part in (self.explanation, self.problems):
            layout.addWidget(part)
        layout.addLayout(self._form)
        layout.addWidget(self.curve)
        layout.addWidget(self.activation_note)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for text in (
            self.explanation,
            self.activation_note,
            self.count,
            self.own_loss,
            *self._labels,
        ):
            text.show_theme(theme)
        self.problems.show_theme(theme)
        self.units.show_theme(theme)
        self.kind_settings.show_theme(theme)
        self.curve.show_theme(theme)

    def show_layer(self, shown: ShownProject, layer_id: LayerId) -> None:
        """Show this layer's settings."""
        self._layer = layer_id
        layer = shown.project.network.layer(layer_id)
        shape = shown.resolution.layers.get(layer_id)
        is_latent = isinstance(layer.spec, InputSpec) and layer.spec.draws
        record = FURTHER["latent"] if is_latent else LAYERS[KINDS[type(layer.spec)]]
        explanation = told(record.explanation)
        self.explanation.show_text(f"{explanation} {borrowed(shown, layer)}".strip())
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(layer.name)
        arriving = () if shape is None else tuple(unit.unit for unit in shape.units_in)
        self.kind_settings.show_layer(layer, arriving)
        self._show_numbers(shown.project.network, layer)
        self._show_choices(shown, layer.spec, shape.loss if shape is not None else "")
        self._show_activation(layer.spec, shape)
        self.count.show_text(parameter_formula(shape))
        self._form.setRowVisible(self.count, shape is not None and shape.parameter_count > 0)
        mine = tuple(p for p in shown.resolution.remarks if p.layer == layer_id)
        self.problems.show_problems(mine)
        self._align()

    def show_metrics(self, metrics: Metrics | None) -> None:
        """Show what is measured at this layer: the loss of one output among several."""
        has_own = self.own_loss.show_losses(metrics, self._layer)
        if has_own != self._form.isRowVisible(self.own_loss):
            self._form.setRowVisible(self.own_loss, has_own)
            self._align()

    def _align(self) -> None:
        """Let the labels of both forms be one column."""
        # What has just been made counts as hidden until it is laid out: only rows can be left out.
        mine = (x for x in self._labels[1:] if not x.isHidden())
        labels = (self._labels[0], *mine, *self.kind_settings.labels)
        width = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(width)

    def _show_numbers(self, network: Network, layer: Layer) -> None:
        spec = layer.spec
        self._form.setRowVisible(self.units, isinstance(spec, UnitsSpec))
        if isinstance(spec, UnitsSpec):
            record = next(f for f in LAYERS[KINDS[type(spec)]].fields if f.name == "units")
            self._labels[1].show_text(told(record.title))
            self.units.setAccessibleName(told(record.title))
            self.units.setToolTip(told(record.explanation))
            with QSignalBlocker(self.units):
                self.units.setValue(len(spec.units))
        self._form.setRowVisible(self.rate, isinstance(spec, DropoutSpec))
        if isinstance(spec, DropoutSpec):
            with QSignalBlocker(self.rate):
                self.rate.setValue(spec.rate)
        self._form.setRowVisible(self.bias, isinstance(spec, BiasedSpec))
        if isinstance(spec, BiasedSpec):
            self.bias.setChecked(spec.has_bias)
        self._form.setRowVisible(self.decay, isinstance(spec, DecayedSpec) and not layer.shares)
        if not self.decay.hasFocus() or not self.decay.isModified():
            self.decay.setText("" if layer.weight_decay is None else plain(layer.weight_decay))
        self._form.setRowVisible(self.padlock, isinstance(spec, WeightedSpec))
        alike = network.alike(layer.id)
        self.padlock.setChecked(network.is_frozen(layer.id))
        self.padlock.setToolTip(
            self.tr("The padlock: training does not move this layer.")
            if len(alike) == 1
            else self.tr("The padlock: training does not move the weights that these layers share.")
        )

    def _show_choices(self, shown: ShownProject, spec: LayerSpec, loss: str) -> None:
        follows = self.tr("follows the data") if isinstance(spec, OutputSpec) else None
        has_activation = isinstance(spec, ActivatedSpec | OutputSpec)
        self._form.setRowVisible(self.activation, has_activation)
        if isinstance(spec, ActivatedSpec | OutputSpec):
            names = _activation_names(shown, spec)
            self.activation.show_table(ACTIVATIONS, names, spec.activation, follows)
        self._form.setRowVisible(self.loss, isinstance(spec, OutputSpec))
        if isinstance(spec, OutputSpec):
            # Of several outputs each has its own, which the data alone do not say.
            own = f"{told(LOSSES[loss].title)} – {follows}" if loss in LOSSES else follows
            self.loss.show_table(LOSSES, _loss_names(shown, spec), spec.loss, own)
        self._form.setRowVisible(self.initialiser, isinstance(spec, StartedSpec))
        if isinstance(spec, StartedSpec):
            self.initialiser.show_table(INITIALISERS, INITIALISERS, spec.initialiser)

    def _show_activation(self, spec: LayerSpec, shape: LayerShape | None) -> None:
        has_activation = isinstance(spec, ActivatedSpec | OutputSpec)
        chosen = getattr(spec, "activation", None) or ""
        name = shape.activation if shape is not None else chosen
        record = ACTIVATIONS.get(name) if has_activation else None
        self.curve.show_activation(name if record is not None else "")
        self.activation_note.setVisible(record is not None)
        if record is not None:
            slope = f"∂a/∂z = {record.derivative_formula}"
            words = (record.formula, slope, told(record.explanation))
            self.activation_note.show_text("\n".join(words))

    def _on_name_editing_finished(self) -> None:
        name = self.name.text().strip()
        if self._layer is not None and self.name.isModified() and name:
            self.name.setModified(False)
            self.edit_requested.emit(wishes.rename_layer(self._layer, name))

    def _on_units_value_changed(self, count: int) -> None:
        if self._layer is not None:
            self.edit_requested.emit(wishes.set_units(self._layer, count))

    def _on_rate_value_changed(self, rate: float) -> None:
        if self._layer is not None:
            self.edit_requested.emit(wishes.set_dropout_rate(self._layer, round(rate, 4)))

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

    def _on_bias_clicked(self, is_on: bool) -> None:
        if self._layer is not None:
            self.edit_requested.emit(wishes.set_bias(self._layer, is_on))

    def _on_decay_editing_finished(self) -> None:
        text = self.decay.text().strip()
        value = parse(text) if text else None
        if self._layer is None or not self.decay.isModified():
            return
        if (text and value is None) or not LAYER_DECAY.allows(value):
            self.decay.selectAll()  # typed over, it may become a number
            return
        self.decay.setModified(False)
        self.edit_requested.emit(wishes.set_layer_decay(self._layer, value))

    def _on_padlock_clicked(self, is_on: bool) -> None:
        if self._layer is not None:
            self.edit_requested.emit(wishes.set_frozen((self._layer,), is_on))


def _activation_names(shown: ShownProject, spec: LayerSpec) -> list[str]:
    """Return the activations that fit: an output has those of the table of targets."""
    if not isinstance(spec, OutputSpec) or shown.dataset is None:
        return list(ACTIVATIONS)
    task = shown.task_of(spec)
    fitting = {rule.activation for rule in TARGET_RULES if rule.task == task}
    return [name for name in ACTIVATIONS if name in fitting or name == spec.activation]


def _loss_names(shown: ShownProject, spec: OutputSpec) -> list[str]:
    """Return the losses that go with the task."""
    if shown.dataset is None:
        return list(LOSSES)
    task = shown.task_of(spec)
    fitting = {rule.loss for rule in TARGET_RULES if rule.task == task}
    return [name for name in LOSSES if name in fitting or name == spec.loss]


def parameter_formula(shape: LayerShape | None) -> str:
    """Return where the number of parameters comes from, e.g. "(2 + 1)·8 = 24"."""
    if shape is None or not shape.parameters:
        return ""
    if shape.kind not in ("dense", "output"):
        shapes = (p.shape for p in shape.parameters if p.is_trained)
        parts = " + ".join("·".join(str(size) for size in sizes) for sizes in shapes)
        return f"{parts} = {thousands(shape.parameter_count)}" if parts else ""
    inputs, units = len(shape.units_in), len(shape.units_out)
    has_bias = any(parameter.id.name == "bias" for parameter in shape.parameters)
    each = f"({inputs} + 1)" if has_bias else f"{inputs}"
    return f"{each}·{units} = {thousands(shape.parameter_count)}"
