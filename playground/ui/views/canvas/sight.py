"""How the canvas looks at the network: what tiles show, signs only, and what is brought into view."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, QPointF, Signal

from playground.ui.view import Selection
from playground.ui.views.canvas.looks import Look, TilesMode
from playground.ui.views.canvas.surface import CanvasSurface

_EDGE = 60.0
"""Pixels from the edge of the canvas within which a thing counts as in view."""
_READABLE = 0.55
"""Scale below which a revealed thing is shown larger."""


class CanvasSight(QObject):
    """Pure views of the same network: nothing here changes a project or a run."""

    changed = Signal()
    """The tiles show something else."""

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._scene = surface.canvas
        self.remember: Callable[[str], None] = lambda _mode: None
        """Keeps what tiles show for the next start; whoever has settings puts it in."""

    @property
    def tiles(self) -> TilesMode:
        """What tiles show: every point of the plane, or the value of the example at hand."""
        return self._scene.look.tiles

    @property
    def is_discrete(self) -> bool:
        return self._scene.look.is_discrete

    @property
    def switched(self) -> frozenset[str]:
        """Ids of the actions that are on."""
        pairs = (("view.tiles", self.tiles == "value"), ("view.discretise", self.is_discrete))
        return frozenset(name for name, is_on in pairs if is_on)

    def show_tiles(self, mode: str) -> None:
        """Let tiles show the "plane" or the "value"; another word is the plane."""
        known = mode if mode in ("plane", "value") else "plane"
        self._take(replace(self._scene.look, tiles=cast(TilesMode, known)))

    def switch_tiles(self) -> None:
        """Change between the plane and the value of the example."""
        self.show_tiles("plane" if self.tiles == "value" else "value")

    def switch_discrete(self) -> None:
        """Show only the sign of what neurons answer, or everything again."""
        self._take(replace(self._scene.look, is_discrete=not self.is_discrete))

    def reveal(self, selection: Selection) -> None:
        """Bring a layer, a neuron or a wire into view where it is not."""
        layers = [x for x in selection.layers if x in self._scene.items_by_layer]
        if not layers and selection.weight is None:
            return
        camera, room = self._surface.camera, self._surface.viewport().rect()
        point = self._scene.point_of(selection)
        inner = room.adjusted(round(_EDGE), round(_EDGE), -round(_EDGE), -round(_EDGE))
        is_seen = inner.contains(camera.to_viewport(point).toPoint())
        if is_seen and camera.scale >= _READABLE:
            return
        camera.show_point(point, max(camera.scale, _READABLE), QPointF(room.center()))

    def _take(self, look: Look) -> None:
        if look != self._scene.look:
            self._scene.show_sight(look)
            self.remember(look.tiles)
            self.changed.emit()
