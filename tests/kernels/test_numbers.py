"""Accuracy of the elementary functions, and what becomes of numbers that are not finite."""

from typing import Any

import numpy as np
import pytest

from playground.kernels.optable import ELEMENTWISE, OpCode
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS

BAD = [np.nan, np.inf, -np.inf]


def curve(op: OpCode, z: np.ndarray) -> np.ndarray:
    return run_row(op, {"z": z}, {"size": len(z)}, registers_for(1))["a"]


def points(limit: float) -> np.ndarray:
    small = np.logspace(-30, 0, 500)
    every = np.concatenate([np.linspace(-limit, limit, 20001), small, -small])
    return every.astype(np.float32).astype(np.float64)


def test_tanh_is_accurate() -> None:
    z = points(12.0)
    a = curve(OpCode.TANH_FORWARD, z).astype(np.float64)
    np.testing.assert_allclose(a, np.tanh(z), rtol=3e-7, atol=0)
    assert np.abs(a).max() <= 1.0


def test_sigmoid_is_accurate() -> None:
    z = points(80.0)
    a = curve(OpCode.SIGMOID_FORWARD, z).astype(np.float64)
    np.testing.assert_allclose(a, 1 / (1 + np.exp(-z)), rtol=3e-7, atol=0)
    assert np.all(a > np.finfo(np.float32).tiny)


SMOOTH = ["ELU", "GELU", "SILU", "SOFTPLUS", "LEAKY_RELU", "SINE"]


@pytest.mark.parametrize("name", SMOOTH)
def test_curves_and_slopes_are_accurate(name: str) -> None:
    z = points(60.0)
    want = TWINS[OpCode[f"{name}_FORWARD"]]({"z": z}, {}, registers_for())["a"]
    a = curve(OpCode[f"{name}_FORWARD"], z)
    near = {"GELU": -3.0, "SILU": -60.0}.get(name, -np.inf)  # 1 + tanh cancels in the twin
    digits = {"SINE": 2e-7, "GELU": 3e-6}.get(name, 0.0)
    np.testing.assert_allclose(a[z > near], want[z > near], rtol=1.5e-6, atol=digits)
    np.testing.assert_allclose(a, want, rtol=0, atol=3e-7 * (1 + np.abs(want).max()))
    arrays = {"z": z, "a": want, "da": np.ones_like(z)}
    want = TWINS[OpCode[f"{name}_BACKWARD"]](arrays, {}, registers_for())["dz"]
    got = run_row(OpCode[f"{name}_BACKWARD"], arrays, {"size": len(z)}, registers_for())["dz"]
    np.testing.assert_allclose(got, want, rtol=0, atol=1.5e-6)


@pytest.mark.parametrize("name", [*SMOOTH, "STEP"])
def test_huge_sums_give_what_the_curve_tends_to(name: str) -> None:
    z = np.array([-1e30, -1e4, -200.0, 200.0, 1e4, 1e30])
    a = curve(OpCode[f"{name}_FORWARD"], z)
    arrays = {"z": z, "a": a, "da": np.ones_like(z)}
    dz = run_row(OpCode[f"{name}_BACKWARD"], arrays, {"size": 6}, registers_for())["dz"]
    assert np.isfinite(a).all()
    assert np.isfinite(dz).all()
    if name == "SINE":
        assert np.abs(a).max() <= 1.0
        assert np.abs(dz).max() <= 1.0
    elif name == "STEP":
        np.testing.assert_array_equal(a, [0, 0, 0, 1, 1, 1])
        np.testing.assert_array_equal(dz, 0.0)
    else:
        slope, floor = (0.01, 0.0) if name == "LEAKY_RELU" else (0.0, -1.0 * (name == "ELU"))
        np.testing.assert_allclose(a[3:], z[3:], rtol=1e-6)
        np.testing.assert_allclose(a[1:3], slope * z[1:3] + floor, rtol=1e-6, atol=1e-30)
        np.testing.assert_allclose(dz, [slope] * 3 + [1.0] * 3, rtol=1e-6, atol=1e-6)


def test_sine_keeps_its_digits_far_out() -> None:
    z = np.random.default_rng(0).uniform(-1e8, 1e8, 5000).astype(np.float32).astype(float)
    z = np.concatenate([z, np.pi * np.arange(-300, 300)]).astype(np.float32).astype(float)
    a = curve(OpCode.SINE_FORWARD, z)
    np.testing.assert_allclose(a, np.sin(z), rtol=0, atol=2e-7)
    arrays = {"z": z, "a": z, "da": np.ones_like(z)}
    dz = run_row(OpCode.SINE_BACKWARD, arrays, {"size": len(z)}, registers_for())["dz"]
    np.testing.assert_allclose(dz, np.cos(z), rtol=0, atol=2e-7)


