"""The way back of a tied layer against central differences of its forward twin."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS


def _sizes(lanes: int) -> dict[str, int]:
    return {"n_in": 3, "n_out": 5, "lanes": max(lanes, 16), "accumulate": 0}


def check_tied_weight(lanes: int) -> None:
    n = _sizes(lanes)
    x, dz, w = drawn(3, n["lanes"]), drawn(5, n["lanes"], seed=1), drawn(5, 3, seed=2)
    b = drawn(5, seed=3)

    def value(w: Array, b: Array) -> float:
        z = TWINS[OpCode.TIED_FORWARD]({"x": x, "w": w, "b": b}, n, registers_for())["z"]
        return float((z * dz).sum())

    got = run_row(OpCode.TIED_BACKWARD_WEIGHT, {"x": x, "dz": dz}, n, registers_for())
    close(got["dw"], slope(lambda w: value(w, b), w))
    close(got["db"], slope(lambda b: value(w, b), b))


def check_tied_input(lanes: int) -> None:
    n = _sizes(lanes)
    x, dz, w = drawn(3, n["lanes"]), drawn(5, n["lanes"], seed=1), drawn(5, 3, seed=2)

    def value(x: Array) -> float:
        z = TWINS[OpCode.TIED_FORWARD]({"x": x, "w": w, "b": np.zeros(5)}, n, registers_for())["z"]
        return float((z * dz).sum())

    got = run_row(OpCode.TIED_BACKWARD_INPUT, {"w": w, "dz": dz}, n, registers_for())
    close(got["dx"][:, :2], slope(value, x, lanes=2)[:, :2])


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_tied_weight: {OpCode.TIED_FORWARD, OpCode.TIED_BACKWARD_WEIGHT},
    check_tied_input: {OpCode.TIED_FORWARD, OpCode.TIED_BACKWARD_INPUT},
}
