"""The worker's thread: exact steps, equal bits, interventions in order, failures survived."""

import threading

import numpy as np
import pytest

from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Connection
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import (
    Capture,
    ChangeProject,
    GoBack,
    OpenRun,
    Pause,
    Play,
    Rewind,
    SetPace,
    SetWatch,
    SetWeight,
    Step,
    Watch,
)
from playground.session.session import Session
from playground.session.snapshot import Snapshot

PROJECT = Project(
    parse("dense 4 tanh > dense 3 tanh > output"),
    DataSpec("spiral", examples=200),
    TrainingSpec(batch_size=7),
)
FIRST = LayerId("L2")
WEIGHT = WeightRef(
    ParameterId(FIRST, "weight"),
    UnitRef(FIRST, UnitId("u1")),
    UnitRef(LayerId("L1"), UnitId("x")),
)


def captured(session: Session) -> RunState:
    capture = Capture()
    session.send(capture)
    return capture.reply.result(timeout=30)


def at_rest(session: Session, step: int, generation: int = 1) -> Snapshot:
    return session.wait_for(
        lambda s: s.status == "paused" and s.step == step and s.generation == generation
    )


def values(state: RunState) -> list[bytes]:
    return [tensor.planes.tobytes() for tensor in state.tensors]


def test_steps_are_exact_and_give_the_bits_of_one_burst(session: Session) -> None:
    session.send(OpenRun(PROJECT, 1, 1))
    at_rest(session, 0)
    session.send(Step("batch", 3))
    session.send(Step("epoch"))
    at_rest(session, 15)
    session.send(Step("operation", 4))
    session.wait_for(lambda s: s.position.operation == 4)
    session.send(Step("batch"))
    at_rest(session, 16)
    session.send(Step("example", 2))
    session.wait_for(lambda s: s.position.lane == 1)
    session.send(SetPace(None))
    session.send(Play(stop_at_step=900))
    at_rest(session, 900)
    reference = Trainer(PROJECT)
    reference.advance(900)
    assert values(captured(session)) == values(reference.state())


def test_the_pace_is_kept_and_pause_answers(session: Session) -> None:
    session.send(SetPace(200.0))
    session.send(OpenRun(PROJECT, 1, 1, play=True))
    running = session.wait_for(lambda s: s.status == "running" and s.step >= 20)
    assert running.step < 200
    session.send(Pause())
    paused = session.wait_for(lambda s: s.status == "paused")
    assert captured(session).step == paused.step


def test_every_part_of_a_frame_belongs_to_its_step(session: Session) -> None:
    order = tuple(layer.id for layer in PROJECT.network.layers)
    session.send(SetWatch(Watch(tiles=order, tile_size=8, map_size=16, example=3)))
    session.send(OpenRun(PROJECT, 1, 1))
    session.send(Step("batch", 30))
    shown = at_rest(session, 30)
    assert shown.metrics is not None
    assert shown.plane is not None
    assert shown.probe is not None
    assert shown.big_map is not None
    assert {shown.metrics.step, shown.plane.step, shown.probe.step} == {30}
    assert set(shown.plane.layers) == set(order)
    assert shown.big_map.values.shape == (16, 16)
    output = shown.plane.layers[order[-1]]
    assert output.shape == (1, 8, 8)
    tensor = captured(session).tensors[0]
    assert np.array_equal(shown.weights[tensor.id], tensor.planes[0])


def test_nobody_watching_means_no_pictures(session: Session) -> None:
    session.send(SetWatch(Watch(weights=False)))
    session.send(OpenRun(PROJECT, 1, 1))
    shown = at_rest(session, 0)
    assert (shown.plane, shown.probe, shown.big_map, dict(shown.weights)) == (None, None, None, {})


