"""The speeds on offer, from one step a second to flat out: pure."""

PACES: tuple[float | None, ...] = (
    *(base * 10.0**power for power in range(5) for base in (1.0, 2.0, 5.0)),
    100_000.0,
    None,
)
"""Steps a second; None is flat out."""


def level_of(pace: float | None) -> int:
    """Return the index of the speed on offer that is nearest (in ratio)."""
    if pace is None:
        return len(PACES) - 1
    wanted = max(pace, 1e-9)

    def distance(level: int) -> float:
        offered = PACES[level]
        if offered is None:
            return float("inf")
        return max(offered / wanted, wanted / offered)

    return min(range(len(PACES)), key=distance)


def slower(pace: float | None) -> float | None:
    """Return the next slower speed on offer."""
    return PACES[max(0, level_of(pace) - 1)]


def faster(pace: float | None) -> float | None:
    """Return the next faster speed on offer."""
    return PACES[min(len(PACES) - 1, level_of(pace) + 1)]
