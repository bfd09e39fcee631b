"""Whatever is asked while the engine runs flat out: no snapshot is a mixture of two moments."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.engine.trainer import Trainer
from playground.model.ids import UnitRef
from playground.session.commands import (
    Command,
    Pause,
    Play,
    Retreat,
    SetPace,
    SetWatch,
    Step,
    StepTo,
    Visit,
    Watch,
)
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from tests.session.runs import PATIENCE, opened, small

PROJECT = small("dense 4 tanh > dense 3 tanh > output")
EVERYTHING = Watch(
    tiles=Trainer(PROJECT).resolution.order[1:],
    tile_size=8,
    map_size=8,
    example=3,
    weights=True,
    gradients=True,
    answers=True,
)


class Moments:
    """What a run is at every step and operation, worked out apart and once."""

    def __init__(self) -> None:
        self._trainer = Trainer(PROJECT)
        self._losses: dict[int, float] = {}

    def check(self, seen: Snapshot) -> None:
        """Compare everything in a snapshot with the run at the step that it names."""
        twin = self._at(seen.step, seen.position.operation)
        assert seen.position.operation == twin.position.operation
        assert seen.position.examples == twin.position.examples
        for parameter, values in twin.weights().items():
            np.testing.assert_array_equal(seen.weights[parameter], values)
        if seen.probe is not None:
            assert seen.probe.step == seen.step
            expected = twin.probe(seen.probe.example)
            for layer, numbers in expected.layers.items():
                _same(seen.probe.layers[layer].z, numbers.z)
                _same(seen.probe.layers[layer].a, numbers.a)
                _same(seen.probe.layers[layer].dz, numbers.dz)
        if seen.big_map is not None:
            assert seen.big_map.step == seen.step
        if seen.plane is not None:
            assert seen.plane.step == seen.step
        # Over all examples there is a rhythm of its own while training runs; it names its step.
        if seen.metrics is not None:
            assert seen.metrics.train_loss == self._loss(seen.metrics.step)
            assert seen.status == "running" or seen.metrics.step == seen.step

    def _at(self, step: int, row: int) -> Trainer:
        trainer = self._trainer
        if step > trainer.end:
            trainer.visit(trainer.end)
            trainer.advance(step - trainer.step)
        trainer.visit(step)
        trainer.begin_again(row)
        return trainer

    def _loss(self, step: int) -> float:
        if step not in self._losses:
            self._losses[step] = self._at(step, 0).metrics().train_loss
        return self._losses[step]


def _same(seen: object, expected: object) -> None:
    assert (seen is None) == (expected is None)
    if isinstance(seen, np.ndarray) and isinstance(expected, np.ndarray):
        np.testing.assert_array_equal(seen, expected)


def _is_another(before: Snapshot, now: Snapshot) -> bool:
    return now is not before


def _has_map_behind(step: int, now: Snapshot) -> bool:
    return now.step > step and now.big_map is not None


@pytest.fixture(scope="module")
def moments() -> Moments:
    return Moments()


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session()
    session.start()
    session.send(SetWatch(EVERYTHING))
    yield session
    session.close()


COMMANDS = st.one_of(
    st.builds(Visit, st.integers(0, 400)),
    st.builds(Retreat, st.sampled_from(["operation", "example", "batch", "epoch"])),
    st.builds(Step, st.sampled_from(["operation", "example", "batch"]), st.integers(1, 4)),
    st.builds(StepTo, st.integers(0, len(Trainer(PROJECT).operations) - 1)),
    st.builds(SetPace, st.sampled_from([300.0, 2000.0]), st.sampled_from(["operation", "batch"])),
    st.just(SetPace(None)),
    st.just(Pause()),
    st.just(Play()),
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(commands=st.lists(COMMANDS, min_size=3, max_size=12))
def test_every_snapshot_is_of_one_moment(
    session: Session, moments: Moments, commands: list[Command]
) -> None:
    opened(session, PROJECT)
    session.send(Step("batch", 400))
    seen = [session.wait_for(lambda s: s.step >= 400 and s.status == "paused", PATIENCE)]
    session.send(Play())
    for command in commands:
        session.send(command)
        seen.append(session.wait_for(partial(_is_another, seen[-1]), PATIENCE))
    session.send(Pause())
    seen.append(session.wait_for(lambda s: s.status == "paused", PATIENCE))
    for snapshot in seen:
        moments.check(snapshot)


def test_a_hovered_neuron_of_the_map_belongs_to_the_step_too(session: Session) -> None:
    opened(session, PROJECT)
    layer = Trainer(PROJECT).resolution.order[1]
    unit = Trainer(PROJECT).resolution.layers[layer].units_out[0]
    assert isinstance(unit, UnitRef)
    session.send(SetWatch(Watch(map_unit=unit, map_size=8)))
    session.send(Play())
    for least in (10, 1000, 5000):
        seen = session.wait_for(partial(_has_map_behind, least), PATIENCE)
        assert seen.big_map is not None
        assert seen.big_map.step == seen.step
