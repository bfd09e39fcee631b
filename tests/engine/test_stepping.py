"""Row by row, lane by lane, batch by batch: always the same bits, and exact positions."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.ids import WeightRef
from playground.model.project import Project
from tests.engine.projects import project, same_bits, same_parameters

STEPS = 1000


def small(seed: int = 1) -> Project:
    return project(
        "dense 3 tanh > dense 2 relu > output", "xor", examples=60, batch=7, l2=0.01, seed=seed
    )


def finish(trainer: Trainer) -> None:
    """Complete the batch in progress, if there is one."""
    if trainer.row > 0:
        trainer.advance_batch()


@pytest.fixture(scope="module")
def reference() -> Trainer:
    trainer = Trainer(small())
    trainer.advance(STEPS)
    return trainer


def test_single_steps_give_the_bits_of_one_burst(reference: Trainer) -> None:
    trainer = Trainer(small())
    for _ in range(STEPS):
        assert trainer.advance(1).done == 1
    assert same_parameters(trainer, reference)


def test_rows_give_the_bits_of_one_burst(reference: Trainer) -> None:
    trainer = Trainer(small())
    done = 0
    while done < STEPS:
        done += trainer.advance_operation().done
    assert trainer.step == STEPS
    assert same_parameters(trainer, reference)


@pytest.mark.parametrize("at", [33, 500, 777])
def test_saved_and_continued_gives_the_bits_of_one_burst(reference: Trainer, at: int) -> None:
    first = Trainer(small())
    first.advance(at)
    # Also in the middle of a pass.
    assert (first.state().cursor > 0) == (at != 500)
    second = Trainer(first.project, state=first.state())
    second.advance(STEPS - at)
    assert same_parameters(second, reference)
    ours, theirs = second.state(), reference.state()
    assert (ours.step, ours.epoch, ours.cursor) == (theirs.step, theirs.epoch, theirs.cursor)
    assert ours.curve.batch_mean.tobytes() == theirs.curve.batch_mean.tobytes()


@pytest.mark.parametrize("burst", [7, 64, 333])
def test_other_burst_lengths_give_the_bits_of_one_burst(reference: Trainer, burst: int) -> None:
    trainer = Trainer(small())
    while trainer.step < STEPS:
        trainer.advance(min(burst, STEPS - trainer.step))
    assert same_parameters(trainer, reference)


MOVES = st.lists(
    st.sampled_from(["operation", "example", "batch", "finish", "burst 1", "burst 5", "epoch"]),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(moves=MOVES)
def test_any_mix_gives_the_bits_of_one_burst(moves: list[str]) -> None:
    trainer = Trainer(small())
    for move in moves:
        actions: dict[str, Callable[[], object]] = {
            "operation": trainer.advance_operation,
            "example": trainer.advance_example,
            "batch": trainer.advance_batch,
            "finish": lambda: finish(trainer),
            "burst 1": lambda: trainer.advance(1),
            "burst 5": lambda: trainer.advance(5),
            "epoch": lambda: trainer.advance(trainer.updates_left_in_epoch),
        }
        actions[move]()
    finish(trainer)
    other = Trainer(small())
    other.advance(trainer.step)
    assert same_parameters(trainer, other)
    assert trainer.curve().train_loss.tobytes() == other.curve().train_loss.tobytes()
    assert trainer.curve().batch_max.tobytes() == other.curve().batch_max.tobytes()


def test_another_seed_gives_other_bits(reference: Trainer) -> None:
    trainer = Trainer(small(seed=2))
    trainer.advance(STEPS)
    assert not same_bits(trainer.state().tensors, reference.state().tensors)


def test_examples_walk_through_the_lanes_and_then_update() -> None:
    trainer = Trainer(project(batch=3))
    update = trainer.bound.program.tape.phase("update").start
    start = trainer.state().tensors
    for lane in range(3):
        assert trainer.advance_example().done == 0
        position = trainer.position
        assert (position.operation, position.lane, position.lanes) == (update, lane, 3)
        assert len(position.examples) == 3
        assert same_bits(trainer.state().tensors, start)
        probe = trainer.probe(position.examples[lane])
        assert probe.lane == lane
        assert np.isfinite(probe.loss)
    assert trainer.advance_example().done == 1
    assert trainer.step == 1
    assert trainer.position.operation == 0
    # The fourth example is a batch of its own: one press does all of it.
    assert trainer.advance_example().done == 1
    assert trainer.epoch == 1


def test_the_loss_of_the_batch_in_progress_is_told_once_it_is_there() -> None:
    trainer = Trainer(project(batch=3))
    trainer.advance(1)
    known = trainer.bound.program.tape.phase("loss").stop
    told = []
    while trainer.advance_operation().done == 0:
        position = trainer.position
        assert (position.loss is not None) == (position.operation >= known)
        told += [] if position.loss is None else [position.loss]
    assert set(told) == {trainer.batch_loss}
    assert trainer.position.loss is None


def test_example_is_batch_when_the_batch_has_one_example() -> None:
    trainer = Trainer(project(batch=1))
    for step in range(1, 6):
        assert trainer.advance_example().done == 1
        assert trainer.step == step


def test_an_operation_shows_only_what_is_computed() -> None:
    trainer = Trainer(project())
    _, hidden, head = trainer.resolution.order
    trainer.advance_operation()
    trainer.advance_operation()
    example = trainer.position.examples[2]
    assert trainer.probe(example).layers[hidden].z is None
    trainer.advance_operation()
    shown = trainer.probe(example)
    assert shown.lane == 2
    assert shown.layers[hidden].z is not None
    assert shown.layers[hidden].a is None
    assert np.isnan(shown.loss)
    alone = trainer.evaluator.probe(example, 0)
    np.testing.assert_allclose(
        np.asarray(shown.layers[hidden].z), np.asarray(alone.layers[hidden].z), rtol=1e-5
    )
    while trainer.position.operation < trainer.bound.program.tape.phase("update").start:
        trainer.advance_operation()
    whole = trainer.probe(example)
    # The lane's blame is the example's share of the mean over four examples.
    np.testing.assert_allclose(
        4 * np.asarray(whole.layers[head].dz), np.asarray(alone.layers[head].dz), rtol=1e-4
    )
    assert whole.layers[head].da is None, "a head on logits has no blame at a"


def test_examples_outside_the_batch_show_a_probe_of_their_own() -> None:
    trainer = Trainer(project(batch=2))
    trainer.advance_operation()
    outside = next(i for i in range(4) if i not in trainer.position.examples)
    assert trainer.probe(outside).lane is None


def test_play_finishes_the_batch_in_progress_first() -> None:
    trainer = Trainer(project())
    trainer.advance_operation()
    assert trainer.advance(1).done == 1
    assert (trainer.step, trainer.position.operation) == (1, 0)
    trainer.advance_operation()
    assert trainer.advance(3).done == 3
    assert trainer.step == 4


def test_a_raised_stop_flag_stops() -> None:
    trainer = Trainer(project())
    flag = np.ones(1, dtype=np.int32)
    assert trainer.advance(1000, flag).done == 0
    assert trainer.step == 0


def test_looking_does_not_change_training() -> None:
    watched, alone = Trainer(small()), Trainer(small())
    for step in range(10):
        watched.advance(3)
        watched.metrics()
        watched.probe(step)
        watched.evaluator.layer_activations(np.zeros((5, 2), np.float32))
    alone.advance(30)
    assert same_parameters(watched, alone)


def test_dropping_a_batch_changes_nothing() -> None:
    trainer, other = Trainer(small()), Trainer(small())
    trainer.advance(9)
    for _ in range(12):
        trainer.advance_operation()
    trainer.change_project(edits.set_training(trainer.project, l2=0.01, seed=1, batch_size=7))
    trainer.drop_batch()
    trainer.advance(5)
    other.advance(14)
    assert same_parameters(trainer, other)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_an_update_that_is_half_done_is_no_part_of_the_run_yet(optimizer: str) -> None:
    """The row that moves the weights has run, the guard behind it has not: still step 600."""
    start = project("dense 3 tanh > output", "xor", examples=60, batch=7, optimizer=optimizer)
    stepped, other = Trainer(start), Trainer(start)
    for trainer in (stepped, other):
        trainer.advance(601)  # no point of the curve, so nothing was measured here
    for _ in range(len(stepped.operations) - 1):
        stepped.advance_operation()
    assert stepped.metrics().train_loss == other.metrics().train_loss
    assert same_parameters(stepped, other)
    assert stepped.row == len(stepped.operations) - 1

    again = Trainer(start, state=stepped.state())
    assert stepped.advance_operation().done == 1
    for trainer in (again, other):
        trainer.advance(1)
    assert same_parameters(stepped, other)
    assert same_parameters(again, other)


def test_a_change_in_the_midst_of_an_update_takes_it_back() -> None:
    start = project("dense 3 tanh > output", "xor", examples=60, batch=7)
    weight = Trainer(start).resolution.layers[Trainer(start).resolution.order[1]].parameters[1]
    ref = WeightRef(weight.id, weight.targets[0])
    changes: tuple[Callable[[Trainer], None], ...] = (
        lambda trainer: trainer.set_weight(ref, 0.5),
        lambda trainer: trainer.change_project(edits.set_optimizer(start, learning_rate=0.2)),
        lambda trainer: trainer.change_project(edits.set_optimizer(start, kind="sgd")),
        lambda trainer: trainer.go_to(trainer.step),
    )
    for change in changes:
        stepped, other = Trainer(start), Trainer(start)
        for trainer in (stepped, other):
            trainer.advance(10)
        for _ in range(len(stepped.operations) - 1):
            stepped.advance_operation()
        for trainer in (stepped, other):
            change(trainer)
            trainer.advance(5)
        assert same_parameters(stepped, other)
