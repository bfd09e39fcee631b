"""One weight: its value, the three factors of its gradient, and where SGD takes it next."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from playground.model.holds import has_padlock, is_cut
from playground.model.ids import WeightRef
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import layer_title, unit_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card import words
from playground.ui.views.card.arithmetic import (
    Blame,
    NeuronSum,
    blame,
    neuron_sum,
    weight_value,
)
from playground.ui.widgets.formula import Formula
from playground.ui.widgets.number_field import NumberField
from playground.ui.widgets.segments import Piece, Segments, Tone
from playground.ui.widgets.text import Text

_DECIMALS = 5


class FactorRow:
    """One factor in the grid: its name, its number, and where it comes from."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self.name, self.number = Segments(), Segments()
        self.reason = Text(role="muted")
        # The two faces have different ascents; their lines shall stand on one base.
        self.reason.setContentsMargins(0, 2, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name, row, 0, top)
        grid.addWidget(self.number, row, 1, top)
        grid.addWidget(self.reason, row, 2, top)

    def show(self, name: str, value: float, reason: str, tone: Tone = "text") -> None:
        """Show this factor."""
        self.set_visible(True)
        self.name.show_pieces(Piece(name, "muted" if tone != "strong" else "text"))
        self.number.show_pieces(Piece(numbers.signed_close(value, _DECIMALS), tone))
        self.reason.show_text(reason)

    def set_visible(self, is_visible: bool) -> None:
        """Show or hide the row."""
        for widget in (self.name, self.number, self.reason):
            widget.setVisible(is_visible)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.name.show_theme(theme)
        self.number.show_theme(theme)
        self.reason.show_theme(theme)


