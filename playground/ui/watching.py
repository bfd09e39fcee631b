"""What the worker must compute so that the visible views can draw: pure."""

from typing import Literal, Protocol, runtime_checkable

from playground.model.ids import LayerId
from playground.session.commands import Watch
from playground.ui.view import Selection, ShownProject

Role = Literal[
    "transport",
    "data",
    "layers",
    "outline",
    "canvas",
    "output",
    "space",
    "surface",
    "compare",
    "card",
    "examples",
    "weights",
    "what_if",
    "health",
    "timeline",
    "tape",
    "code",
    "text",
    "size",
]
"""Place of a view in the window."""

MAP_SIZE = 100
TILE_SIZE = 32
OFF = Watch(weights=False)


@runtime_checkable
class TileView(Protocol):
    """A view that knows which neurons can be seen as pictures, and how large."""

    def visible_layers(self) -> tuple[LayerId, ...]: ...

    def tile_pixels(self) -> int: ...


@runtime_checkable
class WatchingView(Protocol):
    """A view that asks for more, or for other things, while it can be seen."""

    def extend_watch(self, watch: Watch) -> Watch: ...


def compose_watch(
    visible: frozenset[Role],
    shown: ShownProject,
    selection: Selection,
    canvas: TileView | None = None,
) -> Watch:
    """Return the least Watch that serves these views.

    Parameters
    ----------
    visible
        Roles of the views that can be seen now.
    canvas
        Narrows the tiles down to what is in sight; without it every layer of the run has tiles.
    """
    dataset = shown.dataset
    if dataset is None or not visible:
        return OFF
    plane = dataset.shape.plane
    sees_canvas = "canvas" in visible
    sees_output = "output" in visible
    sees_numbers = bool(visible & {"canvas", "card", "examples"})
    example = selection.example if selection.example is not None else 0
    tiles: tuple[LayerId, ...] = ()
    if sees_canvas and plane:
        order = shown.resolution.order
        seen = order if canvas is None else canvas.visible_layers()
        tiles = tuple(layer_id for layer_id in order if layer_id in seen)
    return Watch(
        tiles=tiles,
        tile_size=TILE_SIZE if canvas is None else canvas.tile_pixels(),
        map_unit=selection.hover if sees_output and plane else None,
        map_size=MAP_SIZE if sees_output and plane else 0,
        example=min(example, dataset.size - 1) if sees_numbers else None,
        confusion=sees_output and not plane and bool(dataset.shape.classes),
        weights=sees_canvas or "card" in visible,
    )
