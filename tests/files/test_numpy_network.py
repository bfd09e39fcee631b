"""The plain NumPy network: every kind of layer against the slow twin of its operation.

The twins work on [units, positions, lanes], one window, query or step at a time; here a lane is an
example.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.files.numpy_network import ExportedLayer, Float64, forward
from playground.model.specs import Padding
from playground.model.windows import Window, sliding, spreading
from tests.kernels import (
    twins_attention,
    twins_convolution,
    twins_norms,
    twins_pooling,
    twins_sequences,
    twins_tied,
)

Array = Float64
NO_REGISTERS = np.zeros(0)
EXAMPLES = 16
quickly = settings(max_examples=25, deadline=None)


def put_through(
    kind: str,
    x: Array,
    shape: tuple[int, ...],
    tensors: Mapping[str, Array] | None = None,
    lengths: Array | None = None,
    **chosen: Any,
) -> Array:
    """Return what a layer of this kind puts out for x (n, units, *positions)."""
    weights = tensors or {}
    layers = (
        ExportedLayer("input", "input", shape=x.shape[1:]),
        ExportedLayer(
            "layer",
            kind,
            inputs=("input",),
            shape=shape,
            arriving=x.shape[1:],
            tensors={role: role for role in weights},
            settings=chosen,
        ),
    )
    ends = None if lengths is None else lengths.astype(int)
    return forward(layers, weights, x.reshape(len(x), -1), ends)["layer"]


def lanes(x: Array) -> Array:
    """As a twin has it: examples last."""
    return np.moveaxis(x, 0, -1)


def agree(ours: Array, twin: Array) -> None:
    expected = np.moveaxis(twin.reshape(*ours.shape[1:], len(ours)), -1, 0)
    assert np.allclose(ours, expected, rtol=1e-10, atol=1e-10)


def numbers(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


seeds = st.integers(0, 2**32 - 1)
steps = st.integers(1, 7)


def fitting(
    data: st.DataObject, kernel: tuple[int, int], *, grows: bool = False
) -> tuple[tuple[int, int], Padding, Window]:
    """Draw a picture's size and a padding such that there is a result."""
    size = (data.draw(st.integers(1, 8), "height"), data.draw(st.integers(1, 8), "width"))
    stride = data.draw(st.integers(1, 3), "stride")
    sides = st.tuples(*(st.integers(0, kernel[axis] - 1) for axis in (0, 0, 1, 1)))
    padding: Padding = data.draw(st.one_of(st.sampled_from(["same", "valid"]), sides), "padding")
    slide = spreading if grows else sliding
    window = slide(size, kernel, stride, padding)
    if min(window.size) < 1:
        padding, window = "same", slide(size, kernel, stride, "same")
    return size, padding, window


