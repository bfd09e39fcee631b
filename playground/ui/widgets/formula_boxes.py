"""What a formula is drawn of: letters, lines and brackets in their places. Pure records.

Lengths are in units of whoever measures; y grows downwards and 0 is the base line.
"""

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from playground.ui.widgets.formula_tex import Style

Shape = Literal["(", ")", "[", "]", "{", "}", "|", "brace", "root"]


class Measures(Protocol):
    """Whoever knows the faces."""

    def bounds(self, text: str, style: Style, size: float) -> tuple[float, float, float]:
        """Return advance, height above and depth below the base line of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A text with its base line at (x, y)."""

    x: float
    y: float
    text: str
    style: Style
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A bracket, brace or root that fills a rectangle."""

    shape: Shape
    x: float
    y: float
    width: float
    height: float
    size: float


Piece = Mark | Rule | Stroke


@dataclass(frozen=True, slots=True)
class Box:
    """What was laid out, around its own (0, 0)."""

    width: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0
    pieces: tuple[Piece, ...] = ()

    def moved(self, x: float, y: float) -> tuple[Piece, ...]:
        """Return the pieces elsewhere."""
        return tuple(replace(piece, x=piece.x + x, y=piece.y + y) for piece in self.pieces)
