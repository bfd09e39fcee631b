"""Loss along this weight: wiggle it, and see what the loss makes of that."""

import math
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from playground.model.holds import is_cut
from playground.model.ids import WeightRef
from playground.readout.arithmetic.digits import written_number
from playground.readout.landscape.records import Basis, LossCurve, LossLine
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card.arithmetic import weight_value
from playground.ui.views.card.loss_axes import between
from playground.ui.views.card.loss_plot import LossPlot
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.segments import Piece, Segments
from playground.ui.widgets.text import Header, Line

MOST_ZOOM = 4096.0


class LossAlongWeight(QWidget):
    """The curve with its numbers; which loss it is can be chosen."""

    weight_requested = Signal(object, float, bool)
    """WeightRef, value, is final."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weight: WeightRef | None = None
        self._line: LossLine | None = None
        self._at: float | None = None
        self._is_shown = False
        self.zoom = 1.0
        self.header = Header(self.tr("Loss along this weight"))
        self.header.show_info(self.tr("wiggle it"), self.tr("wiggle it"))
        self.plot = LossPlot()
        self.training = Chip(
            self.tr("training set"), self.tr("The mean loss over the training examples.")
        )
        self.here = Chip(
            self.tr("this example"),
            self.tr("The loss of this example alone; its slope is the product shown."),
        )
        self.nearer = Chip("+", self.tr("Shows a smaller range around the weight."))
        self.farther = Chip("−", self.tr("Shows a larger range around the weight."))
        self.numbers, self.words = Segments(), Line(20, lines=2)
        self._bases = QButtonGroup(self)
        self._name_all()
        self._lay_out()
        self._connect()

    def _name_all(self) -> None:
        self.here.setChecked(True)
        for chip in (self.training, self.here):
            self._bases.addButton(chip)
        for chip, name in (
            (self.nearer, self.tr("Nearer")),
            (self.farther, self.tr("Farther")),
        ):
            chip.setAccessibleName(name)
            chip.setCheckable(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        row.addWidget(self.training)
        row.addWidget(self.here)
        row.addStretch(1)
        row.addWidget(self.farther)
        row.addWidget(self.nearer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACING, 0, 0)
        layout.setSpacing(SPACING // 2)
        for part in (self.header, self.plot, self.numbers, self.words):
            layout.addWidget(part)
        layout.insertLayout(2, row)

    def _connect(self) -> None:
        self.plot.value_moved.connect(self._on_plot_value_moved)
        self.plot.zoom_wanted.connect(self._zoom)
        self.plot.pointed.connect(self._on_plot_pointed)
        self.nearer.clicked.connect(partial(self._zoom, 2.0))
        self.farther.clicked.connect(partial(self._zoom, 0.5))
        self._bases.buttonToggled.connect(self._draw)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask the worker for the line of the weight that is shown."""
        if self._weight is None or not self._is_shown:
            return watch
        return replace(watch, loss_line=self._weight, loss_line_zoom=self.zoom)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (self.header, self.plot, self.numbers):
            part.show_theme(theme)
        for chip in (self.training, self.here, self.nearer, self.farther):
            chip.show_theme(theme)
        self.words.show_colour(theme.muted)

    def show_weight(
        self, shown: ShownProject, snapshot: Snapshot, weight: WeightRef | None
    ) -> None:
        """Show the line of this weight; nothing where it is cut, or no single number of the run."""
        if weight is None:
            self._show_nothing()
            return
        value = weight_value(shown, snapshot, weight)
        if weight != self._weight:
            self._weight, self.zoom = weight, 1.0
            self.plot.let_go()
        # Asked for before it is there, and only where there is a number to move.
        self._is_shown = value is not None and not is_cut(shown.project.network, weight)
        self.setVisible(self._is_shown)
        line = snapshot.loss_line
        is_of_this = line is not None and line.weight == weight
        self._line = line if is_of_this and self._is_shown else None
        self._name_basis()
        self._draw()

    def _show_nothing(self) -> None:
        """Go away: no weight is selected."""
        self._weight, self._line, self._is_shown = None, None, False
        self.hide()

    @property
    def curve(self) -> LossCurve | None:
        """The curve that is drawn."""
        line = self._line
        if line is None:
            return None
        chosen = None if self.training.isChecked() or len(line.curves) < 2 else line.curves[-1]
        return chosen or line.curves[0]

    def _name_basis(self) -> None:
        """Call the second choice what it is now: the batch in progress, or the example."""
        line = self._line
        if line is None:
            return
        basis: Basis | None = line.curves[1].basis if len(line.curves) > 1 else None
        self.here.setVisible(basis is not None)
        if basis == "batch":
            self.here.setText(self.tr("this batch"))
            self.here.setToolTip(
                self.tr(
                    "The loss of the batch in progress; its slope is the gradient shown. "
                    "Moving the weight begins the batch again."
                )
            )
        elif basis == "example":
            self.here.setText(self.tr("this example"))
            self.here.setToolTip(
                self.tr("The loss of this example alone; its slope is the product shown.")
            )

    def _draw(self) -> None:
        line, curve = self._line, self.curve
        letter = "b" if self._weight is not None and self._weight.source is None else "w"
        self.plot.name = letter
        self.plot.show_curve(line, curve)
        if line is None or curve is None:
            self.numbers.show_pieces(Piece("L =", "muted"))
            self.words.show_text(self.tr("Waiting for the first numbers."))
            return
        at = self._at
        pieces = [Piece("L = ", "muted"), Piece(numbers.loss(curve.loss), "strong")]
        if not math.isnan(curve.slope):
            slope = _slope(curve)
            pieces += [Piece(f"   ∂L/∂{letter} = ", "muted"), Piece(slope, "blame")]
        self.numbers.show_pieces(*pieces)
        if at is not None:
            loss = between(line.values, curve.losses, at)
            there = self.tr("at {0} = {1} the loss is {2}")
            self.words.show_text(there.format(letter, numbers.signed(at, 3), numbers.loss(loss)))
        else:
            self.words.show_text(self._words(line, curve))

    def _words(self, line: LossLine, curve: LossCurve) -> str:
        if curve.basis == "batch" and curve.examples == 1:
            words = self.tr("the only example of this batch, after step {0}")
            words = words.format(numbers.thousands(line.step))
        elif curve.basis == "batch":
            words = self.tr("mean over the {0} examples of this batch, after step {1}")
            words = words.format(curve.examples, numbers.thousands(line.step))
        elif curve.basis == "example":
            words = self.tr("the selected example alone, after step {0}")
            words = words.format(numbers.thousands(line.step))
        elif curve.examples < curve.total:
            words = self.tr("mean over {0} of {1} training examples, after step {2}")
            counts = numbers.thousands(curve.examples), numbers.thousands(curve.total)
            words = words.format(*counts, numbers.thousands(line.step))
        else:
            words = self.tr("mean over the {0} training examples, after step {1}")
            count = numbers.thousands(curve.examples)
            words = words.format(count, numbers.thousands(line.step))
        if math.isnan(curve.slope):
            words += self.tr("; training computes no gradient here")
        return words

    def _zoom(self, factor: float) -> None:
        self.zoom = min(max(self.zoom * factor, 1.0 / 64.0), MOST_ZOOM)

    def _on_plot_pointed(self, at: float | None) -> None:
        self._at = at
        self._draw()

    def _on_plot_value_moved(self, value: float, is_final: bool) -> None:
        if self._weight is not None:
            self.weight_requested.emit(self._weight, value, is_final)


def _slope(curve: LossCurve) -> str:
    """Return the slope as the card above writes it: of a batch in progress with more digits."""
    if curve.basis != "batch":
        return numbers.signed_close(curve.slope, 5)
    written = written_number(abs(curve.slope), 5)
    return (numbers.MINUS if curve.slope < 0.0 else "+") + written
