"""The popup behind the optimizer: the rule with its numbers, the schedule, and what holds back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from playground.model import wishes
from playground.model.catalog import OPTIMIZERS, SCHEDULES, TRAINING_FIELDS, Field
from playground.model.edits import Edit
from playground.model.project import OptimizerSpec, TrainingSpec
from playground.ui.numbers import parse, plain
from playground.ui.style import SPACING, mono, px, sans
from playground.ui.wording import told


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)


def check_number(field: Field, text: str, usual: float) -> float | str | None:
    """Return the number, None where the field may be empty and is, or what is wrong."""
    if field.is_optional and text.strip().lower() in ("", "0", "–", "-", "none", _tr("none")):
        return None
    number = parse(text)
    low, high = field.minimum or 0.0, field.maximum if field.maximum is not None else float("inf")
    if number is None:
        return _tr("“{0}” is not a number. Type one such as {1}.").format(text[:20], plain(usual))
    if field.is_whole and number != int(number):
        return _tr("It must be a whole number.")
    if number < low or number > high or (field.is_positive and number <= 0):
        pattern = (
            _tr("It must be greater than 0 and at most {1}.")
            if field.is_positive
            else _tr("It must lie between {0} and {1}.")
        )
        return pattern.format(plain(low), plain(high))
    return number


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of the popup: what it is, how it is read, what a new one asks for."""

    field: Field
    read: Callable[[TrainingSpec], float | None]
    write: Callable[[float | None], Edit]
    usual: float


def _numbers() -> dict[str, _Number]:
    def of_optimizer(name: str, usual: float) -> _Number:
        return _Number(
            TRAINING_FIELDS[name],
            lambda training: float(getattr(training.optimizer, name)),
            lambda value: wishes.set_optimizer(**{name: value}),  # type: ignore[arg-type]
            usual,
        )

    def of_training(name: str, usual: float) -> _Number:
        return _Number(
            TRAINING_FIELDS[name],
            lambda training: getattr(training, name),
            lambda value: wishes.set_training(**{name: value}),
            usual,
        )

    spec = OptimizerSpec()
    return {
        "momentum": of_optimizer("momentum", spec.momentum),
        "decay": of_optimizer("decay", spec.decay),
        "weight_decay": of_optimizer("weight_decay", spec.weight_decay),
        "period": _Number(
            TRAINING_FIELDS["period"],
            lambda training: float(training.optimizer.schedule.period),
            lambda value: wishes.set_schedule(period=int(value or 1)),
            spec.schedule.period,
        ),
        "factor": _Number(
            TRAINING_FIELDS["factor"],
            lambda training: training.optimizer.schedule.factor,
            lambda value: wishes.set_schedule(factor=value),
            spec.schedule.factor,
        ),
        "l1": of_training("l1", 0.001),
        "clip": of_training("clip", 1.0),
    }


