"""The loss curve: evaluated at fixed step numbers, so that it does not depend on the clock.

At first every step is a point; then the spacing doubles with every octave, so there are at most
``Grid.points`` points per doubling of the steps, however long a run gets. Where evaluating is much
work beside training (many examples, large networks) there are fewer, and the spacing has a floor:
both follow from the project alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.state import Curve, Float32, Metrics

POINTS = 256
"""Points per doubling of the steps where they cost nothing to speak of."""
FEWEST = 32
MOST_COARSE = 1024
SHARE = 0.15
"""Part of the time that the points may take ..."""
HEAD_START = 0.4
"""... beyond which all of them together take no more than these seconds, in the beginning."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Which steps are points of the curve.

    Attributes
    ----------
    points
        Points per doubling of the steps, a power of two.
    coarse
        Least spacing, a power of two.
    """

    points: int = POINTS
    coarse: int = 1

    def spacing(self, step: int) -> int:
        """Return the distance of points around a step: max(coarse, 2^⌊log₂(step / points)⌋)."""
        octave: int = 1 << max(0, (step // self.points).bit_length() - 1)
        return max(self.coarse, octave)

    def has(self, step: int) -> bool:
        """Say whether the curve has a point at this step."""
        return step % self.spacing(step) == 0

    def after(self, step: int) -> int:
        """Return the first step after ``step`` that is a point."""
        spacing = self.spacing(step)
        # Where the grid gets coarser (points·2ᵏ) there is a point of both grids.
        return (step // spacing + 1) * spacing


def grid_for(update: float, evaluation: float) -> Grid:
    """Return the finest grid whose points take no more than they may.

    Parameters
    ----------
    update, evaluation
        Seconds that one update, and one evaluation of all examples, take (see `engine.effort`).
    """
    grid = Grid()
    while _excess(grid, update, evaluation) > HEAD_START:
        if grid.points > FEWEST:
            grid = Grid(grid.points // 2)
        elif grid.coarse < MOST_COARSE:
            grid = Grid(grid.points, 2 * grid.coarse)
        else:
            break
    return grid


def _excess(grid: Grid, update: float, evaluation: float) -> float:
    """Return how many seconds beyond their share the points ever take.

    The first 2 · points lie ``coarse`` apart, after them every octave has ``points`` more.
    """
    allowed, octave = SHARE / (1.0 - SHARE) * update, grid.points * evaluation
    steps = 2 * grid.points * grid.coarse
    return max((2 + n) * octave - allowed * steps * 2.0**n for n in range(40))


EMPTY_CURVE = Curve(np.empty(0, dtype=np.int64), *[np.empty(0, dtype=np.float32)] * 7)

EVERYWHERE = Grid()

_COLUMNS = 7


class CurveRecorder:
    """Collects batch losses and, at the points, the metrics.

    Attributes
    ----------
    pending
        Losses of the batches since the last point, in order.
    """

    def __init__(self, curve: Curve = EMPTY_CURVE, pending: Float32 | None = None) -> None:
        count = curve.steps.size
        self._steps = np.zeros(max(64, 2 * count), dtype=np.int64)
        self._values = np.zeros((_COLUMNS, self._steps.size), dtype=np.float32)
        self._count = count
        self._steps[:count] = curve.steps
        columns = (
            curve.train_loss, curve.test_loss, curve.train_accuracy, curve.test_accuracy,
            curve.batch_min, curve.batch_mean, curve.batch_max,
        )  # fmt: skip
        for row, column in enumerate(columns):
            self._values[row, :count] = column
        self.pending: list[Float32] = []
        if pending is not None:
            self.take_up(pending)
        self._curve: Curve | None = None

    def __len__(self) -> int:
        return self._count

    def record(
        self, losses: Float32, step: int, metrics: Callable[[], Metrics], grid: Grid = EVERYWHERE
    ) -> bool:
        """Take the losses of the updates up to ``step``; at a point ask for the metrics.

        ``losses`` must not reach over a point. Returns True where ``step`` is a point.
        """
        if losses.size:
            self.pending.append(losses.copy())
        if not grid.has(step):
            return False
        if self._count and self._steps[self._count - 1] >= step:
            # A replay: the point is there already, and would be the same.
            self.pending = []
        else:
            self._add(metrics())
        return True

    def take_up(self, losses: Float32) -> None:
        """Go on from a step behind the last point: these are the losses since."""
        self.pending = [losses] if losses.size else []

    def truncate(self, step: int) -> None:
        """Forget every point after ``step`` and all losses that are no point yet."""
        self._count = int(np.searchsorted(self._steps[: self._count], step, side="right"))
        self.pending = []
        self._curve = None

    def curve(self) -> Curve:
        """Return the curve so far, read-only; the same object while nothing was added."""
        if self._curve is None:
            steps = self._steps[: self._count].copy()
            values = self._values[:, : self._count].copy()
            steps.setflags(write=False)
            values.setflags(write=False)
            self._curve = Curve(steps, *values)
        return self._curve

    def pending_losses(self) -> Float32:
        """Return the losses since the last point as one array."""
        if len(self.pending) == 1:
            return self.pending[0]
        return np.concatenate([np.empty(0, dtype=np.float32), *self.pending])

    def _add(self, metrics: Metrics) -> None:
        if self._count == self._steps.size:
            self._steps = np.concatenate([self._steps, np.zeros_like(self._steps)])
            self._values = np.concatenate([self._values, np.zeros_like(self._values)], axis=1)
        losses = self.pending_losses()
        bounds = (
            (losses.min(), losses.mean(dtype=np.float64), losses.max())
            if losses.size
            else (np.nan,) * 3
        )
        self._steps[self._count] = metrics.step
        self._values[:, self._count] = (
            metrics.train_loss, metrics.test_loss,
            metrics.train_accuracy, metrics.test_accuracy, *bounds,
        )  # fmt: skip
        self._count += 1
        self.pending = []
        self._curve = None
