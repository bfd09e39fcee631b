"""Networks of one number: the curve y(x) that they draw, and the straight line that fits best."""

import functools
from typing import TYPE_CHECKING

import numpy as np

from playground.data.build import inputs_of
from playground.data.dataset import Dataset
from playground.engine.state import Float32
from playground.model.errors import PlaygroundError
from playground.model.ids import UnitRef
from playground.readout.maps import unit_values

if TYPE_CHECKING:
    # The window reads curves and axes without the engine, which it does not load.
    from playground.readout.seen import Seen

MARGIN = 0.06
"""Part of the spread of x that a curve goes on beyond the outermost examples."""
MAX_POINTS = 4096


def curve_of(trainer: "Seen", unit: UnitRef | None, points: int) -> tuple[Float32, Float32]:
    """Return x (points,), raw and rising, and the output or the activation of a unit there.

    Raises
    ------
    PlaygroundError
        The data are not of one number, the number of points is absurd, or there is no such unit.
    """
    x, inputs = _line(trainer.dataset, points)
    if unit is None:
        y = np.ascontiguousarray(trainer.evaluator.outputs(inputs)[:, 0])
    else:
        y = np.ascontiguousarray(unit_values(trainer, unit, inputs))
    y.setflags(write=False)
    return x, y


def x_range(dataset: Dataset) -> tuple[float, float]:
    """Return where the axis of x begins and ends."""
    if dataset.extent > 0.0:
        return -dataset.extent, dataset.extent
    low, high = float(dataset.raw[:, 0].min()), float(dataset.raw[:, 0].max())
    margin = MARGIN * (high - low) if high > low else 1.0
    return low - margin, high + margin


def least_squares(dataset: Dataset) -> tuple[float, float]:
    """Return slope and height at 0 of the line with the least squared error over the training set.

    The normal equations in closed form: slope = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)².
    """
    x = dataset.raw[dataset.train, 0].astype(np.float64)
    y = dataset.values[dataset.train, 0].astype(np.float64)
    spread = x - x.mean()
    below = float(spread @ spread)
    slope = float(spread @ (y - y.mean())) / below if below > 0.0 else 0.0
    return slope, float(y.mean()) - slope * float(x.mean())


@functools.lru_cache(maxsize=4)
def _line(dataset: Dataset, points: int) -> tuple[Float32, Float32]:
    if not dataset.shape.line:
        raise PlaygroundError("These data have more than one number each, so they are no curve.")
    if not 2 <= points <= MAX_POINTS:
        raise PlaygroundError(f"A curve of {points} points is not possible (2 to {MAX_POINTS:,}).")
    x = np.linspace(*x_range(dataset), points)
    inputs = inputs_of(dataset, x[:, None])
    rounded = x.astype(np.float32)
    rounded.setflags(write=False)
    return rounded, inputs
