"""The prune slider: how much of the network could be cut, and what would be left of its accuracy."""

import math
from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from playground.engine.state import Metrics
from playground.readout.prune_report import PruneReport
from playground.ui.numbers import loss, share
from playground.ui.style import SPACING, Theme
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.slider_row import SliderRow
from playground.ui.widgets.text import Text

Order = Literal["smallest", "random"]


class PrunePanel(QWidget):
    """A share, an order, and the two accuracies side by side."""

    changed = Signal()
    """The person asks for another share or order."""
    cut_requested = Signal(float, str)
    """Share and order: cut these weights in the network itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.slider = SliderRow(
            self.tr("Cut"),
            self.tr("Share of all weights that would be cut; the network itself stays as it is."),
            (0.0, 1.0, 0.01),
            lambda value: f"{100 * value:.0f}%",
        )
        self.slider.value_changed.connect(self._on_slider_value_changed)
        self.smallest = Chip(self.tr("smallest first"), self.tr("Cuts the smallest weights first."))
        self.random = Chip(self.tr("random"), self.tr("Cuts any weights, for comparison."))
        self._orders = QButtonGroup(self)
        for chip in (self.smallest, self.random):
            chip.setAccessibleName(chip.text())
            self._orders.addButton(chip)
        self.smallest.setChecked(True)
        self._orders.buttonToggled.connect(self._on_orders_button_toggled)
        self.now, self.then = Text(role="value"), Text(role="value")
        self.count = Text(role="muted")
        self.cut = QPushButton(self.tr("Cut them"))
        self.cut.setToolTip(self.tr("Cuts these weights in the network; undo brings them back."))
        self.cut.setAccessibleName(self.tr("Cut these weights"))
        self.cut.clicked.connect(self._on_cut_clicked)
        self._lay_out()

    @property
    def order(self) -> Order:
        return "smallest" if self.smallest.isChecked() else "random"

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(SPACING)
        chips.addWidget(self.smallest)
        chips.addWidget(self.random)
        chips.addStretch(1)
        chips.addWidget(self.cut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.slider)
        layout.addLayout(chips)
        for text in (self.now, self.then, self.count):
            layout.addWidget(text)
        layout.addStretch(1)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (self.slider, self.smallest, self.random, self.now, self.then, self.count):
            part.show_theme(theme)

    def show_report(self, metrics: Metrics | None, report: PruneReport | None) -> None:
        """Show the network as it is, and as it would be."""
        self.slider.show_value(self.share)
        self.cut.setEnabled(self.share > 0 and report is not None)
        if metrics is not None:
            has_test = math.isfinite(metrics.test_loss)
            accuracy = metrics.test_accuracy if has_test else metrics.train_accuracy
            value = metrics.test_loss if has_test else metrics.train_loss
            self.now.show_text(self._line(self.tr("now"), accuracy, value))
        if report is None:
            self.then.show_text("")
            self.count.show_text("")
            return
        self.then.show_text(self._line(self.tr("cut"), report.accuracy, report.loss))
        self.count.show_text(
            self.tr("{0} of {1} weights would be cut. Nothing is changed yet.").format(
                f"{report.count:,}", f"{report.weights:,}"
            )
        )

    def _line(self, word: str, accuracy: float, value: float) -> str:
        words = f"{word:<5}" + self.tr("loss {0}").format(loss(value))
        if math.isfinite(accuracy):
            words += "  " + self.tr("accuracy {0}").format(share(accuracy))
        return words

    @Slot(float)
    def _on_slider_value_changed(self, value: float) -> None:
        self.share = value
        self.changed.emit()

    @Slot(object, bool)
    def _on_orders_button_toggled(self, _: object, is_on: bool) -> None:
        if is_on:
            self.changed.emit()

    @Slot()
    def _on_cut_clicked(self) -> None:
        self.cut_requested.emit(self.share, self.order)
