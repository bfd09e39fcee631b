"""Formulas: read from TeX, laid out, broken into lines, drawn."""

import re

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from playground.ui.style import DARK
from playground.ui.widgets.formula import Formula
from playground.ui.widgets.formula_boxes import Box, Mark, Rule, Stroke
from playground.ui.widgets.formula_layout import AXIS
from playground.ui.widgets.formula_lines import lay_out
from playground.ui.widgets.formula_tex import (
    Fence,
    FormulaError,
    Fraction,
    Row,
    Scripts,
    Sign,
    Style,
    parse,
)

CHAIN = (
    r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \cdot "
    r"\frac{\partial a}{\partial z} \cdot \frac{\partial z}{\partial w}"
)
SUM = r"z = 0.5 \cdot \left(-0.25\right) + 1.25 \cdot 0.75 + 0.125 \cdot 0.5 + 0.1 = 0.975"


class Squares:
    """Measures as if every letter were half as wide as high; none hangs below the line."""

    def bounds(self, text: str, style: Style, size: float) -> tuple[float, float, float]:
        del style
        return 0.5 * size * len(text), 0.5 * size, 0.0


def laid(tex: str, width: float = 1e6, size: float = 20.0) -> Box:
    return lay_out(parse(tex), size, width, Squares())


def marks(box: Box) -> list[Mark]:
    return [piece for piece in box.pieces if isinstance(piece, Mark)]


def mark(box: Box, text: str) -> Mark:
    return next(one for one in marks(box) if one.text == text)


# --- reading ----------------------------------------------------------------------------------


def test_a_chain_rule_is_read() -> None:
    nodes = parse(CHAIN).nodes
    assert [type(node) for node in nodes[::2]] == [Fraction] * 4
    assert [node.text for node in nodes[1::2] if isinstance(node, Sign)] == ["=", "·", "·"]
    first = nodes[0]
    assert isinstance(first, Fraction)
    assert [node.text for node in first.above.nodes if isinstance(node, Sign)] == ["∂", "L"]


def test_indices_powers_and_primes_stand_at_what_is_before_them() -> None:
    (node,) = parse(r"x_{ij}^2'").nodes
    assert isinstance(node, Scripts)
    assert node.base == Sign("x", "letter")
    assert node.below is not None
    assert [one.text for one in node.below.nodes if isinstance(one, Sign)] == ["i", "j"]
    assert node.above is not None
    assert len(node.above.nodes) == 2
    (other,) = parse(r"\left(a\right)^\top").nodes
    assert isinstance(other, Scripts)
    assert isinstance(other.base, Fence)


def test_a_number_is_one_sign_and_a_hyphen_is_a_minus() -> None:
    nodes = parse("-0.3125").nodes
    assert nodes == (Sign("−", kind="binary"), Sign("0.3125", "number"))


@pytest.mark.parametrize(
    "tex", [r"\frac{a}", "a_{b", "a}", r"\unknown", r"\left(a", r"\left<a\right>", "a^", r"\text a"]
)
def test_what_is_no_formula_is_refused(tex: str) -> None:
    with pytest.raises(FormulaError):
        parse(tex)


# --- layout -----------------------------------------------------------------------------------


def test_the_line_of_a_fraction_stands_at_the_height_of_a_minus() -> None:
    box = laid(r"\frac{abc}{d}")
    (line,) = [piece for piece in box.pieces if isinstance(piece, Rule)]
    assert line.y + line.height / 2 == pytest.approx(-AXIS * 20)
    above, below = mark(box, "a"), mark(box, "d")
    assert above.y < line.y
    assert below.y - 10 > line.y + line.height, "the letters stand clear of the line"
    assert below.x + 5 == pytest.approx(line.x + line.width / 2), "centred"
    assert box.ascent > 20
    assert box.descent > 0


def test_powers_are_small_and_high_indices_small_and_low() -> None:
    box = laid("x_i^2")
    base, low, high = mark(box, "x"), mark(box, "i"), mark(box, "2")
    assert high.y < base.y < low.y
    assert high.size == low.size < base.size
    assert high.x >= base.x + 10
    assert low.x >= base.x + 10


def test_a_prime_is_not_raised_again() -> None:
    box = laid("c'")
    assert mark(box, "′").y == mark(box, "c").y
    assert mark(box, "′").size == mark(box, "c").size


def test_a_sum_has_its_limits_above_and_below() -> None:
    box = laid(r"\sum_{i}^{n} a")
    sign, low, high = mark(box, "∑"), mark(box, "i"), mark(box, "n")
    assert sign.size > 20
    assert high.y < sign.y - 0.5 * sign.size
    assert low.y > sign.y
    middle = sign.x + 0.25 * sign.size
    assert low.x + 0.25 * low.size == pytest.approx(middle)


