"""The loss surface in the window: what is drawn is what was computed, and a click starts from there."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.landscape.records import Surface, SurfaceWish
from playground.readout.landscape.surface import loss_surface
from playground.session.commands import SetWeights, Watch
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.store import Store
from playground.ui.style import DARK, LIGHT
from playground.ui.view import Selection
from playground.ui.views.landscape.pairs import Chosen
from playground.ui.views.landscape.terrain import lines, shades, terrain
from playground.ui.views.landscape.view import LandscapeView
from tests.ui.whole import window_of

PROJECT = Project(parse("dense 3 tanh > output"), DataSpec("moons", examples=60))
NO = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trainer() -> Trainer:
    made = Trainer(PROJECT)
    made.advance(30)
    return made


def weight(trainer: Trainer, row: int, column: int) -> WeightRef:
    return trainer.bound.program.layout.trained[0].shape.weight_at(row, column)


def view_of(qtbot: QtBot, trainer: Trainer) -> LandscapeView:
    view = LandscapeView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.resize(360, 420)
    view.show_project(Store(trainer.project).shown)
    view.show()
    show(view, trainer)
    return view


def show(view: LandscapeView, trainer: Trainer) -> Surface:
    surface = loss_surface(trainer, view.wish, 17)
    view.show_snapshot(Snapshot(surface=surface, step=trainer.step, weights=trainer.weights()))
    return surface


def test_it_asks_for_the_path_and_for_the_two_weights_selected_last(
    qtbot: QtBot, trainer: Trainer
) -> None:
    view = view_of(qtbot, trainer)
    assert view.extend_watch(Watch()).surface == SurfaceWish()
    first, second, third = (weight(trainer, row, 0) for row in range(3))
    for chosen in (first, second, second, third):
        view.show_selection(Selection(weight=chosen))
    view.weights.click()
    assert view.extend_watch(Watch()).surface == SurfaceWish((second, third))
    show(view, trainer)
    assert view.map.titles == ("x → Dense 1 · 2", "x → Dense 1 · 3")


def test_before_two_weights_were_selected_the_outputs_first_two_are_taken(
    trainer: Trainer,
) -> None:
    assert Chosen().pair is None
    chosen, shown = Chosen(), Store(trainer.project).shown
    chosen.follow(shown.resolution)
    head = shown.resolution.heads[0].parameters[0]
    assert chosen.pair == (head.weight_at(0, 0), head.weight_at(0, 1))
    chosen.add(weight(trainer, 0, 0))
    assert chosen.pair == (weight(trainer, 0, 0), head.weight_at(0, 0))


def test_a_kernel_as_a_whole_spans_no_map() -> None:
    project = Project(
        parse("conv 2 3x3 relu > flatten > output softmax"), DataSpec("digits", examples=60)
    )
    chosen, shown = Chosen(), Store(project).shown
    chosen.follow(shown.resolution)
    before = chosen.pair
    kernel = shown.resolution.layers[shown.resolution.order[1]].parameters[0]
    chosen.add(kernel.weight_at(0, 0, 4).whole)
    assert chosen.pair == before
    chosen.add(kernel.weight_at(0, 0, 4))
    chosen.add(kernel.weight_at(1, 0, 2))
    assert chosen.pair == (kernel.weight_at(0, 0, 4), kernel.weight_at(1, 0, 2))


def test_the_map_is_the_surface_and_its_path_ends_at_the_white_point(
    qtbot: QtBot, trainer: Trainer
) -> None:
    view = view_of(qtbot, trainer)
    surface, land = show(view, trainer), view.map.land
    assert land is not None
    assert surface.plane is not None
    assert land.losses is surface.losses
    _, track = view.map._tracks
    np.testing.assert_allclose(track.points[-1], (0.0, 0.0), atol=1e-12)
    assert numbers.loss(trainer.metrics().train_loss) in view.foot.text()
    assert "after step 30" in view.foot.text()
    assert "main direction 1: " in view.map.titles[0]


def test_hovering_says_the_loss_and_a_click_asks_for_these_weights(
    qtbot: QtBot, trainer: Trainer
) -> None:
    view = view_of(qtbot, trainer)
    surface = show(view, trainer)
    plane, land = surface.plane, view.map.land
    assert plane is not None
    assert land is not None
    wanted = QPoint(200, 120)
    point = view.map.point_at(QPointF(wanted))
    assert point is not None
    QTest.mouseMove(view.map, wanted)
    assert numbers.loss(land.at(*point)) in view.foot.text()
    said: list[str] = []
    view.told.connect(said.append)
    with qtbot.waitSignal(view.weights_requested) as asked:
        QTest.mouseClick(view.map, LEFT, NO, wanted)
    command, label = asked.args
    assert isinstance(command, SetWeights)
    assert label == "Start from a point of the map"
    assert (command.weights, command.values) == plane.weights_at(*point)
    trainer.set_weights(command.weights, command.values)
    assert trainer.metrics().train_loss == pytest.approx(land.at(*point), rel=0.05)
    assert "All 13 weights were set" in said[0]


def test_the_cross_walks_with_the_arrows_and_enter_chooses(qtbot: QtBot, trainer: Trainer) -> None:
    view = view_of(qtbot, trainer)
    land = view.map.land
    assert land is not None
    view.map.setFocus()
    for _ in range(3):
        QTest.keyClick(view.map, Qt.Key.Key_Right)
    QTest.keyClick(view.map, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    chosen: list[tuple[float, float]] = []
    view.map.chosen.connect(lambda x, y: chosen.append((x, y)))
    QTest.keyClick(view.map, Qt.Key.Key_Return)
    ((x, y),) = chosen
    assert x == pytest.approx(0.06 * (land.x.high - land.x.low))
    assert y == pytest.approx(0.1 * (land.y.high - land.y.low))


def test_where_there_is_no_surface_it_says_why(qtbot: QtBot) -> None:
    trainer = Trainer(PROJECT)
    view = view_of(qtbot, trainer)
    assert view.map.land is None
    assert "Train a little" in view.map.note
    assert not view.grab().isNull()


def test_zoom_is_asked_for_and_ends_with_another_kind(qtbot: QtBot, trainer: Trainer) -> None:
    view = view_of(qtbot, trainer)
    view.nearer.click()
    QTest.keyClick(view.map, Qt.Key.Key_Plus)
    assert view.wish.zoom == 4.0
    view.weights.click()
    assert view.wish.zoom == 1.0


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_broken_losses_are_painted(qtbot: QtBot, trainer: Trainer, theme: object) -> None:
    first, second = weight(trainer, 0, 0), weight(trainer, 1, 0)
    trainer.set_weights((first, second), (3e38, 3e38))
    view = view_of(qtbot, trainer)
    view.show_theme(theme)  # type: ignore[arg-type]
    for chosen in (first, second):
        view.show_selection(Selection(weight=chosen))
    view.weights.click()
    show(view, trainer)
    assert not view.grab().isNull()


def test_heights_rise_with_the_loss_and_lines_lie_between() -> None:
    x, y = np.meshgrid(np.linspace(-2, 2, 33), np.linspace(2, -2, 33))
    land = terrain((-2.0, 2.0), (-2.0, 2.0), x**2 / 2 + 25 * y**2)
    shade = shades(land)
    assert shade[16, 16] == 0
    assert shade[0, 0] == 255
    assert (np.diff(shade[16, 16:].astype(int)) >= 0).all()
    assert land.at(1.0, 0.0) == pytest.approx(0.5, abs=0.02)
    assert math.isnan(land.at(3.0, 0.0))
    assert land.loss_of(0.0) == land.low
    assert land.loss_of(1.0) == pytest.approx(land.high)
    assert len(lines(land)) > 50
    flat = terrain((-1.0, 1.0), (-1.0, 1.0), np.ones((9, 9)))
    assert len(lines(flat)) == 0
    broken = terrain((-1.0, 1.0), (-1.0, 1.0), np.full((9, 9), np.nan))
    assert (shades(broken) == 255).all()
    assert len(lines(broken)) == 0


def test_in_the_window_a_click_sets_the_weights_and_undo_takes_it_back(
    qtbot: QtBot, own_folders: object, fonts: None
) -> None:
    assembly = window_of(Session(), PROJECT, qtbot)
    try:
        controller = assembly.controller
        assembly.window.docks["surface"].raise_()
        view = controller.feed.view("surface")
        assert isinstance(view, LandscapeView)
        said: list[str] = []
        view.told.connect(said.append)
        view.weights.click()

        def surface() -> Surface | None:
            found = controller.snapshot.surface
            return found if found is not None and found.wish == view.wish else None

        qtbot.waitUntil(lambda: surface() is not None and view.map.land is not None, timeout=60_000)
        plane = surface().plane  # type: ignore[union-attr]
        assert plane is not None
        pair = view.wish.weights
        assert pair is not None
        before = plane.at
        at = view.map.place(plane.at[0] + 0.5, plane.at[1] - 0.5).toPoint()
        point = view.map.point_at(QPointF(at))
        assert point is not None
        QTest.mouseClick(view.map, LEFT, NO, at)

        def now() -> tuple[float, float]:
            found = surface()
            return found.plane.at if found is not None and found.plane is not None else (0.0, 0.0)

        qtbot.waitUntil(lambda: now() == pytest.approx(point, abs=1e-6), timeout=60_000)
        assert "Both weights were set" in said[0]
        assert assembly.board.state.undo_label == "Start from a point of the map"
        controller.undo()
        qtbot.waitUntil(lambda: now() == pytest.approx(before, abs=1e-6), timeout=60_000)
    finally:
        assembly.close()
