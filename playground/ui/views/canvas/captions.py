"""The words around the picture: hint, count, notes, the card at the mouse, what is selected."""

from PySide6.QtCore import QObject, QPoint

from playground.model.check import Problem
from playground.model.ids import LayerId
from playground.ui.naming import weight_title
from playground.ui.numbers import signed, signed_close, thousands
from playground.ui.view import Selection
from playground.ui.views.canvas.connecting import ConnectGesture, KeyConnectGesture
from playground.ui.views.canvas.marks import Hover
from playground.ui.views.canvas.narration import example_words, narration
from playground.ui.views.canvas.overlay import Overlay
from playground.ui.views.canvas.phases import blame_at
from playground.ui.views.canvas.spoken import spoken
from playground.ui.views.canvas.surface import CanvasSurface
from playground.ui.wording import told


class Captions(QObject):
    """Says in words what the canvas shows now."""

    def __init__(self, surface: CanvasSurface, overlay: Overlay) -> None:
        super().__init__(surface)
        self.surface = surface
        self.scene = surface.canvas
        self.overlay = overlay

    def show_hints(self) -> None:
        """Say what can be done, or what is going on."""
        told = self._narration()
        if told:
            self.overlay.show_hints(told, " ", is_first_sure=True)
        else:
            self.overlay.show_hints(self._hints())

    def show_texts(self) -> None:
        """Show counts, notes and problems of the whole network."""
        shown, camera = self.scene.shown, self.surface.camera
        count = shown.resolution.parameter_count
        unit = self.tr("parameter") if count == 1 else self.tr("parameters")
        size = f"{thousands(count)} {unit} · {100 * camera.scale:.0f}%"
        self.overlay.show_pill(example_words(shown, self.scene.snapshot) or size)
        note = self.scene.wires.note
        self.overlay.note.show_text(
            self.tr("showing the strongest {shown} of {total}").format(
                shown=thousands(note[0]), total=thousands(note[1])
            )
            if note is not None and not self.scene.emphasis.phase
            else ""
        )
        # An operation shows its numbers, whatever tiles show else.
        has_plane = shown.dataset is not None and shown.dataset.shape.plane
        self.overlay.tiles.setVisible(has_plane and not self.scene.emphasis.phase)
        self.show_hints()
        general = next((p for p in shown.resolution.problems if p.layer is None), None)
        if general is not None:
            self.overlay.banner.show_problem(
                general, QPoint(self.overlay.room.width() // 2 - 140, 14), self.overlay.room
            )
        else:
            self.overlay.banner.hide()

    def _hints(self) -> tuple[str, ...]:
        gesture = self.surface.stage.gesture
        if isinstance(gesture, KeyConnectGesture):
            return (
                self.tr("Arrows choose where the connection ends, Enter connects, Esc cancels"),
            )
        if isinstance(gesture, ConnectGesture):
            return (
                self.tr("Release on a layer to connect, or on empty canvas to add one there"),
                self.tr("Esc cancels"),
            )
        if self.surface.stage.traces.glow or self.surface.stage.traces.side:
            return (self._landing_hint(),)
        return self._idle_hints()

    def _narration(self) -> tuple[str, ...]:
        """Return what is going on, unless a hand does something that needs words more."""
        stage, scene = self.surface.stage, self.scene
        if stage.gesture is not None or stage.traces.glow or stage.traces.side:
            return ()
        card = scene.cards().get(scene.emphasis.layer) if scene.emphasis.layer else None
        return narration(scene.emphasis, scene.snapshot, card)

    def _landing_hint(self) -> str:
        """Return where the layer in the hand goes."""
        traces, cards = self.surface.stage.traces, self.scene.cards()
        if traces.target is not None:
            before = self.tr("Release to put it in front of {layer}")
            behind = self.tr("Release to put it behind {layer}")
            text = before if traces.side == "before" else behind
            return text.format(layer=cards[traces.target].title)
        way = traces.glow[0]
        return self.tr("Release to insert between {first} and {second}").format(
            first=cards[way.source].title, second=cards[way.target].title
        )

    def _idle_hints(self) -> tuple[str, ...]:
        """Return what can be done next with what is there and selected."""
        selection = self.scene.selection
        if selection.weight in self.scene.shown.project.network.cuts:
            return (self.tr("This wire is cut and counts as 0"), self.tr("right-click to mend it"))
        if selection.weight is not None:
            return (
                self.tr("Enter types a weight, arrows move it"),
                self.tr("right-click to freeze or cut it"),
            )
        if len(selection.layers) > 1:
            return (
                self.tr("{count} layers selected").format(count=len(selection.layers)),
                self.tr("+ and − change their neurons, Del removes them"),
            )
        return (
            self.tr("Drag a layer here, or onto a connection"),
            self.tr("click a neuron for its arithmetic"),
        )

    def show_tip(self, hover: Hover) -> None:
        """Show the weight under the mouse; the number stays live."""
        text = ""
        if hover.wire is not None:
            value = self.scene.wires.value_of(hover.wire)
            shown = self.scene.shown
            title = weight_title(shown.project, shown.resolution, hover.wire)
            blame = blame_at(self.scene.wires.bundles, self.scene.blame, hover.wire)
            share = "" if blame is None else f"   ∂L/∂w {signed_close(blame)}"
            text = f"w {signed(value)}{share}   {title}"
        elif hover.plain is not None:
            cards = self.scene.cards()
            names = cards[hover.plain.source].title, cards[hover.plain.target].title
            text = self.tr("no weight: values pass unchanged") + "   {} → {}".format(*names)
        elif self.scene.emphasis.phase and hover.part is not None and hover.part.kind == "unit":
            text = self._unit_words(hover)
        elif hover.part is not None and hover.part.kind == "repair":
            problem = self._problem_of(hover.layer)
            text = told(problem.message) if problem is not None else ""
        self.overlay.show_tip(text, self.surface.mouse.toPoint())

    def _unit_words(self, hover: Hover) -> str:
        """Return what stepping knows of the neuron under the mouse: its tile may be too small for it."""
        card = self.scene.cards().get(hover.layer) if hover.layer is not None else None
        if card is None or hover.part is None or hover.part.unit >= len(card.units):
            return ""
        return spoken(self.scene, Selection(unit=card.units[hover.part.unit]))

    def _problem_of(self, layer: LayerId | None) -> Problem | None:
        card = self.scene.cards().get(layer) if layer is not None else None
        return card.problem if card is not None else None

    def describe(self, selection: Selection) -> None:
        """Say in words what is selected, for people who do not see the picture."""
        words = " ".join((*self._narration(), spoken(self.scene, selection)))
        if words != self.surface.accessibleDescription():
            self.surface.setAccessibleName(self.tr("Network: {words}").format(words=words))
            self.surface.setAccessibleDescription(words)

    def show_hover(self, hover: Hover) -> None:
        """Show what there is to say about the thing under the mouse."""
        self.show_tip(hover)
        problem = self._problem_of(hover.layer)
        is_on_badge = hover.part is not None and hover.part.kind == "badge"
        if problem is not None and is_on_badge:
            at = self.surface.mouse.toPoint() + QPoint(10, 10)
            self.overlay.problem.show_problem(problem, at, self.overlay.room)
        elif not self.overlay.problem.underMouse() and hover.layer is None:
            self.overlay.problem.hide()
