"""How much work a program is: from its rows alone, so that what follows from it is the same everywhere.

The table is rough (a processor of today, one thread): it decides how often something is looked at,
never what is computed.
"""

import functools
import math
from collections.abc import Mapping

from playground.engine.curve import Grid, grid_for
from playground.engine.prepare import Prepared
from playground.engine.program import Program
from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS, OpCode

MULTIPLICATION = 0.02
"""Nanoseconds of one multiplication in a product."""
TOUCH = 0.1
"""Nanoseconds of one number that a row reads or writes."""
ROW = 10.0
"""Nanoseconds of beginning a row."""
PASS = 15_000.0
"""Nanoseconds around one run of the evaluation's tape."""
DECISION = 2.0
"""Nanoseconds of one output number when it is looked at."""

_RECURRENT = frozenset(
    {
        OpCode.RNN_FORWARD,
        OpCode.RNN_BACKWARD,
        OpCode.LSTM_FORWARD,
        OpCode.LSTM_BACKWARD,
        OpCode.GRU_FORWARD,
        OpCode.GRU_BACKWARD,
    }
)
"""Every weight meets every position of every example."""


def grid_of(prepared: Prepared) -> Grid:
    """Return where the curve of this project has its points."""
    evaluation = of_evaluation(prepared.evaluation, prepared.dataset.size)
    return grid_for(of_update(prepared.training), evaluation)


def of_update(training: Program) -> float:
    """Return the seconds of one update, roughly."""
    return 1e-9 * _tape(training)


def of_evaluation(evaluation: Program, examples: int) -> float:
    """Return the seconds that loss and accuracy over all examples take, roughly."""
    passes = -(-examples // evaluation.batch)
    each = PASS + _tape(evaluation) + DECISION * evaluation.output.rows * evaluation.batch
    return 1e-9 * passes * each


@functools.lru_cache(maxsize=16)
def _tape(program: Program) -> float:
    return sum(_row(*read_row(row)) for row in program.tape.rows)


def _row(code: OpCode, numbers: Mapping[str, int]) -> float:
    touched = sum(
        argument.extent(numbers)
        for argument in OPERATIONS[code].arguments
        if argument.extent is not None
    )
    return ROW + TOUCH * touched + MULTIPLICATION * _multiplications(code, numbers)


def _multiplications(code: OpCode, numbers: Mapping[str, int]) -> int:
    """Return those of a product; of all other rows 0: they touch numbers."""
    if "n_out" in numbers:
        return math.prod(numbers[name] for name in ("n_in", "n_out", "lanes"))
    if "kernel_h" in numbers:
        # A transposed one is spread from its input, which is the smaller side.
        sides = [numbers[a] * numbers[b] for a, b in (("height", "width"), ("out_h", "out_w"))]
        of_filter = numbers["c_in"] // numbers["groups"] * numbers["kernel_h"] * numbers["kernel_w"]
        return numbers["c_out"] * of_filter * min(sides) * numbers["ld"]
    if code in _RECURRENT:
        weight = next(a for a in OPERATIONS[code].arguments if a.name == "w")
        assert weight.extent is not None
        return weight.extent(numbers) * numbers["steps"] * numbers["ld"]
    if code is OpCode.RECURRENT_BACKWARD_WEIGHT:
        return math.prod(numbers[name] for name in ("rows", "units", "steps", "ld"))
    if "heads" in numbers:
        products = 2 if code is OpCode.ATTENTION_FORWARD else 4
        return products * numbers["units"] * numbers["positions"] ** 2 * numbers["ld"]
    return 0
