"""Every backward operation against central differences of its forward twin."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from playground.kernels.optable.activations import ACTIVATIONS as RECORDS
from playground.kernels.optable.losses import LOSSES
from playground.kernels.optable.updates import UPDATES
from tests.kernels import (
    gradients_attention,
    gradients_convolution,
    gradients_losses,
    gradients_masking,
    gradients_norms,
    gradients_pooling,
    gradients_sequences,
    gradients_tied,
)
from tests.kernels.differences import close, drawn, slope
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS, sigma, softmax

Array = npt.NDArray[np.float64]
Float32 = npt.NDArray[np.float32]

WITHOUT_GRADIENT = {
    OpCode.GATHER,
    OpCode.GUARD_GRADIENT,
    OpCode.GUARD_PARAMETERS,
    OpCode.NORM_GRADIENT,
    OpCode.CLIP_GRADIENT,
    OpCode.HOLD_GRADIENT,
    *(record.code for record in UPDATES),
}
ACTIVATIONS = {
    record.code: OpCode[record.code.name.replace("FORWARD", "BACKWARD")]
    for record in RECORDS
    if record.code.name.endswith("FORWARD") and not record.code.name.startswith("SOFTMAX")
}


def check_dense(lanes: int) -> None:
    n_in, n_out = 5, 3
    numbers = {"n_in": n_in, "n_out": n_out, "lanes": lanes, "accumulate": 0}
    x, w, b, dz = drawn(n_in, lanes), drawn(n_out, n_in), drawn(n_out), drawn(n_out, lanes, seed=1)

    def value(x: Array, w: Array, b: Array) -> float:
        arrays = {"x": x, "w": w, "b": b}
        z = TWINS[OpCode.DENSE_FORWARD](arrays, numbers, registers_for())["z"]
        return float((z * dz).sum())

    arrays = {"x": x, "w": w, "b": b, "dz": dz}
    got = run_row(OpCode.DENSE_BACKWARD_WEIGHT, arrays, numbers, registers_for())
    close(got["dw"], slope(lambda w: value(x, w, b), w))
    close(got["db"], slope(lambda b: value(x, w, b), b))
    got = run_row(OpCode.DENSE_BACKWARD_INPUT, arrays, numbers, registers_for())
    close(got["dx"], slope(lambda x: value(x, w, b), x))


def check_activations(lanes: int) -> None:
    for forward, backward in ACTIVATIONS.items():
        numbers = {"size": 7 * lanes}
        z, da = drawn(7 * lanes), drawn(7 * lanes, seed=1)
        z[np.abs(z) < 1e-3] = 0.5  # a corner has no slope
        twin = TWINS[forward]

        def value(z: Array, twin: Callable[..., dict[str, Array]] = twin, da: Array = da) -> float:
            return float((twin({"z": z}, {}, registers_for())["a"] * da).sum())

        a = run_row(forward, {"z": z}, numbers, registers_for())["a"]
        got = run_row(backward, {"z": z, "a": a, "da": da}, numbers, registers_for())
        close(got["dz"], slope(value, z))


def check_softmax(lanes: int) -> None:
    numbers = {"units": 4, "lanes": lanes}
    z, da = drawn(4, lanes), drawn(4, lanes, seed=1)
    a = run_row(OpCode.SOFTMAX_FORWARD, {"z": z}, numbers, registers_for())["a"]
    got = run_row(OpCode.SOFTMAX_BACKWARD, {"a": a, "da": da}, numbers, registers_for())
    close(got["dz"], slope(lambda z: float((softmax(z) * da).sum()), z))


def _check_loss(op: OpCode, z: Array, y: Array, squash: Callable[[Array], Array], out: str) -> None:
    units, lanes = z.shape
    numbers = {"units": units, "ld": lanes, "weight": 0.5}
    registers = registers_for(max(1, lanes - 3))

    def value(z: Array) -> float:
        arrays = {"z": z, "a": squash(z), "y": y}
        return float(TWINS[op](arrays, numbers, registers)["loss"][0])

    got = run_row(op, {"z": z, "a": squash(z), "y": y}, numbers, registers)
    close(got[out], slope(value, z))
    assert float(got["loss"][0]) == pytest.approx(value(z), rel=1e-5)


def check_mse(lanes: int) -> None:
    y = drawn(3, lanes, seed=1)
    _check_loss(OpCode.MSE_LOSS, drawn(3, lanes), y, lambda z: z, "da")


def check_mae_and_huber(lanes: int) -> None:
    a, y = drawn(3, lanes), 2 * drawn(3, lanes, seed=1)
    a[np.abs(a - y) < 1e-3] += 0.5  # no slope where they are equal
    a[np.abs(np.abs(a - y) - 1) < 1e-3] += 0.1
    for op in (OpCode.MAE_LOSS, OpCode.HUBER_LOSS):
        _check_loss(op, a, y, lambda z: z, "da")


def check_hinge(lanes: int) -> None:
    a, y = drawn(3, lanes), np.sign(drawn(3, lanes, seed=1))
    a[np.abs(1 - a * y) < 1e-3] += 0.1
    _check_loss(OpCode.HINGE_LOSS, a, y, lambda z: z, "da")


def check_perceptron(lanes: int) -> None:
    z, y = drawn(3, lanes), (drawn(3, lanes, seed=1) > 0).astype(np.float64)
    z[np.abs(z) < 1e-3] = 0.5
    _check_loss(OpCode.PERCEPTRON_LOSS, z, y, lambda z: (z > 0).astype(np.float64), "dz")


def check_bce(lanes: int) -> None:
    y = (drawn(3, lanes, seed=1) > 0).astype(np.float64)
    _check_loss(OpCode.BCE_LOGITS_LOSS, drawn(3, lanes), y, lambda z: 1 / (1 + np.exp(-z)), "dz")


def check_ce(lanes: int) -> None:
    y = (np.arange(lanes) % 3).astype(np.float64).reshape(1, lanes)
    _check_loss(OpCode.CE_LOGITS_LOSS, drawn(3, lanes), y, softmax, "dz")


def check_l2(lanes: int) -> None:
    w = drawn(7 * lanes)
    arrays = {"w": w, "g": np.zeros_like(w)}
    got = run_row(OpCode.L2_GRADIENT, arrays, {"size": 7 * lanes}, registers_for(l2=0.3))
    close(got["g"], slope(lambda w: float(0.5 * 0.3 * (w**2).sum()), w))


def check_decay(lanes: int) -> None:
    """A λ in the row, and no register."""
    w = drawn(7 * lanes)
    arrays, numbers = {"w": w, "g": np.zeros_like(w)}, {"size": 7 * lanes, "weight_decay": 0.3}
    got = run_row(OpCode.DECAY_GRADIENT, arrays, numbers, registers_for(l2=9.0))
    close(got["g"], slope(lambda w: float(0.5 * 0.3 * (w**2).sum()), w))


def check_l1(lanes: int) -> None:
    w = drawn(7 * lanes)
    w[np.abs(w) < 1e-3] = 0.5
    arrays = {"w": w, "g": np.zeros_like(w)}
    got = run_row(OpCode.L1_GRADIENT, arrays, {"size": 7 * lanes}, registers_for(l1=0.3))
    close(got["g"], slope(lambda w: float(0.3 * np.abs(w).sum()), w))


def check_joins(lanes: int) -> None:
    """The sum of two values, one of them held at a constant."""
    numbers = {"size": 3 * lanes, "value": 0.7}
    x, other, blame = drawn(3 * lanes), drawn(3 * lanes, seed=1), drawn(3 * lanes, seed=2)

    def value(x: Array, held: bool) -> float:
        into = TWINS[OpCode.COPY]({"source": x}, numbers, registers_for())["result"]
        if held:
            into = TWINS[OpCode.FILL]({}, numbers, registers_for())["result"]
        arrays = {"source": other, "result": into}
        joined = TWINS[OpCode.ACCUMULATE](arrays, numbers, registers_for())["result"]
        return float((joined * blame).sum())

    arrays: dict[str, Array | Float32]
    first = run_row(OpCode.COPY, {"source": blame}, numbers, registers_for())["result"]
    close(first, slope(lambda x: value(x, False), x))
    arrays = {"source": blame, "result": first}
    twice = run_row(OpCode.ACCUMULATE, arrays, numbers, registers_for())["result"]
    close(twice, 2 * slope(lambda x: value(x, False), x))
    nothing = run_row(OpCode.FILL, {}, {**numbers, "value": 0.0}, registers_for())["result"]
    np.testing.assert_array_equal(nothing, slope(lambda x: value(x, True), x))


def check_dropout(lanes: int) -> None:
    numbers = {"units": 6, "ld": lanes, "key": 99, "rate": 0.4, "size": 6 * lanes}
    registers = registers_for(lanes, step=3)
    x, da, order = drawn(6, lanes), drawn(6, lanes, seed=1), np.arange(float(lanes))

    def value(x: Array) -> float:
        out = TWINS[OpCode.DROPOUT_FORWARD]({"x": x, "order": order}, numbers, registers)
        return float((out["a"] * da).sum())

    out = run_row(OpCode.DROPOUT_FORWARD, {"x": x, "order": order}, numbers, registers)
    arrays: dict[str, Array | Float32] = {"mask": out["mask"].ravel(), "da": da.ravel()}
    got = run_row(OpCode.DROPOUT_BACKWARD, arrays, {"size": 6 * lanes}, registers)
    close(got["dx"], slope(value, x))


GRADIENT_CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_dense: {
        OpCode.DENSE_FORWARD,
        OpCode.DENSE_BACKWARD_WEIGHT,
        OpCode.DENSE_BACKWARD_INPUT,
    },
    check_activations: {*ACTIVATIONS, *ACTIVATIONS.values()},
    check_softmax: {OpCode.SOFTMAX_FORWARD, OpCode.SOFTMAX_BACKWARD},
    check_mse: {OpCode.MSE_LOSS},
    check_bce: {OpCode.BCE_LOGITS_LOSS},
    check_ce: {OpCode.CE_LOGITS_LOSS},
    check_mae_and_huber: {OpCode.MAE_LOSS, OpCode.HUBER_LOSS},
    check_hinge: {OpCode.HINGE_LOSS},
    check_perceptron: {OpCode.PERCEPTRON_LOSS},
    check_l2: {OpCode.L2_GRADIENT},
    check_decay: {OpCode.DECAY_GRADIENT},
    check_l1: {OpCode.L1_GRADIENT},
    check_joins: {OpCode.COPY, OpCode.ACCUMULATE, OpCode.FILL},
    check_dropout: {OpCode.DROPOUT_FORWARD, OpCode.DROPOUT_BACKWARD},
    **gradients_attention.CHECKS,
    **gradients_masking.CHECKS,
    **gradients_norms.CHECKS,
    **gradients_losses.CHECKS,
    **gradients_convolution.CHECKS,
    **gradients_pooling.CHECKS,
    **gradients_sequences.CHECKS,
    **gradients_tied.CHECKS,
}


@pytest.mark.parametrize("lanes", [1, 16, 48])
@pytest.mark.parametrize("check", list(GRADIENT_CHECKS), ids=lambda check: check.__name__)
def test_gradients(check: Callable[[int], None], lanes: int) -> None:
    check(lanes)


LOSS_CASES: Mapping[OpCode, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    OpCode.MSE_LOSS: (lambda z: z, lambda y: y),
    OpCode.MAE_LOSS: (lambda z: z, lambda y: y),
    OpCode.HUBER_LOSS: (lambda z: z, lambda y: 2 * y),
    OpCode.HINGE_LOSS: (lambda z: z, np.sign),
    OpCode.BCE_LOGITS_LOSS: (sigma, lambda y: np.where(y > 0, 1.0, 0.0)),
    OpCode.PERCEPTRON_LOSS: (
        lambda z: np.where(z > 0, 1.0, 0.0),
        lambda y: np.where(y > 0, 1.0, 0.0),
    ),
    OpCode.CE_LOGITS_LOSS: (
        softmax,
        lambda y: (np.arange(y.shape[1]) % len(y))[None, :].astype(float),
    ),
}
"""Loss → z to a, and normal random numbers to targets."""


@pytest.mark.parametrize("op", LOSS_CASES)
@settings(max_examples=12, deadline=None)
@given(units=st.integers(1, 4), data=st.data())
def test_losses_of_all_sizes_have_the_slope_they_say_and_none_in_the_padding(
    op: OpCode, units: int, data: st.DataObject
) -> None:
    ld = data.draw(st.sampled_from([1, 16, 32]), "ld")
    count = data.draw(st.integers(1, ld), "count")
    squash, targets = LOSS_CASES[op]
    z, y = drawn(units, ld), targets(drawn(units, ld, seed=1))
    for corner in (z, z - y if z.shape == y.shape else z, 1 - np.abs(z - y), 1 - z * y):
        z[np.abs(corner) < 1e-3] += 0.01
    numbers, registers = {"units": units, "ld": ld, "weight": 0.5}, registers_for(count)

    def value(z: Array) -> float:
        arrays = {"z": z, "a": squash(z), "y": y}
        return float(TWINS[op](arrays, numbers, registers)["loss"][0])

    want = slope(value, z)
    arrays = {"z": z.copy(), "a": squash(z), "y": y.copy()}
    for values in arrays.values():
        values[:, count:] = np.nan
    got = run_row(op, arrays, numbers, registers)
    blame = got["da" if "da" in got else "dz"].reshape(units, ld)
    close(blame, want)
    np.testing.assert_array_equal(blame[:, count:], 0.0)
    assert np.isfinite(got["lanes"]).all()
    assert float(got["loss"][0]) == pytest.approx(value(z), rel=1e-5, abs=1e-7)


def test_every_loss_has_such_a_case() -> None:
    assert set(LOSS_CASES) == {record.code for record in LOSSES}


def test_every_operation_has_a_gradient_check_or_needs_none() -> None:
    checked = set().union(*GRADIENT_CHECKS.values())
    assert checked | WITHOUT_GRADIENT == set(OpCode)
    assert not checked & WITHOUT_GRADIENT
