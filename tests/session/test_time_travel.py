"""Going back along a run, stopping at breakpoints, slow motion, through a real session."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.engine.breakpoints import Breakpoint
from playground.engine.run import CHECKPOINT_BYTES
from playground.engine.trainer import Trainer
from playground.model.fresh import fresh_spec
from playground.model.ids import LayerId
from playground.model.network import Layer
from playground.session.commands import (
    Branch,
    ChangeProject,
    CheckGradients,
    Command,
    Follow,
    ForgetLine,
    OpenRun,
    Pause,
    Play,
    Retreat,
    Rewind,
    SetBreakpoints,
    SetMemory,
    SetPace,
    SetWatch,
    SetWeight,
    Step,
    StepTo,
    Visit,
    Watch,
)
from playground.session.journeys import Journeys
from playground.session.preparation import Preparation
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from tests.session.runs import PATIENCE, captured, opened, small, values, with_rate

_SEEN = Trainer(small())
ROWS = len(_SEEN.operations)
LAYER = _SEEN.resolution.order[1]
SHAPE = _SEEN.resolution.layers[LAYER]
WEIGHT = SHAPE.parameters[0].weight_at(0, 0)
_memory = itertools.count(CHECKPOINT_BYTES + 1)


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session()
    session.start()
    opened(session, small())
    session.send(SetWatch(Watch(example=0)))
    yield session
    session.close()


def _after(session: Session, *commands: Command) -> Snapshot:
    """The snapshot when all of these are done and nothing moves any more."""
    for command in commands:
        session.send(command)
    captured(session)
    # What was published before all was done does not know of this.
    size = next(_memory)
    session.send(SetMemory(size))
    return session.wait_for(lambda s: s.record.memory == size, PATIENCE)


def _is_halted_at(operation: int, seen: Snapshot) -> bool:
    return seen.breakpoint == 0 and seen.position.operation == operation


def _is_halted_in(step: int, seen: Snapshot) -> bool:
    return seen.breakpoint == 0 and seen.step == step


def _bits(session: Session) -> bytes:
    return values(captured(session))


def _twin(step: int) -> bytes:
    trainer = Trainer(small())
    trainer.advance(step)
    return values(trainer.state())


def test_a_visit_shows_the_step_and_keeps_what_came_later(session: Session) -> None:
    _after(session, Step("batch", 500))
    past = _after(session, Visit(123))
    assert (past.step, past.record.is_past, past.record.end) == (123, True, 500)
    assert past.metrics is not None
    assert past.metrics.step == past.probe.step == 123  # type: ignore[union-attr]
    assert _bits(session) == _twin(123)
    now = _after(session, Visit(500))
    assert (now.step, now.record.is_past, now.record.end) == (500, False, 500)
    assert _bits(session) == _twin(500)


def test_a_visit_to_where_the_run_has_not_been_says_so_and_stays(session: Session) -> None:
    _after(session, Step("batch", 20))
    there = _after(session, Visit(21))
    assert there.step == 20
    assert "not between 0 and 20" in there.notice


@pytest.mark.parametrize("unit", ["operation", "example", "batch", "epoch"])
def test_what_was_stepped_is_taken_back_unit_by_unit(session: Session, unit: str) -> None:
    start = _after(session, Step("batch", 9), Step("operation", 3))
    forth = [start]
    # Whole batches and passes end where an update does.
    count = {"operation": 2 * ROWS, "example": 9, "batch": 5, "epoch": 3}[unit]
    if unit in ("batch", "epoch"):
        forth = [_after(session, Step("epoch"))]
    for _ in range(count):
        forth.append(_after(session, Step(unit)))  # type: ignore[arg-type]
    if unit == "example":
        # The way there began in the midst of a batch, before its first lane.
        forth = forth[1:]
    for there in reversed(forth[:-1]):
        back = _after(session, Retreat(unit))  # type: ignore[arg-type]
        assert (back.step, back.position) == (there.step, there.position)
    assert back.record.end >= forth[-1].step


def test_taking_back_several_units_is_taking_back_one_several_times(session: Session) -> None:
    _after(session, Step("batch", 30))
    one = _after(session, *[Retreat("operation")] * (ROWS + 2))
    _after(session, Visit(30))
    many = _after(session, Retreat("operation", ROWS + 2))
    assert (one.step, one.position.operation) == (28, ROWS - 2)
    assert (many.step, many.position) == (one.step, one.position)
    assert _after(session, Visit(30), Retreat("batch", 7)).step == 23
    assert _after(session, Retreat("batch", 700)).step == 0
    assert "beginning" in _after(session, Retreat("batch")).notice


def test_going_on_from_the_past_follows_the_record(session: Session) -> None:
    _after(session, Step("batch", 40), SetWeight(WEIGHT, 2.0), Step("batch", 40))
    bits = _bits(session)
    _after(session, Visit(10))
    there = _after(session, Step("batch", 70))
    assert (there.step, there.record.is_past) == (80, False)
    assert _bits(session) == bits


def test_a_change_in_the_past_is_another_line_and_the_one_before_can_be_followed(
    session: Session,
) -> None:
    _after(session, Step("batch", 60))
    first = _bits(session)
    branched = _after(session, Visit(25), SetWeight(WEIGHT, -1.0), Step("batch", 10))
    assert (branched.step, branched.record.is_past, branched.record.line) == (35, False, 2)
    told = _after(session, Visit(20), SetWeight(WEIGHT, -2.0)).notice
    assert told == "This is run 3 now; run 2 is kept beside it."
    branched = _after(session, Follow(2), ForgetLine(3))
    assert [(line.number, line.left_at, line.end) for line in branched.record.lines] == [
        (1, 25, 60)
    ]
    second = _bits(session)
    assert second != first
    assert _after(session, Follow(1)).record.line == 1
    assert _bits(session) == first
    _after(session, Follow(2))
    assert _bits(session) == second


def test_a_branch_without_a_change_goes_its_own_way_only_from_then_on(session: Session) -> None:
    _after(session, Step("batch", 60))
    _after(session, Visit(25))
    bits = _bits(session)
    branched = _after(session, Branch())
    assert (branched.record.is_past, branched.record.end, branched.record.line) == (False, 25, 2)
    assert _bits(session) == bits
    assert "end of the run" in _after(session, Branch()).notice


def test_a_branch_goes_on_with_the_project_of_its_step(session: Session) -> None:
    other = with_rate(small(), 0.5)
    _after(session, Step("batch", 20), ChangeProject(other, 2), Step("batch", 20))
    _after(session, Visit(7))
    branched = _after(session, Branch())
    assert branched.learning_rate == pytest.approx(0.1)
    assert branched.past_project == small()
    assert branched.interventions == ()
    _after(session, ChangeProject(small(), 3), Step("batch", 20))
    assert _bits(session) == _twin(27)


def test_the_past_shows_the_project_that_it_had(session: Session) -> None:
    other = with_rate(small(), 0.5)
    _after(session, Step("batch", 20), ChangeProject(other, 2), Step("batch", 20))
    past = _after(session, Visit(7))
    assert past.past_project == small()
    assert past.learning_rate == pytest.approx(0.1)
    assert past.project_generation == 2
    now = _after(session, Visit(40))
    assert now.past_project is None
    assert now.learning_rate == pytest.approx(0.5)


def test_an_edit_that_is_no_part_of_the_computation_leaves_the_record_too(
    session: Session,
) -> None:
    """Else the end of the line would become what the document was at the past step."""
    _after(session, Step("batch", 20), ChangeProject(with_rate(small(), 0.5), 2))
    _after(session, Step("batch", 20))
    _after(session, Visit(7))
    network = small().network
    free = Layer(LayerId("L99"), "free", fresh_spec("dense"))
    loose = replace(small(), network=replace(network, layers=(*network.layers, free)))
    there = _after(session, ChangeProject(loose, 3))
    assert (there.step, there.record.is_past, there.record.line) == (7, False, 2)
    assert there.past_project is None
    now = _after(session, Follow(1))
    assert now.step == 40
    assert now.learning_rate == pytest.approx(0.5)
    assert len(now.interventions) == 1


def test_an_edit_aside_keeps_the_past_and_is_there_at_the_end(session: Session) -> None:
    layer = small().network.layers[1]
    moved = replace(
        small(), network=small().network.with_layer(replace(layer, position=(10.0, 20.0)))
    )
    _after(session, Step("batch", 20))
    _after(session, Visit(7))
    there = _after(session, ChangeProject(moved, 5, is_aside=True))
    assert (there.step, there.record.is_past, there.project_generation) == (7, True, 5)
    assert _after(session, Visit(20)).past_project is None


def test_a_document_that_cannot_be_trained_waits_in_the_past_too(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was tried before every frame back at the end, and none was ever shown."""
    # Everything is compiled already: nobody looks at the project for that.
    monkeypatch.setattr(Preparation, "load_for", lambda *_: None)
    _after(session, Step("batch", 20))
    _after(session, Visit(7))
    loose = replace(small(), network=replace(small().network, connections=()))
    there = _after(session, ChangeProject(loose, 5, is_aside=True))
    assert there.notice.startswith("Not part of the run yet")
    assert (there.step, there.record.is_past, there.project_generation) == (7, True, 1)
    now = _after(session, Visit(20))
    assert (now.step, now.record.is_past, now.past_project) == (20, False, None)
    assert _after(session, ChangeProject(small(), 6)).project_generation == 6


