"""The rows of the tape for Qt's list: what they say, and which have changed."""

from collections.abc import Mapping
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from playground.engine.state import OperationLabel
from playground.ui import numbers
from playground.ui.views.tape.words import formula_text, head_text, worded
from playground.ui.wording import told

Index = QModelIndex | QPersistentModelIndex
When = Literal["rest", "done", "current", "to come"]
"""Where a row stands in the update in progress; "rest" between two updates."""


class TapeModel(QAbstractListModel):
    """The rows of the tape, which of them was carried out last, and where it breaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.operations: tuple[OperationLabel, ...] = ()
        self.current = -1
        self.marks: Mapping[int, tuple[bool, bool]] = {}
        """Rows with a breakpoint: whether it is their own, and whether it is enabled."""
        self._loss: float | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.operations)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.operations):
            return None
        row = index.row()
        label = self.operations[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{head_text(row, label)}: {self.formula(row)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [f"{head_text(row, label)}: {self.formula(row)}"]
            said += [self._when_word(row)] if self.when(row) != "rest" else []
            said += [worded("breakpoint")] if row in self.marks else []
            return ", ".join(said)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{formula_text(label)}\n{told(label.explanation)}"
        return None

    def formula(self, row: int) -> str:
        """Return what a row computes; of the one loss that is computed, what came out."""
        label = self.operations[row]
        is_computed = self.when(row) in ("done", "current")
        if self._loss is not None and row == self._loss_row() and is_computed:
            return f"L = {numbers.loss(self._loss)}"
        return formula_text(label)

    def _loss_row(self) -> int:
        """Return the row of the loss; −1 where several are added up."""
        rows = [row for row, label in enumerate(self.operations) if label.phase == "loss"]
        return rows[0] if len(rows) == 1 else -1

    def show_loss(self, loss: float | None) -> None:
        """Show what the loss of the batch in progress is, once it has been computed."""
        if loss != self._loss:
            self._loss = loss
            self._tell(self._loss_row(), self._loss_row())

    def when(self, row: int) -> When:
        """Return where a row stands in the update in progress."""
        if self.current < 0:
            return "rest"
        if row == self.current:
            return "current"
        return "done" if row < self.current else "to come"

    def _when_word(self, row: int) -> str:
        words = {
            "done": worded("done"),
            "current": worded("carried out last"),
            "to come": worded("to come"),
        }
        return words[self.when(row)]

    def show_operations(self, operations: tuple[OperationLabel, ...], current: int) -> None:
        """Show these rows; ``current`` is −1 between two updates."""
        before = self.current
        if operations is not self.operations and operations != self.operations:
            self.beginResetModel()
            self.operations, self.current = operations, current
            self.endResetModel()
            return
        if current == before:
            return
        self.current = current
        if before < 0 or current < 0:
            self._tell(0, len(operations) - 1)
        else:
            self._tell(min(before, current), max(before, current))

    def show_marks(self, marks: Mapping[int, tuple[bool, bool]]) -> None:
        """Show breakpoints on these rows."""
        changed = [row for row in {*marks, *self.marks} if marks.get(row) != self.marks.get(row)]
        self.marks = dict(marks)
        for row in changed:
            self._tell(row, row)

    def _tell(self, first: int, last: int) -> None:
        last = min(last, len(self.operations) - 1)
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))
