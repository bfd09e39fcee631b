"""Formulas with numbers in them: written, typeset and worked out from the same tree.

What a card shows must be what it computes with. So a formula is a tree of numbers, and its text, its
LaTeX and its value all come from the *shown* digits of these numbers.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.readout.arithmetic.digits import MINUS, rounded, written_number

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Values = npt.NDArray[np.float64]

EPSILON = 2.0**-23
"""Rounding of one operation in float32, relative."""
_ROUNDINGS = 8.0
"""Roundings that one step of a formula may be off by: kernels approximate functions."""
MOST_TERMS = 12

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
"""How tightly the parts of a formula hold together."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number was read: a place in one of the spaces of the table of operations.

    Attributes
    ----------
    space
        "W", "P", "D" or "T" as in `optable`, or "R" for the registers.
    address
        Element from the beginning of the space.
    is_before
        Whether it is what stood there before the operation.
    """

    space: str
    address: int
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Worked:
    """A value, and how far it may be from what float32 makes of the same formula."""

    value: float
    error: float


class Expression(ABC):
    """A formula, or a part of one."""

    @abstractmethod
    def worked(self, digits: int) -> Worked:
        """Work it out from numbers rounded to so many significant digits."""

    @abstractmethod
    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        """Return it as text or LaTeX, in brackets where it holds together less than ``rank``."""

    def parts(self) -> Sequence["Expression"]:
        """Return what it is made of."""
        return ()

    def numbers(self) -> Iterator["Number"]:
        """Yield every number in it, in the order in which they are written."""
        for part in self.parts():
            yield from part.numbers()

    def __add__(self, other: "Expression") -> "Sum":
        return Sum((self, other))

    def __sub__(self, other: "Expression") -> "Sum":
        return Sum((self, Negated(other)))

    def __mul__(self, other: "Expression") -> "Product":
        return Product((self, other))

    def __truediv__(self, other: "Expression") -> "Quotient":
        return Quotient(self, other)

    def __neg__(self) -> "Negated":
        return Negated(self)


def _bracketed(text: str, *, tex: bool) -> str:
    return rf"\left({text}\right)" if tex else f"({text})"


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number that was read somewhere, or one that the formula brings (1, ½, the batch's count).

    Attributes
    ----------
    is_exact
        Written as it is, never rounded.
    error
        How far it may be off besides: of sums over what is not shown.
    hidden
        How many terms are added up in it; 0 for a number of its own.
    """

    value: float
    origin: Origin | None = None
    is_exact: bool = False
    error: float = 0.0
    hidden: int = 0

    def worked(self, digits: int) -> Worked:
        if self.is_exact:
            return Worked(self.value, 0.0)
        shown = rounded(self.value, digits)
        return Worked(shown, abs(shown - self.value) + self.error)

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        text = written_number(self.value, 15 if self.is_exact else digits, tex=tex)
        if self.hidden:
            if tex:
                return rf"\underbrace{{{text}}}_{{\cdots {self.hidden}}}"
            return f"[{self.hidden} ⋯ {text}]"
        needs = self.value < 0 or (rank == POWER and "e" in text)
        return _bracketed(text, tex=tex) if needs and rank > SUM else text

    def numbers(self) -> Iterator["Number"]:
        yield self


def exactly(value: float) -> Number:
    """Return a number of the formula itself."""
    return Number(float(value), is_exact=True)


@dataclass(frozen=True, slots=True)
class Negated(Expression):
    """Minus something."""

    inner: Expression

    def parts(self) -> Sequence[Expression]:
        return (self.inner,)

    def worked(self, digits: int) -> Worked:
        inner = self.inner.worked(digits)
        return Worked(-inner.value, inner.error)

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        inner = self.inner.written(digits, PRODUCT, tex=tex)
        text = f"{'-' if tex else MINUS}{inner}"
        return _bracketed(text, tex=tex) if rank > SUM else text


