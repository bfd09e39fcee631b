"""What the kinds of findings are called, and what is said where there are none."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from playground.readout.health import Kind
from playground.ui.action import QT_TRANSLATE_NOOP
from playground.ui.numbers import MINUS

CONTEXT = "Health"

_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        "broken": QT_TRANSLATE_NOOP("Health", "Numbers overflowed"),
        "diverging": QT_TRANSLATE_NOOP("Health", "Loss runs away"),
        "dead": QT_TRANSLATE_NOOP("Health", "Dead units"),
        "saturated": QT_TRANSLATE_NOOP("Health", "Saturated units"),
        "symmetric": QT_TRANSLATE_NOOP("Health", "Equal units"),
        "vanishing": QT_TRANSLATE_NOOP("Health", "Gradient vanishes"),
        "exploding": QT_TRANSLATE_NOOP("Health", "Gradient explodes"),
        "misfit": QT_TRANSLATE_NOOP("Health", "Output does not fit"),
        "unscaled": QT_TRANSLATE_NOOP("Health", "Inputs not scaled"),
        "imbalance": QT_TRANSLATE_NOOP("Health", "Class overlooked"),
        "rate_high": QT_TRANSLATE_NOOP("Health", "Rate too high"),
        "rate_low": QT_TRANSLATE_NOOP("Health", "Rate too low"),
        "plateau": QT_TRANSLATE_NOOP("Health", "Plateau"),
        "overfitting": QT_TRANSLATE_NOOP("Health", "Overfitting"),
        "little_data": QT_TRANSLATE_NOOP("Health", "Too little data"),
    }
)
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def title_of(kind: Kind) -> str:
    """Return what a kind of finding is called, in two or three words."""
    return QCoreApplication.translate(CONTEXT, _TITLES[kind])


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
