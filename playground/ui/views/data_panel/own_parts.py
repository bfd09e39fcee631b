"""What belongs to the user's own data: a formula, points set by hand, a table from a file."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from playground.data.catalog import DEFAULT_FORMULA
from playground.data.checking import check_data
from playground.model.project import DataSpec, TableSpec
from playground.ui.style import SPACING, Theme, mono, px
from playground.ui.widgets.text import Text


class FormulaField(QWidget):
    """f(x) to type; what is wrong with it stands below, and only what works is asked for."""

    formula_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Text(self.tr("f(x) ="), "muted")
        self._label.setWordWrap(False)
        self.field = QLineEdit()
        self.field.setFont(mono(9.5))
        self.field.setPlaceholderText(DEFAULT_FORMULA)
        self.field.setAccessibleName(self.tr("Formula f(x)"))
        self.field.setToolTip(
            self.tr(
                "Points above this curve are blue: numbers, x, + − * / ^, sin, exp, abs and more."
            )
        )
        self.problem = Text("", "warning")
        self.problem.hide()
        self.field.textEdited.connect(self._on_field_text_edited)
        line = QHBoxLayout()
        line.setSpacing(px(SPACING - 2))
        line.addWidget(self._label)
        line.addWidget(self.field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addLayout(line)
        layout.addWidget(self.problem)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._label.show_theme(theme)
        self.problem.show_theme(theme)

    def show_formula(self, formula: str) -> None:
        """Show the formula of the project; what is being typed stays."""
        if self.field.hasFocus() and self._problem_of(self.field.text()):
            return
        if self.field.text().split() != formula.split():
            with QSignalBlocker(self.field):
                self.field.setText(formula)
        self._show_problem(self._problem_of(formula))

    def _on_field_text_edited(self, text: str) -> None:
        problem = self._problem_of(text)
        self._show_problem(problem)
        if not problem:
            self.formula_requested.emit(text)

    def _problem_of(self, text: str) -> str:
        found = check_data(DataSpec("above", formula=text))
        return found[0] if found else ""

    def _show_problem(self, problem: str) -> None:
        self.problem.show_text(problem)
        self.problem.setVisible(bool(problem))


class OwnPointsPart(QWidget):
    """How many points there are, how to add some, and the way to begin anew."""

    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = Text("", "text")
        self.count.setWordWrap(False)
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setToolTip(self.tr("Removes all points; Undo brings them back."))
        self.clear.clicked.connect(self.clear_requested)
        self.hint = Text(
            self.tr(
                "Click into the map to add a point, with Shift one of the other class. Drag moves "
                "it, Delete removes it."
            ),
            "muted",
        )
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(SPACING - 2))
        layout.addWidget(self.hint)
        layout.addLayout(line)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.count.show_theme(theme)
        self.hint.show_theme(theme)

    def show_count(self, count: int) -> None:
        """Show how many points there are."""
        words = self.tr("1 point") if count == 1 else self.tr("{0} points").format(f"{count:,}")
        self.count.show_text(words)
        self.clear.setEnabled(count > 0)


class TablePart(QWidget):
    """Which table it is, and the way to another one."""

    open_requested = Signal()
    columns_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = Text("", "muted")
        self.open = QPushButton(self.tr("Open a table…"))
        self.open.setToolTip(self.tr("Reads a CSV file: columns of numbers, and one to predict."))
        self.open.clicked.connect(self.open_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(SPACING - 2))
        self.columns = QPushButton(self.tr("Columns…"))
        self.columns.setToolTip(self.tr("Chooses another column to predict, and other features."))
        self.columns.clicked.connect(self.columns_requested)
        layout.addWidget(self.summary)
        layout.addWidget(self.columns)
        layout.addWidget(self.open)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.summary.show_theme(theme)

    def show_table(self, table: TableSpec | None) -> None:
        """Show what the table holds and what is predicted."""
        self.columns.setVisible(table is not None)
        if table is None:
            self.summary.show_text(self.tr("There is no table yet."))
            return
        rows = len(table.answers) // 8
        if table.classes:
            aim = self.tr("{0} ({1} classes)").format(table.target, len(table.classes))
        else:
            aim = table.target
        words = self.tr("{0}: {1} rows, predicts {2}.").format(table.name, f"{rows:,}", aim)
        self.summary.show_text(words)
