"""Slow twins of norms and noise."""

import numpy as np
from hypothesis import strategies as st

from playground.data.random import bits
from playground.kernels.optable import OpCode, Register
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Mask, Numbers, Twin
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


def _units(array: Array, n: Numbers) -> Array:
    return array.reshape(int(n["units"]), -1)


def layer_norm_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    values = _units(x["x"], n)
    mean, inverse = values.mean(axis=0), 1 / np.sqrt(values.var(axis=0) + EPSILON)
    a = x["w"].reshape(-1, 1) * (values - mean) * inverse + x["b"].reshape(-1, 1)
    return {"mean": mean, "inverse": inverse, "a": a}


def layer_norm_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    da, inverse = _units(x["da"], n), x["inverse"].ravel()
    normal = (_units(x["x"], n) - x["mean"].ravel()) * inverse
    blame = da * x["w"].reshape(-1, 1)
    keep = n["accumulate"]
    return {
        "dx": inverse * (blame - blame.mean(axis=0) - normal * (blame * normal).mean(axis=0)),
        "dw": (da * normal).sum(axis=1) + (x["dw"].ravel() if keep else 0.0),
        "db": da.sum(axis=1) + (x["db"].ravel() if keep else 0.0),
    }


def noise_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    count, cursor = int(registers[Register.COUNT]), int(registers[Register.CURSOR])
    lanes = [cursor + (lane if lane < count else 0) for lane in range(int(n["ld"]))]
    examples = x["order"].astype(np.uint64)[lanes]
    units = np.arange(int(n["units"]), dtype=np.uint64)[:, None]
    numbers = bits(int(n["key"]), int(registers[Register.STEP]), examples, units)
    high = (numbers >> np.uint64(40)).astype(float)
    low = ((numbers >> np.uint64(16)) & np.uint64(2**24 - 1)).astype(float)
    normal = np.sqrt(-2 * np.log((high + 1) / 2**24)) * np.cos(2 * np.pi * low / 2**24)
    return {"a": x["x"].reshape(normal.shape) + n["deviation"] * normal}


def normalise_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    values = _units(x["x"], n)
    inverse = 1 / np.sqrt((values**2).sum(axis=0) + 1e-12)
    return {"inverse": inverse, "a": values * inverse}


def normalise_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    a, da = _units(x["a"], n), _units(x["da"], n)
    new = (da - a * (a * da).sum(axis=0)) * x["inverse"].ravel()
    return {"dx": _units(x["dx"], n) + new if n["accumulate"] else new}


def cosine_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    w, values = x["w"], x["x"].reshape(int(n["n_in"]), -1)
    w_inverse = 1 / np.sqrt((w**2).sum(axis=1) + 1e-12)
    x_inverse = 1 / np.sqrt((values**2).sum(axis=0) + 1e-12)
    a = (w @ values) * w_inverse[:, None] * x_inverse
    return {"w_inverse": w_inverse, "x_inverse": x_inverse, "a": a}


def _cosine_blame(x: Arrays, n: Numbers) -> tuple[Array, Array]:
    """Return ∂L/∂a/(|w|·|x|) and a·∂L/∂a, both [n_out, lanes]."""
    a, da = (x[name].reshape(int(n["n_out"]), -1) for name in ("a", "da"))
    return da * x["w_inverse"].reshape(-1, 1) * x["x_inverse"].ravel(), a * da


def cosine_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    g, along = _cosine_blame(x, n)
    inverse = x["w_inverse"].reshape(-1, 1)
    new = g @ x["x"].reshape(int(n["n_in"]), -1).T
    new -= x["w"] * along.sum(axis=1)[:, None] * inverse**2
    return {"g": g, "dw": x["dw"] + new if n["accumulate"] else new}


