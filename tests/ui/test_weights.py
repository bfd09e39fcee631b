"""Hinton diagram, histograms, multiplied-out linear layers and the prune slider."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.state import Metrics
from playground.engine.trainer import Trainer
from playground.model.edits import Edit
from playground.model.edits.holding import set_frozen
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.gradients import gradients
from playground.readout.prune_report import PruneReport
from playground.readout.pruning import prune_report
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.store import Store
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection
from playground.ui.views.weights.histogram import BINS
from playground.ui.views.weights.linear import multiply_out
from playground.ui.views.weights.modes import MODES, Mode
from playground.ui.views.weights.view import WeightsView
from tests.ui.stepped import Stepped
from tests.ui.test_canvas_phases import layer_named, share_of

PROJECT = Project(
    parse("dense 4 linear > dense 3 linear > dense 5 relu > output"),
    DataSpec("spiral", examples=80),
    name="linear",
)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    trainer = Trainer(PROJECT)
    trainer.advance(20)
    return trainer


@pytest.fixture
def view(qtbot: QtBot, trainer: Trainer) -> WeightsView:
    view = WeightsView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.resize(320, 320)
    view.show()
    view.show_project(Store(PROJECT).shown)
    view.show_snapshot(Snapshot(weights=trainer.weights(), metrics=trainer.metrics()))
    return view


def test_the_matrix_is_the_layers_and_a_click_selects_a_weight(
    view: WeightsView, trainer: Trainer
) -> None:
    layer = PROJECT.network.layers[1].id
    table = view.matrix.table
    assert table is not None
    (weights,) = (w for p, w in trainer.weights().items() if (p.layer, p.name) == (layer, "weight"))
    assert np.array_equal(table.values, weights.astype(np.float64))
    assert table.columns == ("x", "y")
    selected: list[Selection] = []
    view.selection_requested.connect(selected.append)
    box = view.matrix._box(2, 1)
    QTest.mouseMove(view.matrix, box.center().toPoint())
    assert view.caption.text() == view.matrix.words(2, 1)
    QTest.mouseClick(view.matrix, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    weight = selected[0].weight
    assert weight is not None
    shape = Store(PROJECT).shown.resolution.layers[layer]
    assert (weight.target, weight.source) == (shape.units_out[2], shape.units_in[1])
    view.show_selection(selected[0])
    bias = view.matrix._box(1, -1).center().toPoint()
    QTest.mouseClick(view.matrix, Qt.MouseButton.LeftButton, pos=bias)
    assert selected[1].weight is not None
    assert selected[1].weight.source is None
    QTest.mouseClick(view.matrix, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert len(selected) == 2


def test_linear_layers_are_one_matrix(trainer: Trainer) -> None:
    shown = Store(PROJECT).shown
    layers = [layer.id for layer in PROJECT.network.layers]
    weights = trainer.weights()
    product = multiply_out(PROJECT.network, shown.resolution, weights, layers[3])
    assert product is not None
    assert product.layers == tuple(layers[1:4])
    inputs = np.ascontiguousarray(trainer.dataset.inputs[:7])
    puts_out = trainer.evaluator.layer_activations(inputs, (layers[3],))[layers[3]]
    sums = product.matrix @ inputs.T.astype(np.float64) + product.bias[:, None]
    assert np.allclose(np.maximum(sums, 0), puts_out, atol=1e-5)
    alone = multiply_out(PROJECT.network, shown.resolution, weights, layers[4])
    assert alone is not None
    assert alone.layers == (layers[4],), "a relu stands in between"


def test_every_way_to_look_asks_for_what_it_needs(view: WeightsView) -> None:
    wanted = {}
    for mode in MODES:
        QTest.mouseClick(view.chips[mode], Qt.MouseButton.LeftButton)
        assert view.mode == mode
        wanted[mode] = view.extend_watch(Watch(weights=False))
    assert all(watch.weights for watch in wanted.values())
    layer = PROJECT.network.layers[1].id
    assert wanted["histograms"].activations == (layer,)
    assert wanted["matrix"].activations == ()
    assert wanted["prune"].prune == (0.0, "smallest")
    assert wanted["matrix"].prune is None


def test_histograms_count_everything_and_name_silent_neurons(
    view: WeightsView, trainer: Trainer
) -> None:
    layer = PROJECT.network.layers[3].id
    view.show_selection(Selection(layers=(layer,)))
    QTest.mouseClick(view.chips["histograms"], Qt.MouseButton.LeftButton)
    values = np.abs(np.random.default_rng(1).normal(size=(5, 40))).astype(np.float32)
    values[2] = 0.0
    view.show_snapshot(Snapshot(weights=trainer.weights(), activations={layer: values}))
    assert view.activations.counts.sum() == 200
    assert view.activations.counts.shape == (BINS,)
    assert view.activations.note == "1 of 5 always 0"
    assert view.weights.counts.sum() == 15


def test_pruning_shows_both_accuracies_and_cuts_what_it_measured(
    view: WeightsView, trainer: Trainer
) -> None:
    QTest.mouseClick(view.chips["prune"], Qt.MouseButton.LeftButton)
    assert not view.prune.cut.isEnabled()
    view.prune.slider.slider.setValue(40)
    assert view.extend_watch(Watch()).prune == (0.4, "smallest")
    report = prune_report(trainer, 0.4, "smallest")
    metrics = trainer.metrics()
    view.show_snapshot(Snapshot(weights=trainer.weights(), metrics=metrics, prune=report))
    assert f"{report.count} of {report.weights}" in view.prune.count.text()
    assert "accuracy" in view.prune.then.text()
    wished: list[Edit] = []
    view.edit_requested.connect(wished.append)
    QTest.mouseClick(view.prune.cut, Qt.MouseButton.LeftButton)
    cuts = wished[0].change(PROJECT).network.cuts
    assert len(cuts) == report.count


def test_what_is_no_number_is_said_and_breaks_nothing(view: WeightsView, trainer: Trainer) -> None:
    broken = {name: np.full_like(values, np.nan) for name, values in trainer.weights().items()}
    nothing = Metrics(1, float("nan"), float("nan"), float("nan"), float("nan"))
    report = PruneReport(1, 0.5, "random", float("inf"), float("nan"), 3, 6)
    for mode in MODES:
        view.chips[mode].setChecked(True)
        view.show_snapshot(Snapshot(weights=broken, metrics=nothing, prune=report))
        view.grab()
    assert "∞" in view.prune.then.text()


@pytest.fixture
def stepped(view: WeightsView) -> Stepped:
    run = Stepped("dense 4 tanh > dense 3 tanh > output", batch=4)
    view.show_project(run.shown)
    view.show_snapshot(run.snapshot())
    # Below the mouse the caption says the weight that is there.
    QTest.mouseMove(view.layers)
    QTest.mouseClick(view.sorts.chips["gradients"], Qt.MouseButton.LeftButton)
    return run


def first_of(run: Stepped, layer: str) -> Selection:
    return Selection(layers=(layer_named(run.shown, layer),))


def test_gradients_are_asked_for_only_where_they_are_shown(view: WeightsView) -> None:
    assert not view.extend_watch(Watch()).gradients
    QTest.mouseClick(view.sorts.chips["gradients"], Qt.MouseButton.LeftButton)
    for mode, wanted in zip(MODES, (True, True, False, False), strict=True):
        QTest.mouseClick(view.chips[mode], Qt.MouseButton.LeftButton)
        assert view.extend_watch(Watch()).gradients == wanted
        assert view.sorts.isHidden() != wanted


def test_gradients_come_into_the_matrix_with_their_operation(
    view: WeightsView, stepped: Stepped
) -> None:
    view.show_selection(first_of(stepped, "dense 2"))
    parameter = stepped.shown.resolution.layers[layer_named(stepped.shown, "dense 2")].parameters[0]
    view.show_snapshot(stepped.until("backward", "∂L/∂a", "output"))
    before = view.matrix.table
    assert before is None
    assert view.matrix.note == "Not computed yet in this batch."
    snapshot = stepped.until("backward", "∂L/∂W", "dense 2")
    view.show_snapshot(snapshot)
    table = view.matrix.table
    assert table is not None
    assert np.array_equal(table.values, snapshot.gradients[parameter.id].astype(np.float64))
    assert view.caption.text() == "∂L/∂w of the batch in progress"
    view.show_snapshot(stepped.until("update", "W ←"))
    assert view.caption.text() == "∂L/∂w of this batch, from before the update"
    QTest.mouseClick(view.sorts.chips["weights"], Qt.MouseButton.LeftButton)
    assert view.caption.text().startswith("in the middle of update 41:")
    stepped.trainer.advance_batch()
    view.show_snapshot(stepped.snapshot())
    QTest.mouseClick(view.sorts.chips["gradients"], Qt.MouseButton.LeftButton)
    assert view.caption.text() == "∂L/∂w of the last batch, at the weights of step 41"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("mode", ["matrix", "histograms"])
def test_gradients_have_their_hue_and_weights_theirs(
    view: WeightsView, stepped: Stepped, theme: Theme, mode: Mode
) -> None:
    view.show_theme(theme)
    view.show_selection(first_of(stepped, "dense 2"))
    QTest.mouseClick(view.chips[mode], Qt.MouseButton.LeftButton)
    picture = view.matrix if mode == "matrix" else view.weights
    image = picture.grab().toImage()
    assert share_of(image, theme.blame) > 0.01
    assert share_of(image, theme.positive) == share_of(image, theme.negative) == 0
    QTest.mouseClick(view.sorts.chips["weights"], Qt.MouseButton.LeftButton)
    image = picture.grab().toImage()
    assert share_of(image, theme.blame) == 0
    assert share_of(image, theme.positive) > 0.005
    assert share_of(image, theme.negative) > 0.005


def test_a_frozen_layer_has_no_gradient_and_says_so(view: WeightsView) -> None:
    project = PROJECT.network.layers[1]
    frozen = set_frozen(PROJECT, (project.id,), True)
    trainer = Trainer(frozen)
    trainer.advance(2)
    view.show_project(Store(frozen).shown)
    QTest.mouseClick(view.sorts.chips["gradients"], Qt.MouseButton.LeftButton)
    shown = Snapshot(weights=trainer.weights(), gradients=gradients(trainer), step=2)
    view.show_selection(Selection(layers=(project.id,)))
    view.show_snapshot(shown)
    assert view.matrix.note == "Nothing is learned here, so no gradient is computed."
    view.show_selection(Selection(layers=(PROJECT.network.layers[2].id,)))
    assert view.matrix.table is not None
    view.show_snapshot(Snapshot(weights=trainer.weights()))
    assert view.matrix.note == "No batch has led here yet: press Batch or Operation."


def test_small_gradients_keep_their_digits(view: WeightsView, stepped: Stepped) -> None:
    view.show_selection(first_of(stepped, "dense 2"))
    table = view.matrix.table
    assert table is not None
    assert table.bias is not None
    view.matrix.show_table(replace(table, values=table.values * 1e-6))
    assert "e−" in view.matrix.words(0, 0)
    assert view.matrix._reach == pytest.approx(np.abs(table.bias).max(), rel=1e-6)
