"""Carrying weights over an edit: a weight belongs to two units, not to a place in a matrix.

A weight's key is its parameter, the unit of its row and the unit of its column. After an edit
every key that is still there keeps its value and its optimizer moments. What has no place any
more rests in the attic, and comes back to the bit when its units do (undo). Keys that never
existed start afresh from `initial`.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from playground.engine.initial import initial_values
from playground.engine.layout import PLANES, ParameterLayout
from playground.engine.state import Float32, Int64, Tensor
from playground.model.ids import ParameterId, UnitRef
from playground.model.network import Network
from playground.model.resolution import ParameterShape

Attic = Mapping[ParameterId, Tensor]

ATTIC_BYTES = 64 * 2**20
"""Memory for what rests. Over it the oldest is forgotten; what the last edit took away never is."""


def read_tensors(layout: ParameterLayout, block: Float32) -> tuple[Tensor, ...]:
    """Return copies of all parameters and moments in a block."""
    tensors = []
    for slot in layout.slots:
        shape = slot.shape
        planes = np.zeros((PLANES, *shape.shape), dtype=np.float32)
        for plane in range(PLANES if shape.is_trained else 1):
            planes[plane] = layout.view(block, slot, plane)
        planes.setflags(write=False)
        tensors.append(Tensor(shape.id, shape.targets, shape.sources, planes))
    return tuple(tensors)


def write_tensors(layout: ParameterLayout, block: Float32, tensors: Iterable[Tensor]) -> None:
    """Write tensors that have exactly the layout's shapes into a block."""
    for tensor in tensors:
        slot = layout.slot(tensor.id)
        for plane in range(PLANES if slot.shape.is_trained else 1):
            layout.view(block, slot, plane)[...] = tensor.planes[plane]


def fresh_tensor(shape: ParameterShape, seed: int) -> Tensor:
    """Return a parameter as it is at step 0: start values, moments 0."""
    planes = np.zeros((PLANES, *shape.shape), dtype=np.float32)
    planes[0] = initial_values(shape, seed)
    planes.setflags(write=False)
    return Tensor(shape.id, shape.targets, shape.sources, planes)


def carry_over(
    shapes: Sequence[ParameterShape], old: Iterable[Tensor], attic: Attic, seed: int
) -> tuple[tuple[Tensor, ...], dict[ParameterId, Tensor]]:
    """Return the parameters after an edit, and the attic after it.

    Parameters
    ----------
    shapes
        Parameters of the network after the edit.
    old, attic
        Parameters before the edit, and what rested in the attic then.
    seed
        Keys the start values of weights that never existed.
    """
    stored = dict(attic)
    fresh = set()
    for tensor in old:
        below = stored.pop(tensor.id, None)  # what is put in last stands last
        stored[tensor.id] = tensor if below is None else union(below, tensor)
        fresh.add(tensor.id)
    carried = []
    for shape in shapes:
        known = stored.pop(shape.id, None)
        if known is None or _matrix(known).shape[3:] != shape.kernel:
            carried.append(fresh_tensor(shape, seed))
            continue
        carried.append(_take(shape, known, seed))
        left = _without(known, shape)
        if left is not None:
            stored[shape.id] = left
    _forget(stored, fresh)
    return tuple(carried), stored


def copies_of_lent(
    before: Network, after: Network, shapes: Iterable[ParameterShape], old: Iterable[Tensor]
) -> tuple[Tensor, ...]:
    """Return what layers that get weights of their own had borrowed: they go on from there.

    Parameters
    ----------
    shapes
        Parameters of the network after the edit.
    old
        Parameters before the edit.
    """
    known = {tensor.id: tensor for tensor in old}
    borrowed = {layer.id: layer for layer in before.layers if layer.shares is not None}
    alone = {layer.id for layer in after.layers if layer.shares is None} & borrowed.keys()
    copies = []
    for shape in shapes:
        layer = borrowed.get(shape.id.layer) if shape.id.layer in alone else None
        if layer is None or layer.shares is None or shape.id in known:
            continue
        lent = known.get(ParameterId(layer.shares, shape.id.name))
        if lent is None:
            continue
        planes = lent.planes.swapaxes(1, -1) if layer.is_transposed else lent.planes
        if planes.shape[1:] == shape.shape:
            planes = np.ascontiguousarray(planes)
            planes.setflags(write=False)
            copies.append(Tensor(shape.id, shape.targets, shape.sources, planes))
    return tuple(copies)


def _forget(stored: dict[ParameterId, Tensor], fresh: Collection[ParameterId]) -> None:
    """Drop the oldest parameters that rest until the others fit."""
    size = sum(tensor.planes.nbytes for tensor in stored.values())
    for parameter in [parameter for parameter in stored if parameter not in fresh]:
        if size <= ATTIC_BYTES:
            return
        size -= stored.pop(parameter).planes.nbytes


