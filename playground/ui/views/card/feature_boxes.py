"""Check boxes for the features of the data that a layer takes."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from playground.ui.naming import feature_title
from playground.ui.style import SPACING

MOST = 64
"""More features than this are named in the network's text."""
_COLUMNS = 3


class FeatureBoxes(QWidget):
    """One box for each feature that arrives; a feature that the data lost stays until it is left."""

    features_chosen = Signal(tuple)
    """Names of features, in the order of the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACING // 2)

    def show_features(self, offered: Sequence[str], chosen: Sequence[str]) -> None:
        """Show which of the features that are offered are taken; none named means all."""
        gone = [name for name in chosen if name not in offered]
        names = [*offered[:MOST], *gone]
        if names != list(self.boxes):
            self._rebuild(names)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in chosen or not chosen)
        # Somebody has to be left: a branch of nothing is none.
        taken = [box for box in self.boxes.values() if box.isChecked()]
        for box in self.boxes.values():
            box.setEnabled(len(taken) > 1 or not box.isChecked())

    def _rebuild(self, names: Sequence[str]) -> None:
        for box in self.boxes.values():
            self._layout.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for place, name in enumerate(names):
            box = QCheckBox(feature_title(name))
            box.setToolTip(self.tr("Whether this branch takes the feature {0}.").format(box.text()))
            box.clicked.connect(self._on_box_clicked)
            self.boxes[name] = box
            self._layout.addWidget(box, *divmod(place, _COLUMNS))

    def _on_box_clicked(self) -> None:
        chosen = tuple(name for name, box in self.boxes.items() if box.isChecked())
        self.features_chosen.emit(chosen)
