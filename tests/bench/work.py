"""How much arithmetic a step is, and how fast this machine does arithmetic at its best."""

import time
from collections.abc import Callable, Mapping

import numpy as np

from playground.engine.program import Program
from playground.engine.tape import read_row
from playground.kernels.optable import OpCode

Numbers = Mapping[str, int]


def _product(numbers: Numbers) -> float:
    return float(numbers["n_in"] * numbers["n_out"] * numbers["lanes"])


def _convolution(numbers: Numbers) -> float:
    """Every output of every channel meets a whole window, borders included."""
    window = numbers["c_in"] // numbers["groups"] * numbers["kernel_h"] * numbers["kernel_w"]
    places = numbers["out_h"] * numbers["out_w"]
    return float(window * numbers["c_out"] * places * numbers["ld"])


def _spread(numbers: Numbers) -> float:
    """The same the other way round: every input meets a whole window."""
    window = numbers["c_out"] // numbers["groups"] * numbers["kernel_h"] * numbers["kernel_w"]
    places = numbers["height"] * numbers["width"]
    return float(window * numbers["c_in"] * places * numbers["ld"])


def _recurrence(gates: int) -> Callable[[Numbers], float]:
    """State times state weights at every step."""
    return lambda numbers: float(gates * numbers["units"] ** 2 * numbers["steps"] * numbers["ld"])


def _recurrent_weights(numbers: Numbers) -> float:
    return float(numbers["rows"] * numbers["units"] * numbers["steps"] * numbers["ld"])


def _attention(products: int) -> Callable[[Numbers], float]:
    """Every position meets every position, half of them where it is causal."""
    return lambda numbers: (
        products
        * numbers["units"]
        * numbers["positions"] ** 2
        * numbers["ld"]
        / (1.0 + numbers["causal"])
    )


PRODUCTS: Mapping[OpCode, Callable[[Numbers], float]] = {
    OpCode.DENSE_FORWARD: _product,
    OpCode.DENSE_BACKWARD_WEIGHT: _product,
    OpCode.DENSE_BACKWARD_INPUT: _product,
    OpCode.CONV_FORWARD: _convolution,
    OpCode.CONV_BACKWARD_WEIGHT: _convolution,
    OpCode.CONV_BACKWARD_INPUT: _convolution,
    OpCode.TRANSPOSED_CONV_FORWARD: _spread,
    OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT: _spread,
    OpCode.TRANSPOSED_CONV_BACKWARD_INPUT: _spread,
    OpCode.RNN_FORWARD: _recurrence(1),
    OpCode.RNN_BACKWARD: _recurrence(1),
    OpCode.LSTM_FORWARD: _recurrence(4),
    OpCode.LSTM_BACKWARD: _recurrence(4),
    OpCode.GRU_FORWARD: _recurrence(3),
    OpCode.GRU_BACKWARD: _recurrence(3),
    OpCode.RECURRENT_BACKWARD_WEIGHT: _recurrent_weights,
    OpCode.ATTENTION_FORWARD: _attention(2),
    OpCode.ATTENTION_BACKWARD: _attention(4),
}
"""Operation → multiplications of one row. What is not here does little beside them."""


def multiplications(row: list[int], share: float = 1.0) -> float:
    """Return the multiplications of one row; ``share`` of its lanes are examples."""
    code, numbers = read_row(row)
    return PRODUCTS[code](numbers) * share if code in PRODUCTS else 0.0


def operations(program: Program) -> float:
    """Return the floating-point operations (multiply and add) of a step, padding not counted."""
    share = program.batch / program.ld
    return 2.0 * sum(multiplications(row, share) for row in program.tape.rows.tolist())


class LargeMatrix:
    """The rate of a large product of matrices in NumPy, in operations per CPU second."""

    SIZE = 768

    def __init__(self) -> None:
        random = np.random.default_rng(0)
        self._a, self._b = random.standard_normal((2, self.SIZE, self.SIZE)).astype(np.float32)
        self._c = np.empty_like(self._a)

    def rate(self, times: int = 8) -> float:
        began = time.process_time()
        for _ in range(times):
            np.matmul(self._a, self._b, out=self._c)
        return times * 2.0 * self.SIZE**3 / (time.process_time() - began)
