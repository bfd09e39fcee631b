from types import MappingProxyType

import numpy as np
import pytest

from playground.model.ids import LayerId, ParameterId, WeightRef
from playground.ui.style import DARK
from playground.ui.view import ShownProject
from playground.ui.views.canvas.backdrop import most_visible
from playground.ui.views.canvas.bundles import bundles_of
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.colours import packed
from playground.ui.views.canvas.phases import blame_of, emphasis_of
from playground.ui.views.canvas.placing import places_of
from playground.ui.views.canvas.strokes import Emphasis, Strokes
from playground.ui.views.canvas.wires import MOST_WIRES, WireField
from tests.ui.canvas_samples import random_weights, shown, snapshot_of


def field_of(project: ShownProject) -> WireField:
    cards = cards_of(project)
    field = WireField()
    field.rebuild(bundles_of(project, cards), places_of(project, cards))
    field.show_weights(random_weights(project))
    return field


def matrix(project: ShownProject, name: str) -> ParameterId:
    layer = next(x.id for x in project.project.network.layers if x.name == name)
    return next(p.id for p in project.resolution.layers[layer].parameters if p.sources)


def test_every_weight_has_a_wire_with_its_value() -> None:
    project = shown()
    field, weights = field_of(project), random_weights(project)
    assert field.total == 2 * 3 + 3 * 2 + 2
    assert field.note is None
    for shape in project.resolution.layers.values():
        for parameter in shape.parameters:
            for row, target in enumerate(parameter.targets):
                for column, source in enumerate(parameter.sources):
                    weight = WeightRef(parameter.id, target, source)
                    assert field.value_of(weight) == pytest.approx(
                        float(weights[parameter.id][row, column])
                    )


def test_wire_under_the_mouse_is_the_one_whose_curve_is_there() -> None:
    project = shown()
    field = field_of(project)
    for index in range(field.chosen.shape[0]):
        weight = field.weight_at(index)
        assert weight is not None
        curve = field.curve_of(weight)
        assert curve is not None
        assert np.allclose(curve, field.curves[index])
    end = (float(field.curves[3, 6]), float(field.curves[3, 7]))
    assert field.nearest(end, 3.0) is not None
    assert field.nearest((end[0], end[1] + 500), 3.0) is None


def test_weights_behind_an_activation_layer_start_at_its_card() -> None:
    project = shown("dense 3 linear > tanh > dense 2 tanh > output")
    field = field_of(project)
    neutral = [bundle for bundle in field.bundles if bundle.parameter is None]
    assert [bundle.count for bundle in neutral] == [3]
    behind = next(b for b in field.bundles if b.connection.source == neutral[0].connection.target)
    card = cards_of(project)[behind.connection.source]
    assert np.array_equal(behind.starts, card.body.ports_out)
    # The wires belong to the units of the dense layer before: those are the weights' columns.
    assert {unit.layer for unit in behind.sources} == {neutral[0].connection.source}
    assert field.strokes(DARK, Emphasis()).curves.shape[0] == 6 + 3 + 6 + 2


def test_sign_is_colour_and_dash_and_strength_is_width() -> None:
    project = shown("output")
    field = field_of(project)
    field.show_weights({matrix(project, "output"): np.asarray([[0.5, -2.0]], np.float32)})
    strokes = field.strokes(DARK, Emphasis())
    assert strokes.colours.tolist() == [packed(DARK.positive), packed(DARK.negative)]
    assert strokes.dashes.tolist() == [0, 1]
    assert strokes.widths[1] > 2 * strokes.widths[0]
    assert strokes.alphas[1] > strokes.alphas[0]


def test_only_the_strongest_are_drawn_and_it_is_said() -> None:
    project = shown("dense 128 relu > dense 64 relu > output", "digits")
    field = field_of(project)
    assert field.chosen.shape[0] == MOST_WIRES
    assert field.note == (MOST_WIRES, 64 * 128 + 128 * 64 + 64 * 10)
    drawn = np.concatenate(field.strengths)[field.chosen]
    left_out = np.delete(np.concatenate(field.strengths), field.chosen)
    assert drawn.min() >= left_out.max()


def test_weights_of_another_shape_or_not_a_number_do_no_harm() -> None:
    project = shown()
    field = field_of(project)
    wrong = {matrix(project, "dense 1"): np.zeros((1, 1), np.float32)}
    field.show_weights(MappingProxyType(wrong))
    assert field.strokes(DARK, Emphasis()).curves.shape[0] == 14
    broken = {key: np.full_like(value, np.nan) for key, value in random_weights(project).items()}
    field.show_weights(broken)
    strokes = field.strokes(DARK, Emphasis())
    assert np.isfinite(strokes.widths).all()
    assert np.isfinite(strokes.alphas).all()


def test_connection_is_found_between_its_cards_only() -> None:
    project = shown()
    field = field_of(project)
    for bundle in field.bundles:
        outline = field.outline(bundle.connection)
        assert outline is not None
        upper, lower = outline[0][0], outline[1][0]
        middle = (
            float(upper[0] + upper[6]) / 2,
            float(upper[1::2].mean() + lower[1::2].mean()) / 2,
        )
        assert field.connection_at(middle, 5.0) == bundle.connection
    assert field.connection_at((0.0, 5000.0), 5.0) is None


def test_backward_phase_shows_blame_and_nothing_else_in_its_hue() -> None:
    project = shown()
    field = field_of(project)
    snapshot = snapshot_of(project, operation=4)
    emphasis = emphasis_of(snapshot, project)
    assert emphasis.phase == "backward"
    field.show_weights(snapshot.weights, blame_of(field.bundles, project, snapshot, emphasis))
    strokes = field.strokes(DARK, emphasis)
    is_blame = strokes.colours == packed(DARK.blame)
    output: LayerId = project.resolution.order[-1]
    assert emphasis.layer == output
    assert is_blame.sum() == 2
    assert strokes.dashes[is_blame].all()
    assert not strokes.dashes[~is_blame].any()


def test_wires_of_the_unit_under_the_mouse_stand_out() -> None:
    project = shown()
    field = field_of(project)
    unit = project.resolution.layers[project.resolution.order[1]].identities[0]
    plain = field.strokes(DARK, Emphasis()).alphas
    near = field.strokes(DARK, Emphasis(unit=unit)).alphas
    assert (near == plain).sum() == 2 + 2
    assert (near < plain).sum() == 14 - 4


def test_of_too_many_equal_wires_some_of_every_unit_are_painted() -> None:
    """Before there were weights, the last 500 were: the first connections stood there without."""
    few, many = 6, 1152
    count = few + many
    alphas = np.full(count, 0.2, np.float32)
    alphas[:few] = 0.5
    strokes = Strokes(
        np.zeros((count, 8), np.float32),
        np.ones(count, np.float32),
        np.zeros(count, np.uint32),
        alphas,
        np.zeros(count, np.uint8),
    )
    painted = most_visible(strokes, 500)
    assert len(painted) == len(set(painted)) == 500
    assert painted[:few] == list(range(few))
    targets = {(index - few) // 96 for index in painted[few:]}
    assert targets == set(range(12))
    assert most_visible(strokes, 2000) == list(range(count))
    alphas[-40:] = 0.9
    assert set(range(count - 40, count)) <= set(most_visible(strokes, 60))
