"""Slow twins of a dense layer on the weights of another one."""

from collections.abc import Mapping

from playground.kernels.optable import OpCode
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def _w(x: Arrays, n: Numbers, name: str = "w") -> Array:
    return x[name].reshape(int(n["n_in"]), int(n["n_out"]))


def _lanes(values: Array, rows: float) -> Array:
    return values.reshape(int(rows), -1)


def tied_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"z": _w(x, n).T @ _lanes(x["x"], n["n_in"]) + x["b"][:, None]}


def tied_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    dz = _lanes(x["dz"], n["n_out"])
    new = _lanes(x["x"], n["n_in"]) @ dz.T
    before = _w(x, n, "dw") if n["accumulate"] else 0.0
    # The table's shape of "dw" is that of an ordinary dense layer; the numbers are the same.
    return {"dw": (before + new).reshape(int(n["n_out"]), int(n["n_in"])), "db": dz.sum(axis=1)}


def tied_backward_input(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    new = _w(x, n) @ _lanes(x["dz"], n["n_out"])
    return {"dx": x["dx"].reshape(new.shape) + new if n["accumulate"] else new}


TWINS: Mapping[OpCode, Twin] = {
    OpCode.TIED_FORWARD: tied_forward,
    OpCode.TIED_BACKWARD_WEIGHT: tied_backward_weight,
    OpCode.TIED_BACKWARD_INPUT: tied_backward_input,
}
NUMBERS: Mapping[OpCode, DrawNumbers] = {}
ARRAYS: Mapping[OpCode, DrawArrays] = {}
