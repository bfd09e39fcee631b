"""The arithmetic of the operation at hand: its formula, its numbers, and what comes of them."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from playground.readout.arithmetic.records import Arithmetic, Line
from playground.readout.arithmetic.rendering import as_latex
from playground.session.snapshot import Snapshot
from playground.ui.layer_names import told_name
from playground.ui.naming import weight_title
from playground.ui.style import SPACING, Theme, px
from playground.ui.view import ShownProject
from playground.ui.views.card import words
from playground.ui.views.card.asked import Target, answer_of
from playground.ui.views.card.next_step import is_gradient, next_line
from playground.ui.views.card.stepped_rows import (
    LineRow,
    as_sentence,
    number_width,
    phrase_text,
)
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.formula import Formula
from playground.ui.widgets.text import Text
from playground.ui.wording import told


class SteppedCard(QWidget):
    """What the operation that was carried out last has done, for one neuron or one weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self.record: Arithmetic | None = None
        """What is shown now."""
        self.place = Text(role="muted")
        self.elsewhere = Text(role="muted")
        self.title = Text(role="title", wraps=True)
        self.formula = Formula(points=11.5)
        self.rows: list[LineRow] = []
        self._next: Line | None = None
        self.notes = Text(role="muted")
        self.origin = Text(role="muted")
        self.copy_button = Chip(self.tr("copy"), self.tr("Copies formula and numbers as text."))
        self.latex_button = Chip(
            self.tr("LaTeX"), self.tr("Copies formula and numbers as LaTeX, for a paper or slides.")
        )
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._name_buttons()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACING)
        self._grid.setVerticalSpacing(SPACING // 4)
        self._grid.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(SPACING - 2))
        for part in (
            self.place,
            self.elsewhere,
            self.title,
            self.formula,
            self._inside,
            self.notes,
            self.origin,
        ):
            layout.addWidget(part)

    def _name_buttons(self) -> None:
        """Name the two buttons, which stand where the card wants them."""
        for button, name, copy in (
            (self.copy_button, self.tr("Copy the arithmetic"), self.copy_text),
            (self.latex_button, self.tr("Copy the arithmetic as LaTeX"), self.copy_latex),
        ):
            button.setCheckable(False)
            button.setAccessibleName(name)
            button.clicked.connect(copy)
            button.hide()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for part in (self.place, self.elsewhere, self.title, self.formula):
            part.show_theme(theme)
        for row in self.rows:
            row.show_theme(theme)
        for other in (self.notes, self.origin, self.copy_button, self.latex_button):
            other.show_theme(theme)

    def show_moment(self, shown: ShownProject, snapshot: Snapshot, target: Target | None) -> None:
        """Show the operation that the snapshot stands behind; never numbers of another one."""
        found = answer_of(snapshot, target)
        self.record, self._next = found, None
        self.place.show_text(self._place_text(snapshot))
        for part in (self.title, self._inside, self.notes, self.origin):
            part.setVisible(found is not None)
        for button in (self.copy_button, self.latex_button):
            button.setVisible(found is not None)
        if found is None:
            self.formula.hide()
            self.elsewhere.hide()
            return
        record = found if found.is_concerned or found.nearest is None else found.nearest
        self._show_elsewhere(snapshot, found)
        self._show_record(shown, snapshot, record, is_own=found.is_concerned)
        self.origin.show_text(words.lane_origin(shown, snapshot, found))

    # --- what stands above the numbers -----------------------------------------------------

    def _place_text(self, snapshot: Snapshot) -> str:
        done, count = snapshot.position.operation, len(snapshot.operations)
        if not 0 < done <= count:
            return self.tr("Between two updates")
        label = snapshot.operations[done - 1]
        where = told_name(label.layer_name) or words.all_layers()
        text = self.tr("Operation {0} of {1} · {2} · {3}")
        return text.format(done, count, words.phase(label.phase), where)

    def _show_elsewhere(self, snapshot: Snapshot, found: Arithmetic) -> None:
        """Say that the operation is about others, and whose numbers are shown instead."""
        self.elsewhere.setVisible(not found.is_concerned)
        if found.is_concerned:
            return
        if found.nearest is None or found.nearest.operation is None:
            self.elsewhere.show_text(self.tr("It does not concern what is selected."))
            return
        row = found.nearest.operation
        label = snapshot.operations[row]
        text = self.tr("It does not concern what is selected; operation {0} did ({1}, {2}):")
        name = told_name(label.layer_name) or words.all_layers()
        self.elsewhere.show_text(text.format(row + 1, words.phase(label.phase), name))

    # --- the numbers -----------------------------------------------------------------------

    def _show_record(
        self, shown: ShownProject, snapshot: Snapshot, record: Arithmetic, *, is_own: bool
    ) -> None:
        # A row that is not concerned, and none before it: its own sentence is all there is.
        self.title.show_text(_title(shown, record))
        self.formula.setVisible(bool(record.formula_tex))
        self.formula.show_tex(record.formula_tex, record.formula)
        self._show_lines(record.lines, self._proof(snapshot, record))
        self._next = next_line(shown, snapshot, record) if is_own else None
        if self._next is not None:
            self._row(len(record.lines)).show_line(self._next, self.tr("next"))
        said = [phrase_text(note) for note in record.notes] if record.lines else []
        self.notes.show_text("\n".join([told(record.explanation), *said]).strip())

    def _show_lines(self, lines: tuple[Line, ...], proof: str) -> None:
        for place, line in enumerate(lines):
            if line.role == "result" and proof:
                self._row(place).show_line(line, proof, is_proof=True)
            else:
                self._row(place).show_line(line)
        for row in self.rows[len(lines) :]:
            row.hide()
        if self.rows:
            self._grid.setColumnMinimumWidth(1, number_width(self.rows[0].number))

    def _row(self, place: int) -> LineRow:
        """Return a row of the grid; new ones are made where there are not enough."""
        while len(self.rows) <= place:
            row = LineRow(self._grid, len(self.rows))
            if self._theme is not None:
                row.show_theme(self._theme)
            self.rows.append(row)
        return self.rows[place]

    def _proof(self, snapshot: Snapshot, record: Arithmetic) -> str:
        """Return the numeric gradient beside the one shown, where it has just been checked."""
        checked = snapshot.gradient_check
        main = record.main
        if checked is None or not is_gradient(main):
            return ""
        is_same = checked.step == snapshot.step and checked.weight == (
            record.weight or record.target
        )
        if not is_same or not checked.agrees:
            return ""
        return self.tr("✓ numeric {0}").format(words.five_digits(checked.numeric))

    # --- copying ---------------------------------------------------------------------------

    def text(self) -> str:
        """Return everything as text, "" where nothing is shown."""
        if self.record is None:
            return ""
        record = self.record if self.record.is_concerned else self.record.nearest
        if record is None:
            return ""
        head = [self.place.text(), self.title.text(), record.formula]
        notes = [phrase_text(note) for note in record.notes]
        following = [self._next] if self._next is not None else []
        lines = [as_sentence(line) for line in (*record.lines, *following)]
        said = [*head, *lines, *notes, self.origin.text()]
        return "\n".join(line for line in said if line)

    def latex(self) -> str:
        """Return formula and numbers as LaTeX, "" where nothing is shown."""
        if self.record is None:
            return ""
        record = self.record if self.record.is_concerned else self.record.nearest
        if record is None or not record.lines:
            return ""
        following = (self._next,) if self._next is not None else ()
        return as_latex(replace(record, lines=(*record.lines, *following)))

    @Slot()
    def copy_text(self) -> None:
        """Put the arithmetic on the clipboard as text."""
        _copy(self.text())

    @Slot()
    def copy_latex(self) -> None:
        """Put the arithmetic on the clipboard as LaTeX."""
        _copy(self.latex())


def _copy(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)


def _title(shown: ShownProject, record: Arithmetic) -> str:
    """Return what is worked out, and of which number where it is not what is selected."""
    if not record.is_concerned:
        return ""
    title = phrase_text(record.title)
    if record.weight is None or record.weight == record.target:
        return title
    name = weight_title(shown.project, shown.resolution, record.weight)
    return f"{title} · {name}"
