"""How the run moves: at a pace, up to a goal, by counted steps, in slow motion, or back."""

import time

from playground.engine.halting import Halting
from playground.engine.trainer import Advance, StopFlag, Trainer
from playground.session.commands import StepUnit
from playground.session.journeys import Journeys
from playground.session.pacing import BURST, BurstSize, Pace, Rate
from playground.session.stopping import Goal


class Motion:
    """Decides how much to do next and has the trainer do it; knows neither queue nor slot.

    Attributes
    ----------
    rate
        How fast it went lately.
    reached
        Why playing ended by itself, as half a sentence; "" where it did not.
    halting, halted
        The breakpoints, and the index of the one that ended it; None where none did.
    journeys
        The way back.
    """

    def __init__(self) -> None:
        self.rate = Rate()
        self.reached = ""
        self.halting = Halting()
        self.halted: int | None = None
        self.journeys = Journeys()
        self._pace_unit: StepUnit = "batch"
        self._pace = Pace(None)
        self._burst = BurstSize()
        self._is_playing = False
        self._goal: Goal | None = None
        self._unit: StepUnit = "batch"
        self._left = 0

    @property
    def is_counting(self) -> bool:
        """Whether counted steps, or a way back, are still to be done."""
        return self._left > 0 or self.journeys.is_moving

    @property
    def is_moving(self) -> bool:
        return self._is_playing or self.is_counting

    @property
    def is_slow(self) -> bool:
        """Whether it plays by single operations or examples, in slow motion."""
        return self._is_playing and self._pace_unit in ("operation", "example")

    @property
    def is_flat_out(self) -> bool:
        """Whether nothing is waited for: no pace was set, or steps are counted."""
        return self.is_counting or self._pace.rate is None

    def renew(self) -> None:
        """Stop, and forget what an update costs: another program is trained from now on."""
        self.pause()
        self._burst = BurstSize()
        self.journeys = Journeys()

    def play(self, goal: Goal | None) -> None:
        """Go on until paused, or until the goal is reached."""
        self._left = 0
        self.reached = ""
        self._goal = goal
        if not self._is_playing:
            self._pace.start(time.monotonic())
            self.rate = Rate()
        self._is_playing = True

    def pause(self) -> None:
        """Stop here; what is left of counted steps is dropped."""
        self._is_playing = False
        self._goal = None
        self._left = 0
        self.journeys.stop()
        self.rate = Rate()

    def count(self, unit: StepUnit, number: int) -> None:
        """Do so many units as fast as possible, then stop."""
        self.pause()
        self._unit, self._left = unit, number

    def change_pace(self, rate: float | None, unit: StepUnit = "batch") -> None:
        """Go on at another rate, in units per second; None is flat out."""
        now = time.monotonic()
        self._pace.change(rate, now)
        if unit != self._pace_unit:
            # What was due in the one unit is nothing in the other.
            self._pace.start(now)
            self._pace_unit = unit

    def wait(self) -> float | None:
        """Return how long nothing is to be done, in seconds; None is for ever."""
        if not self.is_moving:
            return None
        return 0.0 if self.is_flat_out else self._pace.wait()

    def advance(self, trainer: Trainer, flag: StopFlag) -> bool:
        """Do one burst, ended early by the flag; False where it was not time for an update yet."""
        if self.journeys.is_moving:
            self.journeys.advance(trainer, flag)
            return True
        if self._left > 0:
            self._count_on(trainer, flag)
        elif self.is_slow:
            if not self._creep(trainer):
                return False
        elif not self._play_on(trainer, flag):
            return False
        if trainer.guard is not None:
            self.pause()
        return True

    def _play_on(self, trainer: Trainer, flag: StopFlag) -> bool:
        now = time.monotonic()
        due = self._pace.due(now)
        steps = self._burst.steps() if due is None else min(due, self._burst.steps())
        if self._goal is None:
            if steps > 0:
                self._pace.spend(self._updates(trainer, steps, flag))
            return steps > 0
        return self._play_towards(self._goal, trainer, steps, flag)

    def _play_towards(self, goal: Goal, trainer: Trainer, steps: int, flag: StopFlag) -> bool:
        """Do so many updates, looking at the goal wherever it may be reached."""
        until = time.monotonic() + BURST
        moved = False
        while steps > 0 and trainer.guard is None:
            chunk = goal.most(trainer, steps)
            done = self._updates(trainer, chunk, flag) if chunk else 0
            self._pace.spend(done)
            steps -= done
            moved = moved or done > 0
            if self.halted is not None:
                return True
            self.reached = goal.reason(trainer)
            if self.reached:
                self.pause()
                return True
            if not done or flag[0] or time.monotonic() >= until:
                break
        return moved

    def _creep(self, trainer: Trainer) -> bool:
        """Do the units of slow motion that are due."""
        due = self._pace.due(time.monotonic())
        units = 1 if due is None else due
        for _ in range(units):
            self._pace.spend(1)
            self._move(trainer, self._pace_unit)
            self.halted = self.halting.here(trainer, trainer.row or len(trainer.operations))
            if trainer.row == 0 and self._goal is not None:
                self.reached = self._goal.reason(trainer)
            if self.reached or self.halted is not None or trainer.guard is not None:
                self.pause()
                break
        return units > 0

    def _count_on(self, trainer: Trainer, flag: StopFlag) -> None:
        if self._unit == "batch":
            self._left -= self._updates(trainer, min(self._left, self._burst.steps()), flag)
        elif self._unit == "epoch":
            before = trainer.epoch
            self._updates(trainer, min(trainer.updates_left_in_epoch, self._burst.steps()), flag)
            self._left -= trainer.epoch - before
        else:
            until = time.monotonic() + BURST
            while self._left > 0 and flag[0] == 0 and time.monotonic() < until:
                self._left -= 1
                if self._unit == "example" and not self.halting.is_idle:
                    self.halted = self.halting.advance_example(trainer)
                else:
                    self._move(trainer, self._unit)
                    if self._left > 0:
                        row = trainer.row or len(trainer.operations)
                        self.halted = self.halting.here(trainer, row)
                if trainer.guard is not None or self.halted is not None:
                    break
        if self.halted is not None:
            self._left = 0

    @staticmethod
    def _move(trainer: Trainer, unit: StepUnit) -> Advance:
        """Do a single unit."""
        match unit:
            case "operation":
                return trainer.advance_operation()
            case "example":
                return trainer.advance_example()
            case "batch":
                return trainer.advance_batch()
            case "epoch":
                return trainer.advance(trainer.updates_left_in_epoch)

    def _updates(self, trainer: Trainer, steps: int, flag: StopFlag) -> int:
        """Do at most so many updates; return how many it were."""
        began = time.monotonic()
        if self.halting.is_idle:
            done = trainer.advance(steps, flag).done
        else:
            done = self._halting_updates(trainer, steps, flag)
        ended = time.monotonic()
        self._burst.note(done, ended - began)
        self.rate.note(done, ended)
        return done

    def _halting_updates(self, trainer: Trainer, steps: int, flag: StopFlag) -> int:
        """Do at most so many updates, row by row, up to where a breakpoint holds."""
        first, until = trainer.step, time.monotonic() + BURST
        while trainer.step - first < steps and trainer.guard is None:
            self.halted = self.halting.advance(trainer)
            if self.halted is not None:
                self._is_playing = False
                break
            if flag[0] or time.monotonic() >= until:
                break
        return trainer.step - first
