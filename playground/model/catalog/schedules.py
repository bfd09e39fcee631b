"""What the learning rate is multiplied with at update t: plain functions of (t, period, factor)."""

import math


def flat(_t: int, _period: int, _factor: float) -> float:
    """1 at every step."""
    return 1.0


def falling_steps(t: int, period: int, factor: float) -> float:
    """factor^⌊t / period⌋."""
    return float(factor ** (t // max(1, period)))


def cosine(t: int, period: int, factor: float) -> float:
    """From 1 at t = 0 to ``factor`` at t = period along half a cosine (Loshchilov, Hutter 2016)."""
    way = min(1.0, t / max(1, period))
    return factor + (1.0 - factor) * 0.5 * (1.0 + math.cos(math.pi * way))


def rising(t: int, period: int, _factor: float) -> float:
    """From 1 / period at t = 0 in a line to 1 at t = period − 1."""
    return min(1.0, (t + 1) / max(1, period))
