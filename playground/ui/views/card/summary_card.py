"""The network in a few lines, while nothing is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from playground.data.catalog import DATASETS
from playground.model.catalog import LOSSES, OPTIMIZERS
from playground.model.errors import TextError
from playground.model.network import InputSpec, Network
from playground.model.text import render
from playground.ui import numbers
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card.problem_list import ProblemList
from playground.ui.widgets.text import Text
from playground.ui.wording import told


class SummaryCard(QWidget):
    """What there is, what is wrong, and what to click."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = Text(
            self.tr("Click a neuron for its arithmetic, a wire for its weight, a layer to set it."),
            "muted",
        )
        self.text = Text(role="value")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setToolTip(self.tr("The network as text, as the command line takes it."))
        self.problems = ProblemList()
        self.problems.edit_requested.connect(self.edit_requested)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACING)
        self._form.setVerticalSpacing(SPACING // 4)
        self._labels: list[Text] = []
        self.values: list[Text] = []
        for title in (
            self.tr("Layers"),
            self.tr("Parameters"),
            self.tr("Data"),
            self.tr("Loss"),
            self.tr("Optimizer"),
        ):
            label, value = Text(title, "muted"), Text(role="text")
            label.setWordWrap(False)
            self._labels.append(label)
            self.values.append(value)
            self._form.addRow(label, value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.problems)
        layout.addWidget(self.text)
        layout.addLayout(self._form)
        layout.addWidget(self.hint)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for text in (self.hint, self.text, *self._labels, *self.values):
            text.show_theme(theme)
        self.problems.show_theme(theme)

    def show_network(self, shown: ShownProject) -> None:
        """Show what the network is."""
        network, resolution = shown.project.network, shown.resolution
        self._show_text(network)
        layers = sum(not isinstance(layer.spec, InputSpec) for layer in network.layers)
        optimizer = shown.project.training.optimizer
        loss = LOSSES.get(resolution.loss)
        kind = OPTIMIZERS.get(optimizer.kind)
        rate = numbers.plain(optimizer.learning_rate)
        for value, words in zip(
            self.values,
            (
                str(layers),
                numbers.thousands(resolution.parameter_count),
                self._data_words(shown),
                told(loss.title) if loss is not None else "–",
                f"{told(kind.title) if kind is not None else optimizer.kind}, {rate}",
            ),
            strict=True,
        ):
            value.show_text(words)
        self.problems.show_problems(resolution.problems)

    def _show_text(self, network: Network) -> None:
        """Show the network as text; one that has no text form says why in its problems."""
        try:
            text = render(network)
        except TextError:
            text = ""
        self.text.show_text(text)
        self.text.setVisible(bool(text))

    def _data_words(self, shown: ShownProject) -> str:
        kind = DATASETS.get(shown.project.data.kind)
        title = told(kind.title) if kind is not None else shown.project.data.kind
        if shown.dataset is None:
            return title
        return self.tr("{0}, {1} to train, {2} to test").format(
            title,
            numbers.thousands(shown.dataset.train.size),
            numbers.thousands(shown.dataset.test.size),
        )
