"""Arithmetic of pace, bursts, rate and budget, on a clock made of numbers."""

import math

import pytest

from playground.model.errors import PlaygroundError
from playground.session.pacing import (
    ARREARS,
    BURST,
    LONGEST_WAIT,
    TICK,
    Budget,
    BurstSize,
    Pace,
    Rate,
)


def walk(pace: Pace, until: float, began: float = 0.0) -> list[tuple[float, int]]:
    """Do whatever is due and wait as told; return (time, updates) of every burst."""
    now = began
    bursts = []
    while now < until:
        due = pace.due(now)
        assert due is not None
        if due:
            bursts.append((now, due))
            pace.spend(due)
        now += pace.wait()
    return bursts


@pytest.mark.parametrize("rate", [0.5, 1.0, 3.0, 60.0, 1000.0, 123456.0])
def test_a_pace_is_kept_exactly(rate: float) -> None:
    pace = Pace(rate)
    pace.start(0.0)
    done = sum(steps for _, steps in walk(pace, 30.0))
    # One at once, then the rate; the last tick may lie before the end.
    assert 1 + rate * (30.0 - TICK) - 1 <= done <= 1 + rate * 30.0 + 1e-6


@pytest.mark.parametrize("rate", [0.0, -1.0, math.nan, math.inf])
def test_a_pace_that_makes_no_sense_is_refused(rate: float) -> None:
    pace = Pace(5.0)
    with pytest.raises(PlaygroundError, match="pace"):
        pace.change(rate, 0.0)
    assert pace.rate == 5.0


def test_the_slowest_pace_is_waited_for_in_pieces() -> None:
    pace = Pace(5e-324)
    pace.start(0.0)
    pace.spend(1)
    assert pace.due(0.0) == 0
    assert pace.wait() == LONGEST_WAIT


def test_updates_are_spread_evenly() -> None:
    pace = Pace(1000.0)
    pace.start(0.0)
    bursts = walk(pace, 1.0)[1:]
    assert {steps for _, steps in bursts} <= {16, 17}
    slow = Pace(2.0)
    slow.start(0.0)
    assert [round(at, 6) for at, _ in walk(slow, 2.1)] == [0.0, 0.5, 1.0, 1.5, 2.0]


def test_what_could_not_be_done_in_time_is_not_rushed_later() -> None:
    pace = Pace(100.0)
    pace.start(0.0)
    assert pace.due(0.0) == 1
    pace.spend(1)
    assert pace.due(20.0) == 1 + round(100.0 * ARREARS)


def test_what_one_burst_could_not_hold_is_due_at_once() -> None:
    pace = Pace(100_000.0)
    pace.start(0.0)
    pace.due(0.05)
    pace.spend(10)
    assert pace.wait() == 0.0


def test_another_pace_keeps_what_was_waited_for() -> None:
    pace = Pace(1.0)
    pace.start(0.0)
    pace.spend(1)
    pace.change(2.0, 0.75)
    assert pace.due(0.80) == 0
    assert pace.due(0.88) == 1


def test_flat_out_knows_no_waiting() -> None:
    pace = Pace(None)
    pace.start(0.0)
    assert pace.due(5.0) is None
    assert pace.wait() == 0.0
    pace.change(1.0, 6.0)
    assert pace.due(6.0) is not None
    assert pace.due(6.0) <= 1  # type: ignore[operator]


def test_bursts_take_the_time_they_should() -> None:
    size = BurstSize()
    assert size.steps() == 1
    size.note(1, 1e-4)
    assert size.steps() == pytest.approx(BURST / 1e-4, abs=1)
    size.note(10, 10 * 1e-2)  # suddenly a hundred times dearer: believed at once
    assert size.steps() == 1
    size.note(0, 5.0)  # a burst that was cut off at once teaches nothing
    assert size.steps() == 1


def test_the_rate_is_measured_over_a_second_and_shown_calmly() -> None:
    rate = Rate()
    assert rate.shown(0.0) is None
    for tick in range(200):
        rate.note(10, tick * 0.01)
    assert rate.shown(2.0) == pytest.approx(1000.0, rel=0.02)
    rate.note(500, 2.01)
    assert rate.shown(2.02) == pytest.approx(1000.0, rel=0.02)  # renewed four times a second


def test_the_rate_of_one_step_a_second_is_one() -> None:
    rate = Rate()
    for second in range(5):
        rate.note(1, float(second))
    assert rate.shown(4.0) == pytest.approx(1.0)


def test_pictures_take_no_more_than_their_share() -> None:
    budget, now, spent = Budget(), 0.0, 0.0
    while now < 10.0:
        now += BURST
        if budget.allows(now, 0.12):
            budget.spend(0.02)
            spent += 0.02
            now += 0.02
    assert 0.10 * now < spent <= 0.12 * now + Budget.CAPACITY + 0.02


def test_a_rate_that_fell_to_nothing_rises_again() -> None:
    rate = Rate()
    rate.note(60, 1.0)
    rate.note(0, 60.0)
    rate.note(0, 61.0)
    assert rate.shown(61.0) == 0.0
    rate.note(60, 62.0)
    shown = rate.shown(62.0)
    assert shown is not None
    assert shown > 0.0
