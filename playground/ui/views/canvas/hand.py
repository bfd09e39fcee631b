"""What a mouse button means, depending on what lies under the mouse."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from playground.model.edits import Edit
from playground.model.ids import LayerId
from playground.ui.view import Selection
from playground.ui.views.canvas import asks, holds
from playground.ui.views.canvas.connecting import ConnectGesture, KeyConnectGesture
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.gestures import BandGesture, MoveGesture, PanGesture
from playground.ui.views.canvas.marks import Hover
from playground.ui.views.canvas.stage import CanvasStage

_DRAG_PIXELS = 4.0
_WIRE_PIXELS = 6.0
_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Hand(QObject):
    """Turns presses, moves and releases into clicks and gestures."""

    choice_requested = Signal(object)
    """LayerId whose subtitle was clicked."""
    rename_requested = Signal(object)
    """LayerId whose headline was double-clicked."""
    hover_changed = Signal(object)
    """Hover."""

    def __init__(self, stage: CanvasStage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._scene = stage.scene
        self._pressed: Hover | None = None
        self._stepped: Hover | None = None
        self._from: Point = (0.0, 0.0)
        self._adds = False

    def stray(self) -> None:
        """The mouse went on: the next press means what lies under it then."""
        self._stepped = None

    def press(self, at: Point, scale: float, modifiers: Qt.KeyboardModifier) -> None:
        """The left button went down."""
        if isinstance(self._stage.gesture, KeyConnectGesture):
            self._stage.cancel()
        self._pressed = self._under(at, scale)
        self._from = at
        self._adds = bool(modifiers & _ADDING)
        part = self._pressed.part
        if part is not None and part.kind == "port" and self._pressed.layer is not None:
            self._stage.begin(ConnectGesture(self._stage, self._pressed.layer), at)

    def move(self, at: Point, scale: float) -> None:
        """The mouse moved, with or without a button."""
        if self._stage.gesture is not None and self._pressed is not None:
            self._stage.move(at)
        elif self._pressed is not None:
            distance = max(abs(at[0] - self._from[0]), abs(at[1] - self._from[1]))
            if distance * scale > _DRAG_PIXELS:
                self._begin_drag(at)
        else:
            self.hover(self._scene.hover_at(at, _WIRE_PIXELS / scale))

    def release(self, at: Point) -> None:
        """The left button went up: the gesture ends, or it was a click."""
        pressed, self._pressed = self._pressed, None
        if self._stage.gesture is not None and pressed is not None:
            self._stage.end(at)
        elif pressed is not None:
            self._click(pressed)

    def double_click(self, at: Point, scale: float) -> None:
        """Rename on the headline, otherwise open the menu of layers on empty canvas."""
        hover = self._under(at, scale)
        if hover.part is not None and hover.part.kind == "title":
            self.rename_requested.emit(hover.layer)
        elif hover.part is not None or hover.wire is not None:
            self._click(hover)
        else:
            self._stage.ask_menu(at)

    def cancel(self) -> bool:
        """Give up what the button has begun; False where there is nothing."""
        self._pressed = None
        return self._stage.cancel()

    def hover(self, hover: Hover) -> None:
        """Mark what is under the mouse, and say so to the other views when it is a neuron."""
        if hover == self._scene.hover:
            return
        self._scene.show_hover(hover)
        self.hover_changed.emit(hover)
        card = self._scene.cards().get(hover.layer) if hover.layer is not None else None
        part = hover.part
        unit = card.units[part.unit] if card and part and part.kind == "unit" else None
        if unit != self._scene.selection.hover:
            self._choose(replace(self._scene.selection, hover=unit))

    def _under(self, at: Point, scale: float) -> Hover:
        """Return what a press means: the same button again, though the card has grown away."""
        stepped = self._stepped
        if stepped is not None and stepped.layer in self._scene.items_by_layer:
            return stepped
        return self._scene.hover_at(at, _WIRE_PIXELS / scale)

    def _begin_drag(self, at: Point) -> None:
        pressed = self._pressed
        layer = pressed.layer if pressed is not None and self._stepped is None else None
        if layer is None:
            layer = self._layer_at(self._from)
        if layer is not None:
            chosen = self._scene.selection.layers
            layers = chosen if layer in chosen else (layer,)
            self._stage.begin(MoveGesture(self._stage, layers), self._from)
        elif self._adds:
            self._stage.begin(BandGesture(self._stage), self._from)
        else:
            self._stage.begin(PanGesture(self._stage), self._from)
        self._stage.move(at)

    def _layer_at(self, at: Point) -> LayerId | None:
        for layer, frame in self._scene.frames().items():
            if frame.left <= at[0] <= frame.right and frame.top <= at[1] <= frame.bottom:
                return layer
        return None

    def _click(self, pressed: Hover) -> None:
        self._stepped = None
        selection = self._scene.selection
        plain = Selection(example=selection.example, hover=selection.hover)
        if pressed.wire is not None:
            weight = pressed.wire
            self._choose(replace(plain, layers=(weight.target.layer,), weight=weight))
            return
        if pressed.plain is not None:
            self._choose(replace(plain, layers=(pressed.plain.target,)))
            return
        layer, part = pressed.layer, pressed.part
        if layer is None or part is None:
            self._choose(plain)
            return
        card = self._scene.cards()[layer]
        if part.kind in ("minus", "plus"):
            chosen = selection.layers if layer in selection.layers else (layer,)
            by = 1 if part.kind == "plus" else -1
            self._stepped = pressed
            self._ask(asks.more_units(self._scene.shown.project, chosen, by))
        elif part.kind == "repair" and card.problem is not None:
            repair = card.problem.repair
            self._ask(asks.repair(repair) if repair is not None else None)
        elif part.kind == "lock":
            chosen = selection.layers if layer in selection.layers else (layer,)
            self._ask(holds.freeze_layers(self._scene.shown, chosen))
        elif self._adds:
            self._choose(replace(plain, layers=_toggled(selection.layers, layer)))
        elif part.kind == "unit":
            self._choose(replace(plain, layers=(layer,), unit=card.units[part.unit]))
        else:
            self._choose(replace(plain, layers=(layer,)))
            if part.kind == "subtitle":
                self.choice_requested.emit(layer)

    def _ask(self, edit: Edit | None) -> None:
        if edit is not None:
            self._stage.ask(edit)

    def _choose(self, selection: Selection) -> None:
        self._stage.selection_requested.emit(selection)


def _toggled(layers: tuple[LayerId, ...], layer: LayerId) -> tuple[LayerId, ...]:
    if layer in layers:
        return tuple(other for other in layers if other != layer)
    return (*layers, layer)
