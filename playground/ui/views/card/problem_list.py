"""Problems in plain words, each with its way out as a button."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from playground.model.check import Problem, Repair
from playground.model.edits import Edit
from playground.model.project import Project
from playground.ui.style import DARK, SPACING, Theme
from playground.ui.widgets.text import Text
from playground.ui.wording import told


def repair_edit(repair: Repair) -> Edit:
    """Return the edit that a repair stands for."""

    def change(_project: Project) -> Project:
        return repair.project

    return Edit(repair.label, change)


class ProblemList(QWidget):
    """Why something cannot work, and what to do next."""

    edit_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._problems: tuple[Problem, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACING // 2)
        self.texts: list[Text] = []
        self.buttons: list[QPushButton] = []

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for text in self.texts:
            text.show_theme(theme)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these problems."""
        self.setVisible(bool(problems))
        if problems == self._problems:
            return
        self._problems = problems
        for widget in (*self.texts, *self.buttons):
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.texts, self.buttons = [], []
        for problem in problems:
            self._add(problem)

    def _add(self, problem: Problem) -> None:
        text = Text(told(problem.message), "warning")
        text.show_theme(self._theme)
        self.texts.append(text)
        self._layout.addWidget(text)
        for repair in problem.repairs:
            button = QPushButton(told(repair.label))
            button.setToolTip(self.tr("Repairs this; it can be undone."))
            button.clicked.connect(partial(self._on_button_clicked, repair))
            self.buttons.append(button)
            self._layout.addWidget(button)

    def _on_button_clicked(self, repair: Repair) -> None:
        self.edit_requested.emit(repair_edit(repair))
