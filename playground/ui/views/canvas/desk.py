"""What opens on the canvas: the menu of layers, menus of cards, the small text field; and keys."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from playground.model import wishes
from playground.model.ids import LayerId
from playground.model.network import DenseSpec
from playground.ui.style import Theme, sans
from playground.ui.views.canvas.camera import Camera
from playground.ui.views.canvas.card_menu import activation_menu, card_menu
from playground.ui.views.canvas.card_parts import subtitle_rect, title_rect
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.inline_editor import InlineEditor
from playground.ui.views.canvas.keys import handle_key
from playground.ui.views.canvas.layer_menu import LayerMenu
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.views.canvas.stage import CanvasStage
from playground.ui.views.canvas.surface import CanvasSurface


class CanvasDesk(QObject):
    """Holds what is open now, and where the answer goes."""

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self.surface = surface
        # Beside the floating labels, not below them.
        self.layer_menu = LayerMenu(surface.parentWidget() or surface)
        self.editor = InlineEditor(surface.viewport())
        self.menu: QMenu | None = None
        self._place: Point = (0.0, 0.0)
        self._source: LayerId | None = None
        self._edited: tuple[LayerId, str] | None = None
        surface.key_pressed.connect(self._on_surface_key_pressed)
        surface.context_requested.connect(self._on_surface_context_requested)
        surface.hand.activation_requested.connect(self.open_activations)
        surface.hand.rename_requested.connect(self._on_hand_rename_requested)
        surface.stage.menu_requested.connect(self._on_stage_menu_requested)
        self.layer_menu.kind_chosen.connect(self._on_layer_menu_kind_chosen)
        self.editor.committed.connect(self._on_editor_committed)

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
        self.editor.show_theme(theme)

    def fit(self) -> None:
        """Show the whole network."""
        self.camera.fit(self.scene.content())

    def cancel(self) -> bool:
        """Give up the drag at hand."""
        return self.surface.hand.cancel()

    def open_layer_menu(self) -> None:
        """Open the menu of layers at the mouse, or in the middle where the mouse is elsewhere."""
        viewport = self.surface.viewport()
        at = self.surface.mouse
        if not viewport.underMouse() or not viewport.rect().contains(at.toPoint()):
            at = QPointF(viewport.rect().center())
        self._on_stage_menu_requested(self.camera.to_scene(at), None)

    def edit_layer(self, layer: LayerId, what: str) -> None:
        """Open the small field on a card: its name, or the number of its units."""
        item = self.scene.items_by_layer.get(layer)
        if item is None:
            return
        spec = self.scene.shown.project.network.layer(layer).spec
        if what == "name":
            text, rect = self.scene.shown.project.network.layer(layer).name, title_rect(item.card)
        elif isinstance(spec, DenseSpec):
            text, rect = str(len(spec.units)), subtitle_rect(item.card)
        else:
            self.open_activations(layer)
            return
        self._edited = (layer, what)
        self.editor.setFont(sans(max(8.0, min(12.0, 11.0 * self.camera.scale))))
        self.editor.open_on(
            self._on_screen(item.mapRectToScene(rect)), text, is_number=what != "name"
        )

    def open_activations(self, layer: LayerId) -> None:
        """Open the choice of activations below a card's second line."""
        item = self.scene.items_by_layer.get(layer)
        if item is None or not item.card.activation:
            return
        rect = self._on_screen(item.mapRectToScene(subtitle_rect(item.card)))
        menu = activation_menu(self.surface, self.scene.shown, layer, self.stage.ask)
        self._open(menu, self.surface.viewport().mapToGlobal(rect.bottomLeft()))

    def _open(self, menu: QMenu, at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(at)

    def _on_screen(self, rect: QRectF) -> QRect:
        corners = [
            self.camera.to_viewport((p.x(), p.y())) for p in (rect.topLeft(), rect.bottomRight())
        ]
        shown = QRectF(*corners).toRect()
        # At a small scale the field keeps a size that can be read.
        return QRect(
            shown.center().x() - max(120, shown.width()) // 2,
            shown.center().y() - max(22, shown.height()) // 2,
            max(120, shown.width()),
            max(22, shown.height()),
        )

    def _on_surface_key_pressed(self, event: QKeyEvent) -> None:
        event.setAccepted(handle_key(self, event))

    def _on_surface_context_requested(self, point: Point, at: QPoint) -> None:
        hover = self.scene.hover_at(point, 6.0 / self.camera.scale)
        if hover.layer is None:
            menu = QMenu(self.surface)
            menu.addAction(self.tr("Add a layer …")).triggered.connect(
                lambda: self._on_stage_menu_requested(point, None)
            )
            menu.addAction(self.tr("Fit")).triggered.connect(self.fit)
            menu.addAction(self.tr("Tidy up")).triggered.connect(
                lambda: self.stage.ask(wishes.tidy())
            )
        else:
            layer = hover.layer
            menu = card_menu(
                self.surface,
                self.scene.shown,
                layer,
                self.stage.ask,
                lambda: self.edit_layer(layer, "name"),
            )
        self._open(menu, at)

    def _on_stage_menu_requested(self, point: Point, source: LayerId | None) -> None:
        self._place, self._source = point, source
        at = self.camera.to_viewport(point).toPoint()
        self.layer_menu.open_at(at)

    def _on_layer_menu_kind_chosen(self, kind: str) -> None:
        source, self._source = self._source, None
        connection = None if source is not None else self.stage.connection_at(self._place)
        self.stage.ask_layer(kind, self._place, connection, source)
        self.surface.setFocus()

    def _on_hand_rename_requested(self, layer: LayerId) -> None:
        self.edit_layer(layer, "name")

    def _on_editor_committed(self, text: str) -> None:
        if self._edited is None:
            return
        (layer, what), self._edited = self._edited, None
        if what == "name":
            self.stage.ask(wishes.rename_layer(layer, text))
        elif text.isdigit() and int(text) > 0:
            self.stage.ask(wishes.set_units(layer, int(text)))
