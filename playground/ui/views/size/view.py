"""How large the network is, and what a text would be, on a ruler up to the brain."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.model import wishes
from playground.model.catalog import OPTIMIZERS
from playground.model.counting import Count, count, training_bytes, weight_bytes
from playground.model.errors import TextError
from playground.model.giants import BRAIN_NEURONS, BRAIN_SYNAPSES, GIANTS
from playground.model.project import Project
from playground.model.text import merge, parse
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject, View
from playground.ui.views.size.ruler import Mark, Ruler
from playground.ui.views.size.words import size_of, written
from playground.ui.widgets.text import Text
from playground.ui.wording import told


class SizeView(View):
    """Parameters of the network on the canvas and of a network as text that is never made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self._parameters = 0
        self._features, self._outputs = 2, 1
        self._counted: Count | None = None
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Count a network: dense 1000 relu > dense 10"))
        self.text.setToolTip(self.tr("A network as text: it is only counted, however large it is."))
        self.text.setAccessibleName(self.tr("Network to count"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._on_text_changed)
        self.draw = QPushButton(self.tr("Draw it"))
        self.draw.setToolTip(self.tr("Puts the network of the text onto the canvas."))
        self.draw.setAccessibleName(self.tr("Draw the counted network"))
        self.draw.clicked.connect(self._on_draw_clicked)
        self.answer = Text("", "muted")
        self.ruler = Ruler()
        self.ruler.setAccessibleName(self.tr("Sizes of networks on a logarithmic ruler"))
        self.ruler.mark_clicked.connect(self._on_ruler_mark_clicked)
        self._lay_out()

    def show_project(self, shown: ShownProject) -> None:
        self._project = shown.project
        self._parameters = shown.resolution.parameter_count
        resolution = shown.resolution
        if shown.dataset is not None:
            self._features = len(shown.dataset.shape.features)
        if resolution.order:
            self._outputs = len(resolution.layers[resolution.order[-1]].units_out)
        self._count()

    def show_theme(self, theme: Theme) -> None:
        self.answer.show_theme(theme)
        self.ruler.show_theme(theme)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        row.addWidget(self.text, 1)
        row.addWidget(self.draw)
        # The words scroll with the ruler: a low view cuts no line in half.
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING // 2)
        column.addWidget(self.answer)
        column.addWidget(self.ruler, 1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(row)
        layout.addWidget(area, 1)

    def _count(self) -> None:
        """Count the text, say what came out, and set the marks."""
        said = self.text.text().strip()
        self._counted = None
        if said:
            try:
                self._counted = count(said, self._features, self._outputs)
            except TextError as error:
                self.answer.show_text(str(error))
            else:
                self.answer.show_text(self._describe(self._counted))
        else:
            self.answer.show_text(
                self.tr("Yours: {0} to train with {1}.").format(*self._training(self._parameters))
            )
        self.draw.setEnabled(self._drawn() is not None)
        self.ruler.show_marks(self._marks())

    def _describe(self, counted: Count) -> str:
        parameters = counted.parameters
        words = self.tr("{0} parameters, {1} of weights, {2} to train with {3}.").format(
            f"{parameters:,}", size_of(weight_bytes(parameters)), *self._training(parameters)
        )
        if counted.dense_share not in (0.0, 1.0):
            share = f"{100 * counted.dense_share:.0f}%"
            words += " " + self.tr("{0} of them in dense layers.").format(share)
        if self._drawn() is None:
            words += " " + self.tr("It can be counted here, but not trained.")
        return words

    def _training(self, parameters: int) -> tuple[str, str]:
        """Return how much memory training takes, and with which optimizer: the project's."""
        name = self._project.training.optimizer.kind
        return size_of(training_bytes(parameters, name)), told(OPTIMIZERS[name].title)

    def _drawn(self) -> Project | None:
        """Return the project with the network of the text, where the canvas can draw it."""
        try:
            network = merge(self._project.network, parse(self.text.text()))
        except TextError:
            return None
        return wishes.set_network(network).change(self._project)

    def _marks(self) -> tuple[Mark, ...]:
        marks = [
            Mark(
                self.tr("yours"),
                self._parameters,
                written(self._parameters),
                self.tr("The network on the canvas."),
                is_own=True,
            ),
            Mark(self.tr("brain, neurons"), BRAIN_NEURONS, written(BRAIN_NEURONS), self.tr(
                "About 86 billion neurons. A parameter is more like a synapse."
            )),
            Mark(self.tr("brain, synapses"), BRAIN_SYNAPSES, written(BRAIN_SYNAPSES), self.tr(
                "About a hundred trillion connections between neurons."
            )),
        ]  # fmt: skip
        for giant in GIANTS:
            parameters = count(giant.text).parameters
            about = f"{giant.year}. {told(giant.explanation)}"
            marks.append(Mark(giant.name, parameters, written(parameters), about))
        if self._counted is not None:
            parameters = self._counted.parameters
            about = self.tr("The network of the text above.")
            marks.append(Mark(self.tr("counted"), parameters, written(parameters), about, True))
        return tuple(marks)

    @Slot(str)
    def _on_text_changed(self, _: str) -> None:
        self._count()

    @Slot()
    def _on_draw_clicked(self) -> None:
        drawn = self._drawn()
        if drawn is not None:
            self.edit_requested.emit(wishes.set_network(drawn.network))

    @Slot(str)
    def _on_ruler_mark_clicked(self, name: str) -> None:
        giant = next((one for one in GIANTS if one.name == name), None)
        if giant is not None:
            self.text.setText(giant.text)
            self.text.setCursorPosition(0)
