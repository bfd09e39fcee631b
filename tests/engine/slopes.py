"""Tapes made by hand, on the slow machine in float64: gradients against differences of the loss."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine.assembly import Assembly
from playground.kernels.optable import REGISTERS, Register
from tests.engine.numpy_machine import NumpyMachine

Array = npt.NDArray[np.float64]
Run = Callable[[Array, int], Array]


class Net(Protocol):
    """Rows of a tape: ``size`` parameters, a loss at ``loss``, which the first ``end`` rows set."""

    assembly: Assembly
    size: int
    end: int
    loss: int

    def runner(self) -> Run:
        """Return a function (parameters, rows) → the workspace after these rows."""


def runner_of(assembly: Assembly, start: Array, count: int) -> Run:
    """Return a `Net.runner`: ``start`` is the workspace before, ``count`` lanes are examples."""
    registers = np.zeros(REGISTERS)
    registers[Register.COUNT] = count
    tape, table = assembly.finish().rows, np.zeros(1, dtype=np.int32)

    def run(parameters: Array, rows: int) -> Array:
        machine, workspace = NumpyMachine(), start.copy()
        deltas = {"P": machine.distance(parameters, workspace)}  # type: ignore[arg-type]
        bound = machine.bind(tape, deltas)
        machine.run_rows(bound, 0, rows, workspace, table, registers)  # type: ignore[arg-type]
        return workspace

    return run


def check_slopes(net: Net, deviation: float, every: int = 1) -> None:
    """Compare each (or each third …) gradient with the slope, at parameters of this deviation."""
    run = net.runner()
    parameters = np.random.default_rng(2).normal(0, deviation, net.size)
    start = net.assembly.gradient
    got = run(parameters, len(net.assembly.rows))[start : start + net.size]
    for index in range(0, net.size, every):
        high, low = parameters.copy(), parameters.copy()
        high[index] += 1e-5
        low[index] -= 1e-5
        want = (run(high, net.end)[net.loss] - run(low, net.end)[net.loss]) / 2e-5
        assert got[index] == pytest.approx(want, rel=1e-5, abs=1e-8), index
