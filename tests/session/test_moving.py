"""Steps are counted exactly, bits do not depend on bursts, and a pause is answered at once."""

import time

import pytest

from playground.engine.stepping import Advance
from playground.engine.trainer import StopFlag, Trainer
from playground.session.commands import (
    Capture,
    Pause,
    Play,
    Rewind,
    SetPace,
    SetWatch,
    Step,
    StepUnit,
    Watch,
)
from playground.session.session import Session
from tests.session.runs import PATIENCE, captured, opened, small, values


def reference(steps: int) -> bytes:
    trainer = Trainer(small())
    trainer.advance(steps)
    return values(trainer.state())


def rewound(session: Session) -> None:
    session.send(Rewind())
    session.wait_for(lambda s: s.step == 0, PATIENCE)


@pytest.mark.parametrize(
    ("unit", "count", "step", "epoch"),
    [("batch", 1, 1, 0), ("batch", 7, 7, 1), ("epoch", 1, 4, 1), ("epoch", 3, 12, 3)],
)
def test_counted_steps_are_exact(
    session: Session, unit: StepUnit, count: int, step: int, epoch: int
) -> None:
    opened(session, small())
    session.send(Step(unit, count))
    state = captured(session)
    assert (state.step, state.epoch) == (step, epoch)
    snapshot = session.wait_for(lambda s: s.status == "paused" and s.step == step, PATIENCE)
    assert snapshot.epoch == epoch


def test_an_epoch_ends_with_the_pass_also_from_its_middle(session: Session) -> None:
    opened(session, small())
    session.send(Step("batch", 2))
    session.send(Step("epoch"))
    assert captured(session).step == 4


def test_steps_pressed_faster_than_they_are_done_add_up(session: Session) -> None:
    opened(session, small())
    for _ in range(50):
        session.send(Step("batch", 200))
    assert captured(session).step == 10_000


def test_operations_and_examples_walk_through_the_batch(session: Session) -> None:
    opened(session, small())
    session.send(Step("operation", 3))
    snapshot = session.wait_for(lambda s: s.position.operation == 3, PATIENCE)
    assert snapshot.status == "paused"
    assert snapshot.step == 0
    assert len(snapshot.position.examples) == snapshot.position.lanes == 6
    session.send(Step("example", 2))
    snapshot = session.wait_for(lambda s: s.position.lane == 1, PATIENCE)
    session.send(Step("operation", len(snapshot.operations) - snapshot.position.operation))
    assert session.wait_for(lambda s: s.step == 1, PATIENCE).position.operation == 0


def test_while_stepping_the_cards_show_an_example_of_the_batch(session: Session) -> None:
    session.send(SetWatch(Watch(example=0)))
    opened(session, small())
    session.send(Step("example", 3))
    snapshot = session.wait_for(lambda s: s.position.lane == 2, PATIENCE)
    assert snapshot.probe is not None
    assert snapshot.probe.example == snapshot.position.examples[2]
    assert snapshot.probe.lane == 2


def test_the_bits_do_not_depend_on_how_the_steps_were_taken(session: Session) -> None:
    expected = reference(300)
    opened(session, small())
    session.send(Step("batch", 300))
    assert values(captured(session)) == expected
    rewound(session)
    for _ in range(300):
        session.send(Step("batch"))
    assert values(captured(session)) == expected
    rewound(session)
    session.send(Play(stop_at_step=300))
    for example in range(20):  # commands cut bursts short
        session.send(SetWatch(Watch(example=example)))
    session.wait_for(lambda s: s.status == "paused" and s.step == 300, PATIENCE)
    assert values(captured(session)) == expected
    rewound(session)
    session.send(SetPace(3000.0))
    session.send(Play(stop_at_step=300))
    session.wait_for(lambda s: s.status == "paused" and s.step == 300, PATIENCE)
    assert values(captured(session)) == expected


def test_a_pace_is_not_exceeded(session: Session) -> None:
    opened(session, small())
    session.send(SetPace(200.0))
    captured(session)
    began = time.monotonic()
    session.send(Play(stop_at_step=41))
    session.wait_for(lambda s: s.status == "paused" and s.step == 41, PATIENCE)
    # The first is done at once, the other forty take a fifth of a second.
    assert time.monotonic() - began >= 0.19


def test_playing_to_a_step_that_is_past_says_so(session: Session) -> None:
    opened(session, small())
    session.send(Step("batch", 5))
    session.send(Play(stop_at_step=5))
    snapshot = session.wait_for(lambda s: "step 5 already" in s.notice, PATIENCE)
    assert (snapshot.status, snapshot.step) == ("paused", 5)


def test_rewinding_returns_to_identical_weights_and_goes_on_playing(session: Session) -> None:
    opened(session, small())
    beginning = values(captured(session))
    session.send(Step("batch", 100))
    session.send(Rewind())
    assert values(captured(session)) == beginning
    session.send(Play())
    session.wait_for(lambda s: s.step > 1000, PATIENCE)
    session.send(SetPace(100.0))
    session.send(Rewind())
    assert session.wait_for(lambda s: 0 < s.step < 1000, PATIENCE).status == "running"


def test_a_pause_cuts_counted_steps_short(session: Session) -> None:
    opened(session, small())
    session.send(Step("batch", 10**9))
    session.wait_for(lambda s: s.step > 100, PATIENCE)
    session.send(Step("batch", 10**9))
    session.send(Pause())
    session.wait_for(lambda s: s.status == "paused", PATIENCE)
    step = captured(session).step
    assert 100 < step < 10**9
    assert captured(session).step == step


def test_sending_pause_stops_the_compiled_loop_itself(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop looks at a flag after every update; `send` sets it from the caller's thread."""
    looks = 0

    def advance(self: Trainer, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        nonlocal looks
        assert stop_flag is not None
        deadline = time.monotonic() + PATIENCE
        while stop_flag[0] == 0 and time.monotonic() < deadline:
            looks += 1
        assert time.monotonic() < deadline
        return Advance(1)

    opened(session, small())
    captured(session)
    monkeypatch.setattr(Trainer, "advance", advance)
    session.send(Play())
    # The worker is inside the burst now, or about to be: either way the flag ends it.
    session.send(Pause())
    session.wait_for(lambda s: s.status == "paused" and s.generation == 1, PATIENCE)
    session.send(Capture())


def test_a_run_is_measured_in_steps_a_second(session: Session) -> None:
    opened(session, small(), play=True)
    snapshot = session.wait_for(lambda s: s.steps_per_second is not None, PATIENCE)
    assert snapshot.steps_per_second is not None
    assert snapshot.steps_per_second > 100
    session.send(Pause())
    assert session.wait_for(lambda s: s.status == "paused", PATIENCE).steps_per_second is None
