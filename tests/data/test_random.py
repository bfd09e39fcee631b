"""Own random numbers: pinned values, because files and runs depend on them for ever."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.data.random import bits, draw, mix64, normal, permutation, stream_key, uniform


def test_the_stream_is_splitmix64() -> None:
    # First outputs of SplitMix64 from state 0, as published with the algorithm.
    assert [hex(draw(0, n)) for n in range(3)] == [
        "0xe220a8397b1dcdaf",
        "0x6e789e6aa1b965f4",
        "0x6c45d188009454f",
    ]


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**40))
def test_arrays_and_single_numbers_agree(key: int, counter: int) -> None:
    assert int(bits(key, np.array([counter]))[0]) == draw(key, counter)


@given(st.integers(0, 2**63), st.integers(1, 300))
def test_a_permutation_holds_every_number_once(key: int, n: int) -> None:
    order = permutation(key, n)
    assert sorted(order.tolist()) == list(range(n))
    assert permutation(key, n).tolist() == order.tolist()


def test_permutations_are_fair() -> None:
    first = [int(permutation(stream_key(1, "fair", k), 4)[0]) for k in range(4000)]
    counts = np.bincount(first, minlength=4)
    # 4,000 draws over 4 places: a deviation of 5 standard deviations would be 137.
    assert np.abs(counts - 1000).max() < 137


def test_numbers_have_the_right_distribution_and_depend_on_every_key() -> None:
    u = uniform(1, "a", np.arange(20_000))
    assert 0.0 <= u.min() < 0.001
    assert 0.999 < u.max() < 1.0
    assert abs(u.mean() - 0.5) < 0.01
    z = normal(1, "a", np.arange(20_000))
    assert abs(z.mean()) < 0.03
    assert abs(z.std() - 1.0) < 0.03
    assert not np.allclose(u, uniform(2, "a", np.arange(20_000)))
    assert not np.allclose(u, uniform(1, "b", np.arange(20_000)))
    assert np.array_equal(u[100:200], uniform(1, "a", np.arange(100, 200)))


def test_mixing_is_a_bijection_on_a_sample() -> None:
    assert len({mix64(n) for n in range(10_000)}) == 10_000
