"""Which example the cards show."""

from dataclasses import replace
from random import Random

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from playground.data.dataset import Dataset, Int32
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.icons import icon
from playground.ui.naming import example_place, fitting, sequence_text
from playground.ui.style import SPACING, Theme, mono, sans
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.example_selector.facts import answer_of, facts_of, inputs_of
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.pixels import PixelPicture
from playground.ui.widgets.text import Line


class ExampleSelectorView(View):
    """Walks through the training and the test examples; says what the network makes of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._example = 0
        self._pictured: tuple[object, int] | None = None
        self._random = Random()
        self.train, self.test = Chip(self.tr("train")), Chip(self.tr("test"))
        self.place = CountField(
            self.tr("Place of the example"),
            self.tr("Which of these examples the numbers belong to."),
        )
        self.back, self.next, self.dice = QToolButton(), QToolButton(), QToolButton()
        self.facts, self.answer = Line(24), Line(24)
        self.picture = PixelPicture(44)
        self._build()
        self._lay_out()

    def _build(self) -> None:
        self.train.setToolTip(self.tr("Walks through the examples that the network trains on."))
        self.test.setToolTip(self.tr("Walks through the examples that it never trains on."))
        self.train.clicked.connect(self._on_train_clicked)
        self.test.clicked.connect(self._on_test_clicked)
        self.place.setMinimum(1)
        self.place.setWrapping(True)
        self.place.setFont(sans(9.0))
        self.place.valueChanged.connect(self._on_place_value_changed)
        for button, arrow, name, tip in (
            (
                self.back,
                Qt.ArrowType.LeftArrow,
                self.tr("Previous example"),
                self.tr("Shows the example before this one."),
            ),
            (
                self.next,
                Qt.ArrowType.RightArrow,
                self.tr("Next example"),
                self.tr("Shows the example after this one."),
            ),
            (
                self.dice,
                Qt.ArrowType.NoArrow,
                self.tr("Any example"),
                self.tr("Shows any example of this set."),
            ),
        ):
            button.setObjectName("flat")
            button.setArrowType(arrow)
            button.setAutoRaise(True)
            button.setToolTip(tip)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setFixedWidth(22 if arrow != Qt.ArrowType.NoArrow else 28)
        self.back.clicked.connect(self.place.stepDown)
        self.next.clicked.connect(self.place.stepUp)
        self.dice.clicked.connect(self._on_dice_clicked)

    def _lay_out(self) -> None:
        self.answer.setFont(mono(9.0))
        self.picture.setAccessibleName(self.tr("Picture of the example"))
        top = QHBoxLayout()
        top.setSpacing(SPACING // 2)
        for widget in (self.train, self.test, self.back):
            top.addWidget(widget)
        top.addWidget(self.place, 1)
        top.addWidget(self.next)
        top.addWidget(self.dice)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self.facts)
        lines.addWidget(self.answer)
        below = QHBoxLayout()
        below.setSpacing(SPACING)
        below.addWidget(self.picture)
        below.addLayout(lines, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, 0)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(top)
        layout.addLayout(below)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        dataset = shown.dataset
        self.setEnabled(dataset is not None)
        self.test.setVisible(dataset is not None and dataset.test.size > 0)
        self.picture.setVisible(dataset is not None and dataset.shape.picture is not None)
        self._draw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        self._draw()

    def show_theme(self, theme: Theme) -> None:
        for chip in (self.train, self.test):
            chip.show_theme(theme)
        self.facts.show_colour(theme.muted)
        self.answer.show_colour(theme.text)
        self.picture.show_theme(theme)
        self.place.show_theme(theme)
        self.dice.setIcon(icon("dice", theme))

    @property
    def example(self) -> int:
        """Index of the example that is shown."""
        return self._example

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        dataset = self._shown.dataset if self._shown is not None else None
        if dataset is None or dataset.size == 0:
            # What was said of the last data holds no longer.
            self.facts.show_text("")
            self.answer.show_text("")
            return
        probe = self._snapshot.probe
        example = self._selection.example
        if probe is not None and probe.lane is not None:
            # While stepping, the numbers on screen are those of a lane of the batch.
            example = probe.example
        elif example is None:
            example = probe.example if probe is not None else 0
        self._example = min(max(0, example), dataset.size - 1)
        self._show_place(dataset)
        known = fitting(dataset, probe)
        if known is not None and known.example != self._example:
            known = None
        self.facts.show_text(facts_of(dataset, self._example, self._snapshot))
        if dataset.shape.plane:
            self.facts.setToolTip(inputs_of(dataset, self._example))
        elif dataset.shape.sequence is not None:
            # The line may be too short for all of it.
            self.facts.setToolTip(sequence_text(dataset, self._example))
        self.answer.show_text(answer_of(self._shown, dataset, known))
        shape = dataset.shape.picture
        if shape is not None and self._pictured != (dataset, self._example):
            self._pictured = (dataset, self._example)
            pixels = dataset.raw[self._example].reshape(shape)[0]
            self.picture.show_pixels(pixels, float(dataset.raw.max()))

    def _show_place(self, dataset: Dataset) -> None:
        is_test, place = example_place(dataset, self._example)
        members = dataset.test if is_test else dataset.train
        self.train.setChecked(not is_test)
        self.test.setChecked(is_test)
        with QSignalBlocker(self.place):
            self.place.setMaximum(max(1, members.size))
            self.place.setValue(place)
        self.place.setSuffix(self.tr(" of {0}").format(numbers.thousands(members.size)))
        longest = numbers.thousands(members.size) + self.place.suffix()
        self.place.setMinimumWidth(self.place.fontMetrics().horizontalAdvance(longest) + 20)

    def _members(self, dataset: Dataset) -> Int32:
        """Return the set that the example belongs to."""
        is_test, _ = example_place(dataset, self._example)
        return dataset.test if is_test else dataset.train

    # --- wishes ----------------------------------------------------------------------------

    def _request(self, example: int) -> None:
        self.selection_requested.emit(replace(self._selection, example=example))

    def _on_place_value_changed(self, place: int) -> None:
        dataset = self._shown.dataset if self._shown is not None else None
        if dataset is not None:
            members = self._members(dataset)
            if 1 <= place <= members.size:
                self._request(int(members[place - 1]))

    def _on_train_clicked(self, _checked: bool) -> None:
        dataset = self._shown.dataset if self._shown is not None else None
        if dataset is not None and dataset.train.size:
            self._request(int(dataset.train[0]))
        self._draw()

    def _on_test_clicked(self, _checked: bool) -> None:
        dataset = self._shown.dataset if self._shown is not None else None
        if dataset is not None and dataset.test.size:
            self._request(int(dataset.test[0]))
        self._draw()

    def _on_dice_clicked(self) -> None:
        dataset = self._shown.dataset if self._shown is not None else None
        if dataset is not None:
            members = self._members(dataset)
            self._request(int(members[self._random.randrange(members.size)]))
