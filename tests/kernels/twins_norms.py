"""Slow twins of norms and noise."""

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode, Register
from tests.kernels.families import Array, Arrays, DrawNumbers, Mask, Numbers, Twin
from tests.kernels.twins_pooling import counts, sequences, some_lengths

EPSILON = 1e-5


def column(vector: Array) -> Array:
    """One number a unit, as [units, 1, 1]."""
    return vector.reshape(-1, 1, 1)


def valid(x: Arrays, n: Numbers, registers: Array) -> Mask:
    """Return which numbers count in a batch, bool [1, positions, ld]."""
    present = np.arange(int(n["ld"])) < registers[Register.COUNT]
    return np.asarray(counts(x, n) & present[None, None, :])


def _batch_moments(x: Arrays, n: Numbers, registers: Array) -> tuple[Array, Array]:
    values, where = sequences(x["x"], n), valid(x, n, registers)
    return values.mean(axis=(1, 2), where=where), values.var(axis=(1, 2), where=where)


def batch_norm_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    mean, variance = _batch_moments(x, n, registers)
    normal = (sequences(x["x"], n) - column(mean)) / np.sqrt(column(variance) + EPSILON)
    a = column(x["w"]) * normal + column(x["b"])
    return {"mean": mean, "variance": variance, "a": a}


def batch_norm_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    where = valid(x, n, registers)
    da = np.where(where, sequences(x["da"], n), 0.0)
    inverse = 1 / np.sqrt(column(x["variance"]) + EPSILON)
    normal = np.where(where, (sequences(x["x"], n) - column(x["mean"])) * inverse, 0.0)
    dw, db = (da * normal).sum(axis=(1, 2)), da.sum(axis=(1, 2))
    size = where.sum()
    dx = column(x["w"]) * inverse * (da - column(db) / size - normal * column(dw) / size)
    if n["accumulate"]:
        dw, db = dw + x["dw"].ravel(), db + x["db"].ravel()
    return {"dx": np.where(where, dx, 0.0), "dw": dw, "db": db}


def batch_norm_inference_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    inverse = 1 / np.sqrt(x["variance"].reshape(-1, 1) + EPSILON)
    values = x["x"].reshape(int(n["units"]), -1)
    normal = (values - x["mean"].reshape(-1, 1)) * inverse
    return {"a": x["w"].reshape(-1, 1) * normal + x["b"].reshape(-1, 1)}


def batch_norm_inference_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    inverse = 1 / np.sqrt(x["variance"].reshape(-1, 1) + EPSILON)
    values, da = (x[name].reshape(int(n["units"]), -1) for name in ("x", "da"))
    normal = (values - x["mean"].reshape(-1, 1)) * inverse
    keep = n["accumulate"]
    return {
        "dx": da * x["w"].reshape(-1, 1) * inverse,
        "dw": (da * normal).sum(axis=1) + (x["dw"].ravel() if keep else 0.0),
        "db": da.sum(axis=1) + (x["db"].ravel() if keep else 0.0),
    }


def batch_norm_statistics(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, part = valid(x, n, registers).sum(), n["momentum"]
    variance = x["running_variance"]
    if size > 1:
        variance = (1 - part) * variance + part * x["variance"] * size / (size - 1)
    return {
        "running_mean": (1 - part) * x["running_mean"] + part * x["mean"],
        "running_variance": variance,
    }


def draw_sequences(data: st.DataObject) -> dict[str, float]:
    positions = st.one_of(st.integers(1, 9), st.sampled_from([300, 513]))
    return {
        "units": data.draw(st.integers(1, 5), "units"),
        "positions": data.draw(positions, "positions"),
        "ld": data.draw(st.sampled_from([16, 32, 48]), "ld"),
        "accumulate": data.draw(st.integers(0, 1), "accumulate"),
        "momentum": data.draw(st.sampled_from([0.1, 1.0]), "momentum"),
    }


def a_batch(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    """Lengths, numbers that lie away from 0, and what the forward operation has found."""
    some_lengths(random, n, arrays)
    for name in ("variance", "running_variance"):
        if name in arrays:
            arrays[name] **= 2
    if "x" in arrays:
        arrays["x"] += np.float32(random.normal(0, 3))


def positive_variance(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    arrays["variance"] **= 2


TWINS: dict[OpCode, Twin] = {
    OpCode.BATCH_NORM_FORWARD: batch_norm_forward,
    OpCode.BATCH_NORM_BACKWARD: batch_norm_backward,
    OpCode.BATCH_NORM_INFERENCE_FORWARD: batch_norm_inference_forward,
    OpCode.BATCH_NORM_INFERENCE_BACKWARD: batch_norm_inference_backward,
    OpCode.BATCH_NORM_STATISTICS: batch_norm_statistics,
}

NUMBERS: dict[OpCode, DrawNumbers] = {
    OpCode.BATCH_NORM_FORWARD: draw_sequences,
    OpCode.BATCH_NORM_BACKWARD: draw_sequences,
    OpCode.BATCH_NORM_STATISTICS: draw_sequences,
}

ARRAYS = {
    OpCode.BATCH_NORM_FORWARD: a_batch,
    OpCode.BATCH_NORM_BACKWARD: a_batch,
    OpCode.BATCH_NORM_STATISTICS: a_batch,
    OpCode.BATCH_NORM_INFERENCE_FORWARD: positive_variance,
    OpCode.BATCH_NORM_INFERENCE_BACKWARD: positive_variance,
}
