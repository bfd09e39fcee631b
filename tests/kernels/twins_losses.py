"""Slow twins of losses at every position of a sequence."""

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode, Register
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def token_ce_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    count, positions, ld = int(registers[Register.COUNT]), int(n["positions"]), int(n["ld"])
    z, a = (x[name].reshape(int(n["units"]), positions, ld) for name in ("z", "a"))
    y, lengths = x["y"].reshape(positions, ld), x["lengths"].ravel()
    counted = sum(int(lengths[lane]) for lane in range(count))
    dz, lanes, total = np.zeros_like(z), np.zeros(ld), 0.0
    for lane in range(count):
        length = int(lengths[lane])
        for place in range(length):
            right = int(y[place, lane])
            each = np.logaddexp.reduce(z[:, place, lane]) - z[right, place, lane]
            lanes[lane] += n["weight"] * each / length
            total += n["weight"] * each / counted
            blame = a[:, place, lane].copy()
            blame[right] -= 1
            dz[:, place, lane] = n["weight"] * blame / counted
    return {"dz": dz, "lanes": lanes, "loss": np.array([total])}


def softmax_over_units(z: Array, n: Numbers) -> Array:
    z = z.reshape(int(n["units"]), -1)
    powers = np.exp(z - z.max(axis=0))
    return np.asarray(powers / powers.sum(axis=0))


def draw_sizes(data: st.DataObject) -> dict[str, float]:
    return {
        "units": data.draw(st.sampled_from([1, 2, 3, 7, 33, 65]), "units"),
        "positions": data.draw(st.integers(1, 12), "positions"),
        "ld": data.draw(st.sampled_from([16, 32, 48]), "ld"),
        "weight": data.draw(st.sampled_from([1.0, 0.25]), "weight"),
    }


def tokens_that_fit(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    arrays["y"] = random.integers(0, int(n["units"]), arrays["y"].shape).astype(float)
    lengths = random.integers(1, int(n["positions"]) + 1, arrays["lengths"].shape)
    arrays["lengths"] = lengths.astype(float)
    a = softmax_over_units(arrays["z"], n)
    arrays["a"] = a.astype(np.float32).astype(float).reshape(arrays["z"].shape)


TWINS: dict[OpCode, Twin] = {OpCode.TOKEN_CE_LOSS: token_ce_loss}

NUMBERS: dict[OpCode, DrawNumbers] = {OpCode.TOKEN_CE_LOSS: draw_sizes}

ARRAYS: dict[OpCode, DrawArrays] = {OpCode.TOKEN_CE_LOSS: tokens_that_fit}
