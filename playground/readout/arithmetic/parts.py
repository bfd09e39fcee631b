"""Sums over a batch: this example's share, the whole, and what stood there before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from playground.readout.arithmetic import words
from playground.readout.arithmetic.cards import Name, rest_of
from playground.readout.arithmetic.expressions import (
    Expression,
    Number,
    Values,
    exactly,
    strongest,
)
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Scene
from playground.readout.arithmetic.showing import line


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What every example of a batch adds to a sum.

    Attributes
    ----------
    values
        float64 (examples, terms).
    make
        (example, place) → the term.
    counts
        Which terms there are; None: all.
    """

    values: Values
    make: Callable[[int, int], Expression]
    counts: npt.NDArray[np.bool_] | None = None

    def whole(self, always: Sequence[Expression] = ()) -> Expression:
        """Return the sum over the batch."""
        return self._sum(self.values, 0, always)

    def of_example(self, lane: int) -> Expression:
        """Return the share of one example."""
        return self._sum(self.values[lane : lane + 1], lane, ())

    def _sum(self, values: Values, first: int, always: Sequence[Expression]) -> Expression:
        lanes, places = np.nonzero(self.known[first : first + len(values)])
        found = strongest(
            values[lanes, places],
            lambda at: self.make(first + int(lanes[at]), int(places[at])),
            always,
        )
        return found if lanes.size or always else exactly(0)

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Which terms there are."""
        if self.counts is not None:
            return self.counts
        return np.ones(self.values.shape, np.bool_)


def listed(parts: Sequence[Sequence[Expression]]) -> Parts:
    """Return the terms of every example, given one by one; examples may have more or fewer."""
    most = max((len(each) for each in parts), default=0)
    counts = np.array([[place < len(each) for place in range(most)] for each in parts], np.bool_)
    values = np.zeros(counts.shape, np.float64)
    for lane, each in enumerate(parts):
        values[lane, : len(each)] = [term.worked(17).value for term in each]
    return Parts(values, lambda lane, place: parts[lane][place], counts)


def totals(
    scene: Scene,
    name: Name,
    parts: Parts,
    engine: Number,
    before: Number | None,
) -> tuple[tuple[Line, ...], tuple[Phrase, ...]]:
    """Return this example's share and the sum over the batch, and what is to be said of them.

    Parameters
    ----------
    parts
        Of every example of the batch, what its positions add.
    before
        What stood there before, where it is added to.
    """
    always = () if before is None else (before,)
    notes = () if before is None else (words.ADDED(),)
    formula = parts.whole(always)
    whole = line(name, formula, engine, role="result", words=words.OVER_BATCH(scene.count))
    notes = (*notes, *rest_of(formula))
    if scene.count == 1 and before is None:
        return (replace(whole, words=None),), notes
    own = parts.of_example(scene.lane)
    share = line(name, own, role="share", words=words.THIS_SHARE())
    mean = words.MEAN_IN_BLAME(scene.count)
    return (share, whole), (*notes, *rest_of(own), *((mean,) if scene.count > 1 else ()))


def added_to(
    scene: Scene, name: str, index: tuple[int, ...], *shape: int
) -> tuple[tuple[Number, ...], tuple[Phrase, ...]]:
    """Return what stood in a gradient before, where the row adds to it, and the note that says so."""
    if not scene.numbers.get("accumulate", 0):
        return (), ()
    return (scene.was(name, -1, *shape).number(*index),), (words.ADDED(),)
