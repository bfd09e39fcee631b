"""What convolution promises beyond its numbers: equal filters stay equal, pictures stay apart."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.optable import OPERATIONS, OpCode
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins_convolution import TWINS, draw_convolution

FEW = settings(max_examples=25, deadline=None)
Float32 = npt.NDArray[np.float32]
KINDS = ["CONV", "TRANSPOSED_CONV"]


def numbers_drawn(random: np.random.Generator, op: OpCode, n: dict[str, float]) -> dict[str, Array]:
    """Normal numbers for everything that has an extent."""
    sizes = {name: int(value) for name, value in n.items()}
    return {
        argument.name: random.normal(0, 1, argument.extent(sizes))
        for argument in OPERATIONS[op].arguments
        if argument.extent is not None
    }


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(data=st.data(), seed=st.integers(0, 99))
def test_equal_filters_stay_equal_to_the_bit(kind: str, data: st.DataObject, seed: int) -> None:
    """As many as 13 filters of a group fall into tiles of different size."""
    n = draw_convolution(data)
    random, groups, units = np.random.default_rng(seed), int(n["groups"]), int(n["c_out"])

    def equal(array: Array) -> Array:
        of_groups = array.reshape(groups, units // groups, -1)
        return of_groups[:, :1].repeat(units // groups, axis=1).ravel()

    def assert_equal(array: Float32) -> None:
        np.testing.assert_array_equal(array.ravel(), equal(array.astype(float)))

    op = OpCode[f"{kind}_FORWARD"]
    arrays = numbers_drawn(random, op, n)
    arrays |= {"w": equal(arrays["w"]), "b": equal(arrays["b"])}
    assert_equal(run_row(op, arrays, n, registers_for())["z"])
    op = OpCode[f"{kind}_BACKWARD_WEIGHT"]
    arrays = numbers_drawn(random, op, n)
    arrays |= {name: equal(arrays[name]) for name in ("dz", "dw", "db")}
    got = run_row(op, arrays, n, registers_for())
    assert_equal(got["dw"])
    assert_equal(got["db"])


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(data=st.data(), seed=st.integers(0, 99))
def test_equal_channels_are_blamed_equally_to_the_bit(
    kind: str, data: st.DataObject, seed: int
) -> None:
    n = {**draw_convolution(data), "groups": 1.0}
    random, channels, units = np.random.default_rng(seed), int(n["c_in"]), int(n["c_out"])
    op = OpCode[f"{kind}_BACKWARD_INPUT"]
    arrays = numbers_drawn(random, op, n)
    arrays["w"] = arrays["w"].reshape(units, channels, -1)[:, :1].repeat(channels, axis=1)
    arrays["dx"] = arrays["dx"].reshape(channels, -1)[:1].repeat(channels, axis=0)
    dx = run_row(op, arrays, n, registers_for())["dx"].reshape(channels, -1)
    assert np.all(dx == dx[:1])
    op = OpCode[f"{kind}_BACKWARD_WEIGHT"]
    arrays = numbers_drawn(random, op, n)
    arrays["x"] = arrays["x"].reshape(channels, -1)[:1].repeat(channels, axis=0)
    arrays["dw"] = np.ones(units * channels * int(n["kernel_h"] * n["kernel_w"]))
    dw = run_row(op, arrays, n, registers_for())["dw"].reshape(units, channels, -1)
    assert np.all(dw == dw[:, :1])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("direction", ["FORWARD", "BACKWARD_INPUT"])
@FEW
@given(data=st.data(), lane=st.integers(0, 15))
def test_every_lane_is_computed_for_itself(
    kind: str, direction: str, data: st.DataObject, lane: int
) -> None:
    """NaN in one example stays in that example, and the others have the same bits as before."""
    n, op = draw_convolution(data), OpCode[f"{kind}_{direction}"]
    arrays = numbers_drawn(np.random.default_rng(lane), op, n)
    clean = run_row(op, arrays, n, registers_for())
    name, out = ("x", "z") if direction == "FORWARD" else ("dz", "dx")
    arrays[name] = arrays[name].reshape(-1, int(n["ld"])).copy()
    arrays[name][:, lane] = np.nan
    spoilt = run_row(op, arrays, n, registers_for())
    others = [other for other in range(int(n["ld"])) if other != lane]
    got, want = (result[out].reshape(-1, int(n["ld"])) for result in (spoilt, clean))
    np.testing.assert_array_equal(got[:, others], want[:, others])


@pytest.mark.parametrize("ld", [16, 32])
@pytest.mark.parametrize("width", [1, 2, 3, 7, 14, 23])
@pytest.mark.parametrize("direction", ["FORWARD", "BACKWARD_WEIGHT", "BACKWARD_INPUT"])
def test_depthwise_rows_of_any_length(direction: str, width: int, ld: int) -> None:
    op = OpCode[f"CONV_{direction}"]
    sizes = {"c_in": 2, "c_out": 2, "groups": 2, "height": 4, "out_h": 4, "width": width}
    n = {**sizes, "out_w": width, "kernel_h": 3, "kernel_w": 3, "stride": 1, "top": 1, "left": 1,
         "ld": ld, "accumulate": 1.0}  # fmt: skip
    arrays = numbers_drawn(np.random.default_rng(width), op, n)
    arrays = {name: array.astype(np.float32).astype(float) for name, array in arrays.items()}
    got = run_row(op, arrays, n, registers_for())
    for name, want in TWINS[op](arrays, n, registers_for()).items():
        scale = 1e-6 * np.abs(want).max()
        np.testing.assert_allclose(got[name].ravel(), want.ravel(), rtol=1e-5, atol=scale)


@pytest.mark.parametrize("code", [c for c in OpCode if "CONV" in c.name])
def test_channels_that_do_not_fall_into_groups_are_named(code: OpCode) -> None:
    n = {"c_in": 6, "c_out": 4, "groups": 2}
    assert OPERATIONS[code].check(n) == ""
    assert "3 equal groups" in OPERATIONS[code].check({**n, "groups": 3})
    assert "4 equal groups" in OPERATIONS[code].check({**n, "groups": 4})
