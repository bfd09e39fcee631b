"""Running, stepping and pace: turns the actions of the Train menu into commands."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from playground.model import wishes
from playground.model.catalog import MAX_SEED
from playground.session.commands import (
    Command,
    GoBack,
    Pause,
    Play,
    Rewind,
    SetPace,
    Step,
    StepUnit,
)
from playground.ui.action import ActionState
from playground.ui.controller import Controller
from playground.ui.paces import faster, slower
from playground.ui.stop_goal import StopGoal


class Training(QObject):
    """What the person wants of the run: playing or not, how fast, and the unit of a step."""

    state_changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.pace: float | None = None
        self._pace_before_flat_out = 300.0
        self.step_unit: StepUnit = "batch"
        self._is_held = False
        self.goal = StopGoal(controller, self)
        self.goal.changed.connect(self.state_changed)
        self.ask_steps: Callable[[], int | None] = lambda: None
        """Asks the person for a number of steps; None where they give up."""
        controller.command_sent.connect(self._on_controller_command_sent)

    def describe(self, state: ActionState) -> ActionState:
        """Return the state with what is known here filled in."""
        return replace(
            state,
            step_unit=self.step_unit,
            is_flat_out=self.pace is None,
            stop_words=self.goal.words,
        )

    # --- playing ---------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play or pause."""
        is_running = self._controller.snapshot.status == "running"
        self._controller.send(Pause() if is_running else self.goal.play())

    def hold(self) -> None:
        """Pause because nobody is looking; `release` goes on."""
        if self._controller.snapshot.status == "running":
            self._is_held = True
            self._controller.send(Pause())

    def release(self) -> None:
        """Go on after `hold`, and only then."""
        if self._is_held:
            self._is_held = False
            self._controller.send(self.goal.play())

    def rewind(self) -> None:
        self._controller.send(Rewind())

    def new_weights(self) -> None:
        """Take the next seed: another start, which begins a new run."""
        seed = self._controller.store.project.training.seed
        self._controller.apply(wishes.set_training(seed=seed + 1 if seed < MAX_SEED else 0))

    def go_back(self) -> None:
        self._controller.send(GoBack())

    def restart(self) -> None:
        """After a failure of the worker: go on from the Run that was captured last."""
        self._controller.open_run(self._controller.captures.newest)

    # --- stepping --------------------------------------------------------------------------

    def step(self) -> None:
        """Step by the unit that was stepped last."""
        self._controller.send(Step(self.step_unit))

    def step_operation(self) -> None:
        self._controller.send(Step("operation"))

    def step_example(self) -> None:
        self._controller.send(Step("example"))

    def step_batch(self) -> None:
        self._controller.send(Step("batch"))

    def step_epoch(self) -> None:
        self._controller.send(Step("epoch"))

    def step_many(self) -> None:
        """Ask for a number of steps and do exactly as many."""
        count = self.ask_steps()
        if count is not None:
            self._controller.send(Step("batch", count))

    # --- pace ------------------------------------------------------------------------------

    def slower(self) -> None:
        self._controller.send(SetPace(slower(self.pace)))

    def faster(self) -> None:
        self._controller.send(SetPace(faster(self.pace)))

    def flat_out(self) -> None:
        """Train flat out, or at the pace before."""
        self._controller.send(SetPace(self._pace_before_flat_out if self.pace is None else None))

    @Slot(object)
    def _on_controller_command_sent(self, command: Command) -> None:
        if isinstance(command, SetPace):
            if self.pace is not None:
                self._pace_before_flat_out = self.pace
            self.pace = command.steps_per_second
        elif isinstance(command, Step):
            self.step_unit = command.unit
        elif isinstance(command, (Play, Pause, Rewind)):
            self._is_held = self._is_held and not isinstance(command, (Play, Rewind))
            return
        else:
            return
        self.state_changed.emit()
