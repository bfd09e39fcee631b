"""What a function of the table hands back: the part of a record that depends on the operation."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.readout.arithmetic.expressions import MOST_TERMS, Expression, Number, Sum
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Focus, Scene
from playground.readout.arithmetic.words import REST

Name = tuple[str, str]
"""A symbol as text and as LaTeX."""


@dataclass(frozen=True, slots=True)
class Card:
    """Title, formula, lines and notes; see `records.Arithmetic`.

    Attributes
    ----------
    formula
        Without numbers, as text and as LaTeX.
    place
        Position inside the unit that is shown; None where there is one only.
    """

    title: Phrase
    formula: Name
    lines: tuple[Line, ...] = ()
    notes: tuple[Phrase, ...] = ()
    place: int | None = None


Explain = Callable[[Scene, Focus], Card]
"""Works out one element of one row."""


def rest_of(*formulas: Expression) -> tuple[Phrase, ...]:
    """Return the note about terms that are added up in one number, where there are such."""
    for formula in formulas:
        terms = formula.terms if isinstance(formula, Sum) else ()
        for term in terms:
            if isinstance(term, Number) and term.hidden:
                return (REST(MOST_TERMS),)
    return ()


# Names that many operations share.
Z: Name = ("z", "z")
A: Name = ("a", "a")
X: Name = ("x", "x")
LOSS: Name = ("L", "L")
DA: Name = ("∂L/∂a", r"\frac{\partial L}{\partial a}")
DZ: Name = ("∂L/∂z", r"\frac{\partial L}{\partial z}")
DX: Name = ("∂L/∂x", r"\frac{\partial L}{\partial x}")
DW: Name = ("∂L/∂w", r"\frac{\partial L}{\partial w}")
DB: Name = ("∂L/∂b", r"\frac{\partial L}{\partial b}")
DA_DZ: Name = ("∂a/∂z", r"\frac{\partial a}{\partial z}")
DZ_DW: Name = ("∂z/∂w", r"\frac{\partial z}{\partial w}")
DZ_DB: Name = ("∂z/∂b", r"\frac{\partial z}{\partial b}")
