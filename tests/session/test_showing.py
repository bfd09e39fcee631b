"""Showing what is trained keeps to its share of the worker's time, on a clock made of numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.curve import Grid
from playground.engine.trainer import Trainer
from playground.session import display
from playground.session.commands import Watch
from playground.session.display import FLAT_OUT_SHARE, Display
from playground.session.mailbox import Slot
from playground.session.motion import Motion
from playground.session.pacing import BURST
from playground.session.pictures import compute, count
from playground.session.situation import Situation
from tests.session.runs import small

SECONDS = 5.0


@dataclass
class Clock:
    """Moves only where something is said to take time."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Costs:
    """Seconds that each kind of showing takes."""

    pictures: float
    metrics: float
    count: float


class Shown:
    """A worker's rounds: a burst of training, then a frame where it is time for one."""

    def __init__(self, costs: Costs) -> None:
        self.clock, self.slot = Clock(), Slot()
        self.trainer = Trainer(small())
        # Points of the curve are no pictures: what they may take is decided by the grid.
        self.trainer.grid = Grid(1, 2**20)
        motion = Motion()
        motion.play(None)
        self.situation = Situation(
            motion, phase="open", trainer=self.trainer, watch=Watch(confusion=True)
        )
        self.display = Display(self.slot, self.clock)
        self.frames: list[float] = []
        self.trained = 0.0
        self._costs = costs

    def work(self, seconds: float) -> None:
        until, costs = self.clock.now + seconds, self._costs
        metrics = self.trainer.metrics
        with (
            mock.patch.object(display, "compute", self._taking(compute, costs.pictures)),
            mock.patch.object(display, "count", self._taking(count, costs.count)),
            mock.patch.object(self.trainer, "metrics", self._taking(metrics, costs.metrics)),
        ):
            while self.clock.now < until:
                self.clock.now += BURST
                self.trained += BURST
                self.trainer.advance_batch()
                if self.display.frame(self.situation):
                    self.frames.append(self.clock.now)

    def _taking(self, work: Callable[..., object], seconds: float) -> Callable[..., object]:
        def do(*arguments: object) -> object:
            self.clock.now += seconds
            return work(*arguments)

        return do


@settings(deadline=None, max_examples=20)
@given(pictures=st.floats(1e-4, 8e-3), metrics=st.floats(1e-5, 0.3), count=st.floats(1e-5, 0.3))
def test_training_keeps_its_share_and_pictures_keep_coming(
    pictures: float, metrics: float, count: float
) -> None:
    shown = Shown(Costs(pictures, metrics, count))
    shown.work(1.0)
    began, trained, frames = shown.clock.now, shown.trained, len(shown.frames)
    shown.work(SECONDS)
    took = shown.clock.now - began
    # One look at all examples may fall into the time that is measured with its whole pause outside.
    least = (1.0 - FLAT_OUT_SHARE) * took - metrics - count - 0.1
    assert shown.trained - trained >= least
    assert len(shown.frames) - frames >= 10 * took


def test_a_look_at_all_examples_holds_no_picture_back() -> None:
    shown = Shown(Costs(0.002, 0.05, 0.05))
    shown.work(SECONDS)
    pauses = [after - before for before, after in zip(shown.frames, shown.frames[1:], strict=False)]
    assert max(pauses) < 0.2
    newest = shown.slot.newest
    assert newest.metrics is not None
    assert newest.metrics.step <= newest.step
    assert newest.confusion_step <= newest.step
    # 5 ms in 100 ms are its share: not much older than a second, and not at every frame.
    steps_in_two_seconds = 2.0 / BURST
    assert newest.step - newest.metrics.step < steps_in_two_seconds


def test_what_looking_does_not_need_is_for_the_pictures() -> None:
    """15 % of a second in pictures of 6 ms are 25; with their smallest part they would be 15."""
    shown = Shown(Costs(0.006, 0.0001, 0.0))
    shown.work(1.0)
    before = len(shown.frames)
    shown.work(SECONDS)
    assert len(shown.frames) - before > 22 * SECONDS


def test_what_is_cheap_is_looked_at_with_every_picture() -> None:
    shown = Shown(Costs(0.001, 0.0005, 0.0))
    shown.work(1.0)
    for _ in range(5):
        shown.work(0.1)
        assert shown.slot.newest.metrics is not None
        assert shown.slot.newest.metrics.step == shown.slot.newest.step


@pytest.mark.parametrize("change", ["pause", "rewind"])
def test_standing_still_or_elsewhere_everything_is_of_this_step(change: str) -> None:
    shown = Shown(Costs(0.001, 0.3, 0.3))
    shown.work(2.0)
    assert shown.slot.newest.metrics is not None
    assert shown.slot.newest.metrics.step < shown.trainer.step
    if change == "pause":
        shown.situation.motion.pause()
    else:
        shown.trainer.rewind()
    while not shown.display.frame(shown.situation):
        shown.clock.now += BURST
    newest = shown.slot.newest
    assert newest.metrics is not None
    assert newest.metrics.step == newest.confusion_step == newest.step == shown.trainer.step
