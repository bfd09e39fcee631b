"""The canvas as the window sees it: a view with four inputs, and wishes out."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmapCache, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.model.check import Repair
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui.style import DARK, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas import asks
from playground.ui.views.canvas.captions import Captions
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.clipboard import CanvasClipboard
from playground.ui.views.canvas.desk import CanvasDesk
from playground.ui.views.canvas.gestures import MoveGesture
from playground.ui.views.canvas.keys import delete_selected
from playground.ui.views.canvas.overlay import Overlay
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.views.canvas.sight import CanvasSight
from playground.ui.views.canvas.surface import CanvasSurface

_PERIOD = 0.030
"""Seconds from one picture to the next: 33 a second."""
_CATCH_UP = 0.7
"""Share of the period that a picture may come earlier where the one before was late."""
_CACHE_KILOBYTES = 65_536
"""Room for the pictures of cards, also at a high zoom."""


class CanvasView(View):
    """Shows layers and wires, and asks for what a hand does with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = CanvasScene()
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _CACHE_KILOBYTES))
        self.surface = CanvasSurface(self.scene, self)
        self.desk = CanvasDesk(self.surface)
        self.sight = CanvasSight(self.surface)
        self.clipboard = CanvasClipboard(self.surface)
        self.overlay = Overlay(self)
        self.captions = Captions(self.surface, self.overlay)
        self._waiting: Snapshot | None = None
        self._due = 0.0
        self._frames = QTimer(self)
        self._frames.setSingleShot(True)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frames_timeout)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.surface)
        self.setFocusProxy(self.surface)
        self.surface.setAccessibleName(self.tr("Network"))
        self.surface.setAccessibleDescription(
            self.tr("Layers from left to right. Arrow keys move between layers and neurons.")
        )
        stage = self.surface.stage
        stage.edit_requested.connect(self.edit_requested)
        stage.selection_requested.connect(self.selection_requested)
        stage.traces_changed.connect(self.captions.show_hints)
        self.desk.action_requested.connect(self.action_requested)
        self.desk.command_requested.connect(self.command_requested)
        self.scene.layout_changed.connect(self._on_scene_layout_changed)
        self.surface.resized.connect(self._on_scene_layout_changed)
        self.surface.camera.changed.connect(self._on_camera_changed)
        self.surface.hand.hover_changed.connect(self.captions.show_hover)
        for card in (self.overlay.problem, self.overlay.banner):
            card.repair_requested.connect(self._on_card_repair_requested)
        self.sight.changed.connect(self._on_sight_changed)
        self.overlay.tiles.switch_requested.connect(self.sight.switch_tiles)
        self.show_theme(DARK)

    # The four inputs

    def show_project(self, shown: ShownProject) -> None:
        """Draw what the person made; another project is shown whole."""
        before = self.scene.shown.project
        is_other = (before.name, before.data.kind) != (shown.project.name, shown.project.data.kind)
        known = {layer.id for layer in before.network.layers}
        if is_other or not known & {layer.id for layer in shown.project.network.layers}:
            self.surface.camera.is_following = True
        self.desk.cancel()
        self.scene.show_project(shown)
        self.overlay.problem.hide()
        self.captions.show_texts()
        self.captions.describe(self.scene.selection)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what training is now: while it can be seen, and while it runs 30 times a second."""
        self._waiting = snapshot
        is_due = snapshot.status != "running" or not self._frames.isActive()
        if self.isVisible() and is_due:
            self._draw_waiting()

    def show_selection(self, selection: Selection) -> None:
        """Mark what the person points at."""
        self.scene.show_selection(selection)
        self.captions.describe(selection)
        self.captions.show_hints()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.scene.show_theme(theme)
        self.desk.show_theme(theme)
        self.overlay.show_theme(theme)

    # What the controller asks

    def visible_layers(self) -> tuple[LayerId, ...]:
        """Return the layers whose neurons can be seen as pictures now."""
        look = self.scene.look
        if look.detail == "far" or look.tiles == "value" or not self.isVisible():
            return ()
        room = self.surface.viewport().rect()
        camera = self.surface.camera
        left, top = camera.to_scene(room.topLeft().toPointF())
        right, bottom = camera.to_scene(room.bottomRight().toPointF())
        return tuple(
            layer
            for layer, frame in self.scene.frames().items()
            if _has_pictures(self.scene.items_by_layer[layer].card)
            and frame.left < right
            and frame.right > left
            and frame.top < bottom
            and frame.bottom > top
        )

    def tile_pixels(self) -> int:
        """Return how many pixels a side a neuron's picture needs at this zoom."""
        cards = self.scene.cards().values()
        largest = max((card.body.units for card in cards if card.kind != "input"), default=0)
        if largest > 64:
            return 16
        return 48 if self.scene.look.detail == "near" else 32

    def fit(self) -> None:
        """Show the whole network."""
        self.desk.fit()

    def zoom_in(self) -> None:
        """Show the network larger."""
        self.surface.camera.zoom(1.0)

    def zoom_out(self) -> None:
        """Show the network smaller."""
        self.surface.camera.zoom(-1.0)

    def delete_selected(self) -> None:
        """Ask to remove what is selected."""
        delete_selected(self.desk)

    def reveal(self, selection: Selection) -> None:
        """Bring what is found or selected elsewhere into view."""
        self.sight.reveal(selection)

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """Let cards jump to their places instead of gliding, and wires stand still."""
        self.scene.motion.is_wanted = not is_reduced
        if is_reduced and self.scene.travel.is_active:
            self.scene.travel.finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting is not None and not self._frames.isActive():
            self._draw_waiting()

    # Inside

    def _draw_waiting(self) -> None:
        snapshot, self._waiting = self._waiting, None
        if snapshot is None:
            return
        emphasis = self.scene.emphasis
        self.scene.show_snapshot(snapshot)
        is_new_phase = emphasis != self.scene.emphasis
        # The other views draw now and then, all at once: what the canvas loses there, it makes up.
        now = monotonic()
        late = min(max(0.0, now - self._due), _CATCH_UP * _PERIOD)
        self._due = now - late + _PERIOD
        self._frames.start(round(1000.0 * (_PERIOD - late)))
        if is_new_phase or self.scene.emphasis.phase:
            self.captions.show_texts()
            self.captions.describe(self.scene.selection)
        self.captions.show_tip(self.scene.hover)

    def _on_scene_layout_changed(self) -> None:
        if isinstance(self.surface.stage.gesture, MoveGesture):
            # Who arranges the cards does not want the picture to move away below the hand.
            self.surface.camera.is_following = False
        if self.surface.camera.is_following:
            self.desk.fit()
        self.overlay.arrange()

    def _on_camera_changed(self) -> None:
        self.scene.show_scale(self.surface.camera.scale)
        self.surface.viewport().update()
        self.captions.show_texts()

    def _on_card_repair_requested(self, repair: Repair) -> None:
        self.edit_requested.emit(asks.repair(repair))

    def _on_sight_changed(self) -> None:
        self.overlay.tiles.show_mode(self.sight.tiles)

    def _on_frames_timeout(self) -> None:
        if self.isVisible():
            self._draw_waiting()


def _has_pictures(card: Card) -> bool:
    """Tell whether a card needs the worker for its tiles; features are known without it."""
    return card.body.kind == "neurons" and not card.is_input
