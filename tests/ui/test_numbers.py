"""How numbers are written."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.ui import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.944, "+0.944"),
        (-0.9994, "−0.999"),
        (0.0, "+0.000"),
        (-0.0001, "+0.000"),
        (12.3456, "+12.346"),
        (-123456.0, "−1.2e5"),
        (math.nan, "not a number"),
        (-math.inf, "−∞"),
        (None, "–"),
    ],
)
def test_signed(value: float | None, text: str) -> None:
    assert numbers.signed(value) == text


@settings(max_examples=60)
@given(st.floats(-999, 999))
def test_what_is_written_can_be_read_again(value: float) -> None:
    read = numbers.parse(numbers.signed(value))
    assert read is not None
    assert abs(read - value) <= 0.0005 + 1e-9


@settings(max_examples=60)
@given(st.floats(-9.9, 9.9))
def test_everyday_numbers_are_equally_wide(value: float) -> None:
    assert len(numbers.signed(value)) == len("+0.000")


def test_small_gradients_keep_their_digits() -> None:
    assert numbers.signed_close(-3.14e-5) == "−3.1e−5"
    assert numbers.signed_close(0.25) == "+0.250"
    assert numbers.signed_close(1.16e-5, 5) == "+1.2e−5"
    assert numbers.signed_close(-0.003) == "−0.003"
    assert numbers.signed_close(0.0) == "+0.000"


def test_others() -> None:
    assert numbers.share(0.9666) == "96.7%"
    assert numbers.share(math.nan) == "–"
    assert numbers.loss(0.00371) == "0.0037"
    large = [numbers.loss(value) for value in (1.5, 81.6031, 128.8034, 4321.06)]
    assert large == ["1.5000", "81.603", "128.80", "4321.1"], "always as wide as the others"
    assert numbers.loss(1e-7) == "1.0e−7"
    assert len(numbers.loss(2.4e-5)) == len(numbers.loss(0.5))
    assert numbers.short(-0.25) == "−0.25"
    assert numbers.short(-1e-6) == "−1e−6"
    assert numbers.thousands(37204) == "37,204"
    assert numbers.subscript(12) == "₁₂"
    assert numbers.vector([1.0, -2.0, 3.0], 1, most=2) == "(+1.0, −2.0, …)"


@pytest.mark.parametrize("text", ["", "abc", "nan", "inf", "1e999", "0x10"])
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    assert numbers.parse(text) is None
