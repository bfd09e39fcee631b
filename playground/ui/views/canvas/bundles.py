"""What each connection carries: bundles of wires between the units of two layers. Qt-free."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.model.check import LayerShape, ParameterShape
from playground.model.ids import LayerId, ParameterId, UnitRef, WeightRef
from playground.model.network import Connection
from playground.ui.view import ShownProject
from playground.ui.views.canvas.cards import Card

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """The wires of one connection.

    Attributes
    ----------
    parameter
        The weights that the wires stand for; None for a layer without any (neutral wires).
    rows, columns
        int64: index into the weight matrix for every tile shown at the target and at the source.
    starts, ends
        float32 (shown, 2): ports relative to the centre of the source's and target's card.
    total
        Number of weights of this connection, also of units that are not shown.
    lent
        Of borrowed weights: what their owner calls the units of the tiles at the target and at the
        source.
    is_turned
        Whether the borrowed weights are used turned over.
    tiles
        int64: place on the source's card of every tile that wires start at; empty for the wire of a
        whole layer.
    """

    connection: Connection
    parameter: ParameterId | None
    rows: Int64
    columns: Int64
    targets: tuple[UnitRef, ...]
    sources: tuple[UnitRef, ...]
    starts: Float32
    ends: Float32
    total: int
    lent: tuple[tuple[UnitRef, ...], tuple[UnitRef, ...]] | None = None
    is_turned: bool = False
    tiles: Int64 = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def count(self) -> int:
        if self.parameter is None:
            return int(self.rows.shape[0])
        return int(self.rows.shape[0] * self.columns.shape[0])

    def ends_of(self, index: Int64) -> tuple[Int64, Int64]:
        """Return (position at the target, position at the source) of wires of this bundle."""
        if self.parameter is None:
            return index, index
        width = max(1, self.columns.shape[0])
        return index // width, index % width

    def values(self, weights: Mapping[ParameterId, Float32]) -> Float32 | None:
        """Return the weight of every wire, or None where the run does not have (all of) them."""
        matrix = weights.get(self.parameter) if self.parameter is not None else None
        if matrix is not None and self.is_turned:
            matrix = matrix.T
        if matrix is None or matrix.ndim != 2 or not self.rows.size or not self.columns.size:
            return None
        if self.rows.max() >= matrix.shape[0] or self.columns.max() >= matrix.shape[1]:
            return None
        return np.ascontiguousarray(matrix[np.ix_(self.rows, self.columns)]).reshape(-1)

    def weight(self, target: int, source: int) -> WeightRef | None:
        """Return the weight of a wire by the positions of its ends; None for a neutral one."""
        if self.parameter is None:
            return None
        targets, sources = self.lent or (self.targets, self.sources)
        ends = targets[target], sources[source]
        return WeightRef(self.parameter, *(reversed(ends) if self.is_turned else ends))

    def place_of(self, weight: WeightRef) -> tuple[int, int] | None:
        """Return the positions of a weight's wire at the target and at the source."""
        targets, sources = self.lent or (self.targets, self.sources)
        ends = weight.target, weight.source
        target, source = ends[::-1] if self.is_turned else ends
        if self.parameter != weight.parameter or target not in targets or source not in sources:
            return None
        return targets.index(target), sources.index(source)


def _weighted(
    connection: Connection,
    cards: tuple[Card, Card],
    shapes: tuple[LayerShape, LayerShape],
    matrix: ParameterShape,
    *,
    is_turned: bool,
) -> Bundle:
    """Return the wires from the first card to the second."""
    (source, target), (source_shape, target_shape) = cards, shapes
    is_lent = matrix.id.layer != target.layer
    named = target_shape.units_in if is_lent else matrix.sources
    column_of = {unit: index for index, unit in enumerate(named)}
    identities = source_shape.identities[: source.body.shown]
    pairs = [(tile, column_of[u]) for tile, u in enumerate(identities) if u in column_of]
    tiles = np.asarray([tile for tile, _ in pairs], np.int64)
    rows = np.arange(target.body.ports_in.shape[0], dtype=np.int64)
    theirs = (matrix.sources, matrix.targets) if is_turned else (matrix.targets, matrix.sources)
    lent = theirs[0][: rows.shape[0]], tuple(theirs[1][column] for _, column in pairs)
    arriving = sum(unit in column_of for unit in source_shape.identities)
    return Bundle(
        connection,
        matrix.id,
        rows,
        np.asarray([column for _, column in pairs], np.int64),
        target_shape.units_out[: rows.shape[0]],
        tuple(identities[tile] for tile, _ in pairs),
        source.body.ports_out[tiles],
        target.body.ports_in,
        len(target_shape.units_out) * arriving,
        lent if is_lent else None,
        is_turned,
        tiles,
    )


