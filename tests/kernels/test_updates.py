"""Updates on whole ranges and parts, held weights, and how long a gradient may be."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.optable import OPERATIONS, PARAMETER_WRITERS, OpCode, Register
from tests.kernels.rows import registers_for, run_row
from tests.kernels.tapes import DenseNet, float_bits

Array = npt.NDArray[np.float64]
Float32 = npt.NDArray[np.float32]

UPDATES = sorted(
    op for op in PARAMETER_WRITERS if any(a.name == "g" for a in OPERATIONS[op].arguments)
)
NUMBERS = {"momentum": 0.9, "decay": 0.99, "weight_decay": 0.05}
FEW = settings(max_examples=20, deadline=None)


def drawn(size: int, seed: int = 0) -> dict[str, Array]:
    random = np.random.default_rng([size, seed])
    arrays = {name: random.normal(0, 1, size) for name in ("w", "m", "g")}
    return {**arrays, "v": random.normal(0, 1, size) ** 2}


def update(op: OpCode, arrays: Any, registers: Array) -> dict[str, Float32]:
    got = run_row(op, arrays, {**NUMBERS, "size": float(len(arrays["w"]))}, registers)
    return {a.name: got[a.name] for a in OPERATIONS[op].arguments if "w" in a.access}


@pytest.mark.parametrize("op", UPDATES)
@FEW
@given(size=st.integers(2, 70), data=st.data())
def test_a_range_in_two_parts_moves_to_the_same_bits(
    op: OpCode, size: int, data: st.DataObject
) -> None:
    """Frozen layers leave gaps: an update may start anywhere and be of any size."""
    cut = data.draw(st.integers(1, size - 1), "cut")
    arrays = drawn(size)
    registers = registers_for(learning_rate=0.03, adam_step=4)
    whole = update(op, arrays, registers)
    parts = [
        update(op, {name: values[part] for name, values in arrays.items()}, registers)
        for part in (slice(0, cut), slice(cut, size))
    ]
    for name, values in whole.items():
        joined = np.concatenate([part[name] for part in parts])
        np.testing.assert_array_equal(values, joined, err_msg=name)


@pytest.mark.parametrize("op", UPDATES)
def test_equal_parameters_stay_equal_wherever_they_stand(op: OpCode) -> None:
    arrays = {name: np.full(31, 0.3) for name in ("w", "m", "v", "g")}
    for value in update(op, arrays, registers_for(learning_rate=0.03, adam_step=7)).values():
        assert np.all(value == value[:1])


@pytest.mark.parametrize("op", UPDATES)
def test_a_number_that_is_not_finite_stays_visible(op: OpCode) -> None:
    arrays = drawn(19)
    arrays["g"][[2, 17]] = np.nan
    w = update(op, arrays, registers_for(learning_rate=0.03, adam_step=7))["w"]
    assert np.isnan(w[[2, 17]]).all()
    assert np.isfinite(np.delete(w, [2, 17])).all()


def test_plain_cases_of_one_update_are_another() -> None:
    arrays, registers = drawn(37), registers_for(learning_rate=0.03, adam_step=5)
    numbers = {"size": 37.0, "momentum": 0.0, "weight_decay": 0.0}
    plain = run_row(OpCode.SGD_UPDATE, arrays, numbers, registers)["w"]
    for op in (OpCode.MOMENTUM_UPDATE, OpCode.NESTEROV_UPDATE):
        np.testing.assert_array_equal(run_row(op, arrays, numbers, registers)["w"], plain)
    adam = run_row(OpCode.ADAM_UPDATE, arrays, numbers, registers)
    adamw = run_row(OpCode.ADAMW_UPDATE, arrays, numbers, registers)
    for name in ("w", "m", "v"):
        np.testing.assert_array_equal(adam[name], adamw[name])


def test_weight_decay_shrinks_by_the_rate_times_itself() -> None:
    arrays = {"w": np.full(20, 2.0), **{name: np.zeros(20) for name in ("m", "v", "g")}}
    numbers = {"size": 20.0, "weight_decay": 1e-4}
    got = run_row(
        OpCode.ADAMW_UPDATE, arrays, numbers, registers_for(learning_rate=0.01, adam_step=1)
    )
    np.testing.assert_allclose(2.0 - got["w"].astype(float), 2e-6, rtol=0.1)


def test_moments_that_fade_away_become_0() -> None:
    tiny = np.full(20, 1e-31)
    arrays: dict[str, Any] = {"w": np.ones(20), "m": tiny, "v": tiny, "g": np.zeros(20)}
    registers = registers_for(learning_rate=0.1, adam_step=1000)
    for op in UPDATES:
        got = update(op, arrays, registers)
        if op == OpCode.ADAGRAD_UPDATE:
            continue  # its sum never shrinks
        for name in {"m", "v"} & set(got):
            np.testing.assert_array_equal(got[name], 0.0, err_msg=op.name)
        if op != OpCode.ADAMW_UPDATE:
            np.testing.assert_array_equal(got["w"], 1.0, err_msg=op.name)


@pytest.mark.parametrize("bad", [np.inf, np.nan])
@pytest.mark.parametrize("average", ["m", "v"])
@pytest.mark.parametrize("op", UPDATES)
def test_an_average_that_is_not_finite_spoils_its_weight_at_once(
    op: OpCode, average: str, bad: float
) -> None:
    """So the guard behind the update looks at the weights alone."""
    if average not in {argument.name for argument in OPERATIONS[op].arguments}:
        return
    some = np.full(20, 1e-3)
    for g in (0.0, 1e-3):
        arrays: dict[str, Any] = {"w": np.ones(20), "m": some, "v": some, "g": np.full(20, g)}
        arrays[average] = np.full(20, bad)
        got = update(op, arrays, registers_for(learning_rate=0.1, adam_step=3))
        if g or average == "m" or op in {OpCode.ADAM_UPDATE, OpCode.ADAMW_UPDATE}:
            assert not np.isfinite(got["w"]).any()


# ------------------------------------------------------------------------------ clipping


def clipped(parts: list[Array], limit: float) -> list[Float32]:
    registers = registers_for(clip=limit, squares=123.0)
    for index, g in enumerate(parts):
        numbers = {"size": float(len(g)), "accumulate": float(index > 0)}
        run_row(OpCode.NORM_GRADIENT, {"g": g}, numbers, registers)
    return [
        run_row(OpCode.CLIP_GRADIENT, {"g": g}, {"size": float(len(g))}, registers)["g"]
        for g in parts
    ]


@FEW
@given(
    sizes=st.lists(st.integers(1, 50), min_size=1, max_size=3),
    limit=st.floats(0.01, 30),
    seed=st.integers(0, 99),
)
def test_a_gradient_is_as_long_as_allowed_and_keeps_its_direction(
    sizes: list[int], limit: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    parts = [random.normal(0, 1, size).astype(np.float32).astype(float) for size in sizes]
    before, after = np.concatenate(parts), np.concatenate(clipped(parts, limit))
    length = np.linalg.norm(before)
    if length <= limit:
        np.testing.assert_array_equal(after, before.astype(np.float32))
    else:
        np.testing.assert_allclose(after, before * limit / length, rtol=1e-6)


def test_the_length_does_not_overflow_and_hides_nothing() -> None:
    (huge,) = clipped([np.full(40, 1e30)], 1.0)
    np.testing.assert_allclose(huge, 40**-0.5, rtol=1e-6)
    for bad in (np.nan, np.inf):
        g = np.ones(20)
        g[18] = bad
        assert np.isnan(clipped([g], 1.0)[0]).any()


# -------------------------------------------------------------------------- held weights


def test_sign_of_0_is_0() -> None:
    arrays = {"w": np.array([0.0, -0.0, 2.0, -2.0]), "g": np.zeros(4)}
    got = run_row(OpCode.L1_GRADIENT, arrays, {"size": 4.0}, registers_for(l1=0.5))["g"]
    np.testing.assert_array_equal(got, [0.0, 0.0, 0.5, -0.5])


@pytest.mark.parametrize("op", UPDATES)
def test_held_weights_do_not_move_whatever_the_update(op: OpCode) -> None:
    places = np.array([0.0, 5.0, 36.0])
    arrays, registers = drawn(37), registers_for(learning_rate=0.03, adam_step=5)
    numbers = {"size": 37.0, "count": 3.0}
    kept = run_row(OpCode.HOLD_SAVE, {**arrays, "places": places}, numbers, registers)["kept"]
    moved: dict[str, Any] = {**arrays, **update(op, arrays, registers)}
    back = {**moved, "places": places, "kept": kept}
    restored = run_row(OpCode.HOLD_RESTORE, back, numbers, registers)
    held = places.astype(int)
    for name in ("w", "m", "v"):
        np.testing.assert_array_equal(restored[name][held], arrays[name][held].astype(np.float32))
    rest = np.setdiff1d(np.arange(37), held)
    np.testing.assert_array_equal(restored["w"][rest], moved["w"][rest])
    assert np.all(restored["w"][rest] != arrays["w"][rest].astype(np.float32))


def test_a_run_with_rows_of_all_kinds_is_the_same_in_one_burst_and_row_by_row() -> None:
    """Clipping, L1, momentum and a schedule, held weights around the update."""

    def make() -> DenseNet:
        random = np.random.default_rng(0)
        x = random.normal(0, 1, (23, 2)).astype(np.float32)
        y = np.sign(x[:, :1] * x[:, 1:])
        return with_more_rows(DenseNet(x, y, [(5, "tanh"), (1, "tanh")], 10))

    burst, rows = make(), make()
    held = burst.block[[0, 3]].copy()
    assert burst.run(50) == (50, -1)
    for _ in range(50):
        rows.begin()
        for row in range(len(rows.bound)):
            assert rows.rows(row, row + 1) == -1
        rows.finish()
    assert burst.block.tobytes() == rows.block.tobytes()
    np.testing.assert_array_equal(burst.registers, rows.registers)
    np.testing.assert_array_equal(burst.block[[0, 3]], held)
    assert 0.0 < burst.registers[Register.LEARNING_RATE] < 0.05


def with_more_rows(net: DenseNet) -> DenseNet:
    """Put other rows in the place of the last three (guard, update, guard) of a net."""
    n, g = net.parameters, net.gradient
    kept = len(net.workspace)
    net.workspace = np.zeros(kept + 16, dtype=np.float32)
    net.table = np.concatenate([net.table, np.array([0, 3], dtype=np.int32)])
    places = net.examples
    more = [
        [OpCode.L1_GRADIENT, 0, g, n],
        [OpCode.HOLD_GRADIENT, g, places, n, 2],
        [OpCode.NORM_GRADIENT, g, n, 0],
        [OpCode.CLIP_GRADIENT, g, n],
        [OpCode.GUARD_GRADIENT, net.loss, g, n],
        [OpCode.HOLD_SAVE, 0, n, 2 * n, places, kept, n, 2],
        [OpCode.MOMENTUM_UPDATE, 0, n, g, n, float_bits(0.9)],
        [OpCode.HOLD_RESTORE, 0, n, 2 * n, places, kept, n, 2],
        [OpCode.GUARD_PARAMETERS, 0, 3 * n],
    ]
    net.set_rows([*net.tape[:-3].tolist(), *more])
    schedule = {"base_rate": 0.05, "schedule": 2.0, "period": 60.0, "factor": 0.1}
    for name, value in {"l1": 1e-3, "clip": 0.5, **schedule}.items():
        net.registers[Register[name.upper()]] = value
    return net
