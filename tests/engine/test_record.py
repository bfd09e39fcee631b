"""The past is looked at, followed and left: nothing of the run is forgotten, and bits stay."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from playground.engine import lines as lines_module
from playground.engine import run as run_module
from playground.engine.state import Curve, WeightChange
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.errors import PlaygroundError
from tests.engine.projects import project, same_bits, same_parameters
from tests.engine.test_travel import eventful


@pytest.fixture(autouse=True)
def many_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep copies that lie close, so that every kind of way is gone in a short run."""
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0005)


def same_curve(a: Curve, b: Curve) -> bool:
    names = ("steps", "train_loss", "batch_min", "batch_mean", "batch_max")
    return all(getattr(a, name).tobytes() == getattr(b, name).tobytes() for name in names)


def test_every_visited_step_is_what_it_was_and_nothing_is_forgotten() -> None:
    trainer, whole = eventful(200), eventful(200)
    draw = random.Random(1)
    for target in [draw.randint(0, 200) for _ in range(60)]:
        assert trainer.visit(target)
        there = eventful(target)
        assert (trainer.step, trainer.end, trainer.is_past) == (target, 200, target < 200)
        assert same_parameters(trainer, there), target
        assert trainer.project == there.project
        assert trainer.interventions == there.interventions
        assert same_curve(trainer.curve_so_far(), there.curve())
        assert same_curve(trainer.curve(), whole.curve())
        assert trainer.batch_loss == there.batch_loss or target == 0
    trainer.visit(200)
    assert not trainer.is_past
    assert same_parameters(trainer, whole)
    for run in (trainer, whole):
        run.advance(333)
    assert same_parameters(trainer, whole)
    assert same_curve(trainer.curve(), whole.curve())
    assert trainer.interventions == whole.interventions


@pytest.mark.parametrize("unit", ["bursts", "batches", "operations", "examples"])
def test_going_on_in_the_past_follows_the_record_to_its_end_and_beyond(unit: str) -> None:
    trainer, whole = eventful(200), eventful(200)
    trainer.visit(60)
    move: Callable[[], object] = {
        "bursts": lambda: trainer.advance(7),
        "batches": trainer.advance_batch,
        "operations": trainer.advance_operation,
        "examples": trainer.advance_example,
    }[unit]
    while trainer.is_past:
        move()
    trainer.advance(260 - trainer.step)
    whole.advance(60)
    assert same_parameters(trainer, whole)
    assert same_curve(trainer.curve(), whole.curve())
    assert trainer.lines == ()


def test_a_change_in_the_past_is_another_line_and_both_can_be_gone_back_to() -> None:
    trainer, whole = eventful(200), eventful(200)
    trainer.visit(120)
    trainer.change_project(edits.set_training(trainer.project, l2=0.1))
    assert (trainer.number, [line.number for line in trainer.lines]) == (2, [1])
    assert trainer.end == trainer.step == 120
    trainer.advance(30)

    other = eventful(120)
    other.change_project(edits.set_training(other.project, l2=0.1))
    other.advance(30)
    assert same_parameters(trainer, other)
    assert same_curve(trainer.curve(), other.curve())

    trainer.follow(1)
    assert (trainer.number, trainer.step) == (1, 200)
    assert same_parameters(trainer, whole)
    assert same_curve(trainer.curve(), whole.curve())
    assert trainer.visit(90)
    assert same_parameters(trainer, eventful(90))
    trainer.follow(2)
    assert same_parameters(trainer, other)
    assert trainer.project == other.project
    trainer.visit(125)
    trainer.visit(150)
    assert same_parameters(trainer, other)
    with pytest.raises(PlaygroundError):
        trainer.follow(3)


def test_a_line_that_begins_between_two_points_of_the_curve_keeps_the_losses_since() -> None:
    trainer, other = Trainer(project()), Trainer(project())
    trainer.advance(1100)
    trainer.visit(1001)
    other.advance(1001)
    for run in (trainer, other):
        run.change_project(edits.set_training(run.project, l2=0.1))
        assert run.state().batch_losses.size == 1
        run.advance(20)
    assert same_curve(trainer.curve(), other.curve())


def test_whoever_goes_to_and_fro_between_lines_forgets_none() -> None:
    trainer = Trainer(project())
    trainer.advance(20)
    for number in range(lines_module.MOST_LINES):
        trainer.visit(5)
        trainer.change_project(edits.set_training(trainer.project, l2=0.1 + 0.01 * number))
        trainer.advance(15)
    for number in (5, 1, 9, 3):
        trainer.follow(number)
        kept = {trainer.number, *(line.number for line in trainer.lines)}
        assert kept == set(range(1, lines_module.MOST_LINES + 2))


def test_a_weight_moved_in_the_past_is_another_line_too() -> None:
    trainer = eventful(100)
    trainer.visit(50)
    change = eventful(100).interventions[1].change
    assert isinstance(change, WeightChange)
    ref = change.weight
    trainer.set_weight(ref, 2.0)
    assert trainer.weight(ref) == 2.0
    assert trainer.interventions[-1].step == 50
    trainer.follow(1)
    assert same_parameters(trainer, eventful(100))


def test_the_way_back_by_single_operations_shows_the_same_numbers() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "xor4", batch=3))
    seen = []
    for _ in range(40):
        seen.append(_sight(trainer))
        trainer.advance_operation()
    for there in reversed(seen):
        trainer.retreat_operation()
        assert _sight(trainer) == there
    trainer.retreat_operation()
    assert (trainer.step, trainer.row) == (0, 0)


def _sight(trainer: Trainer) -> tuple[object, ...]:
    position, probe = trainer.position, trainer.probe(0)
    numbers = [
        None if array is None else array.tobytes()
        for layer in probe.layers.values()
        for array in (layer.z, layer.a, layer.dz, layer.da)
    ]
    return trainer.step, position, numbers, [t.planes.tobytes() for t in trainer.state().tensors]


