"""Slow twins of tokens, positions and recurrent layers."""

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode, Register
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def _sequence(array: Array, n: Numbers) -> Array:
    """Return [rows, steps, ld]."""
    return array.reshape(-1, int(n["steps"]), int(n["ld"]))


def _sum_or_new(keep: float, before: Array, new: Array) -> Array:
    return before.reshape(new.shape) + new if keep else new


def sigma(z: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-z)))


def _runs(x: Arrays, n: Numbers) -> Array:
    """Return 1 where a lane's sequence still runs, else 0: [steps, ld]."""
    return (np.arange(int(n["steps"]))[:, None] < x["lengths"].reshape(1, -1)).astype(float)


def _before(states: Array) -> Array:
    """Return the states of the step before, 0 at the first."""
    return np.concatenate([np.zeros_like(states[:, :1]), states[:, :-1]], axis=1)


# --- tokens and positions ----------------------------------------------------------------------


def embedding_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    table = x["w"].reshape(int(n["vocabulary"]), int(n["units"]))
    tokens = x["tokens"].reshape(int(n["steps"]), int(n["ld"])).astype(int)
    return {"z": np.moveaxis(table[tokens], 2, 0)}


def embedding_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    tokens = x["tokens"].reshape(int(n["steps"]), int(n["ld"])).astype(int)
    dz, dw = _sequence(x["dz"], n), np.zeros((int(n["vocabulary"]), int(n["units"])))
    for step in range(int(n["steps"])):
        for lane in range(int(registers[Register.COUNT])):
            dw[tokens[step, lane]] += dz[:, step, lane]
    return {"dw": _sum_or_new(n["accumulate"], x["dw"], dw)}


def position_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": _sequence(x["x"], n) + x["w"].reshape(int(n["units"]), int(n["steps"]), 1)}


def position_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dw": _sum_or_new(n["accumulate"], x["dw"], _sequence(x["dz"], n).sum(axis=2))}


def select_last_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    last = x["lengths"].ravel().astype(int) - 1
    return {"a": _sequence(x["x"], n)[:, last, np.arange(int(n["ld"]))]}


def select_last_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    dx = np.zeros((int(n["units"]), int(n["steps"]), int(n["ld"])))
    last = x["lengths"].ravel().astype(int) - 1
    dx[:, last, np.arange(int(n["ld"]))] = x["da"].reshape(int(n["units"]), -1)
    return {"dx": dx}


# --- recurrent layers, forward -----------------------------------------------------------------


def _w(x: Arrays, n: Numbers) -> Array:
    return x["w"].reshape(-1, int(n["units"]))


def rnn_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    gx, w, runs = _sequence(x["gx"], n), _w(x, n), _runs(x, n)
    state, h = np.zeros_like(gx[:, 0]), np.zeros_like(gx)
    for t, here in enumerate(runs):
        state = np.where(here, np.tanh(gx[:, t] + w @ state), state)
        h[:, t] = state * here
    return {"h": h}


def lstm_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    gx, w, runs = _sequence(x["gx"], n), _w(x, n), _runs(x, n)
    gates = np.zeros_like(gx)
    c, h = np.zeros((2, int(n["units"]), *gx.shape[1:]))
    cell, state = np.zeros((2, int(n["units"]), int(n["ld"])))
    for t, here in enumerate(runs):
        i, f, g, o = np.split(gx[:, t] + w @ state, 4)
        i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
        cell = np.where(here, f * cell + i * g, cell)
        state = np.where(here, o * np.tanh(cell), state)
        gates[:, t] = np.concatenate([i, f, g, o]) * here
        c[:, t], h[:, t] = cell, state * here
    return {"gates": gates, "c": c, "h": h}


def gru_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    gx, w, runs = _sequence(x["gx"], n), _w(x, n), _runs(x, n)
    gates, state = np.zeros_like(gx), np.zeros((int(n["units"]), int(n["ld"])))
    q, h = np.zeros((2, int(n["units"]), *gx.shape[1:]))
    for t, here in enumerate(runs):
        (from_r, from_z, from_n), sums = np.split(gx[:, t], 3), np.split(w @ state, 3)
        r, z = sigma(from_r + sums[0]), sigma(from_z + sums[1])
        inner = sums[2] + x["b"].reshape(-1, 1)
        candidate = np.tanh(from_n + r * inner)
        state = np.where(here, (1 - z) * candidate + z * state, state)
        gates[:, t] = np.concatenate([r, z, candidate]) * here
        q[:, t], h[:, t] = inner * here, state * here
    return {"gates": gates, "q": q, "h": h}


# --- recurrent layers, backward ----------------------------------------------------------------


