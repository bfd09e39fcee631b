"""Sliders for the numbers of one example: what would the network say if.

The example itself is never changed, and nothing is trained on the made-up one.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from playground.data.dataset import Dataset
from playground.engine.state import Probe
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.naming import example_title, last_answer
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.what_if.answers import Answer, AnswerRows
from playground.ui.views.what_if.columns import MOST_SLIDERS, Column, columns_of
from playground.ui.views.what_if.pixel_pad import PixelPad
from playground.ui.widgets.slider_row import SliderRow
from playground.ui.widgets.text import Text
from playground.ui.wording import class_words, told

_MANY = 10
"""More answers than this are written on lower rows, so that the sliders keep their room."""


class WhatIfView(View):
    """The selected example with its numbers on sliders, or as a picture to paint on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._dataset: Dataset | None = None
        self._theme: Theme | None = None
        self._example = 0
        self._values: npt.NDArray[np.float64] = np.zeros(0)
        self.title, self.note = Text(role="text"), Text(role="muted")
        self.answers = AnswerRows()
        self.pad = PixelPad()
        self.pad.painted.connect(self._on_pad_painted)
        self.sliders: list[SliderRow] = []
        self.reset = QPushButton(self.tr("As it was"))
        self.reset.setToolTip(self.tr("Takes the numbers of the example again."))
        self.reset.setAccessibleName(self.tr("Take the example's own numbers"))
        self.reset.clicked.connect(self._on_reset_clicked)
        self._column = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        body = QWidget()
        self._column.setContentsMargins(0, 0, SPACING, 0)
        self._column.setSpacing(SPACING)
        self._column.addStretch(1)
        body.setLayout(self._column)
        self._area = area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(self.title)
        # What is painted on stands beside what the network says to it.
        beside = QHBoxLayout()
        beside.setSpacing(SPACING)
        beside.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.answers, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(beside)
        layout.addWidget(area, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.reset)
        layout.addStretch()

    # --- what comes in ------------------------------------------------------------------------

    @property
    def values(self) -> tuple[float, ...]:
        """The raw numbers of the made-up example."""
        return tuple(float(value) for value in self._values)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for the made-up example, and for the one that it began with."""
        if self._dataset is None or not self._values.size:
            return watch
        example = watch.example if watch.example is not None else self._example
        return replace(watch, what_if=self.values, example=example)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        if shown.dataset is not self._dataset:
            self._dataset = shown.dataset
            self._build()
            self._take_example()

    def show_selection(self, selection: Selection) -> None:
        example = selection.example if selection.example is not None else 0
        if example != self._example:
            self._example = example
            self._take_example()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        shown, dataset = self._shown, self._dataset
        order = () if shown is None else shown.resolution.order
        if shown is None or dataset is None or not order:
            self.answers.show_answers((), as_share=True)
            return
        head = order[-1]
        before = snapshot.probe
        if before is not None and before.example != self._example:
            before = None  # while a batch is stepped through, the probe follows its lanes
        was, now = (
            None if values is None else last_answer(dataset, self._example, values)
            for values in (_outputs(before, head), _outputs(snapshot.what_if, head))
        )
        activation = shown.resolution.layers[head].activation
        as_share = bool(dataset.shape.classes) and activation in ("sigmoid", "softmax")
        self.answers.show_answers(self._answers(dataset, was, now), as_share=as_share)

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.title, self.note, self.answers, self.pad):
            part.show_theme(theme)
        for slider in self.sliders:
            slider.show_theme(theme)

    # --- what is shown ------------------------------------------------------------------------

    def _answers(
        self,
        dataset: Dataset,
        was: npt.NDArray[np.float32] | None,
        now: npt.NDArray[np.float32] | None,
    ) -> tuple[Answer, ...]:
        known = now if now is not None else was
        if known is None or (self._shown is not None and self._shown.task == "input"):
            return ()
        names = self._names(dataset, len(known))
        winner = int(np.argmax(known)) if len(known) > 1 and dataset.shape.classes else -1
        return tuple(
            Answer(
                name,
                None if was is None or index >= len(was) else float(was[index]),
                None if now is None or index >= len(now) else float(now[index]),
                index == winner,
            )
            for index, name in enumerate(names)
        )

    def _names(self, dataset: Dataset, count: int) -> tuple[str, ...]:
        classes = class_words(dataset.shape.classes)
        if count == len(classes):
            return classes
        if count == 1 and len(classes) == 2:
            return (classes[1],)
        return tuple(self.tr("output") if count == 1 else f"{n}" for n in range(1, count + 1))

    def _build(self) -> None:
        """Make the sliders of these data, or the picture."""
        for slider in self.sliders:
            self._column.removeWidget(slider)
            slider.hide()
            slider.deleteLater()
        self.sliders = []
        dataset = self._dataset
        is_picture = dataset is not None and dataset.shape.picture is not None
        self.pad.setVisible(is_picture)
        is_long = dataset is not None and len(dataset.shape.classes) > _MANY
        self.answers.show_short(is_picture or is_long)
        self._area.setVisible(not is_picture)
        columns = () if dataset is None else columns_of(dataset)
        for index, column in enumerate(columns[:MOST_SLIDERS]):
            slider = self._slider(index, column)
            self.sliders.append(slider)
            self._column.insertWidget(index, slider)
        hidden = len(columns) - len(self.sliders)
        self.note.show_text(
            self.tr("{0} more numbers stay as they are.").format(hidden)
            if hidden > 0
            else self.tr("Nothing is trained on this; the example itself stays as it is.")
        )

    def _slider(self, index: int, column: Column) -> SliderRow:
        slider = SliderRow(
            told(column.title),
            self.tr("Changes this number of the example, to see what the network would say."),
            (column.low, column.high, column.step),
            column.written,
        )
        slider.value_changed.connect(lambda value, at=index: self._on_slider_changed(at, value))
        if self._theme is not None:
            slider.show_theme(self._theme)
        return slider

    def _take_example(self) -> None:
        dataset = self._dataset
        if dataset is None or not dataset.size:
            self._values = np.zeros(0)
            self.title.show_text(self.tr("There are no examples yet."))
            self.reset.setEnabled(False)
            return
        self._example = min(self._example, dataset.size - 1)
        self._values = dataset.raw[self._example].astype(np.float64)
        for slider, value in zip(self.sliders, self._values, strict=False):
            slider.show_value(float(value))
        if dataset.shape.picture is not None:
            height, width = dataset.shape.picture[-2:]
            self.pad.show_pixels(
                dataset.raw[self._example].reshape(height, width), float(dataset.raw.max())
            )
        self._describe(is_changed=False)

    def _describe(self, *, is_changed: bool) -> None:
        dataset = self._dataset
        if dataset is None:
            return
        train, test = self.tr("training example {0}"), self.tr("test example {0}")
        words = example_title(dataset, self._example, train, test)
        words += self.tr(", changed") if is_changed else self.tr(", as it is")
        self.title.show_text(words[:1].upper() + words[1:])
        self.reset.setEnabled(is_changed)

    def _change(self, values: npt.NDArray[np.float64]) -> None:
        self._values = values
        dataset = self._dataset
        if dataset is not None:
            own = dataset.raw[self._example].astype(np.float64)
            self._describe(is_changed=not np.array_equal(own, values))

    def _on_slider_changed(self, index: int, value: float) -> None:
        changed = self._values.copy()
        changed[index] = value
        self._change(changed)

    @Slot()
    def _on_pad_painted(self) -> None:
        self._change(self.pad.pixels.astype(np.float64).ravel())

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._take_example()


def _outputs(probe: Probe | None, head: object) -> npt.NDArray[np.float32] | None:
    if probe is None:
        return None
    layer = next((values for key, values in probe.layers.items() if key == head), None)
    return None if layer is None else layer.a
