from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.model.network import Connection, DenseSpec
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.landing import Landing
from playground.ui.views.canvas.surface import LAYER_MIME
from playground.ui.views.canvas.view import CanvasView
from tests.ui.canvas_samples import Desk, shown, shown_of, snapshot_of

_COPY = Qt.DropAction.CopyAction
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CanvasView]:
    view = CanvasView()
    view.set_reduced_motion(True)
    view.resize(900, 640)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.close()


@pytest.fixture
def desk(view: CanvasView) -> Desk:
    desk = Desk(view, shown())
    view.show_snapshot(snapshot_of(desk.shown))
    return desk


def on_screen(view: CanvasView, point: Point) -> QPoint:
    return view.surface.camera.to_viewport(point).toPoint()


def centre_of(view: CanvasView, layer: LayerId) -> Point:
    return view.scene.positions()[layer]


def tile_of(view: CanvasView, unit: UnitRef) -> QPoint:
    item = view.scene.items_by_layer[unit.layer]
    left, top, width, height = item.card.body.tiles[item.card.units.index(unit)]
    x, y = item.centre
    return on_screen(view, (x + float(left + width / 2), y + float(top + height / 2)))


def between(view: CanvasView, connection: Connection) -> Point:
    outline = view.scene.wires.outline(connection)
    assert outline is not None
    upper, lower = outline[0][0], outline[1][0]
    middle = (upper[[0, 1]] + upper[[6, 7]] + lower[[0, 1]] + lower[[6, 7]]) / 4
    return float(middle[0]), float(middle[1])


class Drag:
    """A drag over the canvas, event by event, as the platform sends it."""

    def __init__(self, view: CanvasView, kind: str, mime: str = LAYER_MIME) -> None:
        self.view = view
        self.data = QMimeData()
        self.data.setData(mime, kind.encode())

    def enter(self, at: QPoint) -> bool:
        event = QDragEnterEvent(at, _COPY, self.data, _LEFT, _NONE)
        QApplication.sendEvent(self.view.surface.viewport(), event)
        return event.isAccepted()

    def move(self, at: QPoint) -> bool:
        event = QDragMoveEvent(at, _COPY, self.data, _LEFT, _NONE)
        QApplication.sendEvent(self.view.surface.viewport(), event)
        return event.isAccepted()

    def drop(self, at: QPoint) -> None:
        event = QDropEvent(QPointF(at), _COPY, self.data, _LEFT, _NONE)
        QApplication.sendEvent(self.view.surface.viewport(), event)

    def leave(self) -> None:
        QApplication.sendEvent(self.view.surface.viewport(), QDragLeaveEvent())


def wheel(
    view: CanvasView, at: QPoint, notches: int, modifiers: Qt.KeyboardModifier = _NONE
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.surface.viewport(), event)


# Drag and drop


def test_layer_dropped_on_a_connection_is_inserted_there(view: CanvasView, desk: Desk) -> None:
    connection = Connection(desk.layer("dense 1"), desk.layer("dense 2"))
    at = on_screen(view, between(view, connection))
    drag = Drag(view, "dense")
    assert drag.enter(QPoint(5, 5))
    assert drag.move(at)
    assert view.surface.stage.traces.glow == (connection,)
    drag.drop(at)
    assert desk.names == ["input", "dense 1", "dense 3", "dense 2", "output"]
    assert len(desk.edits) == 1
    assert view.surface.stage.gesture is None
    # The layout is still the automatic one: no place was fixed.
    assert all(layer.position is None for layer in desk.shown.project.network.layers)


def test_layer_dropped_on_empty_canvas_stands_where_it_was_dropped(
    view: CanvasView, desk: Desk
) -> None:
    at = QPoint(700, 40)
    drag = Drag(view, "activation")
    drag.enter(at)
    drag.move(at)
    assert not view.surface.stage.traces.glow
    expected = view.surface.camera.to_scene(QPointF(at))
    drag.drop(at)
    layer = desk.shown.project.network.layers[-1]
    assert layer.position == pytest.approx(expected)
    assert not desk.shown.project.network.sources(layer.id)


