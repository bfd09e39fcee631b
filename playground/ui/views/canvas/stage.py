"""What gestures act on: the scene, and the wishes that come out of a drag."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from playground.model import wishes
from playground.model.edits import Edit
from playground.model.ids import LayerId
from playground.model.network import Connection, InputSpec, OutputSpec
from playground.ui.view import Selection
from playground.ui.views.canvas import asks
from playground.ui.views.canvas.geometry import Point, Rect
from playground.ui.views.canvas.gestures import Gesture, Traces
from playground.ui.views.canvas.scene import CanvasScene

_DROP_SLACK = 22.0


class CanvasStage(QObject):
    """Holds at most one gesture, and what it draws while it lasts."""

    edit_requested = Signal(object)
    selection_requested = Signal(object)
    menu_requested = Signal(object, object)
    """Scene point, and the layer that a connection was dragged from (or None)."""
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
        return True

    # What gestures see and draw

    def positions(self) -> Mapping[LayerId, Point]:
        return self.scene.positions()

    def place_cards(self, positions: Mapping[LayerId, Point]) -> None:
        self.scene.place_cards(positions)

    def frames(self) -> Mapping[LayerId, Rect]:
        return self.scene.frames()

    def connection_at(self, at: Point) -> Connection | None:
        """Return the connection under a point, unless a card covers it."""
        return self.scene.wires.connection_at(at, _DROP_SLACK)

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
        self.scene.show_hover(self.scene.hover, traces.target)
        self.traces_changed.emit()

    # What they ask for

    def pan_by(self, right: float, down: float) -> None:
        self.pan_requested.emit(right, down)

    def ask(self, edit: Edit) -> None:
        self.edit_requested.emit(edit)

    def ask_move(self, positions: Mapping[LayerId, Point]) -> None:
        self.ask(wishes.move_layers(positions))

    def ask_connect(self, source: LayerId, target: LayerId) -> None:
        self.ask(wishes.connect(source, target))

    def ask_layer(
        self, kind: str, at: Point, connection: Connection | None, source: LayerId | None = None
    ) -> None:
        """Ask for a new layer at a point, into a connection, or behind a source."""
        layers = self.scene.shown.project.network.layers
        self.ask(
            asks.insertion(
                kind,
                at,
                self.scene.positions(),
                self.scene.cards(),
                connection,
                is_automatic=all(layer.position is None for layer in layers),
                source=source,
            )
        )

    def ask_menu(self, at: Point, source: LayerId | None = None) -> None:
        self.menu_requested.emit(at, source)

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