class WireCard(QWidget):
    """The numbers behind one connection, or behind one bias."""

    weight_requested = Signal(object, float, bool)
    """WeightRef, value, is final."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weight: WeightRef | None = None
        self.value = NumberField(decimals=_DECIMALS)
        self.value.setAccessibleName(self.tr("weight"))
        self.value.value_changed.connect(self._on_value_value_changed)
        self._value_label = Segments()
        self.chain = Formula(points=11.5)
        self._grid = QGridLayout()
        self.first, self.second = FactorRow(self._grid, 0), FactorRow(self._grid, 1)
        self.third, self.product = FactorRow(self._grid, 2), FactorRow(self._grid, 3)
        self._factors = (self.first, self.second, self.third, self.product)
        self.next_step = Segments()
        self.note, self.origin = Text(role="muted"), Text(role="muted")
        self._lay_out()

    def _lay_out(self) -> None:
        value = QHBoxLayout()
        value.setSpacing(SPACING // 2)
        value.addWidget(self._value_label)
        value.addWidget(self.value)
        value.addStretch(1)
        self._grid.setHorizontalSpacing(SPACING)
        self._grid.setVerticalSpacing(SPACING // 2)
        self._grid.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addLayout(value)
        layout.addWidget(self.chain)
        layout.addLayout(self._grid)
        layout.addWidget(self.next_step)
        layout.addWidget(self.note)
        layout.addWidget(self.origin)

    def edit(self) -> None:
        """Start typing over the weight."""
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.value.start_typing()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for widget in (self.value, self._value_label, self.chain, self.next_step):
            widget.show_theme(theme)
        for factor in self._factors:
            factor.show_theme(theme)
        self.note.show_theme(theme)
        self.origin.show_theme(theme)

    def show_weight(
        self,
        shown: ShownProject,
        snapshot: Snapshot,
        weight: WeightRef,
        *,
        is_short: bool = False,
    ) -> None:
        """Show this weight's numbers; ``is_short`` leaves the value alone, for others say the rest."""
        self._weight = weight
        is_bias = weight.source is None
        self._value_label.show_pieces(Piece("b =" if is_bias else "w =", "muted"))
        total = neuron_sum(shown, snapshot, weight.target)
        value = weight_value(shown, snapshot, weight)
        network = shown.project.network
        is_gone = is_cut(network, weight)
        layer = network.layer(weight.target.layer)
        is_held = is_gone or network.is_frozen(layer.id) or has_padlock(network, weight)
        self.value.setEnabled(value is not None and not is_gone)
        self.value.show_value(value)
        shape = shown.resolution.layers.get(weight.target.layer)
        self._show_rest(is_shown=not is_short)
        if is_short:
            return
        self.origin.show_text(words.origin(snapshot, None if total is None else shape))
        chain = None
        if total is not None and value is not None:
            arriving = self._input_of(total, weight)
            chain = blame(shown, snapshot, weight.target, arriving, weight.source)
        self._show_chain(shown, snapshot, weight, chain)
        self._show_next(shown, snapshot, value, None if is_held else chain)
        self.note.show_text(self._note(value, total, chain, is_gone=is_gone))
        self.note.setVisible(bool(self.note.text()))

    def _note(
        self, value: float | None, total: NeuronSum | None, chain: Blame | None, *, is_gone: bool
    ) -> str:
        """Return what is to be said of the factors, "" where they say it themselves."""
        if value is None:
            return self.tr("This weight is not part of the run yet.")
        if is_gone:
            return self.tr(
                "The wire is cut: nothing passes through it, and training leaves it at 0."
            )
        if total is None:
            return self.tr("How the loss blames this weight is no product of three numbers.")
        if chain is None:
            return self.tr("No gradient yet: the backward pass has not been here.")
        together = self.tr("The network computes ∂L/∂z at once; the factors are worked out apart.")
        return together if chain.is_joined else ""

    def _show_rest(self, *, is_shown: bool) -> None:
        if self.origin.isHidden() != is_shown:
            return
        self.origin.setVisible(is_shown)
        if not is_shown:
            for part in (self.chain, self.next_step, self.note):
                part.hide()
            for factor in self._factors:
                factor.set_visible(False)

    def _input_of(self, total: NeuronSum, weight: WeightRef) -> float | None:
        if weight.source is None:
            return 1.0
        return next((term.a for term in total.terms if term.source == weight.source), None)

    def _show_chain(
        self, shown: ShownProject, snapshot: Snapshot, weight: WeightRef, chain: Blame | None
    ) -> None:
        letter = "∂b" if weight.source is None else "∂w"
        self.chain.setVisible(chain is not None)
        for factor in self._factors:
            factor.set_visible(False)
        if chain is None:
            return
        shape = shown.resolution.layers[weight.target.layer]
        if chain.summed is not None:
            self.chain.hide()
            reason = self.tr("Σ ∂L/∂z · ∂z/{0} over the positions").format(letter)
            self.product.show(f"∂L/{letter}", chain.dw, reason, "strong")
            return
        if chain.da is None or chain.slope is None:
            self._show_rule(("∂L", letter), ("∂L", "∂z"), ("∂z", letter))
            reason = self.tr("answer minus target") if chain.is_joined else self.tr("blame")
            self.second.show("∂L/∂z", chain.dz, reason, "blame")
        else:
            self._show_rule(("∂L", letter), ("∂L", "∂a"), ("∂a", "∂z"), ("∂z", letter))
            self.first.show("∂L/∂a", chain.da, self._blamers(shown, weight), "blame")
            self.second.show("∂a/∂z", chain.slope, words.slope_formula(shape.activation))
        self.third.show(f"∂z/{letter}", chain.dz_dw, self._source_words(shown, weight))
        self.product.show(self.tr("product"), chain.dw, f"∂L/{letter}", "strong")

    def _show_rule(self, *fractions: tuple[str, str]) -> None:
        """Show the chain rule: the first fraction is the product of the others."""
        said = [f"{above}/{below}" for above, below in fractions]
        tex = [rf"\frac{{{above}}}{{{below}}}" for above, below in fractions]
        product = r" \cdot ".join(tex[1:])
        self.chain.show_tex(f"{tex[0]} = {product}", f"{said[0]} = {' · '.join(said[1:])}")

    def _blamers(self, shown: ShownProject, weight: WeightRef) -> str:
        targets = shown.project.network.targets(weight.target.layer)
        if not targets:
            return self.tr("blame from the loss")
        names = ", ".join(layer_title(shown.project, target) for target in targets)
        return self.tr("blame from {0}").format(names)

    def _source_words(self, shown: ShownProject, weight: WeightRef) -> str:
        if weight.source is None:
            return self.tr("a bias always counts once")
        title = unit_title(shown.project, shown.resolution, weight.source, "")
        return self.tr("activation of {0}").format(title)

    def _show_next(
        self, shown: ShownProject, snapshot: Snapshot, value: float | None, chain: Blame | None
    ) -> None:
        training = shown.project.training
        # Other optimizers need their moments, and clipping every gradient: no snapshot has them.
        is_known = training.optimizer.kind == "sgd" and training.clip is None
        is_seen = is_known and value is not None and chain is not None
        self.next_step.setVisible(is_seen)
        if not is_seen or value is None or chain is None:
            return
        is_bias = self._weight is not None and self._weight.source is None
        rate = snapshot.learning_rate or training.optimizer.learning_rate
        gradient = chain.dw
        if not is_bias:
            gradient += training.l2 * value + training.l1 * math.copysign(float(value != 0), value)
        is_alone = training.batch_size > 1
        self.next_step.show_pieces(
            Piece(self.tr("this example alone: ") if is_alone else self.tr("next: "), "muted"),
            Piece("b ← " if is_bias else "w ← ", "muted"),
            Piece(f"{numbers.signed(value, _DECIMALS)} − ", "muted"),
            Piece(f"{numbers.plain(rate)}·({numbers.signed_close(gradient, _DECIMALS)}) ", "muted"),
            Piece("= ", "muted"),
            Piece(numbers.signed(value - rate * gradient, _DECIMALS), "strong"),
        )
        tooltip = self.tr("What SGD would do after this example alone; a batch takes the mean.")
        self.next_step.setToolTip(tooltip)

    def _on_value_value_changed(self, value: float, is_final: bool) -> None:
        if self._weight is not None:
            self.weight_requested.emit(self._weight, value, is_final)
