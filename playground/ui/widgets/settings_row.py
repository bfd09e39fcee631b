"""The figures of the transport bar: step and epoch, and what may change while training."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.model import wishes
from playground.model.catalog import LOSSES, OPTIMIZERS, TARGET_RULES, TRAINING_FIELDS
from playground.model.ids import LayerId
from playground.model.network import OutputSpec
from playground.model.project import OptimizerSpec, TrainingSpec
from playground.session.snapshot import Snapshot
from playground.ui.numbers import plain, thousands
from playground.ui.style import Theme
from playground.ui.view import ShownProject
from playground.ui.widgets.optimizer_popup import OptimizerPopup, check_number
from playground.ui.widgets.setting import (
    Choice,
    ChoiceFigure,
    EditableFigure,
    Figure,
    NumberFigure,
    NumberRule,
)
from playground.ui.wording import told

_RATES = (0.001, 0.003, 0.01, 0.03, 0.1)
_BATCHES = (1.0, 4.0, 10.0, 32.0, 100.0)
_L2S = (0.0, 1e-4, 1e-3, 1e-2)
_SEEDS = (1.0, 2.0, 3.0, 42.0)


def _rule(name: str, presets: tuple[float, ...]) -> NumberRule:
    field = TRAINING_FIELDS[name]
    usual = presets[len(presets) // 2]

    def check(text: str) -> float | str:
        answer = check_number(field, text, usual)
        return usual if answer is None else answer

    return NumberRule(told(field.title), presets, check)


class OptimizerFigure(EditableFigure):
    """The rule of the update; behind it, everything that the rule uses."""

    choice_requested = Signal(str)
    edit_requested = Signal(object)

    def __init__(
        self, word: str, characters: int, tooltip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(word, characters, tooltip, parent)
        self._training = TrainingSpec()
        self._popup: OptimizerPopup | None = None

    @property
    def popup(self) -> OptimizerPopup:
        """The popup, made when it is wanted first."""
        if self._popup is None:
            self._popup = OptimizerPopup(self)
            self._popup.choice_requested.connect(self.choice_requested)
            self._popup.edit_requested.connect(self.edit_requested)
            self._popup.show_training(self._training)
        return self._popup

    def show_training(self, training: TrainingSpec) -> None:
        """Show the rule of these settings."""
        self._training = training
        kind = training.optimizer.kind
        self.show_value(told(OPTIMIZERS[kind].title) if kind in OPTIMIZERS else kind)
        if self._popup is not None:
            self._popup.show_training(training)

    def _open(self) -> None:
        self._open_below(self.popup)
        self.popup.kind.setFocus(Qt.FocusReason.PopupFocusReason)


class SettingsRow(QWidget):
    """Step, epoch, rate, batch, optimizer, L2, loss, seed."""

    edit_requested = Signal(object)
    grew = Signal()
    """It needs more room than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = {name: told(field.explanation) for name, field in TRAINING_FIELDS.items()}
        self._output: LayerId | None = None
        self._optimizer: OptimizerSpec | None = None
        self.step = Figure(self.tr("Step"), 7)
        self.step.setToolTip(self.tr("Counts the updates of the weights done so far."))
        self.epoch = Figure(self.tr("Epoch"), 5)
        self.epoch.setToolTip(self.tr("Counts the passes over the training examples done so far."))
        self.rate = NumberFigure(
            self.tr("Rate"), 5, about["learning_rate"], _rule("learning_rate", _RATES)
        )
        self.batch = NumberFigure(
            self.tr("Batch"), 3, about["batch_size"], _rule("batch_size", _BATCHES)
        )
        self.optimizer = OptimizerFigure(self.tr("Optimizer"), 4, about["optimizer"])
        self.l2 = NumberFigure(self.tr("L2"), 2, about["l2"], _rule("l2", _L2S))
        self.loss = ChoiceFigure(
            self.tr("Loss"), 3, self.tr("Chooses the number that training makes small.")
        )
        self.seed = NumberFigure(self.tr("Seed"), 2, about["seed"], _rule("seed", _SEEDS))
        self.figures: tuple[Figure, ...] = (
            self.step,
            self.epoch,
            self.rate,
            self.batch,
            self.optimizer,
            self.l2,
            self.loss,
            self.seed,
        )
        self._lay_out()
        self._connect()

    def show_project(self, shown: ShownProject) -> None:
        """Show the settings of this project."""
        training = shown.project.training
        self._show_rate(training.optimizer, None)
        self.batch.show_value(str(training.batch_size))
        self.l2.show_value(plain(training.l2))
        self.seed.show_value(str(training.seed))
        self.optimizer.show_training(training)
        self._show_loss(shown)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where the run stands."""
        self.step.show_value(thousands(snapshot.step))
        self.epoch.show_value(thousands(snapshot.epoch))
        if self._optimizer is not None and self._optimizer.schedule.kind != "constant":
            self._show_rate(self._optimizer, snapshot.learning_rate)

    def _show_rate(self, optimizer: OptimizerSpec, in_force: float | None) -> None:
        """Show the rate that the schedule has now; the popup edits the full one."""
        self._optimizer = optimizer
        full = optimizer.learning_rate
        self.rate.edited = plain(full)
        self.rate.show_value(plain(full) if in_force is None else f"{in_force:.3g}")

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for figure in self.figures:
            figure.show_theme(theme)

    def show_level(self, level: int) -> None:
        """Leave out what is least needed: 0 is everything."""
        for figure, most in (
            (self.l2, 2),
            (self.seed, 2),
            (self.loss, 3),
            (self.epoch, 3),
            (self.batch, 5),
            (self.optimizer, 5),
        ):
            figure.setVisible(level <= most)

    def needed_width(self) -> int:
        """Return the width of what is not left out."""
        shown = [figure for figure in self.figures if not figure.isHidden()]
        return sum(figure.sizeHint().width() for figure in shown) + len(shown) - 1

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for figure in self.figures:
            layout.addWidget(figure)
            figure.grew.connect(self.grew)

    def _connect(self) -> None:
        self.rate.number_requested.connect(
            lambda value: self.edit_requested.emit(wishes.set_optimizer(learning_rate=value))
        )
        self.batch.number_requested.connect(
            lambda value: self.edit_requested.emit(wishes.set_training(batch_size=int(value)))
        )
        self.l2.number_requested.connect(
            lambda value: self.edit_requested.emit(wishes.set_training(l2=value))
        )
        self.seed.number_requested.connect(
            lambda value: self.edit_requested.emit(wishes.set_training(seed=int(value)))
        )
        self.optimizer.choice_requested.connect(
            lambda name: self.edit_requested.emit(wishes.set_optimizer(kind=name))
        )
        self.optimizer.edit_requested.connect(self.edit_requested)
        self.loss.choice_requested.connect(self._on_loss_choice_requested)

    def _show_loss(self, shown: ShownProject) -> None:
        outputs = [x.id for x in shown.project.network.layers if isinstance(x.spec, OutputSpec)]
        first = [head.id for head in shown.resolution.heads] or outputs
        self._output = first[0] if first else None
        shape = shown.resolution.layers.get(self._output) if self._output else None
        self.loss.setEnabled(shape is not None and shown.dataset is not None)
        chosen = shown.resolution.loss
        names = {chosen} if chosen else set()
        if shape is not None and shown.dataset is not None:
            task = shown.task
            names |= {
                rule.loss
                for rule in TARGET_RULES
                if (rule.task, rule.activation) == (task, shape.activation)
            }
        choices = [
            Choice(x.name, told(x.title), told(x.explanation))
            for x in LOSSES.values()
            if x.name in names
        ]
        self.loss.show_choices(choices, chosen, chosen.upper().replace("_", " ") or "–")

    def _on_loss_choice_requested(self, name: str) -> None:
        if self._output is not None:
            self.edit_requested.emit(wishes.set_loss(self._output, name))