def test_neighbours_make_room_where_cards_have_places(view: CanvasView, desk: Desk) -> None:
    view.surface.stage.ask_move(view.scene.positions())
    connection = Connection(desk.layer("dense 1"), desk.layer("dense 2"))
    before = view.scene.positions()
    view.surface.stage.ask_layer("dense", Landing(between(view, connection), (connection,)))
    after = view.scene.positions()
    assert after[desk.layer("dense 1")] == before[desk.layer("dense 1")]
    assert after[desk.layer("dense 2")][0] > before[desk.layer("dense 2")][0] + 100
    frames = list(view.scene.frames().values())
    for index, one in enumerate(frames):
        for other in frames[index + 1 :]:
            assert one.right < other.left or other.right < one.left


def test_drag_that_leaves_changes_nothing(view: CanvasView, desk: Desk) -> None:
    drag = Drag(view, "dense")
    drag.enter(QPoint(5, 5))
    drag.move(QPoint(400, 300))
    during = view.surface.stage.traces
    assert during.ghost is not None
    drag.leave()
    after = view.surface.stage.traces
    assert after.ghost is None
    assert not after.glow
    assert view.surface.stage.gesture is None
    assert not desk.edits


@pytest.mark.parametrize(("kind", "mime"), [("dense", "text/plain"), ("nonsense", LAYER_MIME)])
def test_other_things_are_not_accepted(view: CanvasView, desk: Desk, kind: str, mime: str) -> None:
    drag = Drag(view, kind, mime)
    assert not drag.enter(QPoint(400, 300))
    assert not drag.move(QPoint(400, 300))
    drag.drop(QPoint(400, 300))
    assert not desk.edits


# Zoom and pan


def test_zoom_keeps_the_scene_point_under_the_mouse(view: CanvasView, desk: Desk) -> None:
    at = QPoint(637, 211)
    before = view.surface.camera.to_scene(QPointF(at))
    scale = view.surface.camera.scale
    for notches in (1, 1, 1, -2, 4, -6):
        wheel(view, at, notches)
        assert view.surface.camera.to_scene(QPointF(at)) == pytest.approx(before, abs=0.5)
    assert view.surface.camera.scale == pytest.approx(scale / 1.2)


def test_shift_and_wheel_pans(view: CanvasView, desk: Desk) -> None:
    camera = view.surface.camera
    before, scale = camera.to_scene(QPointF(0, 0)), camera.scale
    wheel(view, QPoint(300, 300), -1, Qt.KeyboardModifier.ShiftModifier)
    after = camera.to_scene(QPointF(0, 0))
    assert camera.scale == scale
    assert after[0] > before[0]


def test_everything_is_in_view_until_the_person_zooms(view: CanvasView, desk: Desk) -> None:
    view.resize(500, 420)
    corners = view.scene.content()
    camera = view.surface.camera
    left = camera.to_viewport((corners.left, corners.top))
    right = camera.to_viewport((corners.right, corners.bottom))
    assert left.x() > 0
    assert right.x() < 500
    assert right.y() < 420 - 30
    view.zoom_in()
    scale = camera.scale
    view.resize(900, 640)
    assert camera.scale == scale
    view.fit()
    assert camera.is_following


def test_drag_on_empty_canvas_pans(view: CanvasView, desk: Desk) -> None:
    viewport = view.surface.viewport()
    grasped = view.surface.camera.to_scene(QPointF(40, 40))
    QTest.mousePress(viewport, _LEFT, pos=QPoint(40, 40))
    QTest.mouseMove(viewport, QPoint(60, 70))
    QTest.mouseMove(viewport, QPoint(90, 100))
    assert view.surface.camera.to_scene(QPointF(90, 100)) == pytest.approx(grasped, abs=1)
    QTest.keyClick(view.surface, Qt.Key.Key_Escape)
    assert view.surface.camera.to_scene(QPointF(40, 40)) == pytest.approx(grasped, abs=1)
    QTest.mouseRelease(viewport, _LEFT, pos=QPoint(90, 100))
    assert not desk.edits


