"""The loss along a weight and over a plane of weights, computed in slices beside the pictures.

Both are many evaluations of the network, on parameters of their own. While the run moves they take a
short slice of every frame and are shown when they are whole, at the step where they were begun; while
it stands still they are of the present step, coarse at once and finer from slice to slice.
"""

import math
import time

from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.readout.landscape.ground import Ground
from playground.readout.landscape.line import LineWork
from playground.readout.landscape.records import LossLine, Surface, SurfaceWish
from playground.readout.landscape.surface import FINEST, SurfaceWork
from playground.session.commands import Watch

MOVING = 0.003
"""Seconds of a slice while the run moves."""
STANDING = 0.012
"""The same while it stands still: the first look is there at once where networks are small."""
QUICK = 0.0015
"""A line that takes no longer comes with every frame, at its step."""
LONGEST = 2.5
"""Most seconds that a surface may take while the run stands still; else its grid is coarser."""
LONGEST_MOVING = 0.02
"""The same while it moves."""


class Landscapes:
    """What was asked for last, and what is known of it.

    Attributes
    ----------
    line, surface
        The newest that can be drawn, at steps of their own; None where nobody asked.
    is_refining
        Whether there is more to compute although nothing moves.
    is_asked
        Whether anybody asked for anything.
    """

    def __init__(self) -> None:
        self.line: LossLine | None = None
        self.surface: Surface | None = None
        self.is_refining = False
        self.is_asked = False
        self._ground: Ground | None = None
        self._line: LineWork | None = None
        self._line_key: object = None
        self._line_seconds = self._begin_seconds = math.inf
        self._surface: SurfaceWork | None = None
        self._surface_key: object = None

    def advance(
        self,
        trainer: Trainer,
        watch: Watch,
        example: int | None,
        *,
        is_moving: bool,
        has_time: bool = True,
        is_first: bool = False,
    ) -> None:
        """Do one slice of what is asked for.

        Parameters
        ----------
        has_time
            Without it, only what costs next to nothing is done.
        is_first
            Somebody waits for an answer: what takes a while is left for the slices behind it.
        """
        self.is_refining = False
        if watch.loss_line is None:
            self.line = self._line = None
        if watch.surface is None:
            self.surface = self._surface = None
        self.is_asked = watch.loss_line is not None or watch.surface is not None
        if not self.is_asked:
            self._ground = None
            return
        if self._ground is None or not self._ground.fits(trainer):
            self._ground = Ground(trainer)
            self.line = self._line = self.surface = self._surface = None
        try:
            if has_time or self._line_seconds <= QUICK:
                self._advance_line(self._ground, trainer, watch, example, is_moving=is_moving)
            if has_time:
                self._advance_surface(
                    self._ground, trainer, watch.surface, is_moving=is_moving, is_first=is_first
                )
        except PlaygroundError:
            # There is no memory for it beside the network: everything else goes on.
            self.line = self._line = self.surface = self._surface = None

    def _advance_line(
        self,
        ground: Ground,
        trainer: Trainer,
        watch: Watch,
        example: int | None,
        *,
        is_moving: bool,
    ) -> None:
        weight, zoom = watch.loss_line, watch.loss_line_zoom
        if weight is None:
            return
        has_example = example is not None and 0 <= example < trainer.dataset.size
        key = (trainer.revision, trainer.row > 0, weight, zoom, example)
        is_other = self._line is None or (self._line.weight, self._line.zoom) != (weight, zoom)
        is_free = self._line is None or not is_moving or self._line.is_drawable
        if is_other or (key != self._line_key and is_free):
            wanted = example if has_example else None
            self._line = LineWork(ground, trainer, weight, example=wanted, zoom=zoom)
            self._line_key = key
        assert self._line is not None
        began = time.perf_counter()
        self._line.advance(_end(is_moving=is_moving), coarse=is_moving)
        # A line that takes several slices is no quick one, whatever the last of them took.
        self._line_seconds = time.perf_counter() - began if self._line.is_drawable else math.inf
        found = self._line.line()
        if found is not None or self._line.is_complete:
            self.line = found
        elif self.line is not None and self.line.weight != weight:
            self.line = None
        self.is_refining = not is_moving and not self._line.is_complete

    def _advance_surface(
        self,
        ground: Ground,
        trainer: Trainer,
        wish: SurfaceWish | None,
        *,
        is_moving: bool,
        is_first: bool,
    ) -> None:
        if wish is None:
            return
        key, work = (trainer.revision, wish), self._surface
        is_other = work is None or work.wish != wish
        is_free = (
            work is None or not is_moving or work.is_as_fine_as(_goal(work, is_moving=is_moving))
        )
        if is_other or (key != self._surface_key and is_free):
            if is_first and not is_moving and self._begin_seconds > QUICK:
                # Whoever pauses is answered first: directions of a large network take a while.
                self.is_refining = True
                return
            before, began = self.surface, time.perf_counter()
            is_same = before is not None and before.wish.weights == wish.weights
            plane = before.plane if before is not None and is_same else None
            work = self._surface = SurfaceWork(ground, trainer, wish, plane)
            self._surface_key = key
            self._begin_seconds = time.perf_counter() - began
        assert work is not None
        work.advance(_end(is_moving=is_moving), stride=_goal(work, is_moving=is_moving))
        goal = _goal(work, is_moving=is_moving)
        if not is_moving or work.is_as_fine_as(goal):
            self.surface = work.surface() or self.surface
        self.is_refining = self.is_refining or not (is_moving or work.is_as_fine_as(goal))


def _end(*, is_moving: bool) -> float:
    """Return when the slice that begins now ends."""
    return time.perf_counter() + (MOVING if is_moving else STANDING)


def _goal(work: SurfaceWork, *, is_moving: bool) -> int:
    """Return the stride of the grid that there is time for."""
    longest = LONGEST_MOVING if is_moving else LONGEST
    for stride in (2,) if is_moving else (1, 2):
        if work.seconds_a_node * ((FINEST - 1) // stride + 1) ** 2 <= longest:
            return stride
    return 4
