"""Breaks a formula into lines where it is wider than its room. Pure geometry."""

from collections.abc import Sequence
from dataclasses import replace

from playground.ui.widgets.formula_boxes import Box, Measures, Piece
from playground.ui.widgets.formula_layout import Layout, Part, fraction, joined
from playground.ui.widgets.formula_tex import Fence, Fraction, Node, Row, Sign, Space

_LINE_GAP = 0.3
_TALL, _DEEP = 0.78, 0.22
"""Of a bracket, above and below the base line."""
_INDENT = 1.4
"""Of the second and further lines, in sizes of the letters."""
_BESIDE = 2.2
"""Room that a sign beside a fraction takes."""
_SIGNS = "+−"


def lay_out(row: Row, size: float, width: float, measures: Measures) -> Box:
    """Return a formula of this size, broken into lines where it is wider than ``width``.

    Lines end before signs: before plus, minus and relations where possible, else before a
    product. What cannot be broken stays as wide as it is.
    """
    return _fitted(row, size, width, Layout(measures), 0)


def _fitted(row: Row, size: float, width: float, layout: Layout, depth: int) -> Box:
    whole = layout.row(row, size, depth)
    if whole.width <= width:
        return whole
    room = width - _BESIDE * size
    parts = layout.parts(_opened(row, size, width, layout), size, depth)
    parts = [_narrowed(part, size, room, layout, depth) for part in parts]
    return _stacked(_broken(parts, width, _INDENT * size), size)


def _narrowed(part: Part, size: float, room: float, layout: Layout, depth: int) -> Part:
    """Return a fraction that is wider than a line with lines above and below its own."""
    if not isinstance(part.node, Fraction) or part.box.width <= room:
        return part
    inner = layout.inner_size(size, depth)
    above = _fitted(part.node.above, inner, room, layout, depth + 1)
    below = _fitted(part.node.below, inner, room, layout, depth + 1)
    return replace(part, box=fraction(above, below, size))


def _opened(row: Row, size: float, width: float, layout: Layout) -> Row:
    """Return the row with brackets taken apart that are too wide for a line."""
    nodes: list[Node] = []
    for node in row.nodes:
        if isinstance(node, Fence) and layout.node(node, size, 0).width > 0.7 * width:
            inner = _opened(node.inner, size, width, layout)
            nodes += [Sign(node.left, kind="open")] if node.left else []
            nodes += inner.nodes
            nodes += [Sign(node.right, kind="close")] if node.right else []
        else:
            nodes.append(node)
    return Row(tuple(nodes))


def _broken(parts: Sequence[Part], width: float, indent: float) -> list[tuple[float, list[Part]]]:
    """Return lines: where each begins, and what stands in it."""
    lines: list[tuple[float, list[Part]]] = []
    line: list[Part] = []
    start = used = 0.0
    for part in parts:
        advance = part.before + part.box.width
        if line and used + advance > width:
            cut = _cut(line, part)
            if cut is not None:
                lines.append((start, line[:cut]))
                # Another formula begins at the edge; the same one goes on further in.
                start = 0.0 if _parts_formulas(line[cut - 1]) else indent
                line = line[cut:]
                used = start + sum(one.before + one.box.width for one in line)
        line.append(part)
        used += advance
    return [*lines, (start, line)]


def _cut(line: Sequence[Part], coming: Part) -> int | None:
    """Return before which part of a full line it ends; its length is before what comes."""
    after = [*line[1:], coming]
    best = [at for at, part in enumerate(line, 1) if _parts_formulas(part)]
    if best:
        return best[-1]
    # The first relation belongs to what stands before it.
    good = [at for at, part in enumerate(after, 1) if at > 1 and _ends_well(part)]
    fair = [at for at, part in enumerate(after, 1) if part.kind == "binary"]
    if good and good[-1] * 3 >= len(line):
        return good[-1]
    return max((*good, *fair), default=None)


def _parts_formulas(part: Part) -> bool:
    return isinstance(part.node, Space) and part.node.width >= 1.0


def _ends_well(part: Part) -> bool:
    if part.kind == "relation":
        return True
    return part.kind == "binary" and isinstance(part.node, Sign) and part.node.text in _SIGNS


def _stacked(lines: Sequence[tuple[float, Sequence[Part]]], size: float) -> Box:
    """Return lines below each other; the base line is that of the first one."""
    pieces: list[Piece] = []
    width = base = ascent = bottom = 0.0
    for number, (start, line) in enumerate(lines):
        box = joined(line, is_first=True)
        if number == 0:
            ascent = box.ascent
        else:
            # Lines without brackets stand as far apart as those with.
            base = bottom + _LINE_GAP * size + max(box.ascent, _TALL * size)
        pieces += box.moved(start, base)
        width = max(width, start + box.width)
        bottom = base + max(box.descent, _DEEP * size)
    return Box(width, ascent, bottom, tuple(pieces))
