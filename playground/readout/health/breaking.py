"""What ends learning at once: numbers that are none, a loss that runs away, a rate that bounces."""

import math
from collections.abc import Iterator

import numpy as np

from playground.readout.health import remedies
from playground.readout.health.look import LEARNED, Look, figure, percent
from playground.readout.health.records import Finding, Remedy

RUNAWAY = 2.0
"""So many times the loss of the best constant answer, and of all that was reached: it diverges."""
BOUNCES = 0.35
"""Share of the points of the curve that lie above the one before: it jumps to and fro."""
ROUGH = 0.15
"""... by this part of its mean from point to point. Runs that learn well reach 0.13 (the hills with
Adam, from seven starts)."""
POINTS = 20
SPOILT = 0.5
"""Share of dead units or saturated activations that a smaller rate alone does not mend."""


def broken(look: Look) -> Iterator[Finding]:
    """The run stopped itself: a number became infinite or none (the engine's guard)."""
    guard = look.trainer.guard
    if guard is None:
        return
    yield Finding(
        "broken",
        "stop",
        guard.layer,
        f"In step {guard.step:,} a number became too large to be written down.",
        f"The weights moved so far at the learning rate {look.rate:g} that every step made the next "
        "one larger. The weights shown are the last good ones.",
        _back(look),
        {"rate": look.rate},
    )


def diverging(look: Look) -> Iterator[Finding]:
    """The loss grew beyond that of no knowledge at all, and beyond what was reached before.

    Twice the loss of the best constant answer, and twice the loss at the beginning: a wrong start
    can be that bad, a run that learns never is.
    """
    losses = look.history.train
    if look.trainer.guard is not None or not look.is_single or losses.size < 3:
        return
    least = float(np.nanmin(losses)) if np.isfinite(losses).any() else math.nan
    floor = max(look.history.first, look.baseline if math.isfinite(look.baseline) else 0.0)
    if not look.loss > RUNAWAY * floor or not look.loss > RUNAWAY * least:
        return
    yield Finding(
        "diverging",
        "stop",
        None,
        f"The loss has grown to {figure(look.loss)}; it was {figure(least)} before.",
        f"At the learning rate {look.rate:g} each step jumps over the valley and lands higher up on "
        "the other side.",
        _back(look),
        {"loss": look.loss, "least": least, "rate": look.rate},
    )


def bouncing(look: Look) -> Iterator[Finding]:
    """The loss jumps up and down and comes no nearer: 57 of 100 steps go up at a rate of 30 on a
    circle, where 1 learns it (measured for the activity about the learning rate).
    """
    window = look.history.window()
    progress = look.history.progress()
    if not look.is_single or window.size < POINTS or progress is None or look.skill >= LEARNED:
        return
    rises = float((np.diff(window) > 0.0).mean())
    mean = float(window.mean())
    roughness = float(np.abs(np.diff(window)).mean()) / max(mean, 1e-12)
    # Who falls over the whole window by more than from one point to the next is on the way down.
    if rises < BOUNCES or roughness < ROUGH or progress > roughness:
        return
    rate = remedies.tenth(look.rate)
    ways = [remedies.lower_rate(look, rate)]
    if any(max(layer.saturated or 0.0, layer.dead or 0.0) > SPOILT for layer in look.layers):
        ways.append(remedies.lower_rate(look, rate, "rewind"))
    yield Finding(
        "rate_high",
        "warning",
        None,
        f"The loss jumps: it rose at {percent(rises)} of the last points of the curve, and it changes "
        f"by {percent(roughness)} from one to the next.",
        f"The learning rate of {look.rate:g} is too high: steps are longer than the valley is wide.",
        tuple(ways),
        {"rises": rises, "roughness": roughness, "rate": look.rate},
    )


def _back(look: Look) -> tuple[Remedy, ...]:
    """Return the ways back: to the best step that there was, and to the beginning."""
    best = best_step(look)
    rate = remedies.safe_rate(look.rate)
    anew = remedies.lower_rate(look, rate, "rewind")
    if best is None:
        return (anew,)
    back = remedies.lower_rate(look, rate, "visit", best)
    return (back, anew) if best > 0 else (back,)


def best_step(look: Look) -> int | None:
    """Return the step of the smallest finite train loss since the last change."""
    losses = look.history.train
    finite = np.isfinite(losses)
    if not finite.any():
        return None
    return int(look.history.steps[int(np.argmin(np.where(finite, losses, np.inf)))])
