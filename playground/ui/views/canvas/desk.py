"""What opens on the canvas: the menu of layers, and menus of cards, neurons and wires; and keys."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from playground.model import wishes
from playground.model.ids import LayerId, WeightRef
from playground.model.network import DropoutSpec
from playground.session.commands import SetWeight
from playground.ui.style import Theme
from playground.ui.view import Selection
from playground.ui.views.canvas import menus
from playground.ui.views.canvas.adding import Adding
from playground.ui.views.canvas.camera import Camera
from playground.ui.views.canvas.card_parts import subtitle_rect
from playground.ui.views.canvas.connecting import KeyConnectGesture
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.keys import handle_key
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.views.canvas.stage import CanvasStage
from playground.ui.views.canvas.surface import CanvasSurface
from playground.ui.views.canvas.value_field import ValueField
from playground.ui.weights import weight_value


class CanvasDesk(QObject):
    """Holds what is open now, and where the answer goes."""

    action_requested = Signal(str)
    command_requested = Signal(object)

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self.surface = surface
        self.adding = Adding(surface)
        self.layer_menu = self.adding.menu
        self.field = ValueField(surface)
        self.menu: QMenu | None = None
        self._answers = menus.Answers(surface.stage.ask, self.action_requested.emit)
        surface.key_pressed.connect(self._on_surface_key_pressed)
        surface.context_requested.connect(self._on_surface_context_requested)
        surface.hand.choice_requested.connect(self.open_choice)
        surface.hand.rename_requested.connect(lambda layer: self.edit_layer(layer, "name"))
        surface.stage.join_requested.connect(self._on_stage_join_requested)
        self.field.weight_changed.connect(self.command_requested)

    @property
    def scene(self) -> CanvasScene:
        return self.surface.canvas

    @property
    def stage(self) -> CanvasStage:
        return self.surface.stage

    @property
    def camera(self) -> Camera:
        return self.surface.camera

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.layer_menu.show_theme(theme)
        self.field.editor.show_theme(theme)

    def fit(self) -> None:
        """Show the whole network."""
        self.camera.fit(self.scene.content())

    def cancel(self) -> bool:
        """Give up the drag at hand."""
        return self.surface.hand.cancel()

    def connect_from(self, layer: LayerId) -> bool:
        """Begin to draw a connection with keys; False where there is nothing to connect to."""
        if self.scene.cards()[layer].is_output:
            return False
        gesture = KeyConnectGesture(self.stage, layer)
        self.stage.begin(gesture, (0.0, 0.0))
        if not gesture.is_possible:
            self.stage.cancel()
        return gesture.is_possible

    def connect_selected(self) -> None:
        """Begin to draw a connection from the selected layer, with keys."""
        layer = _selected(self.scene)
        if layer is not None:
            self.surface.setFocus()
            self.connect_from(layer)

    def rename_selected(self) -> None:
        """Open the small field on the headline of the selected layer."""
        layer = _selected(self.scene)
        if layer is not None:
            self.field.edit_layer(layer, "name")

    # Menus

    def open_layer_menu(self) -> None:
        """Open the menu of layers: behind the layer that keys have chosen, or at the mouse."""
        self.adding.open(_selected(self.scene))

    def open_choice(self, layer: LayerId) -> None:
        """Open what a card's second line offers: activations, or the rate of a dropout."""
        item = self.scene.items_by_layer.get(layer)
        if item is None:
            return
        chosen = self.scene.selection.layers
        layers = (*(x for x in chosen if x != layer), layer) if layer in chosen else (layer,)
        shown = self.scene.shown
        rect = self.field.on_screen(item.mapRectToScene(subtitle_rect(item.card)))
        if isinstance(shown.project.network.layer(layer).spec, DropoutSpec):
            menu = menus.rate_menu(self.surface, shown, layer, self._answers)
        elif item.card.activation:
            menu = menus.activation_menu(self.surface, shown, layers, self._answers)
        else:
            return
        self._open(menu, self.surface.viewport().mapToGlobal(rect.bottomLeft()))

    def open_context(self, point: Point, at: QPoint) -> None:
        """Open the menu of whatever lies under a point; it becomes selected first."""
        hover = self.scene.hover_at(point, 6.0 / self.camera.scale)
        shown, layer = self.scene.shown, hover.layer
        add_here = partial(self.adding.open_at, point, None)
        if hover.wire is not None:
            weight = hover.wire
            self.stage.choose(Selection(layers=(weight.target.layer,), weight=weight))
            menu = menus.wire_menu(
                self.surface,
                shown,
                weight,
                self._answers,
                connection=self.scene.wires.connection_of(weight),
                edit_value=partial(self.field.edit_weight, weight),
            )
        elif hover.plain is not None:
            self.stage.choose(Selection(layers=(hover.plain.target,)))
            menu = menus.connection_menu(self.surface, shown, hover.plain, add_here, self._answers)
        elif layer is None:
            menu = menus.ground_menu(self.surface, add_here, self._answers)
        elif hover.part is not None and hover.part.kind == "unit":
            item = self.scene.items_by_layer[layer]
            unit = item.card.units[hover.part.unit]
            values = None if item.numbers.are_sums else item.numbers.values
            is_known = values is not None and hover.part.unit < values.shape[0]
            value = float(values[hover.part.unit]) if values is not None and is_known else None
            self.stage.choose(Selection(layers=(layer,), unit=unit))
            menu = menus.unit_menu(self.surface, shown, unit, value, self._answers)
        else:
            if layer not in self.scene.selection.layers:
                self.stage.choose(Selection(layers=(layer,)))
            others = tuple(x for x in self.scene.selection.layers if x != layer)
            menu = menus.card_menu(self.surface, shown, (*others, layer), self._answers)
        self._open(menu, at)

    def _open(self, menu: QMenu, at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(at)

    # Keys and answers

    def edit_layer(self, layer: LayerId, what: str) -> None:
        """Open the small field on a card, or the menu of what can be chosen there."""
        if not self.field.edit_layer(layer, what):
            self.open_choice(layer)

    def edit_weight(self, weight: WeightRef) -> None:
        """Open the small field on a wire."""
        self.field.edit_weight(weight)

    def change_weight(self, weight: WeightRef, by: float) -> None:
        """Ask to move a weight by so much."""
        value = weight_value(self.scene.snapshot, self.scene.shown.resolution, weight)
        if value is not None:
            self.command_requested.emit(SetWeight(weight, value + by))

    def _on_surface_context_requested(self, point: Point | None, at: QPoint) -> None:
        if point is None:
            point = self.scene.point_of(self.scene.selection)
            place = self.camera.to_viewport(point).toPoint()
            at = self.surface.viewport().mapToGlobal(place)
        self.open_context(point, at)

    def _on_surface_key_pressed(self, event: QKeyEvent) -> None:
        event.setAccepted(handle_key(self, event))

    def _on_stage_join_requested(self, source: LayerId, target: LayerId) -> None:
        menu = menus.join_menu(
            self.surface, lambda kind: self.stage.ask(wishes.join(source, target, kind))
        )
        frame = self.scene.frames()[target]
        at = self.camera.to_viewport((frame.left, frame.centre[1])).toPoint()
        self._open(menu, self.surface.viewport().mapToGlobal(at))
        menu.setActiveAction(menu.actions()[0])


def _selected(scene: CanvasScene) -> LayerId | None:
    """Return the layer that was selected last."""
    known = [x for x in scene.selection.layers if x in scene.items_by_layer]
    return known[-1] if known else None
