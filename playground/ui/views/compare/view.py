"""The step that is shown beside the newest one: outputs, loss and accuracy, weights."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from playground.model.ids import WeightRef
from playground.session.commands import Watch
from playground.session.snapshot import Comparison, Snapshot
from playground.ui import numbers
from playground.ui.style import DARK, SPACING, Theme, mono, px
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.compare import words
from playground.ui.views.compare.changes import layers_of, most_moved
from playground.ui.views.compare.figures import Figures
from playground.ui.views.compare.sheet import WeightSheet
from playground.ui.watching import WatchingView
from playground.ui.widgets.text import Header, Line, Text

_MOST_MOVED = 8
_LEAST_PICTURE, _NARROWEST = 150, 80
"""Pixels of height and width that a picture has at least."""
_LEAST_BARS = 230
"""The same for bars with names and numbers."""
_TALLEST = 230
"""Pixels that bars and matrices take at most: there is more below."""
_WIDE = 640
"""Pixels from which on the weights stand beside the pictures."""


class Moment(QWidget):
    """One picture of the output with its step over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Line(12)
        self.title.setFont(mono(9.0))
        self.picture: View | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACING // 4)
        self._column.addWidget(self.title)

    def place(self, picture: View) -> None:
        """Put the picture in."""
        self.picture = picture
        self._column.addWidget(picture, 1)
        # Its own least size is that of the kind of picture that needs most.
        picture.setMinimumSize(px(_NARROWEST), px(_LEAST_PICTURE))

    def show_square(self, width: int) -> None:
        """Keep a picture as high as it is wide; 0: of its usual height."""
        if self.picture is not None:
            self.picture.setMinimumHeight(px(_LEAST_PICTURE) if width == 0 else width)
            self.picture.setMaximumHeight(px(_TALLEST) if width == 0 else width)


