"""Several layers at once: what is changed here is changed in all of them that have it."""

from types import UnionType

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from playground.model import wishes
from playground.model.catalog import ACTIVATIONS, INITIALISERS
from playground.model.ids import LayerId
from playground.model.network import ActivatedSpec, Layer, StartedSpec, UnitsSpec, WeightedSpec
from playground.ui.numbers import thousands
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card.choices import TableBox
from playground.ui.widgets.text import Text


class ManyCard(QWidget):
    """The settings that the selected layers share."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self.count = Text(role="muted")
        self.fewer = QPushButton("−")
        self.more = QPushButton("+")
        self.fewer.setToolTip(self.tr("Takes the last unit of every selected dense layer away."))
        self.more.setToolTip(self.tr("Adds a unit to every selected dense layer."))
        self.fewer.setAccessibleName(self.tr("One unit less in each"))
        self.more.setAccessibleName(self.tr("One unit more in each"))
        self.fewer.clicked.connect(self._on_fewer_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.activation = TableBox(
            self.tr("Activation"), self.tr("Gives all selected layers this activation.")
        )
        self.activation.activated.connect(self._on_activation_activated)
        self.initialiser = TableBox(
            self.tr("Initial weights"), self.tr("How the weights of all of them start.")
        )
        self.initialiser.activated.connect(self._on_initialiser_activated)
        self.padlock = QCheckBox(self.tr("frozen"))
        self.padlock.setToolTip(self.tr("Training moves none of the selected layers."))
        self.padlock.setAccessibleName(self.tr("Padlock"))
        self.padlock.clicked.connect(self._on_padlock_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        units = QWidget()
        row = QHBoxLayout(units)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.fewer)
        row.addWidget(self.more)
        row.addStretch(1)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACING)
        self._labels: list[Text] = []
        self._units = units
        for title, widget in (
            (self.tr("Units"), units),
            (self.tr("Activation"), self.activation),
            (self.tr("Initial weights"), self.initialiser),
            (self.tr("Padlock"), self.padlock),
        ):
            label = Text(title, "muted")
            label.setWordWrap(False)
            self._labels.append(label)
            self._form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.count)
        layout.addLayout(self._form)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for text in (self.count, *self._labels):
            text.show_theme(theme)

    def show_layers(self, shown: ShownProject, layer_ids: tuple[LayerId, ...]) -> None:
        """Show what these layers have in common."""
        network, shapes = shown.project.network, shown.resolution.layers
        self._layers = tuple(network.layer(one) for one in layer_ids if network.has(one))
        known = (shapes[layer.id] for layer in self._layers if layer.id in shapes)
        parameters = sum(shape.parameter_count for shape in known)
        words = self.tr("{0} layers with {1} parameters.")
        self.count.show_text(words.format(len(self._layers), thousands(parameters)))
        self._form.setRowVisible(self._units, bool(self._ids(UnitsSpec)))
        activations = self._ids(ActivatedSpec)
        self._form.setRowVisible(self.activation, bool(activations))
        chosen = {getattr(network.layer(one).spec, "activation", None) for one in activations}
        self.activation.show_table(ACTIVATIONS, ACTIVATIONS, _common(chosen))
        started = self._ids(StartedSpec)
        self._form.setRowVisible(self.initialiser, bool(started))
        starts = {getattr(network.layer(one).spec, "initialiser", None) for one in started}
        self.initialiser.show_table(INITIALISERS, INITIALISERS, _common(starts))
        weighted = self._ids(WeightedSpec)
        self._form.setRowVisible(self.padlock, bool(weighted))
        self.padlock.setChecked(bool(weighted) and all(network.is_frozen(one) for one in weighted))

    def _ids(self, kinds: UnionType) -> tuple[LayerId, ...]:
        return tuple(layer.id for layer in self._layers if isinstance(layer.spec, kinds))

    @Slot()
    def _on_fewer_clicked(self) -> None:
        self.edit_requested.emit(wishes.add_units(self._ids(UnitsSpec), -1))

    @Slot()
    def _on_more_clicked(self) -> None:
        self.edit_requested.emit(wishes.add_units(self._ids(UnitsSpec), 1))

    def _on_activation_activated(self, index: int) -> None:
        layers = self._ids(ActivatedSpec)
        self.edit_requested.emit(wishes.set_activation(layers, self.activation.itemData(index)))

    def _on_initialiser_activated(self, index: int) -> None:
        layers = self._ids(StartedSpec)
        self.edit_requested.emit(wishes.set_initialiser(layers, self.initialiser.itemData(index)))

    def _on_padlock_clicked(self, is_on: bool) -> None:
        self.edit_requested.emit(wishes.set_frozen(self._ids(WeightedSpec), is_on))


def _common(values: set[str | None]) -> str | None:
    """Return the value that all have, or None."""
    return next(iter(values)) if len(values) == 1 else None
