"""Hinton diagram, histograms, multiplied-out linear layers and the prune slider."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.state import Metrics
from playground.engine.trainer import Trainer
from playground.model.edits import Edit
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.prune_report import PruneReport
from playground.readout.pruning import prune_report
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.weights.histogram import BINS
from playground.ui.views.weights.linear import multiply_out
from playground.ui.views.weights.view import MODES, WeightsView

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
