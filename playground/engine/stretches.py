"""Whose bits a run is made of: replay gives them again only where the same build computed them.

A run that was opened on another machine goes on there. What it has been before stays as it is; the
updates from that step on are a stretch of their own.
"""

from collections.abc import Iterator, Sequence

from playground.engine.fingerprint import fingerprint, replay_problem
from playground.engine.state import Stretch

Stretches = tuple[Stretch, ...]

FOREVER = 2**62
"""A step that no run reaches."""


def begun() -> Stretches:
    """Return the stretches of a run that begins here."""
    return (Stretch(0, fingerprint()),)


def gone_on(stretches: Stretches, step: int) -> Stretches:
    """Return the stretches as far as a step, from which it goes on here."""
    kept = tuple(stretch for stretch in stretches if stretch.start < step)
    if kept and not replay_problem(kept[-1].fingerprint):
        return kept
    return (*kept, Stretch(step if kept else 0, fingerprint()))


def problem_of(stretches: Stretches) -> str:
    """Return why not every step can be replayed here, or "" where it can."""
    problems = (replay_problem(stretch.fingerprint) for stretch in stretches)
    return next((problem for problem in problems if problem), "")


def replayed_until(stretches: Stretches, step: int) -> int:
    """Return the last step that a replay from ``step`` reaches here; `FOREVER` where none is."""
    stops = (*(stretch.start for stretch in stretches[1:]), FOREVER)
    for stretch, stop in zip(stretches, stops, strict=True):
        if stop <= step:
            continue
        if replay_problem(stretch.fingerprint):
            return step
        step = stop
    return step


def in_reach(stretches: Stretches, copies: Sequence[int]) -> Iterator[range]:
    """Yield the steps that copies at these steps, in order, bring within reach here."""
    last = -1
    for step in copies:
        if step > last:
            last = replayed_until(stretches, step)
            yield range(step, last + 1)
