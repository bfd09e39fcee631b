"""A slow, obvious twin in float64 NumPy for every operation.

A twin takes the row's arrays by name, in float64 and shaped as in the table's docstring, the row's
plain numbers, and the registers; it returns what the operation writes. ``TWINS`` has one for every
`OpCode`. "tripped" is what a guard returns, "squares" the register that NORM_GRADIENT sets.
"""

from collections.abc import Mapping

import numpy as np

from playground.data.random import bits
from playground.kernels.optable import OPERATIONS, OpCode, Register
from tests.kernels import (
    twins_attention,
    twins_convolution,
    twins_losses,
    twins_masking,
    twins_norms,
    twins_pooling,
    twins_rates,
    twins_sequences,
    twins_tied,
)
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin

_FAMILIES = (
    twins_attention,
    twins_losses,
    twins_masking,
    twins_norms,
    twins_convolution,
    twins_pooling,
    twins_rates,
    twins_sequences,
    twins_tied,
)

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8


def shape_of(name: str, op: OpCode, numbers: Numbers) -> tuple[int, ...]:
    """Return the shape of an argument: matrices where it has two axes, else one axis."""
    argument = next(a for a in OPERATIONS[op].arguments if a.name == name)
    assert argument.extent is not None
    usual = {a.name: a.usual for a in OPERATIONS[op].arguments if a.usual is not None}
    elements = argument.extent(usual | {key: int(value) for key, value in numbers.items()})
    width = int(numbers.get("lanes", numbers.get("ld", 0)))
    if (
        width
        and elements % width == 0
        and elements != 1
        and name not in ("w", "dw", "b", "db", "loss", "lanes", "scratch")
    ):
        return elements // width, width
    if name in ("w", "dw") and "n_in" in numbers:
        return int(numbers["n_out"]), int(numbers["n_in"])
    return (elements,)


def _sum_or_new(keep: float, before: Array, new: Array) -> Array:
    return before + new if keep else new


def dense_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"z": x["w"] @ x["x"].reshape(int(n["n_in"]), -1) + x["b"][:, None]}


def dense_backward_weight(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    dz, inputs = x["dz"].reshape(int(n["n_out"]), -1), x["x"].reshape(int(n["n_in"]), -1)
    return {
        "dw": _sum_or_new(n["accumulate"], x["dw"], dz @ inputs.T),
        "db": _sum_or_new(n["accumulate"], x["db"], dz.sum(axis=1)),
    }


def dense_backward_input(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    new = x["w"].T @ x["dz"].reshape(int(n["n_out"]), -1)
    return {"dx": _sum_or_new(n["accumulate"], x["dx"].reshape(new.shape), new)}


def linear_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": x["z"]}


def linear_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"]}


def relu_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.where(x["z"] < 0, 0.0, x["z"])}


def relu_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": np.where(x["a"] > 0, x["da"], 0.0)}


def tanh_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.tanh(x["z"])}


def tanh_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * (1 - x["a"] ** 2)}


def sigmoid_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": 1 / (1 + np.exp(-x["z"]))}


def sigmoid_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * x["a"] * (1 - x["a"])}


def sigma(z: Array) -> Array:
    return np.asarray(np.exp(-np.logaddexp(0, -z)))


def leaky_relu_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.where(x["z"] > 0, x["z"], 0.01 * x["z"])}


def leaky_relu_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * np.where(x["a"] > 0, 1.0, 0.01)}


def relu6_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.minimum(np.maximum(x["z"], 0.0), 6.0)}


def relu6_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": np.where((x["a"] > 0.0) & (x["a"] < 6.0), x["da"], 0.0)}


def clipped_relu_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.minimum(np.maximum(x["z"], 0.0), 1.0)}


def clipped_relu_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": np.where((x["a"] > 0.0) & (x["a"] < 1.0), x["da"], 0.0)}


def elu_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.where(x["z"] > 0, x["z"], np.expm1(np.minimum(x["z"], 0)))}


def elu_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * np.where(x["a"] > 0, 1.0, x["a"] + 1)}


def gelu_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    z = x["z"]
    return {"a": z / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)))}


def gelu_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    z = x["z"]
    t = np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))
    inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * z**2)
    return {"dz": x["da"] * ((1 + t) / 2 + z / 2 * (1 - t**2) * inner)}


