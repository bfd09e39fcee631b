"""Drawing a connection: with the mouse from a port, or with keys from the selected layer."""

from collections.abc import Mapping
from typing import Literal

from playground.model.ids import LayerId
from playground.ui.views.canvas.geometry import Point, Rect
from playground.ui.views.canvas.gestures import Gesture, Stage, Traces

Turn = Literal["left", "right", "up", "down"]

_REACH = 26.0
"""How far before a card a wire is already caught by it (scene units)."""


def layer_under(frames: Mapping[LayerId, Rect], at: Point, reach: float = 0.0) -> LayerId | None:
    """Return the card under a point, or one whose left side is within reach."""
    for layer, frame in frames.items():
        is_level = frame.top <= at[1] <= frame.bottom
        if is_level and frame.left - reach <= at[0] <= frame.right:
            return layer
    return None


def offered(stage: Stage, source: LayerId) -> frozenset[LayerId]:
    """Return the layers that a connection from ``source`` could end at."""
    return frozenset(layer for layer in stage.frames() if stage.can_connect(source, layer))


class ConnectGesture(Gesture):
    """Draws a connection from one card to another, or into the open, where a menu follows."""

    cursor = "cross"

    def __init__(self, stage: Stage, source: LayerId) -> None:
        super().__init__(stage)
        self.source = source

    def start(self, at: Point) -> None:
        self._offered = offered(self.stage, self.source)
        self.move(at)

    def _target(self, at: Point) -> LayerId | None:
        """Return the layer where the wire would end: one that offers itself."""
        frames = self.stage.frames()
        near = {layer: frame for layer, frame in frames.items() if layer in self._offered}
        return layer_under(near, at) or layer_under(near, at, _REACH)

    def move(self, at: Point) -> None:
        target = self._target(at)
        end = at if target is None else _port(self.stage, target)
        self.stage.show_traces(
            Traces(link=(self.source, end), target=target, offered=self._offered)
        )

    def end(self, at: Point) -> None:
        self.stage.show_traces(Traces())
        target = self._target(at)
        if target is not None:
            self.stage.ask_connect(self.source, target)
        elif layer_under(self.stage.frames(), at) is None:
            self.stage.ask_menu(at, self.source)


class KeyConnectGesture(Gesture):
    """Draws a connection with arrows and Enter; the mouse ends it without a connection."""

    def __init__(self, stage: Stage, source: LayerId) -> None:
        super().__init__(stage)
        self.source = source
        self.target: LayerId | None = None

    def start(self, at: Point) -> None:
        del at
        self._offered = offered(self.stage, self.source)
        if self._offered:
            self._point_at(self._in_reading_order()[0])
        else:
            self.stage.show_traces(Traces())

    @property
    def is_possible(self) -> bool:
        """Whether there is any layer to connect to."""
        return bool(self._offered)

    def _in_reading_order(self) -> list[LayerId]:
        """Return what is offered: those right of the source first, then from the left."""
        frames = self.stage.frames()
        start = frames[self.source].centre
        return sorted(
            self._offered,
            key=lambda layer: (frames[layer].centre < start, frames[layer].centre),
        )

    def turn(self, direction: Turn) -> None:
        """Point at the next or the previous layer."""
        order = self._in_reading_order()
        if self.target in order:
            step = 1 if direction in ("right", "down") else -1
            self._point_at(order[(order.index(self.target) + step) % len(order)])

    def _point_at(self, target: LayerId) -> None:
        self.target = target
        self.stage.show_traces(
            Traces(
                link=(self.source, _port(self.stage, target)),
                target=target,
                offered=self._offered,
            )
        )

    def move(self, at: Point) -> None:
        """Moves of the mouse mean nothing here."""

    def end(self, at: Point) -> None:
        del at
        self.stage.show_traces(Traces())
        if self.target is not None:
            self.stage.ask_connect(self.source, self.target)


def _port(stage: Stage, layer: LayerId) -> Point:
    frame = stage.frames()[layer]
    return frame.left, frame.centre[1]
