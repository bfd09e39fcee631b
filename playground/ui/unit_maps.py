"""The numbers of units that have positions: maps of a picture, strips over time, means. Qt-free.

A probe holds a layer's numbers in one row, unit after unit and of each unit position after position.
"""

import math

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.state import Float32, Probe
from playground.model.check import LayerShape
from playground.ui.view import ShownProject


def positions_of(shape: LayerShape) -> int:
    """Return how many numbers each unit of a layer has."""
    return math.prod(shape.positions)


def by_position(values: Float32 | None, shape: LayerShape) -> Float32 | None:
    """Return a layer's numbers as (units, *positions); None where they are not of this layer."""
    if values is None or values.size != len(shape.units_out) * positions_of(shape):
        return None
    return values.reshape(len(shape.units_out), *shape.positions)


def length_of(shown: ShownProject, probe: Probe | None, shape: LayerShape) -> int | None:
    """Return how many positions of a sequence count for the example shown; None means all."""
    if probe is None or shown.dataset is None or len(shape.positions) != 1:
        return None
    return known_length(shown.dataset, probe.example)


def known_length(dataset: Dataset, example: int) -> int | None:
    """Return how long an example of these data is; None where all positions of it count."""
    if dataset.lengths is None or not 0 <= example < dataset.size:
        return None
    return dataset.length_of(example)


def means(values: Float32 | None, shape: LayerShape, length: int | None = None) -> Float32 | None:
    """Return one number for each unit, float32 (units,): the mean over the positions that count.

    Of a layer without positions it is the number itself.
    """
    by_unit = by_position(values, shape)
    if by_unit is None or not shape.positions:
        return by_unit
    if len(shape.positions) == 1 and length is not None:
        by_unit = by_unit[:, :length]
    flat = by_unit.reshape(len(by_unit), -1).astype(np.float64)
    with np.errstate(invalid="ignore"):  # of +∞ and −∞ the mean is NaN, and may be
        result: Float32 = flat.mean(axis=1).astype(np.float32)
    return result


def pictures(
    values: Float32 | None, shape: LayerShape, length: int | None = None
) -> Float32 | None:
    """Return float32 (units, height, width): a map of every unit, or a strip over time.

    What stands behind the end of a sequence is NaN. None where the units have no positions.
    """
    by_unit = by_position(values, shape)
    if by_unit is None or not shape.positions:
        return None
    if len(shape.positions) == 2:
        return by_unit
    strips = by_unit[:, None, :].astype(np.float32, copy=True)
    if length is not None:
        strips[:, :, length:] = np.nan
    return strips


def pixels_of(dataset: Dataset, values: Float32 | None) -> Float32 | None:
    """Return numbers in the network's scale as a picture, float32 (height, width), as it came in.

    None where they are not as many as a picture has.
    """
    shape = dataset.shape.picture
    if shape is None or values is None or values.size != dataset.scale.size:
        return None
    pixels = values.astype(np.float64) * dataset.scale + dataset.mean
    return np.asarray(pixels.reshape(shape).mean(axis=0), np.float32)


def product_sum(
    deltas: Float32 | None,
    values: Float32 | None,
    shapes: tuple[LayerShape, LayerShape],
    length: int | None = None,
) -> npt.NDArray[np.float64] | None:
    """Return Σ over positions of δ · a, float64 (targets, sources): the gradient of a shared weight.

    Parameters
    ----------
    shapes
        Of the layer with the δ, and of the one in front of it.
    """
    after, before = by_position(deltas, shapes[0]), by_position(values, shapes[1])
    if after is None or before is None or shapes[0].positions != shapes[1].positions:
        return None
    first, second = (part.reshape(len(part), -1).astype(np.float64) for part in (after, before))
    if len(shapes[0].positions) == 1 and length is not None:
        first, second = first[:, :length], second[:, :length]
    with np.errstate(invalid="ignore", over="ignore"):
        result: npt.NDArray[np.float64] = first @ second.T
    return result
