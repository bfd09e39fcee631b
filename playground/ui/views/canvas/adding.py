"""The menu of layers: where it opens, and where the chosen layer goes."""

from PySide6.QtCore import QObject, QPointF

from playground.model.ids import LayerId
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.landing import Landing
from playground.ui.views.canvas.layer_menu import LayerMenu
from playground.ui.views.canvas.surface import CanvasSurface


class Adding(QObject):
    """Opens the menu at the mouse, at the end of a wire, or behind a layer."""

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        # Beside the floating labels, not below them.
        self.menu = LayerMenu(surface.parentWidget() or surface)
        self._place: Point = (0.0, 0.0)
        self._source: LayerId | None = None
        self._behind: LayerId | None = None
        surface.stage.menu_requested.connect(self.open_at)
        self.menu.kind_chosen.connect(self._on_menu_kind_chosen)

    def open(self, layer: LayerId | None) -> None:
        """Open behind the selected layer that keys have chosen, or at the mouse."""
        surface = self._surface
        viewport, at = surface.viewport(), surface.mouse
        is_by_key = layer is not None and surface.canvas.has_focus
        if not is_by_key and viewport.underMouse() and viewport.rect().contains(at.toPoint()):
            self.open_at(surface.camera.to_scene(at), None)
            return
        place = QPointF(viewport.rect().center())
        if layer is not None:
            frame = surface.canvas.frames()[layer]
            place = surface.camera.to_viewport((frame.right, frame.centre[1]))
        self._place, self._source = surface.camera.to_scene(place), None
        self._behind = layer
        self.menu.open_at(place.toPoint())

    def open_at(self, point: Point, source: LayerId | None) -> None:
        """Open at a point of the scene; a source is the layer that a wire was drawn from."""
        self._place, self._source, self._behind = point, source, None
        self.menu.open_at(self._surface.camera.to_viewport(point).toPoint())

    def _on_menu_kind_chosen(self, kind: str) -> None:
        stage, source, behind = self._surface.stage, self._source, self._behind
        self._source = self._behind = None
        if behind is not None and behind in self._surface.canvas.items_by_layer:
            stage.ask_behind(kind, behind)
        else:
            place = self._place
            stage.ask_layer(
                kind,
                stage.landing_at(kind, place) if source is None else Landing(place, (), source),
            )
        self._surface.setFocus()