def cosine_backward_input(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    g, along = _cosine_blame(x, n)
    values = x["x"].reshape(int(n["n_in"]), -1)
    new = x["w"].T @ g - values * along.sum(axis=0) * x["x_inverse"].ravel() ** 2
    return {"g": g, "dx": x["dx"].reshape(new.shape) + new if n["accumulate"] else new}


def draw_sequences(data: st.DataObject) -> dict[str, float]:
    positions = st.one_of(st.integers(1, 9), st.sampled_from([300, 513]))
    return {
        "units": data.draw(st.integers(1, 5), "units"),
        "positions": data.draw(positions, "positions"),
        "ld": data.draw(st.sampled_from([16, 32, 48]), "ld"),
        "accumulate": data.draw(st.integers(0, 1), "accumulate"),
        "momentum": data.draw(st.sampled_from([0.1, 1.0]), "momentum"),
    }


def draw_directions(data: st.DataObject) -> dict[str, float]:
    # Of a single input only the sign matters: all its blame is rounding.
    sizes = st.one_of(st.integers(2, 20), st.sampled_from([31, 48, 65]))
    return {
        "n_in": data.draw(sizes, "n_in"),
        "n_out": data.draw(st.one_of(st.integers(1, 20), st.sampled_from([33, 48])), "n_out"),
        "lanes": data.draw(st.sampled_from([16, 48, 64, 144]), "lanes"),
        "accumulate": data.draw(st.integers(0, 1), "accumulate"),
    }


def a_batch(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    """Lengths, numbers that lie away from 0, and what the forward operation has found."""
    some_lengths(random, n, arrays)
    for name in ("variance", "running_variance"):
        if name in arrays:
            arrays[name] **= 2
    if "x" in arrays:
        away = arrays["x"] + random.normal(0, 3)
        if "mean" in arrays:
            # Around another mean than their own, little would be left of large blames.
            units = arrays["x"].reshape(int(n["units"]), -1)
            middle, variance = arrays["mean"].reshape(-1, 1), arrays["variance"].reshape(-1, 1)
            away = (middle + units * np.sqrt(variance + EPSILON)).reshape(away.shape)
        arrays["x"] = away.astype(np.float32).astype(float)


def found_by(forward: Twin) -> DrawArrays:
    """What a forward operation leaves for the way back, as float32."""

    def fill(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
        # Short vectors make large numbers of rounding errors.
        for name in {"x", "w", "a"} & arrays.keys():
            longer = arrays[name] + np.copysign(0.5, arrays[name])
            arrays[name] = longer.astype(np.float32).astype(float)
        # Whatever numbers stand for what came out can as well be what came in.
        given = {"x": arrays["a"], "b": np.zeros(1)} if "a" in arrays else {"b": np.zeros(1)}
        for name, value in forward({**given, **arrays}, n, np.zeros(1)).items():
            arrays[name] = value.astype(np.float32).astype(float)
        if "inverse" in arrays:
            arrays["inverse"] = np.minimum(arrays["inverse"], 4.0)

    return fill


def positive_variance(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    arrays["variance"] **= 2


TWINS: dict[OpCode, Twin] = {
    OpCode.BATCH_NORM_FORWARD: batch_norm_forward,
    OpCode.BATCH_NORM_BACKWARD: batch_norm_backward,
    OpCode.BATCH_NORM_INFERENCE_FORWARD: batch_norm_inference_forward,
    OpCode.BATCH_NORM_INFERENCE_BACKWARD: batch_norm_inference_backward,
    OpCode.BATCH_NORM_STATISTICS: batch_norm_statistics,
    OpCode.LAYER_NORM_FORWARD: layer_norm_forward,
    OpCode.LAYER_NORM_BACKWARD: layer_norm_backward,
    OpCode.NOISE_FORWARD: noise_forward,
    OpCode.NORMALISE_FORWARD: normalise_forward,
    OpCode.NORMALISE_BACKWARD: normalise_backward,
    OpCode.COSINE_FORWARD: cosine_forward,
    OpCode.COSINE_BACKWARD_WEIGHT: cosine_backward_weight,
    OpCode.COSINE_BACKWARD_INPUT: cosine_backward_input,
}

NUMBERS: dict[OpCode, DrawNumbers] = {
    OpCode.BATCH_NORM_FORWARD: draw_sequences,
    OpCode.BATCH_NORM_BACKWARD: draw_sequences,
    OpCode.BATCH_NORM_STATISTICS: draw_sequences,
    OpCode.COSINE_FORWARD: draw_directions,
    OpCode.COSINE_BACKWARD_WEIGHT: draw_directions,
    OpCode.COSINE_BACKWARD_INPUT: draw_directions,
}

ARRAYS = {
    OpCode.BATCH_NORM_FORWARD: a_batch,
    OpCode.BATCH_NORM_BACKWARD: a_batch,
    OpCode.BATCH_NORM_STATISTICS: a_batch,
    OpCode.BATCH_NORM_INFERENCE_FORWARD: positive_variance,
    OpCode.BATCH_NORM_INFERENCE_BACKWARD: positive_variance,
    OpCode.LAYER_NORM_BACKWARD: found_by(layer_norm_forward),
    OpCode.NORMALISE_BACKWARD: found_by(normalise_forward),
    OpCode.COSINE_BACKWARD_WEIGHT: found_by(cosine_forward),
    OpCode.COSINE_BACKWARD_INPUT: found_by(cosine_forward),
}
