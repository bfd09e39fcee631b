"""How numbers are written in formulas: so many digits, as text or as LaTeX."""

import math

MINUS = "\N{MINUS SIGN}"
_FIXED_FROM, _FIXED_TO = -4, 6
"""Powers of ten between which numbers are written without an exponent."""


def written_number(value: float, digits: int, *, tex: bool = False) -> str:
    """Return a number with so many significant digits, without zeros at the end."""
    if not math.isfinite(value):
        return _not_finite(value, tex=tex)
    if value == 0.0:
        return "0"
    mantissa, _, exponent = f"{abs(value):.{digits - 1}e}".partition("e")
    power = int(exponent)
    if _FIXED_FROM <= power < _FIXED_TO:
        whole = f"{abs(value):.{max(0, digits - 1 - power)}f}"
        text = whole.rstrip("0").rstrip(".") if "." in whole else whole
    else:
        text = with_power(mantissa.rstrip("0").rstrip("."), power, tex=tex)
    return _signed(text, value < 0, tex=tex)


def written_decimals(value: float, decimals: int, *, tex: bool = False) -> str:
    """Return a number with so many digits behind the point, with zeros at the end."""
    if not math.isfinite(value):
        return _not_finite(value, tex=tex)
    if round(value, decimals) == 0.0:
        return "0"
    text = f"{abs(round(value, decimals)):.{max(0, decimals)}f}"
    is_negative = value < 0 and float(text) != 0.0
    power = math.floor(math.log10(abs(value))) if value else 0
    if value and not _FIXED_FROM <= power < _FIXED_TO and decimals + power >= 0:
        mantissa, _, exponent = f"{abs(value):.{decimals + power}e}".partition("e")
        text = with_power(mantissa, int(exponent), tex=tex)
        is_negative = value < 0
    return _signed(text, is_negative, tex=tex)


def with_power(mantissa: str, power: int, *, tex: bool) -> str:
    r"""Return a number with a power of ten: "1.5e−5", in LaTeX "1.5 \cdot 10^{-5}"."""
    if tex and mantissa == "1":
        return f"10^{{{power}}}"
    if tex:
        return rf"{mantissa} \cdot 10^{{{power}}}"
    return f"{mantissa}e{power}".replace("-", MINUS)


def _signed(text: str, is_negative: bool, *, tex: bool) -> str:
    return f"{'-' if tex else MINUS}{text}" if is_negative else text


def _not_finite(value: float, *, tex: bool) -> str:
    if math.isnan(value):
        return r"\mathrm{NaN}" if tex else "NaN"
    return _signed(r"\infty" if tex else "∞", value < 0, tex=tex)


def rounded(value: float, digits: int) -> float:
    """Return a number rounded to significant digits, as a hand calculator is fed with it."""
    return float(f"{value:.{digits - 1}e}") if math.isfinite(value) else value
