"""Recurrent layers and tokens beyond their twins: ends of sequences, padding, long sequences."""

from collections.abc import Mapping

import numpy as np
import pytest

from playground.kernels.optable import OpCode
from tests.kernels.differences import drawn
from tests.kernels.families import Array
from tests.kernels.gradients_sequences import results
from tests.kernels.rows import registers_for, run_row
from tests.kernels.test_operations import compare
from tests.kernels.twins import TWINS

GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
KINDS = list(GATES)


def _arrays(kind: str, n: Mapping[str, float], lengths: Array) -> dict[str, Array]:
    units, steps, ld = int(n["units"]), int(n["steps"]), int(n["ld"])
    rows = GATES[kind] * units
    return {
        "gx": drawn(rows * steps, ld),
        "w": drawn(rows, units, seed=1) / units**0.5,
        "b": drawn(units, seed=2),
        "dh": drawn(units * steps, ld, seed=3),
        "lengths": lengths,
    }


def _both_ways(kind: str, n: Mapping[str, float], arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Return what forward and backward row write, scratch aside, each [rows, steps, ld]."""
    forward = results(run_row(OpCode[f"{kind}_FORWARD"], arrays, n, registers_for()))
    op, given = OpCode[f"{kind}_BACKWARD"], {**arrays, **forward}
    backward = results(run_row(op, given, n, registers_for()))
    shape = (-1, int(n["steps"]), int(n["ld"]))
    both = {**forward, **backward}
    return {name: both[name].reshape(shape) for name in both if both[name].size > 1}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sequence_is_the_same_to_the_bit_in_any_company(kind: str) -> None:
    n = {"units": 7, "steps": 5, "ld": 48}
    lengths = np.random.default_rng(1).integers(1, 6, 48).astype(float)
    arrays = _arrays(kind, n, lengths)
    together = _both_ways(kind, n, arrays)
    lane = 37
    steps = int(lengths[lane])
    alone = {"units": 7, "steps": steps, "ld": 16}
    cut: dict[str, Array] = dict(arrays)
    for name in ("gx", "dh"):
        own = arrays[name].reshape(-1, 5, 48)[:, :steps, lane]
        cut[name] = np.repeat(own[:, :, None], 16, axis=2)
    cut["lengths"] = np.full(16, float(steps))
    for name, value in _both_ways(kind, alone, cut).items():
        np.testing.assert_array_equal(value[:, :, 3], together[name][:, :steps, lane], name)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_behind_the_end_of_a_sequence_matters(kind: str) -> None:
    n = {"units": 6, "steps": 4, "ld": 16}
    lengths = 1.0 + (np.arange(16, dtype=np.float64) % 4)[None, :]
    arrays = _arrays(kind, n, lengths)
    want = _both_ways(kind, n, arrays)
    behind = (np.arange(4)[:, None] >= lengths)[None]
    for name in ("gx", "dh"):
        spoilt = arrays[name].reshape(-1, 4, 16).copy()
        spoilt[np.broadcast_to(behind, spoilt.shape)] = np.nan
        arrays[name] = spoilt
    got = _both_ways(kind, n, arrays)
    for name, value in want.items():
        np.testing.assert_array_equal(got[name], value, name)
        if name != "c":
            assert not value[np.broadcast_to(behind, value.shape)].any(), name
    if kind == "LSTM":
        np.testing.assert_array_equal(want["c"][:, 3, 0], want["c"][:, 0, 0])


@pytest.mark.parametrize("kind", KINDS)
def test_a_nan_stays_visible_and_in_its_lane(kind: str) -> None:
    n = {"units": 6, "steps": 4, "ld": 16}
    arrays = _arrays(kind, n, np.full(16, 4.0))
    gx = arrays["gx"].reshape(-1, 4, 16).copy()
    gx[0, 1, 5] = np.nan
    arrays["gx"] = gx
    h = _both_ways(kind, n, arrays)["h"]
    assert np.isnan(h[0, 1:, 5]).all()
    assert np.isnan(h[:, 2:, 5]).all()
    assert np.isfinite(np.delete(h, 5, axis=2)).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1.0, 30.0])
def test_long_sequences_and_large_sums_stay_exact(kind: str, size: float) -> None:
    n = {"units": 24, "steps": 60, "ld": 16}
    arrays = _arrays(kind, n, np.full(16, 60.0))
    arrays["gx"] = arrays["gx"] * size
    op = OpCode[f"{kind}_FORWARD"]
    got = run_row(op, arrays, n, registers_for())
    compare(got, TWINS[op](arrays, n, registers_for()))


def test_pad_lanes_teach_no_token() -> None:
    n = {"vocabulary": 4, "units": 18, "steps": 2, "ld": 32, "accumulate": 0}
    tokens = np.tile([0.0, 1.0, 2.0, 3.0], 16).reshape(2, 32)
    dz = np.ones((36, 32))
    dz[:, 19:] = np.nan
    arrays = {"tokens": tokens, "dz": dz}
    dw = run_row(OpCode.EMBEDDING_BACKWARD_WEIGHT, arrays, n, registers_for(19))["dw"]
    np.testing.assert_array_equal(dw.reshape(4, 18)[:, 0], [10.0, 10.0, 10.0, 8.0])


def test_a_sequence_of_an_impossible_length_has_no_last_step() -> None:
    n = {"units": 2, "steps": 3, "ld": 16}
    lengths = np.tile([0.0, 4.0, 1.5, np.nan], 4)
    arrays = {"x": np.ones((6, 16)), "lengths": lengths}
    a = run_row(OpCode.SELECT_LAST_FORWARD, arrays, n, registers_for())["a"]
    np.testing.assert_array_equal(a, 0.0)
