"""The row above a map of many features: which two it spans, and where the others stay."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from playground.data.dataset import Dataset
from playground.model.ids import UnitId
from playground.readout.axes import PRINCIPAL
from playground.ui.style import SPACING, px, sans
from playground.ui.views.output.sight import axis_title
from playground.ui.widgets.chip import Chip

Axes = tuple[UnitId, UnitId]


class AxesBar(QWidget):
    """Two lists of features, a switch to principal components, a switch for the others' values.

    The switches stand in the line of chips under the map.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._features: tuple[UnitId, ...] = ()
        self.across, self.up = QComboBox(), QComboBox()
        self.principal = Chip(
            "PC", self.tr("Spans the two directions in which the examples differ most.")
        )
        self.principal.setAccessibleName(self.tr("Principal components"))
        self.keeps_example = Chip(
            self.tr("example"),
            self.tr("Keeps the other features as the selected example has them, not at the mean."),
        )
        for box, name, tip in (
            (self.across, self.tr("Across"), self.tr("The feature from left to right.")),
            (self.up, self.tr("Up"), self.tr("The feature from bottom to top.")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(tip)
            box.setFont(sans(9.0))
            box.setMinimumWidth(px(50))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.currentIndexChanged.connect(self.changed)
        self.principal.toggled.connect(self._on_principal_toggled)
        self.keeps_example.toggled.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        lists = QHBoxLayout()
        lists.setSpacing(SPACING // 2)
        for box in (self.across, self.up):
            lists.addWidget(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(lists)

    def show_dataset(self, dataset: Dataset) -> None:
        """Offer the features of these data; the choice stays where they have it."""
        features = dataset.shape.features
        if features == self._features:
            return
        kept = [self._chosen(box) for box in (self.across, self.up)]
        self._features = features
        titles = [axis_title(dataset, feature) for feature in features]
        for place, box in enumerate((self.across, self.up)):
            with QSignalBlocker(box):
                box.clear()
                box.addItems(titles)
                feature = kept[place]
                index = features.index(feature) if feature in features else place
                box.setCurrentIndex(min(index, len(features) - 1))

    @property
    def axes(self) -> Axes | None:
        """What the map is to span."""
        if self.principal.isChecked():
            return PRINCIPAL
        across, up = self._chosen(self.across), self._chosen(self.up)
        return None if across is None or up is None else (across, up)

    def _chosen(self, box: QComboBox) -> UnitId | None:
        index = box.currentIndex()
        return self._features[index] if 0 <= index < len(self._features) else None

    def _on_principal_toggled(self, is_on: bool) -> None:
        self.across.setEnabled(not is_on)
        self.up.setEnabled(not is_on)
        self.changed.emit()
