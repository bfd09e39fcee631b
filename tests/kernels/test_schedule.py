"""The learning rate: what its formulas give, and that everybody gets the same bits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels import machine
from playground.kernels.optable import REGISTERS, STATES, Register, Schedule, State
from playground.kernels.schedule import learning_rate


def compiled(kind: int, base: float, period: int, factor: float, t: int) -> float:
    """Return what the compiled loop writes into the register."""
    registers, state = np.zeros(REGISTERS), np.zeros(STATES, dtype=np.int64)
    registers[Register.BASE_RATE] = registers[Register.LEARNING_RATE] = base
    registers[Register.SCHEDULE], registers[Register.PERIOD] = kind, period
    registers[Register.FACTOR], state[State.STEP] = factor, t
    machine.begin_step(np.zeros(5, dtype=np.int32), registers, 0, 5, 2, 1, state)
    return float(registers[Register.LEARNING_RATE])


def expected(kind: Schedule, base: float, period: int, factor: float, t: int) -> float:
    """`ScheduleSpec`'s docstring in the library's functions."""
    if kind == Schedule.STEP:
        return float(base * factor ** (t // period))
    if kind == Schedule.COSINE:
        share = min(t / period, 1.0)
        return base * (factor + (1 - factor) * (1 + math.cos(math.pi * share)) / 2)
    if kind == Schedule.WARMUP:
        return base * min((t + 1) / period, 1.0)
    return base


@settings(max_examples=200, deadline=None)
@given(
    kind=st.sampled_from(Schedule),
    base=st.floats(1e-6, 10),
    period=st.integers(1, 10**5),
    factor=st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.1, 0.5, 1.0])),
    t=st.one_of(st.integers(0, 3000), st.integers(0, 10**9)),
)
def test_the_formulas_hold_and_everybody_gets_the_same_bits(
    kind: Schedule, base: float, period: int, factor: float, t: int
) -> None:
    rate = learning_rate(kind, base, period, factor, t)
    assert rate == compiled(kind, base, period, factor, t)
    want = expected(kind, base, period, factor, t)
    assert rate == pytest.approx(want, rel=1e-9, abs=1e-14 * base)


@pytest.mark.parametrize("kind", Schedule)
def test_where_schedules_begin_and_end(kind: Schedule) -> None:
    def at(t: int) -> float:
        return learning_rate(kind, 0.3, 100, 0.1, t)

    assert at(0) == (0.3 / 100 if kind == Schedule.WARMUP else 0.3)
    end = {Schedule.CONSTANT: 0.3, Schedule.WARMUP: 0.3}.get(kind, 0.03)
    assert at(100) == pytest.approx(end, rel=1e-12)
    if kind != Schedule.STEP:
        assert at(10**6) == at(100)


def test_a_constant_rate_is_left_alone() -> None:
    registers, state = np.zeros(REGISTERS), np.zeros(STATES, dtype=np.int64)
    registers[Register.LEARNING_RATE] = 0.07
    machine.begin_step(np.zeros(5, dtype=np.int32), registers, 0, 5, 2, 1, state)
    assert registers[Register.LEARNING_RATE] == 0.07
