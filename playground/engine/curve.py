"""The loss curve: evaluated at fixed step numbers, so that it does not depend on the clock.

Up to step ``2·POINTS`` every step is a point; then the spacing doubles with every octave, so there
are at most ``POINTS`` points per doubling of the steps, however long a run gets. Where evaluating
is much work (a large network, many examples) the spacing has a floor, the *coarseness*; it follows
from the project alone.
"""

from collections.abc import Callable

import numpy as np

from playground.engine.state import Curve, Float32, Metrics

POINTS = 256
EASY_WORK = 2e7
"""Multiplications that an evaluation may take at every step: around a millisecond."""
MAX_COARSENESS = 1024


def coarseness(examples: int, parameters: int) -> int:
    """Return the least spacing, a power of two, for one evaluation of examples · parameters."""
    floor = 1
    while floor < MAX_COARSENESS and floor * EASY_WORK < float(examples) * parameters:
        floor *= 2
    return floor


def spacing(step: int, coarse: int = 1) -> int:
    """Return the distance of points around a step: max(coarse, 2^⌊log₂(step / POINTS)⌋)."""
    octave: int = 1 << max(0, (step // POINTS).bit_length() - 1)
    return max(coarse, octave)


def is_point(step: int, coarse: int = 1) -> bool:
    """Say whether the curve has a point at this step."""
    return step % spacing(step, coarse) == 0


def next_point(step: int, coarse: int = 1) -> int:
    """Return the first step after ``step`` that is a point."""
    grid = spacing(step, coarse)
    # Where the grid gets coarser (POINTS·2ᵏ) there is a point of both grids.
    return (step // grid + 1) * grid


EMPTY_CURVE = Curve(np.empty(0, dtype=np.int64), *[np.empty(0, dtype=np.float32)] * 7)

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
        self, losses: Float32, step: int, metrics: Callable[[], Metrics], coarse: int = 1
    ) -> bool:
        """Take the losses of the updates up to ``step``; at a point ask for the metrics.

        ``losses`` must not reach over a point. Returns True where ``step`` is a point.
        """
        if losses.size:
            self.pending.append(losses.copy())
        if not is_point(step, coarse):
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
