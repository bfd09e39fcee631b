"""Every operation against its slow twin, over all kinds of sizes."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels import machine
from playground.kernels.optable import ELEMENTWISE, OPERATIONS, OpCode, Register
from playground.kernels.optable.losses import LOSSES
from tests.kernels.rows import lay_out, registers_for, run_row
from tests.kernels.twins import ARRAYS, NUMBERS, TWINS, shape_of, softmax

Array = npt.NDArray[np.float64]

SIZES = st.one_of(st.integers(1, 20), st.sampled_from([31, 32, 33, 48, 65, 100]))
LANES = st.sampled_from([1, 16, 32, 48, 144])
BLOCKS = st.sampled_from([16, 32, 48, 144])
FEW = settings(max_examples=30, deadline=None)


FLOATS = {
    "weight": [1.0, 0.25],
    "value": [0.0, -1.5],
    "rate": [0.0, 0.3, 0.5],
    "momentum": [0.0, 0.9],
    "decay": [0.9, 0.99],
    "weight_decay": [0.0, 0.1],
    "deviation": [0.0, 0.3],
}
"""What hyper-parameters are tried with; a new one without an entry fails."""


def draw_numbers(data: st.DataObject, op: OpCode) -> dict[str, float]:
    """Draw the row's plain numbers."""
    if op in NUMBERS:
        return NUMBERS[op](data)
    numbers: dict[str, float] = {}
    for argument in OPERATIONS[op].arguments:
        name = argument.name
        if argument.usual is not None:
            continue
        if argument.space == "F":
            numbers[name] = data.draw(st.sampled_from(FLOATS[name]), name)
        elif name in ("ld", "lanes") and argument.space == "N":
            numbers[name] = data.draw(LANES if argument.minimum == 1 else BLOCKS, name)
        elif name == "accumulate":
            numbers["accumulate"] = data.draw(st.integers(0, 1), "accumulate")
        elif name == "key":
            numbers["key"] = data.draw(st.integers(0, 2**40 - 1), "key")
        elif name == "count":
            numbers["count"] = data.draw(st.integers(1, int(numbers["size"])), "count")
        elif argument.space == "N":
            numbers[name] = data.draw(SIZES, name)
    return numbers


def draw_arrays(random: np.random.Generator, op: OpCode, numbers: dict[str, float]) -> Any:
    """Make the arrays that the operation reads, as it will see them (rounded to float32)."""
    arrays: dict[str, Array] = {}
    for argument in OPERATIONS[op].arguments:
        if "r" in argument.access and argument.extent is not None:
            shape = shape_of(argument.name, op, numbers)
            arrays[argument.name] = random.normal(0, 1, shape).astype(np.float32).astype(float)
    if "v" in arrays:
        arrays["v"] **= 2
    if op == OpCode.CE_LOGITS_LOSS:
        arrays["y"] = random.integers(0, int(numbers["units"]), arrays["y"].shape).astype(float)
        z = arrays["z"].reshape(int(numbers["units"]), -1)
        arrays["a"] = softmax(z).astype(np.float32).astype(float)
    if op in (OpCode.BCE_LOGITS_LOSS, OpCode.PERCEPTRON_LOSS):
        arrays["y"] = random.integers(0, 2, arrays["y"].shape).astype(float)
    if op == OpCode.HINGE_LOSS:
        arrays["y"] = np.sign(arrays["y"])
    if op in (OpCode.DROPOUT_FORWARD, OpCode.NOISE_FORWARD):
        arrays["order"] = random.integers(0, 10**6, int(numbers["ld"])).astype(float)
    if "places" in arrays:
        size, count = int(numbers["size"]), int(numbers["count"])
        arrays["places"] = random.choice(size, count, replace=False).astype(float)
    if numbers.get("accumulate") == 0:
        _spoil(arrays)
    if op in ARRAYS:
        ARRAYS[op](random, numbers, arrays)
    return arrays


def _spoil(arrays: dict[str, Array]) -> None:
    """Where a gradient is stored and not added to, what stood there does not matter."""
    for name in {"dx", "dw", "db"} & arrays.keys():
        arrays[name] = np.full_like(arrays[name], np.nan)


