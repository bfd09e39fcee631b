"""The wires: which are drawn, where they run, which one is under the mouse. Qt-free.

A bundle is everything that one connection carries: a grid of (target unit × source unit) where the
target has weights, one wire for each unit where it has not. Curves are only made for the wires
that are drawn: the strongest ones.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId, ParameterId, WeightRef
from playground.model.network import Connection
from playground.ui.style import Theme
from playground.ui.views.canvas.bundles import Bundle
from playground.ui.views.canvas.colours import packed
from playground.ui.views.canvas.geometry import (
    Point,
    is_in_ribbon,
    nearest_curve,
    sampled,
    strongest,
)
from playground.ui.views.canvas.paths import paths
from playground.ui.views.canvas.routes import Route
from playground.ui.views.canvas.strokes import Emphasis, Strokes, emphasise, relative

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]

MOST_WIRES = 2000
"""More wires than this are no picture any more, and cost too much."""
_FAINTEST = 0.004
"""Wires weaker than this share of the strongest are left out: they could not be seen."""


def _place(positions: Mapping[LayerId, Point], layer: LayerId) -> Float32:
    return np.asarray(positions[layer], np.float32)


@dataclass(slots=True, eq=False)
class WireField:
    """All wires of the canvas, with the weights of the newest snapshot.

    ``chosen`` are flat indices over all bundles, the weakest first. ``owners`` says for every curve
    which of the chosen wires it is a part of.
    """

    bundles: tuple[Bundle, ...] = ()
    positions: Mapping[LayerId, Point] = field(default_factory=dict)
    values: list[Float32 | None] = field(default_factory=list)
    strengths: list[Float32] = field(default_factory=list)
    chosen: Int64 = field(default_factory=lambda: np.zeros(0, np.int64))
    curves: Float32 = field(default_factory=lambda: np.zeros((0, 8), np.float32))
    owners: Int64 = field(default_factory=lambda: np.zeros(0, np.int64))
    routes: Mapping[Connection, Route] = field(default_factory=dict)
    _polylines: Float32 | None = None
    _cuts: list[Int64] = field(default_factory=list)

    def rebuild(
        self,
        bundles: tuple[Bundle, ...],
        positions: Mapping[LayerId, Point],
        routes: Mapping[Connection, Route] = MappingProxyType({}),
        cuts: Collection[WeightRef] = (),
    ) -> None:
        """Take the connections of a project; weights follow with `show_weights`.

        ``cuts`` are weights whose wires are not drawn.
        """
        self.bundles = bundles
        self.positions = positions
        self.routes = routes
        places = [place for place in map(self._find, cuts) if place is not None]
        self._cuts = [
            np.asarray(
                [t * bundles[n].columns.shape[0] + s for n, t, s in places if n == number],
                np.int64,
            )
            for number in range(len(bundles))
        ]
        self.show_weights({})

    def show_weights(
        self,
        weights: Mapping[ParameterId, Float32],
        blame: Mapping[Connection, Float32 | None] = MappingProxyType({}),
    ) -> None:
        """Take the weights of a snapshot and choose the wires to draw.

        ``blame`` replaces the strength (not the sign) of a connection's wires by |∂L/∂w|; where that
        is None, they are all alike.
        """
        self.values = [bundle.values(weights) for bundle in self.bundles]
        self.strengths = []
        for bundle, values in zip(self.bundles, self.values, strict=True):
            size = blame.get(bundle.connection, values)
            fits = size is not None and size.shape[0] == bundle.count
            strength = relative(size if fits else None, bundle.count)
            strength[self._cuts[len(self.strengths)]] = 0.0
            self.strengths.append(strength)
        if self.strengths:
            every = np.concatenate(self.strengths)
            chosen = strongest(every, MOST_WIRES)
            self.chosen = chosen[every[chosen] > _FAINTEST]
        else:
            self.chosen = np.zeros(0, np.int64)
        self.place(self.positions)

    def place(
        self,
        positions: Mapping[LayerId, Point],
        routes: Mapping[Connection, Route] | None = None,
    ) -> None:
        """Take the centres of the cards and make the curves of the chosen wires."""
        self.positions = positions
        if routes is not None:
            self.routes = routes
        curves: list[Float32] = []
        owners: list[Int64] = []
        for bundle, mine, index in self.by_bundle():
            target, source = bundle.ends_of(index)
            made, owner = self._paths(bundle, source, target)
            curves.append(made)
            owners.append(mine[owner])
        self.curves = np.concatenate(curves) if curves else np.zeros((0, 8), np.float32)
        self.owners = np.concatenate(owners) if owners else np.zeros(0, np.int64)
        # What is drawn last lies on top: the strongest wires, in the order of their choice.
        order = np.argsort(self.owners, kind="stable")
        self.curves, self.owners = self.curves[order], self.owners[order]
        self._polylines = None

    def _paths(self, bundle: Bundle, source: Int64, target: Int64) -> tuple[Float32, Int64]:
        """Return the curves of wires of a bundle, and which of them each curve belongs to."""
        return paths(
            bundle.starts[source] + _place(self.positions, bundle.connection.source),
            bundle.ends[target] + _place(self.positions, bundle.connection.target),
            self.routes.get(bundle.connection, ()),
        )

    def _offsets(self) -> Int64:
        return np.cumsum([0, *(bundle.count for bundle in self.bundles)]).astype(np.int64)

    def by_bundle(self) -> list[tuple[Bundle, Int64, Int64]]:
        """Return for every bundle: positions within `chosen`, and indices within the bundle."""
        offsets = self._offsets()
        owner = np.searchsorted(offsets, self.chosen, side="right") - 1
        result = []
        for number, bundle in enumerate(self.bundles):
            mine = np.nonzero(owner == number)[0].astype(np.int64)
            result.append((bundle, mine, self.chosen[mine] - offsets[number]))
        return result

    @property
    def total(self) -> int:
        """Number of weights that the wires stand for, drawn or not."""
        return sum(bundle.total for bundle in self.bundles)

    @property
    def note(self) -> tuple[int, int] | None:
        """(drawn, of how many) where not all weights are drawn for their number, else None."""
        possible = sum(bundle.count for bundle in self.bundles)
        if possible <= MOST_WIRES and self.total <= MOST_WIRES:
            return None
        return min(MOST_WIRES, possible), max(self.total, possible)

    def strokes(self, theme: Theme, emphasis: Emphasis) -> Strokes:
        """Return the chosen wires as strokes, in scene units."""
        count = self.chosen.shape[0]
        strength = np.zeros(count, np.float32)
        colours = np.full(count, packed(theme.faint), np.uint32)
        dashes = np.zeros(count, np.uint8)
        fade = np.ones(count, np.float32)
        crowd = np.zeros(count, np.float32)
        for number, (bundle, mine, index) in enumerate(self.by_bundle()):
            strength[mine] = self.strengths[number][index]
            crowd[mine] = min(1.3, max(0.0, math.log10(max(1, bundle.count) / 100)))
            values = self.values[number]
            if values is None and emphasis.is_way(bundle.connection):
                # A wire for a whole layer has no strength of its own: here it is the one at work.
                strength[mine] = 0.7
            if values is not None:
                is_negative = values[index] < 0
                colours[mine] = np.where(
                    is_negative, packed(theme.negative), packed(theme.positive)
                )
                dashes[mine] = is_negative
            emphasise(bundle, (mine, index), emphasis, theme, (colours, dashes, fade))
        if emphasis.phase == "backward":
            strength = strength ** np.float32(0.8)
        widths = np.float32(0.7) + (np.float32(4.2) - 1.2 * crowd) * strength ** (1.5 + crowd)
        # In a crowd weak wires step back, or together they would be a fog.
        floor = np.float32(0.12) / (1 + 3 * crowd)
        alphas = (floor + (np.float32(0.95) - floor) * strength ** (0.7 + 1.5 * crowd)) * fade
        mine = self.owners
        return Strokes(self.curves, widths[mine], colours[mine], alphas[mine], dashes[mine])

    def nearest(self, point: Point, slack: float) -> int | None:
        """Return which of the chosen wires runs within ``slack`` of a point (index into chosen)."""
        if self._polylines is None:
            self._polylines = sampled(self.curves)
        index, distance = nearest_curve(self._polylines, point)
        return int(self.owners[index]) if distance <= slack else None

    def weight_at(self, index: int) -> WeightRef | None:
        """Return the weight behind one of the chosen wires; None behind a neutral one."""
        for bundle, mine, within in self.by_bundle():
            if bundle.parameter is None or index not in mine:
                continue
            target, source = bundle.ends_of(within[mine == index])
            return bundle.weight(int(target[0]), int(source[0]))
        return None

    def _find(self, weight: WeightRef) -> tuple[int, int, int] | None:
        """Return (number of the bundle, position at the target, position at the source)."""
        for number, bundle in enumerate(self.bundles):
            place = bundle.place_of(weight)
            if place is not None:
                return (number, *place)
        return None

    def connection_of(self, weight: WeightRef) -> Connection | None:
        """Return the connection that a weight's wire belongs to."""
        found = self._find(weight)
        return None if found is None else self.bundles[found[0]].connection

    def value_of(self, weight: WeightRef) -> float | None:
        """Return the value of a weight that has a wire; None where the run does not know it."""
        found = self._find(weight)
        if found is None:
            return None
        number, target, source = found
        values = self.values[number]
        width = self.bundles[number].columns.shape[0]
        return None if values is None else float(values[target * width + source])

    def curve_of(self, weight: WeightRef) -> Float32 | None:
        """Return the curves (parts, 8) of a weight, drawn or not; None where it has no wire."""
        found = self._find(weight)
        if found is None:
            return None
        number, target, source = found
        bundle = self.bundles[number]
        if not self.routes.get(bundle.connection):
            return self._paths(bundle, np.asarray([source]), np.asarray([target]))[0]
        # In a lane the place of a wire depends on the others.
        flat = np.arange(bundle.count, dtype=np.int64)
        targets, sources = bundle.ends_of(flat)
        curves, owner = self._paths(bundle, sources, targets)
        width = max(1, bundle.columns.shape[0])
        mine: Float32 = curves[owner == target * width + source]
        return mine

    def middle_of(self, weight: WeightRef) -> Point | None:
        """Return the point half-way along a weight's wire; None where it has no wire."""
        curves = self.curve_of(weight)
        if curves is None or not curves.shape[0]:
            return None
        points = sampled(curves).reshape(-1, 2)
        middle = points[points.shape[0] // 2]
        return float(middle[0]), float(middle[1])

    def outline(self, connection: Connection) -> tuple[Float32, Float32] | None:
        """Return the uppermost and the lowest curves (parts, 8) of a connection."""
        for bundle in self.bundles:
            if bundle.connection == connection and bundle.count:
                every = bundle.starts[:, 1], bundle.ends[:, 1]
                source = np.asarray([every[0].argmin(), every[0].argmax()])
                target = np.asarray([every[1].argmin(), every[1].argmax()])
                curves, owner = paths(
                    bundle.starts[source] + _place(self.positions, connection.source),
                    bundle.ends[target] + _place(self.positions, connection.target),
                    self.routes.get(connection, ()),
                )
                return curves[owner == 0], curves[owner == 1]
        return None

    def connection_at(self, point: Point, slack: float) -> Connection | None:
        """Return the connection whose bundle of wires a point lies in."""
        for bundle in self.bundles:
            outline = self.outline(bundle.connection)
            if outline is not None:
                for upper, lower in zip(*(sampled(side) for side in outline), strict=True):
                    if is_in_ribbon(upper, lower, point, slack):
                        return bundle.connection
        return None


def plain_at(wires: WireField, index: int) -> Connection | None:
    """Return the connection of one of the chosen wires that has no weight; None of another."""
    for bundle, mine, _ in wires.by_bundle():
        if bundle.parameter is None and index in mine:
            return bundle.connection
    return None