def test_a_file_saved_in_the_past_after_a_card_was_moved_opens_there(session: Session) -> None:
    layer = small().network.layers[1]
    moved = replace(
        small(), network=small().network.with_layer(replace(layer, position=(10.0, 20.0)))
    )
    _after(session, Step("batch", 20))
    _after(session, Visit(7))
    _after(session, ChangeProject(moved, 5, is_aside=True))
    state = captured(session)
    session.send(OpenRun(moved, generation=2, project_generation=9, state=state))
    there = _after(session)
    assert (there.step, there.record.is_past, there.record.end) == (7, True, 20)
    assert there.project_generation == 9
    assert _after(session, Visit(20)).past_project is None


def test_rewinding_in_the_past_keeps_the_whole_line(session: Session) -> None:
    _after(session, Step("batch", 30))
    _after(session, Visit(3))
    there = _after(session, Rewind())
    assert (there.step, there.record.line, there.record.is_past) == (0, 2, False)
    assert [line.end for line in there.record.lines] == [30]


@pytest.mark.parametrize("operation", [0, 3, ROWS - 2, ROWS - 1])
def test_an_operation_of_this_update_is_gone_to_both_ways(session: Session, operation: int) -> None:
    _after(session, Step("batch", 4), Step("operation", 5))
    there = _after(session, StepTo(operation))
    is_last = operation == ROWS - 1
    assert there.position.operation == (0 if is_last else operation + 1)
    assert there.step == 4 + is_last
    assert "no operation" in _after(session, StepTo(ROWS)).notice


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=8))
def test_jumps_in_any_order_end_at_the_last_one(session: Session, steps: list[int]) -> None:
    opened(session, small())
    _after(session, Step("batch", 300))
    there = _after(session, *map(Visit, steps))
    assert there.step == steps[-1]
    assert _bits(session) == _twin(steps[-1])


