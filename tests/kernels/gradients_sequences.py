"""Tokens, positions and recurrent layers backward against central differences of their twins."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import Float32, registers_for, run_row
from tests.kernels.twins import TWINS


def _sizes(lanes: int) -> dict[str, float]:
    return {"units": 3, "steps": 4, "ld": max(lanes, 16), "accumulate": 0, "vocabulary": 5}


def _lengths(ld: int) -> Array:
    return 1.0 + (np.arange(ld, dtype=np.float64) % 4).reshape(1, ld)


def results(written: Mapping[str, npt.NDArray[np.float32]]) -> dict[str, Array]:
    """Return what a row wrote as arrays for another row, scratch aside."""
    return {name: value.astype(float) for name, value in written.items() if name != "scratch"}


def check_embedding(lanes: int) -> None:
    n = _sizes(lanes)
    ld, count = int(n["ld"]), int(n["ld"]) - 3
    tokens = (np.arange(4 * ld) * 7 % 5).reshape(4, ld).astype(float)
    w, dz = drawn(5, 3), drawn(12, ld, seed=1)
    dz.reshape(12, ld)[:, count:] = 0.0
    registers = registers_for(count)

    def value(w: Array) -> float:
        z = TWINS[OpCode.EMBEDDING_FORWARD]({"tokens": tokens, "w": w}, n, registers)["z"]
        return float((z.reshape(12, ld) * dz).sum())

    z = run_row(OpCode.EMBEDDING_FORWARD, {"tokens": tokens, "w": w}, n, registers)["z"]
    np.testing.assert_allclose((z * dz).sum(), value(w), rtol=1e-5)
    arrays = {"tokens": tokens, "dz": dz}
    got = run_row(OpCode.EMBEDDING_BACKWARD_WEIGHT, arrays, n, registers)
    close(got["dw"], slope(value, w))


def check_position(lanes: int) -> None:
    n = _sizes(lanes)
    ld = int(n["ld"])
    x, w, dz = drawn(12, ld), drawn(3, 4), drawn(12, ld, seed=1)

    def value(w: Array) -> float:
        a = TWINS[OpCode.POSITION_FORWARD]({"x": x, "w": w}, n, registers_for())["a"]
        return float((a.reshape(12, ld) * dz).sum())

    got = run_row(OpCode.POSITION_BACKWARD_WEIGHT, {"dz": dz}, n, registers_for())
    close(got["dw"], slope(value, w))


def check_select_last(lanes: int) -> None:
    n = _sizes(lanes)
    ld = int(n["ld"])
    x, da, lengths = drawn(12, ld), drawn(3, ld, seed=1), _lengths(ld)

    def value(x: Array) -> float:
        arrays = {"x": x, "lengths": lengths}
        a = TWINS[OpCode.SELECT_LAST_FORWARD](arrays, n, registers_for())["a"]
        return float((a * da).sum())

    arrays = {"da": da, "lengths": lengths}
    got = run_row(OpCode.SELECT_LAST_BACKWARD, arrays, n, registers_for())
    close(got["dx"][:, :2], slope(value, x, lanes=2)[:, :2])


def _check_recurrent(forward: OpCode, backward: OpCode, gates: int, lanes: int) -> None:
    """Blame at every step: that of the sums, the weights and the bias against differences."""
    n = _sizes(lanes)
    ld = int(n["ld"])
    gx, w, b = drawn(gates * 12, ld), drawn(gates * 3, 3, seed=2), drawn(3, seed=3)
    dh, lengths = drawn(12, ld, seed=1), _lengths(ld)

    def value(gx: Array, w: Array, b: Array) -> float:
        arrays = {"gx": gx, "w": w, "b": b, "lengths": lengths}
        h = TWINS[forward](arrays, n, registers_for())["h"]
        return float((h.reshape(12, ld) * dh).sum())

    given = {"gx": gx, "w": w, "b": b, "lengths": lengths, "dh": dh}
    arrays = {**given, **results(run_row(forward, given, n, registers_for()))}
    got = run_row(backward, arrays, n, registers_for())
    want = slope(lambda gx: value(gx, w, b), gx, lanes=4)
    close(got["dgx"][:, :4], want[:, :4])
    # The candidate of a GRU is the gate behind the reset gate, with a blame and a bias of its own.
    parts = [got["dgx"]] if "dq" not in got else [got["dgx"][:24], got["dq"]]
    found = []
    for dz in parts:
        sizes = {**n, "rows": dz.size // (4 * ld)}
        both: dict[str, Array | Float32] = {"h": arrays["h"], "dz": dz}
        op = OpCode.RECURRENT_BACKWARD_WEIGHT
        found.append(run_row(op, both, sizes, registers_for())["dw"].reshape(-1, 3))
    close(np.concatenate(found), slope(lambda w: value(gx, w, b), w))
    if "dq" in got:
        db = run_row(OpCode.RECURRENT_BACKWARD_BIAS, {"dz": got["dq"]}, n, registers_for())["db"]
        close(db, slope(lambda b: value(gx, w, b), b))


def check_rnn(lanes: int) -> None:
    _check_recurrent(OpCode.RNN_FORWARD, OpCode.RNN_BACKWARD, 1, lanes)


def check_lstm(lanes: int) -> None:
    _check_recurrent(OpCode.LSTM_FORWARD, OpCode.LSTM_BACKWARD, 4, lanes)


def check_gru(lanes: int) -> None:
    _check_recurrent(OpCode.GRU_FORWARD, OpCode.GRU_BACKWARD, 3, lanes)


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_embedding: {OpCode.EMBEDDING_FORWARD, OpCode.EMBEDDING_BACKWARD_WEIGHT},
    check_position: {OpCode.POSITION_FORWARD, OpCode.POSITION_BACKWARD_WEIGHT},
    check_select_last: {OpCode.SELECT_LAST_FORWARD, OpCode.SELECT_LAST_BACKWARD},
    check_rnn: {OpCode.RNN_FORWARD, OpCode.RNN_BACKWARD},
    check_lstm: {
        OpCode.LSTM_FORWARD,
        OpCode.LSTM_BACKWARD,
        OpCode.RECURRENT_BACKWARD_WEIGHT,
    },
    check_gru: {OpCode.GRU_FORWARD, OpCode.GRU_BACKWARD, OpCode.RECURRENT_BACKWARD_BIAS},
}
