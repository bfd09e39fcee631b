"""What gestures act on: the scene, and the wishes that come out of a drag."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from playground.model import wishes
from playground.model.edits import Edit
from playground.model.ids import LayerId
from playground.model.network import (
    AddSpec,
    ConcatenateSpec,
    Connection,
    InputSpec,
    OutputSpec,
)
from playground.ui.view import Selection
from playground.ui.views.canvas import asks
from playground.ui.views.canvas.bodies import CARD_WIDTH
from playground.ui.views.canvas.cards import TEMPLATE
from playground.ui.views.canvas.geometry import COLUMN_GAP, Point, Rect
from playground.ui.views.canvas.gestures import Gesture, Traces
from playground.ui.views.canvas.landing import Landing, card_at, landing_on
from playground.ui.views.canvas.room import free_place
from playground.ui.views.canvas.scene import CanvasScene

_DROP_SLACK = 22.0
CARD_HEIGHT = 300.0
"""About the height of a new card."""


class CanvasStage(QObject):
    """Holds at most one gesture, and what it draws while it lasts."""

    edit_requested = Signal(object)
    selection_requested = Signal(object)
    menu_requested = Signal(object, object)
    """Scene point, and the layer that a connection was dragged from (or None)."""
    join_requested = Signal(object, object)
    """Source and target: the target has an input, so that a join is to be chosen."""
    pan_requested = Signal(float, float)
    """By how many scene units to the right and down."""
    traces_changed = Signal()

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__(scene)
        self.scene = scene
        self.gesture: Gesture | None = None
        self.traces = Traces()

    # The one gesture

    def begin(self, gesture: Gesture, at: Point) -> None:
        """Start a gesture; one that is still going on is cancelled first."""
        self.cancel()
        self.gesture = gesture
        gesture.start(at)

    def move(self, at: Point) -> None:
        """Go on with the gesture at hand."""
        if self.gesture is not None:
            self.gesture.move(at)

    def end(self, at: Point) -> None:
        """Carry out what the gesture asks for."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.end(at)

    def cancel(self) -> bool:
        """Undo what the gesture has drawn and moved; False where there is none."""
        gesture, self.gesture = self.gesture, None
        if gesture is None:
            return False
        gesture.cancel()
        self.traces_changed.emit()
        return True

    # What gestures see and draw

    def place_cards(self, positions: Mapping[LayerId, Point]) -> None:
        self.scene.place_cards(positions)

    def frames(self) -> Mapping[LayerId, Rect]:
        return self.scene.frames()

    def landing_at(self, kind: str, at: Point) -> Landing:
        """Return where a new layer goes that is let go at a point: on a card, on a wire, or there."""
        frames, network = self.scene.frames(), self.scene.shown.project.network
        layer = card_at(frames, at)
        if layer is None:
            way = self.scene.wires.connection_at(at, _DROP_SLACK)
            return Landing(at) if way is None else Landing(at, (way,))
        return landing_on(kind, layer, network, frames[layer]) or Landing(at)

    def can_connect(self, source: LayerId, target: LayerId) -> bool:
        """Tell whether a connection between two layers makes sense and is not there yet."""
        network = self.scene.shown.project.network
        if source == target or not (network.has(source) and network.has(target)):
            return False
        if isinstance(network.layer(target).spec, InputSpec):
            return False
        if isinstance(network.layer(source).spec, OutputSpec) or source in network.targets(target):
            return False
        return source not in network.sources(target) and not _leads_to(
            network.connections, target, source
        )

    def show_traces(self, traces: Traces) -> None:
        self.traces = traces
        self.scene.show_hover(self.scene.hover, traces.target, traces.offered)
        self.traces_changed.emit()

    # What they ask for

    def pan_by(self, right: float, down: float) -> None:
        self.pan_requested.emit(right, down)

    def ask(self, edit: Edit) -> None:
        self.edit_requested.emit(edit)

    def ask_move(self, positions: Mapping[LayerId, Point]) -> None:
        self.ask(wishes.move_layers(positions))

    def ask_connect(self, source: LayerId, target: LayerId) -> None:
        """Ask for a connection; a layer that has an input already needs a join in front of it."""
        network = self.scene.shown.project.network
        is_join = isinstance(network.layer(target).spec, AddSpec | ConcatenateSpec)
        if network.sources(target) and not is_join:
            self.join_requested.emit(source, target)
        else:
            self.ask(wishes.connect(source, target))

    def ask_behind(self, kind: str, layer: LayerId) -> None:
        """Ask for a new layer behind another one, as keys do: in its way on, or at its end."""
        frame = self.scene.frames()[layer]
        beside = (frame.right + COLUMN_GAP + CARD_WIDTH / 2, frame.centre[1])
        landing = landing_on(kind, layer, self.scene.shown.project.network, frame)
        self.ask_layer(kind, landing or Landing(beside))

    def ask_layer(self, kind: str, landing: Landing) -> None:
        """Ask for a new layer where it was let go, and select it."""
        at: Point | None = landing.at
        source, others = landing.source, landing.ways[1:]
        connection = landing.ways[0] if landing.ways else None
        network = self.scene.shown.project.network
        known = {layer.id for layer in network.layers}
        cards, places = self.scene.cards(), self.scene.positions()
        is_automatic = all(layer.position is None for layer in network.layers)
        if kind.startswith(TEMPLATE):
            self.ask(asks.template(kind, landing.at, connection, source, others))
            self.choose_fresh(known)
            return
        if source is not None and landing.card is not None and is_automatic:
            at = None  # the layout finds its place, as for all others
        elif connection is None:
            at = free_place(
                landing.at, (CARD_WIDTH, CARD_HEIGHT), list(self.scene.frames().values())
            )
        self.ask(
            asks.insertion(
                kind,
                at,
                places,
                cards,
                connection,
                is_automatic=is_automatic,
                source=source,
                others=others,
            )
        )
        self.choose_fresh(known)

    def choose_fresh(self, known: Collection[LayerId]) -> None:
        """Select the layers that an edit has brought."""
        layers = self.scene.shown.project.network.layers
        fresh = tuple(layer.id for layer in layers if layer.id not in known)
        if fresh:
            self.choose_layers(fresh)

    def ask_menu(self, at: Point, source: LayerId | None = None) -> None:
        self.menu_requested.emit(at, source)

    def choose(self, selection: Selection) -> None:
        """Ask to select something; the example stays."""
        now = self.scene.selection
        self.selection_requested.emit(replace(selection, example=now.example, hover=now.hover))

    def choose_layers(self, layers: tuple[LayerId, ...]) -> None:
        self.selection_requested.emit(
            Selection(layers=layers, example=self.scene.selection.example)
        )


def _leads_to(connections: tuple[Connection, ...], start: LayerId, end: LayerId) -> bool:
    """Tell whether signals from one layer reach another."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for connection in connections:
            if connection.source == here and connection.target not in reached:
                reached.add(connection.target)
                waiting.append(connection.target)
    return end in reached
