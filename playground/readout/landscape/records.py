"""What the loss along a weight and the loss over a plane of weights are handed on as: plain records."""

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from playground.engine.layout import ParameterLayout
from playground.engine.state import Float32, Int64
from playground.model.ids import WeightRef

Float64 = npt.NDArray[np.float64]
Range = tuple[float, float]

Basis = Literal["training", "batch", "example"]
"""What a loss is a mean over: (a sample of) the training set, the batch in progress, one example."""

Reason = Literal["", "no path", "one weight", "no weight", "cut", "broken"]
"""Why there is no surface: the run has not moved yet, the network has one weight only, a weight is
not part of the run, or is cut, or a weight is not a number."""

MOST_MOVED = 5_000
"""Weights that a click may move: each is written into the run's journal by its name."""


@dataclass(frozen=True, slots=True, eq=False)
class LossCurve:
    """One loss along the weight.

    Attributes
    ----------
    basis, examples, total
        What it is a mean over: so many examples, of so many for training.
    example
        Index into the dataset where it is the loss of one example.
    losses
        float64 (points,), NaN or infinite where the loss is.
    loss, slope
        Where the weight stands: L and ∂L/∂w. The slope is NaN where no gradient is computed: of
        running statistics, and of a frozen layer's weights while a batch is in progress.
    """

    basis: Basis
    examples: int
    total: int
    losses: Float64
    loss: float
    slope: float
    example: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LossLine:
    """The loss along one weight at one step.

    Attributes
    ----------
    value
        The weight at ``step``: inside an update that has moved it already, its value before.
    values
        float64 (points,), rising: where the losses were computed; ``value`` is one of them.
    curves
        The training set's first, then that of the batch or of the example at hand.
    """

    step: int
    weight: WeightRef
    zoom: float
    value: float
    values: Float64
    curves: tuple[LossCurve, ...]

    def curve(self, basis: Basis) -> LossCurve | None:
        """Return the curve over this basis."""
        return next((curve for curve in self.curves if curve.basis == basis), None)


@dataclass(frozen=True, slots=True)
class SurfaceWish:
    """Which plane: along two weights, or (None) along the run's path; ``zoom`` of 2 shows half."""

    weights: tuple[WeightRef, WeightRef] | None = None
    zoom: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A plane through the space of all weights.

    Attributes
    ----------
    origin, across, up
        float64 (layout.size,): a point (x, y) is origin + x·across + y·up. Along two weights x and y
        are their values, along the path distances from the present point.
    x, y
        What is to be shown of it.
    at
        The present point.
    path, steps
        float64 (n, 2) and int64 (n,): where the run has been; the present is the last of them.
    ahead
        float64 (m, 2): from the present on where the run was to go, while the past is shown; the
        present alone where it is the run's end.
    shares
        Part of the path's spread that each direction carries; None along two weights.
    """

    layout: ParameterLayout
    origin: Float64
    across: Float64
    up: Float64
    x: Range
    y: Range
    at: tuple[float, float]
    path: Float64
    steps: Int64
    ahead: Float64
    shares: tuple[float, float] | None = None

    def point(self, x: float, y: float) -> Float32:
        """Return the weights at a point of the plane, float32 (layout.size,)."""
        with np.errstate(over="ignore"):
            return (self.origin + x * self.across + y * self.up).astype(np.float32)

    @property
    def moved(self) -> int:
        """Weights that change within the plane."""
        return int(np.count_nonzero(self._is_moved()))

    def weights_at(self, x: float, y: float) -> tuple[tuple[WeightRef, ...], tuple[float, ...]]:
        """Return the weights that change within the plane, and their values at a point."""
        values, is_moved = self.point(x, y), self._is_moved()
        refs: list[WeightRef] = []
        found: list[float] = []
        for slot in self.layout.trained:
            shape = slot.shape
            columns, kernel = max(1, len(shape.sources)), max(1, math.prod(shape.kernel))
            for offset in np.flatnonzero(is_moved[slot.offset : slot.offset + slot.size]).tolist():
                rest, place = divmod(offset, kernel)
                row, column = divmod(rest, columns)
                refs.append(shape.weight_at(row, column, place))
                found.append(float(values[slot.offset + offset]))
        return tuple(refs), tuple(found)

    def _is_moved(self) -> npt.NDArray[np.bool_]:
        result: npt.NDArray[np.bool_] = (self.across != 0.0) | (self.up != 0.0)
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A loss surface at one step.

    Attributes
    ----------
    reason
        Why there is none, else "".
    losses
        float64 (n, n) at evenly spaced nodes, the edges of ``plane.x`` and ``plane.y`` among them;
        row 0 is the top, that is the largest y. NaN or infinite where the loss is.
    loss, slope
        At the present point: L, and ∂L/∂x and ∂L/∂y by backpropagation.
    examples, total
        What the loss is a mean over: so many training examples, of so many.
    is_complete
        False while a finer grid is on its way.
    """

    step: int
    wish: SurfaceWish
    reason: Reason = ""
    plane: Plane | None = None
    losses: Float64 = field(default_factory=lambda: np.zeros((0, 0)))
    loss: float = math.nan
    slope: tuple[float, float] = (math.nan, math.nan)
    examples: int = 0
    total: int = 0
    is_complete: bool = True