def silu_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": x["z"] * sigma(x["z"])}


def silu_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    s = sigma(x["z"])
    return {"dz": x["da"] * s * (1 + x["z"] * (1 - s))}


def softplus_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.logaddexp(0, x["z"])}


def softplus_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * sigma(x["z"])}


def sine_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.sin(x["z"])}


def sine_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * np.cos(x["z"])}


def step_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.where(x["z"] > 0, 1.0, 0.0)}


def step_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": np.zeros_like(x["da"])}


def softmax(z: Array) -> Array:
    e = np.exp(z - z.max(axis=0))
    return np.asarray(e / e.sum(axis=0))


def softmax_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": softmax(x["z"].reshape(int(n["units"]), -1))}


def softmax_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    a, da = (x[name].reshape(int(n["units"]), -1) for name in ("a", "da"))
    return {"dz": a * (da - (a * da).sum(axis=0))}


def _head(  # noqa: PLR0917
    n: Numbers, registers: Array, each: Array, gradient: Array, share: float, out: str
) -> dict[str, Array]:
    """``each`` (rows, ld) are the single losses, ``gradient`` their derivatives."""
    count = int(registers[Register.COUNT])
    lanes = np.zeros(int(n["ld"]))
    lanes[:count] = n["weight"] * each[:, :count].sum(axis=0) / share
    blame = np.zeros_like(gradient)
    blame[:, :count] = n["weight"] * gradient[:, :count] / (share * count)
    return {"lanes": lanes, "loss": np.array([lanes.sum() / count]), out: blame}


def mse_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    d = (x["a"] - x["y"]).reshape(int(n["units"]), -1)
    return _head(n, registers, d**2, 2 * d, n["units"], "da")


def bce_logits_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    z, a, y = (x[name].reshape(int(n["units"]), -1) for name in ("z", "a", "y"))
    each = y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    return _head(n, registers, each, a - y, n["units"], "dz")


def ce_logits_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    z, a = (x[name].reshape(int(n["units"]), -1) for name in ("z", "a"))
    right = np.arange(len(z))[:, None] == x["y"].reshape(1, -1)
    top = z.max(axis=0)
    each = np.log(np.exp(z - top).sum(axis=0)) + top - np.where(right, z, 0).sum(axis=0)
    return _head(n, registers, each[None, :], a - right, 1.0, "dz")


def mae_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    d = (x["a"] - x["y"]).reshape(int(n["units"]), -1)
    return _head(n, registers, np.abs(d), np.sign(d), n["units"], "da")


def huber_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    d = (x["a"] - x["y"]).reshape(int(n["units"]), -1)
    each = np.where(np.abs(d) <= 1, d**2 / 2, np.abs(d) - 0.5)
    return _head(n, registers, each, np.clip(d, -1, 1), n["units"], "da")


def hinge_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    a, y = (x[name].reshape(int(n["units"]), -1) for name in ("a", "y"))
    short = 1 - y * a
    blame = np.where(short > 0, -y, 0.0)
    return _head(n, registers, np.maximum(0, short), blame, n["units"], "da")


def perceptron_loss(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    z, a, y = (x[name].reshape(int(n["units"]), -1) for name in ("z", "a", "y"))
    each = np.maximum(0, -(2 * y - 1) * z)
    return _head(n, registers, each, a - y, n["units"], "dz")


def copy(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"result": x["source"]}


def accumulate(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"result": x["result"] + x["source"]}


def multiply_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": x["x"] * x["y"]}


def multiply_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dx": _sum_or_new(n["accumulate"], x["dx"], x["da"] * x["y"])}


def fill(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"result": np.full(int(n["size"]), n["value"])}


def dropout_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    count, cursor = int(registers[Register.COUNT]), int(registers[Register.CURSOR])
    units = np.arange(int(n["units"]), dtype=np.uint64)[:, None]
    lanes = [cursor + (lane if lane < count else 0) for lane in range(int(n["ld"]))]
    examples = x["order"].astype(np.uint64)[lanes]
    numbers = bits(int(n["key"]), int(registers[Register.STEP]), examples, units)
    lives = (numbers >> np.uint64(40)).astype(float) >= n["rate"] * 2**24
    mask = np.where(lives, 1 / (1 - n["rate"]), 0.0)
    return {"mask": mask, "a": x["x"].reshape(mask.shape) * mask}


def dropout_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dx": x["da"] * x["mask"]}


def l1_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"g": x["g"] + registers[Register.L1] * np.sign(x["w"])}