def test_a_jump_is_measured_from_the_copy_where_it_sets_out() -> None:
    trainer, journeys = Trainer(small(), memory=1), Journeys()
    trainer.advance(3000)
    journeys.visit(trainer, 1500)
    way = journeys.shown(trainer)
    assert way is not None
    assert way.start == way.at <= way.goal == 1500
    while journeys.is_moving:
        journeys.advance(trainer, np.zeros(1, np.int32))
    assert trainer.step == 1500


def test_pausing_a_jump_from_the_end_is_back_at_the_end(session: Session) -> None:
    _after(session, Step("batch", 20_000))
    there = _after(session, Visit(19_000), Pause())
    assert (there.step, there.record.is_past) in {(20_000, False), (19_000, True)}
    assert there.record.end == 20_000


@pytest.mark.parametrize("waiting", [Step("batch", 5), Play()])
def test_pausing_a_jump_drops_what_waits_to_move_behind_it(
    session: Session, waiting: Command
) -> None:
    session.send(SetMemory(1))
    _after(session, Step("batch", 100_000))
    there = _after(session, Visit(90_000), waiting, Pause())
    assert (there.step, there.status) in {(100_000, "paused"), (90_000, "paused")}


def test_pausing_a_jump_that_took_the_place_of_another_is_back_at_the_end(session: Session) -> None:
    session.send(SetMemory(1))
    _after(session, Step("batch", 100_000))
    session.send(Visit(90_000))
    session.send(Visit(80_000))
    there = _after(session, Pause())
    assert there.step in {100_000, 90_000, 80_000}
    assert there.record.is_past == (there.step < 100_000)


