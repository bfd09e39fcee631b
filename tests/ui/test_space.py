"""The bent grid: what is drawn is the layer that is named, and gliding ends where it should."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.space import space
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.space.frame import Extent, Shape, between, eased
from playground.ui.views.space.view import SpaceView
from tests.ui.stepped import Stepped
from tests.ui.test_canvas_phases import share_of

PROJECT = Project(
    parse("dense 2 tanh > dense 5 tanh > output"), DataSpec("spiral", examples=60), name="bent"
)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    return Trainer(PROJECT)


def make(qtbot: QtBot, *, is_still: bool) -> SpaceView:
    view = SpaceView()
    qtbot.addWidget(view)
    view.show_theme(replace(DARK, is_still=is_still))
    view.resize(260, 340)
    view.show()
    view.show_project(Store(PROJECT).shown)
    return view


def test_it_asks_for_the_last_hidden_layer_and_follows_the_selection(qtbot: QtBot) -> None:
    view = make(qtbot, is_still=True)
    layers = [layer.id for layer in PROJECT.network.layers]
    assert view.extend_watch(Watch()).space == layers[2]
    view.show_selection(Selection(layers=(layers[1],)))
    assert view.extend_watch(Watch()).space == layers[1]
    assert view.layers.currentText() == "Dense 1"


def test_what_is_drawn_is_what_the_layer_puts_out(qtbot: QtBot, trainer: Trainer) -> None:
    view = make(qtbot, is_still=True)
    layer = PROJECT.network.layers[1].id
    seen = space(trainer, layer)
    view.show_snapshot(Snapshot(space=seen))
    shape = view.picture.shape
    assert shape is not None
    inputs = trainer.dataset.inputs[seen.examples]
    puts_out = trainer.evaluator.layer_activations(np.ascontiguousarray(inputs), (layer,))[layer]
    assert np.allclose(shape.points, puts_out.T, atol=1e-6)
    assert view.caption.text() == "across: neuron 1, up: neuron 2"


def test_another_layer_is_reached_by_gliding_and_at_once_without_motion(
    qtbot: QtBot, trainer: Trainer
) -> None:
    first, second = (space(trainer, layer.id) for layer in PROJECT.network.layers[1:3])
    still = make(qtbot, is_still=True)
    for seen in (first, second):
        still.show_snapshot(Snapshot(space=seen))
    assert not still.picture.is_gliding
    moving = make(qtbot, is_still=False)
    moving.show_snapshot(Snapshot(space=first))
    moving.show_snapshot(Snapshot(space=second))
    assert moving.picture.is_gliding
    qtbot.waitUntil(lambda: not moving.picture.is_gliding)
    assert still.picture.shape is not None
    assert moving.picture.shape is not None
    assert np.array_equal(moving.picture.shape.points, still.picture.shape.points)
    assert "main directions" in moving.caption.text()


def test_half_of_the_way_is_the_mean_and_other_sizes_jump() -> None:
    low, high = (Shape(np.full((3, 3, 2), v), np.full((4, 2), v)) for v in (0.0, 2.0))
    assert np.all(between(low, high, eased(0.5)).grid == 1.0)
    other = Shape(np.zeros((2, 2, 2)), np.zeros((4, 2)))
    assert between(low, other, 0.5) is other


def test_everything_finite_can_be_seen_while_the_frame_moves_slowly() -> None:
    extent = Extent()
    rng = np.random.default_rng(2)
    for scale in (1.0, 5.0, 0.1, 30.0):
        points = rng.normal(scale, scale, (50, 2))
        points[0] = np.nan
        shape = Shape(np.zeros((0, 0, 2)), points)
        extent.follow(shape)
        places = extent.place(points, 200.0, (100.0, 100.0))
        assert np.all((places[1:] >= 0) & (places[1:] <= 200))
        assert np.all(places[0] < 0), "what is not a number lies outside"


def test_stepping_rings_its_example_once_the_layer_has_it(qtbot: QtBot) -> None:
    view = make(qtbot, is_still=True)
    run = Stepped("dense 2 tanh > dense 5 tanh > output")
    view.show_project(run.shown)
    ring = {}
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        label = snapshot.operations[snapshot.position.operation - 1]
        ring[label.phase, label.formula] = view.picture.example
        assert snapshot.space is not None
        assert snapshot.space.step == snapshot.step
        assert view.caption.text().endswith("before this update") == (label.phase == "update")
        if view.picture.example is not None:
            assert snapshot.probe is not None
            assert snapshot.space.examples[view.picture.example] == snapshot.probe.example
    assert ring["data", "y ← target"] is None
    assert ring["loss", snapshot.operations[8].formula] is not None
    with_ring = share_of(view.picture.grab().toImage(), DARK.action)
    run.trainer.advance_batch()
    view.show_snapshot(run.snapshot())
    assert view.picture.example is None
    assert with_ring > share_of(view.picture.grab().toImage(), DARK.action)
