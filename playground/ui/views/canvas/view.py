"""The canvas as the window sees it: a view with four inputs, and wishes out."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPixmapCache, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.model.check import Problem, Repair
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui.naming import weight_title
from playground.ui.numbers import signed, thousands
from playground.ui.style import DARK, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas import asks
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.desk import CanvasDesk
from playground.ui.views.canvas.gestures import MoveGesture
from playground.ui.views.canvas.keys import delete_selected
from playground.ui.views.canvas.marks import Hover
from playground.ui.views.canvas.overlay import Overlay
from playground.ui.views.canvas.readings import emphasis_of
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.views.canvas.surface import CanvasSurface

_FRAME_MS = 25
"""Pause between two pictures: with the painting itself that makes about 30 a second."""
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
        self.overlay = Overlay(self)
        self._waiting: Snapshot | None = None
        self._frames = QTimer(self)
        self._frames.setSingleShot(True)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(_FRAME_MS)
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
        stage.traces_changed.connect(self._on_stage_traces_changed)
        self.scene.layout_changed.connect(self._on_scene_layout_changed)
        self.surface.resized.connect(self._on_scene_layout_changed)
        self.surface.camera.changed.connect(self._on_camera_changed)
        self.surface.hand.hover_changed.connect(self._on_hand_hover_changed)
        for card in (self.overlay.problem, self.overlay.banner):
            card.repair_requested.connect(self._on_card_repair_requested)
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
        self._show_texts()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what training is now: while it can be seen, and while it runs 30 times a second."""
        self._waiting = snapshot
        is_due = snapshot.status != "running" or not self._frames.isActive()
        if self.isVisible() and is_due:
            self._draw_waiting()

    def show_selection(self, selection: Selection) -> None:
        """Mark what the person points at."""
        self.scene.show_selection(selection)
        self._describe(selection)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.scene.show_theme(theme)
        self.desk.show_theme(theme)
        self.overlay.show_theme(theme)

    # What the controller asks

    def visible_layers(self) -> tuple[LayerId, ...]:
        """Return the layers whose neurons can be seen as pictures now."""
        if self.scene.look.detail == "far" or not self.isVisible():
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

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """Let cards jump to their places instead of gliding."""
        self.scene.motion.is_wanted = not is_reduced

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting is not None and not self._frames.isActive():
            self._draw_waiting()

    # Inside

    def _draw_waiting(self) -> None:
        snapshot, self._waiting = self._waiting, None
        if snapshot is None:
            return
        is_new_phase = emphasis_of(snapshot) != emphasis_of(self.scene.snapshot)
        self.scene.show_snapshot(snapshot)
        self._frames.start()
        if is_new_phase:
            self._show_texts()
        self._show_tip(self.scene.hover)

    def _show_texts(self) -> None:
        shown, camera = self.scene.shown, self.surface.camera
        count = shown.resolution.parameter_count
        unit = self.tr("parameter") if count == 1 else self.tr("parameters")
        self.overlay.pill.show_text(f"{thousands(count)} {unit} · {100 * camera.scale:.0f}%")
        note = self.scene.wires.note
        self.overlay.note.show_text(
            self.tr("showing the strongest {shown} of {total}").format(
                shown=thousands(note[0]), total=thousands(note[1])
            )
            if note is not None
            else ""
        )
        self.overlay.show_hints(self._hints())
        general = next((p for p in shown.resolution.problems if p.layer is None), None)
        if general is not None:
            self.overlay.banner.show_problem(
                general, QPoint(self.width() // 2 - 140, 14), self.rect()
            )
        else:
            self.overlay.banner.hide()

    def _hints(self) -> tuple[str, ...]:
        phase = emphasis_of(self.scene.snapshot).phase
        glow = self.surface.stage.traces.glow
        if glow is not None:
            cards = self.scene.cards()
            return (
                self.tr("Release to insert between {first} and {second}").format(
                    first=cards[glow.source].title, second=cards[glow.target].title
                ),
            )
        if phase == "backward":
            return (self.tr("Backward: blame travels from right to left"),)
        if phase == "forward":
            return (self.tr("Forward: values travel from left to right"),)
        return (
            self.tr("Drag a layer here, or onto a connection"),
            self.tr("click a neuron for its arithmetic"),
        )

    def _show_tip(self, hover: Hover) -> None:
        text = ""
        if hover.wire is not None:
            value = self.scene.wires.value_of(hover.wire)
            shown = self.scene.shown
            title = weight_title(shown.project, shown.resolution, hover.wire)
            text = f"w {signed(value)}   {title}"
        self.overlay.show_tip(text, self.surface.mouse.toPoint())

    def _problem_of(self, layer: LayerId | None) -> Problem | None:
        card = self.scene.cards().get(layer) if layer is not None else None
        return card.problem if card is not None else None

    def _describe(self, selection: Selection) -> None:
        """Say in words what is selected, for people who do not see the picture."""
        names = [
            f"{card.title}, {card.subtitle}"
            for layer in selection.layers
            if (card := self.scene.cards().get(layer)) is not None
        ]
        self.surface.setAccessibleDescription("; ".join(names) or self.tr("Nothing is selected."))

    def _on_scene_layout_changed(self) -> None:
        if isinstance(self.surface.stage.gesture, MoveGesture):
            # Who arranges the cards does not want the picture to move away below the hand.
            self.surface.camera.is_following = False
        if self.surface.camera.is_following:
            self.desk.fit()
        self.overlay.arrange()

    def _on_stage_traces_changed(self) -> None:
        self.overlay.show_hints(self._hints())

    def _on_camera_changed(self) -> None:
        self.scene.show_scale(self.surface.camera.scale)
        self.surface.viewport().update()
        self._show_texts()

    def _on_hand_hover_changed(self, hover: Hover) -> None:
        self._show_tip(hover)
        problem = self._problem_of(hover.layer)
        is_on_badge = hover.part is not None and hover.part.kind == "badge"
        if problem is not None and is_on_badge:
            at = self.surface.mouse.toPoint() + QPoint(10, 10)
            self.overlay.problem.show_problem(problem, at, self.rect())
        elif not self.overlay.problem.underMouse() and hover.layer is None:
            self.overlay.problem.hide()

    def _on_card_repair_requested(self, repair: Repair) -> None:
        self.edit_requested.emit(asks.repair(repair))

    def _on_frames_timeout(self) -> None:
        if self.isVisible():
            self._draw_waiting()


def _has_pictures(card: Card) -> bool:
    """Tell whether a card needs the worker for its tiles; features are known without it."""
    return card.body.kind == "neurons" and not card.is_input
