"""The machine in NumPy: slow and obvious, one small function per operation.

It runs the same tapes as the compiled machine, so that the engine can be tested without compiling
anything, and so that the two can be compared.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.data.random import draw, permutation
from playground.engine.tape import bits_float
from playground.kernels.optable import OPERATIONS, OpCode, Register, State

Array = npt.NDArray[np.float32]
Numbers = Mapping[str, int]


class Row:
    """One row with its arguments as arrays."""

    def __init__(self, machine: "NumpyMachine", tape: npt.NDArray[np.int64], index: int) -> None:
        self.code = OpCode(int(tape[index, 0]))
        self.arguments = OPERATIONS[self.code].arguments
        self.n = {a.name: int(v) for a, v in zip(self.arguments, tape[index, 1:], strict=False)}
        self.spaces = machine.spaces[id(tape)]

    def __call__(self, name: str, workspace: Array) -> Array:
        argument = next(a for a in self.arguments if a.name == name)
        assert argument.extent is not None
        memory = workspace if argument.space == "W" else self.spaces[argument.space]
        start = self.n[name]
        return memory[start : start + argument.extent(self.n)]


class NumpyMachine:
    """Same interface as `playground.kernels.machine`."""

    def __init__(self) -> None:
        self.spaces: dict[int, dict[str, Array]] = {}
        self._measured: list[Array] = []
        self._alive: list[object] = []

    def distance(self, block: Array, workspace: Array) -> int:
        self._measured.append(block)
        return len(self._measured) - 1

    def bind(self, tape: npt.NDArray[np.int64], deltas: Mapping[str, int]) -> npt.NDArray[np.int64]:
        bound = tape.copy()
        self._alive.append(bound)
        self.spaces[id(bound)] = {name: self._measured[at] for name, at in deltas.items()}
        return bound

    def run_rows(  # noqa: PLR0917 - as compiled
        self,
        tape: npt.NDArray[np.int64],
        start: int,
        stop: int,
        workspace: Array,
        table: npt.NDArray[np.int32],
        registers: npt.NDArray[np.float64],
    ) -> int:
        for index in range(start, stop):
            row = Row(self, tape, index)
            if _run(row, workspace, table, registers):
                return index
        return -1

    def begin_step(  # noqa: PLR0917 - as compiled
        self,
        table: npt.NDArray[np.int32],
        registers: npt.NDArray[np.float64],
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: npt.NDArray[np.int64],
    ) -> None:
        if state[State.ORDER_EPOCH] != state[State.EPOCH]:
            shuffled = permutation(draw(key, int(state[State.EPOCH])), examples)
            table[order : order + examples] = shuffled
            state[State.ORDER_EPOCH] = state[State.EPOCH]
        registers[Register.COUNT] = min(batch, examples - state[State.CURSOR])
        registers[Register.CURSOR] = state[State.CURSOR]
        registers[Register.STEP] = state[State.STEP] + 1
        registers[Register.ADAM_STEP] = state[State.ADAM_STEP] + 1
        registers[Register.LOSS] = 0.0

    def finish_step(
        self, registers: npt.NDArray[np.float64], examples: int, state: npt.NDArray[np.int64]
    ) -> None:
        cursor = int(registers[Register.CURSOR] + registers[Register.COUNT])
        if cursor >= examples:
            cursor = 0
            state[State.EPOCH] += 1
        state[State.CURSOR] = cursor
        state[State.STEP] += 1
        state[State.ADAM_STEP] += 1

    def run_steps(  # noqa: PLR0917 - as compiled
        self,
        tape: npt.NDArray[np.int64],
        workspace: Array,
        table: npt.NDArray[np.int32],
        registers: npt.NDArray[np.float64],
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: npt.NDArray[np.int64],
        steps: int,
        stop_flag: npt.NDArray[np.int32],
        trace: Array,
    ) -> tuple[int, int]:
        for done in range(steps):
            if stop_flag[0]:
                return done, -1
            self.begin_step(table, registers, order, examples, batch, key, state)
            tripped = self.run_rows(tape, 0, len(tape), workspace, table, registers)
            if tripped >= 0:
                return done, tripped
            trace[done] = registers[Register.LOSS]
            self.finish_step(registers, examples, state)
        return steps, -1


def _run(
    row: Row,
    w: Array,
    table: npt.NDArray[np.int32],
    registers: npt.NDArray[np.float64],
) -> int:
    with np.errstate(all="ignore"):
        if row.code == OpCode.GATHER:
            _gather(row, w, table, registers)
            return 0
        return int(_OPERATIONS[row.code](row, w, registers) or 0)


def _gather(
    row: Row, w: Array, table: npt.NDArray[np.int32], registers: npt.NDArray[np.float64]
) -> None:
    count, cursor = int(registers[Register.COUNT]), int(registers[Register.CURSOR])
    width, ld = row.n["width"], row.n["ld"]
    data = row.spaces["D"]
    target = row("destination", w).reshape(width, ld)
    for lane in range(ld):
        example = int(table[row.n["order"] + cursor + (lane if lane < count else 0)])
        start = row.n["source"] + example * width
        target[:, lane] = data[start : start + width]


def _matrix(row: Row, w: Array, name: str, rows: str) -> Array:
    return row(name, w).reshape(row.n[rows], row.n["ld"])


def _weight(row: Row, w: Array, name: str = "w") -> Array:
    return row(name, w).reshape(row.n["n_out"], row.n["n_in"])


def _dense_forward(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
    z = _matrix(row, w, "z", "n_out")
    z[:] = _weight(row, w) @ _matrix(row, w, "x", "n_in") + row("b", w)[:, None]


def _dense_backward_weight(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
    x, dz = _matrix(row, w, "x", "n_in"), _matrix(row, w, "dz", "n_out")
    dw, db = _weight(row, w, "dw"), row("db", w)
    keep = row.n["accumulate"]
    dw[:] = dz @ x.T + (dw if keep else 0)
    db[:] = dz.sum(axis=1) + (db if keep else 0)


def _dense_backward_input(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
    dx = _matrix(row, w, "dx", "n_in")
    new = _weight(row, w).T @ _matrix(row, w, "dz", "n_out")
    dx[:] = new + (dx if row.n["accumulate"] else 0)


def _forward(f: Callable[[Any], Any]) -> Callable[..., None]:
    def run(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
        row("a", w)[:] = f(row("z", w))

    return run


def _backward(f: Callable[[Any, Any], Any]) -> Callable[..., None]:
    def run(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
        row("dz", w)[:] = row("da", w) * f(row("z", w), row("a", w))

    return run


def _softmax(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
    z = _matrix(row, w, "z", "units")
    e = np.exp(z - z.max(axis=0))
    _matrix(row, w, "a", "units")[:] = e / e.sum(axis=0)


def _softmax_backward(row: Row, w: Array, _: npt.NDArray[np.float64]) -> None:
    a, da = _matrix(row, w, "a", "units"), _matrix(row, w, "da", "units")
    _matrix(row, w, "dz", "units")[:] = a * (da - (a * da).sum(axis=0))


def _finish_loss(  # noqa: PLR0917
    row: Row, w: Array, registers: npt.NDArray[np.float64], lanes: Any, blame: Any, out: str
) -> None:
    count = int(registers[Register.COUNT])
    weight = bits_float(row.n["weight"])
    target = _matrix(row, w, out, "units")
    target[:] = 0
    target[:, :count] = weight * blame[:, :count] / count
    row("lanes", w)[:] = 0
    row("lanes", w)[:count] = lanes[:count]
    loss = weight * float(lanes[:count].mean(dtype=np.float64))
    row("loss", w)[0] = loss
    registers[Register.LOSS] += loss


def _mse(row: Row, w: Array, registers: npt.NDArray[np.float64]) -> None:
    difference = _matrix(row, w, "a", "units") - _matrix(row, w, "y", "units")
    units = row.n["units"]
    lanes = (difference**2).mean(axis=0)
    _finish_loss(row, w, registers, lanes, 2 * difference / units, "da")


def _bce(row: Row, w: Array, registers: npt.NDArray[np.float64]) -> None:
    z, a, y = (_matrix(row, w, name, "units") for name in ("z", "a", "y"))
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    units = row.n["units"]
    _finish_loss(row, w, registers, losses.mean(axis=0), (a - y) / units, "dz")


def _ce(row: Row, w: Array, registers: npt.NDArray[np.float64]) -> None:
    z, a = _matrix(row, w, "z", "units"), _matrix(row, w, "a", "units")
    labels = row("y", w).astype(np.int64)
    onehot = (np.arange(row.n["units"])[:, None] == labels).astype(np.float32)
    top = z.max(axis=0)
    log_sum = np.log(np.exp(z - top).sum(axis=0)) + top
    _finish_loss(row, w, registers, log_sum - (z * onehot).sum(axis=0), a - onehot, "dz")


def _l2(row: Row, w: Array, registers: npt.NDArray[np.float64]) -> None:
    row("g", w)[:] += np.float32(registers[Register.L2]) * row("w", w)


def _guard_gradient(row: Row, w: Array, _: npt.NDArray[np.float64]) -> int:
    return int(not (np.isfinite(row("g", w)).all() and np.isfinite(row("loss", w)).all()))


def _guard_parameters(row: Row, w: Array, _: npt.NDArray[np.float64]) -> int:
    return int(not np.isfinite(row("w", w)).all())


def _sgd(row: Row, w: Array, registers: npt.NDArray[np.float64]) -> None:
    row("w", w)[:] -= np.float32(registers[Register.LEARNING_RATE]) * row("g", w)


def _adam(row: Row, w: Array, registers: npt.NDArray[np.float64]) -> None:
    t, rate = registers[Register.ADAM_STEP], registers[Register.LEARNING_RATE]
    g, m, v = row("g", w), row("m", w), row("v", w)
    m[:] = 0.9 * m + 0.1 * g
    v[:] = 0.999 * v + 0.001 * g * g
    row("w", w)[:] -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)


_OPERATIONS: Mapping[OpCode, Callable[..., int | None]] = {
    OpCode.DENSE_FORWARD: _dense_forward,
    OpCode.DENSE_BACKWARD_WEIGHT: _dense_backward_weight,
    OpCode.DENSE_BACKWARD_INPUT: _dense_backward_input,
    OpCode.LINEAR_FORWARD: _forward(lambda z: z),
    OpCode.LINEAR_BACKWARD: _backward(lambda z, a: np.ones_like(z)),
    OpCode.RELU_FORWARD: _forward(lambda z: np.maximum(z, 0)),
    OpCode.RELU_BACKWARD: _backward(lambda z, a: (z > 0).astype(np.float32)),
    OpCode.TANH_FORWARD: _forward(np.tanh),
    OpCode.TANH_BACKWARD: _backward(lambda z, a: 1 - a * a),
    OpCode.SIGMOID_FORWARD: _forward(lambda z: 1 / (1 + np.exp(-z))),
    OpCode.SIGMOID_BACKWARD: _backward(lambda z, a: a * (1 - a)),
    OpCode.SOFTMAX_FORWARD: _softmax,
    OpCode.SOFTMAX_BACKWARD: _softmax_backward,
    OpCode.MSE_LOSS: _mse,
    OpCode.BCE_LOGITS_LOSS: _bce,
    OpCode.CE_LOGITS_LOSS: _ce,
    OpCode.L2_GRADIENT: _l2,
    OpCode.GUARD_GRADIENT: _guard_gradient,
    OpCode.GUARD_PARAMETERS: _guard_parameters,
    OpCode.SGD_UPDATE: _sgd,
    OpCode.ADAM_UPDATE: _adam,
}
