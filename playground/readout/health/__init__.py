"""Why does it not learn? Figures of every layer, and findings in plain words with their remedies.

`health` looks at a run; it moves nothing. Each detector stands in a module of its family with its
criterion and where that comes from. A cause hides what only follows from it: who is told that all
units are dead need not be told that the loss stands still.
"""

from collections.abc import Callable, Iterator

import numpy as np

from playground.engine.trainer import Trainer
from playground.readout.health import blame, breaking, fitting, generalising, pace, units
from playground.readout.health.look import Look, look_at
from playground.readout.health.records import (
    Finding,
    Health,
    Kind,
    LayerFigures,
    Remedy,
    Severity,
    Way,
)
from playground.readout.health.standing import Standing

__all__ = [
    "DETECTORS",
    "Finding",
    "Health",
    "Kind",
    "LayerFigures",
    "Remedy",
    "Severity",
    "Standing",
    "Way",
    "health",
]

Detector = Callable[[Look], Iterator[Finding]]

DETECTORS: tuple[Detector, ...] = (
    breaking.broken,
    breaking.diverging,
    units.symmetric,
    units.dead,
    fitting.unscaled,
    units.saturated,
    blame.vanishing,
    blame.exploding,
    fitting.misfit,
    breaking.bouncing,
    fitting.imbalance,
    pace.rate_low,
    pace.plateau,
    generalising.overfitting,
    generalising.little_data,
)
"""In the order of `kinds.FINDING_KINDS`."""
CAUSES: frozenset[Kind] = frozenset(
    {
        *("broken", "diverging", "symmetric", "dead", "unscaled", "saturated", "vanishing"),
        *("exploding", "misfit", "rate_high", "rate_low"),
    }
)
HIDDEN: dict[Kind, frozenset[Kind]] = {
    "plateau": CAUSES,
    "rate_low": CAUSES - {"rate_low"},
    "rate_high": frozenset({"broken", "diverging", "dead", "saturated", "symmetric", "unscaled"}),
    "saturated": frozenset({"broken", "diverging", "unscaled", "symmetric"}),
    "dead": frozenset({"broken", "diverging", "symmetric"}),
    "symmetric": frozenset({"broken"}),
    "diverging": frozenset({"broken"}),
    "little_data": frozenset({"overfitting"}),
    "imbalance": CAUSES,
}
"""Finding → those that explain it, in whose presence it is not told."""


def health(trainer: Trainer) -> Health:
    """Return how a run is doing now, with everything that is found at this look.

    Which of the findings are shown is for `Standing` to say.

    Raises
    ------
    PlaygroundError
        There is not enough memory to look at a sample beside the network.
    """
    # Also a run that broke is looked at: its numbers may be anything.
    with np.errstate(all="ignore"):
        look = look_at(trainer)
        found = [finding for detect in DETECTORS for finding in detect(look)]
    kinds = {finding.kind for finding in found}
    told = tuple(f for f in found if not kinds & HIDDEN.get(f.kind, frozenset()))
    count = int(look.sample.examples.size)
    return Health(trainer.step, count, look.layers, look.history.age, told, look.reach)
