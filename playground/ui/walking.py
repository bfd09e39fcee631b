"""Stepping, forth and back: turns actions of the Train and Time menus into commands."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from playground.session.commands import Command, Retreat, Step, StepUnit
from playground.ui.action import ActionState
from playground.ui.controller import Controller


class Walking(QObject):
    """Single units of a run, one way or the other; remembers which was used last."""

    state_changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.unit: StepUnit = "batch"
        self.ask_steps: Callable[[], int | None] = lambda: None
        """Asks the person for a number of steps; None where they give up."""
        controller.command_sent.connect(self._on_controller_command_sent)

    def describe(self, state: ActionState) -> ActionState:
        """Return the state with what is known here filled in."""
        return replace(state, step_unit=self.unit)

    def step(self) -> None:
        """Step by the unit that was stepped last."""
        self._controller.send(Step(self.unit))

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

    def back(self) -> None:
        """Take back a unit of the kind that was stepped last."""
        self._controller.send(Retreat(self.unit))

    def back_operation(self) -> None:
        self._controller.send(Retreat("operation"))

    def back_example(self) -> None:
        self._controller.send(Retreat("example"))

    def back_batch(self) -> None:
        self._controller.send(Retreat("batch"))

    def back_epoch(self) -> None:
        self._controller.send(Retreat("epoch"))

    @Slot(object)
    def _on_controller_command_sent(self, command: Command) -> None:
        if isinstance(command, (Step, Retreat)) and command.unit != self.unit:
            self.unit = command.unit
            self.state_changed.emit()
