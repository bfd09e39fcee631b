"""Reads formulas written in a small part of TeX: text in, a tree of nodes out. Pure: no Qt.

Known are fractions, roots, indices and powers, fences that grow, sums with limits, underbraces, Greek
letters, the usual signs and function names, and plain words. That is what the formulas of the cards
need; anything else is an error and not guessed at.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Style = Literal["letter", "upright", "number", "word", "bold"]
"""letter: a variable, slanted; upright: signs and function names; word: text between formulas."""
Kind = Literal["ordinary", "binary", "relation", "function", "large", "open", "close", "mark"]
"""What a sign is to its neighbours: it decides about the space around it."""


class FormulaError(ValueError):
    """The text is no formula that can be drawn."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Letters or a sign."""

    text: str
    style: Style = "upright"
    kind: Kind = "ordinary"


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes beside each other."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room, in units of the size of the letters."""

    width: float


@dataclass(frozen=True, slots=True)
class Fraction:
    """One thing above another, with a line between."""

    above: Row
    below: Row


@dataclass(frozen=True, slots=True)
class Root:
    """A square root."""

    inner: Row


@dataclass(frozen=True, slots=True)
class Scripts:
    """Something with a power, an index, or both."""

    base: "Node"
    above: Row | None = None
    below: Row | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """Brackets that are as tall as what stands in them; "" for one side without."""

    left: str
    inner: Row
    right: str


@dataclass(frozen=True, slots=True)
class Brace:
    """Something with a brace below it."""

    inner: Row


@dataclass(frozen=True, slots=True)
class Accent:
    """Something with a sign on top: hat, bar or tilde."""

    inner: Row
    sign: str


Node = Sign | Row | Space | Fraction | Root | Scripts | Fence | Brace | Accent

_GREEK = (
    "α alpha β beta γ gamma δ delta ε epsilon ε varepsilon ζ zeta η eta θ theta κ kappa λ lambda "
    "μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau φ phi φ varphi χ chi ψ psi ω omega ∂ partial ℓ ell"
)
_UPPER = "Γ Gamma Δ Delta Θ Theta Λ Lambda Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega ∇ nabla"
_ORDINARY = "∞ infty ⋯ cdots … ldots … dots T top ∀ forall ∅ emptyset | vert ‖ Vert % %"
_BINARY = "· cdot × times ⊙ odot ⊕ oplus ∗ ast ± pm ÷ div ∘ circ"
_RELATION = (
    "← leftarrow ← gets → rightarrow → to ≤ le ≤ leq ≥ ge ≥ geq ≠ ne ≠ neq ≈ approx ∈ in "
    "≡ equiv ∼ sim ∝ propto ≪ ll ≫ gg ∣ mid"
)
_FUNCTIONS = "ln exp log tanh sin cos max min arg softmax sign mean erf"
_SPACES: Mapping[str, float] = MappingProxyType(
    {",": 1 / 6, ":": 2 / 9, ";": 5 / 18, "!": -1 / 6, " ": 1 / 3, "quad": 1.0, "qquad": 2.0}
)
_ACCENTS: Mapping[str, str] = MappingProxyType({"hat": "ˆ", "bar": "¯", "tilde": "˜"})

_WORDS: Mapping[str, tuple[Style, Kind]] = MappingProxyType(
    {
        "text": ("word", "ordinary"),
        "mathrm": ("upright", "function"),
        "operatorname": ("upright", "function"),
        "mathbf": ("bold", "ordinary"),
    }
)


def _table() -> dict[str, Sign]:
    def pairs(words: str) -> Iterator[tuple[str, str]]:
        found = words.split()
        return zip(found[1::2], found[::2], strict=True)

    table = {name: Sign(sign, "letter") for name, sign in pairs(_GREEK)}
    table |= {name: Sign(sign) for name, sign in (*pairs(_UPPER), *pairs(_ORDINARY))}
    table |= {name: Sign(sign, kind="binary") for name, sign in pairs(_BINARY)}
    table |= {name: Sign(sign, kind="relation") for name, sign in pairs(_RELATION)}
    table |= {name: Sign(name, kind="function") for name in _FUNCTIONS.split()}
    table |= {"sum": Sign("∑", kind="large"), "prod": Sign("∏", kind="large")}
    table |= {"{": Sign("{", kind="open"), "}": Sign("}", kind="close")}
    table |= {"lfloor": Sign("⌊", kind="open"), "rfloor": Sign("⌋", kind="close")}
    return table