def _matrix(shape: LayerShape) -> ParameterShape | None:
    """Return the weights between what arrives and the units of a layer, one number for each pair.

    Kernels, gates and the many matrices of attention are no such thing.
    """
    return next(
        (
            p
            for p in shape.parameters
            if (p.sources and not p.kernel and p.id.name == "weight")
            and (p.targets == shape.units_out or _is_lent(shape, p))
        ),
        None,
    )


def _is_lent(shape: LayerShape, matrix: ParameterShape) -> bool:
    """Whether a sum takes its weights from another layer."""
    return matrix.id.layer != shape.id and shape.kind in ("dense", "output")


def _mixes(shape: LayerShape) -> bool:
    """Whether no unit of a layer belongs to one that arrives: convolutions, rows, gates, attention."""
    is_own = shape.units_out == shape.identities
    return is_own and shape.kind not in ("add", "multiply") and bool(shape.units_in)


def _single(connection: Connection, source: Card, target: Card) -> Bundle:
    """Return one neutral wire from card to card."""
    right = np.asarray([[source.body.width / 2, 0.0]], np.float32)
    left = np.asarray([[-target.body.width / 2, 0.0]], np.float32)
    place = np.arange(1)
    return Bundle(connection, None, place, place, (), (), right, left, 0)


def _neutral(connection: Connection, source: Card, target: Card, first: int) -> Bundle:
    """Return one neutral wire for each unit; a single one between cards without units.

    Parameters
    ----------
    first
        Where the source's first unit arrives, counted on the target's card.
    """
    right = np.asarray([[source.body.width / 2, 0.0]], np.float32)
    left = np.asarray([[-target.body.width / 2, 0.0]], np.float32)
    starts = source.body.ports_out if source.body.shown else right
    ends = target.body.ports_in[first:] if target.body.ports_in.shape[0] > first else left
    count = starts.shape[0] if target.kind == "concatenate" else max(len(starts), len(ends))
    # Where the numbers do not agree the spare wires end together: that is what has to be repaired.
    pick = np.arange(count)
    first_of = np.minimum(pick, starts.shape[0] - 1)
    starts = starts[first_of].astype(np.float32)
    ends = ends[np.minimum(pick, ends.shape[0] - 1)].astype(np.float32)
    tiles = first_of if source.body.shown else np.zeros(0, np.int64)
    return Bundle(connection, None, pick, pick, (), (), starts, ends, 0, tiles=tiles)


def _chosen(
    connection: Connection, cards: tuple[Card, Card], shapes: tuple[LayerShape, LayerShape]
) -> Bundle:
    """Return a neutral wire for each feature that is chosen, from where it stands."""
    source, target = cards
    place_of = {unit: place for place, unit in enumerate(shapes[0].identities)}
    shown = min(target.body.ports_in.shape[0], len(shapes[1].identities))
    wanted = [place_of.get(unit, -1) for unit in shapes[1].identities[:shown]]
    pairs = [(at, row) for row, at in enumerate(wanted) if 0 <= at < source.body.shown]
    starts = source.body.ports_out[[at for at, _ in pairs]].astype(np.float32)
    ends = target.body.ports_in[[row for _, row in pairs]].astype(np.float32)
    pick, tiles = np.arange(len(pairs)), np.asarray([at for at, _ in pairs], np.int64)
    return Bundle(connection, None, pick, pick, (), (), starts, ends, 0, tiles=tiles)


def bundles_of(shown: ShownProject, cards: Mapping[LayerId, Card]) -> tuple[Bundle, ...]:
    """Return a bundle for every connection of the network."""
    shapes = shown.resolution.layers
    bundles = []
    side_by_side: dict[LayerId, int] = {}
    for connection in shown.project.network.connections:
        source, target = cards.get(connection.source), cards.get(connection.target)
        if source is None or target is None:
            continue
        source_shape, target_shape = shapes.get(source.layer), shapes.get(target.layer)
        matrix = None if target_shape is None else _matrix(target_shape)
        if source_shape is not None and target_shape is not None and matrix is not None:
            layer = shown.project.network.layer(target.layer)
            turned = layer.is_transposed and matrix.id.layer != layer.id
            shapes_of = (source_shape, target_shape)
            ends = (source, target)
            bundles.append(_weighted(connection, ends, shapes_of, matrix, is_turned=turned))
            continue
        if source_shape is not None and target_shape is not None and target.kind == "features":
            chosen = _chosen(connection, (source, target), (source_shape, target_shape))
            if chosen.count:
                bundles.append(chosen)
                continue
        if target_shape is not None and _mixes(target_shape):
            bundles.append(_single(connection, source, target))
            continue
        first = side_by_side.get(target.layer, 0)
        if target.kind == "concatenate":
            side_by_side[target.layer] = first + len(source.units)
        bundles.append(_neutral(connection, source, target, first))
    return tuple(bundles)
