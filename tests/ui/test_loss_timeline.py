"""The loss over the run."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from playground.engine.state import Curve, Metrics
from playground.ui.style import DARK, LIGHT
from playground.ui.views.loss_timeline.axis import StepAxis
from playground.ui.views.loss_timeline.thinning import bounds, nearest_index, on_axis, thin
from playground.ui.views.loss_timeline.view import LossTimelineView
from tests.ui.side_samples import curve, sample


@settings(max_examples=30)
@given(st.integers(1, 6000), st.integers(50, 400), st.integers(0, 9))
def test_thinning_keeps_the_extremes(count: int, most: int, seed: int) -> None:
    y = np.random.default_rng(seed).normal(size=count)
    x = np.arange(count, dtype=np.float64)
    thin_x, thin_y = thin(x, y, most)
    assert thin_x.size == thin_y.size <= max(most, 1)
    assert thin_y.min() == y.min()
    assert thin_y.max() == y.max()
    assert (thin_x[0], thin_x[-1]) == (x[0], x[-1])
    assert (np.diff(thin_x) >= 0).all()


def test_thinning_keeps_a_gap() -> None:
    y = np.ones(10_000)
    y[2000:8000] = np.nan
    _, thin_y = thin(np.arange(10_000.0), y, 100)
    assert np.isnan(thin_y).sum() == pytest.approx(60, abs=6)


def test_the_axis_never_sees_infinity() -> None:
    values = np.array([0.0, 1.0, np.inf, np.nan, 100.0], np.float32)
    assert np.isfinite(on_axis(values, True)).tolist() == [True, True, False, False, True]
    low, high = bounds([on_axis(values, True)], True)
    assert math.isfinite(low)
    assert high > 2.0
    assert bounds([np.array([np.nan])], False) == (0.0, 1.0)
    assert bounds([], True) == (-2.0, 0.0)


def test_the_nearest_recorded_step() -> None:
    steps = np.array([0, 10, 20], np.int64)
    assert [nearest_index(steps, x) for x in (-5.0, 4.0, 6.0, 99.0)] == [0, 0, 1, 2]
    assert nearest_index(np.zeros(0, np.int64), 1.0) is None


@pytest.fixture
def view(qtbot: QtBot) -> LossTimelineView:
    view = LossTimelineView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(sample().shown)
    view.resize(900, 170)
    return view


def test_the_legend_shows_the_values_now(view: LossTimelineView) -> None:
    view.show_snapshot(replace(sample().snapshot, curve=curve()))
    assert view.train.text() == "— train 0.0037"
    assert view.test.text() == "- - test 0.2222"


def test_a_long_curve_is_drawn_with_few_points(view: LossTimelineView) -> None:
    view.show_snapshot(replace(sample().snapshot, curve=curve(30_000)))
    assert 300 < view.plot.points_drawn() <= 2000
    view.log.click()
    assert view.plot.is_log
    assert not view.grab().isNull()


def test_pointing_shows_the_values_at_that_step(view: LossTimelineView) -> None:
    data = curve()
    view.show_snapshot(replace(sample().snapshot, curve=data))
    view.plot.pointed.emit(100)
    assert view.where.text() == "step 5,000 · epoch 250"
    assert view.train.text() == f"— train {data.train_loss[100]:.4f}"
    view.plot.pointed.emit(None)
    assert view.where.text() == ""
    assert view.train.text() == "— train 0.0037"


def test_no_test_set_and_no_curve_are_no_trouble(view: LossTimelineView) -> None:
    nan = float("nan")
    full = curve(50)
    nothing = np.zeros(0, np.float32)
    empty = Curve(np.zeros(0, np.int64), *(nothing,) * 7)
    silent = replace(full, test_loss=np.full(50, np.nan, np.float32))
    metrics = Metrics(1, 0.5, nan, 1.0, nan)
    for data in (None, empty, silent):
        view._drawn_at = -math.inf
        view.show_snapshot(replace(sample().snapshot, curve=data, metrics=metrics))
        assert not view.grab().isNull()
    assert view.test.text() == ""


def test_edits_of_the_run_are_marked(view: LossTimelineView) -> None:
    base = sample(step=100).snapshot
    view.show_snapshot(replace(base, curve=curve()))
    view.show_snapshot(replace(base, project_generation=2, step=700))
    assert list(view._marks) == [700]
    view.show_snapshot(replace(base, project_generation=2, step=0))
    assert list(view._marks) == []


def test_drawing_is_put_off_while_numbers_rush(view: LossTimelineView, qtbot: QtBot) -> None:
    base = sample().snapshot
    base = replace(base, status="running")
    view.show_snapshot(replace(base, curve=curve(10)))
    view.show_snapshot(replace(base, curve=curve(20)))
    assert view.plot.points_drawn() == 10
    qtbot.waitUntil(lambda: view.plot.points_drawn() == 20, timeout=2000)
    view.show_theme(LIGHT)


def test_steps_are_whole_on_a_short_axis() -> None:
    axis = StepAxis()
    (_, ticks), *_ = axis.tickValues(0.0, 1.0, 500.0)
    assert axis.tickStrings(ticks, 1.0, 0.2) == ["0", "1"]
