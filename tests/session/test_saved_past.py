"""A run that was saved with its past, opened by a session; also on another machine."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from playground.engine import fingerprint as fingerprint_module
from playground.engine import run as run_module
from playground.engine.run import CHECKPOINT_BYTES
from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.session.commands import (
    Command,
    Follow,
    Play,
    Retreat,
    SetMemory,
    Step,
    StepUnit,
    Visit,
)
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from tests.session.runs import PATIENCE, captured, opened, small, values

_memory = itertools.count(CHECKPOINT_BYTES)


def _after(session: Session, *commands: Command) -> Snapshot:
    """The snapshot when all of these are done and nothing moves any more."""
    for command in commands:
        session.send(command)
    captured(session)
    # What was published before all was done does not know of this.
    size = next(_memory)
    session.send(SetMemory(size))
    return session.wait_for(lambda s: s.record.memory == size, PATIENCE)


def saved() -> tuple[Trainer, RunState]:
    """A run of 60 steps with a change at 40, saved at step 20; a line of 30 steps beside it."""
    trainer = Trainer(small())
    trainer.advance(30)
    trainer.rename(1, "before")
    trainer.visit(25)
    trainer.branch()
    trainer.advance(15)
    trainer.change_project(edits.set_training(trainer.project, l2=0.1))
    trainer.advance(20)
    trainer.visit(20)
    return trainer, trainer.state()


def test_a_past_that_was_saved_is_shown_with_its_future(session: Session) -> None:
    trainer, state = saved()
    opened(session, trainer.newest_project, state=state)
    seen = _after(session)
    assert (seen.step, seen.record.is_past, seen.record.end) == (20, True, 60)
    assert seen.past_project == state.project
    assert seen.project_generation == 1
    assert [(o.number, o.name, o.end) for o in seen.record.lines] == [(1, "before", 30)]
    assert (seen.record.problem, seen.record.reachable) == ("", None)
    trainer.visit(45)
    _after(session, Visit(45))
    assert values(captured(session)) == values(trainer.state())
    trainer.follow(1)
    seen = _after(session, Follow(1))
    assert (seen.step, seen.record.name) == (30, "before")
    assert values(captured(session)) == values(trainer.state())


COPIES = (7, 10, 14, 21, 34, 50)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunState]:
    """A run that another machine made, saved at its end, with copies at few steps."""
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0)
    trainer = Trainer(small())
    trainer.advance(60)
    state = trainer.state()
    assert state.record is not None
    line = state.record.line
    copies = tuple(copy for copy in line.copies if copy.step in COPIES)
    assert len(copies) == len(COPIES)
    monkeypatch.setattr(fingerprint_module, "_cpu", lambda: "another")
    fingerprint_module.fingerprint.cache_clear()
    yield replace(state, record=replace(state.record, line=replace(line, copies=copies)))
    monkeypatch.undo()
    fingerprint_module.fingerprint.cache_clear()


def test_on_another_machine_copies_are_shown_and_the_rest_is_refused_with_the_reason(
    session: Session, elsewhere: RunState
) -> None:
    opened(session, small(), state=elsewhere)
    seen = _after(session)
    assert "another processor" in seen.record.problem
    reach = seen.record.reachable
    assert reach is not None
    assert [step for each in reach for step in each] == [0, *COPIES, 60]
    there = Trainer(small())
    there.advance(21)
    assert _after(session, Visit(21)).step == 21
    assert values(captured(session)) == values(there.state())
    seen = _after(session, Visit(22))
    assert "cannot be computed again here. Go to step 21 or step 34." in seen.notice
    assert (seen.step, seen.record.end, seen.record.lines) == (21, 60, ())


@pytest.mark.parametrize("unit", ["operation", "example", "batch", "epoch"])
def test_what_cannot_be_taken_back_on_another_machine_stays(
    session: Session, elsewhere: RunState, unit: StepUnit
) -> None:
    opened(session, small(), state=elsewhere)
    seen = _after(session, Visit(50), Retreat(unit, 2))
    assert (seen.step, seen.position.operation, seen.record.end) == (50, 0, 60)
    assert "cannot be computed again here" in seen.notice


def test_going_on_on_another_machine_is_a_line_of_its_own(
    session: Session, elsewhere: RunState
) -> None:
    opened(session, small(), state=elsewhere)
    step = 14
    seen = _after(session, Visit(step), Step("batch", 10))
    assert (seen.step, seen.record.line, seen.record.is_past) == (step + 10, 2, False)
    assert [(o.number, o.left_at, o.end) for o in seen.record.lines] == [(1, step, 60)]
    there = Trainer(small())
    there.advance(step + 10)
    assert values(captured(session)) == values(there.state())
    seen = _after(session, Visit(step + 3))
    assert (seen.step, seen.record.end) == (step + 3, step + 10)
    session.send(Play())
    session.wait_for(lambda s: s.step > 200, PATIENCE)