@pytest.mark.parametrize("unit", ["example", "batch", "epoch"])
def test_the_way_back_by_examples_batches_and_passes(unit: str) -> None:
    trainer = Trainer(project("dense 3 tanh > output", "xor4", batch=3))
    ways: dict[str, tuple[Callable[[], object], Callable[[], None]]] = {
        "example": (trainer.advance_example, trainer.retreat_example),
        "batch": (trainer.advance_batch, trainer.retreat_batch),
        "epoch": (lambda: trainer.advance(trainer.updates_left_in_epoch), trainer.retreat_epoch),
    }
    forward, back = ways[unit]
    seen = []
    for _ in range(12):
        seen.append((trainer.step, trainer.position))
        forward()
    for there in reversed(seen):
        back()
        assert (trainer.step, trainer.position) == there


def test_what_was_before_a_rewind_can_be_gone_back_to() -> None:
    trainer, whole = eventful(200), eventful(200)
    trainer.visit(100)
    trainer.rewind()
    assert (trainer.step, trainer.end) == (0, 0)
    trainer.advance(10)
    trainer.follow(1)
    assert same_parameters(trainer, whole)


def test_a_line_that_is_left_in_the_midst_of_an_update_ends_before_it() -> None:
    trainer, there = Trainer(project()), Trainer(project())
    trainer.advance(10)
    there.advance(10)
    for _ in range(len(trainer.bound.tape) - 1):
        trainer.advance_operation()
    trainer.rewind()
    trainer.follow(1)
    assert same_parameters(trainer, there)


def test_a_line_that_goes_off_in_the_midst_of_an_update_begins_before_it() -> None:
    trainer, there = eventful(100), eventful(50)
    trainer.visit(50)
    trainer.advance_to(len(trainer.bound.tape) - 1)
    trainer.branch()
    trainer.advance_operation()
    assert (trainer.step, trainer.number) == (51, 2)
    trainer.visit(50)
    assert same_parameters(trainer, there)


def test_a_long_way_can_be_ended_by_the_flag_and_gone_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 1e9)
    trainer, there = Trainer(project()), Trainer(project())
    trainer.advance(3000)
    flag = np.ones(1, dtype=np.int32)
    assert not trainer.visit(2500, flag)
    assert trainer.is_past
    assert trainer.end == 3000
    flag[0] = 0
    while not trainer.visit(2500, flag):
        pass
    there.advance(2500)
    assert same_parameters(trainer, there)


def test_one_step_has_one_record() -> None:
    """Looking at a step between two changes at it shows both of them."""
    trainer = Trainer(project("dense 4 tanh > output", "xor"))
    trainer.advance(40)
    layer = trainer.resolution.order[1]
    trainer.change_project(edits.set_units(trainer.project, layer, 6))
    trainer.change_project(edits.set_units(trainer.project, layer, 5))
    seen = trainer.state().tensors
    trainer.advance(10)
    trainer.visit(40)
    assert same_bits(trainer.state().tensors, seen)
    assert len(trainer.interventions) == 2


def test_memory_bounds_the_copies_and_every_step_stays_in_reach() -> None:
    trainer, there = Trainer(project(), memory=20_000), Trainer(project())
    trainer.advance(4000)
    assert trainer.copies.used <= 20_000
    trainer.visit(1777)
    there.advance(1777)
    assert same_parameters(trainer, there)


def test_lines_that_were_left_share_half_of_the_memory() -> None:
    """Block and copies of a run of 4 units are a few hundred bytes."""
    trainer = Trainer(project(), memory=160_000)
    trainer.advance(2000)
    for step in (1900, 1800, 1700):
        trainer.visit(step)
        trainer.change_project(edits.set_training(trainer.project, l2=step / 1e4))
        trainer.advance(500)
    assert [line.run.memory for line in trainer.lines] == [10_000] * 3
    assert all(line.run.used <= 10_000 for line in trainer.lines)
    assert trainer.copies.memory == 130_000
    assert trainer.copies.used < trainer.used <= trainer.memory == 160_000
    trainer.grant_memory(80_000)
    assert trainer.lines[0].run.memory == 5_000
    trainer.follow(1)
    assert trainer.copies.memory == 65_000
    assert trainer.used <= trainer.memory == 80_000
    trainer.forget_line(2)
    assert trainer.copies.memory == 70_000
    assert trainer.visit(1234)
    there = Trainer(project())
    there.advance(1234)
    assert same_parameters(trainer, there)


@pytest.mark.parametrize("count", [5, 33, 64, 65, 100, 1000])
def test_where_memory_is_full_old_copies_go_first_and_evenly(count: int) -> None:
    began = Trainer(project()).copies
    first = began.checkpoints[0]
    size = first.block.nbytes + first.pending.nbytes
    run = run_module.Run(began.initial_project, began.initial, began.stretches, memory=32 * size)
    apart, kept = run.gap, -1
    for step in range(count):
        if kept < 0 or step - kept >= run.gap / apart:
            kept = step
            run.keep(replace(first, step=step))
        assert run.used == run.count * size <= run.memory
    steps = [copy.step for copy in run.checkpoints]
    assert (steps[0], steps[-1]) == (0, kept)
    assert run.was_thinned == (count > 32)
    gaps = np.diff(steps)
    # Further apart in the older part than in the newer one, and never further than is said.
    half = len(gaps) // 2
    assert gaps[:half].mean() >= gaps[half:].mean()
    assert gaps.max() * apart <= run.widest_gap * 1.001
    assert gaps.max() <= 4 * gaps.min()
    assert run.count >= min(count, 16)
