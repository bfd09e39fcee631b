"""A race down the same loss: whoever moves the weights by hand against an optimizer of the engine."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.readout.landscape.fields import MOVES, REACH, Field, RivalName
from playground.readout.landscape.ground import Ground

Float64 = npt.NDArray[np.float64]
Point = tuple[float, float]

NODES = 65
LOWEST = 1e-6


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map with the loss there, and ∂L/∂x and ∂L/∂y by backpropagation."""

    x: float
    y: float
    loss: float
    slope: tuple[float, float]


class Match:
    """One field with its map, and the rival's way over it.

    Attributes
    ----------
    losses
        float64 (n, n) over the map, from edge to edge; row 0 is the top.
    rival
        Where the optimizer stands after 0, 1, … `MOVES` updates of a real training run.
    """

    def __init__(self, field: Field, kind: RivalName) -> None:
        """Train the rival and draw the map.

        Raises
        ------
        PlaygroundError
            There is not enough memory for a network of two weights.
        """
        self.field = field
        self.kind = kind
        trainer = Trainer(field.project(kind))
        self._refs = _first_two(trainer)
        trainer.set_weights(self._refs, field.start)
        self._ground = Ground(trainer)
        places = (self._ground.place(ref) for ref in self._refs)
        self._places = [place for place in places if place is not None]
        self._block = self._ground.copy(trainer)
        self._sample = self._ground.over_training()
        self.start = self.measure(*field.start)
        self.rival = self._race(trainer)
        self.losses = self._map()

    def measure(self, x: float, y: float) -> Spot:
        """Return the loss and its slope at a point."""
        self._put(x, y)
        loss, gradient = self._sample.gradient()
        dx, dy = (float(gradient[place]) for place in self._places)
        return Spot(x, y, loss, (dx, dy))

    def within_reach(self, start: Point, goal: Point) -> Point:
        """Return the goal, or the point towards it that one move can reach."""
        width, height = (high - low for low, high in (self.field.x, self.field.y))
        across, up = (goal[0] - start[0]) / width, (goal[1] - start[1]) / height
        length = math.hypot(across, up)
        part = 1.0 if length <= REACH else REACH / length
        return start[0] + part * across * width, start[1] + part * up * height

    def _put(self, x: float, y: float) -> None:
        block = self._ground.block
        block[:] = self._block
        block[self._places] = x, y

    def _race(self, trainer: Trainer) -> tuple[Spot, ...]:
        spots = [self.start]
        for _ in range(MOVES):
            trainer.advance(1)
            x, y = (trainer.weight(ref) for ref in self._refs)
            spots.append(self.measure(x, y))
        return tuple(spots)

    def _map(self) -> Float64:
        losses = np.empty((NODES, NODES))
        for row, y in enumerate(np.linspace(*self.field.y, NODES)[::-1]):
            for column, x in enumerate(np.linspace(*self.field.x, NODES)):
                self._put(float(x), float(y))
                losses[row, column] = self._sample.at()
        losses.setflags(write=False)
        return losses


def _first_two(trainer: Trainer) -> tuple[WeightRef, WeightRef]:
    """Return the network's first two weights, in the order of computation."""
    found = [
        slot.shape.weight_at(row, column)
        for slot in trainer.bound.program.layout.trained
        for row in range(len(slot.shape.targets))
        for column in range(max(1, len(slot.shape.sources)))
    ]
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class Round:
    """What a person has done in a match so far: the way from the start, one spot a move."""

    spots: tuple[Spot, ...]
    is_given_up: bool = False

    @property
    def moves(self) -> int:
        return len(self.spots) - 1

    @property
    def is_over(self) -> bool:
        return self.is_given_up or self.moves >= MOVES

    @property
    def here(self) -> Spot:
        return self.spots[-1]

    def moved(self, match: Match, goal: Point) -> "Round":
        """Return the round after one more move towards a goal; nothing moves when it is over."""
        if self.is_over:
            return self
        x, y = match.within_reach((self.here.x, self.here.y), goal)
        return Round((*self.spots, match.measure(x, y)))

    @property
    def score(self) -> float:
        """Return how often the loss was halved with every move; 0 before the first."""
        return score(self.spots[0].loss, self.here.loss, self.moves)

    def lead(self, match: Match) -> float:
        """Return the rival's loss over one's own after as many moves: above 1 is ahead."""
        other, own = (max(spot.loss, LOWEST) for spot in (match.rival[self.moves], self.here))
        if not math.isfinite(own):
            return 0.0 if math.isfinite(other) else 1.0
        if not math.isfinite(other):
            return math.inf
        return other / own


def score(start: float, loss: float, moves: int) -> float:
    """Return how often a loss was halved with every move; NaN where it is no number.

    A loss below `LOWEST` counts as that: nothing is gained by going lower.
    """
    if moves == 0:
        return 0.0
    if not math.isfinite(loss):
        return math.nan
    return math.log2(max(start, LOWEST) / max(loss, LOWEST)) / moves
