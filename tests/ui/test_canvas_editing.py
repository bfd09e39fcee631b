"""Branches, joins, many at once, holds and the clipboard, with mouse and keys on the canvas."""

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from playground.engine.state import LayerProbe
from playground.model import edits, wishes
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import AddSpec, Connection, DenseSpec, DropoutSpec
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.commands import SetWeight
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.card_parts import Part
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.clipboard import FRAGMENT_MIME, fragment_of, leave_text, mime_of
from playground.ui.views.canvas.geometry import Point, sampled
from playground.ui.views.canvas.marks import Hover
from playground.ui.views.canvas.spoken import tip_of
from playground.ui.views.canvas.surface import LAYER_MIME
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.canvas.wires import plain_at
from tests.ui.canvas_samples import BRANCHED, Desk, shown, shown_of, snapshot_of
from tests.ui.test_canvas_view import Drag

_LEFT = Qt.MouseButton.LeftButton
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def no_popups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Menus are made but not shown: without a screen they could not take the keys."""
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _at: None)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CanvasView]:
    view = CanvasView()
    view.set_reduced_motion(True)
    view.resize(1100, 700)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.close()


@pytest.fixture
def desk(view: CanvasView) -> Desk:
    desk = Desk(view, shown("dense 3 tanh > dense 3 relu > dense 2 tanh > output"))
    view.show_snapshot(snapshot_of(desk.shown))
    return desk


@pytest.fixture
def branched(view: CanvasView) -> Desk:
    desk = Desk(view, shown(BRANCHED))
    view.show_snapshot(snapshot_of(desk.shown))
    return desk


def on_screen(view: CanvasView, point: Point) -> QPoint:
    return view.surface.camera.to_viewport(point).toPoint()


def key(view: CanvasView, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(view.surface, one)


def header(view: CanvasView, layer: LayerId) -> QPoint:
    frame = view.scene.frames()[layer]
    return on_screen(view, (frame.centre[0], frame.top + 54))


def point_at(view: CanvasView, layer: LayerId) -> None:
    """Move the mouse onto a card; where it is already no event would come."""
    at = header(view, layer)
    QTest.mouseMove(view.surface.viewport(), at + QPoint(3, 0))
    QTest.mouseMove(view.surface.viewport(), at)


def drag_wire(view: CanvasView, source: LayerId, end: QPoint) -> None:
    viewport = view.surface.viewport()
    point_at(view, source)
    frame = view.scene.frames()[source]
    QTest.mousePress(viewport, _LEFT, pos=on_screen(view, (frame.right, frame.centre[1])))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, pos=end)


def choose(menu: QMenu | None, text: str) -> None:
    assert menu is not None
    action = next(a for a in menu.actions() if a.text().startswith(text))
    action.trigger()
    menu.close()


def some_weight(desk: Desk, name: str) -> WeightRef:
    shape = desk.shown.resolution.layers[desk.layer(name)]
    matrix = next(p for p in shape.parameters if p.sources)
    return WeightRef(matrix.id, matrix.targets[0], matrix.sources[1])


# Branches and joins


def test_wire_to_a_layer_with_an_input_offers_a_join(view: CanvasView, desk: Desk) -> None:
    first, third = desk.layer("dense 1"), desk.layer("dense 3")
    target = view.scene.frames()[third]
    drag_wire(view, first, on_screen(view, target.centre))
    assert not desk.edits
    menu = view.desk.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Add", "Concatenate"]
    choose(menu, "Add")
    network = desk.shown.project.network
    join = next(layer for layer in network.layers if isinstance(layer.spec, AddSpec))
    assert set(network.sources(join.id)) == {first, desk.layer("dense 2")}
    assert network.targets(join.id) == (third,)
    assert desk.shown.resolution.is_valid


def test_port_is_found_from_outside_too(view: CanvasView, desk: Desk) -> None:
    first = desk.layer("dense 1")
    frame = view.scene.frames()[first]
    viewport = view.surface.viewport()
    # Along the wires that leave the card: they are under the mouse until it reaches the port.
    for away in (40, 20, 0):
        QTest.mouseMove(viewport, on_screen(view, (frame.right + away, frame.centre[1])))
    assert view.scene.hover == Hover(first, Part("port"))
    assert view.scene.items_by_layer[first].marks.is_hovered


def test_wire_into_the_open_connects_the_new_layer(view: CanvasView, desk: Desk) -> None:
    drag_wire(view, desk.layer("dense 1"), QPoint(300, 660))
    menu = view.desk.layer_menu
    assert menu.isVisible()
    menu.kind_chosen.emit("dropout")
    menu.hide()
    new = desk.shown.project.network.layers[-1]
    assert isinstance(new.spec, DropoutSpec)
    assert desk.shown.project.network.sources(new.id) == (desk.layer("dense 1"),)
    assert desk.selection.layers == (new.id,)


def test_escape_drops_a_wire_that_is_being_drawn(view: CanvasView, desk: Desk) -> None:
    viewport = view.surface.viewport()
    first = desk.layer("dense 1")
    point_at(view, first)
    frame = view.scene.frames()[first]
    QTest.mousePress(viewport, _LEFT, pos=on_screen(view, (frame.right, frame.centre[1])))
    QTest.mouseMove(viewport, header(view, desk.layer("dense 3")))
    offered = {x for x, item in view.scene.items_by_layer.items() if item.marks.is_offered}
    assert offered == {desk.layer("dense 3"), desk.layer("output")}
    key(view, Qt.Key.Key_Escape)
    assert view.surface.stage.traces.link is None
    QTest.mouseRelease(viewport, _LEFT, pos=header(view, desk.layer("dense 3")))
    assert not desk.edits
    assert not any(item.marks.is_offered for item in view.scene.items_by_layer.values())


def test_branches_are_drawn_around_the_card_between(view: CanvasView, branched: Desk) -> None:
    skip = Connection(branched.layer("trunk"), branched.layer("add 1"))
    route = view.scene.routes()[skip]
    for name in ("dense 2", "dropout 1"):
        frame = view.scene.frames()[branched.layer(name)]
        for x, y in route:
            assert not (frame.left < x < frame.right and frame.top < y < frame.bottom)
    labels = {text for _, text in view.scene.wire_marks.labels}
    assert labels == {"2", "3"}
    assert view.scene.cards()[branched.layer("add 1")].subtitle == "3 + 3 → 3"
    view.grab()


def test_connection_with_keys_alone(view: CanvasView, desk: Desk) -> None:
    view.surface.stage.choose_layers((desk.layer("dense 1"),))
    key(view, Qt.Key.Key_C)
    assert view.scene.target == desk.layer("dense 3")
    key(view, Qt.Key.Key_Right)
    assert view.scene.target == desk.layer("output")
    key(view, Qt.Key.Key_Left, Qt.Key.Key_Return)
    choose(view.desk.menu, "Concatenate")
    assert desk.shown.resolution.is_valid
    joins = [x for x in desk.shown.resolution.layers.values() if x.kind == "concatenate"]
    assert [len(join.units_out) for join in joins] == [6]


# Many at once


def test_control_click_and_keys_change_several_layers(view: CanvasView, desk: Desk) -> None:
    viewport = view.surface.viewport()
    QTest.mouseClick(viewport, _LEFT, pos=header(view, desk.layer("dense 1")))
    QTest.mouseClick(viewport, _LEFT, _CONTROL, pos=header(view, desk.layer("dense 3")))
    assert set(desk.selection.layers) == {desk.layer("dense 1"), desk.layer("dense 3")}
    key(view, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Minus)
    sizes = {
        layer.name: len(layer.spec.units)
        for layer in desk.shown.project.network.layers
        if isinstance(layer.spec, DenseSpec)
    }
    assert sizes == {"dense 1": 4, "dense 2": 3, "dense 3": 3}
    QTest.mouseClick(viewport, _LEFT, _CONTROL, pos=header(view, desk.layer("dense 3")))
    assert desk.selection.layers == (desk.layer("dense 1"),)


def test_plus_belongs_to_the_canvas_only_while_layers_are_selected(
    view: CanvasView, desk: Desk
) -> None:
    def is_kept() -> bool:
        event = QKeyEvent(
            QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, "+"
        )
        event.ignore()
        QApplication.sendEvent(view.surface, event)
        return event.isAccepted()

    assert not is_kept()
    view.surface.stage.choose_layers((desk.layer("dense 1"),))
    assert is_kept()


def test_quick_clicks_press_the_same_button_though_the_card_grows_away(
    view: CanvasView, desk: Desk
) -> None:
    layer = desk.layer("dense 1")
    viewport = view.surface.viewport()
    point_at(view, layer)
    frame = view.scene.frames()[layer]
    plus = on_screen(view, (frame.centre[0] + 22, frame.bottom))
    QTest.mouseClick(viewport, _LEFT, pos=plus)
    QTest.mouseClick(viewport, _LEFT, pos=plus)
    QTest.mouseDClick(viewport, _LEFT, pos=plus + QPoint(1, 1))
    spec = desk.shown.project.network.layer(layer).spec
    assert isinstance(spec, DenseSpec)
    assert len(spec.units) == 6
    # Elsewhere, a press means again what lies under it.
    far = plus + QPoint(0, 60)
    QTest.mouseMove(viewport, far)
    QTest.mouseMove(viewport, plus)
    QTest.mouseClick(viewport, _LEFT, pos=plus)
    assert len(desk.edits) == 3
    assert desk.selection.layers == (layer,)


def test_arrows_move_a_selected_weight(view: CanvasView, desk: Desk) -> None:
    weight = some_weight(desk, "dense 1")
    view.surface.stage.choose(Selection(layers=(desk.layer("dense 1"),), weight=weight))
    value = view.scene.wires.value_of(weight)
    assert value is not None
    key(view, Qt.Key.Key_Up)
    QTest.keyClick(view.surface, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    moved = [c.value - value for c in desk.commands if isinstance(c, SetWeight)]
    assert moved[0] > 0 > moved[1]
    assert moved[1] == pytest.approx(-10 * moved[0])
    key(view, Qt.Key.Key_Return)
    editor = view.desk.field.editor
    QTest.keyClicks(editor, "-1.5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert desk.commands[-1] == SetWeight(weight, -1.5)


def test_cards_move_aside_for_the_one_that_is_dropped(view: CanvasView, desk: Desk) -> None:
    first, second = desk.layer("dense 1"), desk.layer("dense 2")
    viewport = view.surface.viewport()
    start, end = header(view, first), header(view, second)
    QTest.mousePress(viewport, _LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(10, 0))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, pos=end)
    frames = list(view.scene.frames().values())
    for index, one in enumerate(frames):
        for other in frames[index + 1 :]:
            is_beside = one.right <= other.left or other.right <= one.left
            assert is_beside or one.bottom <= other.top or other.bottom <= one.top
    assert [edit.label for edit in desk.edits] == ["Move"]


def test_two_selected_cards_move_together(view: CanvasView, desk: Desk) -> None:
    pair = (desk.layer("dense 1"), desk.layer("dense 2"))
    view.surface.stage.choose_layers(pair)
    before = view.scene.positions()
    viewport = view.surface.viewport()
    start = header(view, pair[0])
    QTest.mousePress(viewport, _LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(0, -10))
    QTest.mouseMove(viewport, start + QPoint(0, -30))
    QTest.mouseRelease(viewport, _LEFT, pos=start + QPoint(0, -30))
    after = view.scene.positions()
    moved = [after[layer][1] - before[layer][1] for layer in pair]
    assert moved[0] == pytest.approx(moved[1], abs=1)
    assert moved[0] < -20


# Templates, clipboard


def test_template_dropped_on_a_connection_is_inserted_and_selected(
    view: CanvasView, desk: Desk
) -> None:
    way = Connection(desk.layer("dense 1"), desk.layer("dense 2"))
    outline = view.scene.wires.outline(way)
    assert outline is not None
    middle = (outline[0][0, [0, 1]] + outline[1][0, [6, 7]]) / 2
    at = on_screen(view, (float(middle[0]), float(middle[1])))
    drag = Drag(view, "template:residual_block", LAYER_MIME)
    assert drag.enter(at)
    assert drag.move(at)
    drag.drop(at)
    assert desk.shown.resolution.is_valid
    assert len(desk.selection.layers) > 3
    assert any(x.kind == "add" for x in desk.shown.resolution.layers.values())


def test_copied_layers_arrive_in_another_window(
    qtbot: QtBot, view: CanvasView, branched: Desk
) -> None:
    every = [layer.id for layer in branched.shown.project.network.layers]
    view.surface.stage.choose_layers(tuple(every))
    assert view.clipboard.copy()
    text = QGuiApplication.clipboard().text()
    assert "dense 3 tanh" in text
    other = CanvasView()
    other.set_reduced_motion(True)
    qtbot.addWidget(other)
    there = Desk(other, shown("output"))
    other.clipboard.paste()
    kinds = sorted(type(x.spec).__name__ for x in there.shown.project.network.layers)
    assert kinds == sorted(
        ["InputSpec", "OutputSpec", "DenseSpec", "DenseSpec", "DropoutSpec", "AddSpec"]
    )
    assert len(there.shown.project.network.connections) == 1 + 4
    assert len(there.selection.layers) == 4


def test_cut_and_duplicate(view: CanvasView, desk: Desk) -> None:
    view.surface.stage.choose_layers((desk.layer("dense 2"),))
    view.clipboard.cut()
    assert desk.names == ["input", "dense 1", "dense 3", "output"]
    view.clipboard.paste()
    assert "dense 2" in [layer.name for layer in desk.shown.project.network.layers]
    count = len(desk.shown.project.network.layers)
    view.clipboard.duplicate()
    assert len(desk.shown.project.network.layers) == count + 1
    view.clipboard.select_all()
    assert len(desk.selection.layers) == count + 1


def foreign(text: str = "", layers: bytes = b"") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if layers:
        data.setData(FRAGMENT_MIME, QByteArray(layers))
    return data


@pytest.mark.parametrize(
    "data",
    [
        {"text": "Dear all, the meeting is at 3 > 2 o'clock."},
        {"text": "dense " * 3000},
        {"text": "\u202e\x00 \ud83d"},
        {"layers": b"\xff\x00 no text"},
        {"layers": b"{}"},
        {"layers": b'{"network": {"layers": [{"id": 1}]}}'},
        {"layers": b"[" * 100_000},
        {"layers": b'{"network": {"layers": [], "connections": [], "next_id": 1e999}}'},
    ],
)
def test_foreign_clipboards_change_nothing(
    view: CanvasView, desk: Desk, data: dict[str, str | bytes]
) -> None:
    QGuiApplication.clipboard().setMimeData(foreign(**data))  # type: ignore[arg-type]
    view.clipboard.paste()
    assert not desk.edits


def test_layers_written_as_text_can_be_pasted(view: CanvasView, desk: Desk) -> None:
    QGuiApplication.clipboard().setMimeData(foreign("dense 5 sine > dropout 0.2"))
    view.clipboard.paste()
    kinds = [type(x.spec).__name__ for x in desk.shown.project.network.layers]
    assert kinds[-2:] == ["DenseSpec", "DropoutSpec"]


def test_clipboard_keeps_what_is_held(desk: Desk) -> None:
    project = wishes.cut_weight(some_weight(desk, "dense 2")).change(desk.shown.project)
    copied = edits.copy(project, [layer.id for layer in project.network.layers])
    fragment = fragment_of(mime_of(copied))
    assert fragment is not None
    assert len(fragment.network.cuts) == 1
    raw = bytes(mime_of(fragment).data(FRAGMENT_MIME).data())
    assert json.loads(raw)["network"]["cuts"]


# What is held


def test_padlock_on_the_card_freezes_and_thaws(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 2")
    viewport = view.surface.viewport()
    point_at(view, layer)
    frame = view.scene.frames()[layer]
    lock = on_screen(view, (frame.left + 16, frame.top + 18))
    QTest.mouseClick(viewport, _LEFT, pos=lock)
    assert desk.shown.project.network.layer(layer).is_frozen
    assert view.scene.cards()[layer].is_frozen
    point_at(view, layer)
    QTest.mouseClick(viewport, _LEFT, pos=lock)
    assert not desk.shown.project.network.layer(layer).is_frozen


def test_wire_is_cut_and_mended_through_its_menu(view: CanvasView, desk: Desk) -> None:
    weight = some_weight(desk, "dense 2")
    before = view.scene.wires.chosen.shape[0]
    middle = view.scene.wires.middle_of(weight)
    assert middle is not None
    view.desk.open_context(middle, QPoint(10, 10))
    assert desk.selection.weight is not None
    found = desk.selection.weight
    choose(view.desk.menu, "Cut the wire")
    assert desk.shown.project.network.cuts == (found,)
    view.show_snapshot(snapshot_of(desk.shown))
    assert view.scene.wires.chosen.shape[0] == before - 1
    assert not view.scene.wire_marks.stubs.isEmpty()
    curve = view.scene.wires.curve_of(found)
    assert curve is not None
    near = (float(curve[0, 0]) + 6.0, float(curve[0, 1]))
    assert view.scene.wire_marks.cut_at(near, 4.0) == found
    view.grab()
    view.surface.stage.choose(Selection(layers=(found.target.layer,), weight=found))
    view.desk.open_context(view.scene.point_of(desk.selection), QPoint(10, 10))
    menu = view.desk.menu
    assert menu is not None
    menu.close()


def test_delete_cuts_the_selected_wire(view: CanvasView, desk: Desk) -> None:
    weight = some_weight(desk, "dense 2")
    view.surface.stage.choose(Selection(layers=(desk.layer("dense 2"),), weight=weight))
    key(view, Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert desk.shown.project.network.cuts == (weight,)
    assert len(desk.edits) == 1
    assert view.surface.accessibleDescription().endswith("cut")
    assert view.overlay.hint.text().startswith("This wire is cut and counts as 0")


def test_connection_is_removed_through_a_wire(view: CanvasView, desk: Desk) -> None:
    weight = some_weight(desk, "dense 2")
    middle = view.scene.wires.middle_of(weight)
    assert middle is not None
    view.desk.open_context(middle, QPoint(10, 10))
    choose(view.desk.menu, "Remove all wires")
    assert len(desk.shown.project.network.connections) == 3


def test_clamped_neuron_carries_a_pin_with_its_value(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 2")
    unit = desk.shown.resolution.layers[layer].units_out[1]
    view.surface.stage.ask(wishes.clamp_unit(unit, 0.5))
    assert view.scene.cards()[layer].pins == {1: 0.5}
    view.surface.stage.choose(Selection(layers=(layer,), unit=unit))
    assert view.surface.accessibleDescription() == "Dense 2, neuron 2 of 3, clamped at +0.50"
    view.desk.open_context(view.scene.point_of(desk.selection), QPoint(10, 10))
    choose(view.desk.menu, "Let it go")
    assert not desk.shown.project.network.clamps


def test_output_offers_no_clamp(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("output")
    unit = UnitRef(layer, desk.shown.resolution.layers[layer].units_out[0].unit)
    view.surface.stage.choose(Selection(layers=(layer,), unit=unit))
    view.desk.open_context(view.scene.point_of(desk.selection), QPoint(10, 10))
    menu = view.desk.menu
    assert menu is not None
    assert not any("lamp" in action.text() for action in menu.actions())
    menu.close()


# Looking


def test_tiles_show_the_value_and_signs_only(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 1")
    view.show_snapshot(snapshot_of(desk.shown))
    item = view.scene.items_by_layer[layer]

    def colours() -> int:
        faces = item.numbers.faces
        return 0 if faces is None else len(set(faces.reshape(-1).tolist()))

    assert colours() > 2
    view.sight.switch_discrete()
    assert colours() == 2
    view.sight.switch_tiles()
    assert colours() == 0
    assert view.visible_layers() == ()
    assert view.sight.switched == {"view.tiles", "view.discretise"}
    view.grab()
    view.sight.show_tiles("nonsense")
    assert view.sight.tiles == "plane"


def test_tiles_show_the_sum_until_the_activation_is_computed(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 1")
    whole = snapshot_of(desk.shown, operation=1)
    assert whole.probe is not None
    z = whole.probe.layers[layer].z
    layers = {**whole.probe.layers, layer: LayerProbe(z, None, None, None)}
    view.show_snapshot(replace(whole, probe=replace(whole.probe, layers=layers)))
    numbers = view.scene.items_by_layer[layer].numbers
    assert numbers.are_sums
    np.testing.assert_array_equal(numbers.values, z)
    assert numbers.flat is not None
    view.show_snapshot(whole)
    assert not view.scene.items_by_layer[layer].numbers.are_sums


def test_reveal_brings_a_neuron_into_view(view: CanvasView, desk: Desk) -> None:
    unit = desk.shown.resolution.layers[desk.layer("output")].units_out[0]
    for _ in range(12):
        view.zoom_in()
    view.surface.camera.pan(600.0, 0.0)
    found = Selection(layers=(unit.layer,), unit=unit)
    at = view.surface.camera.to_viewport(view.scene.point_of(found))
    assert not view.surface.viewport().rect().contains(at.toPoint())
    view.reveal(found)
    at = view.surface.camera.to_viewport(view.scene.point_of(found))
    assert view.surface.viewport().rect().contains(at.toPoint())


def test_cards_are_described_in_words(view: CanvasView, desk: Desk) -> None:
    layer = desk.layer("dense 1")
    view.surface.stage.ask(wishes.set_frozen((layer,), True))
    view.surface.stage.choose_layers((layer,))
    assert view.surface.accessibleDescription().startswith("Dense 1, 3 units, tanh, frozen")
    assert "Dense 1" in view.surface.accessibleName()


# Keys alone


def test_cards_without_data_are_not_called_unconnected() -> None:
    without = Project(parse("dense 3 tanh > output"), DataSpec(kind="own"))
    assert {card.subtitle for card in cards_of(ShownProject(without)).values()} == {"no data"}
    loose = shown("dense 3 tanh > output; loose dense 2")
    assert any("not connected" in card.subtitle for card in cards_of(loose).values())


@pytest.mark.parametrize("kind", ["noise", "batch_norm", "dropout", "activation", "add", "dense"])
def test_a_card_on_its_own_counts_nothing_that_arrives(kind: str) -> None:
    before = shown().project
    with_card = edits.insert_layer(before, kind, position=(0.0, 400.0))
    fresh = with_card.network.layers[-1].id
    subtitle = cards_of(shown_of(with_card))[fresh].subtitle
    assert subtitle.endswith("not connected")
    assert "0" not in subtitle.split(" ")


def test_network_is_built_with_keys_alone(view: CanvasView) -> None:
    desk = Desk(view, shown("output"))
    key(view, Qt.Key.Key_Right)
    assert desk.selection.layers == (desk.layer("input"),)
    view.surface.mouse = QPointF(-5, -5)
    for kind in ("dense", "dense", "activation"):
        key(view, Qt.Key.Key_A)
        search = view.desk.layer_menu._search
        QTest.keyClicks(search, kind)
        QTest.keyClick(search, Qt.Key.Key_Return)
    assert desk.names == ["input", "dense 1", "dense 2", "activation 1", "output"]
    key(view, Qt.Key.Key_Left, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert len(desk.shown.resolution.layers[desk.layer("dense 2")].units_out) == 6
    key(view, Qt.Key.Key_Return)
    QTest.keyClicks(view.desk.field.editor, "3")
    QTest.keyClick(view.desk.field.editor, Qt.Key.Key_Return)
    assert len(desk.shown.resolution.layers[desk.layer("dense 2")].units_out) == 3
    key(view, Qt.Key.Key_Right, Qt.Key.Key_Delete)
    assert desk.names == ["input", "dense 1", "dense 2", "output"]
    assert desk.shown.resolution.is_valid


def test_menu_key_opens_the_menu_of_the_selected_card(view: CanvasView, desk: Desk) -> None:
    view.surface.stage.choose_layers((desk.layer("dense 2"),))
    view.desk._on_surface_context_requested(None, QPoint(0, 0))
    choose(view.desk.menu, "Duplicate")
    assert desk.actions == ["edit.duplicate"]


def test_wire_without_a_weight_says_so_and_can_be_removed(view: CanvasView, branched: Desk) -> None:
    wires = view.scene.wires
    way = Connection(branched.layer("dense 2"), branched.layer("dropout 1"))
    place = next(i for i in range(wires.chosen.shape[0]) if plain_at(wires, i) == way)
    assert wires.weight_at(place) is None
    points = sampled(wires.curves[wires.owners == place]).reshape(-1, 2)
    x, y = points[points.shape[0] // 2].tolist()
    at = on_screen(view, (x, y))
    QTest.mouseMove(view.surface.viewport(), at)
    assert view.overlay.tip.text().startswith("no weight")
    QTest.mouseClick(view.surface.viewport(), _LEFT, pos=at)
    assert branched.selection.layers == (way.target,)
    view.desk.open_context((x, y), QPoint(10, 10))
    choose(view.desk.menu, "Remove all wires from Dense 2")
    assert way not in branched.shown.project.network.connections


def test_a_layer_under_the_mouse_may_be_taken_away(view: CanvasView, branched: Desk) -> None:
    dense, dropout = branched.layer("dense 2"), branched.layer("dropout 1")
    matrix = branched.shown.resolution.layers[dense].parameters[0]
    weight = WeightRef(matrix.id, matrix.targets[0], matrix.sources[0])
    for hover in (Hover(plain=Connection(dense, dropout)), Hover(wire=weight), Hover(layer=dense)):
        view.scene.show_hover(hover)
        view.show_snapshot(snapshot_of(branched.shown))
        before = branched.shown
        branched.view.surface.stage.ask(wishes.remove_layers((dense, dropout)))
        assert dense not in view.scene.cards()
        view.show_snapshot(snapshot_of(branched.shown))
        view.captions.show_tip(view.scene.hover)
        assert view.scene.hover == Hover()
        branched.shown = before
        view.show_project(before)


def test_problem_offers_every_way_out(view: CanvasView, branched: Desk) -> None:
    branched.view.surface.stage.ask(wishes.set_units(branched.layer("dense 2"), 5))
    layer = branched.layer("add 1")
    problem = view.scene.cards()[layer].problem
    assert problem is not None
    assert len(problem.repairs) > 1
    view.desk.open_context(view.scene.point_of(Selection(layers=(layer,))), QPoint(5, 5))
    assert view.desk.menu is not None
    offered = [action.text() for action in view.desk.menu.actions()]
    assert offered[: len(problem.repairs)] == [one.label for one in problem.repairs]
    view.overlay.problem.show_problem(problem, QPoint(10, 10), view.overlay.room)
    buttons = [b for b in view.overlay.problem.findChildren(QPushButton) if b.isVisible()]
    assert [button.text() for button in buttons] == [one.label for one in problem.repairs]
    QTest.mouseClick(buttons[1], _LEFT)
    assert branched.shown.project == problem.repairs[1].project


def test_problem_of_a_join_is_repaired_from_the_card(view: CanvasView, branched: Desk) -> None:
    branched.view.surface.stage.ask(wishes.set_units(branched.layer("dense 2"), 5))
    problem = view.scene.cards()[branched.layer("add 1")].problem
    assert problem is not None
    assert problem.repair is not None
    view.desk.open_context(
        view.scene.point_of(Selection(layers=(branched.layer("add 1"),))), QPoint(5, 5)
    )
    choose(view.desk.menu, problem.repair.label)
    assert branched.shown.project == replace(problem.repair.project)
    assert branched.shown.resolution.is_valid


def test_small_buttons_say_what_they_do(view: CanvasView, desk: Desk) -> None:
    card = view.scene.cards()[desk.layer("dense 1")]
    for part in ("lock", "subtitle", "port", "plus", "minus", "title"):
        text = tip_of(card, part)
        assert text.endswith(".")
        assert "!" not in text
    assert not tip_of(card, "card")


def test_what_was_copied_is_left_as_text_when_the_program_ends(qapp: QApplication) -> None:
    network = parse("dense 3 tanh > output")
    fragment = edits.copy(Project(network=network), [network.layers[1].id])
    clipboard = qapp.clipboard()
    clipboard.setMimeData(mime_of(fragment))
    leave_text()
    assert clipboard.text() == "dense 3 tanh > output"
    data = clipboard.mimeData()
    assert data is not None
    assert not data.hasFormat(FRAGMENT_MIME)
