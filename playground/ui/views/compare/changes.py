"""How far weights have moved from one moment to another, also where the network has changed between.
Qt-free.
"""

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId, ParameterId, UnitRef, WeightRef
from playground.model.resolution import LayerShape, ParameterShape, Resolution

Float32 = npt.NDArray[np.float32]
Weights = Mapping[ParameterId, Float32]
Places = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
"""Rows or columns that both have: where they are then, and where now."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One weight at both moments."""

    weight: WeightRef
    then: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.then


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The numbers of a layer at one moment.

    Attributes
    ----------
    matrix
        float32 (rows, columns): its parameters with the same rows side by side.
    bias
        float32 (rows,), or None.
    """

    matrix: Float32
    bias: Float32 | None

    @property
    def count(self) -> int:
        """Rows."""
        return int(self.matrix.shape[0])

    @property
    def columns(self) -> int:
        """Columns, that of the biases among them."""
        return int(self.matrix.shape[1]) + (0 if self.bias is None else 1)


@dataclass(frozen=True, slots=True, eq=False)
class LayerChange:
    """One layer at both moments; None where it has no weights then, or now.

    Attributes
    ----------
    change
        now − then, of what both have.
    compared, total
        Numbers that are compared, and those there are at the moment that has more of them.
    """

    layer: LayerId
    then: Side | None
    now: Side | None
    change: Side | None
    compared: int
    total: int


def layers_of(
    then: Resolution, now: Resolution, before: Weights, after: Weights
) -> tuple[LayerChange, ...]:
    """Return every layer that has weights at one of the moments, in the order of the network now."""
    order = [*now.order, *(layer for layer in then.order if layer not in now.order)]
    found = (
        _layer(layer, then.layers.get(layer), now.layers.get(layer), before, after)
        for layer in order
    )
    return tuple(change for change in found if change.then is not None or change.now is not None)


def _layer(
    layer: LayerId, old: LayerShape | None, new: LayerShape | None, before: Weights, after: Weights
) -> LayerChange:
    then, now = _side(old, before), _side(new, after)
    change, compared = None, 0
    if old is not None and new is not None:
        pairs = list(_pairs(old, new, before, after))
        compared = sum(one.size for _, _, _, one, _ in pairs)
        change = _difference(pairs)
    sizes = [_size(side) for side in (then, now) if side is not None]
    return LayerChange(layer, then, now, change, compared, max(sizes, default=0))


def _size(side: Side) -> int:
    return side.matrix.size + (0 if side.bias is None else side.bias.size)


def _rows(shape: LayerShape) -> tuple[UnitRef, ...]:
    return next((p.targets for p in shape.parameters), ())


def _side(shape: LayerShape | None, weights: Weights) -> Side | None:
    """Return a layer's numbers; None while they are not known, or it has none."""
    if shape is None:
        return None
    rows, parts, bias = _rows(shape), [], None
    for parameter in shape.parameters:
        values = weights.get(parameter.id)
        if values is None or values.shape != parameter.shape:
            return None
        if parameter.targets != rows:
            continue
        if parameter.id.name == "bias":
            bias = values
        else:
            parts.append(values.reshape(len(rows), -1))
    if not parts and bias is None:
        return None
    return Side(np.hstack(parts) if parts else np.zeros((len(rows), 0), np.float32), bias)


def _pairs(
    old: LayerShape, new: LayerShape, before: Weights, after: Weights
) -> Iterator[tuple[ParameterShape, Places, Places | None, Float32, Float32]]:
    """Yield parameters of both moments with the numbers that both have, in the order of ``new``."""
    known = {parameter.id: parameter for parameter in old.parameters}
    for parameter in new.parameters:
        same = known.get(parameter.id)
        first, second = before.get(parameter.id), after.get(parameter.id)
        if same is None or first is None or second is None or same.kernel != parameter.kernel:
            continue
        if first.shape != same.shape or second.shape != parameter.shape:
            continue
        if bool(same.sources) != bool(parameter.sources):
            continue
        rows = _common(same.targets, parameter.targets)
        columns = _common(same.sources, parameter.sources) if parameter.sources else None
        yield (
            parameter,
            rows,
            columns,
            _cut(first, rows, columns, 0),
            _cut(second, rows, columns, 1),
        )


def _common(old: tuple[UnitRef, ...], new: tuple[UnitRef, ...]) -> Places:
    at = {unit: place for place, unit in enumerate(old)}
    both = [(at[unit], place) for place, unit in enumerate(new) if unit in at]
    first, second = [a for a, _ in both], [b for _, b in both]
    return np.array(first, np.intp), np.array(second, np.intp)


def _cut(values: Float32, rows: Places, columns: Places | None, moment: int) -> Float32:
    part = values[rows[moment]]
    return part if columns is None else part[:, columns[moment]]


def _difference(
    pairs: list[tuple[ParameterShape, Places, Places | None, Float32, Float32]],
) -> Side | None:
    """Return now − then, the parameters with the same rows side by side."""
    count = next((rows[0].size for _, rows, _, _, _ in pairs), 0)
    parts, bias = [], None
    for parameter, rows, _, then, now in pairs:
        if rows[0].size != count or not count:
            continue
        if parameter.id.name == "bias":
            bias = now - then
        elif now.size:
            parts.append((now - then).reshape(count, -1))
    if not parts and bias is None:
        return None
    return Side(np.hstack(parts) if parts else np.zeros((count, 0), np.float32), bias)


def most_moved(
    then: Resolution, now: Resolution, before: Weights, after: Weights, most: int
) -> tuple[Moved, ...]:
    """Return the trained weights that have moved farthest, the farthest first."""
    found: list[Moved] = []
    for layer in now.order:
        old = then.layers.get(layer)
        if old is None:
            continue
        for parameter, rows, columns, first, second in _pairs(
            old, now.layers[layer], before, after
        ):
            if parameter.is_trained and first.size:
                found += _farthest(parameter, rows, columns, first, second, most)
    return tuple(heapq.nlargest(most, found, key=lambda one: abs(one.change)))


def _farthest(  # noqa: PLR0917
    parameter: ParameterShape,
    rows: Places,
    columns: Places | None,
    first: Float32,
    second: Float32,
    most: int,
) -> Iterator[Moved]:
    distance = np.nan_to_num(np.abs(second - first).ravel(), nan=0.0, posinf=0.0)
    count = min(most, distance.size)
    kernel = math.prod(parameter.kernel)
    width = (1 if columns is None else columns[1].size) * kernel
    for place in np.argpartition(distance, -count)[-count:].tolist():
        if distance[place] == 0.0:
            continue
        row, rest = divmod(place, width)
        column, cell = divmod(rest, kernel)
        at = 0 if columns is None else int(columns[1][column])
        weight = parameter.weight_at(int(rows[1][row]), at, cell)
        yield Moved(weight, float(first.flat[place]), float(second.flat[place]))
