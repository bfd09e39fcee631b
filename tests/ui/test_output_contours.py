"""Lines, surfaces and clouds of the map: pure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from playground.model.project import Point
from playground.ui.class_colours import class_colours, class_shape
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.views.output.cloud import is_spread, own_cloud, plane_cloud, spread
from playground.ui.views.output.levels import Scale, rounded_up, target_scale
from playground.ui.views.output.readings import Place, class_text, residual_text
from playground.ui.views.output.rendering import class_picture, signed_picture
from playground.ui.widgets.contours import class_contours, contour, enlarged, sampled
from playground.ui.widgets.plot_axes import Axis, covering, ticks
from tests.ui.side_samples import spiral

Float32 = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def ends(pieces: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[tuple[float, ...]]:
    both = np.concatenate([pieces[:, :2], pieces[:, 2:]])
    return [tuple(end) for end in np.round(both, 9).tolist()]


def test_a_closed_line_has_no_loose_ends() -> None:
    y, x = np.mgrid[-1:1:40j, -1:1:40j]
    found = ends(contour(np.hypot(x, y).astype(np.float32), 0.6))
    assert all(found.count(end) == 2 for end in set(found))


def test_a_line_runs_to_the_edges_of_the_picture() -> None:
    pieces = contour(np.tile(np.linspace(-1, 1, 9, dtype=np.float32), (9, 1)).T, 0.0)
    assert pieces[:, [0, 2]].min() <= 0.0
    assert pieces[:, [0, 2]].max() >= 1.0
    np.testing.assert_allclose(pieces[:, [1, 3]], 0.5)


@pytest.mark.parametrize(("middle", "joins"), [(0.4, True), (-0.4, False)])
def test_a_saddle_joins_what_its_middle_belongs_to(middle: float, joins: bool) -> None:
    """High corners on one diagonal hang together where the middle is high too."""
    values = np.array([[1.0, -1.0], [-1.0, 1.0]], np.float32) + np.float32(middle)
    pieces = contour(values, 0.0)
    inner = pieces[(pieces > 0.249).all(axis=1) & (pieces < 0.751).all(axis=1)]
    assert len(inner) == 2
    slopes = (inner[:, 3] - inner[:, 1]) / (inner[:, 2] - inner[:, 0])
    assert ((slopes > 0) == joins).all()


def test_flat_pictures_and_ones_without_numbers_have_no_line() -> None:
    assert contour(np.zeros((5, 5), np.float32), 0.5).shape == (0, 4)
    assert contour(np.full((5, 5), np.nan, np.float32), 0.5).shape == (0, 4)


def test_three_classes_meet_in_one_place() -> None:
    y, x = np.mgrid[-1:1:81j, -1:1:81j]
    turns = np.arange(3) * 2 * np.pi / 3
    outputs = np.stack([x * np.cos(t) + y * np.sin(t) for t in turns]).astype(np.float32)
    pieces = class_contours(outputs)
    places = np.concatenate([pieces[:, :2], pieces[:, 2:]]) - 0.5
    angles = np.unique(np.round(np.degrees(np.arctan2(places[:, 1], places[:, 0]))))
    far = np.hypot(places[:, 0], places[:, 1]) > 0.2
    seen = np.degrees(np.arctan2(places[far, 1], places[far, 0]))
    assert angles.size
    for angle in seen.tolist():
        assert min(abs(angle - wanted) for wanted in (-180, -60, 60, 180)) < 3


@settings(max_examples=20)
@given(st.integers(2, 12), st.integers(2, 40))
def test_enlarging_keeps_a_ramp_and_its_bounds(before: int, after: int) -> None:
    values = np.tile(np.linspace(0, 1, before, dtype=np.float32), (before, 1))
    large = enlarged(values, after)
    assert large.shape == (after, after)
    assert large.min() >= -1e-6
    assert large.max() <= 1 + 1e-6
    assert (np.diff(large, axis=1) >= -1e-6).all()
    for index in range(after):
        place = (index + 0.5) / after
        assert sampled(values, place, 0.3) == pytest.approx(large[0, index], abs=1e-5)


def test_a_discrete_picture_has_two_colours_and_the_same_line() -> None:
    values = np.tile(np.linspace(-1, 1, 20, dtype=np.float32), (20, 1))
    scale = Scale(-1.0, 0.0, 1.0)
    smooth = signed_picture(values, scale, 0.0, DARK)
    discrete = signed_picture(values, scale, 0.0, DARK, is_discrete=True)
    assert discrete.image is not None
    width = discrete.image.width()
    colours = {discrete.image.pixelColor(x, 5).name() for x in range(width)}
    assert colours == {DARK.negative, DARK.positive}
    assert discrete.image.pixelColor(width // 2 - 2, 5).name() == DARK.negative
    assert discrete.lines == smooth.lines


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_winning_class_has_its_colour_the_surer_the_stronger(theme: Theme) -> None:
    outputs = np.zeros((3, 4, 4), np.float32)
    outputs[2], outputs[2, :, :2] = 0.98, 0.4
    outputs[0], outputs[1] = (1 - outputs[2]) / 2, (1 - outputs[2]) / 2
    image = class_picture(outputs, theme).image
    assert image is not None
    wanted = class_colours(theme, 3)[2]

    def distance(x: int) -> int:
        colour, goal = image.pixelColor(x, 100), QColor(wanted)
        pairs = (
            (colour.red(), goal.red()),
            (colour.green(), goal.green()),
            (colour.blue(), goal.blue()),
        )
        return sum(abs(a - b) for a, b in pairs)

    assert distance(270) < 70 < distance(10)


def test_classes_differ_by_colour_and_by_shape() -> None:
    for theme in (DARK, LIGHT):
        assert len(set(class_colours(theme, 10))) == 10
    assert len({class_shape(label, 4) for label in range(4)}) == 4
    assert class_shape(1, 2) == "circle"


def test_targets_choose_the_scale() -> None:
    assert target_scale(np.array([-0.4, 0.9], np.float32)) == Scale(-1.0, 0.0, 1.0)
    assert target_scale(np.array([100.0, 300.0], np.float32)) == Scale(100.0, 200.0, 300.0)
    assert target_scale(np.zeros(2, np.float32)) == Scale(-1.0, 0.0, 1.0)
    assert [rounded_up(v) for v in (1.0, 1.2, 0.04, 8.0)] == pytest.approx([1, 1.5, 0.05, 10])


def test_clouds_say_what_is_trained_on() -> None:
    dataset = spiral(40)
    everything, train = plane_cloud(dataset, True), plane_cloud(dataset, False)
    assert (everything.size, train.size) == (40, 20)
    assert everything.train.sum() == 20
    own = own_cloud((Point(0.0, 6.0, 2),), 6.0, None, True)
    assert own.places.tolist() == [[0.5, 0.0]]
    assert (own.classes, own.train.tolist()) == (3, [True])


def test_examples_of_few_values_are_spread_and_others_stay() -> None:
    same = np.tile(np.array([[0.2, 0.8]], np.float32), (50, 1))
    moved = spread(same)
    assert is_spread(same)
    assert np.unique(moved[:, 0]).size == 50
    assert np.abs(moved - same).max() <= 0.05 + 1e-6
    many = np.random.default_rng(1).random((50, 2))
    np.testing.assert_array_equal(spread(many), many)


def test_ticks_are_round_and_few() -> None:
    assert ticks(Axis(-1.13, 1.13), 5) == pytest.approx([-1.0, -0.5, 0.0, 0.5, 1.0])
    assert ticks(Axis(0.0, 70.0), 3) == [0.0, 50.0]
    assert covering(2.0, 2.0).high > covering(2.0, 2.0).low
    assert covering(float("nan"), 1.0) == Axis(-1.0, 1.0)


def test_readings_are_always_equally_wide() -> None:
    places = [Place(("x", "y"), pair).text() for pair in ((1.2, -0.35), (-11.0, 0.0))]
    assert len({len(text) for text in places}) == 1
    assert residual_text(0.4, 0.31) == "target +0.40, output +0.31, residual −0.09"
    names = ("orange", "blue", "green")
    texts = [class_text(shares, names) for shares in ((0.9, 0.05, 0.05), (0.0, 1.0, 0.0))]
    assert texts == ["orange  90.0%", "blue   100.0%"]
