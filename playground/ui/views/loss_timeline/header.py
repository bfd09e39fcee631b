"""The line above the curves: what is shown, its values now, and how it is looked at."""

import math

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.style import SPACING, Theme, mono, px
from playground.ui.views.loss_timeline.look import STRENGTHS, Look
from playground.ui.views.loss_timeline.reading import value_text
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.slider_row import ThinSlider
from playground.ui.widgets.text import Line

_ROOMY = 720
"""Pixels from which on everything is named in full."""


class Header(QWidget):
    """Chips, values and the slider of smoothing."""

    look_changed = Signal(object)
    """Look."""
    runs_requested = Signal()
    """The person wants the menu of all runs."""
    unstop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._run_count, self._is_full, self._stop_words = 0, False, ""
        self._values, self._is_tight = (math.nan, math.nan), False
        self._is_writing = False
        self.loss = Chip(self.tr("Loss"), self.tr("Shows how wrong the network is."))
        self.accuracy = Chip(
            self.tr("Accuracy"), self.tr("Shows the share of examples that are right.")
        )
        self.loss.setChecked(True)
        self.stop = Chip("")
        self.stop.setCheckable(False)
        self.stop.hide()
        self.train, self.test = Line(15), Line(16)
        for line in (self.train, self.test):
            line.setFont(mono(9.0))
            # The two values are never cut.
            line.setMinimumWidth(line.sizeHint().width())
        self.log = Chip(
            self.tr("log"), self.tr("Draws the loss on a logarithmic scale, for small differences.")
        )
        self.smooth_name = Line(6)
        self.smooth_name.show_text(self.tr("smooth"))
        self.smooth_name.setFixedWidth(self.smooth_name.natural_width())
        self.smooth = ThinSlider()
        self.smooth.setRange(0, STRENGTHS)
        self.smooth.setPageStep(2)
        self.smooth.setFixedWidth(px(58))
        self.smooth.setAccessibleName(self.tr("Smoothing"))
        self.smooth.setToolTip(
            self.tr("Draws a moving average; the curve as it is stays faint behind it.")
        )
        self.runs = Chip(
            "", self.tr("All runs of this network, ways through time, and memory for both.")
        )
        self.runs.setCheckable(False)
        self.runs.hide()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.loss.clicked.connect(lambda: self._choose("loss"))
        self.accuracy.clicked.connect(lambda: self._choose("accuracy"))
        self.log.toggled.connect(self._on_control_changed)
        self.smooth.valueChanged.connect(self._on_control_changed)
        self.runs.clicked.connect(self.runs_requested)
        self.stop.clicked.connect(self.unstop_requested)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 2)
        left: tuple[QWidget, ...] = (self.loss, self.accuracy, self.stop)
        for widget in left:
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.train)
        layout.addWidget(self.test)
        layout.addSpacing(SPACING // 2)
        for widget in (self.runs, self.log, self.smooth_name, self.smooth):
            layout.addWidget(widget)

    @property
    def look(self) -> Look:
        return self._look

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.train.show_colour(theme.text)
        self.test.show_colour(theme.muted)
        self.smooth_name.show_colour(theme.muted)
        self.smooth.show_theme(theme)
        for chip in (self.loss, self.accuracy, self.stop, self.runs, self.log):
            chip.show_theme(theme)

    def show_values(self, train: float, test: float) -> None:
        """Show the values now."""
        self._values = train, test
        first, second = self.tr("— train {0}"), self.tr("- - test {0}")
        if self._is_tight:
            first, second = "— {0}", "- - {0}"
        self.train.show_text(first.format(value_text(train, self._look).strip()))
        text = second.format(value_text(test, self._look).strip())
        self.test.show_text("" if math.isnan(test) else text)

    def show_accuracy(self, is_there: bool) -> None:
        """Offer the accuracy, or take it away where there are no classes."""
        self.accuracy.setVisible(is_there)
        if not is_there and self._look.quantity == "accuracy":
            self._choose("loss")
        self._write()

    def show_runs(self, count: int, *, is_full: bool = False) -> None:
        """Say how many runs there are, and whether the memory for copies of them is full."""
        if (count, is_full) != (self._run_count, self._is_full):
            self._run_count, self._is_full = count, is_full
            self._write()

    def show_stop(self, words: str) -> None:
        """Say where training will stop, or "" for nowhere."""
        self._stop_words = words
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), self.sizeHint().height())

    def _write(self) -> None:
        """Name what there is as fully as there is room.

        What is shown and hidden here can move the window's parts, which would ask for this again and
        again: one more time is enough.
        """
        if self._is_writing:
            return
        self._is_writing = True
        try:
            for _ in range(2):
                width = self.width()
                self._write_once()
                if self.width() == width:
                    break
        finally:
            self._is_writing = False

    def _write_once(self) -> None:
        is_roomy = self.width() >= px(_ROOMY)
        self.smooth_name.setVisible(is_roomy)
        count = self._run_count
        long = self.tr("runs: {0}").format(count)
        if self._is_full:
            long += " · " + self.tr("memory full")
        short = self.tr("runs: {0}").format(count) + (" !" if self._is_full else "")
        self.runs.setText((long if is_roomy else short) + " ▾")
        self.runs.setAccessibleName(long)
        self.runs.setVisible(count > 0)
        words = self.tr("stops at {0}").format(self._stop_words)
        self.stop.setText((words if is_roomy else self.tr("stops")) + "  ×")
        self.stop.setAccessibleName(words)
        again = self.tr("Press to train on without stopping there.")
        self.stop.setToolTip(f"{words[:1].upper()}{words[1:]}. {again}")
        self.stop.setVisible(bool(self._stop_words))
        for chip in (self.runs, self.stop):
            chip.updateGeometry()
        rest = (self.log, self.test, self.train)
        for widget in rest:
            widget.setVisible(True)
        self._show_tight(False)
        self._show_tight(self._needed_width() > self.width())
        for widget in rest:
            # What is left is whole: the curve below says what the numbers say.
            widget.setVisible(self._needed_width() <= self.width())
        self.smooth.setVisible(self._needed_width() + self.smooth.minimumWidth() <= self.width())

    def _show_tight(self, is_tight: bool) -> None:
        """Leave out the words of the two values; their lines say which is which."""
        self._is_tight = is_tight
        for line, words in ((self.train, "— 0.00000"), (self.test, "- - 0.00000")):
            width = line.width_of(words) if is_tight else line.sizeHint().width()
            line.setFixedWidth(width)
        self.show_values(*self._values)

    def _needed_width(self) -> int:
        """Return what everything but the smoothing needs, with the gaps."""
        chips = (self.loss, self.accuracy, self.stop, self.runs, self.log)
        widths = [chip.sizeHint().width() for chip in chips if not chip.isHidden()]
        lines = (self.train, self.test)
        widths += [line.minimumWidth() for line in lines if not line.isHidden()]
        widths += [] if self.smooth_name.isHidden() else [self.smooth_name.minimumWidth()]
        return sum(widths) + (len(widths) + 3) * SPACING // 2

    def _choose(self, quantity: str) -> None:
        self.loss.setChecked(quantity == "loss")
        self.accuracy.setChecked(quantity == "accuracy")
        self.log.setEnabled(quantity == "loss")
        self._on_control_changed()

    def _on_control_changed(self) -> None:
        quantity = "accuracy" if self.accuracy.isChecked() else "loss"
        self._look = Look(quantity, self.log.isChecked(), self.smooth.value())  # type: ignore[arg-type]
        self.look_changed.emit(self._look)
