"""How the run moves: at a pace, up to a goal, or by counted steps."""

import time

from playground.engine.trainer import StopFlag, Trainer
from playground.session.commands import StepUnit
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
    """

    def __init__(self) -> None:
        self.rate = Rate()
        self.reached = ""
        self._pace = Pace(None)
        self._burst = BurstSize()
        self._is_playing = False
        self._goal: Goal | None = None
        self._unit: StepUnit = "batch"
        self._left = 0

    @property
    def is_counting(self) -> bool:
        """Whether counted steps are still to be done."""
        return self._left > 0

    @property
    def is_moving(self) -> bool:
        return self._is_playing or self._left > 0

    @property
    def is_flat_out(self) -> bool:
        """Whether nothing is waited for: no pace was set, or steps are counted."""
        return self._left > 0 or self._pace.rate is None

    def renew(self) -> None:
        """Stop, and forget what an update costs: another program is trained from now on."""
        self.pause()
        self._burst = BurstSize()

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
        self.rate = Rate()

    def count(self, unit: StepUnit, number: int) -> None:
        """Do so many units as fast as possible, then stop."""
        self.pause()
        self._unit, self._left = unit, number

    def change_pace(self, rate: float | None) -> None:
        """Go on at another rate, in updates per second; None is flat out."""
        self._pace.change(rate, time.monotonic())

    def wait(self) -> float | None:
        """Return how long nothing is to be done, in seconds; None is for ever."""
        if not self.is_moving:
            return None
        return 0.0 if self.is_flat_out else self._pace.wait()

    def advance(self, trainer: Trainer, flag: StopFlag) -> bool:
        """Do one burst, ended early by the flag; False where it was not time for an update yet."""
        if self._left > 0:
            self._count_on(trainer, flag)
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
            self.reached = goal.reason(trainer)
            if self.reached:
                self.pause()
                return True
            if not done or flag[0] or time.monotonic() >= until:
                break
        return moved

    def _count_on(self, trainer: Trainer, flag: StopFlag) -> None:
        if self._unit == "batch":
            self._left -= self._updates(trainer, min(self._left, self._burst.steps()), flag)
        elif self._unit == "epoch":
            before = trainer.epoch
            self._updates(trainer, min(trainer.updates_left_in_epoch, self._burst.steps()), flag)
            self._left -= trainer.epoch - before
        else:
            move = (
                trainer.advance_operation if self._unit == "operation" else trainer.advance_example
            )
            until = time.monotonic() + BURST
            while self._left > 0 and flag[0] == 0 and time.monotonic() < until:
                self._left -= 1
                if move().guard is not None:
                    break

    def _updates(self, trainer: Trainer, steps: int, flag: StopFlag) -> int:
        """Do at most so many updates; return how many it were."""
        began = time.monotonic()
        done = trainer.advance(steps, flag).done
        ended = time.monotonic()
        self._burst.note(done, ended - began)
        self.rate.note(done, ended)
        return done
