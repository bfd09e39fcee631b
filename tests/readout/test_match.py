"""The race down a small loss: the engine's optimizer, the engine's loss, and the score."""

import math
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.project import OptimizerSpec, PhaseSpec
from playground.readout.landscape.fields import FIELDS, MOVES, REACH, Field, RivalName
from playground.readout.landscape.match import LOWEST, NODES, Match, Round, score

KINDS: tuple[RivalName, ...] = ("sgd", "momentum", "adam")


@pytest.fixture(scope="module")
def valley() -> Match:
    return Match(FIELDS["valley"], "sgd")


def test_the_valley_is_the_function_it_is_called(valley: Match) -> None:
    for x, y in ((10.0, 1.0), (-3.0, 0.5), (0.0, 0.0)):
        spot = valley.measure(x, y)
        assert spot.loss == pytest.approx(x * x / 2 + 25 * y * y, rel=1e-6, abs=1e-9)
        assert spot.slope == pytest.approx((x, 50 * y), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("rate", "steps"), [(0.039, 137), (0.041, None)])
def test_gradient_descent_takes_as_long_as_it_must(rate: float, steps: int | None) -> None:
    field = FIELDS["valley"]
    made = field.project("sgd")
    phase = PhaseSpec(optimizer=OptimizerSpec("sgd", rate))
    trainer = Trainer(replace(made, training=replace(made.training, phases=(phase,))))
    shape = trainer.bound.program.layout.trained[0].shape
    trainer.set_weights([shape.weight_at(0, 0), shape.weight_at(0, 1)], field.start)
    taken = 0
    while taken < 400 and trainer.metrics().train_loss >= 1e-3:
        trainer.advance(1)
        taken += 1
    assert taken == (400 if steps is None else steps)


def test_gradient_descent_goes_down_the_slope_it_feels(valley: Match) -> None:
    rate = valley.field.rates["sgd"]
    for before, after in zip(valley.rival, valley.rival[1:], strict=False):
        wanted = (before.x - rate * before.slope[0], before.y - rate * before.slope[1])
        assert (after.x, after.y) == pytest.approx(wanted, rel=1e-5, abs=1e-6)
    assert len(valley.rival) == MOVES + 1
    assert (valley.rival[0].x, valley.rival[0].y) == valley.field.start


@pytest.mark.parametrize("field", FIELDS.values(), ids=list(FIELDS))
@pytest.mark.parametrize("kind", KINDS)
def test_every_match_has_a_way_down_that_stays_on_the_map(field: Field, kind: RivalName) -> None:
    match = Match(field, kind)
    assert match.losses.shape == (NODES, NODES)
    assert np.isfinite(match.losses).all()
    assert match.rival[-1].loss < 0.6 * match.start.loss
    # The rival cannot win by itself: there is room below it for a person.
    assert match.losses.min() < 0.5 * match.rival[-1].loss
    for spot in match.rival:
        assert field.x[0] <= spot.x <= field.x[1]
        assert field.y[0] <= spot.y <= field.y[1]


def test_a_slope_is_the_one_of_the_map(valley: Match) -> None:
    match = Match(FIELDS["neuron"], "adam")
    spot, h = match.start, 1e-2
    measured = [
        (
            match.measure(spot.x + dx, spot.y + dy).loss
            - match.measure(spot.x - dx, spot.y - dy).loss
        )
        / (2 * h)
        for dx, dy in ((h, 0.0), (0.0, h))
    ]
    assert spot.slope == pytest.approx(measured, rel=1e-3, abs=1e-5)


def test_a_move_goes_no_farther_than_the_ring(valley: Match) -> None:
    width = valley.field.x[1] - valley.field.x[0]
    assert valley.within_reach((0.0, 0.0), (0.5, 0.1)) == (0.5, 0.1)
    x, y = valley.within_reach((0.0, 0.0), (12.0, 0.0))
    assert x == pytest.approx(REACH * width)
    assert y == 0.0


def test_a_round_ends_after_so_many_moves_or_when_it_is_given_up(valley: Match) -> None:
    state = Round((valley.start,))
    assert state.score == 0.0
    for _ in range(MOVES + 5):
        state = state.moved(valley, (0.0, 0.0))
    assert state.moves == MOVES
    assert state.is_over
    assert (state.here.x, state.here.y) == pytest.approx((0.0, 0.0))
    assert state.lead(valley) > 1.0
    left = Round((valley.start,), is_given_up=True)
    assert left.moved(valley, (0.0, 0.0)) is left


def test_the_score_counts_halvings_a_move() -> None:
    assert score(8.0, 1.0, 3) == 1.0
    assert score(8.0, 16.0, 1) == -1.0
    assert score(8.0, 0.0, 1) == math.log2(8.0 / LOWEST)
    assert math.isnan(score(8.0, math.nan, 1))
