"""The loss along one weight, all others as they are, with the tangent where the weight stands.

Every curve names what it is a mean over, and its slope is the engine's gradient of exactly that
mean: between two updates the training set (or a sample of it) and the example that is looked at;
inside an update the batch in progress, with the dropout it has drawn.
"""

import math
import time

import numpy as np
import numpy.typing as npt

from playground.engine.trainer import Trainer
from playground.model.holds import is_cut
from playground.model.ids import WeightRef
from playground.readout.landscape.ground import Ground, Losses
from playground.readout.landscape.records import LossCurve, LossLine

Float64 = npt.NDArray[np.float64]

_INTERVALS = 128
_STRIDES = (16, 4, 2, 1)
"""Coarse first: every so manyth point, then those between."""
DRAWN = 4
"""Stride at which a curve can be looked at."""
LEAST_REACH = 2.0
_LARGEST = float(np.finfo(np.float32).max)


def reach(value: float, zoom: float = 1.0) -> tuple[float, float]:
    """Return the range to draw: it holds value ± max(1, 2·|value|), and 0 in its middle.

    Powers of two, so that it stands still while training moves the weight. Zoomed in, the middle is
    near the weight, in steps of a quarter of the range.
    """
    if not math.isfinite(value):
        return -LEAST_REACH, LEAST_REACH
    return steady(abs(value) + max(1.0, 2.0 * abs(value)), value, zoom)


def steady(wanted: float, value: float, zoom: float) -> tuple[float, float]:
    """Return a range that holds ± ``wanted``, or that part of it which lies around ``value``."""
    half = 2.0 ** math.ceil(math.log2(max(LEAST_REACH, wanted))) / zoom
    middle = 0.0 if zoom <= 1.0 else round(value / (half / 2.0)) * (half / 2.0)
    return max(middle - half, -_LARGEST), min(middle + half, _LARGEST)


def loss_line(
    trainer: Trainer, weight: WeightRef, *, example: int | None = None, zoom: float = 1.0
) -> LossLine | None:
    """Return the loss along a weight; None where it is cut, or no single number of the run."""
    work = LineWork(Ground(trainer), trainer, weight, example=example, zoom=zoom)
    work.advance(math.inf)
    return work.line()


class LineWork:
    """A loss line that is computed bit by bit, on the parameters of the step where it was begun."""

    def __init__(
        self,
        ground: Ground,
        trainer: Trainer,
        weight: WeightRef,
        *,
        example: int | None = None,
        zoom: float = 1.0,
    ) -> None:
        place = None if is_cut(trainer.project.network, weight) else ground.place(weight)
        self._ground, self.weight, self.zoom = ground, weight, zoom
        self._step = trainer.step
        self._place = 0 if place is None else place
        self._start = ground.copy(trainer)
        self._value = float(self._start[self._place])
        self._stride_done = 0
        self._bases: list[tuple[Losses, int | None, float, float]] = []
        low, high = reach(self._value, zoom)
        self._xs = np.linspace(low, high, _INTERVALS + 1).astype(np.float32).astype(np.float64)
        self._left: list[tuple[int, int]] = []
        if place is not None:
            self._begin(trainer, example)

    @property
    def is_complete(self) -> bool:
        return not self._left

    @property
    def is_drawable(self) -> bool:
        """Whether all points of the first useful stride are there."""
        return bool(self._bases) and 0 < self._stride_done <= DRAWN

    def advance(self, until: float, *, coarse: bool = False) -> None:
        """Compute more points until ``time.perf_counter()`` says so.

        Parameters
        ----------
        coarse
            Stop where the curve can be looked at.
        """
        block = self._ground.block
        block[:] = self._start
        while self._left and not (coarse and self.is_drawable):
            index, stride = self._left.pop()
            block[self._place] = self._xs[index]
            for row, (losses, *_) in enumerate(self._bases):
                self._found[row, index] = losses.at()
            if not self._left or self._left[-1][1] != stride:
                self._stride_done = stride
            if time.perf_counter() >= until:
                break

    def line(self) -> LossLine | None:
        """Return what is known so far; None before anything can be drawn."""
        if not self.is_drawable:
            return None
        at = np.arange(0, _INTERVALS + 1, self._stride_done)
        xs = self._xs[at]
        is_new = not (xs == self._value).any()
        before = int(np.searchsorted(xs, self._value)) if is_new else 0
        curves = []
        for row, (losses, example, loss, slope) in enumerate(self._bases):
            found = self._found[row, at]
            found = np.insert(found, before, loss) if is_new else found
            found.setflags(write=False)
            counts = losses.examples, self._ground.total
            curves.append(LossCurve(losses.basis, *counts, found, loss, slope, example))
        xs = np.insert(xs, before, self._value) if is_new else xs
        xs.setflags(write=False)
        return LossLine(self._step, self.weight, self.zoom, self._value, xs, tuple(curves))

    def _begin(self, trainer: Trainer, example: int | None) -> None:
        ground = self._ground
        batch = ground.of_batch(trainer)
        wanted: list[tuple[Losses, int | None]] = [(ground.over_training(), None)]
        if batch is not None:
            wanted.append((batch, None))
        elif trainer.row == 0 and example is not None:
            wanted.append((ground.of_example(example), example))
        ground.block[:] = self._start
        for losses, which in wanted:
            loss, gradient = losses.gradient()
            is_known = ground.is_blamed(self.weight, losses.basis)
            slope = float(gradient[self._place]) if is_known else math.nan
            self._bases.append((losses, which, loss, slope))
        self._found = np.full((len(self._bases), _INTERVALS + 1), np.nan)
        seen: set[int] = set()
        order: list[tuple[int, int]] = []
        for stride in _STRIDES:
            fresh = [i for i in range(0, _INTERVALS + 1, stride) if i not in seen]
            seen.update(fresh)
            order += [(index, stride) for index in fresh]
        self._left = order[::-1]
