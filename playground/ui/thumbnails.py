"""Small networks that learn while the gallery is looked at: one thread for all of them. No Qt.

The tiles in sight are trained in turn, a few milliseconds each, and the thread rests as long as it
worked, so that the run behind the gallery keeps its pace. What was learned is handed over through a
slot; the thread ends with the gallery.
"""

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.engine import door
from playground.engine.state import Float32
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.readout.curves import curve_of
from playground.readout.maps import big_map
from playground.session.pacing import BurstSize

GOAL = 3000
"""Steps after which a tile has learned enough."""
MAP_SIZE = 48
CURVE_POINTS = 64
_SLICE, _GROWTH = 12, 20
"""Steps at a time: small enough to see how the network learns, and later a part of those done."""
_RHYTHM = 0.1
"""Seconds in which every tile in sight gets a turn, where the machine is fast enough."""
_PATIENCE = 0.2
"""Seconds between two looks whether the engine is ready."""


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnail:
    """What a tile shows of its network.

    Attributes
    ----------
    accuracy
        Share of the examples that are right, NaN for regression.
    values, confidence, threshold
        The answer over the plane as in `playground.readout.maps.UnitMap`; None for other data.
    x, y
        The answer over one number; None for other data.
    """

    step: int
    loss: float
    accuracy: float
    values: Float32 | None = None
    confidence: Float32 | None = None
    threshold: float | None = None
    x: Float32 | None = None
    y: Float32 | None = None
    is_done: bool = False


class _Tile:
    """One network on its way to the goal."""

    def __init__(self, project: Project, goal: int) -> None:
        self._trainer = Trainer(project)
        self._goal = goal
        self._burst = BurstSize()

    @property
    def is_done(self) -> bool:
        return self._trainer.step >= self._goal or self._trainer.guard is not None

    def advance(self) -> Thumbnail:
        """Do a few steps, no longer than a burst; return what came of them."""
        trainer = self._trainer
        steps = max(_SLICE, trainer.step // _GROWTH)
        steps = min(steps, self._burst.steps(), self._goal - trainer.step)
        began = time.monotonic()
        done = trainer.advance(steps).done
        self._burst.note(done, time.monotonic() - began)
        return self._picture()

    def _picture(self) -> Thumbnail:
        trainer = self._trainer
        metrics, shape = trainer.metrics(), trainer.dataset.shape
        accuracy, loss = metrics.test_accuracy, metrics.test_loss
        if math.isnan(loss):
            accuracy, loss = metrics.train_accuracy, metrics.train_loss
        values = confidence = threshold = x = y = None
        if shape.plane:
            seen = big_map(trainer, None, MAP_SIZE)
            values, confidence, threshold = seen.values, seen.confidence, seen.threshold
        elif shape.line:
            x, y = curve_of(trainer, None, CURVE_POINTS)
        return Thumbnail(
            trainer.step, loss, accuracy, values, confidence, threshold, x, y, self.is_done
        )


class ThumbnailTrainer:
    """The thread. Everything but `_run` and below is called by the window's."""

    def __init__(
        self,
        projects: Mapping[str, Project],
        is_ready: Callable[[], bool] = door.is_prepared,
        goal: int = GOAL,
    ) -> None:
        self._goal = goal
        self._projects = dict(projects)
        self._is_ready = is_ready
        self._news = threading.Condition()
        self._wanted: tuple[str, ...] = ()
        self._made: dict[str, Thumbnail] = {}
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._tiles: dict[str, _Tile] = {}
        self._given_up: set[str] = set()

    def start(self) -> None:
        """Begin; a second call changes nothing."""
        if self._thread is None:
            self._is_closed = False
            self._thread = threading.Thread(target=self._run, name="thumbnails", daemon=True)
            self._thread.start()

    def want(self, names: Sequence[str]) -> None:
        """Say which tiles can be seen."""
        with self._news:
            if tuple(names) != self._wanted:
                self._wanted = tuple(names)
                self._news.notify()

    def take(self) -> Mapping[str, Thumbnail]:
        """Return what is new since the last call."""
        with self._news:
            made, self._made = self._made, {}
        return made

    def close(self) -> None:
        """End the thread and wait for it; what was learned is kept for another start."""
        with self._news:
            self._is_closed = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    # --- the thread ------------------------------------------------------------------------

    def _run(self) -> None:
        turn = 0
        while True:
            with self._news:
                if self._is_closed:
                    return
                wanted = [name for name in self._wanted if not self._is_over(name)]
                if not wanted or not self._is_ready():
                    # Whether the engine is ready has to be asked for; what is wanted is told.
                    self._news.wait(_PATIENCE if wanted else None)
                    continue
            turn += 1
            began = time.monotonic()
            self._advance(wanted[turn % len(wanted)])
            with self._news:
                if not self._is_closed:
                    self._news.wait(max(time.monotonic() - began, _RHYTHM / len(wanted)))

    def _is_over(self, name: str) -> bool:
        if name in self._given_up or name not in self._projects:
            return True
        return name in self._tiles and self._tiles[name].is_done

    def _advance(self, name: str) -> None:
        try:
            if name not in self._tiles:
                self._tiles[name] = _Tile(self._projects[name], self._goal)
            with np.errstate(all="ignore"):
                picture = self._tiles[name].advance()
        except (PlaygroundError, ArithmeticError, ValueError):
            # An example that cannot be trained here keeps the picture of its data.
            self._given_up.add(name)
            return
        with self._news:
            self._made[name] = picture
