"""A neuron: its sum term by term, its activation, and the blame of one of its weights."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.model.ids import UnitRef
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import unit_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card import words
from playground.ui.views.card.arithmetic import NeuronSum, blame, neuron_sum, unit_values
from playground.ui.views.card.other_units import input_value, note
from playground.ui.views.card.rows import TermRow
from playground.ui.widgets.number_field import NumberField
from playground.ui.widgets.segments import Piece, Segments
from playground.ui.widgets.text import Text


class NeuronCard(QWidget):
    """The numbers of one neuron for one example."""

    weight_requested = Signal(object, float, bool)
    """WeightRef, value, is final."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._sum: NeuronSum | None = None
        self._places: tuple[int, ...] = ()
        self._ordered_for: object = None
        self._pointed = 0
        self._context: tuple[ShownProject, Snapshot, UnitRef] | None = None
        self.rows: list[TermRow] = []
        self.note = Text(role="muted")
        self.rest, self.z, self.a = Segments(), Segments(), Segments()
        self.chain, self.chain_numbers = Segments(), Segments()
        self.warning = Text(role="warning")
        self.origin = Text(role="muted")
        self.bias = NumberField()
        self.bias.setAccessibleName(self.tr("bias"))
        self.bias.value_changed.connect(self._on_bias_value_changed)
        self._bias_label = Segments()
        self._bias_label.show_pieces(Piece("b =", "muted"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()

    def _lay_out(self) -> None:
        self._bias_row = QWidget()
        bias = QHBoxLayout(self._bias_row)
        bias.setContentsMargins(0, 0, 0, 0)
        bias.setSpacing(0)
        bias.addWidget(self._bias_label)
        bias.addWidget(self.bias)
        bias.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING // 4)
        layout.addWidget(self.note)
        layout.addLayout(self._rows)
        for widget in (self.rest, self._bias_row, self.z, self.a, self.chain, self.chain_numbers):
            layout.addWidget(widget)
        layout.addSpacing(SPACING // 2)
        layout.addWidget(self.warning)
        layout.addWidget(self.origin)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.z.setToolTip(self.tr("The pre-activation: the weighted sum of the inputs plus bias."))
        self.a.setToolTip(self.tr("The activation: what this neuron passes on."))
        self.chain.setToolTip(
            self.tr("How the loss changes with one weight; point at a row to choose which.")
        )

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for widget in (self.note, self.rest, self.z, self.a, self.chain, self.chain_numbers):
            widget.show_theme(theme)
        for row in self.rows:
            row.show_theme(theme)
        for other in (self.warning, self.origin, self.bias, self._bias_label):
            other.show_theme(theme)

    def show_unit(self, shown: ShownProject, snapshot: Snapshot, unit: UnitRef) -> None:
        """Show this neuron's numbers."""
        if self._context is None or self._context[2] != unit:
            self._pointed = 0
        self._context = (shown, snapshot, unit)
        self._sum = neuron_sum(shown, snapshot, unit)
        shape = shown.resolution.layers.get(unit.layer)
        self.origin.show_text(words.origin(snapshot, shape))
        if self._sum is None:
            self._show_without_sum(shown, snapshot, unit)
            return
        self._show_terms(shown, snapshot, unit, self._sum)
        activation = shape.activation if shape is not None else "linear"
        self.a.setVisible(True)
        self.z.show_pieces(*words.value_pieces("z = Σ a·w + b = ", self._sum.z))
        formula = words.mean_of(f"a = {words.applied(activation)} = ", shape)
        if any(clamp.unit == unit for clamp in shown.project.network.clamps):
            formula = self.tr("a, clamped = ")
        self.a.show_pieces(*words.value_pieces(formula, self._sum.a))
        self._show_blame()
        if self._sum.is_stale:
            words_now = self.tr(
                "The weights have moved since z was computed; the next pass brings both together."
            )
        else:
            words_now = ""
        self.warning.show_text(words_now)
        self.warning.setVisible(bool(words_now))

    def _show_without_sum(self, shown: ShownProject, snapshot: Snapshot, unit: UnitRef) -> None:
        self._show_rows(0)
        for widget in (self.rest, self._bias_row, self.chain, self.chain_numbers, self.warning):
            widget.setVisible(False)
        shape = shown.resolution.layers.get(unit.layer)
        z, a = unit_values(shown, snapshot, unit)
        kind = shape.kind if shape is not None else ""
        formula = words.mean_of("a = ", shape)
        self.z.setVisible(kind == "activation")
        self.z.show_pieces(*words.value_pieces(words.mean_of("z = ", shape), z))
        if shape is not None and kind == "activation":
            formula = words.mean_of(f"a = {words.applied(shape.activation)} = ", shape)
        if shown.takes_data(unit.layer):
            a = input_value(shown, snapshot, unit)
        self.a.setVisible(shape is None or not shape.vocabulary)
        self.a.show_pieces(*words.value_pieces(formula, a))
        self.note.show_text(note(shown, unit, is_known=a is not None))
        self.note.setVisible(True)

    # --- the sum ---------------------------------------------------------------------------

    def _show_terms(
        self, shown: ShownProject, snapshot: Snapshot, unit: UnitRef, total: NeuronSum
    ) -> None:
        # The order of many inputs stays as it is while numbers run, so that nothing jumps.
        example = snapshot.probe.example if snapshot.probe is not None else None
        ordered_for = (unit, example, len(total.terms), total.expected is None)
        if ordered_for != self._ordered_for or snapshot.status != "running":
            self._ordered_for = ordered_for
            if not any(row.weight.is_changing for row in self.rows):
                self._places = total.strongest()
        self._places = tuple(place for place in self._places if place < len(total.terms))
        self._show_rows(len(self._places))
        digits = len(str(len(total.terms)))
        if self.rows:
            # All numbers that can be changed stand in one column.
            self._bias_label.setFixedWidth(self.rows[0].weight_left(digits))
        for row, place in zip(self.rows, self._places, strict=False):
            term = total.terms[place]
            title = unit_title(shown.project, shown.resolution, term.source, self.tr("neuron"))
            row.show_term(term, title, digits)
        hidden = len(total.terms) - len(self._places)
        self.note.setVisible(hidden > 0)
        self.rest.setVisible(hidden > 0)
        if hidden:
            self.note.show_text(
                self.tr("The {0} largest of {1} terms, largest first.").format(
                    len(self._places), numbers.thousands(len(total.terms))
                )
            )
            words_rest = self.tr("{0} more, together ").format(numbers.thousands(hidden))
            rest = numbers.signed(total.rest(self._places))
            self.rest.show_pieces(Piece(words_rest, "muted"), Piece(rest))
        self._bias_row.setVisible(total.bias is not None)
        self.z.setVisible(True)
        if total.bias is not None:
            self.bias.show_value(total.bias)

    def _show_rows(self, count: int) -> None:
        while len(self.rows) < count:
            row = TermRow()
            row.weight_changed.connect(self.weight_requested)
            row.pointed.connect(self._on_row_pointed)
            if self._theme is not None:
                row.show_theme(self._theme)
            self.rows.append(row)
            self._rows.addWidget(row)
        for index, row in enumerate(self.rows):
            if row.isHidden() != (index >= count):
                row.setVisible(index < count)

    def _show_blame(self) -> None:
        if self._context is None or self._sum is None or not self._sum.terms:
            return
        shown, snapshot, unit = self._context
        first = self._places[0] if self._places else 0
        place = self._pointed - 1 if 0 < self._pointed <= len(self._sum.terms) else first
        term = self._sum.terms[place]
        chain = blame(shown, snapshot, unit, term.a, term.source)
        self.chain.setVisible(True)
        self.chain_numbers.setVisible(chain is not None)
        number = numbers.subscript(term.index)
        left = Piece(f"∂L/∂w{number} = ", "muted")
        if chain is None:
            self.chain.show_pieces(left, Piece(self.tr("no gradient yet"), "muted"))
            return
        if chain.summed is not None:
            self.chain.show_pieces(left, Piece(f"Σ ∂L/∂z · a{number}", "muted"))
            total = Piece(numbers.signed_close(chain.dw), "blame")
            self.chain_numbers.show_pieces(Piece("= ", "text"), total)
            return
        values = chain.da, chain.slope
        if values[0] is None or values[1] is None:
            self.chain.show_pieces(left, Piece("∂L/∂z · ", "muted"), Piece(f"a{number}", "muted"))
            factors: tuple[float, ...] = (chain.dz, chain.dz_dw)
        else:
            pieces = (Piece(text, "muted") for text in ("∂L/∂a · ", "∂a/∂z · ", f"a{number}"))
            self.chain.show_pieces(left, *pieces)
            factors = (values[0], values[1], chain.dz_dw)
        told = [numbers.signed_close(factor) for factor in factors]
        result = numbers.signed_close(chain.dw)
        # On one line, where there is room for one: nothing below moves while numbers change.
        has_room = self.chain_numbers.has_room(f"= {' · '.join(told)} = {result}")
        shown_factors = " · ".join(told) if has_room else "·".join(told)
        self.chain_numbers.show_pieces(
            Piece(f"= {shown_factors} ", "text"),
            Piece("= ", "text"),
            Piece(result, "blame"),
        )

    def _on_row_pointed(self, index: int) -> None:
        self._pointed = index
        self._show_blame()

    def _on_bias_value_changed(self, value: float, is_final: bool) -> None:
        if self._sum is not None and self._sum.bias_weight is not None:
            self.weight_requested.emit(self._sum.bias_weight, value, is_final)
