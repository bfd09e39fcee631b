"""The loss over a plane of weights: a grid of losses around the live point, with the run's path."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.engine.trainer import Trainer
from playground.readout.landscape.ground import Ground
from playground.readout.landscape.plane import Plane, Reason, SurfaceWish, plane_of

Float64 = npt.NDArray[np.float64]

FINEST = 65
"""Nodes a side of the finest grid."""
_STRIDES = (4, 2, 1)


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


def loss_surface(
    trainer: Trainer, wish: SurfaceWish, size: int = FINEST, before: Plane | None = None
) -> Surface:
    """Return the loss over a plane; ``size`` is 17, 33 or 65 nodes a side."""
    work = SurfaceWork(Ground(trainer), trainer, wish, before)
    work.advance(math.inf, stride=(FINEST - 1) // (size - 1))
    surface = work.surface()
    assert surface is not None
    return surface


class SurfaceWork:
    """A surface that is computed bit by bit, on the parameters of the step where it was begun."""

    def __init__(
        self, ground: Ground, trainer: Trainer, wish: SurfaceWish, before: Plane | None = None
    ) -> None:
        self._ground, self._wish, self._step = ground, wish, trainer.step
        found = plane_of(ground, trainer, wish, before)
        self._plane = found if isinstance(found, Plane) else None
        self._reason: Reason = "" if isinstance(found, Plane) else found
        self._start = ground.copy(trainer)
        self._found = np.full((FINEST, FINEST), np.nan)
        self._stride = 0
        self._rows: list[tuple[int, int]] = []
        self._loss, self._slope = math.nan, (math.nan, math.nan)
        if self._plane is not None:
            self._begin(self._plane)

    @property
    def is_complete(self) -> bool:
        return not self._rows

    @property
    def stride(self) -> int:
        """Distance of the nodes that are all there, in those of the finest grid; 0: none yet."""
        return self._stride

    def advance(self, until: float, *, stride: int = 1) -> None:
        """Compute more nodes, row by row, until ``time.perf_counter()`` says so.

        Parameters
        ----------
        stride
            Stop where all nodes of this stride are there.
        """
        self._ground.block[:] = self._start
        losses = self._ground.over_training()
        while self._rows and not 0 < self._stride <= stride:
            row, step = self._rows.pop()
            self._fill(row, step, losses.at)
            if not self._rows or self._rows[-1][1] != step:
                self._stride = step
            if time.perf_counter() >= until:
                break

    def surface(self) -> Surface | None:
        """Return what is known so far; None before there is anything to draw."""
        plane, losses = self._plane, self._ground.over_training()
        if plane is None:
            return Surface(self._step, self._wish, self._reason)
        if not self._stride:
            return None
        grid = self._found[:: self._stride, :: self._stride].copy()
        grid.setflags(write=False)
        return Surface(
            step=self._step,
            wish=self._wish,
            plane=plane,
            losses=grid,
            loss=self._loss,
            slope=self._slope,
            examples=losses.examples,
            total=self._ground.total,
            is_complete=self.is_complete,
        )

    def _begin(self, plane: Plane) -> None:
        size = plane.layout.size
        self._ground.block[:] = self._start
        self._loss, gradient = self._ground.over_training().gradient()
        down = gradient[:size].astype(np.float64)
        self._slope = float(down @ plane.across), float(down @ plane.up)
        self._xs = np.linspace(*plane.x, FINEST)
        self._ys = np.linspace(*plane.y, FINEST)[::-1]
        order = [(row, stride) for stride in _STRIDES for row in range(0, FINEST, stride)]
        self._rows = order[::-1]

    def _fill(self, row: int, stride: int, loss_at: Callable[[], float]) -> None:
        """Compute what this row lacks at this stride."""
        plane, block = self._plane, self._ground.block
        assert plane is not None
        size, across = plane.layout.size, plane.across
        base = plane.origin + self._ys[row] * plane.up
        # Rows of the coarser grid have every second node already.
        is_known = stride < _STRIDES[0] and row % (2 * stride) == 0
        columns = range(stride if is_known else 0, FINEST, 2 * stride if is_known else stride)
        with np.errstate(over="ignore", invalid="ignore"):
            for column in columns:
                block[:size] = base + self._xs[column] * across
                self._found[row, column] = loss_at()
