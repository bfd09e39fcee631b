"""Looks at the health of a run: only when asked, in their rhythm, shown when they have stood."""

from unittest import mock

import pytest

from playground.engine.trainer import Trainer
from playground.files.examples import example
from playground.model.errors import PlaygroundError
from playground.readout.health import health
from playground.session import checkups
from playground.session.checkups import LOOK_EVERY, Checkups
from tests.engine.projects import project, same_parameters


class Watcher:
    """A run that is looked at on a clock made of numbers; every look takes ``cost`` seconds."""

    def __init__(self, trainer: Trainer, cost: float = 0.001) -> None:
        self.trainer, self.checkups = trainer, Checkups()
        self.now, self.looks, self._cost = 100.0, 0, cost

    def step(self, steps: int, seconds: float, *, is_moving: bool = True) -> None:
        """Train, and offer a look after it."""
        self.trainer.advance(steps)
        self.now += seconds
        with mock.patch.object(checkups, "health", self._look):
            self.checkups.advance(
                self.trainer, lambda: self.now, 0.05, is_watched=True, is_moving=is_moving
            )

    def _look(self, trainer: Trainer) -> object:
        self.looks += 1
        self.now += self._cost
        return health(trainer)

    @property
    def shown(self) -> list[str]:
        assert self.checkups.health is not None
        return [finding.kind for finding in self.checkups.health.findings]


def test_nobody_asks_nothing_is_computed() -> None:
    trainer, looks = Trainer(project()), Checkups()
    with mock.patch.object(checkups, "health", side_effect=AssertionError):
        looks.advance(trainer, lambda: 0.0, 0.1, is_watched=False, is_moving=True)
    assert looks.health is None
    assert looks.load(0.1, 0.01) == 0.0


def test_looks_come_a_few_times_a_second_and_dear_ones_more_seldom() -> None:
    cheap = Watcher(Trainer(project()))
    for _ in range(100):
        cheap.step(1, 0.03)
    assert 3.0 / LOOK_EVERY - 2 <= cheap.looks <= 3.0 / LOOK_EVERY + 1
    dear = Watcher(Trainer(project()), cost=0.2)
    began = dear.now
    for _ in range(1000):
        dear.step(1, 0.03)
    assert dear.looks * 0.2 <= 0.06 * (dear.now - began)


def test_what_stands_still_is_looked_at_once() -> None:
    still = Watcher(Trainer(project()))
    for _ in range(20):
        still.step(0, 0.5, is_moving=False)
    assert still.looks == 1
    still.step(1, 0.0, is_moving=False)
    assert still.looks == 2


def test_a_finding_is_shown_after_three_looks_and_goes_with_its_cause() -> None:
    run = Watcher(Trainer(example("equal-start").project))
    run.step(20, 1.0)
    run.step(20, 1.0)
    assert run.shown == []
    run.step(20, 1.0)
    assert run.shown == ["symmetric"]
    (finding,) = run.checkups.health.findings if run.checkups.health else ()
    edit = finding.remedies[0].edit
    assert edit is not None
    run.trainer.change_project(edit.change(run.trainer.project))
    run.trainer.rewind()
    for _ in range(6):
        run.step(20, 1.0)
        assert run.shown == []


def test_a_network_without_room_for_a_sample_is_left_alone() -> None:
    run = Watcher(Trainer(project()))
    with mock.patch.object(
        run.trainer.evaluator.sample, "take", side_effect=PlaygroundError("No.")
    ):
        run.step(1, 1.0)
        run.step(1, 1.0)
    assert run.checkups.health is None
    assert run.looks == 1


@pytest.mark.parametrize("name", ["spiral", "digits"])
def test_looking_leaves_the_bits_of_a_run_alone(name: str) -> None:
    watched, alone = (Trainer(example(name).project) for _ in range(2))
    run = Watcher(watched)
    for _ in range(20):
        run.step(5, 1.0)
    alone.advance(100)
    assert run.looks == 20
    assert same_parameters(watched, alone)
