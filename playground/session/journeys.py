"""Going back along the record of a run: jumps that are replayed bit by bit, and units taken back."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from playground.engine.trainer import StopFlag, Trainer
from playground.session.commands import StepUnit
from playground.session.pacing import BURST, BurstSize
from playground.session.snapshot import Journey

QUIET = 0.15
"""Seconds of a jump in which nothing is shown of the way: most are there by then."""


@dataclass(slots=True)
class _Jump:
    """A jump in progress; ``then`` is done on arrival."""

    start: int
    goal: int
    began: float
    then: Callable[[], None] | None = None


class Journeys:
    """What is still to be done of a jump, or of units to be taken back.

    Attributes
    ----------
    burst
        What an update costs in replay.
    """

    def __init__(self) -> None:
        self.burst = BurstSize()
        self._jump: _Jump | None = None
        self._was_end = False
        self._unit: StepUnit = "batch"
        self._left = 0

    @property
    def is_moving(self) -> bool:
        return self._jump is not None or self._left > 0

    @property
    def is_quiet(self) -> bool:
        """Whether a jump has just begun: most have arrived before anybody could look."""
        jump = self._jump
        return jump is not None and time.monotonic() - jump.began < QUIET

    def shown(self, trainer: Trainer) -> Journey | None:
        """Return how far the jump is, or None."""
        jump = self._jump
        if jump is None:
            return None
        at = trainer.step
        seconds = max(0, jump.goal - at) * self.burst.cost
        return Journey(jump.start, at, jump.goal, seconds)

    def stop(self) -> None:
        """Stay here."""
        self._jump = None
        self._left = 0

    def call_off(self, trainer: Trainer) -> None:
        """Give up a jump: where it set out from the end of the line, it is there again."""
        if self._jump is not None and self._was_end:
            trainer.visit(trainer.end)
        self._was_end = False
        self.stop()

    def visit(self, trainer: Trainer, step: int) -> None:
        """Set out for a step of this line."""
        self._left = 0
        self._set_out(trainer, step, None)

    def retreat(self, unit: StepUnit, count: int) -> None:
        """Take back so many units."""
        self.stop()
        self._unit, self._left = unit, count

    def advance(self, trainer: Trainer, flag: StopFlag) -> None:
        """Do a burst of it."""
        if self._jump is None and self._left > 0:
            self._take_back(trainer)
        if self._jump is not None:
            self._go_on(trainer, self._jump, flag)

    def _set_out(self, trainer: Trainer, goal: int, then: Callable[[], None] | None) -> None:
        # A jump that took the place of another one set out from where that did.
        self._was_end = self._was_end or not trainer.is_past
        self._jump = None
        trainer.approach(goal)
        # From the copy on: what is left of the way from there is what takes time.
        self._jump = _Jump(trainer.step, goal, time.monotonic(), then)

    def _go_on(self, trainer: Trainer, jump: _Jump, flag: StopFlag) -> None:
        until = time.monotonic() + BURST
        while trainer.step < jump.goal and not flag[0]:
            began = time.monotonic()
            if began >= until:
                return
            steps = min(jump.goal - trainer.step, self.burst.steps())
            done = trainer.advance(steps, flag).done
            self.burst.note(done, time.monotonic() - began)
            if done == 0:
                break
        if trainer.step < jump.goal and trainer.guard is None:
            return
        self._jump, self._was_end = None, False
        if jump.then is not None:
            jump.then()

    def _take_back(self, trainer: Trainer) -> None:
        """Take back one unit, or set out for where it is to be taken back."""
        row, lane = trainer.row, trainer.position.lane
        is_within = row > 0 or bool(lane)
        unit, left = self._unit, self._left
        self._left -= 1
        if unit == "epoch":
            self._set_out(trainer, trainer.epoch_before, None)
        elif unit == "batch":
            self._left = 0
            self._set_out(trainer, max(0, trainer.step - left + is_within), None)
        elif unit == "operation" and is_within:
            trainer.retreat_operation()
        elif unit == "example" and is_within:
            trainer.retreat_example()
        elif trainer.step > 0:
            is_operation = unit == "operation"
            then = trainer.take_back_operation if is_operation else trainer.take_back_example
            self._set_out(trainer, trainer.step - 1, then)
        else:
            self._left = 0
