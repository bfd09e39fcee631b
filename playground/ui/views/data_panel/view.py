"""The choice of data: kinds, noise, numbers, features."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.data.build import default_features
from playground.data.catalog import DATASETS, FEATURES, MAX_SEED
from playground.model import wishes
from playground.ui import numbers
from playground.ui.naming import feature_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject, View
from playground.ui.views.data_panel.thumbnail import KindButton
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.slider_row import SliderRow
from playground.ui.widgets.text import Text

_COLUMNS = 3
_NOISE = (0.0, 2.0, 0.05)
_SHARE = (0.1, 1.0, 0.05)


class DataPanelView(View):
    """Which examples there are, and what the network sees of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self.kinds: dict[str, KindButton] = {}
        self.features: dict[str, Chip] = {}
        self._titles = (
            Text(self.tr("Data"), "section"),
            Text(self.tr("Features"), "section"),
        )
        self._labels = (Text(self.tr("Examples"), "muted"), Text(self.tr("Seed"), "muted"))
        self.noise = SliderRow(
            self.tr("Noise"), self.tr("How far the points are scattered."), _NOISE, _two_digits
        )
        self.share = SliderRow(
            self.tr("To train"),
            self.tr("The share of the examples that is trained on; the rest tests."),
            _SHARE,
            _percent,
        )
        self.examples = CountField(self.tr("Examples"), self.tr("How many examples there are."))
        self.seed = CountField(
            self.tr("Seed"), self.tr("The same seed makes the same points again.")
        )
        self.new_points = QPushButton(self.tr("New points"))
        self.standardise = QCheckBox(self.tr("Standardise"))
        self._build_settings()
        self._lay_out()

    def _build_settings(self) -> None:
        self.noise.value_changed.connect(self._on_noise_value_changed)
        self.share.value_changed.connect(self._on_share_value_changed)
        self.seed.setRange(0, MAX_SEED)
        self.examples.valueChanged.connect(self._on_examples_value_changed)
        self.seed.valueChanged.connect(self._on_seed_value_changed)
        self._name_new_points(is_plane=True)
        self.new_points.clicked.connect(self._on_new_points_clicked)
        self.standardise.clicked.connect(self._on_standardise_clicked)
        short = {
            "xor4": self.tr("4 points"),
            "gaussians": self.tr("Clouds"),
            "digits": self.tr("Digits"),
        }
        for kind, record in DATASETS.items():
            button = KindButton(kind, short.get(kind, record.title))
            button.clicked.connect(partial(self._on_kind_clicked, kind))
            self.kinds[kind] = button
        for name, feature in FEATURES.items():
            chip = Chip(feature.title, feature.explanation)
            chip.setAccessibleName(self.tr("feature {0}").format(feature.title))
            chip.clicked.connect(partial(self._on_feature_clicked, name))
            self.features[name] = chip

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(SPACING - 2)
        for index, button in enumerate(self.kinds.values()):
            grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        counts = QGridLayout()
        counts.setHorizontalSpacing(SPACING)
        counts.setVerticalSpacing(SPACING // 2)
        for row, box in enumerate((self.examples, self.seed)):
            self._labels[row].setWordWrap(False)
            counts.addWidget(self._labels[row], row, 0)
            counts.addWidget(box, row, 1)
        counts.setColumnStretch(1, 1)
        self._chips = QWidget()
        flow = FlowLayout(self._chips, spacing=5)
        for chip in self.features.values():
            flow.addWidget(chip)
        foot = QHBoxLayout()
        foot.addWidget(self.standardise)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(self._titles[0])
        layout.addLayout(grid)
        layout.addWidget(self.noise)
        layout.addWidget(self.share)
        layout.addLayout(counts)
        layout.addWidget(self.new_points)
        layout.addWidget(self._titles[1])
        layout.addWidget(self._chips)
        layout.addLayout(foot)
        layout.addStretch(1)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        data = shown.project.data
        kind = DATASETS.get(data.kind)
        if kind is None:
            return
        self.kinds[data.kind].setChecked(True)
        count = kind.examples if data.examples is None else data.examples
        with QSignalBlocker(self.examples), QSignalBlocker(self.seed):
            self.examples.setRange(kind.minimum_examples, kind.maximum_examples)
            self.examples.setSingleStep(100 if kind.maximum_examples > 1000 else 10)
            self.examples.setValue(count)
            self.seed.setValue(data.seed)
        self.examples.setEnabled(kind.minimum_examples < kind.maximum_examples)
        self.noise.setVisible(kind.has_noise)
        self.noise.show_value(data.noise)
        share = kind.train_share if data.train_share is None else data.train_share
        self.share.show_value(share)
        self._name_new_points(kind.is_plane)
        chosen = data.features or kind.features
        for widget in (self._titles[1], self._chips):
            widget.setVisible(kind.is_plane)
        for name, chip in self.features.items():
            chip.setChecked(name in chosen)
        is_standard = kind.standardise if data.standardise is None else data.standardise
        self.standardise.setChecked(is_standard)
        self.standardise.setToolTip(self._standard_words(shown))

    def _name_new_points(self, is_plane: bool) -> None:
        """Say what another seed changes: the points, or only which pictures are for the test."""
        if is_plane:
            words = self.tr("New points"), self.tr("Draws other points of the same kind.")
        else:
            words = self.tr("New split"), self.tr("Chooses other pictures for the test.")
        self.new_points.setText(words[0])
        self.new_points.setToolTip(words[1])

    def show_theme(self, theme: Theme) -> None:
        for text in (*self._titles, *self._labels):
            text.show_theme(theme)
        for button in self.kinds.values():
            button.show_theme(theme)
        for chip in self.features.values():
            chip.show_theme(theme)
        self.noise.show_theme(theme)
        self.share.show_theme(theme)
        self.examples.show_theme(theme)
        self.seed.show_theme(theme)

    def _standard_words(self, shown: ShownProject) -> str:
        words = self.tr("Shifts and scales every feature to mean 0 and standard deviation 1.")
        dataset = shown.dataset
        if dataset is None or not self.standardise.isChecked() or not dataset.shape.plane:
            return words
        lines = [
            self.tr("{0}: mean {1}, scale {2}").format(
                feature_title(name), numbers.signed(float(mean)), numbers.signed(float(scale))
            )
            for name, mean, scale in zip(
                dataset.shape.features, dataset.mean, dataset.scale, strict=True
            )
        ]
        return "\n".join((words, *lines))

    # --- wishes ----------------------------------------------------------------------------

    def _on_kind_clicked(self, kind: str) -> None:
        if self._shown is None or kind != self._shown.project.data.kind:
            record, data = DATASETS[kind], self._shown and self._shown.project.data
            noise = data.noise if data and record.has_noise else 0.0
            edit = wishes.set_data(kind=kind, noise=noise, standardise=None)
            label = self.tr("Data: {0}").format(record.title)
            self.edit_requested.emit(replace(edit, label=label, merge_key=""))

    def _on_noise_value_changed(self, noise: float) -> None:
        self.edit_requested.emit(wishes.set_data(noise=noise))

    def _on_share_value_changed(self, share: float) -> None:
        self.edit_requested.emit(wishes.set_data(train_share=share))

    def _on_examples_value_changed(self, count: int) -> None:
        self.edit_requested.emit(wishes.set_data(examples=count))

    def _on_seed_value_changed(self, seed: int) -> None:
        self.edit_requested.emit(wishes.set_data(seed=seed))

    def _on_new_points_clicked(self) -> None:
        seed = 0 if self._shown is None else self._shown.project.data.seed
        self.edit_requested.emit(wishes.set_data(seed=(seed + 1) % (MAX_SEED + 1)))

    def _on_standardise_clicked(self, is_on: bool) -> None:
        self.edit_requested.emit(wishes.set_data(standardise=is_on))

    def _on_feature_clicked(self, name: str) -> None:
        # The chip shows what the project says; the wish may be refused (the last feature).
        self.features[name].toggle()
        if self._shown is not None:
            defaults = default_features(self._shown.project.data)
            self.edit_requested.emit(wishes.toggle_feature(name, defaults))


def _two_digits(value: float) -> str:
    return f"{value:.2f}"


def _percent(value: float) -> str:
    return f"{100.0 * value:.0f}%"
