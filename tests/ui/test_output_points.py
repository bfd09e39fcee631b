"""The user's own points on the map, with a real mouse and real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from playground.model.edits import Edit
from playground.model.project import DataSpec, Point, Project
from playground.model.text import parse
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.output.gestures import SPRAY_RADIUS, BrushGesture
from playground.ui.views.output.point_edits import can_take, take
from playground.ui.views.output.view import OutputView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

TWO = (Point(-3.0, -3.0, 0), Point(3.0, 3.0, 1))


class Desk:
    """An output view on a store, as the controller connects them."""

    def __init__(self, qtbot: QtBot, points: tuple[Point, ...] = (), kind: str = "own") -> None:
        spec = DataSpec(kind, points=points)
        self.store = Store(Project(network=parse("dense 2 tanh > output"), data=spec))
        self.view = OutputView()
        qtbot.addWidget(self.view)
        self.selections: list[Selection] = []
        self.view.show_theme(DARK)
        self.view.edit_requested.connect(self._apply)
        self.view.selection_requested.connect(self.selections.append)
        self.store.project_changed.connect(self._show)
        self._show()
        self.view.resize(330, 440)
        self.view.grab()

    def _apply(self, edit: Edit) -> None:
        self.store.apply(edit)

    def _show(self) -> None:
        self.view.show_project(self.store.shown)

    @property
    def points(self) -> list[Point]:
        return list(self.store.project.data.points)

    @property
    def entries(self) -> int:
        return len(self.store.history.past)

    def at(self, x: float, y: float) -> QPoint:
        return self.view.map_view.editing.hand.ground.on_canvas((x, y)).toPoint()

    def click(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.view.map_view.canvas, LEFT, modifiers, self.at(x, y))

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        modifiers: Qt.KeyboardModifier = NONE,
    ) -> None:
        canvas, places = self.view.map_view.canvas, [start, end]
        QTest.mousePress(canvas, LEFT, modifiers, self.at(*start))
        for part in (0.25, 0.5, 0.75, 1.0):
            x, y = (a + part * (b - a) for a, b in zip(*places, strict=True))
            place = QPointF(self.at(x, y))
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                place,
                canvas.mapToGlobal(place),
                Qt.MouseButton.NoButton,
                LEFT,
                modifiers,
            )
            QApplication.sendEvent(canvas, event)
        QTest.mouseRelease(canvas, LEFT, modifiers, self.at(*end))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view.map_view.canvas, key, modifiers)


@pytest.fixture
def desk(qtbot: QtBot) -> Callable[..., Desk]:
    return lambda points=(), kind="own": Desk(qtbot, points, kind)


def near(point: Point, x: float, y: float) -> bool:
    return abs(point.x - x) < 0.06 and abs(point.y - y) < 0.06


def test_an_empty_map_says_what_to_do_and_takes_clicks(desk: Callable[..., Desk]) -> None:
    table = desk()
    assert "Click to add points" in table.view.map_view.canvas.accessibleDescription()
    table.click(-2.0, 1.0)
    assert [point.label for point in table.points] == [0]
    assert near(table.points[0], -2.0, 1.0)
    assert "one class" in table.view.map_view.canvas.accessibleDescription()
    table.click(2.0, 1.0, SHIFT)
    assert [point.label for point in table.points] == [0, 1]
    assert table.view.map_view.canvas.accessibleDescription() == ""
    assert table.store.shown.dataset is not None
    assert table.entries == 2


def test_the_chips_choose_the_class_and_shift_the_next_one(desk: Callable[..., Desk]) -> None:
    table = desk(TWO)
    table.view.map_view.editing.bar.chips[2].click()
    table.click(0.0, 0.0)
    table.click(1.0, 0.0, SHIFT)
    assert [point.label for point in table.points[2:]] == [2, 0]


def test_a_drag_moves_a_point_and_is_one_entry(desk: Callable[..., Desk]) -> None:
    table = desk(TWO)
    table.drag((-3.0, -3.0), (0.0, 2.0))
    assert near(table.points[0], 0.0, 2.0)
    assert table.points[1] == TWO[1]
    assert table.entries == 1
    table.drag((3.0, 3.0), (9.0, 3.0))
    assert table.points[1].x == 6.0
    assert table.entries == 2
    table.store.undo()
    table.store.undo()
    assert table.points == list(TWO)


def test_a_click_on_a_point_selects_it_and_delete_removes_it(desk: Callable[..., Desk]) -> None:
    table = desk((*TWO, Point(0.0, 0.0, 1)))
    table.click(3.0, 3.0)
    assert table.entries == 0
    assert [selection.example for selection in table.selections] == [1]
    table.key(Qt.Key.Key_Delete)
    assert table.points == [TWO[0], Point(0.0, 0.0, 1)]
    assert table.entries == 1


def test_a_box_selects_and_what_is_selected_moves_together(desk: Callable[..., Desk]) -> None:
    table = desk((*TWO, Point(2.0, 2.0, 1)))
    table.drag((1.0, 1.0), (4.0, 4.0), CONTROL)
    assert table.view.map_view.editing.hand.chosen == {1, 2}
    table.drag((2.0, 2.0), (1.0, 2.0))
    assert near(table.points[1], 2.0, 3.0)
    assert near(table.points[2], 1.0, 2.0)
    assert table.points[0] == TWO[0]
    table.key(Qt.Key.Key_Delete)
    assert table.points == [TWO[0]]


def test_the_brush_sprays_along_its_way_as_one_entry(desk: Callable[..., Desk]) -> None:
    table = desk(TWO)
    table.view.map_view.editing.bar.brush.click()
    table.drag((-4.0, 0.0), (4.0, 0.0))
    sprayed = table.points[2:]
    assert table.entries == 1
    assert 30 <= len(sprayed) <= 42
    assert all(abs(point.y) <= SPRAY_RADIUS + 0.05 for point in sprayed)


def test_the_brush_is_as_dense_at_any_speed() -> None:
    fast, slow = BrushGesture((0.0, 0.0), 0, 1), BrushGesture((0.0, 0.0), 0, 1)
    fast.move((4.0, 0.0))
    for step in range(1, 101):
        slow.move((0.04 * step, 0.0))
    assert abs(len(fast.marks()) - len(slow.marks())) <= 1


def test_keys_move_a_crosshair_and_add_points(desk: Callable[..., Desk]) -> None:
    table = desk()
    table.key(Qt.Key.Key_Return)
    assert not table.points
    table.key(Qt.Key.Key_Right)
    table.key(Qt.Key.Key_Right, SHIFT)
    table.key(Qt.Key.Key_Up)
    table.key(Qt.Key.Key_Return)
    table.key(Qt.Key.Key_Left, SHIFT)
    table.key(Qt.Key.Key_Return, SHIFT)
    assert table.view.map_view.foot.reading.text().startswith("x  +0.00  y  +0.25")
    assert table.points == [Point(1.0, 0.25, 0), Point(0.0, 0.25, 1)]
    table.key(Qt.Key.Key_Delete)
    assert table.points == [Point(1.0, 0.25, 0)]


def test_delete_belongs_to_the_map_only_while_a_point_is_meant(desk: Callable[..., Desk]) -> None:
    table = desk(TWO)
    canvas = table.view.map_view.canvas

    def is_taken(key: Qt.Key) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        return event.isAccepted()

    assert not is_taken(Qt.Key.Key_Delete)
    table.click(3.0, 3.0)
    assert is_taken(Qt.Key.Key_Delete)
    assert not is_taken(Qt.Key.Key_Space)


def test_escape_takes_a_move_back(desk: Callable[..., Desk]) -> None:
    table = desk(TWO)
    canvas = table.view.map_view.canvas
    QTest.mousePress(canvas, LEFT, NONE, table.at(-3.0, -3.0))
    place = QPointF(table.at(1.0, 1.0))
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, LEFT, NONE)
    QApplication.sendEvent(canvas, move)
    assert near(table.points[0], 1.0, 1.0)
    table.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, table.at(1.0, 1.0))
    assert table.points == list(TWO)


def test_the_menu_changes_the_class_and_clears(desk: Callable[..., Desk]) -> None:
    table = desk(TWO)
    hand = table.view.map_view.editing.hand
    hand.chosen = frozenset((0,))
    titles = {action.text(): action for action in hand.menu_of(hand.chosen).actions()}
    titles["Make it blue"].trigger()
    assert [point.label for point in table.points] == [1, 1]
    titles["Remove all points"].trigger()
    assert not table.points


def test_other_points_become_ones_own_and_features_stay(desk: Callable[..., Desk]) -> None:
    table = desk((), "blobs3")
    before = table.store.shown.dataset
    assert before is not None
    table.view.table_view.map_view.foot.take.click()
    spec = table.store.project.data
    assert (spec.kind, len(spec.points)) == ("own", before.size)
    assert {point.label for point in spec.points} == {0, 1, 2}
    assert all(max(abs(point.x), abs(point.y)) <= 6.0 for point in spec.points)
    assert not table.view.map_view.foot.take.isVisibleTo(table.view)
    table.store.undo()
    assert table.store.project.data.kind == "blobs3"


def test_at_most_2000_points_are_taken_and_no_regression(desk: Callable[..., Desk]) -> None:
    many = Store(Project(data=DataSpec("circle", examples=5000))).shown.dataset
    assert many is not None
    project = take(many).change(Project())
    assert len(project.data.points) == 2000
    surface = Store(Project(data=DataSpec("hills"))).shown.dataset
    assert not can_take(surface)
