"""The scene: one item for each layer, and the wires between them."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.session.snapshot import Snapshot
from playground.ui.style import DARK, Theme
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.bundles import bundles_of
from playground.ui.views.canvas.card_parts import Part, card_rect
from playground.ui.views.canvas.card_scene import CardScene
from playground.ui.views.canvas.cards import cards_of
from playground.ui.views.canvas.colours import Float32, UInt32, ramps
from playground.ui.views.canvas.geometry import (
    Point,
    next_detail,
)
from playground.ui.views.canvas.layer_item import LayerItem
from playground.ui.views.canvas.looks import Look
from playground.ui.views.canvas.marks import Hover, Pointing, marks_of, unit_under
from playground.ui.views.canvas.phases import blame_of, emphasis_of, has_moved, is_same_picture
from playground.ui.views.canvas.placing import Motion, places_of
from playground.ui.views.canvas.pulses import flash, pulses
from playground.ui.views.canvas.readings import card_numbers, feature_faces
from playground.ui.views.canvas.strokes import Emphasis, Strokes, joined
from playground.ui.views.canvas.travel import Travel
from playground.ui.views.canvas.wire_marks import WireMarks
from playground.ui.views.canvas.wires import plain_at

_HUGE = 1e5
_CREEP = 0.45
"""Pixels that dashes move with every picture of a moving run."""
_SPEED = 1.9
"""The same with every picture of something that travels along the wires."""
_LONGEST_PERIOD = 1e6


class CanvasScene(CardScene):
    """Shows a project and its snapshots; changes nothing."""

    layout_changed = Signal()
    """Cards have got other places or sizes."""
    picture_changed = Signal()
    """Something below the items is to be painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.setSceneRect(-_HUGE, -_HUGE, 2 * _HUGE, 2 * _HUGE)
        # Cards are few and move often: an index would cost more than it finds.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.snapshot = Snapshot()
        self.selection = Selection()
        self.hover = Hover()
        self.has_focus = False
        self.target: LayerId | None = None
        self.offered: frozenset[LayerId] = frozenset()
        self.wire_marks = WireMarks()
        self.look = Look(DARK, ramps(DARK))
        self.panel_version = 0
        self.wire_version = 0
        self.phase = 0.0
        self._features: UInt32 | None = None
        self._features_of: tuple[object, ...] = ()
        self.motion = Motion(self, self.place_cards)
        self.emphasis = Emphasis()
        self.blame: Mapping[Connection, Float32 | None] = {}
        self.travel = Travel(self)
        self.travel.moved.connect(self._on_travel_moved)

    # What it shows

    def show_project(self, shown: ShownProject) -> None:
        """Take cards and connections; cards that are already there move to their new places."""
        self.shown = shown
        cards = cards_of(shown)
        if not self.hover.layers() <= cards.keys():
            # What was under the mouse has been taken away, and the mouse did not move.
            self.hover = Hover()
        self._show_features()
        for layer in [layer for layer in self.items_by_layer if layer not in cards]:
            self.removeItem(self.items_by_layer.pop(layer))
        before = self.positions()
        places = places_of(shown, cards)
        fresh = [layer for layer in cards if layer not in self.items_by_layer]
        for layer, card in cards.items():
            if layer in self.items_by_layer:
                self.items_by_layer[layer].show_card(card)
            else:
                item = LayerItem(card, self.look)
                item.setPos(QPointF(*places[layer]))
                self.items_by_layer[layer] = item
                self.addItem(item)
        # One dictionary in the order of the network, whatever the order of their making.
        self.items_by_layer = {layer: self.items_by_layer[layer] for layer in cards}
        cuts = shown.project.network.cuts
        self.wires.rebuild(bundles_of(shown, cards), self.positions(), self.routes(), cuts)
        self._show_numbers()
        self.motion.go(
            self.positions(), places, is_animated=bool(before) and len(fresh) < len(cards)
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take weights, tiles and numbers; dashes creep on when training has moved."""
        before, self.snapshot = self.snapshot, snapshot
        if is_same_picture(before, snapshot):
            return
        self._show_numbers()
        is_other = has_moved(before, snapshot)
        if not self.emphasis.is_lively:
            self.travel.stop()
            if is_other and self.motion.is_wanted and not self.emphasis.phase:
                self.phase = (self.phase + _CREEP) % _LONGEST_PERIOD
        elif is_other and self.motion.is_wanted:
            self.travel.start(is_slow=snapshot.slow)

    def show_selection(self, selection: Selection) -> None:
        """Mark what is selected."""
        self.selection = selection
        self._show_marks()

    def show_hover(
        self,
        hover: Hover,
        target: LayerId | None = None,
        offered: frozenset[LayerId] = frozenset(),
    ) -> None:
        """Mark what is under the mouse, and the cards that a connection would or could end at."""
        if (hover, target, offered) == (self.hover, self.target, self.offered):
            return
        unit_changed = unit_under(hover, self.shown) != unit_under(self.hover, self.shown)
        self.hover, self.target, self.offered = hover, target, offered
        if unit_changed:
            self.wire_version += 1
        self._show_marks()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme, and the names of classes that are called by them."""
        is_renamed = theme.negative_word != self.look.theme.negative_word
        self.look = replace(self.look, theme=theme, ramps=ramps(theme))
        for layer, card in cards_of(self.shown).items() if is_renamed else ():
            if layer in self.items_by_layer:
                self.items_by_layer[layer].show_card(card)
        self._features_of = ()
        self._show_features()
        self._show_look()
        self._show_numbers()

    def show_sight(self, look: Look) -> None:
        """Take what tiles show."""
        self.look = look
        self._show_features()
        self._show_look()
        self._show_numbers()

    def show_scale(self, scale: float) -> None:
        """Take the zoom: it decides how much is drawn."""
        detail = next_detail(self.look.detail, scale)
        is_other = detail != self.look.detail
        self.look = replace(self.look, detail=detail, scale=scale)
        # Only headlines seen from far away depend on the very scale.
        if is_other or detail == "far":
            self._show_look()

    def show_focus(self, has_focus: bool) -> None:
        """Show or hide the ring that says that keys arrive here."""
        self.has_focus = has_focus
        self._show_marks()

    def place_cards(self, positions: Mapping[LayerId, Point]) -> None:
        """Put cards somewhere at once."""
        for layer, place in positions.items():
            if layer in self.items_by_layer:
                self.items_by_layer[layer].setPos(QPointF(*place))
        self.wires.place(self.positions(), self.routes())
        self.wire_marks.take(self.shown, self.wires)
        self.panel_version += 1
        self.layout_changed.emit()
        self.picture_changed.emit()

    def hover_at(self, point: Point, slack: float) -> Hover:
        """Return what lies under a point; cards lie above wires."""
        items = sorted(self.items_by_layer.values(), key=lambda item: -item.zValue())
        for item in items:
            part = item.part_at(QPointF(*point))
            if part is not None and part.kind != "card":
                return Hover(item.card.layer, part)
        wire = self.wires.nearest(point, slack)
        weight = self.wires.weight_at(wire) if wire is not None else None
        weight = weight or self.wire_marks.cut_at(point, slack)
        if weight is not None:
            return Hover(wire=weight)
        plain = plain_at(self.wires, wire) if wire is not None else None
        if plain is not None:
            return Hover(plain=plain)
        for item in items:
            if card_rect(item.card).contains(item.mapFromScene(QPointF(*point))):
                return Hover(item.card.layer, Part("card"))
        return Hover()

    # What the backdrop needs

    def paint_panels(self, painter: QPainter) -> None:
        """Paint the ground of every card, in scene units."""
        for item in self.items_by_layer.values():
            painter.save()
            painter.translate(item.pos())
            item.paint_panel(painter)
            painter.restore()

    def strokes(self) -> Strokes:
        """Return the wires as they are to be drawn."""
        theme, emphasis, part = self.look.theme, self.emphasis, self.travel.part
        pointed = unit_under(self.hover, self.shown)
        wires = self.wires.strokes(theme, replace(emphasis, part=part, unit=pointed))
        if emphasis.deed == "move":
            behind, over = flash(self.wires, self.snapshot.moved, part, theme)
            return joined(behind, wires, over)
        if emphasis.deed == "arrive" and part < 1.0:
            values = {x.card.layer: x.numbers.values for x in self.items_by_layer.values()}
            return joined(wires, pulses(self.wires, emphasis, values, part, theme))
        return wires

    # Inside

    def _show_features(self) -> None:
        key = (self.shown.dataset, self.look.theme, self.look.is_discrete)
        if key != self._features_of:
            self._features = feature_faces(self.shown.dataset, self.look)
            self._features_of = key

    def _show_look(self) -> None:
        for item in self.items_by_layer.values():
            item.show_look(self.look)
        self.panel_version += 1
        self.picture_changed.emit()

    def _show_numbers(self) -> None:
        snapshot, shown, look = self.snapshot, self.shown, self.look
        self.emphasis = emphasis = emphasis_of(snapshot, shown)
        for item in self.items_by_layer.values():
            numbers = card_numbers(
                item.card, shown, snapshot, look, self._features, emphasis=emphasis
            )
            item.show_numbers(numbers)
        self.blame = blame_of(self.wires.bundles, shown, snapshot, emphasis)
        self.wires.show_weights(snapshot.weights, self.blame)
        self.wire_version += 1
        self._show_marks()

    def _show_marks(self) -> None:
        pointing = Pointing(
            self.selection, self.hover, self.target, self.has_focus, self.offered, self.emphasis
        )
        for item in self.items_by_layer.values():
            marks = marks_of(item.card, self.shown, self.snapshot, pointing)
            if (marks.outside, marks.is_dimmed) != (item.marks.outside, item.marks.is_dimmed):
                self.panel_version += 1
            item.show_marks(marks)
        self.picture_changed.emit()

    def _on_travel_moved(self) -> None:
        way = -_SPEED if self.emphasis.phase == "backward" else _SPEED
        self.phase = (self.phase + way) % _LONGEST_PERIOD
        self.wire_version += 1
        self.picture_changed.emit()
