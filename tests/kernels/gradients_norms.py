"""Norms, directions and products backward against central differences of their forward twins."""

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


def check_layer_norm(lanes: int) -> None:
    width = max(lanes, 16)
    n = {"units": 4, "lanes": width, "accumulate": 0}
    x, da, w, b = drawn(4, width), drawn(4, width, seed=1), 1 + drawn(4), drawn(4, seed=1)
    arrays: dict[str, Any] = {"x": x, "w": w, "b": b, "da": da}

    def value(x: Array, w: Array, b: Array) -> float:
        changed = {"x": x, "w": w, "b": b}
        out = TWINS[OpCode.LAYER_NORM_FORWARD](changed, n, registers_for())["a"]
        return float((out * da).sum())

    arrays |= run_row(OpCode.LAYER_NORM_FORWARD, arrays, n, registers_for())
    got = run_row(OpCode.LAYER_NORM_BACKWARD, arrays, n, registers_for())
    close(got["dx"], slope(lambda x: value(x, w, b), x))
    close(got["dw"], slope(lambda w: value(x, w, b), w))
    close(got["db"], slope(lambda b: value(x, w, b), b))


def check_noise(lanes: int) -> None:
    """Noise does not depend on what it is added to: the way back is a copy."""
    n = {"units": 3, "ld": lanes, "key": 5, "deviation": 0.4, "size": 3 * lanes}
    x, da, order = drawn(3, lanes), drawn(3, lanes, seed=1), np.arange(float(lanes))

    def value(x: Array) -> float:
        arrays = {"x": x, "order": order}
        return float((TWINS[OpCode.NOISE_FORWARD](arrays, n, registers_for())["a"] * da).sum())

    got = run_row(OpCode.COPY, {"source": da.ravel()}, n, registers_for())
    close(got["result"], slope(value, x))


def check_normalise(lanes: int) -> None:
    width = max(lanes, 16)
    n = {"units": 3, "lanes": width, "accumulate": 0}
    x, da = drawn(3, width), drawn(3, width, seed=1)

    def value(x: Array) -> float:
        out = TWINS[OpCode.NORMALISE_FORWARD]({"x": x}, n, registers_for())["a"]
        return float((out * da).sum())

    found = run_row(OpCode.NORMALISE_FORWARD, {"x": x}, n, registers_for())
    got = run_row(OpCode.NORMALISE_BACKWARD, {"da": da, **found}, n, registers_for())
    close(got["dx"], slope(value, x))


def check_cosine(lanes: int) -> None:
    width = max(lanes, 16)
    n = {"n_in": 5, "n_out": 3, "lanes": width, "accumulate": 0}
    x, w, da = drawn(5, width), drawn(3, 5), drawn(3, width, seed=1)

    def value(x: Array, w: Array) -> float:
        out = TWINS[OpCode.COSINE_FORWARD]({"x": x, "w": w}, n, registers_for())["a"]
        return float((out * da).sum())

    arrays: dict[str, Any] = {"x": x, "w": w, "da": da}
    arrays |= run_row(OpCode.COSINE_FORWARD, arrays, n, registers_for())
    got = run_row(OpCode.COSINE_BACKWARD_WEIGHT, arrays, n, registers_for())
    close(got["dw"], slope(lambda w: value(x, w), w))
    got = run_row(OpCode.COSINE_BACKWARD_INPUT, arrays, n, registers_for())
    close(got["dx"], slope(lambda x: value(x, w), x))


def check_multiply(lanes: int) -> None:
    n = {"size": 3 * lanes, "accumulate": 0}
    x, y, da = drawn(3 * lanes), drawn(3 * lanes, seed=1), drawn(3 * lanes, seed=2)

    def value(x: Array) -> float:
        out = TWINS[OpCode.MULTIPLY_FORWARD]({"x": x, "y": y}, n, registers_for())["a"]
        return float((out * da).sum())

    got = run_row(OpCode.MULTIPLY_BACKWARD, {"y": y, "da": da}, n, registers_for())
    close(got["dx"], slope(value, x))


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_batch_norm: {OpCode.BATCH_NORM_FORWARD, OpCode.BATCH_NORM_BACKWARD},
    check_batch_norm_inference: {
        OpCode.BATCH_NORM_INFERENCE_FORWARD,
        OpCode.BATCH_NORM_INFERENCE_BACKWARD,
    },
    check_layer_norm: {OpCode.LAYER_NORM_FORWARD, OpCode.LAYER_NORM_BACKWARD},
    check_noise: {OpCode.NOISE_FORWARD},
    check_normalise: {OpCode.NORMALISE_FORWARD, OpCode.NORMALISE_BACKWARD},
    check_cosine: {
        OpCode.COSINE_FORWARD,
        OpCode.COSINE_BACKWARD_WEIGHT,
        OpCode.COSINE_BACKWARD_INPUT,
    },
    check_multiply: {OpCode.MULTIPLY_FORWARD, OpCode.MULTIPLY_BACKWARD},
}
