"""The answer for many features or classes: a map, class bars, and who is taken for whom."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output.answers import answers_of
from playground.ui.views.output.class_bars import ClassBars
from playground.ui.views.output.confusion import ConfusionMatrix
from playground.ui.views.output.output_map import OutputMapView
from playground.ui.views.output.score import score_text
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Line
from playground.ui.wording import class_words

_BOTH = 520
"""Pixels of height from which the map and what stands under it are seen at once."""


class TableOutputView(View):
    """Map above, bars or confusion below; where there is no room for both, chips choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self.map_view = OutputMapView()
        self.bars, self.confusion = ClassBars(), ConfusionMatrix()
        self.counts = Line(12)
        self.map_chip = Chip(self.tr("map"), self.tr("Shows the output over two features."))
        self.answer_chip = Chip(self.tr("answer"), self.tr("Shows the answer for this example."))
        self.confusion_chip = Chip(
            self.tr("taken for"), self.tr("Shows which class is taken for which.")
        )
        self._lay_out()
        self.map_view.selection_requested.connect(self.selection_requested)
        self.map_view.edit_requested.connect(self.edit_requested)

    def _lay_out(self) -> None:
        choice = QButtonGroup(self)
        self._switch = QWidget()
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(2 * SPACING, SPACING // 2, 2 * SPACING, 0)
        row.setSpacing(SPACING // 2)
        self.counts.align(Qt.AlignmentFlag.AlignRight)
        for chip in (self.map_chip, self.answer_chip, self.confusion_chip):
            choice.addButton(chip)
            row.addWidget(chip)
            chip.toggled.connect(self._arrange)
        row.addWidget(self.counts, 1)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(2 * SPACING, 0, 2 * SPACING, SPACING)
        below.addWidget(self.bars)
        below.addWidget(self.confusion, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self._switch)
        layout.addWidget(self.map_view, 3)
        layout.addWidget(self._below, 2)
        self.map_chip.setChecked(True)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(220), px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        has_classes = bool(self._classes())
        has_both = self.height() >= px(_BOTH) and has_classes
        if has_both and self.map_chip.isChecked():
            self.answer_chip.setChecked(True)
        sees_map = has_both or self.map_chip.isChecked() or not has_classes
        for widget, is_seen in (
            (self.map_view, sees_map),
            (self.map_chip, not has_both),
            (self._switch, has_classes),
            (self._below, has_classes and (has_both or not sees_map)),
            (self.bars, self.answer_chip.isChecked()),
            (self.confusion, self.confusion_chip.isChecked()),
        ):
            if widget.isHidden() == is_seen:
                widget.setVisible(is_seen)
        self.map_view.header.is_needless = has_classes
        self._draw()

    def _classes(self) -> tuple[str, ...]:
        dataset = self._shown.dataset if self._shown is not None else None
        return class_words(dataset.shape.classes) if dataset is not None else ()

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self.map_view.show_project(shown)
        self._arrange()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.map_view.show_snapshot(snapshot)
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self.map_view.show_selection(selection)

    def show_theme(self, theme: Theme) -> None:
        self.map_view.show_theme(theme)
        self.bars.show_theme(theme)
        self.confusion.show_theme(theme)
        for chip in self._chips():
            chip.show_theme(theme)
        self.counts.show_colour(theme.muted)

    def _chips(self) -> tuple[Chip, ...]:
        return (self.map_chip, self.answer_chip, self.confusion_chip)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for what can be seen."""
        if not self.map_view.isHidden():
            watch = self.map_view.extend_watch(watch)
        sees_confusion = self.confusion_chip.isChecked() and not self._below.isHidden()
        return replace(watch, confusion=sees_confusion and bool(self._classes()))

    def _draw(self) -> None:
        shown, snapshot = self._shown, self._snapshot
        if shown is None or shown.dataset is None:
            return
        score = score_text(snapshot, shown)[1]
        has_room = self.counts.width_of(score) <= self.counts.width()
        self.counts.show_text(score if has_room else score.rpartition(" ")[2])
        if self._below.isHidden():
            return
        answers, is_share = answers_of(shown, snapshot)
        self.bars.show_answers(answers, as_share=is_share)
        counts, classes = snapshot.confusion, self._classes()
        if counts is not None and counts.shape[0] != len(classes):
            counts = None
        self.confusion.show_counts(counts, classes)
        if counts is not None and counts.sum() and self.confusion_chip.isChecked():
            words = self.tr("{0} of {1} right")
            self.counts.show_text(words.format(int(np.trace(counts)), int(counts.sum())))
