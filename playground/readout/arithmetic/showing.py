"""From a formula and the engine's number to a line: how many digits are shown (see `records`)."""

import math

from playground.readout.arithmetic.digits import written_decimals, written_number
from playground.readout.arithmetic.expressions import EPSILON, Expression, Number, Worked
from playground.readout.arithmetic.records import Line, Operand, Phrase, Role

FEWEST, FULL = 6, 9
"""Significant digits of the numbers in a formula: usually, and all that a float32 has."""
MOST = 5
"""Significant digits of a result."""
MOVED = 7
"""Significant digits of a parameter after an update: the step is small beside it."""
_SMALLEST = 2e-30
"""Moments below about this are 0 for the kernels, and so are denormals."""


def line(
    name: tuple[str, str],
    formula: Expression,
    engine: Number | None = None,
    *,
    role: Role = "step",
    words: Phrase | None = None,
    most: int = MOST,
) -> Line:
    """Return a line.

    Parameters
    ----------
    name
        As text and as LaTeX.
    engine
        The number that the engine has for it, None where it keeps none.
    most
        Significant digits of the result at most.
    """
    value = None if engine is None else engine.value
    digits, decimals = _digits(formula, value, most)
    found = formula.worked(digits)
    shown = found.value if value is None else value
    text, tex = formula.written(digits), formula.written(digits, tex=True)
    is_bare = isinstance(formula, Number)
    return Line(
        *name,
        text=text,
        tex=tex,
        shown=text if is_bare else _result(shown, decimals, most),
        shown_tex=tex if is_bare else _result(shown, decimals, most, tex=True),
        value=value,
        checked=found.value,
        agrees=value is None or agree(value, found),
        role=role,
        words=words,
        operands=tuple(
            Operand(number.value, number.origin)
            for number in formula.numbers()
            if not number.is_exact
        ),
        origin=None if engine is None else engine.origin,
    )


def agree(value: float, found: Worked) -> bool:
    """Say whether the engine's number is the one worked out, as far as rounding lets it be."""
    if not (math.isfinite(value) and math.isfinite(found.value)):
        return (
            value == found.value
            or (math.isnan(value) and math.isnan(found.value))
            or abs(found.value) > 3e38
            or not math.isfinite(found.error)
        )
    return abs(value - found.value) <= found.error + EPSILON * abs(value) + _SMALLEST


def _digits(formula: Expression, value: float | None, most: int) -> tuple[int, int | None]:
    """Return digits of the operands and decimals of the result (None: significant digits)."""
    if value is None:
        return FEWEST, _left(formula.worked(FEWEST), most)
    best, chosen, places = -99, FEWEST, 0
    for digits in range(FEWEST, FULL + 1):
        found = formula.worked(digits)
        decimals = _common(value, found.value, most)
        if decimals is None:
            return digits, None
        if found.error > 0.0 and math.isfinite(found.error):
            # Behind that there is nothing but the rounding of float64 itself.
            decimals = min(decimals, 6 - _power_of(found.error))
        if decimals > best:
            best, chosen, places = decimals, digits, decimals
        if decimals >= most - 1 - _power_of(value):
            break
    return chosen, places


def _left(found: Worked, most: int) -> int | None:
    """Return the decimals of a number that nearly cancels, None where it has all its digits."""
    if not (found.error > 0.0 and math.isfinite(found.error) and math.isfinite(found.value)):
        return None
    decimals = 6 - _power_of(found.error)
    return decimals if decimals < most - 1 - _power_of(found.value) else None


def _common(value: float, found: float, most: int) -> int | None:
    """Return in how many decimals two numbers agree; None where they are no ordinary numbers."""
    if not (math.isfinite(value) and math.isfinite(found)) or value == found == 0.0:
        return None
    decimals = most - 1 - _power_of(value if value else found)
    while round(value, decimals) != round(found, decimals):
        decimals -= 1
    return decimals


def _power_of(value: float) -> int:
    return math.floor(math.log10(abs(value))) if value else 0


def _result(value: float, decimals: int | None, most: int, *, tex: bool = False) -> str:
    if decimals is None:
        return written_number(value, most, tex=tex)
    return written_decimals(value, decimals, tex=tex)