class _ChoiceBox(QComboBox):
    """A list of records of a table; the wheel leaves it alone."""

    def __init__(self, title: str, tooltip: str, table: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self.setAccessibleName(title)
        self.setToolTip(tooltip)
        for record in table.values():
            self.addItem(told(record.title), record.name)
            self.setItemData(
                self.count() - 1, told(record.explanation), Qt.ItemDataRole.ToolTipRole
            )

    def show_name(self, name: str) -> None:
        """Show this record; nothing is asked for."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(name))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


class OptimizerPopup(QFrame):
    """Everything about the update that the bar has no room for."""

    edit_requested = Signal(object)
    choice_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._training = TrainingSpec()
        self._numbers = _numbers()
        self.editors: dict[str, QLineEdit] = {}
        self._labels: dict[str, QLabel] = {}
        about = TRAINING_FIELDS["optimizer"], TRAINING_FIELDS["schedule"]
        self.kind = _ChoiceBox(told(about[0].title), told(about[0].explanation), OPTIMIZERS, self)
        self.schedule = _ChoiceBox(
            told(about[1].title), told(about[1].explanation), SCHEDULES, self
        )
        self._about_kind, self._about_schedule = self._note(), self._note()
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self.kind.activated.connect(
            lambda index: self.choice_requested.emit(str(self.kind.itemData(index)))
        )
        self.schedule.activated.connect(self._on_schedule_activated)

    def show_training(self, training: TrainingSpec) -> None:
        """Show these settings; only those that the rule and the schedule use."""
        self._training = training
        optimizer = training.optimizer
        self.kind.show_name(optimizer.kind)
        self.schedule.show_name(optimizer.schedule.kind)
        used = {"l1", "clip"}
        for table, name, note in (
            (OPTIMIZERS, optimizer.kind, self._about_kind),
            (SCHEDULES, optimizer.schedule.kind, self._about_schedule),
        ):
            record: Any = table.get(name)
            note.setText("" if record is None else f"{told(record.explanation)}\n{record.formula}")
            used |= {field.name for field in getattr(record, "fields", ())}
        for name, editor in self.editors.items():
            editor.setVisible(name in used)
            self._labels[name].setVisible(name in used)
            if not editor.hasFocus():
                editor.setText(self._written(name))
        if self.isVisible():
            self.adjustSize()

    def _written(self, name: str) -> str:
        value = self._numbers[name].read(self._training)
        return _tr("none") if value is None else plain(value)

    # --- putting together ------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(SPACING * 2))
        grid.setVerticalSpacing(px(SPACING - 2))
        grid.setColumnStretch(0, 1)
        row = 0
        for box, note, names in (
            (self.kind, self._about_kind, ("momentum", "decay", "weight_decay")),
            (self.schedule, self._about_schedule, ("period", "factor")),
            (None, None, ("l1", "clip")),
        ):
            if box is not None and note is not None:
                title = QLabel(box.accessibleName())
                title.setFont(sans(10.0))
                title.setObjectName("heading")
                grid.addWidget(title, row, 0)
                grid.addWidget(box, row, 1)
                grid.addWidget(note, row + 1, 0, 1, 2)
                row += 2
            for name in names:
                self._add_number(grid, row, name)
                row += 1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(12))
        layout.addLayout(grid)
        layout.addWidget(self.problem)

    def _note(self) -> QLabel:
        note = QLabel(self)
        note.setObjectName("muted")
        note.setFont(sans(9.0))
        note.setWordWrap(True)
        note.setFixedWidth(px(320))
        return note

    def _add_number(self, grid: QGridLayout, row: int, name: str) -> None:
        number = self._numbers[name]
        label = QLabel(told(number.field.title))
        editor = QLineEdit()
        editor.setFont(mono(9.5))
        editor.setFixedWidth(px(96))
        editor.setAccessibleName(told(number.field.title))
        editor.setToolTip(told(number.field.explanation))
        label.setToolTip(told(number.field.explanation))
        editor.editingFinished.connect(partial(self._on_editor_finished, name))
        grid.addWidget(label, row, 0)
        grid.addWidget(editor, row, 1, Qt.AlignmentFlag.AlignRight)
        self.editors[name], self._labels[name] = editor, label

    # --- answers ---------------------------------------------------------------------------

    def _on_editor_finished(self, name: str) -> None:
        number, editor = self._numbers[name], self.editors[name]
        if editor.text() == self._written(name):
            self.problem.hide()
            return
        answer = check_number(number.field, editor.text(), number.usual)
        if isinstance(answer, str):
            self.problem.setText(answer)
            self.problem.show()
            self.adjustSize()
            return
        self.problem.hide()
        if answer != number.read(self._training):
            self.edit_requested.emit(number.write(answer))
        else:
            editor.setText(self._written(name))

    def _on_schedule_activated(self, index: int) -> None:
        self.edit_requested.emit(wishes.set_schedule(kind=str(self.schedule.itemData(index))))
