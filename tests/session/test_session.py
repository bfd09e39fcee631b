"""Opening, editing, failing, showing and closing."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.state import ProjectChange, RunState, WeightChange
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.ids import WeightRef
from playground.model.project import Project
from playground.model.text import parse
from playground.session import pictures
from playground.session.commands import (
    Capture,
    ChangeProject,
    GoBack,
    OpenRun,
    Pause,
    Play,
    SetMemory,
    SetPace,
    SetWatch,
    SetWeight,
    Step,
    Watch,
)
from playground.session.preparation import Preparation, Tell
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from tests.session.runs import PATIENCE, captured, opened, small, values, with_rate

INVALID = small("dense 4 tanh > dense 3 relu")
NOTHING = Watch(weights=False, metrics=False)


def some_weight(state: RunState) -> WeightRef:
    tensor = state.tensors[0]
    return WeightRef(tensor.id, tensor.targets[0], tensor.sources[0])


# --- opening -----------------------------------------------------------------------------------


def test_a_run_opens_paused_with_its_weights(session: Session) -> None:
    session.send(SetWatch(Watch()))
    session.send(OpenRun(small(), generation=7, project_generation=3))
    snapshot = session.wait_for(lambda s: s.status == "paused", PATIENCE)
    assert (snapshot.generation, snapshot.project_generation, snapshot.step) == (7, 3, 0)
    assert [weight.shape for weight in snapshot.weights.values()] == [(4, 2), (4,), (1, 4), (1,)]
    assert snapshot.run_layers
    assert snapshot.batch_loss is None


def test_the_first_run_says_that_it_is_being_prepared() -> None:
    session = Session()
    seen: list[Snapshot] = []

    def look(snapshot: Snapshot) -> bool:
        seen.append(snapshot)
        return snapshot.status == "paused"

    waiting = threading.Thread(target=lambda: session.wait_for(look, PATIENCE))
    waiting.start()
    opened(session, small())
    session.start()
    waiting.join()
    session.close()
    assert seen[0].status == "empty"
    assert {s.status for s in seen} <= {"empty", "preparing", "paused"}


def test_a_saved_run_goes_on_to_the_bit(session: Session) -> None:
    trainer = Trainer(small())
    trainer.advance(50)
    half = trainer.state()
    trainer.advance(50)
    opened(session, small(), state=half)
    session.send(Step("batch", 50))
    assert values(captured(session)) == values(trainer.state())


def test_a_saved_run_is_kept_when_its_document_cannot_be_trained(session: Session) -> None:
    trainer = Trainer(small())
    trainer.advance(20)
    session.send(OpenRun(INVALID, 1, 9, state=trainer.state()))
    snapshot = session.wait_for(lambda s: s.status == "paused", PATIENCE)
    assert snapshot.step == 20
    assert snapshot.project_generation < 9
    assert "Not part of the run yet" in snapshot.notice


@pytest.mark.parametrize("play", [False, True])
def test_an_invalid_project_waits_for_the_edit_that_mends_it(session: Session, play: bool) -> None:
    session.send(OpenRun(INVALID, 1, 1, play=play))
    snapshot = session.wait_for(lambda s: s.status == "invalid", PATIENCE)
    assert len(snapshot.notice) > 10
    session.send(ChangeProject(small(), 2))
    snapshot = session.wait_for(lambda s: s.status in ("running", "paused"), PATIENCE)
    assert snapshot.status == ("running" if play else "paused")
    assert (snapshot.generation, snapshot.project_generation) == (1, 2)


def test_playing_asked_of_an_invalid_project_is_remembered(session: Session) -> None:
    opened(session, INVALID)
    session.send(Play())
    session.send(ChangeProject(small(), 2))
    session.wait_for(lambda s: s.step > 10, PATIENCE)


# --- interventions -----------------------------------------------------------------------------


def test_interventions_happen_in_order_at_the_step_they_were_sent_for(session: Session) -> None:
    opened(session, small())
    weight = some_weight(captured(session))
    session.send(Step("batch", 10))
    session.send(SetWeight(weight, 0.5))
    session.send(Step("batch", 10))
    wider = edits.set_units(with_rate(small(), 0.05), small().network.layers[1].id, 6)
    session.send(ChangeProject(wider, 2))
    session.send(Step("batch", 10))
    state = captured(session)
    assert state.step == 30
    assert [(line.step, type(line.change)) for line in state.journal] == [
        (10, WeightChange),
        (20, ProjectChange),
    ]
    trainer = Trainer(small())
    trainer.advance(10)
    trainer.set_weight(weight, 0.5)
    trainer.advance(10)
    trainer.change_project(wider)
    trainer.advance(10)
    assert values(state) == values(trainer.state())


def test_an_edit_that_cannot_work_leaves_the_run_as_it_is(session: Session) -> None:
    opened(session, small(), play=True)
    session.wait_for(lambda s: s.step > 10, PATIENCE)
    session.send(ChangeProject(INVALID, 2))
    snapshot = session.wait_for(lambda s: "Not part of the run yet" in s.notice, PATIENCE)
    assert snapshot.status == "running"
    assert snapshot.project_generation == 1
    session.wait_for(lambda s: s.step > snapshot.step, PATIENCE)
    session.send(ChangeProject(small("dense 5 tanh > output"), 3))
    snapshot = session.wait_for(lambda s: s.project_generation == 3, PATIENCE)
    assert "Not part" not in snapshot.notice


def test_what_compiles_for_the_mended_edit_is_said_and_has_no_rate(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason why the edit before was left out hid for a minute what the run waited for."""
    go_on = threading.Event()
    load = Preparation.load_for

    def held(self: Preparation, project: Project, tell: Tell, is_ended: Callable[[], bool]) -> None:
        if project == mended:
            tell("Compiling convolution (1 of 1)")
            go_on.wait(PATIENCE)
        load(self, project, tell, is_ended)

    mended = small("dense 5 tanh > output")
    monkeypatch.setattr(Preparation, "load_for", held)
    opened(session, small(), play=True)
    session.wait_for(lambda s: bool(s.steps_per_second), PATIENCE)
    session.send(ChangeProject(INVALID, 2))
    session.wait_for(lambda s: "Not part of the run yet" in s.notice, PATIENCE)
    session.send(ChangeProject(mended, 3))
    try:
        snapshot = session.wait_for(lambda s: s.notice.startswith("Compiling"), PATIENCE)
        assert snapshot.steps_per_second is None
    finally:
        go_on.set()
    session.wait_for(lambda s: s.project_generation == 3, PATIENCE)


