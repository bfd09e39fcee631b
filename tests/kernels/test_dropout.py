"""Dropout: who is silenced, how often, and on what that depends."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from tests.kernels.rows import registers_for, run_row

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]

UNITS = 50


def dropped(
    examples: list[int],
    ld: int = 16,
    *,
    rate: float = 0.5,
    key: int = 7,
    step: int = 1,
    cursor: int = 0,
    x: Float64 | None = None,
) -> tuple[Float32, Float32]:
    """Return mask and output, both [UNITS, ld], for a batch of these examples."""
    order = np.array([0] * cursor + examples, dtype=float)
    numbers = {"units": UNITS, "ld": ld, "key": key, "rate": rate}
    values = np.ones((UNITS, ld)) if x is None else x
    registers = registers_for(len(examples), step=step, cursor=cursor)
    out = run_row(OpCode.DROPOUT_FORWARD, {"x": values, "order": order}, numbers, registers)
    return out["mask"], out["a"]


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_the_share_and_the_mean_are_kept(rate: float) -> None:
    masks = np.stack([dropped(list(range(16)), rate=rate, step=step)[0] for step in range(1, 61)])
    n = masks.size
    alive = masks > 0
    bound = 5 * np.sqrt(rate * (1 - rate) / n)
    assert abs(alive.mean() - (1 - rate)) < bound
    np.testing.assert_array_equal(masks[alive], np.float32(1 / (1 - rate)))
    # No unit, lane or step is favoured.
    for axis in ((1, 2), (0, 2), (0, 1)):
        share = alive.mean(axis=axis)
        per = n / share.size
        assert np.abs(share - (1 - rate)).max() < 5 * np.sqrt(rate * (1 - rate) / per)


def test_a_rate_of_0_changes_nothing() -> None:
    x = np.random.default_rng(0).normal(0, 1, (UNITS, 16))
    x[3, 2] = np.nan
    mask, a = dropped(list(range(16)), rate=0.0, x=x)
    np.testing.assert_array_equal(mask, 1.0)
    np.testing.assert_array_equal(a, x.astype(np.float32))


def test_the_same_key_gives_the_same_mask_and_any_other_another() -> None:
    examples = list(range(16))
    mask = dropped(examples)[0]
    np.testing.assert_array_equal(dropped(examples)[0], mask)
    for other in (dropped(examples, step=2), dropped(examples, key=8)):
        assert 0.3 < (other[0] != mask).mean() < 0.7
    assert 0.3 < (mask[:, 0] != mask[:, 1]).mean() < 0.7


@settings(max_examples=25, deadline=None)
@given(
    examples=st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=20),
    cursor=st.integers(0, 9),
)
def test_a_mask_belongs_to_the_example_not_to_its_lane(examples: list[int], cursor: int) -> None:
    ld = -(-len(examples) // 16) * 16
    mask, _ = dropped(examples, ld, cursor=cursor)
    wide, _ = dropped(examples[::-1], ld + 16)
    for lane, example in enumerate(examples):
        alone, _ = dropped([example], 1)
        np.testing.assert_array_equal(mask[:, lane], alone[:, 0])
        np.testing.assert_array_equal(wide[:, len(examples) - 1 - lane], alone[:, 0])
    # Padding is a copy of lane 0, as everywhere.
    for lane in range(len(examples), ld):
        np.testing.assert_array_equal(mask[:, lane], mask[:, 0])