_COMMANDS = MappingProxyType(_table())
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys("+-−*", "binary"),
        **dict.fromkeys("=<>←→≤≥≠≈", "relation"),
        **dict.fromkeys("([", "open"),
        **dict.fromkeys(")]", "close"),
        **dict.fromkeys(",;:", "mark"),
    }
)
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9][0-9.]*|\.[0-9]+|\s+|.", re.DOTALL)
_MINUS = "\u2212"


def parse(tex: str) -> Row:
    """Return the formula as a tree.

    Raises
    ------
    FormulaError
        A command that is not known, or braces that do not belong together.
    """
    reader = _Reader(tex)
    row = reader.row("")
    if not reader.is_done:
        raise FormulaError(f"'{reader.peek()}' closes nothing in {tex!r}.")
    return row


class _Reader:
    """Walks through the tokens."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._tokens = _TOKEN.findall(tex)
        self._at = 0

    @property
    def is_done(self) -> bool:
        return self._at >= len(self._tokens)

    def peek(self) -> str:
        """Return the next token, "" at the end."""
        return "" if self.is_done else self._tokens[self._at]

    def _next(self) -> str:
        if self.is_done:
            raise FormulaError(f"Something is missing at the end of {self._tex!r}.")
        self._at += 1
        token: str = self._tokens[self._at - 1]
        return token

    def _skip_blanks(self) -> None:
        while self.peek().isspace():
            self._at += 1

    def row(self, end: str) -> Row:
        """Return everything up to a token, which is left standing."""
        nodes: list[Node] = []
        while not self.is_done:
            token = self.peek()
            if token == end or token in ("}", "\\right"):
                break
            if token.isspace():
                self._at += 1
            elif token in "^_'":
                nodes.append(self._scripts(nodes.pop() if nodes else Row()))
            else:
                nodes.append(self._atom())
        return Row(tuple(nodes))

    def _scripts(self, base: Node) -> Scripts:
        above = below = None
        while self.peek() and self.peek() in "^_'":
            sign = self._next()
            if sign == "'":
                above = Row((*(above.nodes if above else ()), Sign("′")))
            elif sign == "^":
                above = Row((*(above.nodes if above else ()), self._argument()))
            else:
                below = self._argument()
            self._skip_blanks()
        return Scripts(base, above, below)

    def _argument(self) -> Row:
        self._skip_blanks()
        if self.peek() != "{":
            return Row((self._atom(),))
        self._next()
        inner = self.row("}")
        if self._next() != "}":
            raise FormulaError(f"A brace is not closed in {self._tex!r}.")
        return inner

    def _words(self) -> str:
        self._skip_blanks()
        if self._next() != "{":
            raise FormulaError(f"Words need braces in {self._tex!r}.")
        found = []
        while (token := self._next()) != "}":
            found.append(token[1:] if token[0] == "\\" else token)
        return "".join(found)

    def _atom(self) -> Node:
        token = self._next()
        if token == "{":
            self._at -= 1
            return self._argument()
        if token[0] == "\\":
            return self._command(token[1:])
        if token[0].isdigit() or (token[0] == "." and len(token) > 1):
            return Sign(token, "number")
        if token in _KINDS:
            return Sign(_MINUS if token == "-" else token, kind=_KINDS[token])
        if token in "^_&#$~":
            raise FormulaError(f"'{token}' has no place in {self._tex!r}.")
        return Sign(token, "letter" if token.isalpha() or token == "∂" else "upright")

    def _command(self, name: str) -> Node:
        if name in _COMMANDS:
            return _COMMANDS[name]
        if name in _SPACES:
            return Space(_SPACES[name])
        if name in _WORDS:
            return Sign(self._words(), *_WORDS[name])
        if name in _ACCENTS:
            return Accent(self._argument(), _ACCENTS[name])
        made: dict[str, Callable[[], Node]] = {
            "frac": lambda: Fraction(self._argument(), self._argument()),
            "sqrt": lambda: Root(self._argument()),
            "underbrace": lambda: Brace(self._argument()),
            "left": self._fence,
        }
        if name not in made:
            raise FormulaError(f"'\\{name}' is not known (in {self._tex!r}).")
        return made[name]()

    def _fence(self) -> Fence:
        left = self._bracket()
        inner = self.row("\\right")
        if self._next() != "\\right":
            raise FormulaError(f"A bracket is not closed in {self._tex!r}.")
        return Fence(left, inner, self._bracket())

    def _bracket(self) -> str:
        self._skip_blanks()
        sign = self._next()
        sign = {"\\{": "{", "\\}": "}", "\\vert": "|", "\\lvert": "|", "\\rvert": "|"}.get(
            sign, sign
        )
        if sign not in ("(", ")", "[", "]", "{", "}", "|", "."):
            raise FormulaError(f"'{sign}' is no bracket (in {self._tex!r}).")
        return "" if sign == "." else sign
