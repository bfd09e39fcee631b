"""Bursts whose arrays share memory learn the same, to the bit, whatever lay there before."""

import dataclasses
import random
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from playground.engine import sharing
from playground.engine.flow import touches, verify_flow
from playground.engine.prepare import prepare
from playground.engine.program import Program
from playground.engine.sharing import share
from playground.engine.state import Int64
from playground.engine.tape import Tape
from playground.engine.trainer import Trainer
from playground.engine.verify import verify_rows
from playground.engine.verify_indices import TapeError
from playground.model import edits
from playground.model.project import Project
from tests.engine.projects import project, same_parameters
from tests.engine.test_equal_bits import network
from tests.engine.test_heads import players, tied, two_heads
from tests.engine.test_one_step_alone import in_turns

NETWORKS = 200

SEPARABLE = (
    "conv 8 3x3 relu > conv 8 3x3 groups 8 relu > conv 16 1x1 relu > pool 2 > "
    "conv 16 3x3 groups 16 relu > global_average_pool > output"
)


@pytest.fixture(autouse=True)
def small_programs_share_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "LEAST", 0)


def apart(made: Project) -> Trainer:
    """Return a trainer whose arrays all have places of their own."""
    with mock.patch.object(sharing, "LEAST", 2**60):
        return Trainer(made)


def with_rows(program: Program, rows: Int64) -> Program:
    return replace(program, tape=Tape(rows, program.tape.labels))


def most(program: Program) -> int:
    """Return where the last number lies that a row touches."""
    return max(touch.stop for row in program.tape.rows.tolist() for touch in touches(row))


def train(trainer: Trainer, rng: random.Random, *, poisoned: bool) -> None:
    """Do some updates; before each burst the workspace holds what may never be read."""
    for steps in (1, 3, 2):
        if poisoned:
            if rng.random() < 0.5:
                for _ in range(rng.randrange(len(trainer.bound.tape))):
                    trainer.advance_operation()
                trainer.drop_batch()
            else:
                trainer.bound.workspace[:] = np.nan
        trainer.advance(steps)
        assert trainer.guard is None
    trainer.advance_batch()


@pytest.mark.parametrize("first", range(0, NETWORKS, 25))
def test_drawn_networks_learn_the_same_in_shared_memory(first: int) -> None:
    for number in range(first, first + 25):
        with network(number) as made:
            shared, other = Trainer(made), apart(made)
            train(shared, random.Random(number), poisoned=True)
            train(other, random.Random(number), poisoned=False)
            assert same_parameters(shared, other), f"network {number}"
            assert shared.bound.registers.tobytes() == other.bound.registers.tobytes()
            assert shared.curve().train_loss.tobytes() == other.curve().train_loss.tobytes()


@pytest.mark.parametrize("made", [players(), tied(), two_heads(0.5), in_turns()])
def test_steps_of_several_phases_are_the_same(made: Project) -> None:
    shared, other = Trainer(made), apart(made)
    for trainer in (shared, other):
        trainer.advance(5)
        trainer.advance_operation()
        trainer.advance(4)
    assert same_parameters(shared, other)


@pytest.mark.parametrize("clip", [None, 0.5])
def test_zeros_that_nobody_writes_stay_where_they_are(clip: float | None) -> None:
    """The gradient of a frozen layer: a guard and the clipping look at all of them."""
    made = project("dense 9 tanh > dense 7 relu > dense 8 tanh > output", "spiral", batch=10)
    made = edits.set_frozen(made, [made.network.layers[2].id], True)
    made = replace(made, training=replace(made.training, clip=clip))
    shared, other = Trainer(made), apart(made)
    assert shared.bound.program.gradient is not None
    for trainer in (shared, other):
        for steps in (1, 4, 7):
            trainer.advance(steps)
            trainer.advance_batch()
    assert same_parameters(shared, other)


def test_a_network_of_pictures_takes_less_than_half() -> None:
    program = prepare(project(SEPARABLE, "digits", examples=60, batch=32)).training
    assert most(share(program)) < 0.45 * program.workspace_size


def test_a_small_program_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    program = prepare(project()).training
    assert share(program) is program


def test_number_by_number_an_array_takes_over_the_place_of_what_it_is_made_of() -> None:
    program = prepare(project("dense 9 relu > output", "spiral")).training
    rows = share(program).tape.rows.tolist()
    for label, row in zip(program.tape.labels, rows, strict=True):
        places = {touch.start for touch in touches(row)}
        if label.formula == "a = max(0, z)":
            assert len(places) == 1
        if label.formula == "δ = ∂L/∂a·[z > 0]":
            a, before, after = [touch.start for touch in touches(row)][1:]
            assert before == after != a


@pytest.mark.parametrize("number", range(0, 60, 3))
def test_a_row_that_looks_elsewhere_is_refused(number: int) -> None:
    """Every place of every row is moved in turn: whoever reads it then would read something else."""
    with network(number) as made:
        program = prepare(made).training
    shared = share(program)
    verify_flow(program, shared)
    unnoticed = []
    for index, row in enumerate(shared.tape.rows.tolist()):
        for touch in touches(row):
            rows = shared.tape.rows.copy()
            rows[index, touch.column] += 16
            try:
                verify_flow(program, with_rows(program, rows))
            except TapeError:
                continue
            unnoticed.append((index, touch))
    for index, touch in unnoticed:
        # Room that a row uses for itself, what it only names, and what nobody reads.
        assert not touch.is_read, f"row {index}"
        assert not is_used(program, index, touch.column), f"row {index}"


def is_used(program: Program, index: int, column: int) -> bool:
    """Say whether a later row reads what a row has written, before another one writes over it."""
    rows = [list(touches(row)) for row in program.tape.rows.tolist()]
    own = next(touch for touch in rows[index] if touch.column == column)
    there = np.zeros(program.workspace_size, np.bool_)
    there[own.start : own.stop] = own.is_written
    for row in rows[index + 1 :]:
        if any(touch.is_read and there[touch.start : touch.stop].any() for touch in row):
            return True
        for touch in row:
            if touch.is_written:
                there[touch.start : touch.stop] = False
    return False


def test_a_row_may_write_over_what_it_reads_only_number_by_number() -> None:
    program = prepare(project("dense 9 relu > dense 9 softmax > output", "spiral")).training
    unnamed = dataclasses.replace(program, slices={})
    rows = program.tape.rows.copy()
    names = [label.formula for label in program.tape.labels]
    for formula, is_allowed in (("a = max(0, z)", True), ("a = softmax z", False)):
        index, moved = names.index(formula), rows.copy()
        moved[index, 2] = moved[index, 1]
        with pytest.raises(TapeError, match="writes a over z"):
            verify_rows(program, moved)  # where arrays have names, each has a place of its own
        if is_allowed:
            verify_rows(unnamed, moved)
            moved[index, 2] += program.ld
        with pytest.raises(TapeError, match="writes a over z"):
            verify_rows(unnamed, moved)
