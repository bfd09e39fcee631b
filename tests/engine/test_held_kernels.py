"""One number inside a kernel is held, cut and set like a weight of a dense layer."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model import edits
from playground.model.catalog import OPTIMIZERS
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, WeightRef
from playground.model.project import OptimizerSpec, PhaseSpec, Project
from playground.model.resolution import ParameterShape
from tests.engine.projects import project, same_bits

PICTURES = {
    "conv": "conv 3 3x3 relu > flatten > output",
    "groups": "conv 4 3x3 relu > conv 4 3x3 groups 2 relu > flatten > output",
    "depthwise": "conv 4 3x2 relu > conv 4 3x3 groups 4 relu > flatten > output",
    "one by one": "conv 3 3x3 relu > conv 4 1x1 relu > flatten > output",
    "transposed": "conv 3 3x3 stride 2 relu > transposed_conv 2 3x3 > flatten > output",
}
SEQUENCES = {
    "attention": "embedding 4 > attention 2 > last_step > output",
    "lstm": "embedding 4 > lstm 3 > output",
    "position": "embedding 4 > position > attention 1 > last_step > output",
}
CASES = [*((t, "digits") for t in PICTURES.values()), *((t, "recall") for t in SEQUENCES.values())]


def started(text: str, data: str, kind: str = "adam") -> Trainer:
    made = project(text, data, batch=7, examples=60)
    optimizer = OptimizerSpec(kind, 0.02, weight_decay=0.3)
    training = replace(
        made.training, l1=0.01, l2=0.02, clip=0.5, phases=(PhaseSpec(optimizer=optimizer),)
    )
    return Trainer(replace(made, training=training))


def weights_of(trainer: Trainer) -> list[ParameterShape]:
    """Return the trained parameters of the last layer in front of the output's."""
    order = trainer.resolution.order
    owner = next(x for x in reversed(order[:-1]) if trainer.resolution.layers[x].parameters)
    shapes = trainer.resolution.layers[owner].parameters
    return [p for p in shapes if p.sources or p.kernel]


def last_of(parameter: ParameterShape) -> tuple[WeightRef, tuple[int, ...]]:
    index = tuple(size - 1 for size in parameter.shape)
    column = index[1] if parameter.sources else 0
    ref = parameter.weight_at(index[0], column, int(np.prod(parameter.kernel, dtype=int)) - 1)
    assert parameter.index_of(ref) == index
    return ref, index


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_number_of_a_kernel_stands_still_and_its_neighbours_learn(kind: str) -> None:
    trainer = started(PICTURES["groups"], "digits", kind)
    parameter = weights_of(trainer)[0]
    locked, cut = parameter.weight_at(1, 1, 4), parameter.weight_at(2, 0, 8)
    trainer.advance(5)
    held = edits.cut_weight(edits.freeze_weight(trainer.project, locked), cut)
    trainer.change_project(held)
    before = trainer.weights()[parameter.id].copy()
    assert before[2, 0, 2, 2] == 0.0
    for _ in range(30):
        trainer.advance(1)
        assert trainer.weight(locked) == before[1, 1, 1, 1]
        assert trainer.weight(cut) == 0.0
    moved = trainer.weights()[parameter.id] != before
    assert moved.sum() == moved.size - 2


@pytest.mark.parametrize(("text", "data"), CASES)
def test_every_kind_of_weight_is_held_one_by_one(text: str, data: str) -> None:
    trainer = started(text, data)
    trainer.advance(2)
    before = trainer.weights()
    made, held = trainer.project, {}
    for parameter in weights_of(trainer):
        ref, index = last_of(parameter)
        made = edits.freeze_weight(made, ref)
        held[parameter.id] = index
    trainer.change_project(made)
    trainer.advance(30)
    assert held
    after = trainer.weights()
    for name, index in held.items():
        assert after[name][index] == before[name][index]
        assert (after[name] != before[name]).any()


def test_undoing_a_cut_inside_a_kernel_restores_it_to_the_bit() -> None:
    trainer = started(PICTURES["conv"], "digits")
    trainer.advance(9)
    parameter, uncut, before = weights_of(trainer)[0], trainer.project, trainer.state()
    one, other = parameter.weight_at(0, 0, 0), parameter.weight_at(2, 0, 5)
    trainer.change_project(edits.cut_weight(uncut, (one, other)))
    assert trainer.weight(one) == trainer.weight(other) == 0.0
    trainer.change_project(uncut)
    assert same_bits(trainer.state().tensors, before.tensors)
    assert trainer.state().attic == ()


