"""Playing ends where it was told to, to the step, and says why."""

import numpy as np
import pytest

from playground.engine.breakpoints import Breakpoint
from playground.engine.curve import Grid
from playground.engine.trainer import Trainer
from playground.session.commands import ChangeProject, Play, StopAt
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.session.stopping import halt_notice
from tests.session.runs import PATIENCE, captured, opened, small, values


def ended(session: Session) -> Snapshot:
    return session.wait_for(lambda s: s.status == "paused" and s.notice != "", PATIENCE)


def test_an_epoch_ends_with_its_last_update(session: Session) -> None:
    opened(session, small())
    session.send(Play(stop_at=StopAt(epoch=7)))
    snapshot = ended(session)
    # Twenty examples in batches of six are four updates.
    assert (snapshot.epoch, snapshot.step) == (7, 28)
    assert snapshot.notice == "Stopped at step 28: 7 passes are done."
    trainer = Trainer(small())
    trainer.advance(28)
    assert values(captured(session)) == values(trainer.state())


def test_a_step_that_was_the_goal_is_said_once(session: Session) -> None:
    opened(session, small())
    session.send(Play(stop_at=StopAt(step=5)))
    assert ended(session).notice == "Stopped at step 5."


@pytest.mark.parametrize(
    ("stop", "column", "goal"),
    [
        (StopAt(train_loss=0.5), "train_loss", 0.5),
        (StopAt(test_loss=0.6), "test_loss", 0.6),
        (StopAt(train_accuracy=0.9), "train_accuracy", 0.9),
    ],
)
def test_a_measure_stops_at_the_first_point_of_the_curve_that_reaches_it(
    session: Session, stop: StopAt, column: str, goal: float
) -> None:
    opened(session, small("dense 8 tanh > output"))
    session.send(Play(stop_at=stop))
    snapshot = ended(session)
    state = captured(session)
    measured = getattr(state.curve, column)
    reached = measured >= goal if "accuracy" in column else measured <= goal
    assert Grid().has(snapshot.step)
    assert state.curve.steps[np.argmax(reached)] == snapshot.step == state.step > 0
    assert column.replace("_", " ").replace("train", "training") in snapshot.notice


def test_the_first_of_several_goals_counts(session: Session) -> None:
    opened(session, small())
    session.send(Play(stop_at_step=50, stop_at=StopAt(step=90, epoch=5, train_loss=1e-9)))
    assert ended(session).step == 20


def test_a_goal_that_is_reached_already_says_so_and_moves_nothing(session: Session) -> None:
    opened(session, small())
    session.send(Play(stop_at=StopAt(train_loss=100.0)))
    snapshot = ended(session)
    assert snapshot.step == 0
    assert "already" in snapshot.notice


def test_a_goal_waits_for_the_edit_that_makes_the_project_valid(session: Session) -> None:
    opened(session, small("dense 4 tanh > dense 3 relu"))
    session.send(Play(stop_at=StopAt(step=9)))
    session.wait_for(lambda s: s.status == "invalid", PATIENCE)
    session.send(ChangeProject(small(), 2))
    assert ended(session).step == 9


def test_the_notice_of_a_breakpoint_names_the_step_that_the_window_shows() -> None:
    trainer = Trainer(small())
    trainer.advance(12)
    for _ in range(4):
        trainer.advance_operation()
    rows = len(trainer.operations)
    for point, said in (
        (Breakpoint("operation", operation=3), f" at a breakpoint: operation 4 of {rows} is done."),
        (Breakpoint("loss", value=0.5), ": the loss of the batch is above 0.5."),
        (
            Breakpoint("activation", value=0.9),
            ": the neuron is above 0.9 for an example of the batch.",
        ),
    ):
        assert halt_notice(trainer, point) == f"Stopped after step {trainer.step}{said}"
    assert trainer.step == 12
