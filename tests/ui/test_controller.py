"""Wishes become edits and commands; snapshots reach the views that can be seen."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.edits import Edit
from playground.model.errors import EditError
from playground.model.history import WeightEdit
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import DenseSpec
from playground.model.project import Project
from playground.session.commands import (
    ChangeProject,
    OpenRun,
    Pause,
    Play,
    Retreat,
    Rewind,
    SetPace,
    SetWatch,
    SetWeight,
    Step,
    Watch,
)
from playground.session.snapshot import Snapshot
from playground.ui.action import ActionState
from playground.ui.captures import PATIENCE, CaptureError, Captures
from playground.ui.controller import Controller
from playground.ui.editing import Editing
from playground.ui.paces import PACES, faster, level_of, slower
from playground.ui.store import MERGE_PAUSE, Store
from playground.ui.training import Training
from playground.ui.view import Selection, ShownProject, View
from playground.ui.walking import Walking
from playground.ui.watching import compose_watch
from tests.ui.fakes import Clock, FakeSession


class WatchedView(View):
    """A view that writes down what it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.projects: list[ShownProject] = []
        self.snapshots: list[Snapshot] = []
        self.selections: list[Selection] = []

    def show_project(self, shown: ShownProject) -> None:
        self.projects.append(shown)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)

    def show_selection(self, selection: Selection) -> None:
        self.selections.append(selection)


@pytest.fixture
def controller(session: FakeSession, spiral: Project, clock: Clock, qtbot: QtBot) -> Controller:
    controller = Controller(session, Store(spiral, clock), clock)
    controller.open_document(spiral, pace=100.0)
    controller.poll()
    session.commands.clear()
    return controller


def dense(project: Project) -> DenseSpec:
    spec = project.network.layers[1].spec
    assert isinstance(spec, DenseSpec)
    return spec


def more_units(project: Project, count: int) -> Edit:
    return wishes.set_units(project.network.layers[1].id, count)


def a_weight(project: Project) -> WeightRef:
    hidden, source = project.network.layers[1], project.network.layers[0].id
    target = UnitRef(hidden.id, dense(project).units[0])
    features = Store(project).shown.resolution.layers[source].units_out
    return WeightRef(ParameterId(hidden.id, "weight"), target, features[0])


def show_weights(session: FakeSession, project: Project, value: float) -> None:
    weights = np.zeros((2, 2), np.float32)
    weights[0, 0] = value
    parameter = ParameterId(project.network.layers[1].id, "weight")
    session.show(weights=MappingProxyType({parameter: weights}))


def test_an_edit_reaches_history_worker_and_views(
    controller: Controller, session: FakeSession, spiral: Project, qtbot: QtBot
) -> None:
    view = WatchedView()
    qtbot.addWidget(view)
    controller.add_view("card", view)
    view.edit_requested.emit(more_units(spiral, 5))
    assert len(dense(controller.store.project).units) == 5
    (change,) = session.sent(ChangeProject)
    assert isinstance(change, ChangeProject)
    assert change.project == controller.store.project
    assert change.project_generation == controller.store.generation
    assert view.projects[-1].project == controller.store.project
    assert view.projects[-1].is_changed


def test_undo_and_redo_carry_the_project_back_and_forth(
    controller: Controller, session: FakeSession, spiral: Project
) -> None:
    controller.apply(more_units(spiral, 5))
    edited = controller.store.project
    controller.undo()
    assert controller.store.project == spiral
    assert not controller.store.is_changed
    controller.redo()
    assert controller.store.project == edited
    sent = [c.project for c in session.sent(ChangeProject) if isinstance(c, ChangeProject)]
    assert sent == [edited, spiral, edited]


def test_an_edit_that_changes_nothing_is_no_entry(
    controller: Controller, session: FakeSession, spiral: Project
) -> None:
    assert not controller.apply(more_units(spiral, 2))
    assert not controller.store.history.can_undo
    assert session.sent(ChangeProject) == []


