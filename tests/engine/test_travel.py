"""Any past step is the nearest checkpoint plus replay, interventions included."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from playground.engine import run as run_module
from playground.engine.state import Fingerprint, RunState, Stretch, Tensor
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from tests.engine.projects import project, same_bits, same_parameters


def eventful(until: int) -> Trainer:
    """A run in which the person did a few things."""
    trainer = Trainer(project("dense 4 tanh > dense 3 tanh > output", "xor", rate=0.02))
    layer = trainer.resolution.order[1]
    ref = WeightRef(ParameterId(layer, "bias"), UnitRef(layer, UnitId("u1")))
    events: dict[int, Callable[[], None]] = {
        30: lambda: trainer.change_project(edits.remove_unit(trainer.project, layer, UnitId("u3"))),
        70: lambda: trainer.set_weight(ref, 0.5),
        100: lambda: trainer.change_project(edits.set_units(trainer.project, layer, 6)),
        150: lambda: trainer.change_project(
            edits.set_optimizer(trainer.project, kind="sgd", learning_rate=0.1)
        ),
    }
    for step, event in events.items():
        if step <= until:
            trainer.advance(step - trainer.step)
            event()
    trainer.advance(until - trainer.step)
    return trainer


@pytest.mark.parametrize("target", [0, 29, 30, 31, 69, 70, 99, 100, 128, 150, 199])
def test_every_past_step_comes_back_to_the_bit(target: int) -> None:
    trainer, there = eventful(200), eventful(target)
    trainer.go_to(target)
    assert trainer.step == target
    assert same_parameters(trainer, there)
    assert trainer.project == there.project
    assert trainer.state().journal == there.state().journal
    assert trainer.curve().steps.tolist() == there.curve().steps.tolist()
    assert trainer.curve().batch_mean.tobytes() == there.curve().batch_mean.tobytes()


def test_new_weights_and_another_seed_at_one_step_come_back_in_their_order() -> None:
    """The new units were drawn by the seed of before."""
    trainer = Trainer(project("dense 4 tanh > output", "xor"))
    trainer.advance(70)
    layer = trainer.resolution.order[1]
    trainer.change_project(edits.set_units(trainer.project, layer, 6))
    trainer.change_project(edits.set_training(trainer.project, seed=2))
    seen = trainer.state().tensors
    trainer.advance(20)
    trainer.go_to(70)
    assert same_bits(trainer.state().tensors, seen)


@pytest.mark.parametrize("target", [64, 70, 128])
def test_the_loss_of_the_last_batch_is_that_of_the_step(target: int) -> None:
    """Also where the step is a checkpoint, so that nothing is computed again."""
    trainer, there = eventful(199), eventful(target)
    trainer.go_to(target)
    assert trainer.batch_loss == there.batch_loss


def test_an_opened_run_that_goes_back_to_its_opening_keeps_its_curve() -> None:
    """It was saved between two points of the curve: losses before belong to the next one."""
    whole = eventful(150)
    whole.advance(1011 - 150)
    opened = Trainer(whole.project, state=whole.state())
    for run in (whole, opened):
        run.advance(20)
    opened.go_to(1011)
    opened.advance(20)
    assert opened.curve().batch_mean.tobytes() == whole.curve().batch_mean.tobytes()
    assert opened.curve().batch_max.tobytes() == whole.curve().batch_max.tobytes()


def test_going_on_from_the_past_gives_the_same_future() -> None:
    trainer, reference = eventful(120), eventful(120)
    trainer.go_to(45)
    trainer.go_to(40)
    trainer.advance(30)
    other = eventful(69)
    other.advance(1)
    assert same_parameters(trainer, other)
    assert reference.step == 120


def test_back_by_one_batch() -> None:
    trainer = Trainer(project())
    trainer.advance(99)
    before = trainer.state().tensors
    trainer.advance(1)
    trainer.go_to(trainer.step - 1)
    assert same_bits(trainer.state().tensors, before)


def test_a_saved_run_travels_back_too() -> None:
    state = eventful(200).state()
    trainer = Trainer(state.project, state=state)
    trainer.go_to(110)
    assert same_parameters(trainer, eventful(110))


def test_a_run_from_another_machine_goes_on_but_does_not_replay() -> None:
    state = eventful(120).state()
    foreign = dataclasses.replace(
        state, fingerprint=Fingerprint("engine", state.fingerprint.libraries, "other cpu")
    )
    trainer = Trainer(state.project, state=foreign)
    trainer.advance(5)
    trainer.go_to(120)
    assert same_bits(trainer.state().tensors, state.tensors)
    with pytest.raises(PlaygroundError, match="processor"):
        trainer.go_to(50)
    assert trainer.step == 120


def test_the_future_cannot_be_visited() -> None:
    trainer = Trainer(project())
    with pytest.raises(PlaygroundError):
        trainer.go_to(1)
    with pytest.raises(PlaygroundError):
        trainer.go_to(-1)


def test_checkpoints_stay_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "CHECKPOINT_COUNT", 8)
    trainer, other = Trainer(project()), Trainer(project())
    trainer.advance(3000)
    assert len(trainer._run._checkpoints) <= 8
    trainer.go_to(1234)
    other.advance(1234)
    assert same_parameters(trainer, other)


@pytest.fixture(scope="module")
def saved() -> RunState:
    return eventful(120).state()


def damaged(saved: RunState, index: int, **changes: object) -> RunState:
    tensors = list(saved.tensors)
    tensors[index] = dataclasses.replace(tensors[index], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(saved, tensors=tuple(tensors))


def spoilt(planes: np.ndarray, value: float) -> np.ndarray:
    copy = planes.copy()
    copy.flat[1] = value
    return copy


def bad_states(saved: RunState) -> list[RunState]:
    first: Tensor = saved.tensors[0]
    return [
        damaged(saved, 0, planes=spoilt(first.planes, np.nan)),
        damaged(saved, 0, planes=spoilt(first.planes, np.inf)),
        damaged(saved, 0, planes=first.planes[:, 1:]),
        damaged(saved, 0, planes=first.planes.astype(np.float64)),
        damaged(saved, 0, planes=-np.abs(first.planes) - 1),
        damaged(saved, 0, targets=first.targets[::-1]),
        damaged(saved, 0, id=ParameterId(first.id.layer, "other")),
        dataclasses.replace(saved, tensors=saved.tensors[1:]),
        dataclasses.replace(saved, tensors=(*saved.tensors, first)),
        dataclasses.replace(saved, step=-1),
        dataclasses.replace(saved, cursor=10**6),
        dataclasses.replace(saved, adam_step=saved.step + 1),
        dataclasses.replace(
            saved, curve=dataclasses.replace(saved.curve, steps=saved.curve.steps[::-1])
        ),
        dataclasses.replace(
            saved, curve=dataclasses.replace(saved.curve, steps=saved.curve.steps[1:])
        ),
        dataclasses.replace(
            saved, initial=(dataclasses.replace(first, planes=first.planes * np.nan),)
        ),
        dataclasses.replace(saved, initial=saved.initial[1:], record=None),
        dataclasses.replace(saved, later=(Stretch(50, saved.fingerprint),) * 2),
    ]


@pytest.mark.parametrize("index", range(17))
def test_a_damaged_state_is_refused_in_plain_words(saved: RunState, index: int) -> None:
    with pytest.raises(
        PlaygroundError, match=r"saved run does not fit|damaged|not those of its network"
    ):
        Trainer(saved.project, state=bad_states(saved)[index])


def changed(trainer: Trainer, number: int) -> None:
    kind = ("sgd", "adam")[number % 2]
    trainer.change_project(edits.set_optimizer(trainer.project, kind=kind, learning_rate=0.01))


def test_updates_that_are_stepped_row_by_row_leave_copies_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So does a run with a breakpoint."""
    monkeypatch.setattr(run_module, "FIRST_GAP", 1e-9)
    trainer = Trainer(project())
    for _ in range(5):
        trainer.advance_batch()
    assert [copy.step for copy in trainer.copies.checkpoints] == [0, 1, 2, 3, 4, 5]


def test_many_changes_at_one_step_are_not_all_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 1e-9)
    trainer = Trainer(project())
    for number in range(6):
        changed(trainer, number)
    seen = trainer.state()
    trainer.advance(3)
    nearest = trainer.copies.nearest(0)
    assert nearest is not None
    assert nearest.interventions == 6
    trainer.visit(0)
    assert same_bits(trainer.state().tensors, seen.tensors)
    assert trainer.state().journal == seen.journal


def test_the_gap_between_copies_does_not_grow_with_changes_that_take_no_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 3600.0)
    monkeypatch.setattr(run_module, "CHECKPOINT_COUNT", 4)
    trainer = Trainer(project())
    for number in range(40):
        trainer.advance(1)
        changed(trainer, number)
    assert trainer.copies.gap == 3600.0
    assert Trainer(trainer.project, state=trainer.state()).step == 40


def test_looking_at_the_past_brings_no_copy_nearer() -> None:
    trainer = eventful(200)
    since = trainer._since
    trainer.visit(10)
    trainer.visit(200)
    assert trainer._since == since
