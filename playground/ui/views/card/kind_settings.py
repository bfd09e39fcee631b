"""The settings that only some kinds of layers have: a form made from the catalogue."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from playground.model import wishes
from playground.model.catalog import LAYERS, Field
from playground.model.ids import LayerId
from playground.model.network import KINDS, FeaturesSpec, Layer
from playground.ui.style import DARK, SPACING, Theme, px
from playground.ui.views.card.feature_boxes import FeatureBoxes
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.still_fields import StillBox, StillNumber
from playground.ui.widgets.text import Text
from playground.ui.wording import told

ELSEWHERE = frozenset({"units", "rate", "activation", "loss", "initialiser", "has_bias"})
"""Settings of several kinds, which have rows of their own on the card."""


class KindSettings(QWidget):
    """One row for each further setting of the layer that is shown; none for most kinds."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerId | None = None
        self._kind = ""
        self._theme = DARK
        self.labels: list[Text] = []
        self.fields: dict[str, QWidget] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACING)
        self._form.setVerticalSpacing(SPACING // 2 + 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for label in self.labels:
            label.show_theme(theme)
        for field in self.fields.values():
            if isinstance(field, CountField):
                field.show_theme(theme)

    def show_layer(self, layer: Layer, arriving: Sequence[str] = ()) -> None:
        """Show this layer's own settings; ``arriving`` are the features that it could take."""
        self._layer = layer.id
        kind = KINDS[type(layer.spec)]
        if kind != self._kind:
            self._kind = kind
            self._rebuild()
        for record in LAYERS[kind].fields:
            field = self.fields.get(record.name)
            if isinstance(field, FeatureBoxes) and isinstance(layer.spec, FeaturesSpec):
                field.show_features(arriving, layer.spec.features)
            elif record.name in self.fields:
                _show(self.fields[record.name], getattr(layer.spec, record.name))
        self.setVisible(bool(self.fields))

    def _rebuild(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.labels, self.fields = [], {}
        for record in LAYERS[self._kind].fields:
            if record.name in ELSEWHERE:
                continue
            label, field = Text(told(record.title), "muted"), self._made(record)
            label.setWordWrap(False)
            label.setBuddy(field)
            field.setAccessibleName(told(record.title))
            field.setToolTip(told(record.explanation))
            field.setMinimumWidth(px(60))
            self.labels.append(label)
            self.fields[record.name] = field
            self._form.addRow(label, field)
        self.show_theme(self._theme)

    def _made(self, record: Field) -> QWidget:
        """Return the input for one setting."""
        ask = partial(self._ask, record)
        if record.are_features:
            boxes = FeatureBoxes()
            boxes.features_chosen.connect(ask)
            return boxes
        if record.is_switch:
            switch = QCheckBox()
            switch.clicked.connect(ask)
            return switch
        if record.choices:
            box = StillBox()
            for name, word in zip(record.choices, record.words or record.choices, strict=True):
                box.addItem(told(word), name)
            box.activated.connect(lambda index: ask(box.itemData(index)))
            return box
        if record.is_whole:
            count = CountField(told(record.title), told(record.explanation))
            # The number below the least stands for none.
            count.setRange(int(record.minimum or 0) - record.is_optional, int(record.maximum or 0))
            count.setSpecialValueText(self.tr("as the window") if record.is_optional else "")
            count.valueChanged.connect(ask)
            return count
        number = StillNumber()
        number.setRange(record.minimum or 0.0, record.maximum or 0.0)
        number.setDecimals(3)
        number.setSingleStep(0.05)
        number.setKeyboardTracking(False)
        number.lineEdit().setTextMargins(px(7), 0, px(5), 0)
        number.valueChanged.connect(ask)
        return number

    def _ask(self, record: Field, value: Any) -> None:
        is_none = record.is_optional and record.minimum is not None and value == record.minimum - 1
        if isinstance(value, float):
            value = round(value, 6)
        wanted = None if is_none else value
        if self._layer is not None and record.allows(wanted):
            self.edit_requested.emit(wishes.set_setting(self._layer, record.name, wanted))


def _show(field: QWidget, value: Any) -> None:
    """Show a value in its input, without asking for it."""
    with QSignalBlocker(field):
        if isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QComboBox):
            _choose(field, value)
        elif isinstance(field, CountField):
            field.setValue(field.minimum() if value is None else int(value))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(float(value))


def _choose(box: QComboBox, value: Any) -> None:
    """Show a choice; what is none of the table's, such as four sides of padding, stands behind them."""
    place = next((i for i in range(box.count()) if box.itemData(i) == value), -1)
    if place < 0:
        said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        box.addItem(said, value)
        place = box.count() - 1
    box.setCurrentIndex(place)
