"""The choice of data: kinds, noise, numbers, features."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from playground.data.build import default_features
from playground.data.catalog import DATASETS, MAX_SEED, DatasetKind
from playground.model import wishes
from playground.model.project import DataSpec
from playground.ui import numbers
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import ShownProject, View
from playground.ui.views.data_panel.features_part import FeaturesPart
from playground.ui.views.data_panel.own_parts import FormulaField, OwnPointsPart, TablePart
from playground.ui.views.data_panel.picker import KindPicker
from playground.ui.views.data_panel.words import title, translated
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.slider_row import SliderRow
from playground.ui.widgets.text import Text

_NOISE = (0.0, 2.0, 0.05)
_SHARE = (0.1, 1.0, 0.05)
_MOST_LINES = 8
"""Features whose mean and scale the tooltip tells."""


class DataPanelView(View):
    """Which examples there are, and what the network sees of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._titles = (
            Text(self.tr("Data"), "section"),
            Text(self.tr("Features"), "section"),
        )
        self._labels = (
            Text(self.tr("Examples"), "muted"),
            Text(self.tr("Length"), "muted"),
            Text(self.tr("Seed"), "muted"),
        )
        self.picker = KindPicker()
        self.formula, self.points, self.table = FormulaField(), OwnPointsPart(), TablePart()
        self.features = FeaturesPart()
        self.noise = SliderRow(self.tr("Noise"), "", _NOISE, _two_digits)
        self.share = SliderRow(
            self.tr("To train"),
            self.tr("The share of the examples that is trained on; the rest tests."),
            _SHARE,
            _percent,
        )
        self.examples = CountField(self.tr("Examples"), self.tr("How many examples there are."))
        self.length = CountField(
            self.tr("Length"), self.tr("How many positions a sequence has at most.")
        )
        self.seed = CountField(
            self.tr("Seed"), self.tr("The same seed makes the same points again.")
        )
        self.new_points = QPushButton(self.tr("New points"))
        self.standardise = QCheckBox(self.tr("Standardise"))
        self._themed = (
            *(*self._titles, *self._labels, self.picker, self.formula, self.points, self.table),
            *(self.features, self.noise, self.share, self.examples),
            *(self.length, self.seed),
        )
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.seed.setRange(0, MAX_SEED)
        self.picker.kind_requested.connect(self._on_picker_kind_requested)
        self.formula.formula_requested.connect(
            lambda text: self.edit_requested.emit(wishes.set_formula(text))
        )
        self.points.clear_requested.connect(lambda: self.edit_requested.emit(wishes.clear_points()))
        self.table.open_requested.connect(lambda: self.action_requested.emit("file.open_table"))
        self.table.columns_requested.connect(lambda: self.action_requested.emit("file.columns"))
        self.features.feature_requested.connect(self._on_features_feature_requested)
        self.noise.value_changed.connect(lambda value: self._set(noise=value))
        self.share.value_changed.connect(lambda value: self._set(train_share=value))
        self.examples.valueChanged.connect(lambda value: self._set(examples=value))
        self.length.valueChanged.connect(lambda value: self._set(length=value))
        self.seed.valueChanged.connect(lambda value: self._set(seed=value))
        self.standardise.clicked.connect(lambda is_on: self._set(standardise=is_on))
        self.new_points.clicked.connect(self._on_new_points_clicked)

    def _lay_out(self) -> None:
        counts = QGridLayout()
        counts.setHorizontalSpacing(px(SPACING))
        counts.setVerticalSpacing(px(SPACING // 2))
        for row, box in enumerate((self.examples, self.length, self.seed)):
            self._labels[row].setWordWrap(False)
            counts.addWidget(self._labels[row], row, 0)
            counts.addWidget(box, row, 1)
        counts.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(SPACING))
        layout.setSpacing(px(SPACING))
        upper: tuple[QWidget, ...] = (
            *(self._titles[0], self.picker, self.formula, self.points, self.table),
            *(self.noise, self.share),
        )
        for part in upper:
            layout.addWidget(part)
        layout.addLayout(counts)
        layout.addWidget(self.new_points)
        layout.addWidget(self._titles[1])
        layout.addWidget(self.features)
        layout.addWidget(self.standardise)
        layout.addStretch(1)
        self.features.come_after(self.new_points)

    # --- showing ---------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        data = shown.project.data
        kind = DATASETS.get(data.kind)
        if kind is None:
            return
        self.picker.show_kind(data.kind)
        self._show_numbers(data, kind)
        self.formula.setVisible(data.kind == "above")
        self.points.setVisible(data.kind == "own")
        self.table.setVisible(kind.form == "table")
        if data.kind == "above":
            self.formula.show_formula(data.formula)
        self.points.show_count(len(data.points))
        self.table.show_table(data.table)
        self.features.show_data(data)
        for widget in (self._titles[1], self.features):
            widget.setVisible(self.features.is_choice)
        self.standardise.setVisible(kind.can_standardise)
        is_standard = kind.standardise if data.standardise is None else data.standardise
        self.standardise.setChecked(is_standard)
        self.standardise.setToolTip(self._standard_words(shown))

    def _show_numbers(self, data: DataSpec, kind: DatasetKind) -> None:
        count = kind.examples if data.examples is None else data.examples
        for field in (self.examples, self.length, self.seed):
            field.blockSignals(True)
        self.examples.setRange(kind.minimum_examples, kind.maximum_examples)
        self.examples.setSingleStep(100 if kind.maximum_examples > 1000 else 10)
        self.examples.setValue(count)
        self.length.setRange(kind.minimum_length, kind.maximum_length)
        self.length.setValue(kind.length if data.length is None else data.length)
        self.seed.setValue(data.seed)
        for field in (self.examples, self.length, self.seed):
            field.blockSignals(False)
        for widget in (self._labels[0], self.examples):
            widget.setVisible(kind.has_count)
        for widget in (self._labels[1], self.length):
            widget.setVisible(kind.is_sequence)
        share = kind.train_share if data.train_share is None else data.train_share
        is_divided = kind.is_split and share < 1.0
        is_drawn = kind.has_seed and (kind.has_count or is_divided or kind.has_noise)
        for part in (self._labels[2], self.seed, self.new_points):
            part.setVisible(is_drawn)
        self.noise.setVisible(kind.has_noise)
        if kind.is_sequence:
            self.noise.setToolTip(self.tr("How far the heights of the waves are scattered."))
        elif kind.task == "regression":
            self.noise.setToolTip(self.tr("How far the numbers to predict are scattered."))
        else:
            self.noise.setToolTip(self.tr("How far the points are scattered."))
        self.noise.show_value(data.noise)
        self.share.setVisible(kind.is_split)
        self.share.show_value(share)
        self._name_new_points(kind)

    def _name_new_points(self, kind: DatasetKind) -> None:
        """Say what another seed changes: the examples, or only which of them are for the test."""
        if kind.form == "picture":
            words = self.tr("New split"), self.tr("Chooses other pictures for the test.")
        elif kind.form == "table" or kind.name == "own":
            words = self.tr("New split"), self.tr("Chooses other examples for the test.")
        elif kind.form in ("rows", "sequence"):
            words = self.tr("New examples"), self.tr("Draws other examples of the same kind.")
        else:
            words = self.tr("New points"), self.tr("Draws other points of the same kind.")
        self.new_points.setText(words[0])
        self.new_points.setToolTip(words[1])

    def show_theme(self, theme: Theme) -> None:
        for part in self._themed:
            part.show_theme(theme)

    def _standard_words(self, shown: ShownProject) -> str:
        words = self.tr("Shifts and scales every feature to mean 0 and standard deviation 1.")
        dataset = shown.dataset
        if dataset is None or not self.standardise.isChecked() or dataset.shape.picture:
            return words
        names = dataset.shape.titles or dataset.shape.features
        lines = [
            self.tr("{0}: mean {1}, scale {2}").format(
                translated(name), numbers.signed(float(mean)), numbers.signed(float(scale))
            )
            for name, mean, scale in zip(names, dataset.mean, dataset.scale, strict=True)
        ][:_MOST_LINES]
        spec = shown.project.data
        if spec.table is not None and dataset.values.shape[1]:
            middle, unit = float(dataset.value_mean[0]), float(dataset.value_scale[0])
            text = self.tr("{0}, to predict: mean {1}, scale {2}")
            shown_numbers = numbers.signed(middle), numbers.signed(unit)
            lines.append(text.format(spec.table.target, *shown_numbers))
        return "\n".join((words, *lines))

    # --- wishes ----------------------------------------------------------------------------

    def _set(self, **settings: object) -> None:
        self.edit_requested.emit(wishes.set_data(**settings))

    def _on_picker_kind_requested(self, kind: str) -> None:
        data = None if self._shown is None else self._shown.project.data
        if kind == "table" and (data is None or data.table is None):
            self.action_requested.emit("file.open_table")
            return
        if data is None or kind != data.kind:
            noise = min(data.noise, DATASETS[kind].noise_range) if data is not None else 0.0
            edit = wishes.set_data(kind=kind, noise=noise, standardise=None)
            label = self.tr("Data: {0}").format(title(kind))
            self.edit_requested.emit(replace(edit, label=label, merge_key=""))

    def _on_new_points_clicked(self) -> None:
        seed = 0 if self._shown is None else self._shown.project.data.seed
        self._set(seed=(seed + 1) % (MAX_SEED + 1))

    def _on_features_feature_requested(self, name: str) -> None:
        if self._shown is not None:
            defaults = default_features(self._shown.project.data)
            self.edit_requested.emit(wishes.toggle_feature(name, defaults))


def _two_digits(value: float) -> str:
    return f"{value:.2f}"


def _percent(value: float) -> str:
    return f"{100.0 * value:.0f}%"
