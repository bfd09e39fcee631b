"""From a snapshot to the matrices that are drawn, and from cells back to weights. Qt-free."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from playground.model.ids import ParameterId, UnitRef, WeightRef
from playground.model.resolution import LayerShape
from playground.session.snapshot import Snapshot
from playground.ui.naming import unit_title
from playground.ui.view import ShownProject
from playground.ui.views.weights.hinton import Table
from playground.ui.views.weights.linear import Product

_MOST_TITLES = 64


def parameter_of(
    snapshot: Snapshot, shape: LayerShape, name: str
) -> npt.NDArray[np.float32] | None:
    """Return "weight" or "bias" of a layer, None where it has none or it is not known yet."""
    found = next((p.id for p in shape.parameters if p.id.name == name), None)
    return None if found is None else snapshot.weights.get(found)


def matrix_table(shown: ShownProject, snapshot: Snapshot, shape: LayerShape) -> Table | None:
    """Return a layer's weights and biases; None while those of another shape are known only."""
    matrix, bias = parameter_of(snapshot, shape, "weight"), parameter_of(snapshot, shape, "bias")
    if matrix is None or matrix.shape != (len(shape.units_out), len(shape.units_in)):
        return None
    if bias is not None and len(bias) != len(matrix):
        return None
    return Table(
        matrix.astype(np.float64),
        None if bias is None else bias.astype(np.float64),
        _titles(shown, shape.units_out),
        _titles(shown, shape.units_in),
        _held(shown, shape),
    )


def product_table(shown: ShownProject, product: Product) -> Table:
    """Return several linear layers as one matrix."""
    rows, columns = _titles(shown, product.targets), _titles(shown, product.sources)
    return Table(product.matrix, product.bias, rows, columns)


def _titles(shown: ShownProject, units: tuple[UnitRef, ...]) -> tuple[str, ...]:
    if len(units) > _MOST_TITLES:
        return tuple(str(number) for number in range(1, len(units) + 1))
    titles = (unit_title(shown.project, shown.resolution, unit, "") for unit in units)
    return tuple(title.rpartition(" · ")[2] for title in titles)


def _held(shown: ShownProject, shape: LayerShape) -> npt.NDArray[np.bool_] | None:
    network = shown.project.network
    marked = [w for w in (*network.cuts, *network.frozen_weights) if w.target.layer == shape.id]
    if not marked:
        return None
    held = np.zeros((len(shape.units_out), len(shape.units_in)), np.bool_)
    for weight in marked:
        cell = cell_of(shape, weight)
        if cell is not None and cell[1] >= 0:
            held[cell] = True
    return held


def cell_of(shape: LayerShape, weight: WeightRef) -> tuple[int, int] | None:
    """Return row and column of a weight, column −1 for a bias; None where it is elsewhere."""
    if weight.target not in shape.units_out:
        return None
    row = shape.units_out.index(weight.target)
    if weight.source is None:
        return row, -1
    return (row, shape.units_in.index(weight.source)) if weight.source in shape.units_in else None


def refs_of(
    shape: LayerShape, chosen: Mapping[ParameterId, npt.NDArray[np.bool_]]
) -> tuple[WeightRef, ...]:
    """Return the weights of a layer that are marked."""
    parameter = next((p.id for p in shape.parameters if p.id.name == "weight"), None)
    goes = None if parameter is None else chosen.get(parameter)
    if (
        parameter is None
        or goes is None
        or goes.shape != (len(shape.units_out), len(shape.units_in))
    ):
        return ()
    return tuple(
        WeightRef(parameter, shape.units_out[row], shape.units_in[column])
        for row, column in np.argwhere(goes).tolist()
    )


def weight_at(shape: LayerShape, row: int, column: int) -> WeightRef | None:
    """Return the weight of a cell; column −1 is the bias."""
    name = "weight" if column >= 0 else "bias"
    parameter = next((p.id for p in shape.parameters if p.id.name == name), None)
    if parameter is None or row >= len(shape.units_out) or column >= len(shape.units_in):
        return None
    source = shape.units_in[column] if column >= 0 else None
    return WeightRef(parameter, shape.units_out[row], source)
