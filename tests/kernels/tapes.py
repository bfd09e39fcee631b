"""Hand-built tapes of dense networks, for the machine's tests and for timing."""

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from playground.kernels import machine
from playground.kernels.optable import (
    REGISTERS,
    ROW,
    STATES,
    OpCode,
    Register,
    State,
)

FORWARD = {
    "linear": OpCode.LINEAR_FORWARD,
    "relu": OpCode.RELU_FORWARD,
    "tanh": OpCode.TANH_FORWARD,
    "sigmoid": OpCode.SIGMOID_FORWARD,
}
BACKWARD = {
    "linear": OpCode.LINEAR_BACKWARD,
    "relu": OpCode.RELU_BACKWARD,
    "tanh": OpCode.TANH_BACKWARD,
    "sigmoid": OpCode.SIGMOID_BACKWARD,
}


def float_bits(value: float) -> int:
    """Return a float64's 64 bits as int64: how a tape carries an "F"."""
    return int(struct.unpack("<q", struct.pack("<d", value))[0])


def aligned(elements: int) -> npt.NDArray[np.float32]:
    """Return zeroed float32 that begin at a cache line."""
    room = np.zeros(elements + 16, dtype=np.float32)
    start = (-room.ctypes.data // 4) % 16
    return room[start : start + elements]


class Space:
    """Hands out offsets, every one at a multiple of 16 unless ``packed``."""

    def __init__(self, *, packed: bool = False) -> None:
        self.size = 0
        self._packed = packed

    def take(self, elements: int) -> int:
        start = self.size
        self.size += elements if self._packed else -(-elements // 16) * 16
        return start


class DenseNet:
    """A dense network with its tape, parameters, data and everything else a run needs.

    Parameters
    ----------
    layers
        (units, activation) of every layer; "logits" as the last activation stands for softmax
        with cross-entropy.
    optimizer
        "sgd" or "adam".
    """

    def __init__(
        self,
        inputs: npt.NDArray[np.float32],
        targets: npt.NDArray[np.float32],
        layers: Sequence[tuple[int, str]],
        batch: int,
        *,
        optimizer: str = "sgd",
        rate: float = 0.03,
        seed: int = 1,
    ) -> None:
        self.examples, self.features = inputs.shape
        self.batch = batch
        self.ld = 1 if batch == 1 else -(-batch // 16) * 16
        self._layers = layers
        self._rows: list[list[int]] = []
        self._w = Space()
        self._p = Space(packed=True)
        self._build(targets.shape[1], optimizer)
        self.workspace = aligned(self._w.size)
        # value, m and v, one plane after another.
        self.block = aligned(3 * self.parameters)
        self.data = np.concatenate([inputs.ravel(), targets.ravel()]).astype(np.float32)
        random = np.random.default_rng(seed)
        for start, size, fan_in in self._initial:
            self.block[start : start + size] = random.normal(0, fan_in**-0.5, size)
        self.table = np.zeros(self.examples, dtype=np.int32)
        self.registers = np.zeros(REGISTERS)
        self.registers[Register.LEARNING_RATE] = rate
        self.state = np.zeros(STATES, dtype=np.int64)
        self.state[State.ORDER_EPOCH] = -1
        self.stop = np.zeros(1, dtype=np.int32)
        self.trace = np.zeros(4096, dtype=np.float32)
        self.key = 0x1234_5678_9ABC_DEF0
        self.set_rows(self._rows)

    def set_rows(self, rows: Sequence[Sequence[int]]) -> None:
        """Make these rows the tape, and bind it."""
        self.tape = np.zeros((len(rows), ROW), dtype=np.int64)
        for index, row in enumerate(rows):
            self.tape[index, : len(row)] = row
        self.bound = machine.bind(
            self.tape,
            {
                "P": machine.distance(self.block, self.workspace),
                "D": machine.distance(self.data, self.workspace),
            },
        )

    def _row(self, op: OpCode, *arguments: int) -> None:
        self._rows.append([int(op), *arguments])

    def _build(self, target_width: int, optimizer: str) -> None:
        ld, w = self.ld, self._w
        x, y = w.take(self.features * ld), w.take(target_width * ld)
        self._row(OpCode.GATHER, 0, self.features, 0, x, ld)
        self._row(OpCode.GATHER, self.examples * self.features, target_width, 0, y, ld)
        uses, n_in = [], self.features
        self._initial: list[tuple[int, int, int]] = []
        for n_out, activation in self._layers:
            weight, bias = self._p.take(n_in * n_out), self._p.take(n_out)
            self._initial.append((weight, n_in * n_out, n_in))
            z, a, da, dz = (w.take(n_out * ld) for _ in range(4))
            self._row(OpCode.DENSE_FORWARD, x, weight, bias, z, n_in, n_out, ld)
            if activation == "logits":
                self._row(OpCode.SOFTMAX_FORWARD, z, a, n_out, ld)
            else:
                self._row(FORWARD[activation], z, a, n_out * ld)
            uses.append((x, weight, bias, z, a, da, dz, n_in, n_out, activation))
            x, n_in = a, n_out
        self.parameters = self._p.size
        self.loss, lanes = w.take(1), w.take(ld)
        self.gradient = w.take(self.parameters)
        one = float_bits(1.0)
        _, _, _, z, a, da, dz, _, units, activation = uses[-1]
        if activation == "logits":
            self._row(OpCode.CE_LOGITS_LOSS, z, a, y, dz, self.loss, lanes, units, ld, one)
        else:
            self._row(OpCode.MSE_LOSS, a, y, da, self.loss, lanes, units, ld, one)
        self._backward(uses, optimizer)

    def _backward(
        self, uses: list[tuple[int, int, int, int, int, int, int, int, int, str]], optimizer: str
    ) -> None:
        g, n = self.gradient, self.parameters
        for index in reversed(range(len(uses))):
            x, weight, bias, z, a, da, dz, n_in, n_out, activation = uses[index]
            if activation != "logits":
                self._row(BACKWARD[activation], z, a, da, dz, n_out * self.ld)
            self._row(
                OpCode.DENSE_BACKWARD_WEIGHT,
                *(x, dz, g + weight, g + bias, n_in, n_out, self.ld, 0),
            )
            if index > 0:
                before = uses[index - 1][5]
                self._row(OpCode.DENSE_BACKWARD_INPUT, weight, dz, before, n_in, n_out, self.ld, 0)
        self._row(OpCode.GUARD_GRADIENT, self.loss, g, n)
        if optimizer == "adam":
            self._row(OpCode.ADAM_UPDATE, 0, n, 2 * n, g, n)
        else:
            self._row(OpCode.SGD_UPDATE, 0, g, n)
        self._row(OpCode.GUARD_PARAMETERS, 0, n)

    def run(self, steps: int) -> tuple[int, int]:
        """Do ``steps`` updates in one call."""
        if steps > len(self.trace):
            self.trace = np.zeros(steps, dtype=np.float32)
        return machine.run_steps(
            self.bound,
            self.workspace,
            self.table,
            self.registers,
            0,
            self.examples,
            self.batch,
            self.key,
            self.state,
            steps,
            self.stop,
            self.trace,
        )

    def begin(self) -> None:
        machine.begin_step(
            self.table, self.registers, 0, self.examples, self.batch, self.key, self.state
        )

    def rows(self, start: int, stop: int) -> int:
        return machine.run_rows(self.bound, start, stop, self.workspace, self.table, self.registers)

    def finish(self) -> None:
        machine.finish_step(self.registers, self.examples, self.state)