def test_interventions_are_applied_in_order_and_replayable(session: Session) -> None:
    session.send(OpenRun(PROJECT, 1, 1))
    session.send(Step("batch", 10))
    session.send(SetWeight(WEIGHT, 0.75))
    wider = edits.set_units(PROJECT, FIRST, 6)
    session.send(ChangeProject(wider, 2))
    session.send(Step("batch", 10))
    shown = at_rest(session, 20)
    assert shown.project_generation == 2
    reference = Trainer(PROJECT)
    reference.advance(10)
    reference.set_weight(WEIGHT, 0.75)
    reference.change_project(wider)
    reference.advance(10)
    state = captured(session)
    assert values(state) == values(reference.state())
    assert [line.step for line in state.journal] == [10, 10]


def test_an_invalid_edit_lets_training_go_on_with_the_last_valid_network(session: Session) -> None:
    session.send(OpenRun(PROJECT, 1, 1))
    cut = edits.disconnect(PROJECT, Connection(FIRST, LayerId("L3")))
    session.send(ChangeProject(cut, 2))
    session.send(Step("batch", 5))
    shown = at_rest(session, 5)
    assert shown.project_generation == 1
    assert "Not part of the run yet" in shown.notice
    session.send(ChangeProject(PROJECT, 3))
    assert session.wait_for(lambda s: s.project_generation == 3).notice == ""


def test_a_project_that_cannot_start_starts_once_it_is_repaired(session: Session) -> None:
    broken = Project(parse("dense 3 softmax"), PROJECT.data)
    session.send(OpenRun(broken, 1, 1, play=True))
    shown = session.wait_for(lambda s: s.status == "invalid")
    assert "3 units" in shown.notice
    session.send(ChangeProject(PROJECT, 2))
    session.wait_for(lambda s: s.status == "running" and s.step > 0)


def test_rewind_gives_the_identical_initial_weights(session: Session) -> None:
    session.send(OpenRun(PROJECT, 1, 1))
    at_rest(session, 0)
    before = captured(session)
    session.send(Step("batch", 40))
    at_rest(session, 40)
    session.send(Rewind())
    at_rest(session, 0)
    assert values(captured(session)) == values(before)


def test_a_guard_stops_the_run_and_keeps_the_last_good_weights(session: Session) -> None:
    wild = Project(
        PROJECT.network,
        PROJECT.data,
        TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.1)),)),
    )
    session.send(OpenRun(wild, 1, 1))
    session.send(SetWeight(WEIGHT, 3e38))
    session.send(Step("batch", 4000))
    shown = session.wait_for(lambda s: s.status in ("stopped", "paused") and s.step >= 0)
    shown = session.wait_for(lambda s: s.status in ("stopped",) or s.step >= 4000)
    if shown.status == "stopped":
        assert shown.guard is not None
        assert shown.guard.step == shown.step + 1
        assert all(np.isfinite(t.planes).all() for t in captured(session).tensors)
        session.send(GoBack())
        session.wait_for(lambda s: s.status == "paused" and s.guard is None)


def test_a_failing_worker_says_so_and_takes_the_next_run(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.send(OpenRun(PROJECT, 1, 1))
    at_rest(session, 0)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("planted")

    with monkeypatch.context() as patch:
        patch.setattr(Trainer, "advance", broken)
        session.send(Step("batch"))
        shown = session.wait_for(lambda s: s.status == "failed")
    assert "Your project is safe" in shown.notice
    assert "planted" in shown.details
    session.send(OpenRun(PROJECT, 2, 1))
    at_rest(session, 0, generation=2)


def test_capturing_without_a_run_is_refused_in_plain_words(session: Session) -> None:
    capture = Capture()
    session.send(capture)
    with pytest.raises(Exception, match="no run yet"):
        capture.reply.result(timeout=10)


def test_closing_ends_the_thread_even_flat_out() -> None:
    made = Session()
    made.start()
    made.send(SetPace(None))
    made.send(OpenRun(PROJECT, 1, 1, play=True))
    made.wait_for(lambda s: s.step > 100)
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "training"]
    late = Capture()
    made.send(late)
    assert late.reply.cancelled()
