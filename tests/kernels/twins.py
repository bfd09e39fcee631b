"""A slow, obvious twin in float64 NumPy for every operation.

A twin takes the row's arrays by name, in float64 and shaped as in the table's docstring, the row's
plain numbers, and the registers; it returns what the operation writes. ``TWINS`` has one for every
`OpCode`. "tripped" is what a guard returns.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from playground.kernels.optable import OPERATIONS, OpCode, Register

Array = npt.NDArray[np.float64]
Arrays = Mapping[str, Array]
Numbers = Mapping[str, float]
Twin = Callable[[Arrays, Numbers, Array], dict[str, Array]]

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8


def shape_of(name: str, op: OpCode, numbers: Numbers) -> tuple[int, ...]:
    """Return the shape of an argument: matrices where it has two axes, else one axis."""
    argument = next(a for a in OPERATIONS[op].arguments if a.name == name)
    assert argument.extent is not None
    elements = argument.extent({key: int(value) for key, value in numbers.items()})
    if "ld" in numbers and elements != 1 and name not in ("w", "dw", "b", "db", "loss", "lanes"):
        return elements // int(numbers["ld"]), int(numbers["ld"])
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
    return {"dz": np.where(x["z"] > 0, x["da"], 0.0)}


def tanh_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.tanh(x["z"])}


def tanh_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * (1 - x["a"] ** 2)}


def sigmoid_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": 1 / (1 + np.exp(-x["z"]))}


def sigmoid_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dz": x["da"] * x["a"] * (1 - x["a"])}


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


def l2_gradient(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"g": x["g"] + registers[Register.L2] * x["w"]}


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


def gather(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    count, cursor = int(registers[Register.COUNT]), int(registers[Register.CURSOR])
    lanes = [cursor + (lane if lane < count else 0) for lane in range(int(n["ld"]))]
    examples = x["order"].astype(int)[lanes]
    return {"destination": x["source"].reshape(-1, int(n["width"]))[examples].T}


TWINS: Mapping[OpCode, Twin] = {
    OpCode.GATHER: gather,
    OpCode.DENSE_FORWARD: dense_forward,
    OpCode.DENSE_BACKWARD_WEIGHT: dense_backward_weight,
    OpCode.DENSE_BACKWARD_INPUT: dense_backward_input,
    OpCode.LINEAR_FORWARD: linear_forward,
    OpCode.LINEAR_BACKWARD: linear_backward,
    OpCode.RELU_FORWARD: relu_forward,
    OpCode.RELU_BACKWARD: relu_backward,
    OpCode.TANH_FORWARD: tanh_forward,
    OpCode.TANH_BACKWARD: tanh_backward,
    OpCode.SIGMOID_FORWARD: sigmoid_forward,
    OpCode.SIGMOID_BACKWARD: sigmoid_backward,
    OpCode.SOFTMAX_FORWARD: softmax_forward,
    OpCode.SOFTMAX_BACKWARD: softmax_backward,
    OpCode.MSE_LOSS: mse_loss,
    OpCode.BCE_LOGITS_LOSS: bce_logits_loss,
    OpCode.CE_LOGITS_LOSS: ce_logits_loss,
    OpCode.L2_GRADIENT: l2_gradient,
    OpCode.GUARD_GRADIENT: guard_gradient,
    OpCode.GUARD_PARAMETERS: guard_parameters,
    OpCode.SGD_UPDATE: sgd_update,
    OpCode.ADAM_UPDATE: adam_update,
}
