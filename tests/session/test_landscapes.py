"""Loss line and loss surface in the snapshots: of the present step while paused, and never at a price."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.readout.landscape.records import SurfaceWish
from playground.readout.landscape.surface import FINEST
from playground.session.commands import Pause, Play, SetWatch, SetWeight, Step, Watch
from playground.session.landscapes import Landscapes
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from tests.session.runs import PATIENCE, captured, opened, small, values

NOTHING = Watch(weights=False, metrics=False)
BOTH = SurfaceWish()
MOST_SLICES = 10_000
"""More than there is to compute: a slice does one point at least, however slow the machine is."""


def weight_of(trainer: Trainer) -> WeightRef:
    return trainer.bound.program.layout.trained[0].shape.weight_at(0, 0)


@pytest.fixture
def trainer() -> Trainer:
    made = Trainer(small())
    made.advance(30)
    return made


def test_nothing_is_computed_that_nobody_watches(trainer: Trainer) -> None:
    found = Landscapes()
    found.advance(trainer, NOTHING, None, is_moving=False)
    assert (found.line, found.surface, found.is_refining) == (None, None, False)


def test_standing_still_everything_becomes_as_fine_as_it_can(trainer: Trainer) -> None:
    found, watch = Landscapes(), replace(NOTHING, loss_line=weight_of(trainer), surface=BOTH)
    found.advance(trainer, watch, 3, is_moving=False)
    for _ in range(MOST_SLICES):
        if not found.is_refining:
            break
        found.advance(trainer, watch, 3, is_moving=False)
    assert found.line is not None
    assert found.surface is not None
    assert [curve.basis for curve in found.line.curves] == ["training", "example"]
    assert found.line.values.size >= 129
    assert found.surface.losses.shape == (FINEST, FINEST)
    assert found.surface.is_complete
    surface = found.surface
    found.advance(trainer, watch, 3, is_moving=False)
    assert found.surface.losses.tobytes() == surface.losses.tobytes()


def test_whoever_pauses_is_answered_before_directions_are_looked_for(trainer: Trainer) -> None:
    found, watch = Landscapes(), replace(NOTHING, surface=BOTH)
    found.advance(trainer, watch, None, is_moving=False, is_first=True)
    assert (found.surface, found.is_refining) == (None, True)
    for _ in range(MOST_SLICES):
        if not found.is_refining:
            break
        found.advance(trainer, watch, None, is_moving=False)
    assert found.surface is not None
    assert found.surface.is_complete


def test_while_moving_a_whole_line_of_an_earlier_step_is_shown(trainer: Trainer) -> None:
    found, watch = Landscapes(), replace(NOTHING, loss_line=weight_of(trainer), surface=BOTH)
    steps: set[tuple[int, int]] = set()
    for _ in range(MOST_SLICES):
        if len(steps) > 3:
            break
        found.advance(trainer, watch, None, is_moving=True)
        if found.line is not None and found.surface is not None:
            assert found.line.step <= trainer.step
            assert found.surface.step <= trainer.step
            assert np.isfinite(found.surface.losses).all()
            steps.add((found.line.step, found.surface.step))
        trainer.advance(1)
    assert len(steps) > 3


def test_another_weight_never_shows_the_line_of_the_one_before(trainer: Trainer) -> None:
    found, weight = Landscapes(), weight_of(trainer)
    other = trainer.bound.program.layout.trained[0].shape.weight_at(1, 0)
    found.advance(trainer, replace(NOTHING, loss_line=weight), None, is_moving=True)
    for _ in range(MOST_SLICES):
        if found.line is not None and found.line.weight == other:
            break
        found.advance(trainer, replace(NOTHING, loss_line=other), None, is_moving=True)
        assert found.line is None or found.line.weight == other
    assert found.line is not None


def complete(snapshot: Snapshot) -> bool:
    line, surface = snapshot.loss_line, snapshot.surface
    return (
        line is not None
        and surface is not None
        and surface.is_complete
        and snapshot.step == line.step == surface.step
    )


def test_the_worker_refines_while_paused_and_follows_a_moved_weight(session: Session) -> None:
    project = small()
    weight = weight_of(Trainer(project))
    opened(session, project)
    session.send(SetWatch(replace(NOTHING, loss_line=weight, surface=BOTH)))
    session.send(Step("batch", 20))
    seen = session.wait_for(lambda s: s.step == 20 and complete(s), PATIENCE)
    assert seen.status == "paused"
    session.send(SetWeight(weight, 1.25))
    moved = session.wait_for(
        lambda s: complete(s) and s.loss_line is not None and s.loss_line.value == 1.25, PATIENCE
    )
    assert moved.surface is not None
    assert moved.surface.plane is not None
    assert moved.step == 20


def test_the_run_does_not_notice_that_it_is_watched(session: Session) -> None:
    project = small()
    alone = Trainer(project)
    alone.advance(2000)
    weight = weight_of(alone)
    opened(session, project)
    session.send(SetWatch(replace(NOTHING, loss_line=weight, surface=BOTH)))
    session.send(Play(stop_at_step=2000))
    session.wait_for(lambda s: s.step == 2000 and complete(s), PATIENCE)
    session.send(Pause())
    assert values(captured(session)) == values(alone.state())
