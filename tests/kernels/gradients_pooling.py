"""Pooling backward against central differences of its forward twin."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS

_WINDOWS = (
    # height, width, out_h, out_w, window_h, window_w, stride_h, stride_w, top, left
    (4, 4, 2, 2, 2, 2, 2, 2, 0, 0),
    (5, 4, 3, 4, 3, 2, 2, 1, 1, 0),
)


def _sizes(windows: tuple[int, ...], lanes: int) -> dict[str, float]:
    names = ("height", "width", "out_h", "out_w", "window_h", "window_w", "stride_h", "stride_w")
    sizes = dict(zip((*names, "top", "left"), windows, strict=True))
    return {"channels": 2, "ld": max(lanes, 16), "accumulate": 0, **sizes}


def _check_pool(forward: OpCode, backward: OpCode, lanes: int) -> None:
    for windows in _WINDOWS:
        n = _sizes(windows, lanes)
        channels, ld = int(n["channels"]), int(n["ld"])
        # All different, so that a small step changes no winner.
        size = channels * int(n["height"] * n["width"]) * ld
        x = np.random.default_rng(1).permutation(size).reshape(-1, ld) / 16.0
        da = drawn(channels * int(n["out_h"] * n["out_w"]), ld, seed=1)

        def value(x: Array, n: dict[str, float] = n, da: Array = da) -> float:
            a = TWINS[forward]({"x": x}, n, registers_for())["a"]
            return float((a.reshape(da.shape) * da).sum())

        a = run_row(forward, {"x": x}, n, registers_for())["a"]
        got = run_row(backward, {"x": x, "a": a, "da": da}, n, registers_for())
        close(got["dx"][:, :2], slope(value, x, lanes=2)[:, :2])


def check_max_pool(lanes: int) -> None:
    _check_pool(OpCode.MAX_POOL_FORWARD, OpCode.MAX_POOL_BACKWARD, lanes)


def check_average_pool(lanes: int) -> None:
    _check_pool(OpCode.AVERAGE_POOL_FORWARD, OpCode.AVERAGE_POOL_BACKWARD, lanes)


def check_global_average_pool(lanes: int) -> None:
    n = {"units": 2, "positions": 4, "ld": max(lanes, 16), "accumulate": 0}
    x, da = drawn(2, 4, n["ld"]), drawn(2, n["ld"], seed=1)
    lengths = np.asarray(1 + np.arange(n["ld"]) % 4, np.float64)
    forward = OpCode.GLOBAL_AVERAGE_POOL_FORWARD

    def value(x: Array) -> float:
        a = TWINS[forward]({"x": x, "lengths": lengths}, n, registers_for())["a"]
        return float((a * da).sum())

    arrays = {"lengths": lengths, "da": da}
    got = run_row(OpCode.GLOBAL_AVERAGE_POOL_BACKWARD, arrays, n, registers_for())
    close(got["dx"], slope(value, x))


def check_softmax_positions(lanes: int) -> None:
    n = {"units": 2, "positions": 4, "ld": max(lanes, 16)}
    z, da = drawn(2, 4, n["ld"]), drawn(2, 4, n["ld"], seed=1)
    lengths = np.asarray(1 + np.arange(n["ld"]) % 4, np.float64)
    forward = OpCode.SOFTMAX_POSITIONS_FORWARD

    def value(z: Array) -> float:
        a = TWINS[forward]({"z": z, "lengths": lengths}, n, registers_for())["a"]
        return float((a * da).sum())

    a = run_row(forward, {"z": z, "lengths": lengths}, n, registers_for())["a"]
    got = run_row(OpCode.SOFTMAX_POSITIONS_BACKWARD, {"a": a, "da": da}, n, registers_for())
    close(got["dz"], slope(value, z))


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_max_pool: {OpCode.MAX_POOL_FORWARD, OpCode.MAX_POOL_BACKWARD},
    check_average_pool: {OpCode.AVERAGE_POOL_FORWARD, OpCode.AVERAGE_POOL_BACKWARD},
    check_global_average_pool: {
        OpCode.GLOBAL_AVERAGE_POOL_FORWARD,
        OpCode.GLOBAL_AVERAGE_POOL_BACKWARD,
    },
    check_softmax_positions: {
        OpCode.SOFTMAX_POSITIONS_FORWARD,
        OpCode.SOFTMAX_POSITIONS_BACKWARD,
    },
}