def norm_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    before = registers[Register.SQUARES] if n["accumulate"] else 0.0
    return {"squares": np.array([before + (x["g"] ** 2).sum()])}


def clip_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    length = np.sqrt(registers[Register.SQUARES])
    return {"g": x["g"] * min(1.0, registers[Register.CLIP] / length)}


def hold_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    g = x["g"].copy()
    g[x["places"].astype(int)] = 0.0
    return {"g": g}


def hold_save(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"kept": np.concatenate([x[name][x["places"].astype(int)] for name in "wmv"])}


def hold_restore(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    w, m, v = (x[name].copy() for name in ("w", "m", "v"))
    places = x["places"].astype(int)
    w[places], m[places], v[places] = np.split(x["kept"], 3)
    return {"w": w, "m": m, "v": v}


def l2_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"g": x["g"] + registers[Register.L2] * x["w"]}


def decay_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"g": x["g"] + n["weight_decay"] * x["w"]}


def guard_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    finite = np.isfinite(x["loss"]).all() and np.isfinite(x["g"]).all()
    return {"tripped": np.array([0.0 if finite else 1.0])}


def guard_parameters(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"tripped": np.array([0.0 if np.isfinite(x["w"]).all() else 1.0])}


def sgd_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"w": x["w"] - registers[Register.LEARNING_RATE] * x["g"]}


def adam_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    step, rate = registers[Register.ADAM_STEP], registers[Register.LEARNING_RATE]
    m = BETA_1 * x["m"] + (1 - BETA_1) * x["g"]
    v = BETA_2 * x["v"] + (1 - BETA_2) * x["g"] ** 2
    change = (m / (1 - BETA_1**step)) / (np.sqrt(v / (1 - BETA_2**step)) + EPSILON)
    return {"w": x["w"] - rate * change, "m": m, "v": v}


def momentum_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    m = n["momentum"] * x["m"] + x["g"]
    return {"w": x["w"] - registers[Register.LEARNING_RATE] * m, "m": m}


def nesterov_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    m = n["momentum"] * x["m"] + x["g"]
    change = x["g"] + n["momentum"] * m
    return {"w": x["w"] - registers[Register.LEARNING_RATE] * change, "m": m}


def rmsprop_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    v = n["decay"] * x["v"] + (1 - n["decay"]) * x["g"] ** 2
    change = x["g"] / (np.sqrt(v) + EPSILON)
    return {"w": x["w"] - registers[Register.LEARNING_RATE] * change, "v": v}


def adagrad_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    v = x["v"] + x["g"] ** 2
    change = x["g"] / (np.sqrt(v) + 1e-10)
    return {"w": x["w"] - registers[Register.LEARNING_RATE] * change, "v": v}


def adamw_update(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    shrink = registers[Register.LEARNING_RATE] * n["weight_decay"]
    return adam_update({**x, "w": x["w"] - shrink * x["w"]}, n, registers)


def gather(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    count, cursor = int(registers[Register.COUNT]), int(registers[Register.CURSOR])
    lanes = [cursor + (lane if lane < count else 0) for lane in range(int(n["ld"]))]
    examples = x["order"].astype(int)[lanes]
    return {"destination": x["source"].reshape(-1, int(n["width"]))[examples].T}


_OF_FAMILIES = {code: twin for family in _FAMILIES for code, twin in family.TWINS.items()}

TWINS: Mapping[OpCode, Twin] = {
    code: _OF_FAMILIES[code] if code in _OF_FAMILIES else globals()[code.name.lower()]
    for code in OpCode
}

NUMBERS: Mapping[OpCode, DrawNumbers] = {
    code: draw for family in _FAMILIES for code, draw in family.NUMBERS.items()
}
"""Operations whose plain numbers must fit together → how to draw them."""

ARRAYS: Mapping[OpCode, DrawArrays] = {
    code: draw for family in _FAMILIES for code, draw in family.ARRAYS.items()
}
"""Operations that do not take just any numbers → how to make their arrays."""
