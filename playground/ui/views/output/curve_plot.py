"""What a plot of y over x shows: curve, examples, errors. Plain arrays."""

from dataclasses import dataclass, field

import numpy as np

from playground.ui.views.output.levels import Float32
from playground.ui.widgets.plot_axes import UNIT, Axis


@dataclass(frozen=True, slots=True, eq=False)
class CurvePlot:
    """Everything that is drawn; empty arrays where there is nothing.

    Attributes
    ----------
    x, y
        The network's curve.
    examples, points, train
        Indices, coordinates float64 (n, 2), and whether each is trained on.
    ends
        Where the stick of each example ends: the output there; None for no sticks.
    line
        Slope and height at 0 of the straight line that fits best, or None.
    is_faint
        The curve is a neuron's: the examples step back.
    """

    across: Axis = UNIT
    up: Axis = UNIT
    x: Float32 = field(default_factory=lambda: np.zeros(0, np.float32))
    y: Float32 = field(default_factory=lambda: np.zeros(0, np.float32))
    examples: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]" = field(
        default_factory=lambda: np.zeros(0, np.int64)
    )
    points: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]" = field(
        default_factory=lambda: np.zeros((0, 2))
    )
    train: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]" = field(
        default_factory=lambda: np.zeros(0, np.bool_)
    )
    ends: Float32 | None = None
    line: tuple[float, float] | None = None
    is_faint: bool = False