def test_an_impossible_edit_is_reported_and_changes_nothing(
    controller: Controller, session: FakeSession, qtbot: QtBot
) -> None:
    def refuse(project: Project) -> Project:
        raise EditError("A layer needs at least one unit. Remove the layer instead.")

    with qtbot.waitSignal(controller.failed) as caught:
        assert not controller.apply(Edit("nothing", refuse))
    assert caught.args == ["A layer needs at least one unit. Remove the layer instead.", ""]
    assert session.sent(ChangeProject) == []


def test_a_drag_is_one_entry_and_a_pause_ends_it(
    controller: Controller, spiral: Project, clock: Clock
) -> None:
    for count in (3, 4, 5):
        controller.apply(more_units(spiral, count))
        clock.advance(0.1)
    controller.undo()
    assert controller.store.project == spiral
    controller.redo()
    controller.apply(more_units(spiral, 6))
    clock.advance(MERGE_PAUSE + 0.1)
    controller.apply(more_units(spiral, 7))
    controller.undo()
    assert len(dense(controller.store.project).units) == 6


def test_undoing_a_weight_sets_that_weight_back_and_nothing_else(
    controller: Controller, session: FakeSession, spiral: Project
) -> None:
    weight = a_weight(spiral)
    show_weights(session, spiral, 0.25)
    controller.poll()
    controller.send(SetWeight(weight, 0.5))
    controller.send(SetWeight(weight, 0.75))
    assert controller.store.is_changed
    controller.undo()
    controller.redo()
    values = [c.value for c in session.sent(SetWeight) if isinstance(c, SetWeight)]
    assert values == [0.5, 0.75, 0.25, 0.75]
    assert session.sent(ChangeProject) == []
    assert "Weight" in controller.store.history.undo_label


def test_moving_a_cut_weight_leaves_nothing_to_undo(
    controller: Controller, session: FakeSession, spiral: Project
) -> None:
    weight = a_weight(spiral)
    show_weights(session, spiral, 0.0)
    controller.poll()
    controller.apply(wishes.cut_weight(weight))
    before = controller.store.history.undo_label
    controller.send(SetWeight(weight, 0.5))
    assert controller.store.history.undo_label == before
    assert session.sent(SetWeight), "the worker says why it cannot be"


def test_another_seed_is_another_run(
    controller: Controller, session: FakeSession, spiral: Project
) -> None:
    generation = controller.snapshot.generation
    Training(controller).new_weights()
    (opened,) = session.sent(OpenRun)
    assert isinstance(opened, OpenRun)
    assert opened.project.training.seed == spiral.training.seed + 1
    assert opened.generation > generation
    assert session.sent(ChangeProject) == []


def test_snapshots_of_an_older_run_are_left_out(
    controller: Controller, session: FakeSession, qtbot: QtBot
) -> None:
    session.show(generation=controller.snapshot.generation - 1, step=999)
    controller.poll()
    assert controller.snapshot.step == 0


def test_hidden_views_get_no_snapshots_and_catch_up_when_shown(
    controller: Controller, session: FakeSession, qtbot: QtBot
) -> None:
    view = WatchedView()
    qtbot.addWidget(view)
    controller.add_view("tape", view)
    newest = session.show(step=5)
    controller.poll()
    assert view.snapshots == []
    with qtbot.waitExposed(view):
        view.show()
    controller.poll()
    controller.poll()
    assert view.snapshots == [newest]
    view.hide()


def test_running_views_are_fed_in_one_rhythm_and_agree(
    controller: Controller, session: FakeSession, clock: Clock, qtbot: QtBot
) -> None:
    view, other = WatchedView(), WatchedView()
    for role, shown in (("card", view), ("output", other)):
        qtbot.addWidget(shown)
        controller.add_view(role, shown)  # type: ignore[arg-type]
        with qtbot.waitExposed(shown):
            shown.show()
    for step in range(10):
        session.show(step=step, status="running")
        controller.poll()
        clock.advance(0.025)
    assert [snapshot.step for snapshot in view.snapshots] == [0, 3, 6, 9]
    assert view.snapshots == other.snapshots, "the numbers of one picture agree"
    last = session.show(step=100, status="paused")
    controller.poll()
    assert view.snapshots[-1] is last, "what stands still is drawn at once"
    view.hide()
    other.hide()


