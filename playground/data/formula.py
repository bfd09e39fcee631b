"""A formula of x that somebody typed: parsed into a tree, never run as a program.

Grammar, loosest binding first; two factors side by side are multiplied, ``^`` binds to the right
and closer than a sign (−x^2 is −(x^2))::

    sum    = product { ("+" | "-") product }
    product = sign { ("*" | "/" | nothing) sign }
    sign   = ("+" | "-") sign | power
    power  = atom [ ("^" | "**") sign ]
    atom   = number | "x" | "pi" | "e" | function "(" sum { "," sum } ")" | "(" sum ")"
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.model.errors import TextError
from playground.model.hints import closest

Float64 = npt.NDArray[np.float64]
Node = Callable[[Float64], Float64]

MAX_LENGTH = 200
MAX_DEPTH = 40

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": float(np.pi), "e": float(np.e)})
FUNCTIONS: Mapping[str, tuple[int, Callable[..., Float64]]] = MappingProxyType(
    {
        "sin": (1, np.sin),
        "cos": (1, np.cos),
        "tan": (1, np.tan),
        "exp": (1, np.exp),
        "log": (1, np.log),
        "sqrt": (1, np.sqrt),
        "abs": (1, np.abs),
        "min": (2, np.minimum),
        "max": (2, np.maximum),
    }
)
"""Name → how many numbers it takes, and what it does with arrays of them."""

_BINARY: Mapping[str, Callable[[Float64, Float64], Float64]] = MappingProxyType(
    {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power}
)
_PLAIN = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "÷": "/"})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d_]\w*)"
    r"|(?P<sign>\*\*|[-+*/^(),]))"
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A function of x, for arrays."""

    text: str
    root: Node

    def __call__(self, x: Float64) -> Float64:
        """Return f(x), float64 of x's shape; nan or infinite where f has no value."""
        with np.errstate(all="ignore"):
            return np.broadcast_to(self.root(np.asarray(x, np.float64)), np.shape(x)).astype(
                np.float64
            )


def parse_formula(text: str) -> Formula:
    """Return the formula of a text.

    Raises
    ------
    TextError
        The text is no formula; its ``start`` and ``end`` say where.
    """
    if len(text) > MAX_LENGTH:
        raise TextError(
            f"A formula has at most {MAX_LENGTH} characters. Write a shorter one.",
            MAX_LENGTH,
            len(text),
        )
    return _Parser(text).run()


def _tokens(text: str) -> list[_Token]:
    plain = text.translate(_PLAIN)
    found: list[_Token] = []
    place = 0
    while plain[place:].strip():
        match = _TOKEN.match(plain, place)
        if match is None or match.lastgroup is None:
            start = place + len(plain[place:]) - len(plain[place:].lstrip())
            raise TextError(
                f"“{text[start]}” has no meaning in a formula. Powers are written x^2.",
                start,
                start + 1,
            )
        kind = match.lastgroup
        found.append(_Token(kind, match.group(kind), match.start(kind), match.end(kind)))
        place = match.end()
    return [*found, _Token("end", "", len(text), len(text))]


class _Parser:
    """Recursive descent, one method for each level of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0

    def run(self) -> Formula:
        if self._now.kind == "end":
            raise TextError("Type a formula of x, for example 2 * sin(x).", 0, 0)
        root = self._sum()
        if self._now.kind != "end":
            if self._now.text == ")":
                raise self._error("This “)” closes nothing. Remove it, or open a “(” before.")
            raise self._error(f"“{self._now.text}” cannot stand here.")
        return Formula(self._text, root)

    @property
    def _now(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *signs: str) -> _Token | None:
        token = self._now
        if token.kind == "sign" and token.text in signs:
            self._next += 1
            return token
        return None

    def _error(self, message: str) -> TextError:
        return TextError(message, self._now.start, self._now.end)

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error("The formula is nested too deeply. Write a simpler one.")
        node = self._product()
        while (sign := self._take("+", "-")) is not None:
            node = _joined(sign.text, node, self._product())
        self._depth -= 1
        return node

    def _product(self) -> Node:
        node = self._sign()
        while True:
            sign = self._take("*", "/")
            if sign is not None:
                node = _joined(sign.text, node, self._sign())
            elif self._now.kind in ("number", "name") or self._now.text == "(":
                node = _joined("*", node, self._power())
            else:
                return node

    def _sign(self) -> Node:
        is_negative = False
        while (sign := self._take("+", "-")) is not None:
            is_negative ^= sign.text == "-"
        node = self._power()
        return _negated(node) if is_negative else node

    def _power(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error("The formula is nested too deeply. Write a simpler one.")
        node = self._atom()
        if self._take("^", "**") is not None:
            node = _joined("^", node, self._sign())
        self._depth -= 1
        return node

    def _atom(self) -> Node:
        token = self._now
        if token.kind == "number":
            self._next += 1
            return _constant(float(token.text))
        if token.kind == "name":
            return self._named(token)
        if self._take("(") is not None:
            node = self._sum()
            self._close(token)
            return node
        if token.kind == "end":
            raise self._error("The formula stops here, but something must follow.")
        raise self._error(f"A number, x or a function belongs in front of “{token.text}”.")

    def _named(self, token: _Token) -> Node:
        name = token.text.lower()
        if name not in FUNCTIONS:
            if name != "x" and name not in CONSTANTS:
                raise TextError(_unknown(token.text), token.start, token.end)
            self._next += 1
            return (lambda x: x) if name == "x" else _constant(CONSTANTS[name])
        self._next += 1
        opening = self._now
        count, function = FUNCTIONS[name]
        if self._take("(") is None:
            example = f"{name}(x, 1)" if count > 1 else f"{name}(x)"
            raise TextError(f"{name} needs brackets: {example}.", token.start, token.end)
        parts = [self._sum()]
        while self._take(",") is not None:
            parts.append(self._sum())
        self._close(opening)
        if len(parts) != count:
            words = "one number" if count == 1 else f"{count} numbers"
            message = f"{name} takes {words} between its brackets, not {len(parts)}."
            raise TextError(message, token.start, token.end)
        return lambda x: function(*(part(x) for part in parts))

    def _close(self, opening: _Token) -> None:
        if self._take(")") is None:
            if self._now.kind != "end":
                raise self._error(f"“{self._now.text}” cannot stand here; a “)” is expected.")
            message = "This “(” is never closed. Add a “)”."
            raise TextError(message, opening.start, opening.end)


def _unknown(name: str) -> str:
    known = ("x", *CONSTANTS, *FUNCTIONS)
    guess = closest(name.lower(), known)
    hint = f"Did you mean {guess}?" if guess else f"There are {', '.join(known)}."
    return f"“{name:.30}” is not known in a formula. {hint}"


def _constant(value: float) -> Node:
    return lambda x: np.full_like(x, value)


def _negated(node: Node) -> Node:
    return lambda x: -node(x)


def _joined(sign: str, left: Node, right: Node) -> Node:
    operation = _BINARY[sign]
    return lambda x: operation(left(x), right(x))
