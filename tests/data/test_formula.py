"""Formulas that people type: what they mean, and where they are wrong."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.formula import CONSTANTS, FUNCTIONS, MAX_LENGTH, parse_formula
from playground.model.errors import TextError

X = np.array([-2.0, -0.5, 0.0, 1.0, 3.0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2*x", 1 + 2 * X),
        ("2 x", 2 * X),
        ("2x^2", 2 * X**2),
        ("-x^2", -(X**2)),
        ("(-x)**2", X**2),
        ("2^-1", np.full(5, 0.5)),
        ("2^3^2", np.full(5, 512.0)),
        ("1 - 2 - 3", np.full(5, -4.0)),
        ("8 / 4 / 2", np.full(5, 1.0)),
        ("--x", X),
        ("2 sin(x) cos(x)", 2 * np.sin(X) * np.cos(X)),
        ("min(x, 0) + max(x, pi)", np.minimum(X, 0) + np.maximum(X, math.pi)),
        ("exp(x) + e", np.exp(X) + math.e),
        ("abs(x)·3 − .5", np.abs(X) * 3 - 0.5),
        ("1e-1 X", 0.1 * X),
        ("3 (x + 1)", 3 * (X + 1)),
    ],
)
def test_formulas_mean_what_they_say(text: str, expected: np.ndarray) -> None:
    assert np.allclose(parse_formula(text)(X), expected)


def test_where_f_has_no_value_nothing_is_raised() -> None:
    assert np.isnan(parse_formula("log(x) + sqrt(x)")(X)[0])
    assert np.isinf(parse_formula("1/0")(X)).all()


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("", "Type a formula", (0, 0)),
        ("2 +", "something must follow", (3, 3)),
        ("2 * * x", "in front of “*”", (4, 5)),
        ("sin x", "sin needs brackets: sin(x)", (0, 3)),
        ("min(x)", "takes 2 numbers", (0, 3)),
        ("sin(x, 2)", "takes one number", (0, 3)),
        ("(x + 1", "never closed", (0, 1)),
        ("x + 1)", "closes nothing", (5, 6)),
        ("x, 1", "cannot stand here", (1, 2)),
        ("sine(x)", "Did you mean sin?", (0, 4)),
        ("y + 1", "not known", (0, 1)),
        ("x & 1", "no meaning", (2, 3)),
        ("(x 2, 1)", "“)” is expected", (4, 5)),
        ("(" * 60 + "x" + ")" * 60, "nested too deeply", None),
        ("x" * (MAX_LENGTH + 1), "at most", None),
        ("__import__('os')", "no meaning", (0, 1)),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(
    text: str, words: str, place: tuple[int, int] | None
) -> None:
    with pytest.raises(TextError) as caught:
        parse_formula(text)
    assert words in str(caught.value)
    if place is not None:
        assert (caught.value.start, caught.value.end) == place


PIECES = st.sampled_from(
    [*FUNCTIONS, *CONSTANTS, *"x0123456789.+-*/^(), ", "**", "π", "²", "1e9", "!"]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_gives_numbers_or_a_plain_message(text: str) -> None:
    try:
        values = parse_formula(text)(X)
    except TextError as error:
        assert 0 <= error.start <= error.end <= len(text)
        assert str(error).endswith((".", "?"))
        return
    assert values.shape == X.shape
    assert values.dtype == np.float64
