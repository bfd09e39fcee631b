"""What a hand can do on the canvas: one class for each gesture, with start, move, end and cancel.

The scene holds at most one at a time. Points are in scene units.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Protocol

from playground.model.edits import Edit
from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.views.canvas.bodies import CARD_WIDTH
from playground.ui.views.canvas.geometry import Point, Rect, around
from playground.ui.views.canvas.landing import Landing, Side
from playground.ui.views.canvas.room import moved_aside


class Stage(Protocol):
    """What the canvas offers to a gesture."""

    def place_cards(self, positions: Mapping[LayerId, Point]) -> None: ...
    def frames(self) -> Mapping[LayerId, Rect]: ...
    def landing_at(self, kind: str, at: Point) -> Landing: ...
    def can_connect(self, source: LayerId, target: LayerId) -> bool: ...
    def show_traces(self, traces: "Traces") -> None: ...
    def pan_by(self, right: float, down: float) -> None: ...
    def ask_move(self, positions: Mapping[LayerId, Point]) -> None: ...
    def ask_connect(self, source: LayerId, target: LayerId) -> None: ...
    def ask_layer(self, kind: str, landing: Landing) -> None: ...
    def ask_menu(self, at: Point, source: LayerId) -> None: ...
    def choose_layers(self, layers: tuple[LayerId, ...]) -> None: ...
    def ask(self, edit: Edit) -> None: ...


class Traces:
    """What a gesture draws while it lasts. Empty: nothing.

    Attributes
    ----------
    glow
        The connections that something would be inserted into.
    ghost
        (kind, centre) of the card that would be there.
    band
        The rubber band.
    link
        (layer, end point) of the connection being drawn.
    target
        The layer that it would end at, or that a new one would go behind or in front of.
    side
        Which of the two.
    offered
        The layers that it could end at.
    """

    __slots__ = ("band", "ghost", "glow", "link", "offered", "side", "target")

    def __init__(
        self,
        *,
        glow: tuple[Connection, ...] = (),
        ghost: tuple[str, Point] | None = None,
        band: Rect | None = None,
        link: tuple[LayerId, Point] | None = None,
        target: LayerId | None = None,
        offered: frozenset[LayerId] = frozenset(),
        side: Side = "",
    ) -> None:
        self.glow = glow
        self.ghost = ghost
        self.band = band
        self.link = link
        self.target = target
        self.offered = offered
        self.side = side


class Gesture(ABC):
    """One drag, from the press to the release."""

    cursor = "arrow"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    @abstractmethod
    def start(self, at: Point) -> None: ...

    @abstractmethod
    def move(self, at: Point) -> None: ...

    @abstractmethod
    def end(self, at: Point) -> None: ...

    def cancel(self) -> None:
        """Leave everything as it was before."""
        self.stage.show_traces(Traces())


class PanGesture(Gesture):
    """Moves the picture under the hand."""

    cursor = "closed_hand"

    def start(self, at: Point) -> None:
        self._from = at
        self._total = (0.0, 0.0)

    def move(self, at: Point) -> None:
        # The scene moves with the hand: the point first grasped stays under it.
        right, down = at[0] - self._from[0], at[1] - self._from[1]
        self._total = (self._total[0] + right, self._total[1] + down)
        self.stage.pan_by(right, down)

    def end(self, at: Point) -> None:
        self.move(at)

    def cancel(self) -> None:
        self.stage.pan_by(-self._total[0], -self._total[1])


class MoveGesture(Gesture):
    """Moves cards; cards that they come to lie on move aside. One undo entry for the whole drag."""

    cursor = "closed_hand"

    def __init__(self, stage: Stage, layers: tuple[LayerId, ...]) -> None:
        super().__init__(stage)
        self.layers = layers

    def start(self, at: Point) -> None:
        self._from = at
        self._frames = dict(self.stage.frames())
        self._before = {layer: frame.centre for layer, frame in self._frames.items()}

    def _moved(self, at: Point) -> dict[LayerId, Point]:
        right, down = at[0] - self._from[0], at[1] - self._from[1]
        places = {
            layer: (x + right, y + down) if layer in self.layers else (x, y)
            for layer, (x, y) in self._before.items()
        }
        frames = {
            layer: around(places[layer], (frame.width, frame.height))
            for layer, frame in self._frames.items()
        }
        return places | moved_aside(frames, self.layers)

    def move(self, at: Point) -> None:
        self.stage.place_cards(self._moved(at))

    def end(self, at: Point) -> None:
        self.move(at)
        # The others keep their present places too: the automatic layout must not move them now.
        self.stage.ask_move(
            {layer: (round(x), round(y)) for layer, (x, y) in self._moved(at).items()}
        )

    def cancel(self) -> None:
        self.stage.place_cards(self._before)


class BandGesture(Gesture):
    """Draws a rubber band and selects the cards that it touches."""

    cursor = "cross"

    def start(self, at: Point) -> None:
        self._from = at

    def _band(self, at: Point) -> Rect:
        left, top = min(self._from[0], at[0]), min(self._from[1], at[1])
        return Rect(left, top, abs(at[0] - self._from[0]), abs(at[1] - self._from[1]))

    def move(self, at: Point) -> None:
        self.stage.show_traces(Traces(band=self._band(at)))

    def end(self, at: Point) -> None:
        band = self._band(at)
        self.stage.show_traces(Traces())
        self.stage.choose_layers(
            tuple(
                layer
                for layer, frame in self.stage.frames().items()
                if frame.left < band.right
                and band.left < frame.right
                and frame.top < band.bottom
                and band.top < frame.bottom
            )
        )


class DropGesture(Gesture):
    """Carries a new layer from the palette to its place."""

    def __init__(self, stage: Stage, kind: str) -> None:
        super().__init__(stage)
        self.kind = kind

    def start(self, at: Point) -> None:
        self.move(at)

    def move(self, at: Point) -> None:
        landing = self.stage.landing_at(self.kind, at)
        x, y = landing.at
        # On a card the new one is shown at its place behind it, else below the hand.
        place = landing.at if landing.card is not None else at
        link = None if landing.source is None else (landing.source, (x - CARD_WIDTH / 2, y))
        self.stage.show_traces(
            Traces(
                glow=landing.ways,
                ghost=(self.kind, place),
                link=link,
                target=landing.card,
                side=landing.side,
            )
        )

    def end(self, at: Point) -> None:
        self.stage.show_traces(Traces())
        self.stage.ask_layer(self.kind, self.stage.landing_at(self.kind, at))
