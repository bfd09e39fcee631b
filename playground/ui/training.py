"""Running and pace: turns actions of the Train menu into commands."""

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
)
from playground.ui.action import ActionState
from playground.ui.controller import Controller
from playground.ui.paces import FLAT_OUT, SLOW, faster, slower
from playground.ui.stop_goal import StopGoal


class Training(QObject):
    """What the person wants of the run: playing or not, and how fast."""

    state_changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.pace = FLAT_OUT
        self._pace_before_flat_out = SetPace(300.0)
        self._pace_before_slow = FLAT_OUT
        self._is_held = False
        self.goal = StopGoal(controller, self)
        self.goal.changed.connect(self.state_changed)
        controller.command_sent.connect(self._on_controller_command_sent)

    def describe(self, state: ActionState) -> ActionState:
        """Return the state with what is known here filled in."""
        return replace(
            state,
            is_flat_out=self.pace == FLAT_OUT,
            is_slow=self.pace.unit == "operation",
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

    # --- pace ------------------------------------------------------------------------------

    def slower(self) -> None:
        self._controller.send(slower(self.pace))

    def faster(self) -> None:
        self._controller.send(faster(self.pace))

    def flat_out(self) -> None:
        """Train flat out, or at the pace before."""
        is_flat_out = self.pace == FLAT_OUT
        self._controller.send(self._pace_before_flat_out if is_flat_out else FLAT_OUT)

    def slow_motion(self) -> None:
        """Play operation by operation, or at the pace before."""
        is_slow = self.pace.unit == "operation"
        self._controller.send(self._pace_before_slow if is_slow else SLOW[2])

    def _remember(self, pace: SetPace) -> None:
        if pace != FLAT_OUT:
            self._pace_before_flat_out = pace
        if pace.unit != "operation":
            self._pace_before_slow = pace

    @Slot(object)
    def _on_controller_command_sent(self, command: Command) -> None:
        if isinstance(command, SetPace):
            self._remember(self.pace)
            self.pace = command
        elif isinstance(command, (Play, Pause, Rewind)):
            self._is_held = self._is_held and not isinstance(command, (Play, Rewind))
            return
        else:
            return
        self.state_changed.emit()