def zero_moments(tensors: Iterable[Tensor]) -> tuple[Tensor, ...]:
    """Return the tensors with both moments 0; absent weights stay absent."""
    result = []
    for tensor in tensors:
        planes = tensor.planes.copy()
        planes[1:] = np.where(np.isnan(planes[0]), np.nan, 0.0)
        planes.setflags(write=False)
        result.append(Tensor(tensor.id, tensor.targets, tensor.sources, planes))
    return tuple(result)


def _matrix(tensor: Tensor) -> Float32:
    """Return the planes as (3, rows, columns, *kernel); a bias has one column."""
    return tensor.planes if tensor.sources else tensor.planes[:, :, None]


def _places(units: Sequence[UnitRef], wanted: Sequence[UnitRef]) -> tuple[Int64, Int64]:
    """Return positions (in ``wanted``, in ``units``) of the units that both have."""
    where = {unit: index for index, unit in enumerate(units)}
    pairs = [(index, where[unit]) for index, unit in enumerate(wanted) if unit in where]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _columns(sources: Sequence[UnitRef], wanted: Sequence[UnitRef]) -> tuple[Int64, Int64]:
    """Like `_places` for columns; two biases share their only column."""
    if not sources and not wanted:
        return np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    return _places(sources, wanted)


def _take(shape: ParameterShape, known: Tensor, seed: int) -> Tensor:
    """Return the parameter in its new shape: known values where there are any, else fresh."""
    fresh = fresh_tensor(shape, seed)
    planes = fresh.planes.copy()
    result = Tensor(shape.id, shape.targets, shape.sources, planes)
    rows_new, rows_old = _places(known.targets, shape.targets)
    columns_new, columns_old = _columns(known.sources, shape.sources)
    if rows_new.size and columns_new.size:
        old = _matrix(known)[:, rows_old[:, None], columns_old[None, :]]
        new = _matrix(result)
        area = (slice(None), rows_new[:, None], columns_new[None, :])
        new[area] = np.where(np.isnan(old[0]), new[area], old)
    planes.setflags(write=False)
    return result


def union(below: Tensor, above: Tensor) -> Tensor:
    """Return both tensors in one, ``above`` on top; NaN where neither has a value."""
    rows = set(above.targets)
    targets = (*above.targets, *(unit for unit in below.targets if unit not in rows))
    known = set(above.sources)
    sources = (*above.sources, *(unit for unit in below.sources if unit not in known))
    # Layers that came and went leave columns behind; the newest stand first.
    kernel = _matrix(above).shape[3:]
    if _matrix(below).shape[3:] != kernel:
        return above  # only a damaged file can bring this
    most = ATTIC_BYTES // (PLANES * above.planes.itemsize * len(targets) * math.prod(kernel))
    sources = sources[: max(most, len(above.sources))]
    columns = max(1, len(sources))
    planes = np.full((PLANES, len(targets), columns, *kernel), np.nan, dtype=np.float32)
    for tensor in (below, above):
        rows_new, rows_old = _places(tensor.targets, targets)
        columns_new, columns_old = _columns(tensor.sources, sources)
        values = _matrix(tensor)[:, rows_old[:, None], columns_old[None, :]]
        area = (slice(None), rows_new[:, None], columns_new[None, :])
        planes[area] = np.where(np.isnan(values[0]), planes[area], values)
    return _tensor(above.id, targets, sources, planes)


def _without(known: Tensor, shape: ParameterShape) -> Tensor | None:
    """Return what the new shape has no place for, trimmed; None where nothing is left."""
    planes = _matrix(known).copy()
    rows, columns = (
        _places(shape.targets, known.targets)[0],
        _columns(shape.sources, known.sources)[0],
    )
    planes[:, rows[:, None], columns[None, :]] = np.nan
    return rest(_tensor(known.id, known.targets, known.sources, planes))


def rest(known: Tensor) -> Tensor | None:
    """Return a tensor without the rows and columns that are all NaN; None where nothing is left."""
    planes = _matrix(known)
    # A kernel is there as a whole or not at all.
    present = ~np.isnan(planes[0]).reshape(*planes.shape[1:3], -1).all(axis=2)
    keep_rows, keep_columns = present.any(axis=1), present.any(axis=0)
    if not present.any():
        return None
    targets = tuple(unit for unit, keep in zip(known.targets, keep_rows, strict=True) if keep)
    if not known.sources:
        return _tensor(known.id, targets, (), planes[:, keep_rows])
    sources = tuple(unit for unit, keep in zip(known.sources, keep_columns, strict=True) if keep)
    return _tensor(known.id, targets, sources, planes[:, keep_rows][:, :, keep_columns])


def _tensor(
    parameter: ParameterId,
    targets: tuple[UnitRef, ...],
    sources: tuple[UnitRef, ...],
    planes: Float32,
) -> Tensor:
    """Return a read-only tensor from planes (3, rows, columns, *kernel)."""
    shaped = np.ascontiguousarray(planes if sources else planes[:, :, 0])
    shaped.setflags(write=False)
    return Tensor(parameter, targets, sources, shaped)
