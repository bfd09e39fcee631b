"""Norms beyond their twins: padding that nobody may read, a single number, numbers far from 0."""

from typing import Any

import numpy as np
import pytest

from playground.kernels.optable import PARAMETER_WRITERS, OpCode
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins_norms import batch_norm_backward, batch_norm_forward

SIZES = {"units": 2.0, "positions": 3.0, "ld": 32.0, "accumulate": 0.0, "momentum": 0.1}
COUNT = 19


def batch(ld: int = 32) -> dict[str, Any]:
    random = np.random.default_rng(1)
    return {
        "x": random.normal(2, 1, (2, 3, ld)),
        "da": random.normal(0, 1, (2, 3, ld)),
        "w": np.array([0.5, 2.0]),
        "b": np.array([1.0, -1.0]),
        "lengths": 1.0 + np.arange(ld) % 3,
        "running_mean": np.array([1.0, 2.0]),
        "running_variance": np.array([3.0, 4.0]),
    }


@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_batch_statistics_look_at_no_padding(poison: float) -> None:
    """Neither lanes beyond the count nor positions beyond an example's length."""
    arrays, registers = batch(), registers_for(COUNT)
    ops = (
        OpCode.BATCH_NORM_FORWARD,
        OpCode.BATCH_NORM_BACKWARD,
        OpCode.BATCH_NORM_STATISTICS,
    )
    clean, spoilt = {**arrays}, {**arrays}
    counts = np.arange(3)[:, None] < arrays["lengths"]
    counts[:, COUNT:] = False
    for name in ("x", "da"):
        spoilt[name] = np.where(counts, arrays[name], poison)
    spoilt["lengths"] = np.where(np.arange(32) < COUNT, arrays["lengths"], poison)
    for op in ops:
        clean |= run_row(op, clean, SIZES, registers)
        spoilt |= run_row(op, spoilt, SIZES, registers)
        for name in ("mean", "variance", "dw", "db", "running_mean", "running_variance"):
            if name in clean:
                np.testing.assert_array_equal(spoilt[name], clean[name], err_msg=name)
    a, same = (part["a"].reshape(2, 3, 32)[:, counts] for part in (spoilt, clean))
    np.testing.assert_array_equal(a, same)
    dx, same = (part["dx"].reshape(2, 3, 32) for part in (spoilt, clean))
    np.testing.assert_array_equal(dx, same)
    np.testing.assert_array_equal(dx[:, ~counts], 0.0)


def test_a_single_number_has_no_spread_and_gets_its_shift() -> None:
    numbers = {**SIZES, "positions": 1.0, "ld": 16.0}
    arrays = {
        name: value[:, :1, :16] if value.ndim > 1 else value for name, value in batch().items()
    }
    arrays["lengths"] = np.ones(16)
    registers = registers_for(1)
    found = run_row(OpCode.BATCH_NORM_FORWARD, arrays, numbers, registers)
    np.testing.assert_array_equal(found["variance"].ravel(), 0.0)
    np.testing.assert_array_equal(found["a"][:, 0], arrays["b"])
    arrays |= found
    back = run_row(OpCode.BATCH_NORM_BACKWARD, arrays, numbers, registers)
    np.testing.assert_array_equal(back["dx"], 0.0)
    np.testing.assert_array_equal(back["dw"].ravel(), 0.0)
    np.testing.assert_allclose(back["db"].ravel(), arrays["da"][:, 0, 0], rtol=1e-6)
    moved = run_row(OpCode.BATCH_NORM_STATISTICS, arrays, numbers, registers)
    np.testing.assert_array_equal(moved["running_variance"].ravel(), arrays["running_variance"])


@pytest.mark.parametrize("offset", [0.0, 100.0, -3000.0])
def test_numbers_far_from_0_lose_only_what_rounding_took(offset: float) -> None:
    numbers = {**SIZES, "positions": 600.0}
    x = np.random.default_rng(2).normal(offset, 1, (2, 600, 32)).astype(np.float32)
    arrays = {**batch(), "x": x.astype(float), "lengths": np.full(32, 600.0)}
    registers = registers_for(32)
    got = run_row(OpCode.BATCH_NORM_FORWARD, arrays, numbers, registers)
    want = batch_norm_forward(arrays, numbers, registers)
    np.testing.assert_allclose(got["variance"].ravel(), want["variance"], rtol=1e-5)
    bound = 3e-6 + 2.4e-7 * abs(offset)
    np.testing.assert_allclose(got["a"].ravel(), want["a"].ravel(), atol=bound)


@pytest.mark.parametrize("count", [32, 19])
def test_sums_of_numbers_that_cancel_are_exact(count: int) -> None:
    """All numbers of the first sixteen lanes count; of the others, some or all."""
    numbers = {**SIZES, "positions": 600.0}
    random = np.random.default_rng(4)
    x, da = (random.normal(0, 1, (2, 600, 32)).astype(np.float32) for _ in range(2))
    # Their products with x, and they themselves, leave next to nothing of each other.
    da[:, 300:], x[:, 300:] = -da[:, :300], x[:, :300]
    da[:, 300:302] += np.float32(1e-3)
    lengths, found = np.full(32, 600.0), {"mean": np.zeros(2), "variance": np.ones(2)}
    arrays = {**batch(), **found, "lengths": lengths, "x": x.astype(float), "da": da.astype(float)}
    registers = registers_for(count)
    got = run_row(OpCode.BATCH_NORM_BACKWARD, arrays, numbers, registers)
    want = batch_norm_backward(arrays, numbers, registers)
    for name, bound in (("dw", 1e-7), ("db", 1e-7), ("dx", 2e-6)):
        np.testing.assert_allclose(
            got[name].ravel(), want[name].ravel(), rtol=1e-6, atol=bound, err_msg=name
        )


def test_only_the_update_phase_moves_running_statistics() -> None:
    assert OpCode.BATCH_NORM_STATISTICS in PARAMETER_WRITERS
    assert OpCode.BATCH_NORM_FORWARD not in PARAMETER_WRITERS
    assert OpCode.BATCH_NORM_INFERENCE_FORWARD not in PARAMETER_WRITERS


@pytest.mark.parametrize(
    "op",
    [
        OpCode.SOFTMAX_FORWARD,
        OpCode.LAYER_NORM_FORWARD,
        OpCode.NORMALISE_FORWARD,
        OpCode.COSINE_FORWARD,
    ],
)
def test_a_lane_gets_the_same_bits_in_a_block_of_any_width(op: OpCode) -> None:
    """144 lanes are two blocks of 64 and one of 16."""
    random = np.random.default_rng(3)
    x, w, b = random.normal(0, 1, (7, 144)), random.normal(0, 1, (3, 7)), random.normal(0, 1, 7)
    has_matrix = op == OpCode.COSINE_FORWARD
    sizes = {"n_in": 7.0, "n_out": 3.0} if has_matrix else {"units": 7.0}
    arrays = {"x": x, "z": x, "w": w if has_matrix else w[0], "b": b}
    whole = run_row(op, arrays, {**sizes, "lanes": 144.0}, registers_for())["a"]
    for start in range(0, 144, 16):
        part = x[:, start : start + 16]
        arrays |= {"x": part, "z": part}
        alone = run_row(op, arrays, {**sizes, "lanes": 16.0}, registers_for())["a"]
        np.testing.assert_array_equal(whole[:, start : start + 16], alone)
