"""Units with positions: means, maps, strips, and what every card makes of them."""

import math

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.snapshot import Snapshot
from playground.ui.numbers import signed
from playground.ui.unit_maps import by_position, means, pictures, product_sum
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.phases import blame_of, emphasis_of
from playground.ui.views.canvas.readings import card_numbers
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.card.arithmetic import (
    SUMS,
    blame,
    neuron_sum,
    unit_values,
    weight_value,
)
from playground.ui.views.card.view import CardView
from tests.ui.canvas_samples import Float32, shown_of, snapshot_of

TEXTS = {
    "digits": "conv 3 3x3 relu > pool 2 > conv 2 > batch_norm > flatten > dense 4 tanh > output",
    "letters": "embedding 6 > attention 2 > gru 4 whole > dense 3 relu > output",
    "recall": "embedding 5 > rnn 4 whole > dense 3 tanh > lstm 2 > output",
    "waves": "conv 2 > dense 3 > last_step > output",
}
NUMBERS = st.floats(-1e6, 1e6, width=32)


def seen(kind: str) -> ShownProject:
    text = TEXTS[kind].removeprefix("conv 2 > ") if kind == "waves" else TEXTS[kind]
    return shown_of(Project(parse(text), DataSpec(kind=kind)))


def drawn(data: st.DataObject, size: int) -> Float32:
    return data.draw(arrays.arrays(np.float32, size, elements=NUMBERS))


@given(st.data(), st.sampled_from(sorted(TEXTS)))
def test_means_and_maps_hold_the_numbers_of_their_own_unit(data: st.DataObject, kind: str) -> None:
    layers = seen(kind).resolution.layers
    shape = layers[data.draw(st.sampled_from(sorted(layers)))]
    values = drawn(data, math.prod(shape.shape))
    whole = math.prod(shape.positions)
    length = data.draw(st.integers(1, whole)) if len(shape.positions) == 1 else None
    mean, maps = means(values, shape, length), pictures(values, shape, length)
    assert mean is not None
    for unit in range(len(shape.units_out)):
        # The slow way: positions of a unit lie side by side.
        own = [float(values[unit * whole + at]) for at in range(length or whole)]
        assert mean[unit] == pytest.approx(math.fsum(own) / len(own), rel=1e-5, abs=1e-1)
        if maps is not None:
            shown = maps[unit].ravel()
            assert shown[: length or whole].tolist() == own
            assert np.isnan(shown[length or whole :]).all()
    assert (maps is None) == (not shape.positions)


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_numbers_of_another_layer_are_no_numbers(kind: str) -> None:
    for shape in seen(kind).resolution.layers.values():
        wrong = np.zeros(math.prod(shape.shape) + 1, np.float32)
        assert by_position(wrong, shape) is None
        assert means(wrong, shape) is None
        assert pictures(None, shape) is None


def test_infinities_are_no_error() -> None:
    project = seen("digits")
    shape = project.resolution.layers[project.resolution.order[1]]
    values = np.zeros(math.prod(shape.shape), np.float32)
    values[:2] = np.inf, -np.inf
    mean = means(values, shape)
    assert mean is not None
    assert np.isnan(mean[0])
    sums = product_sum(values, values, (shape, shape))
    assert sums is not None


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_a_card_shows_a_picture_of_every_unit_with_positions(qtbot: QtBot, kind: str) -> None:
    project = seen(kind)
    view = CanvasView()
    qtbot.addWidget(view)
    view.show_project(project)
    for operation in (0, 3, 9):
        snapshot = snapshot_of(project, operation=operation)
        view.scene.show_snapshot(snapshot)
        for layer, item in view.scene.items_by_layer.items():
            shape, numbers = project.resolution.layers[layer], item.numbers
            is_shown = item.card.body.kind == "neurons" and not shape.vocabulary
            assert numbers.are_maps == (is_shown and bool(shape.positions))
            if numbers.are_maps:
                size = shape.positions if len(shape.positions) == 2 else (1, *shape.positions)
                assert numbers.faces is not None
                assert numbers.faces.shape == (len(shape.units_out), *size)
            if numbers.values is not None:
                assert numbers.values.shape == (len(shape.units_out),)
        assert not view.grab().isNull()


def test_an_answer_at_every_position_is_shown_at_the_last_one() -> None:
    project = seen("letters")
    view_layers = project.resolution.layers
    head = view_layers[project.resolution.order[-1]]
    snapshot = snapshot_of(project)
    assert snapshot.probe is not None
    assert project.dataset is not None
    answer = snapshot.probe.layers[head.id].a
    assert answer is not None
    from_card = card_of(project, head.id)
    last = project.dataset.length_of(0) - 1
    expected = answer.reshape(head.shape)[:, last]
    np.testing.assert_array_equal(from_card, expected)


