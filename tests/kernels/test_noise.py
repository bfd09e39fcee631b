"""Gaussian noise: how it is spread, and on what it depends."""

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from tests.kernels.rows import registers_for, run_row

Float32 = npt.NDArray[np.float32]

UNITS = 40


def noise(
    examples: list[int], ld: int = 16, *, key: int = 7, step: int = 1, cursor: int = 0
) -> Float32:
    """Return what is added in a batch of these examples, [UNITS, ld]."""
    order = np.array([0] * cursor + examples, dtype=float)
    numbers = {"units": UNITS, "ld": ld, "key": key, "deviation": 1.0}
    arrays = {"x": np.zeros((UNITS, ld)), "order": order}
    registers = registers_for(len(examples), step=step, cursor=cursor)
    return run_row(OpCode.NOISE_FORWARD, arrays, numbers, registers)["a"]


def test_it_is_normal_everywhere() -> None:
    found = np.stack([noise(list(range(16)), step=step) for step in range(1, 101)])
    n = found.size
    assert np.isfinite(found).all()
    assert abs(found.mean()) < 5 / np.sqrt(n)
    assert abs(found.var() - 1) < 5 * np.sqrt(2 / n)
    assert abs((found**3).mean()) < 5 * np.sqrt(15 / n)
    assert abs((found**4).mean() - 3) < 5 * np.sqrt(96 / n)
    # No unit, lane or step is favoured, and neighbours know nothing of each other.
    for axis in range(3):
        others = tuple(other for other in range(3) if other != axis)
        per = n / found.shape[axis]
        assert np.abs(found.mean(axis=others)).max() < 5 / np.sqrt(per)
        near = np.moveaxis(found, axis, 0)
        assert abs((near[1:] * near[:-1]).mean()) < 5 / np.sqrt(n)


def test_the_same_key_gives_the_same_noise_and_any_other_another() -> None:
    examples = list(range(16))
    found = noise(examples)
    np.testing.assert_array_equal(noise(examples), found)
    for other in (noise(examples, step=2), noise(examples, key=8)):
        assert abs(np.corrcoef(other.ravel(), found.ravel())[0, 1]) < 0.2


@settings(max_examples=25, deadline=None)
@given(
    examples=st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=20),
    cursor=st.integers(0, 9),
)
def test_noise_belongs_to_the_example_not_to_its_lane(examples: list[int], cursor: int) -> None:
    ld = -(-len(examples) // 16) * 16
    found = noise(examples, ld, cursor=cursor)
    wide = noise(examples[::-1], ld + 16)
    for lane, example in enumerate(examples):
        np.testing.assert_array_equal(found[:, lane], noise([example], 1)[:, 0])
        np.testing.assert_array_equal(wide[:, len(examples) - 1 - lane], found[:, lane])
    # Padding is a copy of lane 0, as everywhere.
    np.testing.assert_array_equal(
        found[:, len(examples) :], np.repeat(found[:, :1], ld, 1)[:, len(examples) :]
    )
