"""What the network says at one place, in one line of fixed width. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from playground.ui import numbers


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reading", text)


_LONGEST = 8
"""Letters of a name; the rest is cut."""


@dataclass(frozen=True, slots=True)
class Place:
    """Coordinates with their names, e.g. ("x", 1.2)."""

    names: tuple[str, ...]
    values: tuple[float, ...]

    def text(self) -> str:
        """Return e.g. "x  +1.20  y  −0.35"; the numbers are always equally wide."""
        pairs = zip(self.names, self.values, strict=True)
        return "  ".join(f"{_short(name)} {_padded(value, 2)}" for name, value in pairs)

    @property
    def is_long(self) -> bool:
        """Whether little room is left beside it."""
        return sum(len(name) for name in self.names) > 4


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _padded(value: float, decimals: int) -> str:
    return numbers.signed(value, decimals).rjust(decimals + 4)


def output_text(value: float, is_short: bool = False) -> str:
    """Return e.g. "output +0.731", or "→ +0.731" where there is little room."""
    if is_short:
        return f"→ {_padded(value, 3)}"
    return _tr("output {0}").format(_padded(value, 3))


def unit_text(value: float) -> str:
    """Return what a neuron answers, e.g. "a +0.731"."""
    return f"a {_padded(value, 3)}"


def class_text(outputs: Sequence[float], names: Sequence[str]) -> str:
    """Return the winning class and its share, e.g. "blue  73.1%"."""
    winner = max(range(len(outputs)), key=lambda index: outputs[index])
    name = names[winner] if winner < len(names) else str(winner)
    width = max((len(other) for other in names), default=0)
    return f"{name.ljust(width)} {numbers.share(outputs[winner]).rjust(6)}"


def residual_text(target: float, output: float | None) -> str:
    """Return e.g. "target +0.40, output +0.31, residual −0.09"."""
    if output is None:
        return _tr("target {0}").format(_padded(target, 2).strip())
    return _tr("target {0}, output {1}, residual {2}").format(
        numbers.signed(target, 2), numbers.signed(output, 2), numbers.signed(output - target, 2)
    )
