"""Where cards, neurons and wires are in the scene."""

from PySide6.QtWidgets import QGraphicsScene

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.model.project import Project
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.card_parts import title_rect
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.geometry import Point, Rect, united
from playground.ui.views.canvas.layer_item import LayerItem
from playground.ui.views.canvas.layout import LANE
from playground.ui.views.canvas.routes import Route, routes_around
from playground.ui.views.canvas.tile_paint import rect_of
from playground.ui.views.canvas.wires import WireField


class CardScene(QGraphicsScene):
    """Holds one item for each layer, and the wires between them."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = ShownProject(Project())
        self.items_by_layer: dict[LayerId, LayerItem] = {}
        self.wires = WireField()

    def positions(self) -> dict[LayerId, Point]:
        """Return the centre of every card as it is drawn now."""
        return {layer: item.centre for layer, item in self.items_by_layer.items()}

    def cards(self) -> dict[LayerId, Card]:
        """Return every card."""
        return {layer: item.card for layer, item in self.items_by_layer.items()}

    def frames(self) -> dict[LayerId, Rect]:
        """Return the rectangle of every card."""
        return {layer: item.frame for layer, item in self.items_by_layer.items()}

    def routes(self) -> dict[Connection, Route]:
        """Return the ways of connections that have to go around cards."""
        return routes_around(self.frames(), self.shown.project.network.connections)

    def content(self) -> Rect:
        """Return the rectangle that holds all cards and the ways around them."""
        corners = [
            Rect(x, y - LANE / 2, 0.0, LANE) for way in self.routes().values() for x, y in way
        ]
        return united([*self.frames().values(), *corners])

    def point_of(self, selection: Selection) -> Point:
        """Return where the selected thing is: a wire, a neuron, a card's headline, or the middle."""
        layer = next((x for x in reversed(selection.layers) if x in self.items_by_layer), None)
        if selection.weight is not None:
            middle = self.wires.middle_of(selection.weight)
            if middle is not None:
                return middle
        if layer is None:
            return self.content().centre
        item = self.items_by_layer[layer]
        place = title_rect(item.card).center()
        if selection.unit is not None and selection.unit in item.card.units:
            index = item.card.units.index(selection.unit)
            if index < item.card.body.shown:
                place = rect_of(item.card.body, index).center()
        return item.centre[0] + place.x(), item.centre[1] + place.y()
