"""Self-attention beyond its twin: what must hold to the bit, and what must stay apart."""

import numpy as np
import pytest

from playground.kernels.optable import OPERATIONS, OpCode
from tests.kernels.families import Array
from tests.kernels.rows import Float32, registers_for, run_row

FORWARD, BACKWARD = OpCode.ATTENTION_FORWARD, OpCode.ATTENTION_BACKWARD
UNITS, HEADS, POSITIONS = 6, 2, 9


def sizes(ld: int = 16, causal: int = 0) -> dict[str, float]:
    return {"units": UNITS, "heads": HEADS, "positions": POSITIONS, "ld": ld, "causal": causal}


def example(ld: int = 16) -> dict[str, Array]:
    random = np.random.default_rng(1)
    shape = (UNITS * POSITIONS, ld)
    arrays: dict[str, Array] = {n: random.normal(0, 1, shape) for n in ("q", "k", "v", "da")}
    arrays["lengths"] = (1.0 + np.arange(ld) % POSITIONS).astype(np.float64)
    return arrays


def weights(arrays: dict[str, Array], n: dict[str, float]) -> Array:
    p = run_row(FORWARD, arrays, n, registers_for())["p"]
    return p.reshape(HEADS, POSITIONS, POSITIONS, int(n["ld"])).astype(float)


@pytest.mark.parametrize("causal", [0, 1])
def test_the_weights_of_every_query_add_up_to_one_and_lie_where_it_may_look(causal: int) -> None:
    arrays = example()
    p = weights(arrays, sizes(causal=causal))
    for lane, length in enumerate(arrays["lengths"].astype(int)):
        own = p[..., lane]
        np.testing.assert_allclose(own[:, :length].sum(axis=2), 1.0, rtol=1e-6)
        assert np.all(own[:, :length, :length][:, np.tri(length, dtype=bool)] > 0)
        assert np.all(own[:, length:] == 0.0)
        assert np.all(own[:, :, length:] == 0.0)
        if causal:
            assert np.all(own[:, ~np.tri(POSITIONS, dtype=bool)] == 0.0)


def everything(arrays: dict[str, Array], n: dict[str, float]) -> dict[str, Float32]:
    forward = run_row(FORWARD, arrays, n, registers_for())
    backward = run_row(BACKWARD, {**arrays, "p": forward["p"]}, n, registers_for())
    ld = int(n["ld"])
    both = {**forward, **backward}
    return {name: both[name].reshape(-1, ld) for name in ("p", "a", "dq", "dk", "dv")}


@pytest.mark.parametrize("causal", [0, 1])
def test_an_example_is_the_same_to_the_bit_whoever_stands_beside_it(causal: int) -> None:
    arrays = example(48)
    alone = {name: array[..., 32:] for name, array in arrays.items()}
    many = everything(arrays, sizes(48, causal))
    for name, value in everything(alone, sizes(16, causal)).items():
        np.testing.assert_array_equal(value, many[name][:, 32:], err_msg=name)


@pytest.mark.parametrize("name", ["q", "k", "v", "da"])
def test_a_nan_shows_in_its_own_lane_alone(name: str) -> None:
    arrays = example()
    arrays["lengths"][:] = POSITIONS
    clean = everything(arrays, sizes())
    arrays[name][0, 3] = np.nan
    spoilt = everything(arrays, sizes())
    others = np.arange(16) != 3
    for part, value in clean.items():
        np.testing.assert_array_equal(spoilt[part][:, others], value[:, others], err_msg=part)
    assert any(np.isnan(value[:, 3]).any() for value in spoilt.values())


def test_what_stands_behind_the_end_of_a_sequence_changes_nothing() -> None:
    arrays, n = example(), sizes()
    clean = everything(arrays, n)
    behind = np.arange(POSITIONS)[:, None] >= arrays["lengths"][None, :]
    for name in ("q", "k", "v", "da"):
        arrays[name].reshape(UNITS, POSITIONS, 16)[:, behind] = 99.0
    for name, value in everything(arrays, n).items():
        np.testing.assert_array_equal(value, clean[name], err_msg=name)
        if name != "p":
            assert np.all(value.reshape(UNITS, POSITIONS, 16)[:, behind] == 0.0)


@pytest.mark.parametrize("lengths", [np.nan, 1e30, -5.0, 0.0])
def test_a_length_that_makes_no_sense_leads_out_of_no_array(lengths: float) -> None:
    """The verifier asks for honest lengths; `run_row` shows whether anything else is touched."""
    arrays = example()
    arrays["lengths"][:] = lengths
    everything(arrays, sizes())


def test_large_scores_overflow_nowhere() -> None:
    arrays = example()
    arrays["q"] *= 1e4
    arrays["lengths"][:] = POSITIONS
    p = weights(arrays, sizes())
    np.testing.assert_allclose(p.sum(axis=2), 1.0, rtol=1e-6)


def test_heads_that_do_not_divide_the_units_are_refused() -> None:
    fine = {name: int(value) for name, value in sizes().items()}
    for code in (FORWARD, BACKWARD):
        check = OPERATIONS[code].check
        assert check(fine) == ""
        assert "heads" in check({**fine, "heads": 4})
        assert "causal" in check({**fine, "causal": 2})