def test_brackets_grow_with_what_stands_in_them() -> None:
    plain = laid(r"\left(a\right)")
    assert [one.text for one in marks(plain)] == ["(", "a", ")"]
    tall = laid(r"\left(\frac{a}{b}\right)")
    strokes = [piece for piece in tall.pieces if isinstance(piece, Stroke)]
    assert [stroke.shape for stroke in strokes] == ["(", ")"]
    inner = laid(r"\frac{a}{b}")
    assert all(stroke.height > inner.ascent + inner.descent for stroke in strokes)
    assert strokes[0].y == pytest.approx(strokes[1].y)


def test_a_minus_in_front_stands_close_and_one_between_stands_apart() -> None:
    front, between = laid("-a"), laid("b-a")
    assert mark(front, "a").x - mark(front, "−").x == pytest.approx(10)
    assert mark(between, "a").x - mark(between, "−").x > 10
    after = laid("b = -a")
    assert mark(after, "a").x - mark(after, "−").x == pytest.approx(10)


def lines_of(box: Box) -> list[str]:
    """Return the lines as text, sorted by their base lines."""
    bases = sorted({round(one.y, 3) for one in marks(box)})
    return ["".join(one.text for one in marks(box) if round(one.y, 3) == y) for y in bases]


def test_a_wide_formula_goes_on_in_the_next_line_before_a_sign() -> None:
    whole = laid(SUM)
    assert len(lines_of(whole)) == 1
    broken = laid(SUM, 0.45 * whole.width)
    lines = lines_of(broken)
    assert len(lines) > 2
    assert "".join(lines) == lines_of(whole)[0], "nothing is lost and nothing is said twice"
    assert all(re.match(r"[+=]", line) for line in lines[1:])
    assert broken.width <= 0.45 * whole.width
    starts = [min(one.x for one in marks(broken) if round(one.y, 3) == y) for y in (0.0,)]
    assert starts == [0.0]


def test_brackets_that_are_wider_than_a_line_are_broken_too() -> None:
    tex = rf"\frac{{1}}{{4}} \cdot \left({SUM.split('=')[1]}\right)"
    box = laid(tex, 220)
    assert box.width <= 220
    assert {"(", ")"} <= {one.text for one in marks(box)}


def test_a_fraction_that_is_wider_than_a_line_is_broken_above_and_below_its_own() -> None:
    terms = " + ".join(f"0.{place}" for place in range(12, 30))
    box = laid(rf"a = \frac{{{terms}}}{{1 + {terms}}}", 240)
    assert box.width <= 240
    (line,) = [piece for piece in box.pieces if isinstance(piece, Rule)]
    above = [one.text for one in marks(box) if one.y < line.y and one.text not in "a="]
    below = [one.text for one in marks(box) if one.y > line.y and one.text not in "a="]
    assert "".join(above).startswith("0.12+0.13")
    assert below[:2] == ["1", "+"]
    assert [text for text in above if "." in text] == [text for text in below if "." in text]


def test_formulas_beside_each_other_part_between_them() -> None:
    box = laid(r"a = b + c, \quad d = e", 120)
    assert lines_of(box) == ["a=b+c,", "d=e"]


# --- the widget -------------------------------------------------------------------------------


@pytest.fixture
def formula(qtbot: QtBot) -> Formula:
    formula = Formula()
    qtbot.addWidget(formula)
    formula.show_theme(DARK)
    return formula


def ink(formula: Formula) -> int:
    """Return how many pixels are drawn on."""
    image = formula.grab().toImage()
    ground = QColor(image.pixel(0, 0))
    return sum(
        QColor(image.pixel(x, y)) != ground
        for x in range(image.width())
        for y in range(image.height())
    )


def test_it_is_drawn_and_says_itself(formula: Formula) -> None:
    formula.resize(300, 60)
    assert ink(formula) == 0
    formula.show_tex(CHAIN, "∂L/∂w = ∂L/∂a·∂a/∂z·∂z/∂w")
    assert ink(formula) > 200
    assert formula.accessibleName().startswith("∂L/∂w = ")


def test_a_narrow_one_is_higher_and_nothing_is_cut(formula: Formula) -> None:
    formula.show_tex(SUM)
    wide, narrow = formula.heightForWidth(900), formula.heightForWidth(200)
    assert narrow > 2 * wide
    formula.resize(200, narrow)
    image = formula.grab().toImage()
    edges = [QColor(image.pixel(x, y)) for y in (0, image.height() - 1) for x in range(200)]
    assert len({colour.name() for colour in edges}) == 1


def test_what_cannot_be_read_is_shown_in_plain_signs(formula: Formula) -> None:
    formula.resize(300, 40)
    formula.show_tex(r"\begin{cases}", "a = 1 if z > 0 else 0")
    assert ink(formula) > 100
    assert formula._row == Row((Sign("a = 1 if z > 0 else 0", "word"),))


def test_the_layout_is_asked_only_where_the_size_changes(
    formula: Formula, monkeypatch: pytest.MonkeyPatch
) -> None:
    formula.resize(300, 40)
    formula.show_tex("a = 0.25")
    asked: list[int] = []
    monkeypatch.setattr(formula, "updateGeometry", lambda: asked.append(1))
    formula.show_tex("a = 0.75")
    assert not asked
    formula.show_tex("a = 0.7512345")
    assert asked