@dataclass(frozen=True, slots=True)
class Sum(Expression):
    """Terms, added up."""

    terms: tuple[Expression, ...]

    def parts(self) -> Sequence[Expression]:
        return self.terms

    def worked(self, digits: int) -> Worked:
        terms = [term.worked(digits) for term in self.terms]
        sizes = total(abs(term.value) for term in terms)
        error = total(term.error for term in terms)
        value = total(term.value for term in terms)
        return Worked(value, error + _ROUNDINGS * EPSILON * sizes)

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        if not self.terms:
            return "0"
        pieces = [self.terms[0].written(digits, SUM, tex=tex)]
        for term in self.terms[1:]:
            is_taken = isinstance(term, Negated)
            inner = term.inner if isinstance(term, Negated) else term
            sign = ("-" if tex else MINUS) if is_taken else "+"
            pieces.append(f"{sign} {inner.written(digits, PRODUCT, tex=tex)}")
        text = " ".join(pieces)
        return _bracketed(text, tex=tex) if rank > SUM and len(self.terms) > 1 else text


@dataclass(frozen=True, slots=True)
class Product(Expression):
    """Factors, multiplied."""

    factors: tuple[Expression, ...]

    def parts(self) -> Sequence[Expression]:
        return self.factors

    def worked(self, digits: int) -> Worked:
        value, error = 1.0, 0.0
        for factor in self.factors:
            other = factor.worked(digits)
            error = error * abs(other.value) + other.error * (abs(value) + error)
            value *= other.value
        return Worked(value, error + _ROUNDINGS * EPSILON * abs(value))

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        dot = r" \cdot " if tex else "·"
        # A minus in front of everything needs no brackets.
        ranks = [
            SUM if place == 0 and rank < PRODUCT else PRODUCT for place in range(len(self.factors))
        ]
        if self.factors and isinstance(self.factors[0], Sum):
            ranks[0] = PRODUCT
        pairs = zip(self.factors, ranks, strict=True)
        text = dot.join(factor.written(digits, at, tex=tex) for factor, at in pairs)
        return _bracketed(text, tex=tex) if rank > PRODUCT else text


@dataclass(frozen=True, slots=True)
class Quotient(Expression):
    """One thing divided by another."""

    above: Expression
    below: Expression

    def parts(self) -> Sequence[Expression]:
        return (self.above, self.below)

    def worked(self, digits: int) -> Worked:
        above, below = self.above.worked(digits), self.below.worked(digits)
        if below.value == 0.0:
            return Worked(math.nan, math.inf)
        value = above.value / below.value
        least = max(abs(below.value) - below.error, 0.5 * abs(below.value))
        error = (above.error + abs(value) * below.error) / least
        return Worked(value, error + _ROUNDINGS * EPSILON * abs(value))

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        if tex:
            text = rf"\frac{{{self.above.written(digits, tex=True)}}}{{{self.below.written(digits, tex=True)}}}"
            return _bracketed(text, tex=True) if rank > PRODUCT else text
        text = f"{self.above.written(digits, PRODUCT)}/{self.below.written(digits, POWER)}"
        return f"({text})" if rank > PRODUCT else text


@dataclass(frozen=True, slots=True)
class Power(Expression):
    """Something to a whole power."""

    inner: Expression
    exponent: int = 2

    def parts(self) -> Sequence[Expression]:
        return (self.inner,)

    def worked(self, digits: int) -> Worked:
        inner = self.inner.worked(digits)
        value = _power(inner.value, self.exponent)
        slope = abs(self.exponent * _power(inner.value, self.exponent - 1))
        return Worked(value, slope * inner.error + _ROUNDINGS * EPSILON * abs(value))

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        inner = self.inner.written(digits, ATOM if not tex else POWER, tex=tex)
        if tex:
            return f"{inner}^{{{self.exponent}}}"
        return f"{inner}{str(self.exponent).translate(_SUPERSCRIPTS)}"


def _power(value: float, exponent: int) -> float:
    try:
        return float(value**exponent)
    except (OverflowError, ZeroDivisionError):
        return math.inf


