"""Making room: cards that would overlap move aside. Pure arithmetic, no Qt."""

from collections.abc import Collection, Mapping, Sequence

from playground.model.ids import LayerId
from playground.ui.views.canvas.geometry import Point, Rect, Size, around

_GAP = 18.0
_ROUNDS = 60


def overlap(one: Rect, other: Rect, gap: float = _GAP) -> bool:
    """Tell whether two cards are nearer to each other than the gap."""
    return (
        one.left < other.right + gap
        and other.left < one.right + gap
        and one.top < other.bottom + gap
        and other.top < one.bottom + gap
    )


def free_place(at: Point, size: Size, cards: Sequence[Rect]) -> Point:
    """Return the place nearest to a point, straight up, down or beside, where a card fits."""
    if not any(overlap(around(at, size), card) for card in cards):
        return at
    places = []
    for card in cards:
        reach_x, reach_y = (card.width + size[0]) / 2 + _GAP, (card.height + size[1]) / 2 + _GAP
        x, y = card.centre
        places += [
            (at[0], y - reach_y),
            (at[0], y + reach_y),
            (x - reach_x, at[1]),
            (x + reach_x, at[1]),
        ]
    fitting = [
        place for place in places if not any(overlap(around(place, size), card) for card in cards)
    ]
    if not fitting:
        return at[0], max(card.bottom for card in cards) + size[1] / 2 + _GAP
    return min(fitting, key=lambda place: abs(place[0] - at[0]) + abs(place[1] - at[1]))


def moved_aside(frames: Mapping[LayerId, Rect], fixed: Collection[LayerId]) -> dict[LayerId, Point]:
    """Return new centres for cards that the fixed ones lie on; these move no further than needed.

    Cards that move may push others. Fixed cards stay where the hand has put them.
    """
    now = dict(frames)
    moved: dict[LayerId, Point] = {}
    pushing = list(fixed)
    for _ in range(_ROUNDS):
        if not pushing:
            break
        pusher = pushing.pop(0)
        for layer, card in now.items():
            if layer == pusher or layer in fixed or not overlap(now[pusher], card):
                continue
            moved[layer] = _beside(now[pusher], card)
            now[layer] = around(moved[layer], (card.width, card.height))
            pushing.append(layer)
    return moved


def _beside(pusher: Rect, card: Rect) -> Point:
    """Return the nearest place above, below, left or right of the one that pushes."""
    x, y = card.centre
    places = (
        (pusher.left - _GAP - card.width / 2 - 1.0, y),
        (pusher.right + _GAP + card.width / 2 + 1.0, y),
        (x, pusher.top - _GAP - card.height / 2 - 1.0),
        (x, pusher.bottom + _GAP + card.height / 2 + 1.0),
    )
    return min(places, key=lambda place: abs(place[0] - x) + abs(place[1] - y))
