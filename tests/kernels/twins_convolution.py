"""Slow twins of convolution: zeros put around the picture, then every window by itself."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def _of(n: Numbers, *names: str) -> tuple[int, ...]:
    return tuple(int(n[name]) for name in names)


def _x(array: Array, n: Numbers) -> Array:
    return array.reshape(_of(n, "c_in", "height", "width", "ld"))


def _z(array: Array, n: Numbers) -> Array:
    return array.reshape(_of(n, "c_out", "out_h", "out_w", "ld"))


def _w(array: Array, n: Numbers) -> Array:
    c_in, c_out, groups = _of(n, "c_in", "c_out", "groups")
    return array.reshape(c_out, c_in // groups, *_of(n, "kernel_h", "kernel_w"))


def _framed(n: Numbers, picture: Array, down: int, across: int) -> tuple[Array, Array]:
    """Return the picture with so many zeros around it that all windows lie inside, and itself."""
    channels, height, width, ld = picture.shape
    top, left, kernel_h, kernel_w, stride = _of(n, "top", "left", "kernel_h", "kernel_w", "stride")
    rows = max(top + height, (down - 1) * stride + kernel_h)
    columns = max(left + width, (across - 1) * stride + kernel_w)
    framed = np.zeros((channels, rows, columns, ld))
    inside = framed[:, top : top + height, left : left + width]
    inside[...] = picture
    return framed, inside


def _windows(
    n: Numbers, down: int, across: int
) -> Iterator[tuple[slice, slice, tuple[int, int], tuple[slice, slice]]]:
    """Yield (output channels, input channels, place of the window, its rows and columns)."""
    groups, c_in, c_out = _of(n, "groups", "c_in", "c_out")
    kernel_h, kernel_w, stride = _of(n, "kernel_h", "kernel_w", "stride")
    for g in range(groups):
        out = slice(g * c_out // groups, (g + 1) * c_out // groups)
        into = slice(g * c_in // groups, (g + 1) * c_in // groups)
        for y in range(down):
            for x in range(across):
                rows = slice(y * stride, y * stride + kernel_h)
                yield out, into, (y, x), (rows, slice(x * stride, x * stride + kernel_w))


def conv_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, w = _of(n, "out_h", "out_w"), _w(x["w"], n)
    framed, _ = _framed(n, _x(x["x"], n), *size)
    z = np.zeros(_of(n, "c_out", "out_h", "out_w", "ld")) + x["b"].reshape(-1, 1, 1, 1)
    for out, into, place, window in _windows(n, *size):
        z[out, *place] += np.einsum("ocij,cijl->ol", w[out], framed[into, *window])
    return {"z": z}


def conv_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, dz = _of(n, "out_h", "out_w"), _z(x["dz"], n)
    framed, _ = _framed(n, _x(x["x"], n), *size)
    dw = np.zeros_like(_w(x["dw"], n))
    for out, into, place, window in _windows(n, *size):
        dw[out] += np.einsum("ol,cijl->ocij", dz[out, *place], framed[into, *window])
    return _added(x, n, {"dw": dw, "db": dz.sum(axis=(1, 2, 3))})


def conv_backward_input(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, dz, w = _of(n, "out_h", "out_w"), _z(x["dz"], n), _w(x["w"], n)
    framed, dx = _framed(n, np.zeros_like(_x(x["dx"], n)), *size)
    for out, into, place, window in _windows(n, *size):
        framed[into, *window] += np.einsum("ocij,ol->cijl", w[out], dz[out, *place])
    return _added(x, n, {"dx": dx})


def transposed_conv_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, inputs, w = _of(n, "height", "width"), _x(x["x"], n), _w(x["w"], n)
    framed, z = _framed(n, np.zeros(_of(n, "c_out", "out_h", "out_w", "ld")), *size)
    for out, into, place, window in _windows(n, *size):
        framed[out, *window] += np.einsum("ocij,cl->oijl", w[out], inputs[into, *place])
    return {"z": z + x["b"].reshape(-1, 1, 1, 1)}


def transposed_conv_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, inputs, dz = _of(n, "height", "width"), _x(x["x"], n), _z(x["dz"], n)
    framed, _ = _framed(n, dz, *size)
    dw = np.zeros_like(_w(x["dw"], n))
    for out, into, place, window in _windows(n, *size):
        dw[out] += np.einsum("oijl,cl->ocij", framed[out, *window], inputs[into, *place])
    return _added(x, n, {"dw": dw, "db": dz.sum(axis=(1, 2, 3))})


def transposed_conv_backward_input(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    size, w = _of(n, "height", "width"), _w(x["w"], n)
    framed, _ = _framed(n, _z(x["dz"], n), *size)
    dx = np.zeros_like(_x(x["dx"], n))
    for out, into, place, window in _windows(n, *size):
        dx[into, *place] += np.einsum("ocij,oijl->cl", w[out], framed[out, *window])
    return _added(x, n, {"dx": dx})


def _added(x: Arrays, n: Numbers, new: dict[str, Array]) -> dict[str, Array]:
    """Return the new gradients, or their sums with what stood there before."""
    if not n["accumulate"]:
        return new
    return {name: value + x[name].reshape(value.shape) for name, value in new.items()}


def upsample_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    pictures = x["x"].reshape(_of(n, "channels", "height", "width", "ld"))
    factor = int(n["factor"])
    return {"a": pictures.repeat(factor, axis=1).repeat(factor, axis=2)}


def upsample_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    channels, height, width, factor = _of(n, "channels", "height", "width", "factor")
    da = x["da"].reshape(channels, height, factor, width, factor, -1)
    return _added(x, n, {"dx": da.sum(axis=(2, 4))})


def draw_convolution(data: st.DataObject) -> dict[str, float]:
    """Draw sizes: windows inside, over the edge, larger than the picture or wholly outside."""
    groups = data.draw(st.sampled_from([1, 1, 2, 3]), "groups")
    channels, units = data.draw(st.integers(1, 4), "c"), data.draw(st.integers(1, 13), "o")
    if data.draw(st.integers(0, 3), "alone") == 0:
        channels, units = 1, data.draw(st.integers(1, 2), "multiplier")
    numbers = {"c_in": groups * channels, "c_out": groups * units, "groups": groups}
    small, kernels = st.integers(1, 9), st.sampled_from([1, 2, 3, 3, 4, 5, 6, 7, 8, 9])
    for name in ("height", "width", "out_h", "out_w"):
        numbers[name] = data.draw(small, name)
    numbers["kernel_h"] = data.draw(st.integers(1, 6), "kernel_h")
    numbers["kernel_w"] = data.draw(kernels, "kernel_w")
    numbers["stride"] = data.draw(st.sampled_from([1, 1, 2, 3, 10]), "stride")
    for name in ("top", "left"):
        numbers[name] = data.draw(st.sampled_from([0, 0, 1, 2, 4, 20]), name)
    if data.draw(st.integers(0, 5), "product") == 0:
        numbers |= {"kernel_h": 1, "kernel_w": 1, "stride": 1, "top": 0, "left": 0}
        numbers |= {"out_h": numbers["height"], "out_w": numbers["width"]}
    numbers["ld"] = data.draw(st.sampled_from([16, 32, 48]), "ld")
    return {**numbers, "accumulate": data.draw(st.integers(0, 1), "accumulate")}


def draw_upsampling(data: st.DataObject) -> dict[str, float]:
    numbers: dict[str, float] = {"accumulate": data.draw(st.integers(0, 1), "accumulate")}
    for name in ("channels", "height", "width", "factor"):
        numbers[name] = data.draw(st.integers(1, 5), name)
    return {**numbers, "ld": data.draw(st.sampled_from([16, 32, 48]), "ld")}


TWINS: dict[OpCode, Twin] = {
    OpCode.CONV_FORWARD: conv_forward,
    OpCode.CONV_BACKWARD_WEIGHT: conv_backward_weight,
    OpCode.CONV_BACKWARD_INPUT: conv_backward_input,
    OpCode.TRANSPOSED_CONV_FORWARD: transposed_conv_forward,
    OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT: transposed_conv_backward_weight,
    OpCode.TRANSPOSED_CONV_BACKWARD_INPUT: transposed_conv_backward_input,
    OpCode.UPSAMPLE_FORWARD: upsample_forward,
    OpCode.UPSAMPLE_BACKWARD: upsample_backward,
}

NUMBERS: dict[OpCode, DrawNumbers] = {
    code: draw_upsampling if code.name.startswith("UPSAMPLE") else draw_convolution
    for code in TWINS
}

ARRAYS: dict[OpCode, DrawArrays] = {}
