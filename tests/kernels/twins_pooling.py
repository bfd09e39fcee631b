"""Slow twins of pooling."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from tests.kernels.families import Array, Arrays, DrawNumbers, Mask, Numbers, Twin


def _pictures(array: Array, n: Numbers) -> Array:
    return array.reshape(int(n["channels"]), int(n["height"]), int(n["width"]), int(n["ld"]))


def _results(array: Array, n: Numbers) -> Array:
    return array.reshape(int(n["channels"]), int(n["out_h"]), int(n["out_w"]), int(n["ld"]))


def _windows(n: Numbers) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Yield every window with the places of the picture in it, in reading order."""
    m = {name: int(value) for name, value in n.items()}
    for i in range(m["out_h"]):
        for j in range(m["out_w"]):
            rows = range(m["window_h"])
            columns = range(m["window_w"])
            places = [
                (i * m["stride_h"] - m["top"] + row, j * m["stride_w"] - m["left"] + column)
                for row in rows
                for column in columns
            ]
            yield i, j, [(y, x) for y, x in places if 0 <= y < m["height"] and 0 <= x < m["width"]]


def max_pool_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    pictures = _pictures(x["x"], n)
    a = np.zeros((int(n["channels"]), int(n["out_h"]), int(n["out_w"]), int(n["ld"])))
    for i, j, places in _windows(n):
        a[:, i, j] = np.max([pictures[:, y, x_] for y, x_ in places], axis=0)
    return {"a": a}


def max_pool_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    pictures, da = _pictures(x["x"], n), _results(x["da"], n)
    dx = _pictures(x["dx"], n).copy() if n["accumulate"] else np.zeros_like(pictures)
    channels, lanes = np.indices((len(pictures), pictures.shape[-1]))
    for i, j, places in _windows(n):
        first = np.argmax([pictures[:, y, x_] for y, x_ in places], axis=0)
        y, x_ = np.array(places).T[:, first]
        dx[channels, y, x_, lanes] += da[:, i, j]
    return {"dx": dx}


def average_pool_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    pictures = _pictures(x["x"], n)
    a = np.zeros((int(n["channels"]), int(n["out_h"]), int(n["out_w"]), int(n["ld"])))
    for i, j, places in _windows(n):
        a[:, i, j] = np.mean([pictures[:, y, x_] for y, x_ in places], axis=0)
    return {"a": a}


def average_pool_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    da, before = _results(x["da"], n), _pictures(x["dx"], n)
    dx = before.copy() if n["accumulate"] else np.zeros_like(before)
    for i, j, places in _windows(n):
        for y, x_ in places:
            dx[:, y, x_] += da[:, i, j] / len(places)
    return {"dx": dx}


def sequences(array: Array, n: Numbers) -> Array:
    """As [units, positions, ld]."""
    return array.reshape(int(n["units"]), int(n["positions"]), -1)


def counts(x: Arrays, n: Numbers) -> Mask:
    """Return where a position counts, bool [1, positions, ld]."""
    numbers = np.arange(int(n["positions"]))[None, :, None]
    return np.asarray(numbers < x["lengths"].reshape(1, 1, -1))


def global_average_pool_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": sequences(x["x"], n).mean(axis=1, where=counts(x, n))}


def global_average_pool_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    da = sequences(x["da"], {**n, "positions": 1})
    new = np.where(counts(x, n), da / x["lengths"].reshape(1, 1, -1), 0.0)
    return {"dx": sequences(x["dx"], n) + new if n["accumulate"] else new}


def softmax_positions_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    z = np.where(counts(x, n), sequences(x["z"], n), -np.inf)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return {"a": e / e.sum(axis=1, keepdims=True)}


def softmax_positions_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    a, da = (sequences(x[name], n) for name in ("a", "da"))
    return {"dz": a * (da - (a * da).sum(axis=1, keepdims=True))}


def some_lengths(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    lengths = random.integers(1, int(n["positions"]) + 1, int(n["ld"]))
    arrays["lengths"] = lengths.astype(float)


def _axis(data: st.DataObject, name: str) -> tuple[int, int, int, int, int]:
    """Draw (size, results, window, stride, padding before) of one axis; pairs often."""
    if data.draw(st.booleans(), f"pairs along {name}"):
        size = data.draw(st.integers(2, 7), f"size {name}")
        return size, size // 2, 2, 2, 0
    size = data.draw(st.integers(1, 7), f"size {name}")
    window = data.draw(st.integers(1, 4), f"window {name}")
    stride = data.draw(st.integers(1, 3), f"stride {name}")
    before = data.draw(st.integers(0, window - 1), f"before {name}")
    # The last window begins inside; how much of it lies behind the picture follows.
    most = (size - 1 + before) // stride + 1
    return size, data.draw(st.integers(1, most), f"out {name}"), window, stride, before


def draw_windows(data: st.DataObject) -> dict[str, float]:
    height, out_h, window_h, stride_h, top = _axis(data, "h")
    width, out_w, window_w, stride_w, left = _axis(data, "w")
    return {
        "channels": data.draw(st.integers(1, 3), "channels"),
        "height": height, "width": width, "out_h": out_h, "out_w": out_w,
        "window_h": window_h, "window_w": window_w, "stride_h": stride_h, "stride_w": stride_w,
        "top": top, "left": left,
        "ld": data.draw(st.sampled_from([16, 32, 48]), "ld"),
        "accumulate": data.draw(st.integers(0, 1), "accumulate"),
    }  # fmt: skip


def some_ties(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    """Whole numbers: many places of a window are equal."""
    arrays["x"] = np.round(arrays["x"])
    arrays["a"] = max_pool_forward(arrays, n, arrays["x"])["a"]


TWINS: dict[OpCode, Twin] = {
    OpCode.MAX_POOL_FORWARD: max_pool_forward,
    OpCode.MAX_POOL_BACKWARD: max_pool_backward,
    OpCode.AVERAGE_POOL_FORWARD: average_pool_forward,
    OpCode.AVERAGE_POOL_BACKWARD: average_pool_backward,
    OpCode.GLOBAL_AVERAGE_POOL_FORWARD: global_average_pool_forward,
    OpCode.GLOBAL_AVERAGE_POOL_BACKWARD: global_average_pool_backward,
    OpCode.SOFTMAX_POSITIONS_FORWARD: softmax_positions_forward,
    OpCode.SOFTMAX_POSITIONS_BACKWARD: softmax_positions_backward,
}

NUMBERS: dict[OpCode, DrawNumbers] = {
    OpCode.MAX_POOL_FORWARD: draw_windows,
    OpCode.MAX_POOL_BACKWARD: draw_windows,
    OpCode.AVERAGE_POOL_FORWARD: draw_windows,
    OpCode.AVERAGE_POOL_BACKWARD: draw_windows,
}

ARRAYS = {
    OpCode.MAX_POOL_BACKWARD: some_ties,
    OpCode.GLOBAL_AVERAGE_POOL_FORWARD: some_lengths,
    OpCode.GLOBAL_AVERAGE_POOL_BACKWARD: some_lengths,
    OpCode.SOFTMAX_POSITIONS_FORWARD: some_lengths,
}