# --- breakpoints -------------------------------------------------------------------------------


def test_playing_stops_after_the_operation_of_a_breakpoint(session: Session) -> None:
    there = _after(session, SetBreakpoints((Breakpoint("operation", operation=4),)), Play())
    there = session.wait_for(lambda s: s.breakpoint == 0, PATIENCE)
    assert (there.status, there.step, there.position.operation) == ("paused", 0, 5)
    assert "breakpoint" in there.notice
    session.send(Play())
    there = session.wait_for(lambda s: s.breakpoint == 0 and s.step == 1, PATIENCE)
    assert there.position.operation == 5
    _after(session, SetBreakpoints(()), Step("batch"))
    assert _bits(session) == _twin(2)


def test_a_breakpoint_of_a_layer_stops_after_each_of_its_operations(session: Session) -> None:
    rows = [i + 1 for i, label in enumerate(_SEEN.operations) if label.layer == LAYER]
    _after(session, SetBreakpoints((Breakpoint("layer", layer=LAYER),)))
    for row in rows:
        session.send(Play())
        session.wait_for(partial(_is_halted_at, row % ROWS), PATIENCE)


def test_examples_and_several_operations_stop_at_a_breakpoint_on_the_way(session: Session) -> None:
    _after(session, SetBreakpoints((Breakpoint("operation", operation=4),)))
    there = _after(session, Step("example"))
    assert (there.breakpoint, there.position.operation, there.position.lane) == (0, 5, None)
    lanes = [_after(session, Step("example")).position.lane for _ in range(6)]
    assert lanes == [0, 1, 2, 3, 4, 5]
    there = _after(session, Step("example"))
    assert (there.breakpoint, there.step, there.position.operation) == (None, 1, 0)
    there = _after(session, Step("operation", 9))
    assert (there.breakpoint, there.position.operation) == (0, 5)
    # Whoever steps onto it one by one sees it without being told.
    there = _after(session, Step("batch", 0), SetBreakpoints(()), Step("batch"))
    assert _bits(session) == _twin(2)


def test_a_disabled_breakpoint_stops_nothing_and_others_keep_their_number(
    session: Session,
) -> None:
    off = Breakpoint("operation", operation=0, is_enabled=False)
    session.send(SetBreakpoints((off, Breakpoint("loss", value=0.0))))
    session.send(Play())
    there = session.wait_for(lambda s: s.breakpoint is not None, PATIENCE)
    assert there.breakpoint == 1
    assert there.operations[there.position.operation - 1].phase == "loss"


def test_conditions_hold_where_they_say(session: Session) -> None:
    twin = Trainer(small())
    trace = []
    for _ in range(60):
        twin.advance(1)
        trace.append(twin.batch_loss)
    limit = sorted(trace)[-4]
    above = [step for step, loss in enumerate(trace) if loss > limit]
    session.send(SetBreakpoints((Breakpoint("loss", value=limit),)))
    for step in above:
        session.send(Play())
        there = session.wait_for(partial(_is_halted_in, step), PATIENCE)
        assert f"above {limit:g}" in there.notice


