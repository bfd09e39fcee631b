"""Units with positions: means, maps, strips, and what every card makes of them."""

import math

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.ui.unit_maps import by_position, means, pictures, product_sum
from playground.ui.view import ShownProject
from playground.ui.views.canvas.readings import blame_of, card_numbers
from playground.ui.views.canvas.view import CanvasView
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
    blames = blame_of(view.scene.wires.bundles, project, snapshot)
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
    np.testing.assert_allclose(blames[connection], np.abs(slow).ravel(), rtol=1e-5)
    view.deleteLater()
