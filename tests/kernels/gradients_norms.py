"""Norms backward against central differences of their forward twins."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS


def check_batch_norm(lanes: int) -> None:
    """Two positions of some examples count, one of the others; the last lanes are padding."""
    ld = 16 * (-(-lanes // 16))
    n = {"units": 2, "positions": 2, "ld": ld, "accumulate": 0}
    registers = registers_for(ld - 5)
    x, da, w, b = drawn(2, 2, ld), drawn(2, 2, ld, seed=1), 1 + drawn(2), drawn(2, seed=1)
    lengths = 1.0 + np.arange(ld) % 2
    da[:, 1, lengths == 1] = 0.0
    da[:, :, ld - 5 :] = 0.0

    def value(x: Array, w: Array, b: Array) -> float:
        arrays: dict[str, Any] = {"x": x, "w": w, "b": b, "lengths": lengths}
        out = TWINS[OpCode.BATCH_NORM_FORWARD](arrays, n, registers)["a"]
        return float((out * da).sum())

    arrays: dict[str, Any] = {"x": x, "w": w, "b": b, "lengths": lengths, "da": da}
    found = run_row(OpCode.BATCH_NORM_FORWARD, arrays, n, registers)
    both = {**arrays, "mean": found["mean"], "variance": found["variance"]}
    got = run_row(OpCode.BATCH_NORM_BACKWARD, both, n, registers)
    close(got["dx"], slope(lambda x: value(x, w, b), x))
    close(got["dw"], slope(lambda w: value(x, w, b), w))
    close(got["db"], slope(lambda b: value(x, w, b), b))


def check_batch_norm_inference(lanes: int) -> None:
    width = max(lanes, 16)
    n = {"units": 3, "lanes": width, "accumulate": 0}
    x, da, w, b = drawn(3, width), drawn(3, width, seed=1), 1 + drawn(3), drawn(3, seed=1)
    arrays = {"x": x, "w": w, "b": b, "da": da, "mean": drawn(3, seed=2), "variance": np.ones(3)}

    def value(x: Array, w: Array, b: Array) -> float:
        changed = {**arrays, "x": x, "w": w, "b": b}
        out = TWINS[OpCode.BATCH_NORM_INFERENCE_FORWARD](changed, n, registers_for())["a"]
        return float((out * da).sum())

    got = run_row(OpCode.BATCH_NORM_INFERENCE_BACKWARD, arrays, n, registers_for())
    close(got["dx"], slope(lambda x: value(x, w, b), x))
    close(got["dw"], slope(lambda w: value(x, w, b), w))
    close(got["db"], slope(lambda b: value(x, w, b), b))


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_batch_norm: {OpCode.BATCH_NORM_FORWARD, OpCode.BATCH_NORM_BACKWARD},
    check_batch_norm_inference: {
        OpCode.BATCH_NORM_INFERENCE_FORWARD,
        OpCode.BATCH_NORM_INFERENCE_BACKWARD,
    },
}
