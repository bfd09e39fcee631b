"""The loss over a plane of weights: a grid of losses around the live point, with the run's path."""

import functools
import itertools
import math
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from playground.engine.trainer import Trainer
from playground.readout.landscape.ground import Ground
from playground.readout.landscape.plane import plane_of
from playground.readout.landscape.records import Plane, Reason, Surface, SurfaceWish

Float64 = npt.NDArray[np.float64]

FINEST = 65
"""Nodes a side of the finest grid."""
_STRIDES = (4, 2, 1)


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
        self._ground, self.wish, self._step = ground, wish, trainer.step
        found = plane_of(ground, trainer, wish, before)
        self._plane = found if isinstance(found, Plane) else None
        self._reason: Reason = "" if isinstance(found, Plane) else found
        self._start = ground.copy(trainer)
        self._found = np.full((FINEST, FINEST), np.nan)
        self._stride = 0
        self._seconds, self._count = 0.0, 0
        self._nodes: list[tuple[int, int, int]] = []
        self._row, self._base = -1, np.zeros(0)
        self._loss, self._slope = math.nan, (math.nan, math.nan)
        if self._plane is not None:
            self._begin(self._plane)

    @property
    def is_complete(self) -> bool:
        return not self._nodes

    @property
    def seconds_a_node(self) -> float:
        """Seconds that a node takes, as far as is known; 0 before the first."""
        return self._seconds / max(1, self._count)

    def is_as_fine_as(self, stride: int) -> bool:
        """Whether all nodes of this stride are there, in steps of the finest grid."""
        return self.is_complete or 0 < self._stride <= stride

    def advance(self, until: float, *, stride: int = 1) -> None:
        """Compute more nodes until ``time.perf_counter()`` says so.

        Parameters
        ----------
        stride
            Stop where all nodes of this stride are there.
        """
        self._ground.block[:] = self._start
        losses, began = self._ground.over_training(), time.perf_counter()
        while not self.is_as_fine_as(stride):
            row, column, step = self._nodes.pop()
            self._fill(row, column, losses.at)
            if not self._nodes or self._nodes[-1][2] != step:
                self._stride = step
            if time.perf_counter() >= until:
                break
        self._seconds += time.perf_counter() - began

    def surface(self) -> Surface | None:
        """Return what is known so far; None before there is anything to draw."""
        plane, losses = self._plane, self._ground.over_training()
        if plane is None:
            return Surface(self._step, self.wish, self._reason)
        if not self._stride:
            return None
        grid = self._found[:: self._stride, :: self._stride].copy()
        grid.setflags(write=False)
        return Surface(
            step=self._step,
            wish=self.wish,
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
        self._nodes = list(_order())

    def _fill(self, row: int, column: int, loss_at: Callable[[], float]) -> None:
        """Compute one node."""
        plane, block = self._plane, self._ground.block
        assert plane is not None
        with np.errstate(over="ignore", invalid="ignore"):
            if row != self._row:
                self._row, self._base = row, plane.origin + self._ys[row] * plane.up
            block[: plane.layout.size] = self._base + self._xs[column] * plane.across
            self._found[row, column] = loss_at()
        self._count += 1


@functools.cache
def _order() -> tuple[tuple[int, int, int], ...]:
    """Return row, column and stride of all nodes, the first to be computed last."""
    seen: set[tuple[int, int]] = set()
    order: list[tuple[int, int, int]] = []
    for stride in _STRIDES:
        places = range(0, FINEST, stride)
        for node in itertools.product(places, places):
            if node not in seen:
                order.append((*node, stride))
        seen.update(itertools.product(places, places))
    return tuple(order[::-1])