def test_breakpoints_hold_on_the_way_to_a_goal_too(session: Session) -> None:
    twin = Trainer(small())
    trace = []
    for _ in range(400):
        twin.advance(1)
        trace.append(twin.batch_loss)
    limit = 0.5 * sum(sorted(trace)[-5:-3])
    above = [step for step, loss in enumerate(trace) if loss > limit]
    session.send(SetBreakpoints((Breakpoint("loss", value=limit),)))
    for step in above:
        session.send(Play(stop_at_step=400))
        session.wait_for(partial(_is_halted_in, step), PATIENCE)
    session.send(Play(stop_at_step=400))
    there = session.wait_for(lambda s: s.step == 400, PATIENCE)
    assert "step 400" in there.notice


def test_a_small_gradient_stops_the_run_before_its_update(session: Session) -> None:
    session.send(SetBreakpoints((Breakpoint("gradient", layer=LAYER, value=1e9),)))
    session.send(Play())
    there = session.wait_for(lambda s: s.breakpoint == 0, PATIENCE)
    assert there.step == 0
    assert there.operations[there.position.operation].phase == "update"
    assert there.operations[there.position.operation - 1].phase == "backward"


def test_an_activation_stops_the_run_after_its_layer(session: Session) -> None:
    unit = SHAPE.units_out[0]
    session.send(SetBreakpoints((Breakpoint("activation", unit=unit, value=-2.0),)))
    session.send(Play())
    there = session.wait_for(lambda s: s.breakpoint == 0, PATIENCE)
    assert there.operations[there.position.operation - 1].layer == LAYER
    assert there.operations[there.position.operation - 1].phase == "forward"


def test_a_neuron_that_stops_the_run_is_shown_for_the_example_that_did_it(
    session: Session,
) -> None:
    unit = SHAPE.units_out[0]
    _after(session, Step("example"))
    seen = {}
    for _ in range(6):
        probe = _after(session).probe
        assert probe is not None
        values = probe.layers[LAYER].a
        assert values is not None
        seen[probe.example] = float(values[0])
        _after(session, Step("example"))
    ordered = sorted(seen.values())
    _after(session, Retreat("batch"))
    session.send(SetBreakpoints((Breakpoint("activation", unit=unit, value=ordered[-2]),)))
    there = _after(session, Step("batch"))
    assert there.breakpoint == 0
    assert there.probe is not None
    assert seen[there.probe.example] == ordered[-1]


def test_the_operation_that_broke_a_number_is_found(session: Session) -> None:
    for row in range(4):
        weight = SHAPE.parameters[0].weight_at(row, 0)
        session.send(SetWeight(weight, 3.0e38))
    session.send(SetWeight(WEIGHT, 3.0e38))
    session.send(SetBreakpoints((Breakpoint("nan"),)))
    session.send(Play())
    there = session.wait_for(lambda s: s.breakpoint == 0 or s.guard is not None, PATIENCE)
    assert there.breakpoint == 0
    assert there.guard is None


# --- slow motion, gradients --------------------------------------------------------------------


def test_slow_motion_goes_operation_by_operation_until_paused(session: Session) -> None:
    session.send(SetPace(200.0, "operation"))
    session.send(Play(stop_at_step=2))
    seen = session.wait_for(lambda s: s.slow and s.position.operation > 0, PATIENCE)
    assert seen.status == "running"
    there = session.wait_for(lambda s: s.status == "paused" and s.step == 2, PATIENCE)
    assert not there.slow
    assert "step 2" in there.notice
    assert "number above 0" in _after(session, SetPace(0.0, "operation")).notice
    session.send(Play())
    session.send(SetPace(None))
    there = session.wait_for(lambda s: s.step > 500, PATIENCE)
    assert not there.slow


def test_a_check_of_gradients_is_shown(session: Session) -> None:
    there = _after(session, Step("batch", 5), Step("operation", 4), CheckGradients(WEIGHT))
    assert there.position.operation == 4
    assert there.gradient_check is not None
    assert there.gradient_check.weight == WEIGHT
    assert there.gradient_check.agrees
    assert _after(session, Step("operation")).gradient_check is there.gradient_check
    assert _after(session, SetWeight(WEIGHT, 0.25)).gradient_check is None
    assert "Nothing is learned" in _after(session, CheckGradients(LayerId("nobody"))).notice