def compare(got: dict[str, npt.NDArray[np.float32]], want: dict[str, Array]) -> None:
    for name, value in want.items():
        scale = 1.0 + float(np.abs(value).max())
        np.testing.assert_allclose(
            got[name].ravel(), value.ravel(), rtol=1e-5, atol=2e-6 * scale, err_msg=name
        )


@pytest.mark.parametrize("op", [op for op in OpCode if op != OpCode.GATHER])
@FEW
@given(data=st.data())
def test_it_does_what_its_twin_does(op: OpCode, data: st.DataObject) -> None:
    numbers = draw_numbers(data, op)
    lanes = int(numbers.get("ld", numbers.get("lanes", 1)))
    count = data.draw(st.integers(1, lanes), "count")
    arrays = draw_arrays(np.random.default_rng(data.draw(st.integers(0, 99))), op, numbers)
    squares = data.draw(st.sampled_from([1.0, 25.0]), "squares")
    registers = registers_for(
        count,
        learning_rate=0.03,
        full_rate=0.2,
        l2=0.1,
        l1=0.05,
        adam_step=3,
        step=7,
        clip=2.0,
        squares=squares,
    )
    want = TWINS[op](arrays, numbers, registers)
    compare(run_row(op, arrays, numbers, registers), want)


@FEW
@given(
    units=st.integers(2, 50),
    other=st.sampled_from([1, 2, 5, 12, 17]),
    lanes=LANES,
    keep=st.integers(0, 1),
)
def test_neurons_with_equal_weights_stay_equal_to_the_bit(
    units: int, other: int, lanes: int, keep: int
) -> None:
    random = np.random.default_rng([units, other, lanes])

    def equal_rows(n: int, width: int) -> Array:
        return np.repeat(random.normal(0, 1, (1, width)), n, axis=0)

    # As the layer's own units …
    numbers = {"n_in": other, "n_out": units, "lanes": lanes, "accumulate": keep}
    arrays = {
        "x": random.normal(0, 1, (other, lanes)),
        "w": equal_rows(units, other),
        "b": np.ones(units),
        "dz": equal_rows(units, lanes),
        "dw": equal_rows(units, other),
        "db": np.ones(units),
    }
    z = run_row(OpCode.DENSE_FORWARD, arrays, numbers, registers_for())["z"].reshape(units, lanes)
    assert np.all(z == z[:1])
    out = run_row(OpCode.DENSE_BACKWARD_WEIGHT, arrays, numbers, registers_for())
    assert np.all(out["dw"] == out["dw"][:1])
    assert np.all(out["db"] == out["db"][:1])
    # … and as the inputs of the next.
    numbers = {"n_in": units, "n_out": other, "lanes": lanes, "accumulate": keep}
    arrays = {
        "x": equal_rows(units, lanes),
        "w": equal_rows(units, other).T,
        "dz": random.normal(0, 1, (other, lanes)),
        "dx": np.ones((units, lanes)),
        "dw": equal_rows(units, other).T,
        "db": np.ones(other),
    }
    dw = run_row(OpCode.DENSE_BACKWARD_WEIGHT, arrays, numbers, registers_for())["dw"]
    assert np.all(dw == dw[:, :1])
    dx = run_row(OpCode.DENSE_BACKWARD_INPUT, arrays, numbers, registers_for())["dx"]
    dx = dx.reshape(units, lanes)
    assert np.all(dx == dx[:1])


@pytest.mark.parametrize("op", sorted(ELEMENTWISE - {OpCode.FILL}))
@pytest.mark.parametrize("number", [0.37, -3.1, 1e-5])
def test_equal_numbers_become_equal_wherever_they_stand(op: OpCode, number: float) -> None:
    arrays = {a.name: np.full(31, number) for a in OPERATIONS[op].arguments if "r" in a.access}
    for value in run_row(op, arrays, {"size": 31, "accumulate": 0}, registers_for()).values():
        assert np.all(value == value[:1])


@pytest.mark.parametrize("op", sorted(ELEMENTWISE - {OpCode.FILL, OpCode.ACCUMULATE}))
@pytest.mark.parametrize("size", [1, 31, 160])
def test_a_result_may_be_written_over_what_it_is_made_of(op: OpCode, size: int) -> None:
    numbers: dict[str, float] = {"size": size, "accumulate": 0}
    arrays = draw_arrays(np.random.default_rng(size), op, numbers)
    columns = {a.name: column for column, a in enumerate(OPERATIONS[op].arguments, start=1)}
    (written,) = (a.name for a in OPERATIONS[op].arguments if "w" in a.access)
    want = run_row(op, arrays, numbers, registers_for())[written]
    for source in (a.name for a in OPERATIONS[op].arguments if a.access == "r"):
        memory = lay_out(op, arrays, numbers)
        start = memory.row[columns[source]]
        memory.row[columns[written]] = start
        memory.run(registers_for())
        np.testing.assert_array_equal(memory.workspace[start : start + size], want, source)