def test_the_watch_follows_what_can_be_seen(
    controller: Controller, session: FakeSession, qtbot: QtBot
) -> None:
    controller.poll()
    view = WatchedView()
    qtbot.addWidget(view)
    controller.add_view("output", view)
    controller.poll()
    assert session.sent(SetWatch) == [], "nothing is visible, nothing changed"
    with qtbot.waitExposed(view):
        view.show()
    controller.poll()
    controller.poll()
    (asked,) = session.sent(SetWatch)
    assert isinstance(asked, SetWatch)
    assert asked.watch.map_size > 0
    assert asked.watch.tiles == ()
    view.hide()


def test_compose_watch(spiral: Project) -> None:
    shown = Store(spiral).shown
    everything = compose_watch(frozenset({"canvas", "output", "card"}), shown, Selection())
    assert everything.tiles == shown.resolution.order
    assert (everything.example, everything.weights, everything.confusion) == (0, True, False)
    assert compose_watch(frozenset(), shown, Selection()) == Watch(weights=False)
    unit = shown.resolution.layers[shown.resolution.order[1]].units_out[0]
    hovering = compose_watch(frozenset({"output"}), shown, Selection(hover=unit, example=99))
    assert (hovering.map_unit, hovering.example) == (unit, None)
    digits = replace(spiral, data=replace(spiral.data, kind="digits", features=(), examples=None))
    of_digits = compose_watch(frozenset({"canvas", "output"}), Store(digits).shown, Selection())
    assert (of_digits.tiles, of_digits.map_size, of_digits.confusion) == ((), 0, True)


def test_selection_loses_what_an_edit_removes(controller: Controller, spiral: Project) -> None:
    hidden = spiral.network.layers[1].id
    unit = UnitRef(hidden, dense(spiral).units[1])
    controller.select(Selection(layers=(hidden,), unit=unit, example=3))
    controller.apply(wishes.set_units(hidden, 1))
    assert controller.selection == Selection(layers=(hidden,), example=3)
    controller.apply(wishes.remove_layers((hidden,)))
    assert controller.selection == Selection(example=3)


def test_training_turns_actions_into_commands(controller: Controller, session: FakeSession) -> None:
    training, walking = Training(controller), Walking(controller)
    training.toggle()
    controller.poll()
    training.toggle()
    walking.step()
    walking.step_operation()
    walking.step()
    training.rewind()
    assert session.commands == [
        Play(),
        Pause(),
        Step("batch"),
        Step("operation"),
        Step("operation"),
        Rewind(),
    ]


def test_several_steps_are_asked_for_and_done_exactly(
    controller: Controller, session: FakeSession
) -> None:
    walking = Walking(controller)
    walking.step_many()
    assert session.commands == [], "nobody said how many"
    walking.ask_steps = lambda: 40
    walking.step_many()
    assert session.commands == [Step("batch", 40)]


def test_nobody_looking_pauses_and_somebody_looking_goes_on(
    controller: Controller, session: FakeSession
) -> None:
    training = Training(controller)
    training.hold()
    training.release()
    assert session.commands == [], "it was paused before"
    session.show(status="running")
    controller.poll()
    training.hold()
    training.release()
    training.release()
    assert session.commands == [Pause(), Play()]


def test_flat_out_comes_back_to_the_pace_before(
    controller: Controller, session: FakeSession
) -> None:
    training = Training(controller)
    controller.send(SetPace(50.0))
    training.flat_out()
    training.flat_out()
    paces = [c.steps_per_second for c in session.sent(SetPace) if isinstance(c, SetPace)]
    assert paces == [50.0, None, 50.0]


