"""The figures of the transport bar: step and epoch, and what may change while training."""

import math

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.model import wishes
from playground.model.catalog import LOSSES, OPTIMIZERS, TARGET_RULES, TRAINING_FIELDS, Field
from playground.model.ids import LayerId
from playground.model.network import OutputSpec
from playground.session.snapshot import Snapshot
from playground.ui.numbers import parse, plain, thousands
from playground.ui.style import Theme
from playground.ui.view import ShownProject
from playground.ui.widgets.setting import (
    Choice,
    ChoiceFigure,
    Figure,
    NumberFigure,
    NumberRule,
)

_RATES = (0.001, 0.003, 0.01, 0.03, 0.1)
_BATCHES = (1.0, 4.0, 10.0, 32.0, 100.0)
_L2S = (0.0, 1e-4, 1e-3, 1e-2)
_SEEDS = (1.0, 2.0, 3.0, 42.0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)


def _check(field: Field, is_whole: bool, usual: float, text: str) -> float | str:
    """Return the number, or what is wrong with the text."""
    number = parse(text)
    low, high = field.minimum or 0.0, field.maximum or math.inf
    if number is None:
        return _tr("“{0}” is not a number. Type one such as {1}.").format(text[:20], plain(usual))
    if is_whole and number != int(number):
        return _tr("It must be a whole number.")
    is_open = field.name == "learning_rate"
    if number < low or number > high or (is_open and number <= 0):
        text = (
            _tr("It must be greater than 0 and at most {1}.")
            if is_open
            else _tr("It must lie between {0} and {1}.")
        )
        return text.format(plain(low), plain(high))
    return number


def _rule(name: str, presets: tuple[float, ...], is_whole: bool = False) -> NumberRule:
    field = TRAINING_FIELDS[name]
    usual = presets[len(presets) // 2]
    return NumberRule(field.title, presets, lambda text: _check(field, is_whole, usual, text))


class SettingsRow(QWidget):
    """Step, epoch, rate, batch, optimizer, L2, loss, seed."""

    edit_requested = Signal(object)
    grew = Signal()
    """It needs more room than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = {name: field.explanation for name, field in TRAINING_FIELDS.items()}
        self._output: LayerId | None = None
        self.step = Figure(self.tr("Step"), 7)
        self.step.setToolTip(self.tr("Counts the updates of the weights done so far."))
        self.epoch = Figure(self.tr("Epoch"), 5)
        self.epoch.setToolTip(self.tr("Counts the passes over the training examples done so far."))
        self.rate = NumberFigure(
            self.tr("Rate"), 5, about["learning_rate"], _rule("learning_rate", _RATES)
        )
        self.batch = NumberFigure(
            self.tr("Batch"), 3, about["batch_size"], _rule("batch_size", _BATCHES, True)
        )
        self.optimizer = ChoiceFigure(self.tr("Optimizer"), 4, about["optimizer"])
        self.l2 = NumberFigure(self.tr("L2"), 2, about["l2"], _rule("l2", _L2S))
        self.loss = ChoiceFigure(
            self.tr("Loss"), 3, self.tr("Chooses the number that training makes small.")
        )
        self.seed = NumberFigure(self.tr("Seed"), 2, about["seed"], _rule("seed", _SEEDS, True))
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
        self.rate.show_value(plain(training.optimizer.learning_rate))
        self.batch.show_value(str(training.batch_size))
        self.l2.show_value(plain(training.l2))
        self.seed.show_value(str(training.seed))
        kinds = [Choice(o.name, o.title, o.explanation) for o in OPTIMIZERS.values()]
        kind = training.optimizer.kind
        title = OPTIMIZERS[kind].title if kind in OPTIMIZERS else kind
        self.optimizer.show_choices(kinds, kind, title)
        self._show_loss(shown)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where the run stands."""
        self.step.show_value(thousands(snapshot.step))
        self.epoch.show_value(thousands(snapshot.epoch))

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for figure in self.figures:
            figure.show_theme(theme)

    def show_level(self, level: int) -> None:
        """Leave out what is least needed: 0 is everything."""
        for figure, most in ((self.l2, 2), (self.seed, 2), (self.loss, 3), (self.epoch, 3)):
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
        self.loss.choice_requested.connect(self._on_loss_choice_requested)

    def _show_loss(self, shown: ShownProject) -> None:
        outputs = [x for x in shown.project.network.layers if isinstance(x.spec, OutputSpec)]
        self._output = outputs[0].id if outputs else None
        shape = shown.resolution.layers.get(self._output) if self._output else None
        self.loss.setEnabled(shape is not None and shown.dataset is not None)
        chosen = shown.resolution.loss
        names = {chosen} if chosen else set()
        if shape is not None and shown.dataset is not None:
            task = shown.dataset.shape.task
            names |= {
                rule.loss
                for rule in TARGET_RULES
                if (rule.task, rule.activation) == (task, shape.activation)
            }
        choices = [
            Choice(x.name, x.title, x.explanation) for x in LOSSES.values() if x.name in names
        ]
        self.loss.show_choices(choices, chosen, chosen.upper() or "–")

    def _on_loss_choice_requested(self, name: str) -> None:
        if self._output is not None:
            self.edit_requested.emit(wishes.set_loss(self._output, name))