@FEW
@given(
    width=st.one_of(SIZES, st.sampled_from([64, 784])),
    ld=LANES,
    data=st.data(),
)
def test_gather_copies_the_batch_and_fills_up_with_lane_0(
    width: int, ld: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, ld), "count")
    cursor = data.draw(st.integers(0, 5), "cursor")
    random = np.random.default_rng(1)
    # Exactly as many positions as are real: reading one more would be out of bounds.
    order = random.integers(0, 7, cursor + count).astype(float)
    arrays = {"source": random.normal(0, 1, (7, width)).astype(np.float32), "order": order}
    numbers = {"width": width, "ld": ld}
    registers = registers_for(count, cursor=cursor)
    got = run_row(OpCode.GATHER, arrays, numbers, registers)
    want = TWINS[OpCode.GATHER]({**arrays}, numbers, registers)["destination"]
    np.testing.assert_array_equal(got["destination"].reshape(width, ld), want)


@pytest.mark.parametrize("op", [record.code for record in LOSSES])
@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_losses_do_not_look_at_pad_lanes(op: OpCode, poison: float) -> None:
    numbers = {"units": 3.0, "ld": 32.0, "weight": 1.0}
    arrays = draw_arrays(np.random.default_rng(1), op, numbers)
    clean = run_row(op, arrays, numbers, registers_for(5))
    for name in arrays:
        arrays[name] = arrays[name].copy()
        arrays[name].reshape(-1, 32)[:, 5:] = poison
    registers = registers_for(5)
    spoilt = run_row(op, arrays, numbers, registers)
    for name, value in clean.items():
        np.testing.assert_array_equal(spoilt[name], value, err_msg=name)
    assert registers[Register.LOSS] == pytest.approx(float(clean["loss"][0]), rel=1e-6)


def test_losses_of_several_heads_add_up() -> None:
    numbers = {"units": 2.0, "ld": 16.0, "weight": 0.5}
    arrays = draw_arrays(np.random.default_rng(1), OpCode.MSE_LOSS, numbers)
    registers = registers_for(16, loss=1.0)
    loss = float(run_row(OpCode.MSE_LOSS, arrays, numbers, registers)["loss"][0])
    assert registers[Register.LOSS] == pytest.approx(1.0 + loss)


@pytest.mark.parametrize("lanes", [1, 16])
@pytest.mark.parametrize("z", [-1000.0, -90.0, 90.0, 1000.0])
def test_large_sums_overflow_nowhere(z: float, lanes: int) -> None:
    numbers = {"units": 2.0, "ld": float(lanes), "lanes": float(lanes), "weight": 1.0}
    sums = np.repeat([[z], [0.0]], lanes, axis=1)
    probabilities = run_row(OpCode.SOFTMAX_FORWARD, {"z": sums}, numbers, registers_for(lanes))
    arrays = {"z": sums, "a": probabilities["a"], "y": np.zeros((1, lanes))}
    out = run_row(OpCode.CE_LOGITS_LOSS, arrays, numbers, registers_for(lanes))
    assert float(out["loss"][0]) == pytest.approx(max(-z, 0.0), abs=1e-6)
    squashed = run_row(OpCode.SIGMOID_FORWARD, {"z": sums}, {"size": 2.0 * lanes}, registers_for(1))
    arrays = {"z": sums, "a": squashed["a"], "y": np.zeros((2, lanes))}
    out = run_row(OpCode.BCE_LOGITS_LOSS, arrays, numbers, registers_for(lanes))
    want = (max(z, 0.0) + np.log(2.0)) / 2.0
    assert float(out["loss"][0]) == pytest.approx(want, rel=1e-6)


@pytest.mark.parametrize("op", list(OpCode))
def test_the_table_is_complete(op: OpCode) -> None:
    assert op in OPERATIONS
    assert op in TWINS
    assert machine.address_of(op) > 0