def test_cuts_of_one_kernel_come_back_one_by_one() -> None:
    trainer = started(PICTURES["conv"], "digits")
    trainer.advance(9)
    parameter, uncut = weights_of(trainer)[0], trainer.project
    old = trainer.weights()[parameter.id].copy()
    places = [parameter.weight_at(1, 0, place) for place in range(9)]
    trainer.change_project(edits.cut_weight(uncut, places))
    assert not trainer.weights()[parameter.id][1].any()
    trainer.change_project(edits.restore_weight(trainer.project, places[3]))
    now = trainer.weights()[parameter.id][1, 0]
    assert now[1, 0] == old[1, 0, 1, 0]
    assert np.count_nonzero(now) == 1
    trainer.change_project(uncut)
    np.testing.assert_array_equal(trainer.weights()[parameter.id], old)


def test_a_kernel_may_still_be_held_as_a_whole_and_let_go_by_any_of_its_numbers() -> None:
    trainer = started(PICTURES["conv"], "digits")
    parameter = weights_of(trainer)[0]
    one = parameter.weight_at(0, 0, 4)
    trainer.change_project(edits.cut_weight(trainer.project, one.whole))
    assert not trainer.weights()[parameter.id][0].any()
    with pytest.raises(PlaygroundError, match="cut and counts as 0"):
        trainer.set_weight(one, 1.0)
    assert edits.restore_weight(trainer.project, one).network.cuts == ()


def test_a_number_of_a_kernel_is_set_by_hand_and_others_stay() -> None:
    trainer = started(PICTURES["depthwise"], "digits")
    parameter = weights_of(trainer)[0]
    before = trainer.weights()[parameter.id].copy()
    trainer.set_weight(parameter.weight_at(3, 0, 2), 1.5)
    after = trainer.weights()[parameter.id]
    assert after[3, 0, 0, 2] == 1.5
    assert (after != before).sum() == 1
    with pytest.raises(PlaygroundError, match="many weights"):
        trainer.set_weight(WeightRef(parameter.id, parameter.targets[0], parameter.sources[0]), 1.0)
    with pytest.raises(PlaygroundError, match="not part of"):
        trainer.set_weight(replace(parameter.weight_at(3, 0, 2), place=9), 1.0)


def test_another_size_of_kernel_lets_the_number_rest_and_the_old_one_holds_it_again() -> None:
    trainer = started(PICTURES["conv"], "digits")
    parameter = weights_of(trainer)[0]
    layer, locked = parameter.id.layer, parameter.weight_at(0, 0, 8)
    trainer.change_project(edits.freeze_weight(trainer.project, locked))
    value = trainer.weight(locked)
    wide = edits.set_setting(trainer.project, [layer], "kernel_width", 5)
    trainer.change_project(wide)
    before = trainer.weights()[ParameterId(layer, "weight 3x5")].copy()
    trainer.advance(3)
    assert (trainer.weights()[ParameterId(layer, "weight 3x5")] != before).all()
    trainer.change_project(edits.set_setting(wide, [layer], "kernel_width", 3))
    trainer.advance(3)
    assert trainer.weight(locked) == value


def test_holds_inside_kernels_survive_files_and_files_without_places_open(tmp_path: Path) -> None:
    trainer = started(PICTURES["conv"], "digits")
    parameter = weights_of(trainer)[0]
    one = parameter.weight_at(2, 0, 7)
    held: Project = edits.cut_weight(edits.freeze_weight(trainer.project, one.whole), one)
    trainer.change_project(held)
    trainer.advance(2)
    trainer.set_weight(parameter.weight_at(0, 0, 1), 0.25)
    path = tmp_path / "kernels.playground"
    save(path, held, trainer.state())
    loaded = load(path)
    assert loaded.project == held
    assert loaded.state is not None
    again = Trainer(loaded.project, state=loaded.state)
    for both in (trainer, again):
        both.advance(3)
    assert same_bits(again.state().tensors, trainer.state().tensors)
    again.go_to(1)
    again.advance(1)
    assert again.weight(one) == 0.0
