"""What the worker must compute so that the visible views can draw: pure."""

from typing import Literal

from playground.session.commands import Watch
from playground.ui.view import Selection, ShownProject

Role = Literal[
    "transport", "data", "layers", "canvas", "output", "card", "examples", "timeline", "tape"
]
"""Place of a view in the window."""

MAP_SIZE = 100
TILE_SIZE = 40


def compose_watch(visible: frozenset[Role], shown: ShownProject, selection: Selection) -> Watch:
    """Return the least Watch that serves these views.

    Parameters
    ----------
    visible
        Roles of the views that can be seen now.
    """
    dataset = shown.dataset
    if dataset is None or not visible:
        return Watch(weights=False)
    plane = dataset.shape.plane
    sees_canvas = "canvas" in visible
    sees_output = "output" in visible
    sees_numbers = bool(visible & {"canvas", "card", "examples"})
    example = selection.example if selection.example is not None else 0
    return Watch(
        tiles=shown.resolution.order if sees_canvas and plane else (),
        tile_size=TILE_SIZE,
        map_unit=selection.hover if sees_output and plane else None,
        map_size=MAP_SIZE if sees_output and plane else 0,
        example=min(example, dataset.size - 1) if sees_numbers else None,
        confusion=sees_output and not plane and bool(dataset.shape.classes),
        weights=sees_canvas or "card" in visible,
    )
