"""What every family of rules shares."""

from collections.abc import Callable

from playground.engine.assembly import Assembly, Use, Weights
from playground.engine.program import Slice

Rule = Callable[[Assembly, Use], None]
"""Appends the forward or the backward rows of one use."""


def blame_of(use: Use) -> Slice:
    """Return the gradient of the use's result, which is complete by now."""
    gradient = use.result.gradient
    if gradient is None:
        raise AssertionError("A use without blame has no backward rows.")
    return gradient


def learned(assembly: Assembly, weights: Weights, units: int) -> dict[str, int]:
    """Return where the gradients of weights and biases go, and 1 if others wrote there before.

    Without a bias its blame goes where nobody looks.
    """
    db = assembly.gradient + weights.bias if weights.has_bias else assembly.take(units)
    accumulate = int(weights.weight in assembly.written)
    assembly.written.add(weights.weight)
    return {"dw": assembly.gradient + weights.weight, "db": db, "accumulate": accumulate}
