"""Several outputs, borrowed weights and inputs that draw numbers, in single views."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.catalog import LOSSES
from playground.model.ids import LayerId, ParameterId
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.commands import Watch
from playground.session.pictures import compute
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.explaining import explain
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas.bundles import bundles_of
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.readings import rule_of
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.canvas.wires import WireField
from playground.ui.views.card.arithmetic import neuron_sum
from playground.ui.views.card.layer_card import LayerCard
from playground.ui.views.card.other_units import note
from playground.ui.views.card.view import CardView
from playground.ui.views.example_selector.view import ExampleSelectorView
from playground.ui.views.loss_timeline.view import LossTimelineView
from playground.ui.views.outline.entries import bias_of, unit_name
from playground.ui.views.outline.view import OutlineView
from playground.ui.views.output.view import OutputView
from playground.ui.views.weights.linear import multiply_out
from playground.ui.views.weights.view import WeightsView
from playground.ui.views.what_if.view import WhatIfView
from tests.engine.test_heads import (
    AGAIN,
    BACK,
    CODE,
    JUDGE,
    JUDGE_FAKE,
    LABEL,
    LATENT,
    players,
    tied,
    two_heads,
)

VIEWS = (
    CanvasView, CardView, OutlineView, WeightsView, OutputView, ExampleSelectorView,
    LossTimelineView, WhatIfView,
)  # fmt: skip
PICTURES = Project(
    parse(
        "dense 6 tanh as code > output\ncode > output reconstruct as back\n"
        "latent 3 > dense 64 as made > dense 6 tanh like code > output fake as made2"
    ),
    DataSpec("digits", examples=60),
)
PROJECTS = {"two": two_heads(0.5), "tied": tied(), "gan": players(), "pictures": PICTURES}


def shown_of(project: Project) -> ShownProject:
    return Store(project).shown


def looked_at(trainer: Trainer) -> Snapshot:
    """Return a snapshot as the session takes it after a few steps."""
    trainer.advance(3)
    layers = trainer.resolution.order
    watch = Watch(tiles=layers, map_size=8, answers=True, confusion=True, activations=layers)
    pictures = compute(trainer, watch, 3)
    return Snapshot(
        probe=pictures.probe,
        plane=pictures.plane,
        big_map=pictures.big_map,
        activations=pictures.activations,
        answers=pictures.answers,
        confusion=pictures.confusion,
        metrics=trainer.metrics(),
        curve=trainer.curve(),
        weights=trainer.weights(),
        operations=trainer.operations,
        run_layers=trainer.resolution.order,
    )


@pytest.mark.parametrize("name", PROJECTS)
@pytest.mark.parametrize("make", VIEWS)
def test_every_view_shows_every_layer(qtbot: QtBot, make: type[View], name: str) -> None:
    found = shown_of(PROJECTS[name])
    assert found.resolution.is_valid
    snapshot = looked_at(Trainer(PROJECTS[name]))
    view = make()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_theme(DARK)
    view.show_project(found)
    view.show_snapshot(snapshot)
    for layer in found.resolution.order:
        shape = found.resolution.layers[layer]
        for unit in (None, shape.units_out[-1]):
            view.show_selection(Selection(layers=(layer,), unit=unit, example=3))
            view.show_snapshot(snapshot)
            assert not view.grab().isNull()


def test_an_output_that_gives_back_the_inputs_is_called_after_them() -> None:
    found = shown_of(two_heads(0.5))
    cards = cards_of(found)
    assert cards[AGAIN].body.labels == ("x", "y")
    again, label = (found.resolution.layers[i].units_out[0] for i in (AGAIN, LABEL))
    assert unit_name(found, again, 1) == "neuron 1"
    assert len(cards) == 4
    assert label.layer == LABEL


def test_every_output_is_read_by_its_own_loss(qtbot: QtBot) -> None:
    found = shown_of(two_heads(0.5))
    cards = cards_of(found)
    rules = {i: rule_of(found, cards[i]) for i in (LABEL, AGAIN)}
    assert [rule.loss for rule in rules.values() if rule is not None] == ["bce", "mse"]
    told = " ".join(explain(found, Selection(layers=(AGAIN,)))[1])
    assert "Mean squared error" in told
    card = LayerCard()
    qtbot.addWidget(card)
    for layer, loss in ((LABEL, "bce"), (AGAIN, "mse")):
        card.show_layer(found, layer)
        offered = [card.loss.itemData(index) for index in range(card.loss.count())]
        assert loss in offered
        assert card.loss.currentText() == f"{LOSSES[loss].title} – follows the data"


def test_the_card_of_an_output_among_several_tells_its_own_loss(qtbot: QtBot) -> None:
    found, metrics = shown_of(two_heads(0.5)), Trainer(two_heads(0.5)).metrics()
    card = LayerCard()
    qtbot.addWidget(card)
    card.show()
    for layer in (LABEL, AGAIN):
        card.show_layer(found, layer)
        card.show_metrics(metrics)
        train, test = (numbers.loss(value) for value in metrics.losses[layer])
        assert card.own_loss.text() == f"train {train} · test {test}"
        assert card.own_loss.isVisible()
        card.resize(260, 700)
        card.grab()
        text = card.own_loss
        assert text.height() >= text.heightForWidth(text.width()), "nothing is cut"
        assert text.width() > card.width() // 3
    card.show_layer(found, found.resolution.order[1])
    card.show_metrics(metrics)
    assert not card.own_loss.isVisible()


def test_the_timeline_shows_the_sum_of_the_losses() -> None:
    trainer = Trainer(two_heads(0.5))
    trainer.advance(40)
    heads = trainer.bound.program.heads
    parts = sum(float(trainer.bound.view(head.loss)[0, 0]) for head in heads)
    assert trainer.batch_loss == pytest.approx(parts, rel=1e-6)
    alone = Trainer(two_heads(0.5)).metrics()
    assert alone.train_loss == pytest.approx(trainer.curve().train_loss[0], rel=1e-6)


def test_borrowed_weights_have_wires_where_they_are_used() -> None:
    found = shown_of(tied())
    trainer = Trainer(tied())
    weights = trainer.weights()
    bundles = bundles_of(found, cards_of(found))
    there, back = bundles
    assert (there.connection.target, back.connection.target) == (CODE, BACK)
    mine, turned = there.values(weights), back.values(weights)
    assert mine is not None
    assert turned is not None
    np.testing.assert_array_equal(turned.reshape(2, 3), mine.reshape(3, 2).T)
    for target in range(2):
        for source in range(3):
            weight = back.weight(target, source)
            assert weight is not None
            assert weight == there.weight(source, target)
            assert back.place_of(weight) == (target, source)
    assert {unit.layer for unit in back.targets} == {BACK}
    field = WireField()
    field.rebuild(bundles, dict.fromkeys((LayerId("in"), CODE, BACK), (0.0, 0.0)))
    field.show_weights(weights)
    assert field.chosen.size == 12
    assert {field.weight_at(index) for index in range(12)} == {
        there.weight(t, s) for t in range(3) for s in range(2)
    }


def test_shared_weights_count_once_and_are_told(qtbot: QtBot) -> None:
    found = shown_of(players())
    assert found.resolution.parameter_count == 8 + 12 + 5
    assert shown_of(tied()).resolution.parameter_count == 6 + 3 + 2
    card = LayerCard()
    qtbot.addWidget(card)
    card.show_layer(found, JUDGE_FAKE)
    assert "It uses the weights of Judge." in card.explanation.text()
    card.show_layer(shown_of(tied()), BACK)
    assert "weights of Code, turned over" in card.explanation.text()
    card.show_layer(found, JUDGE)
    assert "weights of" not in card.explanation.text()
    trainer = Trainer(players())
    trainer.advance(5)
    snapshot = Snapshot(weights=trainer.weights(), run_layers=trainer.resolution.order)
    ours = [bias_of(found, snapshot, layer, 1) for layer in (JUDGE, JUDGE_FAKE)]
    assert ours[0] is not None
    assert ours[0] == ours[1]


def test_numbers_that_are_drawn_are_no_features(qtbot: QtBot) -> None:
    found = shown_of(PICTURES)
    latent = next(i for i in found.resolution.order if cards_of(found)[i].title == "Latent 1")
    card = cards_of(found)[latent]
    assert not card.takes_data
    assert card.body.kind != "picture"
    assert card.subtitle == "3"
    inspector = LayerCard()
    qtbot.addWidget(inspector)
    inspector.show_layer(found, latent)
    assert inspector.explanation.text().startswith("An input that draws numbers")
    gan = shown_of(players())
    unit = gan.resolution.layers[LATENT].units_out[0]
    assert note(gan, unit, is_known=True).startswith("It is a random number")
    assert unit_name(gan, unit, 1) == "neuron 1"


@pytest.mark.parametrize("name", ["tied", "gan"])
def test_the_sum_of_a_neuron_with_borrowed_weights_is_right(name: str) -> None:
    project = PROJECTS[name]
    found, trainer = shown_of(project), Trainer(project)
    snapshot = looked_at(trainer)
    for layer in found.resolution.order:
        shape = found.resolution.layers[layer]
        if shape.kind == "input":
            continue
        for unit in shape.units_out:
            total = neuron_sum(found, snapshot, unit)
            assert total is not None, unit
            assert total.expected == pytest.approx(total.z, rel=1e-4, abs=1e-6), unit
            for term in total.terms:
                assert trainer.weight(term.weight) == np.float32(term.w)
            assert total.bias_weight is not None
            assert trainer.weight(total.bias_weight) == np.float32(total.bias or 0.0)


def test_a_linear_tied_autoencoder_multiplies_out() -> None:
    project = Project(
        parse("dense 2 as code > output linear reconstruct tied code"), DataSpec("xor", examples=20)
    )
    trainer = Trainer(project)
    weights = trainer.weights()
    product = multiply_out(
        project.network, trainer.resolution, weights, trainer.resolution.order[-1]
    )
    assert product is not None
    w = weights[ParameterId(LayerId("L2"), "weight")].astype(np.float64)
    np.testing.assert_allclose(product.matrix, w.T @ w)


@pytest.mark.parametrize("make", [CanvasView, CardView, OutlineView, WeightsView])
def test_a_network_whose_owner_is_gone_is_shown(qtbot: QtBot, make: type[View]) -> None:
    for project, gone in ((players(), JUDGE), (tied(), CODE)):
        snapshot = looked_at(Trainer(project))
        found = shown_of(edits.remove_layers(project, [gone]))
        assert any(problem.layer in (JUDGE_FAKE, BACK) for problem in found.resolution.problems)
        view = make()
        qtbot.addWidget(view)
        view.resize(700, 500)
        view.show_theme(DARK)
        view.show_project(found)
        view.show_snapshot(snapshot)
        for layer in found.project.network.layers:
            view.show_selection(Selection(layers=(layer.id,), example=3))
            assert not view.grab().isNull()
