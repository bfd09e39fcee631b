"""Where things are on the screen: what a hand needs to know, in the screen's own pixels.

Every question is answered with the place as {"x", "y"}, or {} where there is nothing to point at.
"""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QMenu,
    QMenuBar,
    QWidget,
)

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.assembly import Assembly
from playground.ui.views.canvas.card_parts import (
    inlet_of,
    lock_rect,
    port_of,
    stepper_rect,
    subtitle_rect,
    title_rect,
)
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.layer_item import LayerItem
from playground.ui.views.card.rows import TermRow
from playground.ui.views.card.view import CardView
from playground.ui.views.data_panel.kind_button import KindButton, KindCard
from playground.ui.views.output.view import OutputView

Place = dict[str, Any]


def place_of(widget: QWidget, point: QPoint | None = None) -> Place:
    """Return a point of a widget, by default its middle; {} where it cannot be seen."""
    point = widget.rect().center() if point is None else point
    if not (widget.isVisible() and widget.visibleRegion().contains(point)):
        return {}
    at = widget.mapToGlobal(point)
    return {"x": at.x(), "y": at.y()}


def bare(text: str) -> str:
    """Return an entry's words without the mark of its key and without what stands beside them."""
    return text.replace("&", "").split("\t", maxsplit=1)[0]


def _entry_of(menu: QMenu | QMenuBar, text: str) -> Place:
    for action in menu.actions():
        if bare(action.text()) == text and action.isEnabled():
            return place_of(menu, menu.actionGeometry(action).center())
    return {}


class WindowPlaces:
    """Buttons, menus, data, the map: everything but the canvas."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def button(self, text: str) -> Place:
        """The button of exactly this name, if it can be pressed."""
        top = QApplication.activeModalWidget() or self._assembly.window
        for button in top.findChildren(QAbstractButton):
            names = (bare(button.text()), button.accessibleName())
            if button.isEnabled() and text in names and (place := place_of(button)):
                return place
        return {}

    def control(self, name: str, share: float = 0.5) -> Place:
        """A place along the control of this name, from its left end (0) to its right one (1)."""
        for part in self._assembly.window.findChildren(QWidget):
            if part.accessibleName() == name and part.isVisible() and part.isEnabled():
                return place_of(part, QPoint(round(share * part.width()), part.height() // 2))
        return {}

    def menu(self, title: str) -> Place:
        """A title in the bar of menus."""
        return _entry_of(self._assembly.window.menus, title)

    def entry(self, text: str) -> Place:
        """An entry of the menu, or of the list, that is open."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            return _entry_of(popup, text)
        for view in popup.findChildren(QAbstractItemView) if popup is not None else ():
            model = view.model()
            exactly = Qt.MatchFlag.MatchExactly
            for index in model.match(
                model.index(0, 0), Qt.ItemDataRole.DisplayRole, text, 1, exactly
            ):
                return place_of(view.viewport(), view.visualRect(index).center())
        return {}

    def data_choice(self, kind: str) -> Place:
        """The tile of a kind of data, or its card where all kinds are shown."""
        top = QApplication.activePopupWidget() or self._assembly.window
        for button in top.findChildren(QAbstractButton):
            if isinstance(button, KindButton | KindCard) and button.kind == kind:
                return place_of(button)
        return {}

    def map_point(self, x: float, y: float) -> Place:
        """A place of the plane on the map where points are set."""
        output = self._assembly.controller.feed.view("output")
        assert isinstance(output, OutputView)
        editing = output.map_view.editing
        if not editing.is_on:
            return {}
        at = editing.hand.ground.on_canvas((x, y)).toPoint()
        return place_of(output.map_view.canvas, at)

    def weight_field(self) -> Place:
        """The first weight on the card of the selected neuron."""
        card = self._assembly.controller.feed.view("card")
        assert isinstance(card, CardView)
        for row in card.findChildren(TermRow):
            if row.isVisible():
                return place_of(row.weight)
        return {}


class CanvasPlaces:
    """Cards, what is on them, and the wires between them."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._view = assembly.canvas

    def layer(self, name: str) -> Place:
        """A spot in the head of a card, where it can be taken hold of."""
        item = self._item(name)
        return self._on_card(item, title_rect(item.card).center() - QPointF(0.0, 2.0))

    def subtitle(self, name: str) -> Place:
        """The second line of a card, which opens what can be chosen."""
        item = self._item(name)
        return self._on_card(item, subtitle_rect(item.card).center())

    def padlock(self, name: str) -> Place:
        item = self._item(name)
        return self._on_card(item, lock_rect(item.card).center())

    def port(self, name: str, side: str) -> Place:
        """Where a wire begins ("out", the right side) or ends ("in", the left one)."""
        item = self._item(name)
        return self._on_card(item, port_of(item.card) if side == "out" else inlet_of(item.card))

    def stepper(self, name: str, sign: str) -> Place:
        """The button for one neuron more ("+") or less ("-")."""
        item = self._item(name)
        rect = stepper_rect(item.card)
        way = rect.width() / 4
        return self._on_card(item, rect.center() + QPointF(way if sign == "+" else -way, 0.0))

    def neuron(self, layer: str, index: int) -> Place:
        item = self._item(layer)
        left, top, width, height = item.card.body.tiles[index]
        return self._on_card(item, QPointF(left + width / 2, top + height / 2))

    def wire(self, source: str, target: str) -> Place:
        """The middle between two cards."""
        outline = self._view.scene.wires.outline(Connection(self._id(source), self._id(target)))
        if outline is None:
            return {}
        upper, lower = outline[0][0], outline[1][0]
        middle = (upper[[0, 1]] + upper[[6, 7]] + lower[[0, 1]] + lower[[6, 7]]) / 4
        return self._at((float(middle[0]), float(middle[1])))

    def strand(self, source: str, target: str) -> Place:
        """The middle of the uppermost single wire between two cards."""
        outline = self._view.scene.wires.outline(Connection(self._id(source), self._id(target)))
        if outline is None:
            return {}
        x0, y0, x1, y1, x2, y2, x3, y3 = (float(value) for value in outline[0][0])
        return self._at(((x0 + 3 * (x1 + x2) + x3) / 8, (y0 + 3 * (y1 + y2) + y3) / 8))

    def ground(self) -> Place:
        """Some empty canvas, well below the cards."""
        content = self._view.scene.content()
        return self._at((content.centre[0], content.bottom + 40.0))

    def _on_card(self, item: LayerItem, point: QPointF) -> Place:
        there = item.mapToScene(point)
        return self._at((there.x(), there.y()))

    def _at(self, point: Point) -> Place:
        surface = self._view.surface
        return place_of(surface.viewport(), surface.camera.to_viewport(point).toPoint())

    def _item(self, name: str) -> LayerItem:
        return self._view.scene.items_by_layer[self._id(name)]

    def _id(self, name: str) -> LayerId:
        for layer in self._assembly.controller.store.project.network.layers:
            if layer.name == name:
                return layer.id
        raise LookupError(name)
