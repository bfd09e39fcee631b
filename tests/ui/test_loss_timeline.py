"""The loss over the run."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from playground.engine.state import Curve, Intervention, Metrics, ProjectChange, WeightChange
from playground.model import edits
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.session.commands import StopAt
from playground.session.snapshot import Snapshot
from playground.ui.style import DARK, LIGHT, sans
from playground.ui.views.loss_timeline.axis import StepAxis
from playground.ui.views.loss_timeline.differences import change_words, run_name
from playground.ui.views.loss_timeline.look import STRENGTHS, Look, decay_of, smoothed
from playground.ui.views.loss_timeline.marks import marks_of, words_near
from playground.ui.views.loss_timeline.overlay import EndName, apart
from playground.ui.views.loss_timeline.runs import MOST_RUNS, RunShelf
from playground.ui.views.loss_timeline.thinning import bounds, nearest_index, on_axis, thin
from playground.ui.views.loss_timeline.view import LossTimelineView
from tests.ui.side_samples import HIDDEN, INPUT, curve, sample


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


@pytest.mark.parametrize("strength", [1, 5, STRENGTHS])
def test_smoothing_is_the_debiased_moving_average(strength: int) -> None:
    y = np.random.default_rng(1).normal(size=300)
    decay = decay_of(strength)
    total, weight, wanted = 0.0, 0.0, []
    for value in y:
        total, weight = decay * total + value, decay * weight + 1.0
        wanted.append(total / weight)
    assert np.allclose(smoothed(y, decay), wanted, atol=2e-2)
    assert smoothed(y, decay)[0] == pytest.approx(y[0])


def test_smoothing_leaves_a_level_and_a_gap_alone() -> None:
    level = np.full(100, 0.7)
    level[40:60] = np.nan
    seen = smoothed(level, decay_of(6))
    assert np.isnan(seen[40:60]).all()
    assert np.allclose(seen[~np.isnan(seen)], 0.7)
    assert smoothed(level, decay_of(0)) is level


def test_runs_are_named_by_what_differs() -> None:
    project = sample().shown.project
    other = edits.set_optimizer(edits.set_training(project, seed=43), learning_rate=0.1)
    assert run_name(project, project) == "seed 1"
    assert run_name(other, project) == "seed 43 · rate 0.1"
    assert change_words(project, other) == "seed 1 → 43 · rate 0.01 → 0.1"
    assert change_words(None, other) == "edited"


class Recording:
    """A run that is shown to a shelf, snapshot by snapshot."""

    def __init__(self) -> None:
        self.shelf = RunShelf()
        self.shown = sample().shown
        self.snapshot = replace(sample().snapshot, step=0)

    def train(self, points: int, level: float = 0.0) -> None:
        data = curve(points)
        data = replace(data, train_loss=data.train_loss + np.float32(level))
        step = int(data.steps[-1])
        self.show(step=step, curve=data)

    def show(self, **changes: object) -> None:
        self.snapshot = replace(self.snapshot, **changes)  # type: ignore[arg-type]
        self.shelf.note(self.shown, self.snapshot)

    def seed(self, seed: int, name: str = "untitled") -> None:
        """Begin another run."""
        project = edits.set_training(self.shown.project, seed=seed)
        project = replace(project, name=name)
        generation = self.shown.generation + 1
        self.shown = replace(self.shown, project=project, generation=generation)
        self.show(
            generation=self.snapshot.generation + 1,
            project_generation=generation,
            step=0,
            curve=None,
        )

    def names(self) -> list[str]:
        return [run.name for run in self.shelf.runs]


def test_a_rewind_keeps_the_run_and_an_identical_one_is_kept_once() -> None:
    record = Recording()
    record.train(50)
    record.show(step=0, curve=curve(1))
    assert record.names() == ["seed 1"]
    assert record.shelf.runs[0].curve.steps.size == 50
    record.train(80)
    record.show(step=3, curve=curve(1))
    assert record.names() == ["seed 1"]
    assert record.shelf.runs[0].curve.steps.size == 80
    record.train(30, level=0.5)
    record.show(step=0, curve=curve(1))
    assert record.names() == ["seed 1", "seed 1 (2)"]


def test_new_weights_keep_the_run_and_another_document_none() -> None:
    record = Recording()
    record.train(20)
    record.seed(2)
    record.train(30)
    record.seed(3)
    assert record.names() == ["seed 1", "seed 2"]
    record.seed(4, name="other")
    assert record.names() == []


def test_at_most_eight_old_runs_are_kept() -> None:
    record = Recording()
    for seed in range(2, 13):
        record.train(20, level=seed)
        record.seed(seed)
    assert len(record.names()) == MOST_RUNS
    assert record.names()[-1] == "seed 11"


def test_going_back_after_a_guard_is_no_new_run() -> None:
    record = Recording()
    record.train(100)
    record.show(guard=object())
    record.show(guard=None, step=4900, curve=curve(99))
    assert record.names() == []


def journal() -> tuple[Intervention, ...]:
    project = sample().shown.project
    faster = edits.set_optimizer(project, learning_rate=0.1)
    weight = WeightRef(
        ParameterId(HIDDEN, "weight"),
        UnitRef(HIDDEN, UnitId("u1")),
        UnitRef(INPUT, UnitId("x")),
    )
    return (
        Intervention(5000, ProjectChange(faster)),
        *(Intervention(8000, WeightChange(weight, k / 10)) for k in range(5)),
    )


def test_marks_say_what_was_done() -> None:
    shown = sample().shown
    marks = marks_of(journal(), shown.project, shown)
    assert [mark.is_weight for mark in marks] == [False] + 5 * [True]
    assert words_near(marks, 5010, 20) == ("rate 0.01 → 0.1",)
    assert words_near(marks, 8000, 20) == ("x → Dense 1 · 2 = +0.400",)
    assert words_near(marks, 6500, 20) == ()


def test_names_never_cover_each_other() -> None:
    names = [EndName(str(k), QPointF(0.0, 90.0 + k)) for k in range(5)]
    heights = apart(names, 0.0, 100.0)
    assert (np.diff(heights) >= 13.0 - 1e-9).all()
    assert heights[-1] <= 100.0 - 6.0


@pytest.fixture
def view(qtbot: QtBot) -> LossTimelineView:
    view = LossTimelineView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(sample().shown)
    view.resize(900, 170)
    return view


def show(view: LossTimelineView, **changes: object) -> Snapshot:
    base: Snapshot = replace(sample().snapshot, **changes)  # type: ignore[arg-type]
    view.show_snapshot(base)
    return base


def look(view: LossTimelineView) -> Look:
    return view.plot.look


def names(view: LossTimelineView) -> tuple[str, ...]:
    return view.plot.overlay.names


def test_the_legend_shows_the_values_now(view: LossTimelineView) -> None:
    show(view, curve=curve())
    assert view.header.train.text() == "— train 0.0037"
    assert view.header.test.text() == "- - test 0.2222"


def test_the_accuracy_is_another_picture_and_regression_has_none(view: LossTimelineView) -> None:
    show(view, curve=curve())
    view.header.accuracy.click()
    assert look(view).quantity == "accuracy"
    assert view.header.train.text() == "— train 99.0%"
    assert not view.header.log.isEnabled()
    low, high = view.plot.widget.getViewBox().viewRange()[1]
    assert 0.0 <= low < high < 1.1
    shown = sample().shown
    assert shown.dataset is not None
    shape = replace(shown.dataset.shape, task="regression", classes=())
    view.show_project(replace(shown, dataset=replace(shown.dataset, shape=shape)))
    assert view.header.accuracy.isHidden()
    assert look(view).quantity == "loss"


def test_a_long_curve_is_drawn_with_few_points(view: LossTimelineView) -> None:
    show(view, curve=curve(30_000))
    assert 300 < view.plot.points_drawn() <= 2000
    view.header.log.click()
    assert view.plot.look.has_log_axis
    assert not view.grab().isNull()


def test_smoothing_changes_the_line_and_no_number(view: LossTimelineView) -> None:
    show(view, curve=curve())
    _, raw = view.plot.present.test.getData()
    view.header.smooth.setFocus()
    QTest.keyClick(view.header.smooth, Qt.Key.Key_End)
    _, smooth = view.plot.present.test.getData()
    assert np.abs(np.diff(smooth)).sum() < 0.2 * np.abs(np.diff(raw)).sum()
    assert view.header.test.text() == "- - test 0.2222"
    view.plot.pointed.emit(5000.0)
    assert f"{curve().test_loss[100]:.4f}" in view.plot.overlay.lines[2]


def test_pointing_shows_the_numbers_of_that_step(view: LossTimelineView) -> None:
    data = curve()
    show(view, curve=data, interventions=journal())
    view.plot.pointed.emit(5010.0)
    assert view.plot.overlay.lines[0] == "step 5,000 · epoch 250"
    assert view.plot.overlay.lines[1].split() == ["train", f"{data.train_loss[100]:.4f}"]
    assert view.plot.overlay.lines[3].startswith("batch ")
    assert view.plot.overlay.lines[-1] == "rate 0.01 → 0.1"
    assert not view.grab().isNull()
    view.plot.pointed.emit(None)
    assert view.plot.overlay.lines == ()


def test_the_mouse_finds_the_step_under_it(view: LossTimelineView, qtbot: QtBot) -> None:
    show(view, curve=curve())
    view.show()
    qtbot.waitUntil(lambda: view.plot._area().width() > 700)
    viewport = view.plot.widget.viewport()
    QTest.mouseMove(viewport, viewport.rect().center())
    step = view.plot.step_at(QPointF(viewport.rect().center()))
    assert 15_000 < step < 22_000
    assert abs(view.plot._pixel(step, 0.0).x() - viewport.rect().center().x()) < 1.0


# The platform without a screen says so whenever a popup opens.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_old_runs_stay_with_their_names_and_a_menu(view: LossTimelineView) -> None:
    show(view, curve=curve(200), step=9950)
    show(view, curve=curve(1), step=0)
    assert names(view) == ("seed 1",)
    assert view.header.runs.accessibleName() == "1 old run"
    assert not view.grab().isNull()
    view.plot.pointed.emit(390.0)
    assert any(line.endswith("seed 1") for line in view.plot.overlay.lines)
    view.header.runs.click()
    menu = view.menu
    assert menu is not None
    (entry,) = [action for action in menu.actions() if action.menu() is not None]
    submenu = entry.menu()
    assert isinstance(submenu, QMenu)
    hide, rename, remove = submenu.actions()
    hide.trigger()
    assert names(view) == ()
    rename.trigger()
    (dialog,) = view.findChildren(QInputDialog)
    dialog.setTextValue("the first try")
    dialog.accept()
    assert view.shelf.runs[0].name == "the first try"
    remove.trigger()
    assert not view.shelf.runs
    assert view.header.runs.isHidden()
    menu.close()


def test_no_test_set_and_no_curve_are_no_trouble(view: LossTimelineView) -> None:
    nan = float("nan")
    full = curve(50)
    nothing = np.zeros(0, np.float32)
    empty = Curve(np.zeros(0, np.int64), *(nothing,) * 7)
    silent = replace(full, test_loss=np.full(50, np.nan, np.float32))
    metrics = Metrics(1, 0.5, nan, 1.0, nan)
    for data in (None, empty, silent):
        show(view, curve=data, metrics=metrics)
        assert not view.grab().isNull()
    assert view.header.test.text() == ""


def test_drawing_is_put_off_while_numbers_rush(view: LossTimelineView, qtbot: QtBot) -> None:
    show(view, curve=curve(10), status="running", step=450, metrics=None)
    show(view, curve=curve(20), status="running", step=950, metrics=None)
    assert view.plot.points_drawn() == 10
    qtbot.waitUntil(lambda: view.plot.points_drawn() == 20, timeout=2000)
    view.show_theme(LIGHT)


def test_where_training_stops_is_shown_and_can_be_removed(
    view: LossTimelineView, qtbot: QtBot
) -> None:
    show(view, curve=curve(), step=19_950, metrics=None)
    view.show()
    qtbot.waitExposed(view)
    view.show_stop(StopAt(step=10_000, test_loss=0.3), "step 10,000")
    assert "step 10,000" in view.header.stop.text()
    view.resize(520, 170)
    qtbot.waitUntil(lambda: view.header.stop.text() == "stops  ×")
    assert "step 10,000" in view.header.stop.toolTip()
    view.resize(900, 170)
    assert len(view.plot.overlay._goals) == 2
    with qtbot.waitSignal(view.action_requested) as asked:
        view.header.stop.click()
    assert asked.args == ["train.stop_never"]
    view.show_stop(None, "")
    assert view.header.stop.isHidden()


def test_steps_are_whole_on_a_short_axis() -> None:
    axis = StepAxis()
    (_, ticks), *_ = axis.tickValues(0.0, 1.0, 500.0)
    assert axis.tickStrings(ticks, 1.0, 0.2) == ["0", "1"]


@pytest.mark.parametrize("last", [150.0, 2_000.0, 1_250_000.0])
@pytest.mark.parametrize("width", [90.0, 140.0, 600.0])
def test_labels_of_steps_never_touch(qapp: QApplication, last: float, width: float) -> None:
    axis = StepAxis()
    ((gap, ticks),) = axis.tickValues(-0.01 * last, 1.01 * last, width)
    metrics = QFontMetricsF(sans(8.0))
    widths = [metrics.horizontalAdvance(text) for text in axis.tickStrings(ticks, 1.0, gap)]
    places = [width * (tick + 0.01 * last) / (1.02 * last) for tick in ticks]
    assert 0.0 in ticks
    for left, right, a, b in zip(places, places[1:], widths, widths[1:], strict=False):
        assert right - left > (a + b) / 2


def test_a_header_that_is_resized_while_it_writes_does_not_write_for_ever(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = LossTimelineView()
    qtbot.addWidget(view)
    header = view.header
    header.setParent(None)
    qtbot.addWidget(header)
    header.resize(400, 30)
    header.show()
    widths = [400]
    write = type(header)._write_once

    def jump(self: object) -> None:
        write(self)  # type: ignore[arg-type]
        widths.append(700 if widths[-1] == 400 else 400)
        header.resize(widths[-1], 30)

    monkeypatch.setattr(type(header), "_write_once", jump)
    header.show_runs(2)
    assert len(widths) <= 5
