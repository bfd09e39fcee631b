"""Slow twins of losses at every position of a sequence."""

from collections.abc import Callable

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


def _at_positions(
    code: OpCode, each: Callable[[Array, Array], Array], blame: Callable[[Array, Array], Array]
) -> Twin:
    """Return the twin of a loss of numbers: ``each`` and ``blame`` of (a or z, y), unit by unit."""
    on_logits = "LOGITS" in code.name

    def twin(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
        count, ld = int(registers[Register.COUNT]), int(n["ld"])
        units, positions = int(n["units"]), int(n["positions"])
        a, y = (x[name].reshape(units, positions, ld) for name in ("a", "y"))
        z = x["z"].reshape(a.shape) if on_logits else a
        lengths = x["lengths"].ravel()[:count].astype(int)
        gradient, lanes, total = np.zeros_like(a), np.zeros(ld), 0.0
        scale = n["weight"] / units
        for lane, length in enumerate(lengths):
            seen = (slice(None), slice(length), lane)
            lost = scale * each(z[seen], y[seen]).sum()
            lanes[lane] = lost / length
            total += lost / lengths.sum()
            gradient[seen] = scale * blame(a[seen], y[seen]) / lengths.sum()
        return {"dz" if on_logits else "da": gradient, "lanes": lanes, "loss": np.array([total])}

    return twin


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


def numbers_that_fit(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    lengths = random.integers(1, int(n["positions"]) + 1, arrays["lengths"].shape)
    arrays["lengths"] = lengths.astype(float)


def answers_that_fit(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    numbers_that_fit(random, n, arrays)
    arrays["y"] = random.random(arrays["y"].shape).astype(np.float32).astype(float)
    arrays["a"] = (1 / (1 + np.exp(-arrays["z"]))).astype(np.float32).astype(float)


OF_NUMBERS: dict[OpCode, Twin] = {
    code: _at_positions(code, each, blame)
    for code, each, blame in (
        (OpCode.MSE_POSITIONS_LOSS, lambda a, y: (a - y) ** 2, lambda a, y: 2 * (a - y)),
        (OpCode.MAE_POSITIONS_LOSS, lambda a, y: np.abs(a - y), lambda a, y: np.sign(a - y)),
        (
            OpCode.HUBER_POSITIONS_LOSS,
            lambda a, y: np.where(np.abs(a - y) <= 1, (a - y) ** 2 / 2, np.abs(a - y) - 0.5),
            lambda a, y: np.clip(a - y, -1, 1),
        ),
        (
            OpCode.BCE_LOGITS_POSITIONS_LOSS,
            lambda z, y: y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z),
            lambda a, y: a - y,
        ),
    )
}
"""Losses of plain numbers."""

TWINS: dict[OpCode, Twin] = {OpCode.TOKEN_CE_LOSS: token_ce_loss} | OF_NUMBERS

NUMBERS: dict[OpCode, DrawNumbers] = dict.fromkeys(TWINS, draw_sizes)

ARRAYS: dict[OpCode, DrawArrays] = {
    OpCode.TOKEN_CE_LOSS: tokens_that_fit,
    **dict.fromkeys(OF_NUMBERS, numbers_that_fit),
    OpCode.BCE_LOGITS_POSITIONS_LOSS: answers_that_fit,
}
