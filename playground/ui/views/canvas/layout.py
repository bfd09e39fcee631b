"""The automatic layout: columns by the longest way from the input, branches above one another.

After Sugiyama, Tagawa and Toda (1981), in short: columns, order within the columns by the middle of
the neighbours, then places. A connection that skips columns keeps a lane free in each of them. No Qt.
"""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.views.canvas.geometry import COLUMN_GAP, ROW_GAP, Point, Size

CLOSE_GAP = 66.0
"""Between the edges of cards where wires run side by side."""
LANE = 18.0
"""Height that a connection needs where it passes between cards."""
LANE_GAP = 12.0
_MOST_LANES = 400
"""More free lanes than this would cost more time than they are worth."""
_ORDER_SWEEPS = 4
_PLACE_SWEEPS = 24
_SHORTCUT = 0.02
"""How little the lane of a shortcut counts against a card when both want the same place; a lane
that is the only way from one card to another is a branch and counts as much as a card."""


def columns_of(
    layers: Sequence[LayerId], connections: Sequence[Connection], first: Sequence[LayerId] = ()
) -> dict[LayerId, int]:
    """Return the column of every connected layer: the longest way from a layer without sources.

    A layer without sources that is none of ``first`` stands right before the layer it feeds.
    """
    ways = [c for c in connections if c.source != c.target]
    connected = {c.source for c in ways} | {c.target for c in ways}
    columns = {layer: 0 for layer in layers if layer in connected}
    targets: dict[LayerId, list[LayerId]] = {layer: [] for layer in columns}
    missing = dict.fromkeys(columns, 0)
    for way in ways:
        if way.source in columns and way.target in columns:
            targets[way.source].append(way.target)
            missing[way.target] += 1
    starts = [layer for layer, count in missing.items() if count == 0]
    ready = list(starts)
    for layer in ready:
        for target in targets[layer]:
            columns[target] = max(columns[target], columns[layer] + 1)
            missing[target] -= 1
            if missing[target] == 0:
                ready.append(target)
    # What is left is part of a ring, or behind one: it follows in the order of the network.
    last = max((columns[layer] for layer in ready), default=-1)
    for layer in [layer for layer in columns if missing[layer] > 0]:
        last += 1
        columns[layer] = last
    for layer in starts:
        if layer not in first and targets[layer]:
            columns[layer] = max(0, min(columns[target] for target in targets[layer]) - 1)
    return columns


@dataclass(slots=True)
class _Grid:
    """Cards and lanes by number, with the neighbours of each in the columns beside it."""

    columns: list[list[int]]
    heights: list[float]
    weights: list[float]
    before: list[list[int]]
    after: list[list[int]]
    y: list[float] = field(default_factory=list)

    def add(self, column: int, height: float, weight: float) -> int:
        number = len(self.heights)
        self.columns[column].append(number)
        self.heights.append(height)
        self.weights.append(weight)
        self.before.append([])
        self.after.append([])
        return number

    def link(self, one: int, other: int) -> None:
        self.after[one].append(other)
        self.before[other].append(one)


def _grid(
    sizes: Mapping[LayerId, Size],
    columns: Mapping[LayerId, int],
    connections: Sequence[Connection],
) -> tuple[_Grid, dict[LayerId, int]]:
    count = max(columns.values(), default=-1) + 1
    grid = _Grid([[] for _ in range(count)], [], [], [], [])
    number = {
        layer: grid.add(columns[layer], sizes[layer][1], 1.0) for layer in sizes if layer in columns
    }
    spans = [
        (c, columns[c.source], columns[c.target])
        for c in connections
        if c.source in columns and c.target in columns and columns[c.source] < columns[c.target]
    ]
    has_lanes = sum(end - start - 1 for _, start, end in spans) <= _MOST_LANES
    shortcuts = _shortcuts(columns, spans) if has_lanes else set()
    for connection, start, end in spans:
        here = number[connection.source]
        weight = _SHORTCUT if (connection.source, connection.target) in shortcuts else 1.0
        for column in range(start + 1, end) if has_lanes else ():
            lane = grid.add(column, LANE, weight)
            grid.link(here, lane)
            here = lane
        if has_lanes or end == start + 1:
            grid.link(here, number[connection.target])
    return grid, number


def _shortcuts(
    columns: Mapping[LayerId, int], spans: Sequence[tuple[Connection, int, int]]
) -> set[tuple[LayerId, LayerId]]:
    """Return the skipping connections beside which another way leads to the same layer."""
    targets: dict[LayerId, list[LayerId]] = {layer: [] for layer in columns}
    for connection, _, _ in spans:
        targets[connection.source].append(connection.target)
    bit = {layer: 1 << index for index, layer in enumerate(columns)}
    reached: dict[LayerId, int] = {}
    for layer in sorted(columns, key=lambda one: -columns[one]):
        reached[layer] = bit[layer]
        for target in targets[layer]:
            reached[layer] |= reached[target]
    return {
        (c.source, c.target)
        for c, start, end in spans
        if end > start + 1
        and any(reached[o] & bit[c.target] for o in targets[c.source] if o != c.target)
    }


