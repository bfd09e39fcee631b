"""Single weights that training may not move: padlocks and cuts, as places in a parameter.

A cut weight is 0 in the parameter block. What it was rests in the attic, with its moments, and
comes back to the bit when the cut is undone.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from playground.engine.carry import Attic, rest, union
from playground.engine.layout import ParameterLayout
from playground.engine.state import Int32, Tensor
from playground.model.ids import ParameterId, UnitRef, WeightRef

Mask = npt.NDArray[np.bool_]


def mask_of(
    targets: Sequence[UnitRef],
    sources: Sequence[UnitRef],
    kernel: tuple[int, ...],
    refs: Iterable[WeightRef],
) -> Mask:
    """Return where in a parameter these weights are, bool (rows, columns, *kernel) without the
    columns where there are none.

    Weights of units that are not there are passed over: an edit may have taken their units away.
    """
    rows = {unit: place for place, unit in enumerate(targets)}
    columns: dict[UnitRef | None, int] = {unit: place for place, unit in enumerate(sources)}
    if not sources:
        columns[None] = 0
    places = math.prod(kernel)
    mask = np.zeros((len(rows), len(columns), places), dtype=np.bool_)
    for ref in refs:
        row, column = rows.get(ref.target), columns.get(ref.source)
        if row is None or column is None:
            continue
        if ref.place is None:
            mask[row, column] = True
        elif 0 <= ref.place < places:
            mask[row, column, ref.place] = True
    return mask.reshape(len(rows), *((len(columns),) if sources else ()), *kernel)


def held_places(layout: ParameterLayout, refs: Iterable[WeightRef]) -> Int32:
    """Return the offsets of these weights within a plane, rising, int32."""
    wanted = _by_parameter(refs)
    places = []
    for slot in layout.trained:
        shape = slot.shape
        if shape.id in wanted:
            mask = mask_of(shape.targets, shape.sources, shape.kernel, wanted[shape.id])
            places.append(slot.offset + np.flatnonzero(mask))
    return np.concatenate([np.empty(0, np.int64), *places]).astype(np.int32)


def absent(tensors: Iterable[Tensor], cuts: Iterable[WeightRef]) -> tuple[Tensor, ...]:
    """Return the tensors with NaN where a weight is cut: what is known of it rests in the attic."""
    return tuple(
        tensor if mask is None else _with(tensor, mask, np.nan)
        for tensor, mask in _masked(tensors, cuts)
    )


def emptied(tensors: Iterable[Tensor], cuts: Iterable[WeightRef]) -> tuple[Tensor, ...]:
    """Return the tensors with value and moments 0 where a weight is cut."""
    return tuple(
        tensor if mask is None else _with(tensor, mask, 0.0)
        for tensor, mask in _masked(tensors, cuts)
    )


def put_aside(
    tensors: Sequence[Tensor], attic: Attic, cuts: Iterable[WeightRef]
) -> tuple[tuple[Tensor, ...], dict[ParameterId, Tensor]]:
    """Return the tensors with 0 where a weight is cut, and the attic with what it was."""
    cuts = tuple(cuts)
    stored = dict(attic)
    for tensor, mask in _masked(tensors, cuts):
        if mask is None:
            continue
        cut = rest(_with(tensor, ~mask, np.nan))
        below = stored.get(tensor.id)
        if cut is not None:
            stored[tensor.id] = cut if below is None else union(below, cut)
    return emptied(tensors, cuts), stored


def _by_parameter(refs: Iterable[WeightRef]) -> Mapping[ParameterId, list[WeightRef]]:
    wanted: dict[ParameterId, list[WeightRef]] = {}
    for ref in refs:
        wanted.setdefault(ref.parameter, []).append(ref)
    return wanted


def _masked(
    tensors: Iterable[Tensor], refs: Iterable[WeightRef]
) -> Iterable[tuple[Tensor, Mask | None]]:
    """Yield every tensor with the mask of these weights, None where it has none of them."""
    wanted = _by_parameter(refs)
    for tensor in tensors:
        mask = None
        if tensor.id in wanted:
            kernel = tensor.planes.shape[3 if tensor.sources else 2 :]
            mask = mask_of(tensor.targets, tensor.sources, kernel, wanted[tensor.id])
        yield tensor, mask if mask is not None and mask.any() else None


def _with(tensor: Tensor, mask: Mask, value: float) -> Tensor:
    planes = tensor.planes.copy()
    planes[:, mask] = value
    planes.setflags(write=False)
    return Tensor(tensor.id, tensor.targets, tensor.sources, planes)
