"""Puts the nodes of a formula in their places: pure geometry, the letters are measured by others.

The proportions follow Appendix G of The TeXbook, with the numbers of a sans-serif face.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from playground.ui.widgets.formula_boxes import Box, Mark, Measures, Piece, Rule, Shape, Stroke
from playground.ui.widgets.formula_tex import (
    Accent,
    Brace,
    Fence,
    Fraction,
    Kind,
    Node,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
)

AXIS = 0.33
"""Height of the minus sign, and of the lines of fractions, above the base line."""
_SMALL, _SMALLEST = 0.74, 0.6
"""Size of indices, and of indices of indices, beside the letters they stand at."""
_LARGE = 1.45
_BAR = 0.055
_GAP = 0.17
"""Between a fraction's line and what stands above and below it."""

_FENCES: Mapping[str, Shape] = MappingProxyType(
    {"(": "(", ")": ")", "[": "[", "]": "]", "{": "{", "}": "}", "|": "|"}
)
_FENCE = 0.34
"""Width of a bracket that grows with what stands in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A node in a row: its box, what it is to its neighbours, and the room before it."""

    node: Node
    box: Box
    kind: Kind
    before: float


def joined(parts: Sequence[Part], *, is_first: bool = False) -> Box:
    """Return parts beside each other; the room before the first one is left out."""
    x = 0.0
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        x += 0.0 if is_first and number == 0 else part.before
        pieces += part.box.moved(x, 0.0)
        x += part.box.width
    ascent = max((part.box.ascent for part in parts), default=0.0)
    descent = max((part.box.descent for part in parts), default=0.0)
    return Box(x, ascent, descent, tuple(pieces))