def _put_in_order(grid: _Grid) -> None:
    """Sort each column by the middle of the neighbours, so that few wires cross."""
    place: dict[int, float] = {}

    def note(column: list[int]) -> None:
        for index, node in enumerate(column):
            place[node] = index - (len(column) - 1) / 2

    for column in grid.columns:
        note(column)
    for sweep in range(_ORDER_SWEEPS):
        is_forward = sweep % 2 == 0
        beside = grid.before if is_forward else grid.after
        for column in grid.columns if is_forward else reversed(grid.columns):
            if len(column) > 1:
                column.sort(
                    key=lambda node: (
                        sum(place[other] for other in beside[node]) / len(beside[node])
                        if beside[node]
                        else place[node]
                    )
                )
                note(column)


def _apart(grid: _Grid, upper: int, lower: int) -> float:
    """Return the least distance between the middles of two neighbours in a column."""
    is_lane = min(grid.heights[upper], grid.heights[lower]) <= LANE
    return (grid.heights[upper] + grid.heights[lower]) / 2 + (LANE_GAP if is_lane else ROW_GAP)


def _settle(grid: _Grid, column: list[int], wanted: list[float]) -> None:
    """Put a column as near to the wanted places as its order and distances allow.

    Weighted least squares under an order (pool adjacent violators; Barlow et al., 1972).
    """
    offsets = [0.0]
    for upper, lower in itertools.pairwise(column):
        offsets.append(offsets[-1] + _apart(grid, upper, lower))
    pools: list[tuple[float, float, int]] = []
    for node, want, offset in zip(column, wanted, offsets, strict=True):
        mean, weight, count = want - offset, grid.weights[node], 1
        while pools and pools[-1][0] >= mean:
            above, heavy, members = pools.pop()
            mean = (mean * weight + above * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + members
        pools.append((mean, weight, count))
    places = [mean for mean, _, count in pools for _ in range(count)]
    for node, place, offset in zip(column, places, offsets, strict=True):
        grid.y[node] = place + offset


def _place(grid: _Grid) -> None:
    """Give every card and lane its height: near its neighbours, without overlap."""
    grid.y = [0.0] * len(grid.heights)
    for column in grid.columns:
        _settle(grid, column, [0.0] * len(column))
    if all(len(column) < 2 for column in grid.columns):
        return
    for sweep in range(_PLACE_SWEEPS):
        for column in grid.columns if sweep % 2 == 0 else reversed(grid.columns):
            _settle(grid, column, [_wanted(grid, node) for node in column])


def _wanted(grid: _Grid, node: int) -> float:
    """Return the middle of the neighbours; lanes of shortcuts hardly count.

    A neighbour that has many others counts less, so that the cards of one branch stand in line.
    """
    total = middle = 0.0
    for beside, beyond in ((grid.before[node], grid.after), (grid.after[node], grid.before)):
        for other in beside:
            weight = grid.weights[other] / len(beyond[other]) ** 3
            total += weight
            middle += weight * grid.y[other]
    return middle / total if total else grid.y[node]


def automatic_layout(
    sizes: Mapping[LayerId, Size],
    connections: Sequence[Connection],
    first: Sequence[LayerId] = (),
    last: Sequence[LayerId] = (),
    close: Collection[LayerId] = (),
) -> dict[LayerId, Point]:
    """Return the centre of every card: columns from left to right, branches above one another.

    Parameters
    ----------
    sizes
        Width and height of every card, in the order of the layers.
    first, last
        Layers that stand at the very left and right when nothing is connected to them (inputs and
        outputs). Other unconnected layers get a row of their own below.
    close
        Layers that pass values on one by one: few wires lead there, so little room is needed.
    """
    columns = columns_of(list(sizes), connections, first)
    final = max(columns.values(), default=0) + 1
    for layer in sizes:
        if layer not in columns and layer in first:
            columns[layer] = 0
        elif layer not in columns and layer in last:
            columns[layer] = final
    grid, number = _grid(sizes, columns, connections)
    _put_in_order(grid)
    _place(grid)
    positions: dict[LayerId, Point] = {}
    x = 0.0
    for column in range(len(grid.columns)):
        members = [layer for layer in number if columns[layer] == column]
        if members:
            width = max(sizes[layer][0] for layer in members)
            x -= COLUMN_GAP - CLOSE_GAP if all(layer in close for layer in members) else 0.0
            for layer in members:
                positions[layer] = (x + width / 2, grid.y[number[layer]])
            x += width + COLUMN_GAP
    positions = {layer: positions[layer] for layer in sizes if layer in positions}
    return positions | _below(sizes, positions)


def _below(
    sizes: Mapping[LayerId, Size], positions: Mapping[LayerId, Point]
) -> dict[LayerId, Point]:
    """Return a row of places below all others for the layers that have none."""
    bottom = max((positions[layer][1] + sizes[layer][1] / 2 for layer in positions), default=0.0)
    row: dict[LayerId, Point] = {}
    x = 0.0
    for layer in sizes:
        if layer not in positions:
            width, height = sizes[layer]
            row[layer] = (x + width / 2, bottom + ROW_GAP + height / 2)
            x += width + ROW_GAP
    return row


def pushed_right(
    positions: Mapping[LayerId, Point], edge: float, needed: float
) -> dict[LayerId, Point]:
    """Return new places for the cards whose centre lies at or right of an edge, moved to make room."""
    if needed <= 0:
        return {}
    return {layer: (x + needed, y) for layer, (x, y) in positions.items() if x >= edge - 1e-6}