class CompareView(View):
    """Everything side by side; where the network was another one, what both have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._selection = Selection()
        self._theme = DARK
        self._then_shown: ShownProject | None = None
        self._now_shown: ShownProject | None = None
        self.header = Header(self.tr("Compare"))
        self.then, self.now = Moment(), Moment()
        self.notes = Text("", "muted")
        heads = self.tr("then"), self.tr("now"), self.tr("difference")
        self.figures = Figures(("", *heads))
        self.figures.setAccessibleName(self.tr("Loss and accuracy then and now"))
        self.moved = Figures((self.tr("moved farthest"), *heads))
        self.moved.setAccessibleName(self.tr("Weights that moved farthest"))
        self.moved.setToolTip(self.tr("A press, or Enter, selects the weight."))
        self.moved.chosen.connect(self._on_moved_chosen)
        self.sheet = WeightSheet()
        self.sheet.setToolTip(
            self.tr("Full is positive, hollow negative; then and now have one scale together.")
        )
        self.reading = Line(20)
        self.hint = Text(
            self.tr(
                "You are at the newest step. Drag the playhead on the loss curve, or step back,"
                " to compare it with an earlier one."
            ),
            "muted",
        )
        self.sheet.hovered.connect(self.reading.show_text)
        self._lay_out()

    def _lay_out(self) -> None:
        self._pictures = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pictures.setSpacing(SPACING)
        for moment in (self.then, self.now):
            self._pictures.addWidget(moment, 1)
        first, second = QVBoxLayout(), QVBoxLayout()
        for column in (first, second):
            column.setSpacing(SPACING)
        first.addWidget(self.notes)
        first.addLayout(self._pictures)
        first.addWidget(self.figures)
        first.addStretch(1)
        for widget in (self.sheet, self.reading, self.moved):
            second.addWidget(widget)
        second.addStretch(1)
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._columns.setContentsMargins(0, 0, SPACING, 0)
        self._columns.setSpacing(2 * SPACING)
        self._columns.addLayout(first, 1)
        self._columns.addLayout(second, 1)
        self.pages = QScrollArea()
        self.pages.setWidget(body)
        self.pages.setWidgetResizable(True)
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, SPACING, SPACING)
        layout.setSpacing(SPACING)
        for part in (self.header, self.hint):
            layout.addWidget(part)
        layout.addWidget(self.pages, 1)
        layout.addStretch(0)
        self.pages.hide()

    def place_pictures(self, then: View, now: View) -> None:
        """Take two pictures of the output; they are shown what they need, and change nothing."""
        for moment, picture in ((self.then, then), (self.now, now)):
            moment.place(picture)
            picture.selection_requested.connect(self.selection_requested)
            picture.show_theme(self._theme)
        self._arrange()

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self._arrange()
        self._draw()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        for moment in (self.then, self.now):
            if moment.picture is not None:
                moment.picture.show_selection(replace(selection, hover=None))

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.header, self.notes, self.figures, self.moved, self.sheet, self.hint):
            part.show_theme(theme)
        self.then.title.show_colour(theme.action)
        self.now.title.show_colour(theme.muted)
        self.reading.show_colour(theme.muted)
        for moment in (self.then, self.now):
            if moment.picture is not None:
                moment.picture.show_theme(theme)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for the newest step, and for what the pictures need of both."""
        shown = self._shown
        dataset = shown.dataset if shown is not None else None
        if dataset is None:
            return watch
        if not self._snapshot.record.is_past:
            # There is nothing to draw yet.
            return replace(watch, compares=True)
        example = min(self._selection.example or 0, dataset.size - 1)
        has_confusion = not dataset.shape.plane and bool(dataset.shape.classes)
        wanted = replace(
            watch,
            compares=True,
            weights=True,
            example=example if watch.example is None else watch.example,
            confusion=watch.confusion or has_confusion,
        )
        picture = self.then.picture
        return picture.extend_watch(wanted) if isinstance(picture, WatchingView) else wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put side by side what has room there."""
        is_wide = self.width() >= px(_WIDE)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if is_wide else down)
        shape = self._shown.dataset.shape if self._shown and self._shown.dataset else None
        is_square = shape is not None and (shape.plane or shape.line)
        # Scroll bar and margins aside.
        room = (self.width() - px(16)) // (2 if is_wide else 1) - 4 * SPACING
        is_beside = is_square or room >= 2 * px(_LEAST_BARS) + SPACING
        self._pictures.setDirection(across if is_beside else down)
        for moment in (self.then, self.now):
            moment.show_square((room - SPACING) // 2 if is_square else 0)

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        shown, snapshot, now = self._shown, self._snapshot, self._snapshot.now
        is_there = now is not None and shown is not None
        self.pages.setVisible(is_there)
        self.hint.setVisible(not is_there)
        if now is None or shown is None:
            self.header.show_info("")
            return
        step, end = numbers.thousands(snapshot.step), numbers.thousands(now.step)
        apart = numbers.thousands(now.step - snapshot.step)
        self.header.show_info(self.tr("steps apart: {0}").format(apart))
        self.then.title.show_text(self.tr("step {0}").format(step))
        self.now.title.show_text(self.tr("now, step {0}").format(end))
        self._show_pictures(now, shown)
        self.notes.show_text(words.notes(shown.project, now.project))
        self.notes.setVisible(bool(self.notes.text()))
        if snapshot.metrics is not None:
            is_same = shown.project.data == now.project.data
            lines = words.figures(snapshot.metrics, now.metrics, is_same_data=is_same)
            self.figures.show_lines(lines)
        self._show_weights(now, shown)

    def _show_pictures(self, now: Comparison, shown: ShownProject) -> None:
        then, newest = self.then.picture, self.now.picture
        if then is None or newest is None:
            return
        if self._then_shown is not shown:
            # Not before it is seen: most edits are made while nothing is compared.
            self._then_shown = shown
            then.show_project(shown)
        then.show_snapshot(self._snapshot)
        if self._now_shown is None or self._now_shown.project != now.project:
            self._now_shown = ShownProject(
                now.project, now.resolution, now.dataset, generation=shown.generation
            )
            newest.show_project(self._now_shown)
        newest.show_snapshot(
            replace(
                self._snapshot,
                project_generation=max(shown.generation, self._snapshot.project_generation),
                step=now.step,
                metrics=now.metrics,
                weights=now.weights,
                big_map=now.big_map,
                fit=now.fit,
                answers=now.answers,
                probe=now.probe,
                confusion=now.confusion,
                confusion_step=now.step,
                run_layers=now.resolution.order,
                plane=None,
            )
        )

    def _show_weights(self, now: Comparison, shown: ShownProject) -> None:
        sides = shown.resolution, now.resolution, self._snapshot.weights, now.weights
        moved = most_moved(*sides, _MOST_MOVED)
        self.moved.show_lines(words.moved_lines(moved, now.project, now.resolution))
        self.moved.setVisible(bool(moved))
        heads = self.then.title.text(), self.now.title.text(), self.tr("difference")
        rows = words.rows(layers_of(*sides), shown.project, now.project)
        self.sheet.show_rows(heads, rows)

    def _on_moved_chosen(self, weight: WeightRef) -> None:
        self.selection_requested.emit(
            replace(self._selection, layers=(weight.parameter.layer,), unit=None, weight=weight)
        )
