"""Where a new layer comes to stand when it is let go: on a wire, on a card, or on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from playground.model.ids import LayerId
from playground.model.network import Connection, Network, OutputSpec
from playground.model.text.specs import LATENT
from playground.ui.views.canvas.bodies import CARD_WIDTH
from playground.ui.views.canvas.geometry import COLUMN_GAP, Point, Rect

Side = Literal["", "behind", "before"]
_STARTS = frozenset({"input", LATENT, "features"})
"""What takes nothing from the layers of a network, so that it goes behind none."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A place for a new layer.

    Attributes
    ----------
    at
        Centre of its card.
    ways
        The connections that will lead through it.
    source
        The layer that it is connected to, where nothing follows yet.
    card, side
        The card that it goes behind, or in front of.
    """

    at: Point
    ways: tuple[Connection, ...] = ()
    source: LayerId | None = None
    card: LayerId | None = None
    side: Side = ""


def landing_on(kind: str, layer: LayerId, network: Network, frame: Rect) -> Landing | None:
    """Return where a layer of this kind goes when it is let go on a card.

    Behind it, in front of all that followed; in front of an output; None for an input. Another
    output takes what the card puts out, or what the output does on which it was let go.
    """
    if kind in _STARTS:
        return None
    is_last = isinstance(network.layer(layer).spec, OutputSpec)
    sources, targets = network.sources(layer), network.targets(layer)
    middle = frame.centre[1]
    beyond = (frame.right + COLUMN_GAP + CARD_WIDTH / 2, middle)
    if kind == "output":
        below = (frame.centre[0], frame.bottom + frame.height)
        source = next(iter(sources), None) if is_last else layer
        beside = (beyond[0], frame.bottom + frame.height / 2) if targets else beyond
        at = below if is_last else beside
        return None if source is None else Landing(at, (), source, layer, "behind")
    if is_last:
        before = (frame.left - COLUMN_GAP / 2, middle)
        # An output that nothing leads to has nothing to be put in front of.
        way = Connection(sources[0], layer) if sources else None
        return None if way is None else Landing(before, (way,), None, layer, "before")
    if not targets:
        return Landing(beyond, (), layer, layer, "behind")
    ways = tuple(Connection(layer, target) for target in targets)
    return Landing((frame.right + COLUMN_GAP / 2, middle), ways, None, layer, "behind")


def card_at(frames: Mapping[LayerId, Rect], at: Point) -> LayerId | None:
    """Return the card under a point; of several the one that lies on top."""
    x, y = at
    found = None
    for layer, frame in frames.items():
        if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
            found = layer
    return found