def test_paces_have_two_ends() -> None:
    slowest, fastest = SetPace(0.5, "operation"), SetPace(None)
    assert (slower(slowest), faster(fastest)) == (slowest, fastest)
    assert (slower(SetPace(1.0)), faster(SetPace(1.0))) == (SetPace(5.0, "operation"), SetPace(2.0))
    assert slower(fastest) == SetPace(100_000.0)
    assert PACES[level_of(SetPace(290.0))] == SetPace(200.0)
    assert PACES[level_of(SetPace(4.0, "operation"))] == SetPace(5.0, "operation")
    assert PACES[level_of(fastest)] == fastest


def test_slow_motion_comes_back_to_the_pace_before(
    controller: Controller, session: FakeSession
) -> None:
    training = Training(controller)
    controller.send(SetPace(50.0))
    training.slow_motion()
    assert training.describe(ActionState()).is_slow
    training.slow_motion()
    assert session.sent(SetPace)[-2:] == [SetPace(2.0, "operation"), SetPace(50.0)]


def test_going_back_is_by_the_unit_that_was_stepped_last(
    controller: Controller, session: FakeSession
) -> None:
    walking = Walking(controller)
    walking.step_example()
    walking.back()
    walking.back_operation()
    walking.step()
    assert session.sent(Retreat) == [Retreat("example"), Retreat("operation")]
    assert session.sent(Step)[-1] == Step("operation")


def test_delete_takes_the_neuron_first_and_never_the_output(
    controller: Controller, spiral: Project
) -> None:
    editing = Editing(controller)
    source, hidden, output = (layer.id for layer in spiral.network.layers)
    controller.select(Selection(layers=(source, output)))
    assert not editing.can_delete
    editing.delete()
    assert controller.store.project == spiral
    unit = UnitRef(hidden, dense(spiral).units[0])
    controller.select(Selection(layers=(hidden,), unit=unit))
    editing.delete()
    assert dense(controller.store.project).units == dense(spiral).units[1:]
    controller.select(Selection(layers=(hidden,)))
    editing.delete()
    assert not controller.store.project.network.has(hidden)


def test_captures_give_up_after_a_while(clock: Clock) -> None:
    captures = Captures(lambda capture: None, clock)
    missed: list[Exception] = []
    captures.request(lambda state: None, missed.append)
    captures.poll()
    assert missed == []
    clock.advance(PATIENCE + 1)
    captures.poll()
    captures.poll()
    assert [type(error) for error in missed] == [CaptureError]


def test_a_moved_weight_that_is_taken_back_is_no_change(
    spiral: Project, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    store = Store(spiral, clock)
    unit = UnitRef(spiral.network.layers[-1].id, UnitId("o0"))
    weight = WeightRef(ParameterId(unit.layer, "bias"), unit, None)
    seen = [store.is_changed]
    store.record_weight("Move b", "b", WeightEdit(weight, 0.0, 0.5))
    for step in (store.undo, store.redo):
        seen.append(store.is_changed)
        step()
    seen.append(store.is_changed)
    assert seen == [False, True, False, True]
    store.mark_saved(store.project, tmp_path / "a.playground")
    saved = store.is_changed
    store.undo()
    assert (saved, store.is_changed) == (False, True), "the file holds the moved weight"


def test_a_store_knows_whether_anything_is_unsaved(
    spiral: Project, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    store = Store(spiral, clock)
    assert (store.is_changed, store.path) == (False, None)
    store.apply(more_units(spiral, 3))
    assert (store.is_changed, store.path) == (True, None)
    store.mark_saved(store.project, tmp_path / "a.playground")
    assert (store.is_changed, store.shown.path) == (False, tmp_path / "a.playground")
    store.undo()
    assert (store.is_changed, store.path) == (True, tmp_path / "a.playground"), "undone since"
    generation = store.generation
    store.open(replace(spiral, training=replace(spiral.training, seed=9)), None)
    assert store.generation > generation
    assert not store.history.can_undo
