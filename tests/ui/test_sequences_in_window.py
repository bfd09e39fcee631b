"""Sequences in the whole window: chosen while another kind learns, looked at from every side."""

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from playground.engine import door
from playground.model import wishes
from playground.model.project import Project
from playground.session.commands import Play
from playground.session.preparation import Preparation
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.fitting import fitting_example
from playground.ui.view import Selection
from tests.ui.whole import window_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KINDS = ("recall", "waves", "letters")


@pytest.fixture(scope="module")
def compiled() -> None:
    """Compile what all these networks need: it holds Python's lock for longer than a test waits."""
    door.prepare(is_all=False)
    for kind in KINDS:
        Preparation().load_for(fitting_example(kind).project, lambda _: None, lambda: False)


@pytest.fixture
def assembly(spiral: Project, compiled: None, qtbot: QtBot) -> Iterator[Assembly]:
    assembly = window_of(Session(), spiral, qtbot)
    yield assembly
    assembly.close()


def knows_edit(assembly: Assembly, qtbot: QtBot) -> None:
    """Wait until the run has taken the newest edit over."""
    controller = assembly.controller
    newest = controller.store.shown.generation
    qtbot.waitUntil(lambda: controller.snapshot.project_generation >= newest, timeout=120_000)


def test_kinds_can_be_chosen_while_training_runs(
    assembly: Assembly, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    controller = assembly.controller
    controller.send(Play())
    for kind in KINDS:
        # First the kind alone: the network does not fit, and training goes on with the old one.
        controller.apply(wishes.set_data(kind=kind, noise=0.0, standardise=None, examples=60))
        assert controller.store.shown.dataset is not None
        assert controller.store.shown.resolution.problems or kind == "waves"
        controller.apply(wishes.set_network(fitting_example(kind).project.network))
        assert controller.store.shown.resolution.is_valid
        knows_edit(assembly, qtbot)
        for layer in controller.store.shown.resolution.order:
            shape = controller.store.shown.resolution.layers[layer]
            for unit in (None, shape.units_out[-1]):
                controller.select(Selection(layers=(layer,), unit=unit, example=3))
                assert not assembly.window.grab().isNull()
        qtbot.waitUntil(lambda: controller.snapshot.probe is not None, timeout=30_000)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert controller.snapshot.status != "failed", controller.snapshot.details
