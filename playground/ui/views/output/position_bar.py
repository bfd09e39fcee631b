"""At which position of a sequence an answer is looked at, with all that is said there."""

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from playground.session.snapshot import Snapshot
from playground.ui.naming import answer_text, fitting, sequence_text
from playground.ui.style import SPACING, Theme, mono
from playground.ui.view import ShownProject


class PositionBar(QWidget):
    """A slider over the positions of the example; below it what came in and what was answered."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Position in the sequence"))
        self.slider.setToolTip(self.tr("At which position of the sequence the answer is shown."))
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self.place, self.said = QLabel(), QLabel()
        self.said.setFont(mono())
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self._is_last = True
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        row.addWidget(self.slider, 1)
        row.addWidget(self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(row)
        layout.addWidget(self.said)
        self._theme: Theme | None = None
        self._texts = ("", "")

    @property
    def position(self) -> int | None:
        """Which position was chosen; None for the last one."""
        return None if self._is_last else self.slider.value()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.place.setStyleSheet(f"color: {theme.muted};")
        self._write()

    def show_example(self, shown: ShownProject, snapshot: Snapshot) -> None:
        """Follow the example that is shown; hidden where it has no answer at each position."""
        dataset, order = shown.dataset, shown.resolution.order
        probe = fitting(dataset, snapshot.probe) if dataset is not None else None
        layer = probe.layers.get(order[-1]) if probe is not None and order else None
        outputs = None if layer is None else layer.a
        said = ""
        if dataset is not None and probe is not None and outputs is not None:
            said = answer_text(dataset, probe.example, np.asarray(outputs))
        self.setVisible(bool(said))
        if not said or dataset is None or probe is None:
            return
        last = dataset.length_of(probe.example) - 1
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, last)
            if self._is_last:
                self.slider.setValue(last)
        self._texts = (sequence_text(dataset, probe.example), said)
        self._write()

    def _write(self) -> None:
        """Write what came in over what was answered, the chosen place marked."""
        at, count = self.slider.value(), self.slider.maximum() + 1
        self.place.setText(self.tr("{0} of {1}").format(at + 1, count))
        colour = "" if self._theme is None else self._theme.action
        lines = (_marked(text, at, count, colour) for text in self._texts)
        self.said.setText("<br>".join(lines))

    def _on_slider_value_changed(self, value: int) -> None:
        self._is_last = value == self.slider.maximum()
        self._write()
        self.chosen.emit()


def _marked(text: str, at: int, count: int, colour: str) -> str:
    """Return tokens as rich text with one of them marked."""
    tokens = list(text) if len(text) == count else text.split(" ")
    parts = [
        f'<u style="color: {colour}">{_plain(token)}</u>' if place == at else _plain(token)
        for place, token in enumerate(tokens)
    ]
    return ("" if len(text) == count else "&nbsp;").join(parts)


def _plain(token: str) -> str:
    shown = token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace(" ", "&nbsp;")
