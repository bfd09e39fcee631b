"""Where the arrow keys lead: between neurons up and down, between layers left and right. No Qt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from playground.model.ids import LayerId, UnitRef
from playground.ui.view import Selection
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.geometry import Point

Direction = Literal["left", "right", "up", "down"]


def _reading_order(positions: Mapping[LayerId, Point]) -> list[LayerId]:
    return sorted(positions, key=lambda layer: positions[layer])


def _beside(layer: LayerId, positions: Mapping[LayerId, Point], step: int) -> LayerId:
    order = _reading_order(positions)
    index = order.index(layer) + step
    return order[min(max(0, index), len(order) - 1)]


def _unit_index(selection: Selection, card: Card) -> int | None:
    if selection.unit is None or selection.unit not in card.units:
        return None
    return card.units.index(selection.unit)


def _unit_beside(card: Card, index: int | None, direction: Direction) -> UnitRef | None:
    """Return the neuron above or below; None (the layer itself) above the first one."""
    last = len(card.units) - 1
    if index is None:
        index = 0 if direction == "down" else last
    else:
        index = min(index + (1 if direction == "down" else -1), last)
    return card.units[index] if 0 <= index <= last else None


def moved(
    selection: Selection,
    direction: Direction,
    cards: Mapping[LayerId, Card],
    positions: Mapping[LayerId, Point],
) -> Selection:
    """Return the selection one step further.

    From a layer, down leads to its first neuron; up from the first neuron leads back to the layer.
    Sideways a neuron's place is kept in proportion.
    """
    known = [layer for layer in selection.layers if layer in cards]
    if not cards:
        return selection
    plain = replace(selection, weight=None, unit=None)
    if not known:
        order = _reading_order(positions)
        first = order[0] if direction in ("right", "down") else order[-1]
        return replace(plain, layers=(first,))
    here = known[-1]
    card = cards[here]
    index = _unit_index(selection, card)
    if direction in ("left", "right"):
        there = _beside(here, positions, 1 if direction == "right" else -1)
        other = cards[there]
        if index is None or not other.units:
            return replace(plain, layers=(there,))
        share = (index + 0.5) / len(card.units)
        unit = other.units[min(int(share * len(other.units)), len(other.units) - 1)]
        return replace(plain, layers=(there,), unit=unit)
    return replace(plain, layers=(here,), unit=_unit_beside(card, index, direction))
