"""Where cards stand, and how they get there."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from playground.model.ids import LayerId
from playground.ui.view import ShownProject
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.layout import automatic_layout

_MOVE_MS = 150
_CLOSE = frozenset({"activation", "dropout", "add", "concatenate"})

Place = Callable[[Mapping[LayerId, Point]], None]


def places_of(shown: ShownProject, cards: Mapping[LayerId, Card]) -> dict[LayerId, Point]:
    """Return the centre of every card: its own place, or the one that the layout gives it."""
    network = shown.project.network
    sizes = {layer: (card.body.width, card.body.height) for layer, card in cards.items()}
    places = automatic_layout(
        sizes,
        network.connections,
        first=[layer for layer, card in cards.items() if card.is_input],
        last=[layer for layer, card in cards.items() if card.is_output],
        close=[layer for layer, card in cards.items() if card.kind in _CLOSE],
    )
    for layer in network.layers:
        if layer.position is not None:
            places[layer.id] = layer.position
    return places


class Motion(QObject):
    """Moves cards to new places, quickly; at once where motion is not wanted."""

    def __init__(self, parent: QObject, place: Place) -> None:
        super().__init__(parent)
        self.is_wanted = True
        self._place = place
        self._way: dict[LayerId, tuple[Point, Point]] = {}
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_MOVE_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_animation_value_changed)

    def go(
        self, now: Mapping[LayerId, Point], places: Mapping[LayerId, Point], is_animated: bool
    ) -> None:
        """Move every card from where it is to its place."""
        self._animation.stop()
        self._way = {layer: (now[layer], place) for layer, place in places.items()}
        if is_animated and self.is_wanted and any(a != b for a, b in self._way.values()):
            self._animation.start()
        else:
            self._place(places)

    def _on_animation_value_changed(self, value: float) -> None:
        self._place(
            {
                layer: (x0 + (x1 - x0) * value, y0 + (y1 - y0) * value)
                for layer, ((x0, y0), (x1, y1)) in self._way.items()
            }
        )
