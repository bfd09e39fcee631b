"""Where the loss over weights is on the screen: the card's line, the surface, the game."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QTabBar

from playground.ui.assembly import Assembly
from playground.ui.views.card.view import CardView
from playground.ui.views.landscape.game import GameDialog
from playground.ui.views.landscape.view import LandscapeView
from tests.stories.places import Place, place_of


class LandscapePlaces:
    """Points on the line of a weight, on the surface and on the map of the game."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def tab(self, title: str) -> Place:
        """A tab of a group of docks."""
        for bar in self._assembly.window.findChildren(QTabBar):
            for index in range(bar.count()):
                if bar.tabText(index) == title and bar.isVisible():
                    return place_of(bar, bar.tabRect(index).center())
        return {}

    def weight_card(self) -> Place:
        """The scroll bar of the card of the selected weight, to turn the wheel over."""
        card = self._assembly.controller.feed.view("card")
        assert isinstance(card, CardView)
        area = card.findChild(QScrollArea)
        return {} if area is None else place_of(area.verticalScrollBar())

    def loss_point(self) -> Place:
        """The point of the weight on its loss."""
        card = self._assembly.controller.feed.view("card")
        assert isinstance(card, CardView)
        plot, curve, value = card.loss.plot, card.loss.curve, card.loss.plot.value
        if curve is None or value is None:
            return {}
        return place_of(plot, plot.place(value, curve.loss).toPoint())

    def surface_point(self, across: float, up: float) -> Place:
        """A part of the way across the surface and upwards, each from 0 to 1."""
        view = self._assembly.controller.feed.view("surface")
        assert isinstance(view, LandscapeView)
        land = view.map.land
        if land is None:
            return {}
        return place_of(view.map, view.map.place(land.x.at(across), land.y.at(up)).toPoint())

    def game_point(self, x: float, y: float) -> Place:
        """A point of the map of the game."""
        game = self._game()
        if game is None or game.state is None:
            return {}
        return place_of(game.map, game.map.place(x, y).toPoint())

    def game_button(self, name: str) -> Place:
        """The chip or button of this name in the game."""
        game = self._game()
        if game is None:
            return {}
        chips = {**game.modes.chips, **game.fields.chips, **game.rivals.chips}
        widget = chips.get(name) or (game.end_button if name == "end" else game.again_button)
        return place_of(widget, QPoint(widget.width() // 2, widget.height() // 2))

    def landscape(self) -> dict[str, Any]:
        """What line, surface and game say."""
        snapshot, game = self._assembly.controller.snapshot, self._game()
        line, surface = snapshot.loss_line, snapshot.surface
        state = None if game is None else game.state
        at = surface.plane.at if surface is not None and surface.plane is not None else None
        return {
            "weight": None if line is None else line.value,
            "surface_loss": None if surface is None else surface.loss,
            "is_whole": surface is not None and surface.is_complete,
            "at": at,
            "moves": None if state is None else state.moves,
            "verdict": "" if game is None else game.verdict.text(),
            "is_hidden": game is not None and game.map.is_hidden,
        }

    def _game(self) -> GameDialog | None:
        found = self._assembly.window.findChildren(GameDialog)
        return next((game for game in found if game.isVisible()), None)