@quickly
@given(st.data(), seeds)
@pytest.mark.parametrize("kind", ["conv", "transposed_conv"])
def test_convolution(kind: str, data: st.DataObject, seed: int) -> None:
    random, grows = numbers(seed), kind == "transposed_conv"
    kernel = (data.draw(st.integers(1, 4), "kernel"), data.draw(st.integers(1, 4), "kernel"))
    size, padding, window = fitting(data, kernel, grows=grows)
    groups = 1 if grows else data.draw(st.integers(1, 3), "groups")
    c_in, c_out = (groups * data.draw(st.integers(1, 3), name) for name in ("c_in", "c_out"))
    x = random.normal(size=(EXAMPLES, c_in, *size))
    w, b = random.normal(size=(c_out, c_in // groups, *kernel)), random.normal(size=c_out)
    ours = put_through(
        kind, x, (c_out, *window.size), {"weight": w, "bias": b},
        stride=window.stride, padding=padding, groups=groups,
    )  # fmt: skip
    n = {
        "c_in": c_in, "height": size[0], "width": size[1], "c_out": c_out,
        "out_h": window.size[0], "out_w": window.size[1], "kernel_h": kernel[0],
        "kernel_w": kernel[1], "stride": window.stride, "top": window.pads[0],
        "left": window.pads[2], "groups": groups, "ld": EXAMPLES,
    }  # fmt: skip
    twin = getattr(twins_convolution, f"{kind}_forward")
    agree(ours, twin({"x": lanes(x), "w": w, "b": b}, n, NO_REGISTERS)["z"])


@quickly
@given(st.data(), seeds)
@pytest.mark.parametrize("kind", ["max_pool", "average_pool"])
def test_pooling(kind: str, data: st.DataObject, seed: int) -> None:
    side = data.draw(st.integers(1, 4), "side")
    size, padding, window = fitting(data, (side, side))
    x = numbers(seed).normal(size=(EXAMPLES, 2, *size))
    stride = None if window.stride == side else window.stride
    ours = put_through(kind, x, (2, *window.size), size=side, stride=stride, padding=padding)
    n = {
        "channels": 2, "height": size[0], "width": size[1], "out_h": window.size[0],
        "out_w": window.size[1], "window_h": side, "window_w": side, "stride_h": window.stride,
        "stride_w": window.stride, "top": window.pads[0], "left": window.pads[2], "ld": EXAMPLES,
    }  # fmt: skip
    agree(ours, getattr(twins_pooling, f"{kind}_forward")({"x": lanes(x)}, n, NO_REGISTERS)["a"])


def test_upsampling_repeats_every_value() -> None:
    x = np.arange(4.0).reshape(1, 1, 2, 2)
    ours = put_through("upsample", x, (1, 4, 4), factor=2)
    expected = [[0, 0, 1, 1], [0, 0, 1, 1], [2, 2, 3, 3], [2, 2, 3, 3]]
    assert ours[0, 0].tolist() == expected


def sequences(data: st.DataObject, seed: int) -> tuple[np.random.Generator, Array, Array, int]:
    """Return random numbers, sequences (n, units, steps), lengths, and the number of steps."""
    random, most = numbers(seed), data.draw(steps, "steps")
    units = 2 * data.draw(st.integers(1, 4), "units")
    x = random.normal(size=(EXAMPLES, units, most))
    return random, x, random.integers(1, most + 1, EXAMPLES).astype(float), most


@quickly
@given(st.data(), seeds)
def test_means_shares_and_ends_of_sequences(data: st.DataObject, seed: int) -> None:
    _, x, lengths, most = sequences(data, seed)
    units = x.shape[1]
    n = {"units": units, "positions": most, "steps": most, "ld": EXAMPLES}
    given = {"x": lanes(x), "z": lanes(x), "lengths": lengths}
    mean = put_through("global_average_pool", x, (units,), lengths=lengths)
    agree(mean, twins_pooling.global_average_pool_forward(given, n, NO_REGISTERS)["a"])
    shares = put_through("softmax_over", x, x.shape[1:], lengths=lengths, axis="positions")
    agree(shares, twins_pooling.softmax_positions_forward(given, n, NO_REGISTERS)["a"])
    row = put_through("flatten", x, (units * most,), lengths=lengths)
    inside = np.where(np.arange(most) < lengths[:, None, None], x, 0.0)
    assert np.array_equal(row, inside.reshape(EXAMPLES, -1))
    last = put_through("last_step", x, (units,), lengths=lengths)
    agree(last, twins_sequences.select_last_forward(given, n, NO_REGISTERS)["a"])


@quickly
@given(st.data(), seeds)
@pytest.mark.parametrize(("kind", "gates"), [("rnn", 1), ("lstm", 4), ("gru", 3)])
def test_recurrent_layers(kind: str, gates: int, data: st.DataObject, seed: int) -> None:
    random, x, lengths, most = sequences(data, seed)
    units = data.draw(st.integers(1, 5), "states")
    w = {
        "weight": random.normal(size=(gates * units, x.shape[1])),
        "recurrent": random.normal(size=(gates * units, units)),
        "bias": random.normal(size=gates * units),
    }
    if kind == "gru":
        w["recurrent_bias"] = random.normal(size=units)
    gx = np.einsum("gu,nut->gtn", w["weight"], x) + w["bias"][:, None, None]
    n = {"units": units, "steps": most, "ld": EXAMPLES}
    given = {"gx": gx, "w": w["recurrent"], "b": w.get("recurrent_bias", gx), "lengths": lengths}
    h = getattr(twins_sequences, f"{kind}_forward")(given, n, NO_REGISTERS)["h"]
    whole = put_through(kind, x, (units, most), w, lengths, whole_sequence=True)
    agree(whole, h)
    last = put_through(kind, x, (units,), w, lengths, whole_sequence=False)
    agree(last, twins_sequences.select_last_forward({"x": h, "lengths": lengths}, n, h)["a"])


@quickly
@given(st.data(), seeds)
def test_attention(data: st.DataObject, seed: int) -> None:
    random, x, lengths, most = sequences(data, seed)
    units, heads = x.shape[1], data.draw(st.integers(1, 2), "heads")
    w: dict[str, Array] = {}
    for name in ("query", "key", "value", "output"):
        w[f"{name}.weight"] = np.asarray(random.normal(size=(units, units)))
        w[f"{name}.bias"] = np.asarray(random.normal(size=units))
    causal = data.draw(st.booleans(), "causal")
    ours = put_through("attention", x, x.shape[1:], w, lengths, heads=heads, is_causal=causal)

    def projected(name: str, values: Array) -> Array:
        product = np.einsum("ou,utn->otn", w[f"{name}.weight"], values)
        return np.asarray(product + w[f"{name}.bias"][:, None, None])

    given = {name[0]: projected(name, lanes(x)) for name in ("query", "key", "value")}
    n = {"units": units, "heads": heads, "positions": most, "ld": EXAMPLES, "causal": causal}
    found = twins_attention.attention_forward({**given, "lengths": lengths}, n, NO_REGISTERS)
    agree(ours, projected("output", found["a"].reshape(lanes(x).shape)))


@quickly
@given(st.data(), seeds)
def test_norms_and_directions(data: st.DataObject, seed: int) -> None:
    random, x, _, most = sequences(data, seed)
    units = x.shape[1]
    names = ("weight", "bias", "mean", "variance")
    w: dict[str, Array] = {name: np.asarray(random.normal(size=units)) for name in names}
    w["variance"] **= 2
    n: dict[str, float] = {"units": units, "positions": most, "lanes": most * EXAMPLES}
    given = {"x": lanes(x), "w": w["weight"], "b": w["bias"], **w}
    ours = put_through("batch_norm", x, x.shape[1:], w)
    agree(ours, twins_norms.batch_norm_inference_forward(given, n, NO_REGISTERS)["a"])
    ours = put_through("layer_norm", x, x.shape[1:], w)
    agree(ours, twins_norms.layer_norm_forward(given, n, NO_REGISTERS)["a"])
    ours = put_through("normalise", x, x.shape[1:])
    agree(ours, twins_norms.normalise_forward(given, n, NO_REGISTERS)["a"])
    rows = random.normal(size=(3, units))
    ours = put_through("cosine", x, (3, most), {"weight": rows})
    n |= {"n_in": units, "n_out": 3}
    agree(ours, twins_norms.cosine_forward({"x": lanes(x), "w": rows}, n, NO_REGISTERS)["a"])


@quickly
@given(st.data(), seeds)
def test_tokens_and_places(data: st.DataObject, seed: int) -> None:
    random, most = numbers(seed), data.draw(steps, "steps")
    units, vocabulary = (
        data.draw(st.integers(1, 5), "units"),
        data.draw(st.integers(1, 5), "tokens"),
    )
    tokens = random.integers(0, vocabulary, (EXAMPLES, 1, most)).astype(float)
    table = random.normal(size=(vocabulary, units))
    n = {"units": units, "steps": most, "ld": EXAMPLES, "vocabulary": vocabulary}
    ours = put_through("embedding", tokens, (units, most), {"weight": table})
    given = {"tokens": lanes(tokens), "w": table}
    agree(ours, twins_sequences.embedding_forward(given, n, NO_REGISTERS)["z"])
    places = random.normal(size=(units, most))
    given = {"x": lanes(ours), "w": places}
    moved = put_through("position", ours, ours.shape[1:], {"weight": places}, how="learned")
    agree(moved, twins_sequences.position_forward(given, n, NO_REGISTERS)["a"])


def test_waves_tell_places_apart() -> None:
    """The numbers of the paper: sin and cos of t / 10000^(2i/d), in turn."""
    ours = put_through("position", np.zeros((1, 4, 3)), (4, 3), how="sinusoidal")[0]
    for t in range(3):
        expected = [np.sin(t), np.cos(t), np.sin(t / 100), np.cos(t / 100)]
        assert np.allclose(ours[:, t], expected)


@quickly
@given(st.data(), seeds)
def test_dense_layers_work_at_every_position(data: st.DataObject, seed: int) -> None:
    random, x, _, most = sequences(data, seed)
    w, b = random.normal(size=(3, x.shape[1])), random.normal(size=3)
    ours = put_through("dense", x, (3, most), {"weight": w, "bias": b})
    agree(ours, np.einsum("ou,utn->otn", w, lanes(x)) + b[:, None, None])
    tied = put_through("dense", x, (3, most), {"weight": w.T, "bias": b}, is_transposed=True)
    n = {"n_in": x.shape[1], "n_out": 3}
    given = {"x": lanes(x), "w": w.T, "b": b}
    agree(tied, twins_tied.tied_forward(given, n, NO_REGISTERS)["z"])


def layer(name: str, kind: str, *inputs: str, **given: Any) -> ExportedLayer:
    return ExportedLayer(name, kind, inputs=inputs, **given)


def test_joins_shared_layers_clamps_and_several_outputs() -> None:
    """Two branches through the same weights, worked out by hand."""
    shared = {"weight": "w"}
    network = (
        layer("input", "input", shape=(2,)),
        layer("once", "dense", "input", tensors=shared, shape=(2,)),
        layer("twice", "dense", "once", tensors=shared, shape=(2,), clamps=((1, 10.0),)),
        layer("product", "multiply", "once", "twice", shape=(2,)),
        layer("all", "concatenate", "product", "input", shape=(4,)),
        layer("sum", "add", "once", "twice", shape=(2,)),
        layer("quiet", "noise", "sum", shape=(2,), settings={"deviation": 1.0}),
        layer("head", "output", "all", tensors={"weight": "row"}, shape=(1,), activation="relu"),
    )
    tensors = {"w": np.array([[1.0, 1.0], [0.0, 2.0]]), "row": np.ones((1, 4))}
    values = forward(network, tensors, [[1.0, 2.0]])
    assert values["once"].tolist() == [[3.0, 4.0]]
    assert values["twice"].tolist() == [[7.0, 10.0]]
    assert values["quiet"].tolist() == [[10.0, 14.0]]
    assert values["all"].tolist() == [[21.0, 40.0, 1.0, 2.0]]
    assert values["head"].tolist() == [[64.0]]


def test_a_row_of_pixels_is_a_picture_and_back() -> None:
    """Means of 2 × 2 pixels of a picture of two channels, in a row again, and as one picture."""
    network = (
        layer("input", "input", shape=(16,)),
        layer(
            "pool", "average_pool", "input", shape=(2, 1, 2), arriving=(2, 2, 4),
            settings={"size": 2, "stride": None, "padding": "valid"},
        ),
        layer("row", "flatten", "pool", shape=(4,), arriving=(2, 1, 2), clamps=((0, 7.0),)),
        layer("picture", "reshape", "row", shape=(1, 2, 2), arriving=(4,)),
        layer("mean", "global_average_pool", "picture", shape=(1,), arriving=(1, 2, 2)),
    )  # fmt: skip
    values = forward(network, {}, np.arange(16.0)[None])
    assert values["pool"].tolist() == [[[[2.5, 4.5]], [[10.5, 12.5]]]]
    assert values["picture"].tolist() == [[[[7.0, 4.5], [10.5, 12.5]]]]
    assert values["mean"].tolist() == [[34.5 / 4]]


def test_a_unit_with_positions_is_held_everywhere() -> None:
    network = (layer("input", "input", shape=(2, 3), clamps=((1, 5.0),)),)
    values = forward(network, {}, np.zeros((1, 6)))
    assert values["input"].tolist() == [[[0.0, 0.0, 0.0], [5.0, 5.0, 5.0]]]


def test_an_input_that_draws_its_numbers_takes_given_ones() -> None:
    network = (
        layer("input", "input", shape=(1,), settings={"source": "data"}),
        layer("latent", "input", shape=(2,), settings={"source": "noise"}),
        layer("all", "concatenate", "input", "latent", shape=(3,)),
    )
    drawn = {"latent": np.array([[2.0, 3.0]])}
    assert forward(network, {}, [[1.0]], drawn=drawn)["all"].tolist() == [[1.0, 2.0, 3.0]]
    values = forward(network, {}, np.zeros((400, 1)))["latent"]
    assert values.shape == (400, 2)
    assert abs(values.std() - 1.0) < 0.2
