"""Drawn networks of every kind, stepped through a whole update: a card for everybody at every row."""

import math
import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from playground.engine.trainer import Trainer
from playground.kernels.optable import Register
from playground.readout.arithmetic.asking import arithmetic, default_target
from playground.readout.arithmetic.records import Arithmetic, Target
from playground.readout.arithmetic.rendering import as_latex, as_text
from tests.engine.test_drawn_networks import drawn_project
from tests.engine.test_gradients import synthetic
from tests.peers.architectures import drawn
from tests.readout.arithmetic.comparing import (
    by_twin,
    compare,
    compare_by_hand,
    memory_of,
    targets_of,
)
from tests.readout.arithmetic.networks import trainer_on

# A network is drawn by its number: a smaller one is no simpler.
FEW = settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def check_card(card: Arithmetic, target: Target) -> None:
    assert card.target == target
    assert card.notes or card.lines
    assert as_text(card)
    assert as_latex(card).startswith("%")
    results = [line.name for line in card.lines if line.role == "result"]
    assert len(results) == (1 if card.is_concerned else 0), as_text(card)
    for line in card.lines:
        compare_by_hand(line)
        assert line.agrees, f"{card.code}: {line.name} = {line.text}: {line.value}, {line.checked}"
    if card.nearest is not None:
        assert card.nearest.is_concerned
        assert card.nearest.agrees


def step_through(trainer: Trainer, lane: int) -> int:
    """Ask for a card at every row for every target; return how many were concerned."""
    concerned = 0
    for target in targets_of(trainer):
        check_card(arithmetic(trainer, target, example=1), target)
    for _ in range(len(trainer.operations) - 1):
        trainer.advance_operation()
        if trainer.guard is not None:
            return concerned
        for target in targets_of(trainer):
            card = arithmetic(trainer, target, lane=lane % trainer.position.lanes)
            check_card(card, target)
            concerned += card.is_concerned
        shown = default_target(trainer, trainer.row - 1)
        assert shown is None or arithmetic(trainer, shown).is_concerned
    assert trainer.row == len(trainer.operations) - 1
    trainer.advance_operation()
    assert trainer.row == 0
    return concerned


@FEW
@given(number=st.integers(0, 400), lane=st.integers(0, 16), steps=st.integers(0, 3))
def test_networks_of_every_kind_of_layer(number: int, lane: int, steps: int) -> None:
    made, dataset = drawn(number)
    trainer = trainer_on(dataset, made)
    trainer.advance(steps)
    assert step_through(trainer, lane)


@FEW
@given(number=st.integers(0, 400), lane=st.integers(0, 16), steps=st.integers(0, 3))
def test_drawn_branches_losses_and_optimizers(number: int, lane: int, steps: int) -> None:
    made, rule = drawn_project(number)
    trainer = trainer_on(synthetic(rule), made)
    trainer.advance(steps)
    assert step_through(trainer, lane)


@FEW
@given(number=st.integers(0, 400))
def test_a_drawn_row_has_the_numbers_of_the_twin(number: int) -> None:
    made, rule = drawn_project(number)
    trainer = trainer_on(synthetic(rule), made)
    rng = random.Random(number)
    row = rng.randrange(len(trainer.operations) - 1)
    if row:
        trainer.advance_to(row)
    bound = trainer.bound
    before = memory_of(bound, bound.registers)
    trainer.advance_operation()
    assert trainer.overwritten is not None
    before = {**before, "R": trainer.overwritten.registers, "T": bound.table.copy()}
    after, written = memory_of(bound, bound.registers), by_twin(bound, row, before)
    lane = rng.randrange(int(bound.registers[Register.COUNT]))
    for target in targets_of(trainer):
        card = arithmetic(trainer, target, lane=lane)
        if card.is_concerned:
            compare(card, before, after, written)


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_numbers_that_are_none_break_no_card(value: float) -> None:
    made, rule = drawn_project(3)
    trainer = trainer_on(synthetic(rule), made)
    trainer.bound.block[: trainer.bound.program.layout.size] = value
    for target in targets_of(trainer):
        assert as_text(arithmetic(trainer, target))
    for _ in range(len(trainer.operations) - 1):
        trainer.advance_operation()
        for target in targets_of(trainer):
            assert as_text(arithmetic(trainer, target))