def test_the_logarithm_in_the_losses_is_accurate() -> None:
    for z in (0.0, 1e-3, 0.7, 5.0, 16.0, 40.0):
        numbers = {"units": 1.0, "ld": 1.0, "weight": 1.0}
        arrays = {"z": np.array([[-z]]), "a": np.array([[0.5]]), "y": np.array([[0.0]])}
        loss = run_row(OpCode.BCE_LOGITS_LOSS, arrays, numbers, registers_for(1))["loss"][0]
        want = np.log1p(np.exp(-np.float64(np.float32(z))))
        assert float(loss) == pytest.approx(want, rel=4e-7)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("place", [0, 15, 16, 20])
@pytest.mark.parametrize("op", [OpCode.GUARD_GRADIENT, OpCode.GUARD_PARAMETERS])
def test_guards_see_every_number_that_is_not_finite(op: OpCode, place: int, bad: float) -> None:
    # The largest finite number is not a reason to stop.
    values = np.full(21, np.finfo(np.float32).max, dtype=np.float64)
    arrays = {"w": values, "g": values, "loss": np.array([1.0])}
    assert run_row(op, arrays, {"size": 21}, registers_for(1))["tripped"][0] == 0.0
    values[place] = bad
    assert run_row(op, arrays, {"size": 21}, registers_for(1))["tripped"][0] == 1.0


@pytest.mark.parametrize("bad", BAD)
def test_the_guard_sees_a_loss_that_is_not_finite(bad: float) -> None:
    arrays = {"g": np.zeros(3), "loss": np.array([bad])}
    out = run_row(OpCode.GUARD_GRADIENT, arrays, {"size": 3}, registers_for(1))
    assert out["tripped"][0] == 1.0


@pytest.mark.parametrize("size", [1, 16, 19])
@pytest.mark.parametrize(
    "op",
    [op for op in sorted(ELEMENTWISE - {OpCode.MULTIPLY_FORWARD}) if op.name.endswith("_FORWARD")],
)
def test_nan_passes_through_activations(op: OpCode, size: int) -> None:
    z = np.zeros(size)
    z[-1] = np.nan
    a = curve(op, z)
    assert np.isnan(a[-1])
    assert np.isfinite(a[:-1]).all()


@pytest.mark.parametrize("ld", [1, 16])
@pytest.mark.parametrize("unit", [0, 1, 2])
def test_nan_passes_through_softmax_and_losses(unit: int, ld: int) -> None:
    numbers = {"units": 3.0, "ld": float(ld), "lanes": float(ld), "weight": 1.0}
    z = np.zeros((3, ld))
    z[unit, 0] = np.nan
    a = run_row(OpCode.SOFTMAX_FORWARD, {"z": z}, numbers, registers_for(ld))["a"]
    assert np.isnan(a.reshape(3, ld)[:, 0]).all()
    arrays: dict[str, Any] = {"z": z, "a": a, "y": np.ones((1, ld))}
    assert np.isnan(run_row(OpCode.CE_LOGITS_LOSS, arrays, numbers, registers_for(ld))["loss"][0])
    arrays["y"] = np.ones((3, ld))
    assert np.isnan(run_row(OpCode.BCE_LOGITS_LOSS, arrays, numbers, registers_for(ld))["loss"][0])
    arrays["a"] = z
    assert np.isnan(run_row(OpCode.MSE_LOSS, arrays, numbers, registers_for(ld))["loss"][0])


def test_nan_is_not_swallowed_by_the_updates() -> None:
    arrays = {name: np.ones(3) for name in ("w", "m", "v", "g")}
    arrays["g"] = np.array([1.0, np.nan, np.inf])
    registers = registers_for(1, learning_rate=0.1, adam_step=1)
    out = run_row(OpCode.ADAM_UPDATE, arrays, {"size": 3}, registers)
    assert np.isnan(out["w"][1])
    assert not np.isfinite(out["m"][2])
    out = run_row(OpCode.SGD_UPDATE, arrays, {"size": 3}, registers)
    assert np.isnan(out["w"][1])
    assert np.isinf(out["w"][2])


def test_adam_lets_no_moment_decay_into_denormals() -> None:
    tiny = float(np.finfo(np.float32).tiny)
    arrays = {
        "w": np.ones(20),
        "m": np.full(20, -2 * tiny),
        "v": np.full(20, 2 * tiny),
        "g": np.zeros(20),
    }
    registers = registers_for(1, learning_rate=0.1, adam_step=1000)
    out = run_row(OpCode.ADAM_UPDATE, arrays, {"size": 20}, registers)
    np.testing.assert_array_equal(out["m"], 0.0)
    np.testing.assert_array_equal(out["v"], 0.0)
    np.testing.assert_array_equal(out["w"], 1.0)
