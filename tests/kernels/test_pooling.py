"""Pooling beyond its twins: numbers that are not finite, ties, and windows that must be refused."""

import numpy as np
import pytest

from playground.kernels.optable import OPERATIONS, OpCode
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins_pooling import average_pool_forward, max_pool_forward

PAIRS = {
    "channels": 1.0, "height": 4.0, "width": 4.0, "out_h": 2.0, "out_w": 2.0, "window_h": 2.0,
    "window_w": 2.0, "stride_h": 2.0, "stride_w": 2.0, "top": 0.0, "left": 0.0, "ld": 16.0,
    "accumulate": 0.0,
}  # fmt: skip
OVERLAPPING = {**PAIRS, "window_h": 3.0, "window_w": 3.0, "top": 1.0, "left": 1.0}


@pytest.mark.parametrize("sizes", [PAIRS, OVERLAPPING], ids=["pairs", "overlapping"])
@pytest.mark.parametrize("place", range(16))
def test_a_nan_comes_out_of_every_window_it_is_in(sizes: dict[str, float], place: int) -> None:
    x = np.random.default_rng(place).normal(0, 1, (16, 16))
    x[place, 3] = np.nan
    for op, twin in (
        (OpCode.MAX_POOL_FORWARD, max_pool_forward),
        (OpCode.AVERAGE_POOL_FORWARD, average_pool_forward),
    ):
        a = run_row(op, {"x": x}, sizes, registers_for())["a"]
        want = twin({"x": x}, sizes, registers_for())["a"].reshape(a.shape)
        np.testing.assert_array_equal(np.isnan(a), np.isnan(want))


@pytest.mark.parametrize("sizes", [PAIRS, OVERLAPPING], ids=["pairs", "overlapping"])
def test_of_equal_numbers_the_first_gets_all_the_blame(sizes: dict[str, float]) -> None:
    x, da = np.zeros((16, 16)), np.ones((4, 16))
    arrays = {"x": x, "a": np.zeros((4, 16)), "da": da}
    dx = run_row(OpCode.MAX_POOL_BACKWARD, arrays, sizes, registers_for())["dx"]
    first = {"pairs": [0, 2, 8, 10], "overlapping": [0, 1, 4, 5]}
    places = first["pairs" if sizes is PAIRS else "overlapping"]
    np.testing.assert_array_equal(np.flatnonzero(dx[:, 0]), places)
    np.testing.assert_array_equal(dx[places], 1.0)


@pytest.mark.parametrize(
    "change",
    [
        {"top": 2},
        {"left": 5},
        {"out_h": 3},
        {"out_w": 2**40},
        {"stride_w": 4},
    ],
    ids=str,
)
def test_a_window_without_a_place_in_the_picture_is_refused(change: dict[str, int]) -> None:
    fine = {name: int(value) for name, value in PAIRS.items()}
    for code in (
        OpCode.MAX_POOL_FORWARD,
        OpCode.MAX_POOL_BACKWARD,
        OpCode.AVERAGE_POOL_FORWARD,
        OpCode.AVERAGE_POOL_BACKWARD,
    ):
        assert OPERATIONS[code].check(fine) == ""
        assert "outside" in OPERATIONS[code].check({**fine, **change})


def test_the_mean_of_a_large_picture_keeps_its_digits() -> None:
    numbers = {"units": 1.0, "positions": 65536.0, "ld": 16.0}
    x = np.random.default_rng(1).uniform(0.5, 1.0, (1, 65536, 16)).astype(np.float32)
    arrays = {"x": x, "lengths": np.full(16, 65536.0)}
    a = run_row(OpCode.GLOBAL_AVERAGE_POOL_FORWARD, arrays, numbers, registers_for())["a"]
    np.testing.assert_allclose(a.ravel(), x[0].astype(float).mean(axis=0), rtol=1e-6)
