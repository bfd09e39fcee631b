"""How numbers are written: C locale, fixed width, always with their sign.

Qt-free. A real minus sign is as wide as a plus in the bundled face, so columns stay still.
"""

import math
from collections.abc import Sequence

MINUS = "\u2212"
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LARGEST_FIXED = 1e4


def signed(value: float | None, decimals: int = 3) -> str:
    """Return a number with its sign, e.g. "+0.944"; zero counts as positive.

    Numbers that would need more than four digits before the point are written with an exponent
    ("+1.2e5"), missing ones as a dash, and what is not finite by its name.
    """
    if value is None:
        return "\u2013"
    value = float(value)
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "+∞" if value > 0 else MINUS + "∞"
    if abs(value) >= _LARGEST_FIXED:
        return ("+" if value > 0 else MINUS) + _with_exponent(abs(value))
    text = format(abs(value), f".{decimals}f")
    is_negative = value < 0 and float(text) != 0.0
    return (MINUS if is_negative else "+") + text


def _with_exponent(value: float) -> str:
    """Return e.g. "3.1e−5": no digit and no sign more than it needs, so that it fits its line."""
    return _trimmed(f"{value:.1e}")


def _trimmed(text: str) -> str:
    mantissa, _, exponent = text.partition("e")
    return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace("-", MINUS)


def signed_close(value: float | None, decimals: int = 3) -> str:
    """Like `signed`, but a small number keeps two digits ("+3.1e−5").

    With one digit left, a product worked out by hand would not be the one on the screen.
    """
    if value is not None and math.isfinite(value) and 0 < abs(value) < 2.5 * 10**-decimals:
        return ("+" if value > 0 else MINUS) + _with_exponent(abs(value))
    return signed(value, decimals)


def width_of(decimals: int = 3) -> int:
    """Return the number of characters that `signed` needs for everyday values ("+12.345")."""
    return decimals + 4


def share(value: float | None) -> str:
    """Return a share as a percentage with one digit, e.g. "96.7%"; a dash where meaningless."""
    if value is None or not math.isfinite(value):
        return "\u2013"
    return f"{100.0 * value:.1f}%"


def loss(value: float | None) -> str:
    """Return a loss in six letters, e.g. "0.0037", "81.603"; large and tiny ones with an exponent."""
    if value is None or math.isnan(value):
        return "\u2013"
    if math.isinf(value):
        return "∞"
    if value != 0.0 and (abs(value) >= _LARGEST_FIXED or abs(value) < 0.5e-4):
        return _with_exponent(value)
    whole = len(str(int(abs(value))))
    return f"{value:.{5 - whole}f}"


def thousands(value: int) -> str:
    """Return a count with commas, e.g. "37,204"."""
    return f"{value:,}"


def short(value: float) -> str:
    """Return three digits at most, without a plus, e.g. "−0.25" on a scale."""
    return _trimmed(f"{value:.3g}")


def plain(value: float) -> str:
    """Return a setting as short as it can be written, e.g. "0.01"."""
    return f"{value:.6g}"


def subscript(number: int) -> str:
    """Return a number as an index below the line, e.g. "₁₂"."""
    return str(number).translate(_SUBSCRIPTS)


def vector(values: Sequence[float], decimals: int = 2, most: int = 6) -> str:
    """Return a short list of numbers, e.g. "(+0.51, −1.20)", cut after ``most``."""
    shown = ", ".join(signed(value, decimals) for value in values[:most])
    return f"({shown}, …)" if len(values) > most else f"({shown})"


def parse(text: str) -> float | None:
    """Return the finite number that a person typed, or None; both minus signs are understood."""
    try:
        value = float(text.strip().replace(MINUS, "-").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