def card_of(project: ShownProject, layer: str) -> Float32 | None:
    view = CanvasView()
    view.show_project(project)
    item = next(item for key, item in view.scene.items_by_layer.items() if key == layer)
    values = card_numbers(item.card, project, snapshot_of(project), item.look, None).values
    view.deleteLater()
    return values


def test_blame_of_a_weight_used_at_every_position_is_its_sum() -> None:
    project = seen("recall")
    view = CanvasView()
    view.show_project(project)
    # The third layer is dense, behind a recurrent one with an output at every step.
    snapshot = snapshot_of(project, operation=len(project.resolution.order) * 2 - 2)
    emphasis = emphasis_of(snapshot, project)
    blames = blame_of(view.scene.wires.bundles, project, snapshot, emphasis)
    layers, probe = project.resolution.layers, snapshot.probe
    dense = next(layer for layer in layers.values() if layer.kind == "dense")
    connection = next(c for c in project.project.network.connections if c.target == dense.id)
    assert probe is not None
    assert project.dataset is not None
    length = project.dataset.length_of(probe.example)
    dz, a = probe.layers[dense.id].dz, probe.layers[connection.source].a
    assert dz is not None
    assert a is not None
    slow = sum(
        np.outer(
            dz.reshape(dense.shape)[:, t].astype(np.float64),
            a.reshape(layers[connection.source].shape)[:, t].astype(np.float64),
        )
        for t in range(length)
    )
    shares = blames[connection]
    assert shares is not None
    np.testing.assert_allclose(shares, np.ravel(slow), rtol=1e-5)
    view.deleteLater()


def trained(kind: str, steps: int = 20) -> tuple[ShownProject, Snapshot]:
    """Return a network of this kind of data after some steps, with the probe of an example."""
    project = seen(kind)
    trainer = Trainer(project.project)
    trainer.advance(steps)
    probe = trainer.probe(2)
    return project, Snapshot(step=trainer.step, weights=trainer.weights(), probe=probe)


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_sums_of_means_are_the_means_of_the_sums_that_the_engine_computed(kind: str) -> None:
    project, snapshot = trained(kind)
    seen_sums = 0
    for shape in project.resolution.layers.values():
        for unit in shape.units_out:
            total = neuron_sum(project, snapshot, unit)
            assert (total is None) == (shape.kind not in SUMS)
            if total is not None:
                assert total.expected is not None
                assert not total.is_stale
                assert total.z == pytest.approx(total.expected, rel=1e-3, abs=1e-4)
                seen_sums += 1
    assert seen_sums


@pytest.mark.parametrize("kind", ["letters", "recall"])
def test_every_number_of_a_card_is_of_its_unit(qtbot: QtBot, kind: str) -> None:
    project, snapshot = trained(kind)
    view = CardView()
    qtbot.addWidget(view)
    view.show_project(project)
    view.show_snapshot(snapshot)
    for shape in project.resolution.layers.values():
        for unit in shape.units_out:
            view.show_selection(Selection(layers=(shape.id,), unit=unit))
            assert "not part of the run" not in view.neuron.note.text()
            _, a = unit_values(project, snapshot, unit)
            if shape.kind != "input":
                assert a is not None
                assert view.neuron.a.text().endswith(signed(a))
        for parameter in (p for p in shape.parameters if not p.kernel):
            weight = WeightRef(
                parameter.id, parameter.targets[0], next(iter(parameter.sources), None)
            )
            view.show_selection(Selection(layers=(shape.id,), weight=weight))
            values = snapshot.weights[parameter.id]
            assert weight_value(project, snapshot, weight) == float(values.flat[0])
            assert "not part of the run" not in view.wire.note.text()


@pytest.mark.parametrize(("kind", "name"), [("letters", "dense 1"), ("recall", "dense 1")])
def test_the_blame_of_a_weight_used_at_every_position_is_its_slope(kind: str, name: str) -> None:
    project, snapshot = trained(kind)
    layer = next(x for x in project.project.network.layers if x.name == name)
    shape = project.resolution.layers[layer.id]
    unit = shape.units_out[1]
    total = neuron_sum(project, snapshot, unit)
    assert total is not None
    for term in (total.terms[0], None):
        source = None if term is None else term.source
        chain = blame(project, snapshot, unit, 1.0 if term is None else term.a, source)
        assert chain is not None
        weight = total.bias_weight if term is None else term.weight
        assert weight is not None
        expected = slope_of_loss(project, snapshot, weight)
        assert chain.dw == pytest.approx(expected, rel=0.05, abs=2e-4)


def slope_of_loss(project: ShownProject, snapshot: Snapshot, weight: WeightRef) -> float:
    """Return the change of the example's loss with a weight, from two neighbours of it."""
    trainer = Trainer(project.project)
    trainer.advance(snapshot.step)
    value, width = weight_value(project, snapshot, weight), 2e-2
    assert value is not None
    losses = []
    for at in (value - width, value + width):
        trainer.set_weight(weight, at)
        losses.append(trainer.probe(2).loss)
    return (losses[1] - losses[0]) / (2 * width)