# Selecting, moving, connecting


def test_click_on_a_neuron_selects_it(view: CanvasView, desk: Desk) -> None:
    unit = desk.shown.resolution.layers[desk.layer("dense 1")].units_out[1]
    QTest.mouseClick(view.surface.viewport(), _LEFT, pos=tile_of(view, unit))
    assert desk.selection.unit == unit
    assert desk.selection.layers == (unit.layer,)


def test_neuron_under_the_mouse_is_said(view: CanvasView, desk: Desk) -> None:
    unit = desk.shown.resolution.layers[desk.layer("dense 2")].units_out[0]
    QTest.mouseMove(view.surface.viewport(), tile_of(view, unit))
    assert desk.selection.hover == unit
    QApplication.sendEvent(view.surface.viewport(), QEvent(QEvent.Type.Leave))
    assert desk.selection.hover is None


def test_click_on_a_wire_selects_its_weight(view: CanvasView, desk: Desk) -> None:
    wires = view.scene.wires
    weight = wires.weight_at(wires.chosen.shape[0] - 1)
    assert weight is not None
    path = wires.curve_of(weight)
    assert path is not None
    curve = path[0]
    t = 0.31  # where few wires meet
    s = 1 - t
    point = (
        s**3 * curve[:2]
        + 3 * s * s * t * curve[2:4]
        + 3 * s * t * t * curve[4:6]
        + t**3 * curve[6:]
    )
    at = on_screen(view, (float(point[0]), float(point[1])))
    QTest.mouseMove(view.surface.viewport(), at)
    assert view.overlay.tip.isVisible()
    QTest.mouseClick(view.surface.viewport(), _LEFT, pos=at)
    assert desk.selection.weight == weight


