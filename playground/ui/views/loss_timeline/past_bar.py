"""The quiet line over the curves while the past is shown: where it is, and what can be done there."""

from itertools import product

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.session.snapshot import Record
from playground.ui import numbers
from playground.ui.style import DARK, SPACING, Theme, mono, px
from playground.ui.views.loss_timeline.head import Head
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Line


class PastBar(QWidget):
    """Step, "the past", and the ways out of it."""

    action_requested = Signal(str)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wordings: tuple[str, ...] = ("",)
        self._problem, self._theme = "", DARK
        self._has_ways = False
        self.words = Line(12)
        self.words.setFont(mono(9.0))
        self.cancel = Chip(self.tr("Cancel"), self.tr("Gives up the jump, as Esc does."))
        self.now = Chip(
            self.tr("Back to now"),
            self.tr("Goes to the newest step; nothing that was learned is lost."),
        )
        self.branch = Chip(
            self.tr("Continue from here"),
            self.tr(
                "Trains on from this step as a new run. What came later stays as a run of its own;"
                " undo takes back edits only, and leaves the step alone."
            ),
        )
        self.compare = Chip(
            self.tr("Compare with now"),
            self.tr("Shows the network of this step beside that of the newest one."),
        )
        for chip in self.chips:
            chip.setCheckable(False)
        self.cancel.clicked.connect(self.cancel_requested)
        # While it can be seen, wherever the focus is.
        self.cancel.setShortcut(QKeySequence("Esc"))
        for chip, action in (
            (self.now, "time.now"),
            (self.branch, "time.branch"),
            (self.compare, "time.compare"),
        ):
            chip.clicked.connect(lambda _=False, wanted=action: self.action_requested.emit(wanted))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.words, 1)
        for chip in self.chips:
            layout.addWidget(chip)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return self.cancel, self.now, self.branch, self.compare

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.words.show_colour(theme.warning if self._problem else theme.action)
        for chip in self.chips:
            chip.show_theme(theme)

    def show_head(self, head: Head, record: Record) -> None:
        """Say where the playhead stands, and offer what makes sense there."""
        is_away = head.journey is not None
        self._problem = record.problem
        self.words.show_colour(self._theme.warning if record.problem else self._theme.action)
        step, end = numbers.thousands(head.step), numbers.thousands(head.end)
        self._wordings = self._words(step, end, head)
        self.cancel.setVisible(is_away)
        self._has_ways = head.is_past and not is_away
        self._write()

    def _words(self, step: str, end: str, head: Head) -> tuple[str, ...]:
        """Return what is said, the longest first."""
        short = self.tr("past: {0} of {1}").format(step, end)
        if head.journey is not None:
            going = self.tr("on the way to step {0}").format(step)
            return going, self.tr("to step {0}").format(step)
        if not head.is_past:
            whole = self.tr("only steps with a copy can be shown")
            return self._problem, whole, self.tr("only steps with a copy")
        past = self.tr("step {0} of {1} — the past").format(step, end)
        problem: tuple[str, ...] = ()
        if self._problem:
            copies = self.tr("only steps with a copy")
            problem = f"{past} · {self._problem}", f"{short} · {copies}"
        return *problem, past, short, self.tr("past: {0}").format(step)

    def _write(self) -> None:
        """Name everything as fully as there is room; what has none is in the menu of the runs."""
        long = self.tr("Back to now"), self.tr("Continue from here"), self.tr("Compare with now")
        brief = self.tr("Now"), self.tr("Continue"), self.tr("Compare")
        sizes = ((long, 3), (brief, 3), (brief, 2), (brief, 1))
        # The reason why not every step can be shown is worth more than long names.
        wanted = self._wordings[:2] if self._problem else ()
        for words, (names, count) in product((*wanted[1:], self._wordings[-1]), sizes):
            self._offer(names, long, count)
            if self.words.width_of(words) <= self._room():
                break
        room = self._room()
        fitting = (text for text in self._wordings if self.words.width_of(text) <= room)
        words = next(fitting, self._wordings[-1])
        self.words.show_text(words)
        if self._problem and words != self._wordings[0]:
            self.words.setToolTip(self._problem)

    def _offer(self, names: tuple[str, ...], whole: tuple[str, ...], count: int) -> None:
        """Show the first of the ways out by these names."""
        for index, chip in enumerate((self.now, self.branch, self.compare)):
            chip.setText(names[index])
            chip.setAccessibleName(whole[index])
            chip.setVisible(self._has_ways and index < count)
            chip.updateGeometry()

    def _room(self) -> int:
        """Return the pixels that the chips leave to the words."""
        widths = [c.sizeHint().width() + SPACING // 2 for c in self.chips if not c.isHidden()]
        return self.width() - sum(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())
