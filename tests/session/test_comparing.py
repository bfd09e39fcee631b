"""The end of a line beside a step of its past."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.run import CHECKPOINT_BYTES
from playground.model import edits
from playground.model.ids import LayerId
from playground.session.commands import (
    ChangeProject,
    Command,
    SetMemory,
    SetWatch,
    Step,
    Visit,
    Watch,
)
from playground.session.session import Session
from playground.session.snapshot import Comparison, Snapshot
from tests.session.runs import PATIENCE, captured, opened, small, values

WATCH = Watch(map_size=12, example=0, compares=True)


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session()
    session.start()
    opened(session, small())
    session.send(SetWatch(WATCH))
    yield session
    session.close()


_memory = itertools.count(CHECKPOINT_BYTES + 1)


def after(session: Session, *commands: Command) -> Snapshot:
    """The snapshot when all of these are done and nothing moves any more."""
    for command in commands:
        session.send(command)
    captured(session)
    size = next(_memory)
    session.send(SetMemory(size))
    return session.wait_for(lambda s: s.record.memory == size, PATIENCE)


def compared(snapshot: Snapshot) -> Comparison:
    assert snapshot.now is not None
    return snapshot.now


def test_the_end_is_shown_as_it_was_left(session: Session) -> None:
    end = after(session, Step("batch", 300))
    assert end.now is None
    now = compared(after(session, Visit(40)))
    assert now.step == 300
    # As text: what is not a number equals itself.
    assert str(now.metrics) == str(end.metrics)
    assert now.weights.keys() == end.weights.keys()
    for name, weights in end.weights.items():
        assert np.array_equal(now.weights[name], weights)
    assert end.big_map is not None
    assert now.big_map is not None
    assert np.array_equal(now.big_map.values, end.big_map.values)
    assert end.probe is not None
    assert now.probe is not None
    assert now.probe.loss == end.probe.loss


def test_comparing_moves_no_bit_of_the_run(session: Session) -> None:
    after(session, Step("batch", 200))
    bits = values(captured(session))
    after(session, Visit(50))
    past = values(captured(session))
    after(session, SetWatch(replace(WATCH, compares=False)), Visit(200), Visit(50))
    assert values(captured(session)) == past
    after(session, Visit(200))
    assert values(captured(session)) == bits


def test_the_end_is_computed_once_while_its_past_is_walked_through(session: Session) -> None:
    after(session, Step("batch", 200))
    first = compared(after(session, Visit(50)))
    assert compared(after(session, Visit(60))) is first
    assert compared(after(session, SetWatch(replace(WATCH, example=1)))) is not first
    assert after(session, SetWatch(replace(WATCH, compares=False))).now is None
    assert after(session, SetWatch(WATCH), Visit(200)).now is None


def test_an_end_of_another_network_is_its_own(session: Session) -> None:
    project = small()
    hidden = LayerId(project.network.layers[1].id)
    larger = edits.add_units(project, (hidden,), 2)
    after(session, Step("batch", 30), ChangeProject(larger, 2))
    end = after(session, Step("batch", 30))
    past = after(session, Visit(10))
    now = compared(past)
    assert past.past_project == project
    assert now.project == larger
    assert {n: w.shape for n, w in now.weights.items()} != {
        n: w.shape for n, w in past.weights.items()
    }
    # As text: what is not a number equals itself.
    assert str(now.metrics) == str(end.metrics)
