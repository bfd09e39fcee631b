"""The output over the plane, and the answers for classes."""

from dataclasses import replace
from types import MappingProxyType
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.state import LayerProbe, Metrics
from playground.model.ids import UnitId, UnitRef
from playground.session.snapshot import BigMap
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection
from playground.ui.views.output.cloud import EMPTY_CLOUD
from playground.ui.views.output.levels import (
    SIGN_SCALE,
    UNIT_SCALE,
    Scale,
    levels,
    nearest,
    neighbour,
    on_picture,
    scale_for,
    two_classes,
)
from playground.ui.views.output.view import OutputView
from playground.ui.widgets.contours import contour
from tests.ui.side_samples import HIDDEN, OUTPUT, Sample, digits, sample, with_map


def ramp(size: int = 20) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return 0 at the left ... 1 at the right."""
    return np.tile(np.linspace(0, 1, size, dtype=np.float32), (size, 1))


def shown(qtbot: QtBot, data: Sample, selection: Selection | None = None) -> OutputView:
    view = OutputView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(data.shown)
    view.show_snapshot(data.snapshot)
    view.show_selection(selection or Selection())
    view.resize(330, 400)
    return view


# --- pure --------------------------------------------------------------------------------------


def test_levels_are_fixed_and_what_is_no_number_is_neutral() -> None:
    values = np.array([[0.0, 0.5, 1.0, 5.0, np.nan, -np.inf]], np.float32)
    assert levels(values, UNIT_SCALE).tolist() == [[0, 128, 255, 255, 128, 0]]


def test_scales_follow_the_activation() -> None:
    values = np.array([[3.0, -0.5]], np.float32)
    assert scale_for("sigmoid", values) == UNIT_SCALE
    assert scale_for("tanh", values) == SIGN_SCALE
    assert scale_for("relu", values) == Scale(-4.0, 0.0, 4.0)
    assert scale_for("linear", np.full((2, 2), np.nan, np.float32)) == SIGN_SCALE


def test_two_classes_become_one_probability() -> None:
    winner, confidence = np.array([[0.0, 1.0]], np.float32), np.array([[0.9, 0.8]], np.float32)
    assert two_classes(winner, confidence).tolist() == [[pytest.approx(0.1), pytest.approx(0.8)]]


def test_the_contour_of_a_ramp_is_a_straight_line() -> None:
    pieces = contour(ramp(21), 0.5)
    assert pieces.shape == (22, 4)
    np.testing.assert_allclose(pieces[:, [0, 2]], (10 + 0.5) / 21, atol=1e-6)


@settings(max_examples=25)
@given(st.floats(0.12, 0.4), st.floats(-0.08, 0.08))
def test_the_contour_of_a_disc_lies_on_its_circle(radius: float, shift: float) -> None:
    centres = (np.arange(64) + 0.5) / 64 - 0.5
    x, y = np.meshgrid(centres - shift, centres)
    pieces = contour(np.hypot(x, y).astype(np.float32), radius)
    for column in (0, 2):
        distance = np.hypot(pieces[:, column] - 0.5 - shift, pieces[:, column + 1] - 0.5)
        np.testing.assert_allclose(distance, radius, atol=0.01)


def test_nothing_is_drawn_around_numbers_that_are_none() -> None:
    values = ramp()
    values[3, 3] = np.nan
    assert contour(values, 0.5).shape == (0, 4)


def test_points_lie_where_the_plane_has_them() -> None:
    raw = np.array([[-2.0, 2.0], [0.0, 0.0], [2.0, -2.0]], np.float32)
    assert on_picture(raw, 2.0).tolist() == [[0.0, 0.0], [0.5, 0.5], [1.0, 1.0]]


def test_the_nearest_point_and_the_neighbours() -> None:
    places = np.array([[0.1, 0.1], [0.5, 0.1], [0.5, 0.6]])
    assert nearest(places, 0.45, 0.15, 0.1) == 1
    assert nearest(places, 0.9, 0.9, 0.1) is None
    assert neighbour(places, 0, (1, 0)) == 1
    assert neighbour(places, 1, (0, 1)) == 2
    assert neighbour(places, 2, (0, 1)) is None


# --- the map -----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_low_is_orange_and_high_is_blue(qtbot: QtBot, theme: Theme) -> None:
    data = sample()
    view = shown(qtbot, Sample(data.shown, with_map(data.snapshot, ramp()), data.weights))
    view.show_theme(theme)
    canvas = view.map_view.canvas
    canvas.show_cloud(EMPTY_CLOUD)
    view.grab()
    frame = canvas.frame()
    image = canvas.grab().toImage()
    middle = int(frame.center().y())
    left = QColor(image.pixel(int(frame.left()) + 3, middle))
    right = QColor(image.pixel(int(frame.right()) - 3, middle))
    for colour, wanted in ((left, theme.negative), (right, theme.positive)):
        goal = QColor(wanted)
        distance = [
            abs(a - b)
            for a, b in zip(colour.getRgb()[:3], goal.getRgb()[:3], strict=True)  # type: ignore[index]
        ]
        assert max(distance) < 12


def test_a_click_near_a_point_selects_its_example(qtbot: QtBot) -> None:
    data = sample()
    view = shown(qtbot, data, Selection(layers=(HIDDEN,)))
    canvas = view.map_view.canvas
    place = canvas.place_of(150)
    assert place is not None
    seen: list[Selection] = []
    view.selection_requested.connect(seen.append)
    point = QPoint(round(place.x()), round(place.y()))
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mouseClick(canvas, left, none, point)
    assert seen == [Selection(layers=(HIDDEN,), example=150)]
    corner = canvas.frame().topRight() + QPointF(-2, 2)
    QTest.mouseClick(canvas, left, none, corner.toPoint())
    assert len(seen) == 1


def test_the_arrows_walk_from_point_to_point(qtbot: QtBot) -> None:
    view = shown(qtbot, sample(), Selection(example=100))
    seen: list[Selection] = []
    view.selection_requested.connect(seen.append)
    QTest.keyClick(view.map_view.canvas, Qt.Key.Key_Right)
    assert len(seen) == 1
    canvas = view.map_view.canvas
    before, after = canvas.place_of(100), canvas.place_of(cast(int, seen[0].example))
    assert before is not None
    assert after is not None
    assert after.x() > before.x()


def test_test_points_can_be_hidden(qtbot: QtBot) -> None:
    view = shown(qtbot, sample())
    canvas = view.map_view.canvas
    assert canvas.place_of(1) is not None
    view.map_view.foot.test_points.click()
    assert canvas.place_of(1) is None
    assert canvas.place_of(0) is not None


def test_hovering_a_neuron_swaps_the_map_and_its_title(qtbot: QtBot) -> None:
    data = sample()
    snapshot = with_map(data.snapshot, ramp())
    view = shown(qtbot, Sample(data.shown, snapshot, data.weights))
    header = view.map_view.header
    assert header.title.text() == "Output"
    assert header.info.text() == "test accuracy 96.7%"
    unit = UnitRef(HIDDEN, UnitId("u2"))
    view.show_selection(Selection(hover=unit))
    assert header.title.text() == "Dense 1 · neuron 3"
    view.show_snapshot(replace(snapshot, big_map=BigMap(unit, -ramp())))
    assert header.title.text() == "Dense 1 · neuron 3"
    view.show_selection(Selection())
    view.show_snapshot(snapshot)
    assert header.title.text() == "Output"


def test_without_a_test_set_the_training_set_is_scored(qtbot: QtBot) -> None:
    data = sample()
    nan = float("nan")
    metrics = Metrics(1, 0.5, nan, 0.75, nan)
    view = shown(qtbot, Sample(data.shown, replace(data.snapshot, metrics=metrics), data.weights))
    assert view.map_view.header.info.text() == "train accuracy 75.0%"


def test_numbers_that_are_not_finite_do_not_break_the_map(qtbot: QtBot) -> None:
    data = sample()
    broken = np.full((20, 20), np.nan, np.float32)
    view = shown(qtbot, Sample(data.shown, with_map(data.snapshot, broken), data.weights))
    assert not view.grab().isNull()


# --- classes -----------------------------------------------------------------------------------


def class_sample() -> Sample:
    data = sample(digits(), activation="softmax", example=7)
    counts = np.diag(np.arange(30, 40)).astype(np.int64)
    counts[9, 4] = 3
    return Sample(data.shown, replace(data.snapshot, confusion=counts), data.weights)


def test_digits_show_bars_that_add_up_and_the_confusion(qtbot: QtBot) -> None:
    view = shown(qtbot, class_sample())
    answers = view.class_view.bars.answers()
    assert [answer.name for answer in answers] == [str(i) for i in range(10)]
    assert sum(answer.value for answer in answers) == pytest.approx(1.0, abs=1e-5)
    assert [answer.name for answer in answers if answer.is_true] == ["7"]
    winner = max(answers, key=lambda answer: answer.value)
    assert winner.is_winner
    assert view.class_view.confusion_header.info.text() == "345 of 348 right"
    assert view.class_view.caption.text() == "train 8"
    assert not view.grab().isNull()


def test_numbers_of_other_data_are_not_shown(qtbot: QtBot) -> None:
    """While digits do not fit the network, the run still has the points of the plane."""
    digits = class_sample()
    view = shown(qtbot, Sample(digits.shown, sample().snapshot, digits.weights))
    assert view.class_view.bars.answers() == ()
    assert view.class_view.header.info.text() == ""
    assert view.class_view.confusion_header.info.text() == ""


def test_a_cell_of_the_confusion_says_what_it_means(qtbot: QtBot) -> None:
    view = shown(qtbot, class_sample())
    view.grab()
    matrix = view.class_view.confusion
    grid, width, height = matrix._grid()
    place = QPointF(grid.left() + 4.5 * width, grid.top() + 9.5 * height)
    assert matrix.words_at(place) == "3 of 42 test examples of class 9 are taken for 4."


def test_bars_wait_for_the_forward_pass(qtbot: QtBot) -> None:
    data = class_sample()
    assert data.snapshot.probe is not None
    layers = dict(data.snapshot.probe.layers) | {OUTPUT: LayerProbe(None, None, None, None)}
    probe = replace(data.snapshot.probe, layers=MappingProxyType(layers))
    view = shown(qtbot, Sample(data.shown, replace(data.snapshot, probe=probe), data.weights))
    assert view.class_view.bars.answers() == ()
