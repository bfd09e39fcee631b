"""What the kinds of findings are called, and how sizes of gradients are written."""

import math

from playground.readout.health import Kind
from playground.readout.health.kinds import FINDING_KINDS
from playground.ui.numbers import MINUS
from playground.ui.wording import told

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def title_of(kind: Kind) -> str:
    """Return what a kind of finding is called, in two or three words."""
    return told(FINDING_KINDS[kind].title)


def explanation_of(kind: Kind) -> str:
    """Return what it is, and from which number on it is told."""
    return told(FINDING_KINDS[kind].explanation)


def decade(power: int) -> str:
    """Return a power of ten as it stands on a scale: "1", "10⁻³"."""
    return {0: "1", 1: "10"}.get(power, "10" + str(power).translate(_SUPERSCRIPTS))


def gradient(value: float | None) -> str:
    """Return the size of a gradient in seven signs at most: "1.2e−5", "0.34", "0"."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞"
    if value == 0.0:
        return "0"
    if 1e-3 <= value < 1e4:
        return f"{value:#.2g}" if value < 9.95 else f"{value:.0f}"
    base, power = f"{value:.1e}".split("e")
    return f"{base}e{int(power)}".replace("-", MINUS)