def test_moved_card_is_one_edit_that_fixes_all_places(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 1")
    before = view.scene.positions()
    scale = view.surface.camera.scale
    x, y = before[layer]
    viewport = view.surface.viewport()
    start = on_screen(view, (x, view.scene.frames()[layer].top + 54))
    QTest.mousePress(viewport, _LEFT, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + QPoint(0, -4 * step))
    QTest.mouseRelease(viewport, _LEFT, pos=start + QPoint(0, -20))
    assert [edit.label for edit in desk.edits] == ["Move"]
    after = {layer.id: layer.position for layer in desk.shown.project.network.layers}
    assert after[layer] == pytest.approx((x, y - 20 / scale), abs=2)
    for other in set(before) - {layer}:
        assert after[other] == pytest.approx(before[other], abs=1)


def test_escape_puts_a_moved_card_back(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 1")
    before = view.scene.positions()
    viewport = view.surface.viewport()
    start = on_screen(view, (before[layer][0], view.scene.frames()[layer].top + 54))
    QTest.mousePress(viewport, _LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(30, 30))
    assert view.scene.positions() != before
    QTest.keyClick(view.surface, Qt.Key.Key_Escape)
    assert view.scene.positions() == before
    QTest.mouseRelease(viewport, _LEFT, pos=start + QPoint(30, 30))
    assert not desk.edits


def test_band_selects_the_cards_it_touches(view: CanvasView, desk: Desk) -> None:
    viewport = view.surface.viewport()
    shift = Qt.KeyboardModifier.ShiftModifier
    content = view.scene.content()
    start = on_screen(view, (content.left - 15, content.top - 15))
    end = on_screen(view, (centre_of(view, desk.layer("dense 1"))[0], content.bottom + 15))
    QTest.mousePress(viewport, _LEFT, shift, pos=start)
    QTest.mouseMove(viewport, start + QPoint(10, 10))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, shift, pos=end)
    assert set(desk.selection.layers) == {desk.layer("input"), desk.layer("dense 1")}


def test_connection_is_drawn_from_the_port(view: CanvasView, desk: Desk) -> None:
    stage = view.surface.stage
    stage.ask_layer("dense", Landing((300.0, 500.0)))
    layer = desk.shown.project.network.layers[-1].id
    source = desk.layer("dense 1")
    frame = view.scene.frames()[source]
    viewport = view.surface.viewport()
    # The port shows once the card is under the mouse.
    QTest.mouseMove(viewport, on_screen(view, (frame.centre[0], frame.top + 54)))
    port = on_screen(view, (frame.right, frame.centre[1]))
    QTest.mousePress(viewport, _LEFT, pos=port)
    target = on_screen(view, centre_of(view, layer))
    QTest.mouseMove(viewport, target)
    assert view.scene.target == layer
    QTest.mouseRelease(viewport, _LEFT, pos=target)
    assert Connection(source, layer) in desk.shown.project.network.connections
    assert not stage.can_connect(layer, desk.layer("input"))
    assert not stage.can_connect(layer, source)


# Keys


def test_arrows_walk_through_neurons_and_layers(view: CanvasView, desk: Desk) -> None:
    surface = view.surface
    QTest.keyClick(surface, Qt.Key.Key_Right)
    assert desk.selection.layers == (desk.layer("input"),)
    QTest.keyClick(surface, Qt.Key.Key_Right)
    QTest.keyClick(surface, Qt.Key.Key_Down)
    QTest.keyClick(surface, Qt.Key.Key_Down)
    units = desk.shown.resolution.layers[desk.layer("dense 1")].units_out
    assert desk.selection.unit == units[1]
    QTest.keyClick(surface, Qt.Key.Key_Right)
    assert desk.selection.unit is not None
    assert desk.selection.unit.layer == desk.layer("dense 2")
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert desk.selection == Selection(layers=(desk.layer("dense 2"),))
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert desk.selection == Selection()


def test_plus_and_minus_change_the_units(view: CanvasView, desk: Desk) -> None:
    view.surface.stage.choose_layers((desk.layer("dense 1"),))
    QTest.keyClick(view.surface, Qt.Key.Key_Plus)
    QTest.keyClick(view.surface, Qt.Key.Key_Plus)
    QTest.keyClick(view.surface, Qt.Key.Key_Minus)
    spec = desk.shown.project.network.layer(desk.layer("dense 1")).spec
    assert isinstance(spec, DenseSpec)
    assert len(spec.units) == 4
    assert len({edit.merge_key for edit in desk.edits}) == 1


def test_delete_removes_the_neuron_then_the_layer_but_never_the_ends(
    view: CanvasView, desk: Desk
) -> None:
    layer = desk.layer("dense 1")
    unit = desk.shown.resolution.layers[layer].units_out[0]
    view.surface.stage.selection_requested.emit(Selection(layers=(layer,), unit=unit))
    QTest.keyClick(view.surface, Qt.Key.Key_Delete)
    assert unit not in desk.shown.resolution.layers[layer].units_out
    view.surface.stage.choose_layers((layer, desk.layer("input"), desk.layer("output")))
    QTest.keyClick(view.surface, Qt.Key.Key_Delete)
    assert desk.names == ["input", "dense 2", "output"]


def test_alt_and_arrow_reorders(view: CanvasView, desk: Desk) -> None:
    view.surface.stage.choose_layers((desk.layer("dense 1"),))
    QTest.keyClick(view.surface, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.names == ["input", "dense 2", "dense 1", "output"]


def test_menu_of_layers_inserts_at_the_mouse(view: CanvasView, desk: Desk) -> None:
    connection = Connection(desk.layer("dense 2"), desk.layer("output"))
    view.surface.stage.ask_menu(between(view, connection))
    menu = view.desk.layer_menu
    assert menu.isVisible()
    search = menu.findChild(QLineEdit)
    assert search is not None
    QTest.keyClicks(search, "activ")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert desk.names == ["input", "dense 1", "dense 2", "activation 1", "output"]


def test_double_click_on_empty_canvas_opens_the_menu(view: CanvasView, desk: Desk) -> None:
    QTest.mouseDClick(view.surface.viewport(), _LEFT, pos=QPoint(20, 20))
    assert view.desk.layer_menu.isVisible()
    view.desk.layer_menu.hide()
    QTest.keyClick(view.surface, Qt.Key.Key_A)
    assert view.desk.layer_menu.isVisible()
    view.desk.layer_menu.hide()
    assert not desk.edits


def test_rename_and_number_of_units_in_place(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 1")
    view.surface.stage.choose_layers((layer,))
    QTest.keyClick(view.surface, Qt.Key.Key_F2)
    editor = view.desk.field.editor
    QTest.keyClicks(editor, "eyes")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert desk.names[1] == "eyes"
    QTest.keyClick(view.surface, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert len(desk.shown.resolution.layers[layer].units_out) == 13
    QTest.keyClick(view.surface, Qt.Key.Key_F2)
    QTest.keyClicks(editor, "other")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert len(desk.edits) == 2


# Showing


def is_near(colour: QColor, other: str) -> bool:
    wanted = QColor(other)
    apart = (
        colour.red() - wanted.red(),
        colour.green() - wanted.green(),
        colour.blue() - wanted.blue(),
    )
    return all(abs(part) < 40 for part in apart)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_positive_wire_is_blue_and_negative_orange_and_dashed(
    view: CanvasView, theme: Theme
) -> None:
    view.show_theme(theme)
    project = shown("output")
    output = project.resolution.order[-1]
    matrix: ParameterId = next(
        p.id for p in project.resolution.layers[output].parameters if p.sources
    )
    view.show_project(project)
    weights = {matrix: np.asarray([[1.0, -1.0]], np.float32)}
    view.show_snapshot(snapshot_of(project, weights))
    image = view.grab().toImage()
    share = {}
    for row, colour in ((0, theme.positive), (1, theme.negative)):
        curve = view.scene.wires.outline(project.project.network.connections[0])
        assert curve is not None
        line = np.linspace(0.15, 0.85, 200)[:, None]
        b = curve[row][0].reshape(4, 2)
        points = (1 - line) ** 3 * b[0] + 3 * (1 - line) ** 2 * line * b[1]
        points = points + 3 * (1 - line) * line**2 * b[2] + line**3 * b[3]
        hits = [
            is_near(image.pixelColor(on_screen(view, (float(x), float(y)))), colour)
            for x, y in points
        ]
        share[row] = float(np.mean(hits))
    assert share[0] > 0.97
    assert 0.3 < share[1] < 0.95


def test_nothing_is_painted_again_when_nothing_changed(view: CanvasView, desk: Desk) -> None:
    view.grab()
    backdrop = view.surface.backdrop
    before = (backdrop.ground_count, backdrop.wire_count)
    view.grab()
    assert (backdrop.ground_count, backdrop.wire_count) == before
    wheel(view, QPoint(100, 100), 1)
    view.grab()
    assert backdrop.ground_count == before[0] + 1


def test_a_snapshot_is_painted_once(qtbot: QtBot, view: CanvasView, desk: Desk) -> None:
    painted: list[QEvent] = []

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            painted.extend([event] if event.type() == QEvent.Type.Paint else [])
            return False

    viewport, watcher = view.surface.viewport(), Watcher()
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: not view._frames.isActive())
    viewport.installEventFilter(watcher)
    for count in (1, 2, 3):
        # Something else of the window asks first, as the numbers above the canvas do.
        view.update()
        view.show_snapshot(snapshot_of(desk.shown, operation=count))
        qtbot.waitUntil(lambda count=count: len(painted) >= count)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not view._frames.isActive())
    assert len(painted) == 3
    view.scene.show_focus(not view.scene.has_focus)
    qtbot.waitUntil(lambda: len(painted) == 4)


def test_hidden_canvas_draws_nothing_and_catches_up(
    qtbot: QtBot, view: CanvasView, desk: Desk
) -> None:
    view.hide()
    late = snapshot_of(desk.shown)
    view.show_snapshot(late)
    assert view.scene.snapshot is not late
    view.show()
    qtbot.waitUntil(lambda: view.scene.snapshot is late)


def test_snapshots_in_quick_succession_are_drawn_at_the_frame_rate(
    qtbot: QtBot, view: CanvasView, desk: Desk
) -> None:
    qtbot.waitUntil(lambda: not view._frames.isActive())
    snapshots = [snapshot_of(desk.shown) for _ in range(5)]
    version = view.scene.wire_version
    for snapshot in snapshots:
        view.show_snapshot(snapshot)
    assert view.scene.wire_version == version + 1
    qtbot.waitUntil(lambda: view.scene.snapshot is snapshots[-1])
    assert view.scene.wire_version == version + 2


def test_layer_outside_the_run_is_marked_once_the_run_knows(view: CanvasView, desk: Desk) -> None:
    run = desk.shown.resolution.order
    view.surface.stage.ask_layer("dense", Landing((300.0, 500.0)))
    layer = desk.shown.project.network.layers[-1].id
    item = view.scene.items_by_layer[layer]
    now = snapshot_of(desk.shown, run_layers=run)
    view.show_snapshot(replace(now, project_generation=1, status="paused"))
    early = item.marks
    assert not early.outside
    before = view.scene.panel_version
    view.show_snapshot(replace(now, status="paused"))
    late = item.marks
    assert late.outside
    assert view.scene.panel_version > before
    assert not any(view.scene.items_by_layer[other].marks.outside for other in run)


def test_problem_is_said_on_the_badge_and_repaired_by_its_button(
    view: CanvasView, desk: Desk
) -> None:
    sound = desk.shown.project
    cut = replace(sound.network, connections=sound.network.connections[:-1])
    broken = shown_of(replace(sound, network=cut), 9)
    desk.shown = broken
    view.show_project(broken)
    problem = next(p for p in broken.resolution.problems if p.repair is not None and p.layer)
    assert problem.layer is not None
    assert problem.repair is not None
    frame = view.scene.frames()[problem.layer]
    QTest.mouseMove(view.surface.viewport(), on_screen(view, (frame.right - 2, frame.top + 2)))
    card = view.overlay.problem
    assert card.isVisible()
    assert problem.message in [label.text() for label in card.findChildren(QLabel)]
    button = card.findChild(QPushButton)
    assert button is not None
    assert button.text() == problem.repair.label
    QTest.mouseClick(button, _LEFT)
    assert desk.shown.project == problem.repair.project
    assert not card.isVisible()


def test_watch_follows_what_is_in_sight(view: CanvasView, desk: Desk) -> None:
    hidden = (desk.layer("dense 1"), desk.layer("dense 2"), desk.layer("output"))
    assert view.visible_layers() == hidden
    assert view.tile_pixels() == 32
    for _ in range(20):
        view.zoom_out()
    assert view.visible_layers() == ()
    view.fit()
    left = view.scene.frames()[desk.layer("input")]
    at = view.surface.camera.to_viewport(left.centre)
    view.surface.camera.zoom(9, at)
    assert view.visible_layers() == ()
    assert view.tile_pixels() == 48


@pytest.mark.parametrize("kind", ["spiral", "digits"])
@pytest.mark.parametrize("operation", [0, 1, 3, 5])
def test_every_state_can_be_painted(view: CanvasView, kind: str, operation: int) -> None:
    project = shown("dense 20 relu > tanh > output", kind)
    view.show_project(project)
    view.show_snapshot(snapshot_of(project, operation=operation))
    for notches in (0, 8, -16):
        view.surface.camera.zoom(notches)
        assert not view.grab().isNull()
    chosen = project.resolution.order[1]
    view.show_selection(Selection(layers=(chosen,)))
    assert not view.grab().isNull()
