"""What keys do on the canvas."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from playground.model import wishes
from playground.model.holds import is_cut
from playground.model.ids import LayerId, WeightRef
from playground.ui.view import Selection
from playground.ui.views.canvas import asks, holds
from playground.ui.views.canvas.camera import Camera
from playground.ui.views.canvas.connecting import KeyConnectGesture
from playground.ui.views.canvas.navigation import Direction, moved
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.views.canvas.stage import CanvasStage

_ARROWS: Mapping[int, Direction] = MappingProxyType(
    {
        Qt.Key.Key_Left: "left",
        Qt.Key.Key_Right: "right",
        Qt.Key.Key_Up: "up",
        Qt.Key.Key_Down: "down",
    }
)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk(Protocol):
    """What the canvas offers to keys."""

    @property
    def scene(self) -> CanvasScene: ...
    @property
    def stage(self) -> CanvasStage: ...
    @property
    def camera(self) -> Camera: ...
    def fit(self) -> None: ...
    def cancel(self) -> bool: ...
    def open_layer_menu(self) -> None: ...
    def edit_layer(self, layer: LayerId, what: str) -> None: ...
    def edit_weight(self, weight: WeightRef) -> None: ...
    def change_weight(self, weight: WeightRef, by: float) -> None: ...
    def connect_from(self, layer: LayerId) -> bool: ...


def handle_key(desk: Desk, event: QKeyEvent) -> bool:
    """Carry out a key; False where it means nothing here."""
    if event.key() in _ARROWS:
        return _arrow(desk, _ARROWS[event.key()], event.modifiers())
    if event.modifiers() & _CONTROL:
        return _with_control(desk, event.key())
    if event.modifiers() & _ALT:
        return False
    return _plain(desk, event.key())


def _selected(desk: Desk) -> LayerId | None:
    layers = desk.scene.selection.layers
    known = [layer for layer in layers if layer in desk.scene.items_by_layer]
    return known[-1] if known else None


def _arrow(desk: Desk, direction: Direction, modifiers: Qt.KeyboardModifier) -> bool:
    scene, gesture = desk.scene, desk.stage.gesture
    if isinstance(gesture, KeyConnectGesture):
        gesture.turn(direction)
        return True
    if modifiers & _ALT:
        return _reorder(desk, direction)
    if direction in ("up", "down"):
        sign = 1 if direction == "up" else -1
        if scene.selection.weight is not None:
            desk.change_weight(scene.selection.weight, sign * _size_of(modifiers))
            return True
        if len(scene.selection.layers) > 1:
            return _grow(desk, 10 * sign if modifiers & _SHIFT else sign)
    if modifiers & _CONTROL:
        return False
    selection = moved(scene.selection, direction, scene.cards(), scene.positions())
    scene.show_focus(True)
    desk.stage.selection_requested.emit(selection)
    return True


def _size_of(modifiers: Qt.KeyboardModifier) -> float:
    """Return how far an arrow moves a weight: Shift ten times as far, Ctrl a tenth."""
    return 1.0 if modifiers & _SHIFT else 0.01 if modifiers & _CONTROL else 0.1


def _reorder(desk: Desk, direction: Direction) -> bool:
    layer = _selected(desk)
    if layer is None or direction in ("up", "down"):
        return False
    desk.stage.ask(wishes.reorder_layer(layer, 1 if direction == "right" else -1))
    return True


def _with_control(desk: Desk, key: int) -> bool:
    if key == Qt.Key.Key_0:
        desk.fit()
    elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        desk.camera.zoom(1.0)
    elif key == Qt.Key.Key_Minus:
        desk.camera.zoom(-1.0)
    else:
        return False
    return True


def _plain(desk: Desk, key: int) -> bool:
    action = _PLAIN.get(key)
    return action(desk) if action is not None else False


def _open_menu(desk: Desk) -> bool:
    desk.open_layer_menu()
    return True


def _edit(desk: Desk, what: str) -> bool:
    if isinstance(desk.stage.gesture, KeyConnectGesture):
        desk.stage.end((0.0, 0.0))
        return True
    weight = desk.scene.selection.weight
    if weight is not None and what == "value":
        desk.edit_weight(weight)
        return True
    layer = _selected(desk)
    if layer is None:
        return False
    desk.edit_layer(layer, what)
    return True


def _connect(desk: Desk) -> bool:
    layer = _selected(desk)
    return layer is not None and desk.connect_from(layer)


def _escape(desk: Desk) -> bool:
    if desk.cancel():
        return True
    selection = desk.scene.selection
    if not selection.layers and selection.unit is None and selection.weight is None:
        return False
    # From a neuron or a wire back to its layer, from a layer to nothing.
    is_inside = selection.unit is not None or selection.weight is not None
    layers = selection.layers if is_inside else ()
    desk.stage.selection_requested.emit(Selection(layers=layers, example=selection.example))
    return True


def delete_selected(desk: Desk) -> bool:
    """Ask to cut the selected wire, or to remove the selected unit, or else the selected layers."""
    selection, project = desk.scene.selection, desk.scene.shown.project
    if selection.weight is not None:
        if selection.weight.source is None or is_cut(project.network, selection.weight):
            return False
        desk.stage.ask(holds.cut_weight(project, selection.weight))
        return True
    edit = asks.removal(project, selection.layers, selection.unit)
    if edit is None:
        return False
    desk.stage.ask(edit)
    return True


def _grow(desk: Desk, by: int) -> bool:
    if _selected(desk) is None:
        desk.camera.zoom(float(by))
        return True
    edit = asks.more_units(desk.scene.shown.project, desk.scene.selection.layers, by)
    if edit is None:
        return False
    desk.stage.ask(edit)
    return True


_PLAIN: Mapping[int, Callable[[Desk], bool]] = MappingProxyType(
    {
        Qt.Key.Key_Escape: _escape,
        Qt.Key.Key_Delete: delete_selected,
        Qt.Key.Key_Backspace: delete_selected,
        Qt.Key.Key_A: _open_menu,
        Qt.Key.Key_C: _connect,
        Qt.Key.Key_Plus: partial(_grow, by=1),
        Qt.Key.Key_Equal: partial(_grow, by=1),
        Qt.Key.Key_Minus: partial(_grow, by=-1),
        Qt.Key.Key_F2: partial(_edit, what="name"),
        Qt.Key.Key_Return: partial(_edit, what="value"),
        Qt.Key.Key_Enter: partial(_edit, what="value"),
    }
)
