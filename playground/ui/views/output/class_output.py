"""The answer for pictures: the example, a bar for each class, and who is taken for whom."""

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from playground.session.snapshot import Snapshot
from playground.ui.naming import example_title, fitting
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output.answers import answers_of, given_back
from playground.ui.views.output.class_bars import ClassBars
from playground.ui.views.output.confusion import ConfusionMatrix
from playground.ui.views.output.position_bar import PositionBar
from playground.ui.views.output.score import score_text
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.pixels import PixelPicture
from playground.ui.widgets.text import Header, Line
from playground.ui.wording import class_words


class ClassOutputView(View):
    """Class bars of the selected example and the confusion matrix over the test set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._pictured: tuple[object, int] | None = None
        self.header = Header(self.tr("Output"))
        self.picture = PixelPicture(88)
        self.picture.setAccessibleName(self.tr("Picture of the example"))
        self.caption = Line(11)
        self.caption.align(Qt.AlignmentFlag.AlignHCenter)
        self.given_back = PixelPicture(88)
        self.given_back.setAccessibleName(self.tr("What the network gives back"))
        self.given_back.setToolTip(self.tr("The example as the network gives it back."))
        self.given_caption = Line(11)
        self.given_caption.align(Qt.AlignmentFlag.AlignHCenter)
        self.given_caption.show_text(self.tr("given back"))
        self.bars = ClassBars()
        self.position = PositionBar()
        self.position.hide()
        self.position.chosen.connect(self._draw_example)
        self.confusion_header = Header(self.tr("Taken for"))
        self.confusion = ConfusionMatrix()
        self._is_tight = False
        self.answer_chip = Chip(self.tr("answer"), self.tr("Shows the answer for this example."))
        self.confusion_chip = Chip(
            self.tr("taken for"), self.tr("Shows which class is taken for which.")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        choice = QButtonGroup(self)
        self._switch = QWidget()
        switch = QHBoxLayout(self._switch)
        switch.setContentsMargins(0, 0, 0, 0)
        switch.setSpacing(SPACING // 2)
        for chip in (self.answer_chip, self.confusion_chip):
            choice.addButton(chip)
            switch.addWidget(chip)
            chip.toggled.connect(self._arrange)
        switch.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SPACING // 2)
        left.addWidget(self.picture)
        left.addWidget(self.caption)
        left.addStretch(1)
        self._answer = QWidget()
        top = QHBoxLayout(self._answer)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(SPACING)
        right = QVBoxLayout()
        right.setSpacing(SPACING // 2)
        right.addWidget(self.given_back)
        right.addWidget(self.given_caption)
        right.addStretch(1)
        top.addLayout(left)
        top.addLayout(right)
        top.addWidget(self.bars, 1)
        top.addStretch(0)  # takes the room where there are no bars
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING // 2, 2 * SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(self.header)
        layout.addWidget(self._switch)
        layout.addWidget(self.position)
        layout.addWidget(self._answer)
        layout.addWidget(self.confusion_header)
        layout.addWidget(self.confusion, 1)
        self.answer_chip.setChecked(True)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Room for one of the two parts."""
        answer = self._answer.minimumSizeHint()
        rest = self.header.sizeHint().height() + self._switch.sizeHint().height() + 5 * SPACING
        return QSize(max(220, answer.width() + 4 * SPACING), answer.height() + rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @property
    def _gives_back(self) -> bool:
        """Whether the output is compared with the input: nothing is taken for anything then."""
        return self._shown is not None and self._shown.task == "input"

    def _fit(self) -> None:
        """Find out whether both parts have room; the matrix grows with the number of classes."""
        both = self.confusion.minimumSizeHint().height() + self._answer.minimumSizeHint().height()
        rest = 2 * self.header.sizeHint().height() + 6 * SPACING
        self._is_tight = self.height() < both + rest
        self._arrange()

    def _arrange(self) -> None:
        """Where there is no room for both parts, chips choose one."""
        is_whole = self._gives_back
        dataset = self._shown.dataset if self._shown is not None else None
        is_seen_back = is_whole and dataset is not None and dataset.shape.picture is not None
        sees_answer = is_whole or not self._is_tight or self.answer_chip.isChecked()
        sees_confusion = not self._is_tight or self.confusion_chip.isChecked()
        for widget, is_seen in (
            (self._switch, self._is_tight and not is_whole),
            (self._answer, sees_answer),
            (self.confusion_header, not self._is_tight and not is_whole),
            (self.confusion, sees_confusion and not is_whole),
            (self.bars, not is_whole),
            (self.given_back, is_seen_back),
            (self.given_caption, is_seen_back),
        ):
            if widget.isHidden() == is_seen:
                widget.setVisible(is_seen)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self._arrange()
        self._draw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        """The probe already belongs to the selected example."""

    def show_theme(self, theme: Theme) -> None:
        self.header.show_theme(theme)
        self.answer_chip.show_theme(theme)
        self.confusion_chip.show_theme(theme)
        self.confusion_header.show_theme(theme)
        self.caption.show_colour(theme.muted)
        self.given_caption.show_colour(theme.muted)
        self.picture.show_theme(theme)
        self.given_back.show_theme(theme)
        self.bars.show_theme(theme)
        self.position.show_theme(theme)
        self.confusion.show_theme(theme)

    def _draw(self) -> None:
        shown = self._shown
        if shown is None or shown.dataset is None:
            return
        is_current = fitting(shown.dataset, self._snapshot.probe) is not None
        self.header.show_info(*(score_text(self._snapshot) if is_current else ("", "")))
        self._draw_example()
        counts = self._snapshot.confusion
        if counts is not None and counts.shape[0] != len(shown.dataset.shape.classes):
            # The run still has other data: this network cannot work, or the worker is at it.
            counts = None
        before = self.confusion.minimumSizeHint()
        self.confusion.show_counts(counts, class_words(shown.dataset.shape.classes))
        if self.confusion.minimumSizeHint() != before:
            self._fit()
        if counts is not None and counts.sum():
            right, total = int(np.trace(counts)), int(counts.sum())
            text = self.tr("{0} of {1} right").format(right, total)
        else:
            text = ""
        self.confusion_header.show_info(text)

    def _draw_example(self) -> None:
        shown = self._shown
        dataset = shown.dataset if shown is not None else None
        probe = fitting(dataset, self._snapshot.probe) if dataset is not None else None
        if shown is None or dataset is None or probe is None:
            self.bars.show_answers((), as_share=True)
            return
        if probe.example >= dataset.size:
            return
        if self._pictured != (dataset, probe.example):
            self._pictured = (dataset, probe.example)
            shape = dataset.shape.picture
            raw = dataset.raw[probe.example]
            pixels = raw.reshape(shape)[0] if shape is not None else None
            self.picture.show_pixels(pixels, float(dataset.raw.max()))
            self.picture.setVisible(shape is not None)
        self.caption.show_text(
            example_title(dataset, probe.example, self.tr("train {0}"), self.tr("test {0}"))
        )
        if self._gives_back:
            pixels = given_back(dataset, probe.layers.get(shown.resolution.order[-1]))
            self.given_back.show_pixels(pixels, float(dataset.raw.max()))
        self.position.show_example(shown, self._snapshot)
        answers, is_share = answers_of(shown, self._snapshot, self.position.position)
        self.bars.show_answers(answers, as_share=is_share)
        if not answers:
            return
        answer = next(one.name for one in answers if one.is_winner)
        truth = next((one.name for one in answers if one.is_true), "")
        self.picture.setToolTip(
            self.tr("The example is a {0}; the network says {1}.").format(truth, answer)
        )
