"""Losses at every position: what does not count reaches neither loss nor gradient."""

import numpy as np
import pytest

from playground.kernels.optable import OpCode, Register
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins_losses import ARRAYS, TWINS

UNITS, POSITIONS, LD, COUNT = 4, 6, 32, 21
NUMBERS = {"units": 4.0, "positions": 6.0, "ld": 32.0, "weight": 0.5}


def example(op: OpCode = OpCode.TOKEN_CE_LOSS) -> dict[str, Array]:
    random = np.random.default_rng(3)
    arrays = {
        "z": random.normal(0, 1, (UNITS * POSITIONS, LD)),
        "a": random.normal(0, 1, (UNITS * POSITIONS, LD)),
        "y": random.normal(0, 1, (UNITS * POSITIONS, LD)),
        "lengths": np.zeros(LD),
    }
    if op == OpCode.TOKEN_CE_LOSS:
        arrays["y"] = np.zeros((POSITIONS, LD))
    ARRAYS[op](random, NUMBERS, arrays)
    return arrays


@pytest.mark.parametrize("op", TWINS)
@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_neither_pad_lanes_nor_places_behind_the_end_are_looked_at(
    op: OpCode, poison: float
) -> None:
    arrays, registers = example(op), registers_for(COUNT)
    clean = run_row(op, arrays, NUMBERS, registers)
    assert float(clean["loss"][0]) > 0
    behind = np.arange(POSITIONS)[:, None] >= arrays["lengths"][None, :]
    behind[:, COUNT:] = True
    for name in ("z", "a", "y"):
        spoilt = arrays[name].reshape(-1, POSITIONS, LD).copy()
        spoilt[:, behind] = poison
        arrays[name] = spoilt.reshape(arrays[name].shape)
    arrays["lengths"][COUNT:] = poison
    again = registers_for(COUNT)
    got = run_row(op, arrays, NUMBERS, again)
    for name, value in clean.items():
        np.testing.assert_array_equal(got[name], value, err_msg=name)
    gradient = got["dz"] if "dz" in got else got["da"]
    np.testing.assert_array_equal(gradient.reshape(-1, POSITIONS, LD)[:, behind], 0.0)
    assert again[Register.LOSS] == pytest.approx(float(clean["loss"][0]), rel=1e-6)


@pytest.mark.parametrize("op", TWINS)
def test_a_number_that_is_not_finite_shows_in_the_loss(op: OpCode) -> None:
    arrays = example(op)
    arrays["z"][0, 2] = arrays["a"][0, 2] = np.nan
    assert np.isnan(run_row(op, arrays, NUMBERS, registers_for(COUNT))["loss"][0])


def test_every_position_counts_alike_and_a_lane_shows_its_own_mean() -> None:
    arrays, numbers = example(), {**NUMBERS, "weight": 1.0}
    arrays["z"][...] = 0.0
    arrays["a"][...] = 1.0 / UNITS
    out = run_row(OpCode.TOKEN_CE_LOSS, arrays, numbers, registers_for(COUNT))
    assert float(out["loss"][0]) == pytest.approx(np.log(UNITS), rel=1e-6)
    np.testing.assert_allclose(out["lanes"].ravel()[:COUNT], np.log(UNITS), rtol=1e-6)
    counted = arrays["lengths"][:COUNT].sum()
    assert np.abs(out["dz"]).max() == pytest.approx((1 - 1 / UNITS) / counted, rel=1e-6)