@pytest.mark.usefixtures("nothing_behind")
def test_a_weight_that_is_not_there_is_a_notice(session: Session) -> None:
    opened(session, small())
    weight = some_weight(captured(session))
    session.send(SetWeight(replace(weight, source=None), 1.0))
    snapshot = session.wait_for(lambda s: "weight" in s.notice, PATIENCE)
    assert (snapshot.status, snapshot.details) == ("paused", "")
    session.send(SetWeight(weight, 1.0))
    session.wait_for(lambda s: not s.notice, PATIENCE)


def test_an_answer_stands_before_what_compiles_behind(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_more(self: Preparation, tell: Tell) -> None:
        self.patience = 3600.0
        tell("Compiling the wires (1 of 2)")

    monkeypatch.setattr(Preparation, "load_more", load_more)
    opened(session, small())
    weight = some_weight(captured(session))
    session.wait_for(lambda s: s.notice.startswith("Compiling"), PATIENCE)
    session.send(SetWeight(replace(weight, source=None), 1.0))
    session.wait_for(lambda s: "weight" in s.notice, PATIENCE)
    session.send(SetWeight(weight, 1.0))
    session.wait_for(lambda s: s.notice.startswith("Compiling"), PATIENCE)


# --- when something goes wrong -----------------------------------------------------------------


@pytest.mark.usefixtures("nothing_behind")
def test_a_guard_stops_the_run_and_going_back_makes_it_ready(session: Session) -> None:
    session.send(SetWatch(Watch()))
    opened(session, with_rate(small("dense 4 relu > dense 1 linear"), 1000.0), play=True)
    stopped = session.wait_for(lambda s: s.status == "stopped", PATIENCE)
    assert stopped.guard is not None
    assert stopped.notice == stopped.guard.message
    assert all(np.isfinite(weight).all() for weight in stopped.weights.values())
    session.send(Play())
    session.send(Step("batch"))
    assert captured(session).step == stopped.step
    session.send(GoBack())
    ready = session.wait_for(lambda s: s.status == "paused", PATIENCE)
    assert (ready.guard, ready.step, ready.notice) == (None, stopped.step, "")


def test_an_unexpected_error_is_shown_and_the_next_run_works(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the kettle is on fire")

    opened(session, small())
    captured(session)
    with monkeypatch.context() as patch:
        patch.setattr(Trainer, "advance", broken)
        session.send(Play())
        failed = session.wait_for(lambda s: s.status == "failed", PATIENCE)
    assert "Your project is safe" in failed.notice
    assert "kettle" not in failed.notice
    assert "the kettle is on fire" in failed.details
    written = [record for record in caplog.records if record.name == "playground"]
    assert len(written) == 1, "the log holds what Copy details does, once"
    assert failed.details in written[0].getMessage()
    session.send(ChangeProject(small(), 2))
    session.send(Play())
    with pytest.raises(PlaygroundError):
        captured(session)
    assert session.latest().status == "failed"
    session.send(OpenRun(small(), 2, 3, play=True))
    session.wait_for(lambda s: s.generation == 2 and s.step > 10, PATIENCE)
    assert session.latest().details == ""


def test_an_error_in_a_picture_does_not_end_the_thread(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    session.send(SetWatch(Watch(map_size=10)))
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "big_map", broken)
        opened(session, small(), play=True)
        session.wait_for(lambda s: s.status == "failed", PATIENCE)
    opened(session, small(), play=True)
    session.wait_for(lambda s: s.big_map is not None, PATIENCE)


def test_a_picture_that_cannot_be_is_a_notice_and_training_goes_on(session: Session) -> None:
    session.send(SetWatch(Watch(map_size=100_000)))
    opened(session, small(), play=True)
    snapshot = session.wait_for(lambda s: "100000" in s.notice and s.step > 100, PATIENCE)
    assert snapshot.status == "running"


# --- capture -----------------------------------------------------------------------------------


def test_a_capture_while_training_is_a_run_that_could_have_stopped_there(session: Session) -> None:
    opened(session, small(), play=True)
    session.wait_for(lambda s: s.step > 10, PATIENCE)
    state = captured(session)
    trainer = Trainer(small())
    trainer.advance(state.step)
    assert values(trainer.state()) == values(state)


def test_a_capture_in_the_middle_of_a_batch_is_the_last_finished_update(session: Session) -> None:
    opened(session, small())
    session.send(Step("batch", 5))
    session.send(Step("operation", 4))
    state = captured(session)
    trainer = Trainer(small())
    trainer.advance(5)
    assert state.step == 5
    assert values(state) == values(trainer.state())


def test_without_a_run_a_capture_is_refused(session: Session) -> None:
    with pytest.raises(PlaygroundError, match="no run"):
        captured(session)


def test_a_capture_that_nobody_waits_for_any_more_harms_nothing(session: Session) -> None:
    given_up: Future[RunState] = Future()
    given_up.cancel()
    session.send(Capture(given_up))
    opened(session, small())
    assert captured(session).step == 0


# --- showing -----------------------------------------------------------------------------------


def test_everything_in_a_snapshot_belongs_to_its_step(session: Session) -> None:
    project = small()
    hidden = project.network.layers[1].id
    session.send(SetWatch(Watch(tiles=(hidden,), tile_size=8, map_size=12, example=3)))
    opened(session, project, play=True)
    seen: list[Snapshot] = []

    def look(snapshot: Snapshot) -> bool:
        if snapshot.plane is not None:
            seen.append(snapshot)
        return len(seen) > 5

    session.wait_for(look, PATIENCE)
    session.send(Pause())
    seen.append(session.wait_for(lambda s: s.status == "paused", PATIENCE))
    for s in seen:
        assert s.plane is not None
        assert s.probe is not None
        assert s.big_map is not None
        assert s.metrics is not None
        steps = {s.step, s.plane.step, s.probe.step, s.big_map.step, s.metrics.step}
        assert len(steps) == 1
        assert s.plane.layers[hidden].shape == (4, 8, 8)
        assert s.big_map.values.shape == (12, 12)


def test_watching_something_else_is_answered_while_paused(session: Session) -> None:
    opened(session, small())
    session.send(SetWatch(NOTHING))
    quiet = session.wait_for(lambda s: s.status == "paused" and not s.weights, PATIENCE)
    assert (quiet.metrics, quiet.curve, quiet.big_map, quiet.probe) == (None, None, None, None)
    session.send(SetWatch(Watch(map_size=10)))
    session.wait_for(lambda s: s.big_map is not None and s.weights is not None, PATIENCE)


def test_what_nobody_watches_is_not_computed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwanted(*_: object) -> None:
        raise AssertionError("nobody asked for this")

    for name in ("big_map", "tiles", "probe", "confusion"):
        monkeypatch.setattr(pictures, name, unwanted)
    monkeypatch.setattr(Trainer, "weights", unwanted)
    monkeypatch.setattr(Trainer, "curve", unwanted)
    session.send(SetWatch(NOTHING))
    opened(session, small(), play=True)
    assert session.wait_for(lambda s: s.step > 1000, PATIENCE).status == "running"


def test_a_neuron_that_is_gone_gives_way_to_the_output(session: Session) -> None:
    project = small()
    trainer = Trainer(project)
    unit = trainer.resolution.layers[project.network.layers[1].id].units_out[3]
    session.send(SetWatch(Watch(map_size=10, map_unit=unit)))
    opened(session, project)
    session.wait_for(lambda s: s.big_map is not None and s.big_map.unit == unit, PATIENCE)
    session.send(ChangeProject(replace(project, network=parse("dense 2 tanh > output")), 2))
    session.wait_for(lambda s: s.big_map is not None and s.big_map.unit is None, PATIENCE)


@pytest.mark.usefixtures("nothing_behind")
def test_a_paused_session_publishes_nothing_new(session: Session) -> None:
    opened(session, small())
    session.wait_for(lambda s: s.status == "paused" and not s.notice, PATIENCE)
    # Nothing compiles behind it, so nothing is left that could change by itself.
    before = session.latest()
    with pytest.raises(TimeoutError):
        session.wait_for(lambda s: s is not before, 0.1)


# --- closing -----------------------------------------------------------------------------------


def test_closing_joins_while_it_trains(session: Session) -> None:
    opened(session, small(), play=True)
    session.wait_for(lambda s: s.step > 10, PATIENCE)
    session.close()
    assert not any(thread.name == "training" for thread in threading.enumerate())
    step = session.latest().step
    session.close()
    session.send(Play())
    assert session.latest().step == step


def test_a_capture_after_closing_does_not_hang(session: Session) -> None:
    session.close()
    with pytest.raises(CancelledError):
        captured(session)


def test_closing_before_starting_is_fine() -> None:
    made = Session()
    made.send(Pause())
    made.close()


def test_closing_answers_captures_that_wait_for_counted_steps(session: Session) -> None:
    opened(session, small())
    session.send(Step("batch", 10**9))
    session.wait_for(lambda s: s.step > 10, PATIENCE)
    reply: Future[RunState] = Future()
    session.send(Capture(reply))
    session.close()
    assert reply.result(0.0).step > 10


def test_a_pace_of_nothing_is_refused_and_training_goes_on(session: Session) -> None:
    opened(session, small(), play=True)
    session.send(SetPace(0.0))
    shown = session.wait_for(lambda s: "pace" in s.notice, PATIENCE)
    assert shown.status == "running"
    session.wait_for(lambda s: s.step > shown.step, PATIENCE)


def test_memory_for_copies_holds_for_this_run_and_the_next(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[int] = []
    begin = Trainer.__init__

    def spy(self: Trainer, *arguments: object, memory: int, **options: object) -> None:
        granted.append(memory)
        begin(self, *arguments, memory=memory, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Trainer, "__init__", spy)
    monkeypatch.setattr(Trainer, "grant_memory", lambda _, size: granted.append(-size))
    opened(session, small(), play=False)
    session.send(SetMemory(100_000))
    session.send(OpenRun(small(), generation=2, project_generation=2))
    session.wait_for(lambda snapshot: snapshot.generation == 2 and snapshot.status == "paused")
    assert granted[1:] == [-100_000, 100_000]