@dataclass(frozen=True, slots=True)
class Function(Expression):
    """A function of one number, e.g. tanh.

    Attributes
    ----------
    symbol, tex
        How it is written, with "#" in the place of what it is of.
    slope
        Its derivative: how errors pass.
    """

    inner: Expression
    symbol: str
    tex: str
    value_of: Callable[[float], float]
    slope: Callable[[float], float]

    def parts(self) -> Sequence[Expression]:
        return (self.inner,)

    def worked(self, digits: int) -> Worked:
        inner = self.inner.worked(digits)
        try:
            value, slope = self.value_of(inner.value), abs(self.slope(inner.value))
        except (OverflowError, ValueError):
            return Worked(math.nan, math.inf)
        size = abs(value) + min(slope * abs(inner.value), 1.0)
        return Worked(value, slope * inner.error + _ROUNDINGS * EPSILON * size)

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        inner = self.inner.written(digits, tex=tex)
        if tex:
            return self.tex.replace("#", inner)
        return self.symbol.replace("#", inner)


@dataclass(frozen=True, slots=True)
class Choice(Expression):
    """The largest or the smallest of some numbers."""

    options: tuple[Expression, ...]
    is_largest: bool = True

    def parts(self) -> Sequence[Expression]:
        return self.options

    def worked(self, digits: int) -> Worked:
        options = [option.worked(digits) for option in self.options]
        pick = max if self.is_largest else min
        value = pick(option.value for option in options)
        return Worked(value, max(option.error for option in options))

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        name = "max" if self.is_largest else "min"
        inner = ", ".join(option.written(digits, tex=tex) for option in self.options)
        return rf"\{name}\left({inner}\right)" if tex else f"{name}({inner})"


@dataclass(frozen=True, slots=True)
class Holds(Expression):
    """1 where a statement holds, else 0: "[0.31 > 0]".

    ``is_true`` is decided from the numbers as they are; rounding must not turn it over.
    """

    left: Expression
    relation: str
    right: Expression
    is_true: bool

    def parts(self) -> Sequence[Expression]:
        return (self.left, self.right)

    def worked(self, digits: int) -> Worked:
        return Worked(1.0 if self.is_true else 0.0, 0.0)

    def written(self, digits: int, rank: int = 0, *, tex: bool = False) -> str:
        left, right = (side.written(digits, tex=tex) for side in (self.left, self.right))
        relation = _RELATIONS[self.relation] if tex else self.relation
        return f"[{left} {relation} {right}]"


_RELATIONS = {">": ">", "<": "<", "=": "=", "≤": r"\le", "≥": r"\ge", "≠": r"\ne"}


def total(values: Iterable[float]) -> float:
    """Return the sum to the last bit; of infinities what there is to say of them."""
    numbers = list(values)
    return math.fsum(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


def summed(terms: Sequence[Expression], always: Sequence[Expression] = ()) -> Expression:
    """Return the sum of terms: of many the largest `MOST_TERMS`, in their order, and the rest in one.

    ``always`` are terms behind them that are never left out (the bias).
    """
    values = np.array([term.worked(17).value for term in terms], np.float64)
    return strongest(values, terms.__getitem__, always)


def strongest(
    values: Values, make: Callable[[int], Expression], always: Sequence[Expression] = ()
) -> Expression:
    """Return the same of terms whose values are known: only those that are written out are made.

    Parameters
    ----------
    values
        float64 (terms,).
    make
        Place of a term → the term.
    """
    kept = np.arange(values.size)
    rest: tuple[Number, ...] = ()
    if values.size > MOST_TERMS:
        # What is not a number counts as largest: it sorts last.
        first = values.size - MOST_TERMS
        kept = np.sort(np.argpartition(np.abs(values), first)[first:])
        left = np.delete(values, kept)
        error = _ROUNDINGS * EPSILON * float(np.abs(left).sum())
        rest = (Number(float(left.sum()), error=error, hidden=left.size),)
    whole = (*(make(int(place)) for place in kept), *rest, *always)
    return whole[0] if len(whole) == 1 else Sum(whole)
