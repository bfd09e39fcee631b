"""The past of a run in the whole window: what is shown, and what an edit there means."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Branch, Command, Follow, SetWeight, Step, Visit
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui.assembly import Assembly
from tests.ui.whole import window_of

PROJECT = Project(parse("dense 4 tanh > output"), DataSpec("moons"), TrainingSpec(batch_size=16))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Assembly]:
    window = window_of(Session(), PROJECT, qtbot)
    yield window
    window.close()


@pytest.fixture
def until(window: Assembly, qtbot: QtBot) -> Callable[..., Snapshot]:
    """Send a command, and wait until the snapshot is as it should be then."""

    def until(command: Command | None, holds: Callable[[Snapshot], bool]) -> Snapshot:
        if command is not None:
            window.controller.send(command)
        qtbot.waitUntil(
            lambda: (
                window.controller.snapshot.status == "paused" and holds(window.controller.snapshot)
            ),
            timeout=30_000,
        )
        return window.controller.snapshot

    return until


Until = Callable[..., Snapshot]


def _rate(window: Assembly) -> float:
    return window.controller.store.shown.project.training.optimizer.learning_rate


def _edited(window: Assembly, until: Until) -> None:
    """Twenty steps, another rate, twenty steps more."""
    until(Step("batch", 20), lambda s: s.step == 20)
    window.controller.apply(wishes.set_optimizer(learning_rate=0.5))
    until(Step("batch", 20), lambda s: s.step == 40)


def test_a_past_step_is_shown_with_the_settings_that_it_had(window: Assembly, until: Until) -> None:
    _edited(window, until)
    until(Visit(7), lambda s: s.step == 7)
    assert window.controller.store.shown.is_past
    assert _rate(window) == 0.01
    assert window.controller.store.project.training.optimizer.learning_rate == 0.5
    until(Visit(40), lambda s: s.step == 40)
    now = window.controller.store.shown
    assert not now.is_past
    assert _rate(window) == 0.5


def test_time_travel_is_no_edit_and_undo_waits_for_the_present(
    window: Assembly, until: Until
) -> None:
    _edited(window, until)
    entries = window.controller.store.history.past
    until(Visit(7), lambda s: s.step == 7)
    assert window.controller.store.history.past == entries
    assert not window.board.qt_action("edit.undo").isEnabled()
    window.controller.undo()
    assert window.controller.store.history.past == entries
    until(Visit(40), lambda s: not s.record.is_past)
    assert window.board.qt_action("edit.undo").isEnabled()


def test_an_edit_in_the_past_goes_on_from_there_and_can_be_taken_back(
    window: Assembly, until: Until
) -> None:
    _edited(window, until)
    until(Visit(7), lambda s: s.step == 7)
    window.controller.apply(wishes.set_optimizer(learning_rate=0.02))
    there = until(None, lambda s: s.record.line == 2)
    assert (there.step, there.record.is_past, there.record.end) == (7, False, 7)
    assert [line.end for line in there.record.lines] == [40]
    assert _rate(window) == 0.02
    assert not window.controller.store.shown.is_past
    until(Step("batch", 3), lambda s: s.step == 10)
    window.controller.undo()
    # What was undone is the edit: the rate of the document before it. Time stays.
    there = until(None, lambda s: s.learning_rate == 0.5)
    assert there.step == 10
    assert _rate(window) == 0.5


def test_the_very_edit_of_the_present_made_in_the_past_is_an_edit(
    window: Assembly, until: Until
) -> None:
    _edited(window, until)
    until(Visit(7), lambda s: s.step == 7)
    window.controller.apply(wishes.set_optimizer(learning_rate=0.5))
    there = until(None, lambda s: s.record.line == 2)
    assert there.learning_rate == 0.5
    assert not window.controller.store.shown.is_past


def test_a_weight_moved_in_the_past_goes_on_with_the_settings_of_the_past(
    window: Assembly, until: Until
) -> None:
    _edited(window, until)
    there = until(Visit(7), lambda s: s.step == 7 and bool(s.weights))
    layer = window.controller.store.shown.resolution.order[1]
    weight = window.controller.store.shown.resolution.layers[layer].parameters[0].weight_at(0, 0)
    until(SetWeight(weight, 1.25), lambda s: s.record.line == 2)
    there = until(None, lambda s: s.project_generation == window.controller.store.generation)
    assert there.learning_rate == 0.01
    assert window.controller.store.project.training.optimizer.learning_rate == 0.01
    assert float(there.weights[weight.parameter][0, 0]) == 1.25


def test_a_card_moved_in_the_past_stands_there_in_the_present_too(
    window: Assembly, until: Until
) -> None:
    _edited(window, until)
    until(Visit(7), lambda s: s.step == 7)
    layer = window.controller.store.shown.resolution.order[1]
    window.controller.apply(wishes.move_layers({layer: (123.0, 45.0)}))
    there = until(None, lambda s: s.project_generation == window.controller.store.generation)
    assert (there.record.is_past, there.record.lines) == (True, ())
    assert window.controller.store.shown.project.network.layer(layer).position == (123.0, 45.0)
    until(Visit(40), lambda s: not s.record.is_past)
    shown = window.controller.store.shown
    assert shown.project.network.layer(layer).position == (123.0, 45.0)
    assert shown.project.training.optimizer.learning_rate == 0.5
    assert until(None, lambda s: s.past_project is None).record.lines == ()


def test_another_line_brings_its_settings_with_it(window: Assembly, until: Until) -> None:
    _edited(window, until)
    until(Visit(7), lambda s: s.step == 7)
    window.controller.apply(wishes.set_optimizer(learning_rate=0.02))
    until(Step("batch", 3), lambda s: s.step == 10)
    until(Follow(1), lambda s: s.step == 40)
    store = window.controller.store
    until(None, lambda s: s.project_generation == store.generation and s.past_project is None)
    assert store.project.training.optimizer.learning_rate == 0.5
    assert store.history.undo_label
    assert not store.shown.is_past
    window.controller.undo()
    assert until(None, lambda s: s.learning_rate == 0.02).step == 40


def test_a_branch_goes_on_with_the_settings_of_its_step(window: Assembly, until: Until) -> None:
    _edited(window, until)
    until(Visit(7), lambda s: s.step == 7)
    layer = window.controller.store.shown.resolution.order[1]
    window.controller.apply(wishes.move_layers({layer: (123.0, 45.0)}))
    until(Branch(), lambda s: s.record.line == 2)
    store = window.controller.store
    there = until(
        None, lambda s: s.project_generation == store.generation and s.past_project is None
    )
    assert there.learning_rate == 0.01
    assert store.project.training.optimizer.learning_rate == 0.01
    assert store.project.network.layer(layer).position == (123.0, 45.0)
    assert not store.shown.is_past
    until(Step("batch", 3), lambda s: s.step == 10)
    window.controller.undo()
    assert until(None, lambda s: s.learning_rate == 0.5).step == 10


def test_a_branch_with_the_settings_of_now_is_no_edit(window: Assembly, until: Until) -> None:
    until(Step("batch", 20), lambda s: s.step == 20)
    until(Visit(7), lambda s: s.step == 7)
    until(Branch(), lambda s: s.record.line == 2)
    assert not window.controller.store.history.past


def test_names_and_places_of_cards_are_no_reason_for_another_run(
    window: Assembly, until: Until
) -> None:
    """Also where the project of the past is the document."""
    until(Step("batch", 20), lambda s: s.step == 20)
    until(Visit(7), lambda s: s.step == 7)
    layer = window.controller.store.shown.resolution.order[1]
    window.controller.apply(wishes.rename_layer(layer, "first"))
    window.controller.apply(wishes.move_layers({layer: (123.0, 45.0)}))
    there = until(None, lambda s: s.project_generation == window.controller.store.generation)
    assert (there.step, there.record.is_past, there.record.lines) == (7, True, ())
    until(Visit(20), lambda s: not s.record.is_past)
    there = until(None, lambda s: s.past_project is None)
    assert (there.step, there.record.lines) == (20, ())
    shown = window.controller.store.shown.project.network.layer(layer)
    assert (shown.name, shown.position) == ("first", (123.0, 45.0))
