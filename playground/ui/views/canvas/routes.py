"""Ways around cards for connections that skip columns. Pure arithmetic, no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.views.canvas.geometry import Point, Rect
from playground.ui.views.canvas.layout import LANE

Float64 = npt.NDArray[np.float64]
Route = tuple[Point, ...]
"""Points that a connection passes, two for each lane: where it enters and where it leaves."""

_PAD = 9.0
"""Between a card and the lane beside it."""
_ASTRAY = 90.0
"""How much further off a straight lane may lead than several would."""
_LEAD = 16.0
"""How far before a card a connection is already in its lane."""


@dataclass(frozen=True, slots=True)
class _Lane:
    left: float
    right: float
    y: float


def _smooth(t: float) -> float:
    """Return how far down a curve has come that leaves and arrives horizontally."""
    t = min(1.0, max(0.0, t))
    return t * t * (3.0 - 2.0 * t)


def _clusters(cards: list[Rect]) -> list[list[Rect]]:
    """Return cards that stand above one another together, from left to right."""
    result: list[list[Rect]] = []
    for card in sorted(cards, key=lambda one: one.left):
        if result and card.left < max(one.right for one in result[-1]):
            result[-1].append(card)
        else:
            result.append([card])
    return result


def _is_hit(card: Rect, source: Rect, target: Rect) -> bool:
    """Tell whether wires that ran straight would cross a card."""
    share = _smooth((card.centre[0] - source.right) / max(1.0, target.left - source.right))
    upper = source.top + (target.top - source.top) * share + 40.0
    lower = source.bottom + (target.bottom - source.bottom) * share - 16.0
    return min(upper, lower) < card.bottom and max(upper, lower) > card.top


def _free(wanted: float, blocked: list[tuple[float, float]]) -> float:
    """Return the place nearest to the wanted one that no interval holds; below wins a tie."""
    places = [wanted, *(edge for interval in blocked for edge in interval)]
    open_ones = [
        y for y in places if not any(low + 1e-6 < y < high - 1e-6 for low, high in blocked)
    ]
    return min(open_ones, key=lambda y: (round(abs(y - wanted), 3), -y))


def _way(source: Rect, target: Rect, between: list[Rect], taken: list[_Lane]) -> list[_Lane]:
    """Return the lanes of one connection; none where nothing is in its way."""
    clusters = _clusters(between)
    hit = [
        index
        for index, cluster in enumerate(clusters)
        if any(_is_hit(card, source, target) for card in cluster)
    ]
    if not hit:
        return []
    # One straight lane past everything looks calmer than a staircase, unless it leads far astray.
    passed = [card for cluster in clusters[hit[0] : hit[-1] + 1] for card in cluster]
    straight = _lane(source, target, passed, taken)
    lanes = [_lane(source, target, clusters[index], taken) for index in hit]
    level = (source.centre[1] + target.centre[1]) / 2
    if abs(straight.y - level) <= max(abs(lane.y - level) for lane in lanes) + _ASTRAY:
        return [straight]
    return lanes


def _lane(source: Rect, target: Rect, cards: list[Rect], taken: list[_Lane]) -> _Lane:
    """Return the free lane past some cards that is nearest to the straight way."""
    left = max(source.right + 8.0, min(card.left for card in cards) - _LEAD)
    right = max(left, min(target.left - 8.0, max(card.right for card in cards) + _LEAD))
    share = ((left + right) / 2 - source.right) / max(1.0, target.left - source.right)
    wanted = source.centre[1] + (target.centre[1] - source.centre[1]) * _smooth(share)
    reach = _PAD + LANE / 2
    blocked = [(card.top - reach, card.bottom + reach) for card in cards]
    blocked += [
        (lane.y - LANE - 5.0, lane.y + LANE + 5.0)
        for lane in taken
        if lane.left < right and left < lane.right
    ]
    return _Lane(left, right, _free(wanted, blocked))


def routes_around(
    frames: Mapping[LayerId, Rect], connections: Sequence[Connection]
) -> dict[Connection, Route]:
    """Return the points that connections pass so that they cross no card; only where they would.

    Parameters
    ----------
    frames
        Rectangle of every card.
    """
    names = list(frames)
    box = np.asarray(
        [(f.left, f.top, f.right, f.bottom) for f in frames.values()], np.float64
    ).reshape(-1, 4)
    middles = (box[:, 0] + box[:, 2]) / 2
    # Short ones come first and get the lanes next to the cards.
    known = [c for c in connections if c.source in frames and c.target in frames]
    known.sort(key=lambda c: frames[c.target].left - frames[c.source].right)
    taken: list[_Lane] = []
    result: dict[Connection, Route] = {}
    for connection in known:
        source, target = frames[connection.source], frames[connection.target]
        inside = (middles > source.right) & (middles < target.left)
        if not inside.any():
            continue
        between = [frames[names[index]] for index in np.nonzero(inside)[0]]
        lanes = _way(source, target, between, taken)
        if lanes:
            taken += lanes
            result[connection] = tuple(
                point for lane in lanes for point in ((lane.left, lane.y), (lane.right, lane.y))
            )
    return result
