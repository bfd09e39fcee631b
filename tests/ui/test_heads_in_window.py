"""Several outputs, borrowed weights and phases in the whole window: opened, looked at, edited."""

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.project import Project
from playground.model.text import merge, parse, render
from playground.session.commands import Play
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.view import Selection
from tests.engine.test_heads import players, tied, two_heads
from tests.ui.fakes import FakeJournal, FakePrompts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PROJECTS = (two_heads(0.5), tied(), players(0.2))


@pytest.fixture
def assembly(spiral: Project, qtbot: QtBot) -> Iterator[Assembly]:
    assembly = Assembly(Session(), spiral, FakeJournal(), lambda window, _: FakePrompts())
    with qtbot.waitSignal(assembly.window.painted, timeout=10_000):
        assembly.show()
    assembly.controller.open_document(spiral)
    qtbot.waitUntil(lambda: assembly.is_complete, timeout=30_000)
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
