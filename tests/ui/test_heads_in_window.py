"""Several outputs, borrowed weights and phases in the whole window: opened, looked at, edited."""

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.edits import Edit
from playground.model.ids import ParameterId
from playground.model.project import Project
from playground.model.text import merge, parse, render
from playground.session.commands import Play
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.view import Selection
from tests.engine.test_heads import BACK, CODE, players, tied, two_heads
from tests.ui.whole import window_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PROJECTS = (two_heads(0.5), tied(), players(0.2))


@pytest.fixture
def assembly(spiral: Project, qtbot: QtBot) -> Iterator[Assembly]:
    assembly = window_of(Session(), spiral, qtbot)
    yield assembly
    assembly.close()


def knows_project(assembly: Assembly, qtbot: QtBot) -> None:
    """Wait until the run is that of the newest project, and shows an example."""
    controller = assembly.controller
    newest = controller.store.shown.generation

    def is_known() -> bool:
        snapshot = controller.snapshot
        return snapshot.project_generation >= newest and snapshot.probe is not None

    qtbot.waitUntil(is_known, timeout=120_000)


def test_every_layer_of_them_can_be_looked_at_while_they_learn(
    assembly: Assembly, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    controller = assembly.controller
    for project in PROJECTS:
        controller.open_document(project)
        controller.send(Play())
        found = controller.store.shown
        assert found.resolution.is_valid
        knows_project(assembly, qtbot)
        for layer in found.resolution.order:
            shape = found.resolution.layers[layer]
            for unit in (None, shape.units_out[-1]):
                controller.select(Selection(layers=(layer,), unit=unit, example=3))
                assert not assembly.window.grab().isNull()
        text = render(project.network)
        again = merge(project.network, parse(text.replace("tanh", "relu")))
        controller.apply(wishes.set_network(again))
        assert controller.store.shown.resolution.is_valid
        controller.undo()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert controller.snapshot.status != "failed", controller.snapshot.details


def test_a_layer_goes_on_alone_when_the_owner_of_its_weights_is_deleted(
    assembly: Assembly, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    controller = assembly.controller
    controller.open_document(tied())
    knows_project(assembly, qtbot)
    learned = controller.snapshot.weights[ParameterId(CODE, "weight")]
    controller.apply(wishes.remove_layers([CODE]))
    problem = controller.store.shown.resolution.problems[0]
    assert problem.layer == BACK
    assert problem.repair is not None
    label, project = problem.repair.label, problem.repair.project
    assert label == "Give it its own weights"
    controller.apply(Edit(label, lambda _: project))
    assert controller.store.shown.resolution.is_valid
    knows_project(assembly, qtbot)
    assert controller.snapshot.weights[ParameterId(BACK, "weight")].shape == (2, 2)
    controller.undo()
    controller.undo()
    knows_project(assembly, qtbot)
    again = controller.snapshot.weights[ParameterId(CODE, "weight")]
    assert again.tobytes() == learned.tobytes()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