class Layout:
    """Lays out nodes; ``depth`` counts indices and fractions within each other."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def row(self, row: Row, size: float, depth: int) -> Box:
        return joined(self.parts(row, size, depth))

    def parts(self, row: Row, size: float, depth: int) -> list[Part]:
        """Return the nodes of a row with the room between them."""
        found: list[Part] = []
        kinds = _kinds(row.nodes)
        for place, (node, kind) in enumerate(zip(row.nodes, kinds, strict=True)):
            before = 0.0
            if place and not isinstance(node, Space):
                before = _room(kinds[place - 1], kind, node, is_small=depth > 1) * size
            found.append(Part(node, self.node(node, size, depth), kind, before))
        return found

    def node(self, node: Node, size: float, depth: int) -> Box:
        """Return one node."""
        if isinstance(node, Sign):
            return self._sign(node, size)
        if isinstance(node, Space):
            return Box(node.width * size)
        ways: dict[type, Callable[..., Box]] = {
            Row: self.row,
            Fraction: self._fraction,
            Scripts: self._scripts,
            Fence: self._fence,
            Root: self._root,
            Brace: self._brace,
            Accent: self._accent,
        }
        return ways[type(node)](node, size, depth)

    def _sign(self, sign: Sign, size: float) -> Box:
        if sign.kind == "large":
            size *= _LARGE
            advance, ascent, descent = self._measures.bounds(sign.text, sign.style, size)
            # Its middle stands at the height of the lines of fractions.
            shift = (ascent - descent) / 2 - AXIS * size / _LARGE
            half = (ascent + descent) / 2
            mark = Mark(0.0, shift, sign.text, sign.style, size)
            return Box(advance, half + AXIS * size / _LARGE, half - AXIS * size / _LARGE, (mark,))
        advance, ascent, descent = self._measures.bounds(sign.text, sign.style, size)
        return Box(advance, ascent, descent, (Mark(0.0, 0.0, sign.text, sign.style, size),))

    def inner_size(self, size: float, depth: int) -> float:
        """Return the size of what stands above and below the line of a fraction."""
        return size if depth == 0 else 0.85 * size

    def _fraction(self, node: Fraction, size: float, depth: int) -> Box:
        inner = self.inner_size(size, depth)
        above = self.row(node.above, inner, depth + 1)
        below = self.row(node.below, inner, depth + 1)
        return fraction(above, below, size)

    def _scripts(self, node: Scripts, size: float, depth: int) -> Box:
        base = self.node(node.base, size, depth)
        if _is_primed(node):
            # A prime is drawn high and small by the face itself.
            return joined(
                (
                    Part(node.base, base, "ordinary", 0.0),
                    *self.parts(node.above or Row(), size, depth),
                )
            )
        small = size * (_SMALL if depth < 2 else _SMALLEST / _SMALL)
        above = None if node.above is None else self.row(node.above, small, depth + 2)
        below = None if node.below is None else self.row(node.below, small, depth + 2)
        is_large = isinstance(node.base, Sign) and node.base.kind == "large"
        if isinstance(node.base, Brace) or (is_large and depth == 0):
            return _with_limits(base, above, below, size)
        pieces, width = list(base.pieces), base.width
        ascent, descent = base.ascent, base.descent
        if above is not None:
            up = max(0.42 * size, base.ascent - 0.3 * size)
            pieces += above.moved(base.width + 0.04 * size, -up)
            ascent = max(ascent, up + above.ascent)
            width = max(width, base.width + 0.08 * size + above.width)
        if below is not None:
            down = max(0.18 * size, base.descent - 0.02 * size)
            pieces += below.moved(base.width + 0.02 * size, down)
            descent = max(descent, down + below.descent)
            width = max(width, base.width + 0.06 * size + below.width)
        return Box(width, ascent, descent, tuple(pieces))

    def _fence(self, node: Fence, size: float, depth: int) -> Box:
        inner = self.row(node.inner, size, depth)
        _, ascent, descent = self._measures.bounds("(", "upright", size)
        slack = 0.25 * size
        if inner.ascent <= ascent + slack and inner.descent <= descent + slack:
            before = (Sign(node.left, kind="open"),) if node.left else ()
            after = (Sign(node.right, kind="close"),) if node.right else ()
            return self.row(Row((*before, node.inner, *after)), size, depth)
        half = max(inner.ascent - AXIS * size, inner.descent + AXIS * size) + 0.08 * size
        top, height = -AXIS * size - half, 2 * half
        left = _FENCES.get(node.left)
        right = _FENCES.get(node.right)
        start = _FENCE * size if left else 0.0
        end = start + inner.width
        pieces: list[Piece] = list(inner.moved(start, 0.0))
        if left:
            pieces.append(Stroke(left, 0.0, top, start, height, size))
        if right:
            pieces.append(Stroke(right, end, top, _FENCE * size, height, size))
        return Box(end + (_FENCE * size if right else 0.0), -top, height + top, tuple(pieces))

    def _root(self, node: Root, size: float, depth: int) -> Box:
        inner = self.row(node.inner, size, depth)
        tick, bar, gap = 0.62 * size, max(1.0, _BAR * size), 0.12 * size
        top, height = -(inner.ascent + gap + bar), inner.ascent + inner.descent + gap + bar
        pieces = (
            Stroke("root", 0.0, top, tick, height, size),
            Rule(tick - bar / 2, top, inner.width + 0.1 * size, bar),
            *inner.moved(tick + 0.04 * size, 0.0),
        )
        return Box(tick + inner.width + 0.14 * size, -top + 0.05 * size, inner.descent, pieces)

    def _brace(self, node: Brace, size: float, depth: int) -> Box:
        inner = self.row(node.inner, size, depth)
        height = 0.3 * size
        top = inner.descent + 0.1 * size
        stroke = Stroke("brace", 0.0, top, inner.width, height, size)
        return Box(inner.width, inner.ascent, top + height, (*inner.pieces, stroke))

    def _accent(self, node: Accent, size: float, depth: int) -> Box:
        inner = self.row(node.inner, size, depth)
        advance, ascent, _ = self._measures.bounds(node.sign, "upright", size)
        # The sign is drawn at the height of its own face, lifted over what it stands on.
        lift = max(0.0, inner.ascent - 0.55 * size)
        x = (inner.width - advance) / 2 + 0.05 * size
        mark = Mark(x, -lift, node.sign, "upright", size)
        return Box(
            inner.width, max(inner.ascent, ascent + lift), inner.descent, (*inner.pieces, mark)
        )


def _is_primed(node: Scripts) -> bool:
    above = () if node.above is None else node.above.nodes
    are_primes = all(isinstance(one, Sign) and one.text == "′" for one in above)
    return node.below is None and bool(above) and are_primes


def fraction(above: Box, below: Box, size: float) -> Box:
    """Return one thing above another, with a line between."""
    side, bar, gap = 0.12 * size, max(1.0, _BAR * size), _GAP * size
    line = max(above.width, below.width) + side
    width = line + side
    up = AXIS * size + bar / 2 + gap + above.descent
    down = -AXIS * size + bar / 2 + gap + below.ascent
    pieces = (
        *above.moved((width - above.width) / 2, -up),
        *below.moved((width - below.width) / 2, down),
        Rule(side / 2, -AXIS * size - bar / 2, line, bar),
    )
    return Box(width, up + above.ascent, down + below.descent, pieces)


def _with_limits(base: Box, above: Box | None, below: Box | None, size: float) -> Box:
    """Return something with what stands centred above and below it."""
    width = max(box.width for box in (base, above, below) if box is not None)
    pieces = list(base.moved((width - base.width) / 2, 0.0))
    ascent, descent, gap = base.ascent, base.descent, 0.12 * size
    if above is not None:
        up = ascent + gap + above.descent
        pieces += above.moved((width - above.width) / 2, -up)
        ascent = up + above.ascent
    if below is not None:
        down = descent + gap + below.ascent
        pieces += below.moved((width - below.width) / 2, down)
        descent = down + below.descent
    return Box(width, ascent, descent, tuple(pieces))


def _kind(node: Node) -> Kind:
    if isinstance(node, Sign):
        return node.kind
    if isinstance(node, Scripts):
        return _kind(node.base)
    return "ordinary"


def _kinds(nodes: Sequence[Node]) -> list[Kind]:
    """Return what every node is to its neighbours; a minus with nothing before it is a sign."""
    kinds: list[Kind] = []
    for node in nodes:
        kind = _kind(node)
        before = kinds[-1] if kinds else "open"
        if kind == "binary" and before not in ("ordinary", "close"):
            kind = "ordinary"
        if isinstance(node, Space) and kinds:
            kind = before
        kinds.append(kind)
    return kinds


def _room(left: Kind, right: Kind, node: Node, *, is_small: bool) -> float:
    """Return the room between two neighbours, in sizes of the letters."""
    if left == "mark" or is_small:
        return 0.17 if left == "mark" else 0.0
    if "relation" in (left, right):
        return 0.28
    if "binary" in (left, right):
        return 0.2
    is_called = left == "function" and not (right == "open" or isinstance(node, Fence))
    is_apart = right in ("function", "large") and left in ("ordinary", "close")
    return 0.17 if is_called or left == "large" or is_apart else 0.0
