"""The speeds on offer, from slow motion to flat out: pure."""

import math

from playground.session.commands import SetPace

SLOW = tuple(SetPace(rate, "operation") for rate in (0.5, 1.0, 2.0, 5.0))
"""Slow motion: single operations a second."""
FLAT_OUT = SetPace(None)
PACES: tuple[SetPace, ...] = (
    *SLOW,
    *(SetPace(base * 10.0**power) for power in range(5) for base in (1.0, 2.0, 5.0)),
    SetPace(100_000.0),
    FLAT_OUT,
)
"""Operations or steps a second, then as fast as the machine can."""


def level_of(pace: SetPace) -> int:
    """Return the index of the speed on offer that is nearest (in ratio)."""
    if pace.steps_per_second is None:
        return len(PACES) - 1
    wanted = math.log(max(pace.steps_per_second, 1e-9))

    def distance(level: int) -> float:
        offered = PACES[level]
        if offered.steps_per_second is None or offered.unit != pace.unit:
            return float("inf")
        return abs(math.log(offered.steps_per_second) - wanted)

    return min(range(len(PACES)), key=distance)


def slower(pace: SetPace) -> SetPace:
    """Return the next slower speed on offer."""
    return PACES[max(0, level_of(pace) - 1)]


def faster(pace: SetPace) -> SetPace:
    """Return the next faster speed on offer."""
    return PACES[min(len(PACES) - 1, level_of(pace) + 1)]
