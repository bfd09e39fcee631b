"""Loss along a weight on its card: the point is the weight, and moving one moves the other."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.landscape.line import loss_line
from playground.session.commands import Watch
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.card.loss_axes import label, loss_axis, pieces
from playground.ui.views.card.view import CardView
from playground.ui.widgets.plot_axes import Axis
from tests.ui.whole import window_of

PROJECT = Project(parse("dense 3 tanh > output"), DataSpec("moons", examples=60))
EXAMPLE = 5


class Bench:
    """A trained network and the card of its first weight."""

    def __init__(self, qtbot: QtBot) -> None:
        self.trainer = Trainer(PROJECT)
        self.trainer.advance(20)
        shape = self.trainer.bound.program.layout.trained[0].shape
        self.weight, self.other = shape.weight_at(0, 0), shape.weight_at(1, 0)
        self.view = CardView()
        qtbot.addWidget(self.view)
        self.view.show_theme(DARK)
        self.view.resize(320, 900)
        self.view.show_project(Store(PROJECT).shown)
        self.show()
        self.view.show_selection(Selection(layers=(self.weight.target.layer,), weight=self.weight))
        self.view.show()
        self.moves: list[tuple[object, float, bool]] = []
        self.view.weight_requested.connect(lambda *move: self.moves.append(move))

    def show(self, weight: WeightRef | None = None) -> None:
        zoom = self.view.loss.zoom
        line = loss_line(self.trainer, weight or self.weight, example=EXAMPLE, zoom=zoom)
        weights = self.trainer.weights()
        self.view.show_snapshot(
            Snapshot(weights=weights, loss_line=line, step=self.trainer.step, generation=1)
        )

    def point(self) -> QPoint:
        plot = self.view.loss.plot
        value, curve = plot.value, self.view.loss.curve
        assert value is not None
        assert curve is not None
        return plot.place(value, curve.loss).toPoint()


@pytest.fixture
def bench(qtbot: QtBot, fonts: None) -> Bench:
    return Bench(qtbot)


def test_it_is_asked_for_while_a_weight_is_selected(bench: Bench) -> None:
    assert bench.view.extend_watch(Watch()).loss_line == bench.weight
    bench.view.show_selection(Selection(layers=(bench.weight.target.layer,)))
    assert bench.view.extend_watch(Watch()).loss_line is None
    assert bench.view.loss.isHidden()


def test_the_numbers_are_those_of_the_curve_that_is_chosen(bench: Bench) -> None:
    loss = bench.view.loss
    curve = loss.curve
    assert curve is not None
    assert (curve.basis, curve.example) == ("example", EXAMPLE)
    assert numbers.loss(curve.loss) in loss.numbers.text()
    assert numbers.signed_close(curve.slope, 5) in loss.numbers.text()
    loss.training.click()
    curve = loss.curve
    assert curve is not None
    assert curve.basis == "training"
    assert numbers.loss(bench.trainer.metrics().train_loss) in loss.numbers.text()
    assert "30 training examples, after step 20" in loss.words.text()


def test_while_stepping_the_batch_takes_the_place_of_the_example(bench: Bench) -> None:
    bench.trainer.advance_operation()
    bench.show()
    curve = bench.view.loss.curve
    assert curve is not None
    assert curve.basis == "batch"
    assert bench.view.loss.here.text() == "this batch"
    assert "10 examples of this batch, after step 20" in bench.view.loss.words.text()


def test_dragging_the_point_moves_the_weight_in_one_gesture(bench: Bench) -> None:
    plot, start = bench.view.loss.plot, bench.point()
    before = plot.value
    assert before is not None
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(plot, left, Qt.KeyboardModifier.NoModifier, start)
    for x in (10, 20, 30):
        QTest.mouseMove(plot, start + QPoint(x, 0))
    QTest.mouseRelease(plot, left, Qt.KeyboardModifier.NoModifier, start + QPoint(30, 0))
    assert [final for *_, final in bench.moves] == [False, False, False, True]
    low, high = plot.range
    moved = bench.moves[-1][1] - before
    assert moved == pytest.approx(30 / plot.room().width() * (high - low), rel=0.1)
    assert plot.value == bench.moves[-1][1]
    bench.trainer.set_weight(bench.weight, bench.moves[-1][1])
    bench.show()
    assert plot.value == bench.trainer.weight(bench.weight)


def test_a_press_beside_the_point_moves_nothing(bench: Bench) -> None:
    plot, start = bench.view.loss.plot, bench.point()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    QTest.mouseMove(plot, start + QPoint(80, 0))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    assert not bench.moves
    assert "the loss is" in bench.view.loss.words.text()


@pytest.mark.parametrize(
    ("key", "modifier", "change"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0.01),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 0.1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, -0.001),
    ],
)
def test_arrows_move_the_weight(
    bench: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier, change: float
) -> None:
    plot = bench.view.loss.plot
    before = plot.value
    assert before is not None
    QTest.keyClick(plot, key, modifier)
    assert [move[2] for move in bench.moves] == [False, True]
    assert bench.moves[0][0] == bench.weight
    assert bench.moves[0][1] == pytest.approx(before + change, abs=1e-6)


def test_where_training_goes_on_the_point_follows_the_weight_again(bench: Bench) -> None:
    plot = bench.view.loss.plot
    QTest.keyClick(plot, Qt.Key.Key_Up)
    bench.trainer.set_weight(bench.weight, bench.moves[-1][1])
    for _ in range(2):
        bench.trainer.advance(5)
        bench.show()
    assert plot.value == bench.trainer.weight(bench.weight)


def test_zoom_narrows_the_range_and_another_weight_begins_afresh(bench: Bench) -> None:
    QTest.keyClick(bench.view.loss.plot, Qt.Key.Key_Plus)
    bench.view.loss.nearer.click()
    assert bench.view.extend_watch(Watch()).loss_line_zoom == 4.0
    before = bench.view.loss.plot.range
    bench.show()
    after = bench.view.loss.plot.range
    assert after[1] - after[0] == pytest.approx((before[1] - before[0]) / 4.0)
    layer = bench.other.target.layer
    bench.view.show_selection(Selection(layers=(layer,), weight=bench.other))
    assert bench.view.extend_watch(Watch()).loss_line_zoom == 1.0
    assert bench.view.loss.curve is None
    bench.show(bench.other)
    assert bench.view.loss.curve is not None


def test_it_paints_broken_losses_and_light_and_dark(bench: Bench) -> None:
    plot: QWidget = bench.view.loss.plot
    bench.trainer.set_weight(bench.weight, 1e38)
    bench.show()
    assert not plot.grab().isNull()


def test_a_curve_that_rises_without_end_is_cut_at_the_top() -> None:
    losses = np.concatenate([np.linspace(0.5, 0.6, 95), [50.0, 1e3, 1e4, np.inf, np.nan]])
    axis = loss_axis(losses, 0.55)
    assert axis.low <= 0.5
    assert 0.6 < axis.high < 50.0
    assert loss_axis(np.full(5, np.nan), math.nan) == Axis(0.0, 1.0)
    flat = loss_axis(np.full(5, 0.25), 0.25)
    assert flat.low <= 0.25 < flat.high


def test_what_is_no_number_breaks_the_line() -> None:
    xs = np.arange(6.0)
    parts = pieces(xs, np.array([1.0, 2.0, np.nan, np.inf, 3.0, 4.0]))
    assert [part[:, 0].tolist() for part in parts] == [[0.0, 1.0], [4.0, 5.0]]


def test_both_ends_of_an_axis_can_be_told_apart() -> None:
    assert label(0.6606, Axis(0.6600, 0.6610)) != label(0.6600, Axis(0.6600, 0.6610))
    assert label(-2.0, Axis(-2.0, 2.0)) == "−2.0"


def test_in_the_window_a_drag_is_one_entry_and_the_loss_answers(
    qtbot: QtBot, own_folders: object, fonts: None
) -> None:
    assembly = window_of(Session(), PROJECT, qtbot)
    try:
        controller = assembly.controller
        assembly.window.docks["card"].raise_()
        view = controller.feed.view("card")
        assert isinstance(view, CardView)
        shape = controller.store.shown.resolution.heads[0].parameters[0]
        weight = shape.weight_at(0, 1)
        controller.select(Selection(layers=(weight.target.layer,), weight=weight))
        loss = view.loss
        loss.training.click()
        qtbot.waitUntil(lambda: loss.curve is not None, timeout=60_000)
        plot, before = loss.plot, loss.plot.value
        assert before is not None
        assert loss.curve is not None
        start = plot.place(before, loss.curve.loss).toPoint()
        QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
        for x in (5, 12, 20):
            QTest.mouseMove(plot, start + QPoint(x, 0))
        QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 0))
        wanted = plot.value

        def arrived(value: float | None) -> bool:
            line = controller.snapshot.loss_line
            return line is not None and line.value == pytest.approx(value, abs=1e-6)

        qtbot.waitUntil(lambda: arrived(wanted), timeout=60_000)
        line, metrics = controller.snapshot.loss_line, controller.snapshot.metrics
        assert line is not None
        assert metrics is not None
        assert line.curves[0].loss == pytest.approx(metrics.train_loss, rel=1e-5)
        controller.undo()
        qtbot.waitUntil(lambda: arrived(before), timeout=60_000)
        assert not assembly.board.state.undo_label
    finally:
        assembly.close()
