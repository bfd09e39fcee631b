"""From a snapshot to the matrices that are drawn, and from cells back to weights. Qt-free."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.model.ids import ParameterId, UnitRef, WeightRef
from playground.model.resolution import LayerShape, ParameterShape
from playground.session.snapshot import Snapshot
from playground.ui.naming import unit_title
from playground.ui.view import ShownProject
from playground.ui.views.weights.hinton import Table
from playground.ui.views.weights.linear import Product
from playground.ui.views.weights.sort import Sort

_MOST_TITLES = 64


def drawn(shape: LayerShape) -> tuple[ParameterShape, ...]:
    """Return the parameters that stand side by side in a layer's table: those with the same rows.

    The bias stands apart; what has other rows is left out.
    """
    rows = next((p.targets for p in shape.parameters), ())
    return tuple(p for p in shape.parameters if p.targets == rows and p.id.name != "bias")


def _bias(shape: LayerShape) -> ParameterShape | None:
    rows = next((p.targets for p in shape.parameters), ())
    return next((p for p in shape.parameters if p.id.name == "bias" and p.targets == rows), None)


def numbers_of(
    snapshot: Snapshot, shape: LayerShape, sort: Sort = "weights"
) -> npt.NDArray[np.float32] | None:
    """Return a layer's numbers (rows, columns) as they are drawn, kernels row by row; None while
    those of another shape are known only.
    """
    known = _known(snapshot, sort)
    parts = []
    for parameter in drawn(shape):
        values = known.get(parameter.id)
        if values is None or values.shape != parameter.shape:
            return None
        parts.append(values.reshape(len(parameter.targets), -1))
    return np.hstack(parts) if parts else None


def _known(snapshot: Snapshot, sort: Sort) -> Mapping[ParameterId, npt.NDArray[np.float32]]:
    return snapshot.gradients if sort == "gradients" else snapshot.weights


def matrix_table(
    shown: ShownProject, snapshot: Snapshot, shape: LayerShape, sort: Sort = "weights"
) -> Table | None:
    """Return a layer's weights and biases, or their gradients; None while those of another shape are
    known only.
    """
    matrix, last = numbers_of(snapshot, shape, sort), _bias(shape)
    bias = None if last is None else _known(snapshot, sort).get(last.id)
    if matrix is None or (bias is not None and len(bias) != len(matrix)):
        return None
    return Table(
        matrix.astype(np.float64),
        None if bias is None else bias.astype(np.float64),
        _titles(shown, drawn(shape)[0].targets),
        _columns(shown, shape, matrix.shape[1]),
        _held(shown, shape, matrix.shape),
        is_gradient=sort == "gradients",
    )


def _columns(shown: ShownProject, shape: LayerShape, count: int) -> tuple[str, ...]:
    if count > _MOST_TITLES:
        return tuple(str(number) for number in range(1, count + 1))
    parts = drawn(shape)
    titles: list[str] = []
    for parameter in parts:
        # Of a single channel the places of the window say enough.
        is_named = parameter.sources and not (parameter.kernel and len(parameter.sources) == 1)
        own = _titles(shown, parameter.sources) if is_named else ("",)
        cells = [" ".join(str(at + 1) for at in place) for place in np.ndindex(parameter.kernel)]
        several = f"{parameter.id.name.split(' ')[0]} " if len(parts) > 1 else ""
        titles += [f"{several}{name} {cell}".strip() for name in own for cell in cells]
    return tuple(titles)


def product_table(shown: ShownProject, product: Product) -> Table:
    """Return several linear layers as one matrix."""
    rows, columns = _titles(shown, product.targets), _titles(shown, product.sources)
    return Table(product.matrix, product.bias, rows, columns)


def _titles(shown: ShownProject, units: tuple[UnitRef, ...]) -> tuple[str, ...]:
    if len(units) > _MOST_TITLES:
        return tuple(str(number) for number in range(1, len(units) + 1))
    titles = (unit_title(shown.project, shown.resolution, unit, "") for unit in units)
    return tuple(title.rpartition(" · ")[2] for title in titles)


def _held(
    shown: ShownProject, shape: LayerShape, size: tuple[int, ...]
) -> npt.NDArray[np.bool_] | None:
    network = shown.project.network
    own = {parameter.id for parameter in shape.parameters}
    marked = [w for w in (*network.cuts, *network.frozen_weights) if w.parameter in own]
    if not marked:
        return None
    held = np.zeros(size, np.bool_)
    for weight in marked:
        for one in _single(shape, weight):
            cell = cell_of(shape, one)
            if cell is not None and cell[1] >= 0:
                held[cell] = True
    return held


def _single(shape: LayerShape, weight: WeightRef) -> Iterable[WeightRef]:
    """Return the numbers that a padlock or a cut means: several where it is one of a kernel."""
    own = next(p for p in shape.parameters if p.id == weight.parameter)
    count = math.prod(own.kernel)
    if weight.place is not None or count == 1:
        return (weight,)
    return (replace(weight, place=place) for place in range(count))


def cell_of(shape: LayerShape, weight: WeightRef) -> tuple[int, int] | None:
    """Return row and column of a weight, column −1 for a bias; None where it is elsewhere."""
    last = _bias(shape)
    if last is not None and weight.parameter == last.id:
        found = weight.target in last.targets and weight.source is None
        return (last.targets.index(weight.target), -1) if found else None
    column = 0
    for parameter in drawn(shape):
        index = parameter.index_of(weight)
        if index is not None:
            size = parameter.shape[1:]
            return index[0], column + (int(np.ravel_multi_index(index[1:], size)) if size else 0)
        column += _width(parameter)
    return None


def weight_at(shape: LayerShape, row: int, column: int) -> WeightRef | None:
    """Return the weight of a cell; column −1 is the bias. None for what training does not move."""
    last = _bias(shape)
    if column < 0:
        is_there = last is not None and row < len(last.targets)
        return WeightRef(last.id, last.targets[row]) if last is not None and is_there else None
    for parameter in drawn(shape):
        if column < _width(parameter):
            if not parameter.is_trained or row >= len(parameter.targets):
                return None
            return parameter.weight_at(row, *divmod(column, math.prod(parameter.kernel)))
        column -= _width(parameter)
    return None


def _width(parameter: ParameterShape) -> int:
    return max(1, len(parameter.sources)) * math.prod(parameter.kernel)


def refs_of(
    shape: LayerShape, chosen: Mapping[ParameterId, npt.NDArray[np.bool_]]
) -> tuple[WeightRef, ...]:
    """Return the weights of a layer that are marked; those of another layer are that one's."""
    refs: list[WeightRef] = []
    for parameter in shape.parameters:
        goes = chosen.get(parameter.id)
        if goes is None or goes.shape != parameter.shape or parameter.id.layer != shape.id:
            continue
        refs += [
            WeightRef(parameter.id, parameter.targets[row], parameter.sources[column])
            for row, column in np.argwhere(goes).tolist()
        ]
    return tuple(refs)
