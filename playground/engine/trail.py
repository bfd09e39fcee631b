"""The way of the weights: where a run has been, as a few dozen thinly spread copies of them.

Copies that a replay can start from (`run.Checkpoint`) lie some time of computing apart; a small
network is trained before the second one is made. What is drawn of a run's path needs places spread
evenly over its steps, and nothing but the weights.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.engine.layout import ParameterLayout, Place
from playground.engine.state import Float32, Int64

MOST_PLACES = 256
"""Places that are kept; then every second one goes, and the distance doubles."""
MOST_BYTES = 8 * 2**20


@dataclass(slots=True, eq=False)
class Trail:
    """Places of one line of a run, in order. Of those offered every ``spacing``-th is taken."""

    spacing: int = 1
    _places: list[Place] = field(default_factory=list)
    _offered: int = 0

    def offer(self, step: int, layout: ParameterLayout, block: Float32) -> None:
        """Take this place in, unless it is too near to the one before."""
        self._offered += 1
        if self._places and self._offered % self.spacing:
            return
        self._places.append(Place(step, layout, block[: layout.size].copy()))
        self._thin_out()

    @property
    def kept(self) -> tuple[Place, ...]:
        """All places, in order."""
        return tuple(self._places)

    def until(self, step: int) -> "Trail":
        """Return the trail as far as a step; the places are shared, not copied."""
        kept = [place for place in self._places if place.step <= step]
        return Trail(self.spacing, kept, self._offered)

    def places(self, layout: ParameterLayout, last: int) -> tuple[Int64, Float32]:
        """Return the steps up to ``last`` and the weights there, (n,) and (n, layout.size).

        Places of a network with other weights are left out: they lie in another space.
        """
        known = [p for p in self._places if p.step <= last and _is_same(p.layout, layout)]
        steps = np.array([place.step for place in known], np.int64)
        rows: list[npt.ArrayLike] = [place.weights for place in known]
        return steps, np.array(rows, np.float32).reshape(len(known), layout.size)

    def _thin_out(self) -> None:
        while len(self._places) > 2 and (
            len(self._places) > MOST_PLACES
            or len(self._places) * self._places[-1].weights.nbytes > MOST_BYTES
        ):
            self._places = self._places[::2]
            self.spacing *= 2


def _is_same(one: ParameterLayout, other: ParameterLayout) -> bool:
    return one is other or one.shapes == other.shapes


def fitting(places: Sequence[Place], room: int) -> tuple[Place, ...]:
    """Return as many places, evenly spread, as take at most ``room`` bytes."""
    while places and sum(place.weights.nbytes for place in places) > room:
        places = places[::2] if len(places) > 1 else ()
    return tuple(places)


def found_again(places: Iterable[Place], offered: int) -> Trail:
    """Return the trail of an opened run: these are left of as many as were offered once."""
    trail = Trail(_places=list(places), _offered=offered)
    while trail.spacing * len(trail.kept) < 0.75 * offered and trail.kept:
        trail.spacing *= 2
    return trail