def rnn_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    h, dh, w, runs = _sequence(x["h"], n), _sequence(x["dh"], n), _w(x, n), _runs(x, n)
    dgx, carried = np.zeros_like(h), np.zeros_like(h[:, 0])
    for t in reversed(range(len(runs))):
        dgx[:, t] = (dh[:, t] * runs[t] + carried) * (1 - h[:, t] ** 2)
        carried = w.T @ dgx[:, t]
    return {"dgx": dgx}


def lstm_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    gates, c, dh = (_sequence(x[name], n) for name in ("gates", "c", "dh"))
    w, runs, earlier = _w(x, n), _runs(x, n), _before(c)
    dgx, carried, dc = np.zeros_like(gates), np.zeros_like(c[:, 0]), np.zeros_like(c[:, 0])
    for t in reversed(range(len(runs))):
        i, f, g, o = np.split(gates[:, t], 4)
        blame = dh[:, t] * runs[t] + carried
        dc = dc + blame * o * (1 - np.tanh(c[:, t]) ** 2)
        of_i, of_f = dc * g * i * (1 - i), dc * earlier[:, t] * f * (1 - f)
        of_g, of_o = dc * i * (1 - g**2), blame * np.tanh(c[:, t]) * o * (1 - o)
        dgx[:, t] = np.concatenate([of_i, of_f, of_g, of_o])
        carried, dc = w.T @ dgx[:, t], dc * f
    return {"dgx": dgx}


def gru_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    gates, q, h, dh = (_sequence(x[name], n) for name in ("gates", "q", "h", "dh"))
    w, runs, earlier = _w(x, n), _runs(x, n), _before(h)
    dgx, dq, carried = np.zeros_like(gates), np.zeros_like(q), np.zeros_like(q[:, 0])
    for t in reversed(range(len(runs))):
        r, z, candidate = np.split(gates[:, t], 3)
        blame = dh[:, t] * runs[t] + carried
        of_n = blame * (1 - z) * (1 - candidate**2)
        of_r = of_n * q[:, t] * r * (1 - r)
        of_z = blame * (earlier[:, t] - candidate) * z * (1 - z)
        dgx[:, t], dq[:, t] = np.concatenate([of_r, of_z, of_n]), of_n * r
        carried = w.T @ np.concatenate([of_r, of_z, dq[:, t]]) + blame * z
    return {"dgx": dgx, "dq": dq}


def recurrent_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    dw = np.einsum("atl,btl->ab", _sequence(x["dz"], n), _before(_sequence(x["h"], n)))
    return {"dw": _sum_or_new(n["accumulate"], x["dw"], dw)}


def recurrent_backward_bias(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    db = _sequence(x["dz"], n).sum(axis=(1, 2))
    return {"db": _sum_or_new(n["accumulate"], x["db"], db)}


# --- what they are tried with ------------------------------------------------------------------


def draw_sizes(data: st.DataObject) -> dict[str, float]:
    """Short sequences: through many steps blame would grow beyond all measure."""
    units = st.one_of(st.integers(1, 9), st.sampled_from([15, 16, 17, 32, 37, 64]))
    return {
        "units": data.draw(units, "units"),
        "steps": data.draw(st.integers(1, 6), "steps"),
        "ld": data.draw(st.sampled_from([16, 32, 48]), "ld"),
        "vocabulary": data.draw(st.integers(1, 9), "vocabulary"),
        "rows": data.draw(units, "rows"),
        "accumulate": data.draw(st.integers(0, 1), "accumulate"),
    }


def draw_lengths(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    """Lengths and tokens are whole numbers, gates lie between 0 and 1, weights are moderate."""
    steps, units = int(n["steps"]), int(n["units"])
    if "lengths" in arrays:
        arrays["lengths"] = random.integers(1, steps + 1, arrays["lengths"].shape).astype(float)
    if "tokens" in arrays:
        last = int(n["vocabulary"])
        arrays["tokens"] = random.integers(0, last, arrays["tokens"].shape).astype(float)
    if "gates" in arrays:
        arrays["gates"] = sigma(arrays["gates"]).astype(np.float32).astype(float)
    if "w" in arrays:
        arrays["w"] = (arrays["w"] / units**0.5).astype(np.float32).astype(float)


_HERE = globals()

TWINS: dict[OpCode, Twin] = {code: _HERE[code.name.lower()] for code in OpCode if 160 <= code < 190}

NUMBERS: dict[OpCode, DrawNumbers] = dict.fromkeys(TWINS, draw_sizes)

ARRAYS: dict[OpCode, DrawArrays] = dict.fromkeys(TWINS, draw_lengths)
