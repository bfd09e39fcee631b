"""What every family of rules shares."""

from collections.abc import Callable

from playground.engine.assembly import Assembly, Use
from playground.engine.program import Slice

Rule = Callable[[Assembly, Use], None]
"""Appends the forward or the backward rows of one use."""


def blame_of(use: Use) -> Slice:
    """Return the gradient of the use's result, which is complete by now."""
    gradient = use.result.gradient
    if gradient is None:
        raise AssertionError("A use without blame has no backward rows.")
    return gradient
