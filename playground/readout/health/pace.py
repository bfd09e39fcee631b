"""A loss that stands still: the rate is too low, or the network cannot do better like this."""

import math
from collections.abc import Iterator

import numpy as np

from playground.model.ids import LayerId
from playground.readout.health import remedies
from playground.readout.health.history import WINDOW
from playground.readout.health.look import Look, figure, percent
from playground.readout.health.records import Finding, Remedy

CRAWL = 2e-4
"""Length of an update in lengths of the weights. About 1e-3 is usual (A. Karpathy, CS231n, "Ratio of
weights:updates"); a fifth of it while the loss stands still is slow."""
USUAL = 3e-3
SLOPE = 0.02
"""Relative slope below which the ground is flat, whatever the rate: |∂L/∂w|·|w| / L."""


def rate_low(look: Look) -> Iterator[Finding]:
    """Updates that are tiny beside the weights, on ground that does slope."""
    ratios = [layer.ratio for layer in look.layers if layer.ratio is not None]
    if not look.is_still or not ratios or look.rate <= 0.0:
        return
    ratio = max(ratios)
    if not 0.0 < ratio < CRAWL or _slope(look) < SLOPE:
        return
    factor = min(1000.0, max(3.0, USUAL / ratio))
    yield Finding(
        "rate_low",
        "warning",
        None,
        f"The weights hardly move: an update changes them by {percent(ratio)} of their size.",
        f"The learning rate of {look.rate:g} is too low. The loss does slope here, but at this pace it "
        "would take very long to get down.",
        (remedies.raise_rate(look, factor),),
        {"ratio": ratio, "rate": look.rate},
    )


def plateau(look: Look) -> Iterator[Finding]:
    """The loss changed by less than 1 % over 200 steps, at a place that is no good end."""
    progress = look.history.progress()
    if not look.is_stuck or progress is None:
        return
    length = max(WINDOW, round(look.history.age / 4))
    ways = _larger(look) if look.bends else _bent(look)
    yield Finding(
        "plateau",
        "warning",
        None,
        f"The loss stands at {figure(look.loss)}: over the last {length:,} steps it fell by "
        f"{percent(max(0.0, progress))}.",
        "The network is stuck in a flat place or a small hollow of the loss, or it is too small for "
        "these data."
        if look.bends
        else "Without a hidden layer that bends, the network is one straight line (or plane), however "
        "long it trains and however many linear layers there are.",
        tuple(way for way in ways if way is not None),
        {"progress": progress, "loss": look.loss},
    )


def _bent(look: Look) -> list[Remedy | None]:
    """Return what lets a linear network bend."""
    linear = _linear(look)
    return [
        remedies.with_activation(look, linear, "tanh") if linear else None,
        remedies.add_hidden(look, remedies.MANY),
    ]


def _larger(look: Look) -> list[Remedy | None]:
    """Return what helps a network out of a hollow."""
    hidden = [layer.layer for layer in look.hidden]
    shapes = look.trainer.resolution.layers
    # A single unit finds what it can from any start.
    is_narrow = any(len(shapes[layer].units_out) == 1 for layer in hidden)
    return [
        remedies.more_units(look, hidden),
        None if is_narrow else remedies.other_start(look),
    ]


def _linear(look: Look) -> tuple[LayerId, ...]:
    shapes = look.trainer.resolution.layers
    return tuple(layer.layer for layer in look.hidden if shapes[layer.layer].activation == "linear")


def _slope(look: Look) -> float:
    """Return by what part the loss would fall if the weights moved down by all their length."""
    weights = look.trainer.weights()
    gradient = [value for name, value in look.sample.gradients.items() if name in weights]
    size = math.sqrt(sum(float(np.square(weights[n], dtype=np.float64).sum())
                         for n in look.sample.gradients))  # fmt: skip
    length = math.sqrt(sum(float(np.square(g, dtype=np.float64).sum()) for g in gradient))
    return length * size / max(look.loss, 1e-12)
