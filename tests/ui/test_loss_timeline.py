"""The loss over the run."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from playground.engine.state import Curve, Intervention, Metrics, ProjectChange, WeightChange
from playground.model import edits
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.session.commands import (
    Follow,
    ForgetLine,
    NameLine,
    Pause,
    SetMemory,
    StopAt,
    Visit,
)
from playground.session.snapshot import Journey, LineFacts, Record, Snapshot
from playground.ui.differences import change_words, own_words, run_name
from playground.ui.style import DARK, LIGHT, sans
from playground.ui.views.loss_timeline import reading
from playground.ui.views.loss_timeline.axis import StepAxis
from playground.ui.views.loss_timeline.head import journey_share, journey_words, within
from playground.ui.views.loss_timeline.look import STRENGTHS, Look, decay_of, smoothed
from playground.ui.views.loss_timeline.marks import marks_of, words_near
from playground.ui.views.loss_timeline.overlay import EndName, apart
from playground.ui.views.loss_timeline.parting import NOTHING_SHARED, Shared, shared
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
    assert own_words(other, project) == "seed 43 · rate 0.1"
    assert own_words(project, project) == ""


class Recording:
    """A run that is shown to a shelf, snapshot by snapshot."""

    def __init__(self) -> None:
        self.shelf = RunShelf()
        self.shown = sample().shown
        self.snapshot = replace(sample().snapshot, step=0)

    def train(self, points: int, level: float = 0.0) -> None:
        data = risen(curve(points), level)
        self.show(step=int(data.steps[-1]), curve=data)

    def show(self, **changes: object) -> None:
        self.snapshot = replace(self.snapshot, **changes)  # type: ignore[arg-type]
        self.shelf.note(self.shown, self.snapshot)

    def leave(self, name: str = "") -> None:
        """Begin another line; the one before is kept in the record."""
        record, data = self.snapshot.record, self.snapshot.curve
        assert data is not None
        step = self.snapshot.step
        line = LineFacts(record.line, name, step, step, data, self.shown.project)
        record = replace(record, line=record.line + 1, lines=(*record.lines, line))
        self.show(step=0, curve=curve(1), record=record)

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
            record=Record(),
        )

    def names(self) -> list[str]:
        return [run.name for run in self.shelf.runs]


def risen(data: Curve, level: float, first: int = 0) -> Curve:
    """The curve, higher from one of its points on."""
    loss = data.train_loss.copy()
    loss[first:] += np.float32(level)
    return replace(data, train_loss=loss)


def test_lines_of_the_record_are_runs_by_number_and_by_name() -> None:
    record = Recording()
    record.train(50)
    assert record.names() == []
    record.leave()
    record.train(30, level=0.5)
    record.leave("slow")
    assert record.names() == ["run 1", "slow"]
    assert [run.line for run in record.shelf.live] == [1, 2]
    assert not any(run.is_covered for run in record.shelf.runs)


def test_a_line_that_the_present_one_repeats_is_drawn_once() -> None:
    record = Recording()
    record.train(50)
    record.leave()
    record.train(20)
    (other,) = record.shelf.runs
    assert (other.shared.points, other.shared.is_parted, other.is_covered) == (20, False, False)
    record.train(80)
    assert record.shelf.runs[0].is_covered


def test_where_lines_part_is_known_to_the_step() -> None:
    whole = curve(50)
    other = risen(whole, 0.5, first=20)
    assert shared(other, whole) == Shared(20, 950, True)
    assert shared(other, whole, left_at=970) == Shared(20, 970, True)
    assert shared(other, whole, left_at=2000).step == 950
    assert shared(risen(whole, 0.5), whole) == NOTHING_SHARED


def test_another_run_leaves_the_curves_of_all_lines_and_another_document_none() -> None:
    record = Recording()
    record.train(20)
    record.leave()
    record.train(25, level=0.3)
    record.seed(2)
    assert record.names() == ["seed 1", "seed 1 (2)"]
    assert record.shelf.live == ()
    record.train(30)
    record.seed(3)
    assert record.names() == ["seed 1", "seed 1 (2)", "seed 2"]
    record.seed(4, name="other")
    assert record.names() == []


def test_an_identical_run_that_is_over_is_kept_once() -> None:
    record = Recording()
    record.train(50)
    record.seed(2)
    record.train(30, level=0.5)
    record.seed(1)
    record.train(80)
    record.seed(2)
    assert record.names() == ["seed 1", "seed 2"]
    assert record.shelf.runs[0].curve.steps.size == 80


def test_at_most_eight_runs_that_are_over_are_kept() -> None:
    record = Recording()
    for seed in range(2, 13):
        record.train(20, level=seed)
        record.seed(seed)
    assert len(record.names()) == MOST_RUNS
    assert record.names()[-1] == "seed 11"


def test_going_back_to_an_earlier_step_is_no_new_run() -> None:
    record = Recording()
    record.train(100)
    record.show(step=900, record=Record(end=4950, is_past=True))
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
    return tuple(name.text for name in view.plot.overlay.placed.names)


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
    assert 300 < view.plot.present.points_drawn() <= 2000
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


def test_the_numbers_stand_in_one_column_and_a_single_step_has_no_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, words = curve(), {"train": "učni", "test": "test", "batch": "sveženj"}
    monkeypatch.setattr(reading, "_tr", words.__getitem__)
    data = replace(data, batch_min=data.batch_mean, batch_max=data.batch_mean)
    lines = reading.present_lines(data, 100, Look())
    assert [line.split()[0] for line in lines] == list(words.values())
    assert {line.index("0.") for line in lines} == {len("sveženj ")}
    assert not any("(" in line for line in lines)


def test_the_mouse_finds_the_step_under_it(view: LossTimelineView, qtbot: QtBot) -> None:
    show(view, curve=curve())
    view.show()
    qtbot.waitUntil(lambda: view.plot.places.area.width() > 700)
    viewport = view.plot.widget.viewport()
    QTest.mouseMove(viewport, viewport.rect().center())
    step = view.plot.places.step_at(viewport.rect().center().x())
    assert 15_000 < step < 22_000
    assert abs(view.plot.places.x(step) - viewport.rect().center().x()) < 1.0


def two_runs(view: LossTimelineView) -> Snapshot:
    """Show a run of two lines: the first was left at step 950 for one with higher losses."""
    first = curve(200)
    line = LineFacts(1, "", 950, 9950, first, sample().shown.project)
    return show(
        view,
        curve=risen(first, 0.4, first=20),
        step=9950,
        record=Record(end=9950, line=2, lines=(line,), memory=2**28, gap=0.05),
    )


def submenu(menu: QMenu | None, title: str) -> QMenu:
    assert menu is not None
    found = next(action for action in menu.actions() if action.text() == title).menu()
    assert isinstance(found, QMenu)
    return found


def entry(menu: QMenu, title: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(title))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_runs_beside_the_present_one_have_names_and_a_menu(
    view: LossTimelineView, qtbot: QtBot
) -> None:
    two_runs(view)
    assert names(view) == ("run 1", "run 2")
    assert "runs: 2" in view.header.runs.text()
    x, _ = view.plot.other.ends[0][1:]
    assert x[0] == 950
    (ring,) = view.plot.overlay.placed.partings
    assert ring.x() == pytest.approx(view.plot.places.x(950))
    assert not view.grab().isNull()
    view.plot.pointed.emit(5000.0)
    assert any(line.endswith("run 1") for line in view.plot.overlay.lines)
    view.plot.pointed.emit(500.0)
    assert not any(line.endswith("run 1") for line in view.plot.overlay.lines)
    sent: list[object] = []
    view.command_requested.connect(sent.append)
    view.header.runs.click()
    menu = submenu(view.time.menu, "run 1")
    entry(menu, "Hide").trigger()
    assert names(view) == ()
    entry(menu, "Go to its end").trigger()
    entry(menu, "Forget").trigger()
    assert sent == [Follow(1), ForgetLine(1)]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_runs_opens_where_the_right_button_is_pressed(
    view: LossTimelineView, qtbot: QtBot
) -> None:
    two_runs(view)
    view.show()
    qtbot.waitExposed(view)
    viewport = view.plot.widget.viewport()
    at = QPoint(200, 60)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, asked)
    menu = view.time.menu
    assert menu is not None
    titles = [action.text() for action in menu.actions()]
    assert titles[:2] == ["run 2 (this one)", "run 1"]
    menu.close()


def test_a_run_is_renamed_where_its_name_stands(view: LossTimelineView) -> None:
    two_runs(view)
    sent: list[object] = []
    view.command_requested.connect(sent.append)
    view.rename_run()
    editor = view.time.editor
    assert not editor.isHidden()
    assert editor.text() == "run 2"
    QTest.keyClicks(editor, "faster")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [NameLine(2, "faster")]
    assert editor.isHidden()
    view.rename_run()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isHidden()
    assert len(sent) == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_memory_for_copies_is_shown_and_can_be_changed(view: LossTimelineView) -> None:
    full = Record(used=250 * 2**20, memory=2**28, copies=312, gap=0.16, was_thinned=True)
    show(view, curve=curve(), record=full)
    assert "!" in view.header.runs.text() or "full" in view.header.runs.text()
    view.header.runs.click()
    menu = view.time.menu
    assert menu is not None
    sizes = submenu(menu, "Copies along the run: 250 MB of 256 MB")
    texts = [action.text() for action in sizes.actions()]
    assert texts[:3] == [
        "Memory is full: every second copy has gone",
        "Copies: 312",
        "A jump takes up to 0.2 s",
    ]
    assert [a.text() for a in sizes.actions() if a.isChecked()] == ["256 MB"]
    sent: list[object] = []
    view.command_requested.connect(sent.append)
    entry(sizes, "1,024").trigger()
    assert sent == [SetMemory(2**30)]


# --- the playhead --------------------------------------------------------------------------------


def in_past(view: LossTimelineView, step: int, **changes: object) -> Snapshot:
    record = Record(end=19_950, is_past=True, **changes)  # type: ignore[arg-type]
    return show(view, curve=curve(), step=step, metrics=None, record=record)


class Hand:
    """Presses, drags and lets go at steps of the plot, and keeps what the view asks for."""

    def __init__(self, view: LossTimelineView) -> None:
        self.view = view
        self.sent: list[object] = []
        view.command_requested.connect(self.sent.append)

    def at(self, step: float) -> QPoint:
        places = self.view.plot.places
        return QPoint(round(places.x(step)), round(places.area.center().y()))

    def press(self, step: float) -> None:
        viewport = self.view.plot.widget.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=self.at(step))

    def move(self, step: float) -> None:
        QTest.mouseMove(self.view.plot.widget.viewport(), self.at(step))

    def release(self, step: float) -> None:
        viewport = self.view.plot.widget.viewport()
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=self.at(step))

    def visited(self) -> list[int]:
        return [command.step for command in self.sent if isinstance(command, Visit)]


def test_dragging_asks_for_steps_and_the_newest_wins(view: LossTimelineView, qtbot: QtBot) -> None:
    show(view, curve=curve(), step=19_950, record=Record(end=19_950))
    view.show()
    qtbot.waitExposed(view)
    hand, near = Hand(view), view.plot.places.steps_per_pixel
    hand.press(5000)
    assert hand.visited() == [pytest.approx(5000, abs=near)]
    for step in (6000, 7000, 8000):
        hand.move(step)
    assert len(hand.visited()) == 1
    head = view.plot.head
    assert head.step == pytest.approx(8000, abs=near)
    assert (head.is_past, head.is_held) == (True, True)
    assert view.time.bar.isHidden()
    hand.release(8000)
    qtbot.waitUntil(lambda: len(hand.visited()) == 2)
    assert hand.visited()[-1] == head.step
    in_past(view, hand.visited()[-1])
    assert not view.time.bar.isHidden()
    assert view.plot.head.step == hand.visited()[-1]
    assert "the past" in view.time.bar.words.text()


def test_the_end_of_the_curve_is_the_newest_step_while_it_moves_on(
    view: LossTimelineView, qtbot: QtBot
) -> None:
    show(view, curve=curve(), step=19_950, status="running", record=Record(end=19_950))
    view.show()
    qtbot.waitExposed(view)
    hand = Hand(view)
    hand.press(19_940)
    assert hand.sent == [Pause()]


@pytest.mark.parametrize(
    ("key", "modifier", "step"),
    [
        ("Left", "NoModifier", 4999),
        ("Right", "NoModifier", 5001),
        ("Left", "ShiftModifier", 4990),
        ("Right", "ControlModifier", 5100),
        ("Home", "NoModifier", 0),
        ("End", "NoModifier", 19_950),
        ("PageUp", "NoModifier", 4980),
        ("PageDown", "NoModifier", 5020),
    ],
)
def test_keys_move_the_playhead(view: LossTimelineView, key: str, modifier: str, step: int) -> None:
    in_past(view, 5000)
    hand = Hand(view)
    QTest.keyClick(view.plot, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier[modifier])
    assert hand.visited() == [step]


def test_keys_in_a_row_add_up_before_the_run_is_there(view: LossTimelineView, qtbot: QtBot) -> None:
    in_past(view, 5000)
    hand = Hand(view)
    for _ in range(5):
        QTest.keyClick(view.plot, Qt.Key.Key_Left)
    assert view.plot.head.step == 4995
    qtbot.waitUntil(lambda: hand.visited()[-1] == 4995)
    in_past(view, 4999)
    assert view.plot.head.step == 4995
    in_past(view, 4995)
    QTest.keyClick(view.plot, Qt.Key.Key_Right)
    assert view.plot.head.step == 4996


def test_what_was_refused_is_not_shown_for_long(view: LossTimelineView, qtbot: QtBot) -> None:
    in_past(view, 5000)
    QTest.keyClick(view.plot, Qt.Key.Key_Home)
    assert view.plot.head.step == 0
    qtbot.waitUntil(lambda: view.plot.head.step == 5000, timeout=4000)


def test_a_long_jump_says_how_far_it_is_and_can_be_cancelled(view: LossTimelineView) -> None:
    journey = Journey(0, 12_000, 15_000, 3.2)
    in_past(view, 12_000, journey=journey)
    assert journey_words(journey) == "step 12,000 of 15,000 · about 3 s"
    assert journey_share(journey) == pytest.approx(0.8)
    assert view.plot.head.step == 15_000
    assert not view.time.bar.cancel.isHidden()
    assert view.time.bar.now.isHidden()
    assert not view.grab().isNull()
    hand = Hand(view)
    QTest.keyClick(view.plot, Qt.Key.Key_Escape)
    view.time.bar.cancel.click()
    assert hand.sent == [Pause(), Pause()]
    assert view.time.bar.cancel.shortcut().toString() == "Esc"


def test_no_half_label_stands_beside_the_step_of_the_playhead() -> None:
    axis = StepAxis()
    axis.setRange(0.0, 1000.0)
    axis.resize(500.0, 20.0)
    ticks = [0.0, 200.0, 400.0, 600.0]
    assert axis.tickStrings(ticks, 1.0, 200.0) == ["0", "200", "400", "600"]
    axis.leave_out((330.0, 395.0))
    assert axis.tickStrings(ticks, 1.0, 200.0) == ["0", "200", "", "600"]
    axis.leave_out(None)
    assert axis.tickStrings(ticks, 1.0, 200.0)[2] == "400"


def test_the_step_at_the_playhead_covers_the_axis_while_it_is_written(
    view: LossTimelineView,
) -> None:
    show(view, curve=curve())
    head = view.plot.playhead
    assert head.covered() is None
    head.show_focus(True)
    covered = head.covered()
    assert covered is not None
    assert covered[0] < head.head.step


def test_what_lies_behind_the_playhead_is_drawn_apart(view: LossTimelineView) -> None:
    in_past(view, 5000)
    present = view.plot.present
    assert present.train.getData()[0][-1] == 5000
    assert present._later_train.getData()[0][0] == 5000
    show(view, curve=curve(), step=19_950, metrics=None, record=Record(end=19_950))
    assert present.train.getData()[0][-1] == 19_950
    assert present._later_train.getData()[0].size == 0
    assert view.time.bar.isHidden()


def test_the_line_of_the_past_offers_what_can_be_done(view: LossTimelineView, qtbot: QtBot) -> None:
    in_past(view, 5000)
    view.show()
    qtbot.waitExposed(view)
    bar = view.time.bar
    asked: list[str] = []
    view.action_requested.connect(asked.append)
    for chip in (bar.now, bar.branch, bar.compare):
        chip.click()
    assert asked == ["time.now", "time.branch", "time.compare"]
    view.resize(900, 140)
    qtbot.waitUntil(view.header.isHidden)
    view.resize(900, 200)
    qtbot.waitUntil(lambda: not view.header.isHidden())


def test_a_low_view_keeps_its_header_where_there_is_only_something_to_note(
    view: LossTimelineView, qtbot: QtBot
) -> None:
    record = Record(end=19_950, reachable=REACH, problem="Another machine.")
    show(view, curve=curve(), step=19_950, metrics=None, record=record)
    view.show()
    qtbot.waitExposed(view)
    assert not view.time.bar.isHidden()
    view.resize(900, 140)
    qtbot.waitUntil(view.time.bar.isHidden)
    assert not view.header.isHidden()
    in_past(view, 9000, reachable=REACH, problem="Another machine.")
    assert view.header.isHidden()
    assert not view.time.bar.isHidden()


REACH = (range(0, 1), range(4000, 4001), range(9000, 9101), range(19_950, 19_951))


def test_only_what_can_be_computed_here_can_be_gone_to(
    view: LossTimelineView, qtbot: QtBot
) -> None:
    problem = "The run was computed on another machine."
    in_past(view, 4000, reachable=REACH, problem=problem)
    assert view.plot.toolTip() == problem
    assert view.plot.accessibleDescription() == "step 4000 of 19950"
    assert problem in (view.time.bar.words.text() + view.time.bar.words.toolTip())
    view.show()
    qtbot.waitExposed(view)
    hand = Hand(view)
    hand.press(8000)
    assert hand.visited() == [9000]
    hand.release(8000)
    in_past(view, 9000, reachable=REACH, problem=problem)
    QTest.keyClick(view.plot, Qt.Key.Key_Left)
    assert view.plot.head.step == 4000
    assert not view.grab().isNull()


@given(st.integers(-10, 30_000))
def test_the_nearest_step_within_reach(step: int) -> None:
    found = within(step, 19_950, REACH)
    assert any(found in part for part in REACH)
    every = [at for part in REACH for at in (part[0], part[-1])]
    assert abs(found - step) <= min(abs(at - step) for at in every)
    assert within(step, 19_950, None) == max(0, min(19_950, step))


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
    assert view.plot.present.points_drawn() == 10
    qtbot.waitUntil(lambda: view.plot.present.points_drawn() == 20, timeout=2000)
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
    assert len(view.plot.overlay.placed.goals) == 2
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
