"""What a record of the table is made of, and how many elements an argument spans."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.kernels.optable.codes import OpCode

Extent = Callable[[Mapping[str, int]], int]
"""Number of elements that an argument spans, worked out from the row's plain numbers."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation.

    Attributes
    ----------
    access
        "r", "w" or "rw" for offsets; "" for numbers, and for what a row names but does not touch.
    extent
        Elements spanned from the offset on; None for numbers.
    minimum
        Least value of a plain number.
    usual
        What a plain number is where a row does not say; None where every row has to.
    """

    name: str
    space: str
    access: str = ""
    extent: Extent | None = None
    minimum: int = 1
    usual: int | None = None


def _nothing_wrong(numbers: Mapping[str, int]) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One record of the table. ``formula`` is in the field's notation, for the tape view.

    Attributes
    ----------
    check
        What is wrong with a row's plain numbers taken together, "" where nothing is: a kernel
        would reach out of its arrays although every number by itself is fine. Asked by the verifier.
    """

    code: OpCode
    arguments: tuple[Argument, ...]
    formula: str
    explanation: str
    check: Callable[[Mapping[str, int]], str] = _nothing_wrong


def number(name: str, minimum: int = 1, usual: int | None = None) -> Argument:
    """Return a plain number."""
    return Argument(name, "N", minimum=minimum, usual=usual)


def product(*names: str) -> Extent:
    """Return the extent that is the product of some of the row's plain numbers."""
    return lambda numbers: math.prod(numbers[name] for name in names)


one = product()
ld = product("ld")
lanes = product("lanes")
size = product("size")
count = product("count")
out = product("n_out")
weights = product("n_in", "n_out")
in_lanes = product("n_in", "lanes")
out_lanes = product("n_out", "lanes")
units = product("units")
units_ld = product("units", "ld")
units_lanes = product("units", "lanes")
units_positions_ld = product("units", "positions", "ld")
width_ld = product("width", "ld")


def three_each(numbers: Mapping[str, int]) -> int:
    """Return the extent of value and both moments of ``count`` weights, plane after plane."""
    return 3 * numbers["count"]
