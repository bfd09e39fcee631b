"""Large numbers in words of few letters."""

from playground.ui.numbers import thousands

_STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
_BYTES = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def written(number: float) -> str:
    """Return a count with three digits that matter, e.g. "61.0 M", or in full below a million."""
    for size, letter in _STEPS:
        if number >= size:
            return f"{_three(number / size)} {letter}"
    return thousands(round(number))


def size_of(number: float) -> str:
    """Return an amount of memory, e.g. "698 GB" (decimal units)."""
    for size, unit in _BYTES:
        if number >= size:
            return f"{_three(number / size)} {unit}"
    return f"{round(number)} B"


def _three(number: float) -> str:
    return (
        f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
    )
