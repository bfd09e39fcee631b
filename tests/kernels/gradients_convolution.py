"""Convolution backward against central differences of its forward twin."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS

_NAMES = ("c_in", "height", "width", "c_out", "out_h", "out_w", "kernel_h", "kernel_w", "stride",
          "top", "left", "groups")  # fmt: skip
_PLAIN = (2, 4, 3, 3, 3, 2, 2, 2, 1, 0, 0, 1)
_PADDED = (2, 3, 4, 2, 3, 4, 3, 3, 1, 1, 1, 1)
_STRIDED = (1, 5, 4, 2, 2, 2, 3, 3, 2, 0, 1, 1)
_DEPTHWISE = (2, 3, 3, 4, 3, 3, 3, 3, 1, 1, 1, 2)
_LARGER_THAN_THE_PICTURE = (1, 2, 2, 1, 2, 2, 5, 4, 1, 2, 1, 1)
_POINTWISE = (3, 2, 2, 2, 2, 2, 1, 1, 1, 0, 0, 1)
_ENLARGED = (2, 2, 3, 2, 4, 5, 3, 2, 2, 1, 0, 1)
_ENLARGED_IN_GROUPS = (2, 2, 2, 4, 5, 5, 2, 2, 3, 0, 0, 2)


def _check(kind: str, sizes: tuple[int, ...], lanes: int) -> None:
    n: dict[str, float] = dict(zip(_NAMES, sizes, strict=True))
    n |= {"ld": max(lanes, 16), "accumulate": 0}
    ld = int(n["ld"])
    x = drawn(int(n["c_in"] * n["height"] * n["width"]), ld)
    w = drawn(int(n["c_out"] * n["c_in"] // n["groups"] * n["kernel_h"] * n["kernel_w"]), seed=1)
    b = drawn(int(n["c_out"]), seed=2)
    dz = drawn(int(n["c_out"] * n["out_h"] * n["out_w"]), ld, seed=3)

    def value(x: Array, w: Array, b: Array) -> float:
        arrays = {"x": x, "w": w, "b": b}
        z = TWINS[OpCode[f"{kind}_FORWARD"]](arrays, n, registers_for())["z"]
        return float((z.reshape(dz.shape) * dz).sum())

    arrays = {"x": x, "w": w, "b": b, "dz": dz}
    got = run_row(OpCode[f"{kind}_BACKWARD_WEIGHT"], arrays, n, registers_for())
    # The slope of one weight adds up hundreds of products, hence the digits.
    close(got["dw"] / np.float32(ld), slope(lambda w: value(x, w, b), w) / ld)
    close(got["db"] / np.float32(ld), slope(lambda b: value(x, w, b), b) / ld)
    got = run_row(OpCode[f"{kind}_BACKWARD_INPUT"], arrays, n, registers_for())
    close(got["dx"].reshape(x.shape)[:, :2], slope(lambda x: value(x, w, b), x, lanes=2)[:, :2])


def check_convolution(lanes: int) -> None:
    for sizes in (_PLAIN, _PADDED, _STRIDED, _DEPTHWISE, _LARGER_THAN_THE_PICTURE, _POINTWISE):
        _check("CONV", sizes, lanes)


def check_transposed_convolution(lanes: int) -> None:
    for sizes in (_ENLARGED, _ENLARGED_IN_GROUPS, _PADDED):
        _check("TRANSPOSED_CONV", sizes, lanes)


def check_upsampling(lanes: int) -> None:
    n = {"channels": 2, "height": 2, "width": 3, "factor": 2, "ld": max(lanes, 16), "accumulate": 0}
    x, da = drawn(12, n["ld"]), drawn(48, n["ld"], seed=1)

    def value(x: Array) -> float:
        a = TWINS[OpCode.UPSAMPLE_FORWARD]({"x": x}, n, registers_for())["a"]
        return float((a.reshape(da.shape) * da).sum())

    got = run_row(OpCode.UPSAMPLE_BACKWARD, {"da": da}, n, registers_for())
    close(got["dx"].reshape(x.shape)[:, :2], slope(value, x, lanes=2)[:, :2])


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_convolution: {
        OpCode.CONV_FORWARD,
        OpCode.CONV_BACKWARD_WEIGHT,
        OpCode.CONV_BACKWARD_INPUT,
    },
    check_transposed_convolution: {
        OpCode.TRANSPOSED_CONV_FORWARD,
        OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT,
        OpCode.TRANSPOSED_CONV_BACKWARD_INPUT,
    },
    check_upsampling: {OpCode.UPSAMPLE_FORWARD, OpCode.UPSAMPLE_BACKWARD},
}
