"""Backpropagation beside moving weights up and down."""

import contextlib

import numpy as np
import pytest

from playground.engine.gradient_check import check_gradients
from playground.engine.trainer import Trainer
from playground.files.examples import examples
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from tests.engine.projects import project


@pytest.mark.parametrize("number", range(len(examples())))
def test_gradients_of_every_example_project_agree(number: int) -> None:
    trainer = Trainer(examples()[number].project)
    trainer.advance(20)
    check = check_gradients(trainer, None)
    assert check.agrees, check
    assert check.count >= 2


def test_a_check_leaves_the_run_where_it_stands() -> None:
    trainer = Trainer(Project(parse("dense 4 tanh > dropout 0.3 > output"), DataSpec("moons")))
    twin = Trainer(trainer.project)
    for run in (trainer, twin):
        run.advance(7)
        run.advance_example()
        run.advance_example()
    check_gradients(trainer, trainer.resolution.order[1])
    assert trainer.position == twin.position
    assert trainer.batch_examples().tolist() == twin.batch_examples().tolist()
    for run in (trainer, twin):
        run.advance(30)
    assert [t.planes.tobytes() for t in trainer.state().tensors] == [
        t.planes.tobytes() for t in twin.state().tensors
    ]


def test_one_weight_is_compared_by_itself_and_a_wrong_gradient_is_found() -> None:
    trainer = Trainer(
        Project(parse("dense 3 tanh > output"), DataSpec("circle"), TrainingSpec(batch_size=8))
    )
    layer = trainer.resolution.layers[trainer.resolution.order[1]]
    weight = layer.parameters[0].weight_at(1, 0)
    check = check_gradients(trainer, weight)
    assert (check.weight, check.count) == (weight, 1)
    assert check.agrees
    assert check.error < 0.02
    wrong = type(check)(
        check.step, weight, weight, 1.05 * check.analytic, check.numeric, 1, check.move, 0.0
    )
    assert not wrong.agrees


def test_frozen_layers_and_unknown_weights_have_no_gradient_to_check() -> None:
    trainer = Trainer(Project(parse("dense 3 tanh frozen > output"), DataSpec("circle")))
    layer = trainer.resolution.layers[trainer.resolution.order[1]]
    with pytest.raises(PlaygroundError, match="Nothing is learned there"):
        check_gradients(trainer, layer.id)
    elsewhere = WeightRef(layer.parameters[0].id, layer.units_out[0], layer.units_out[1])
    with pytest.raises(PlaygroundError, match="Nothing is learned there"):
        check_gradients(trainer, elsewhere)


def test_no_numbers_are_made_up_where_the_loss_is_none() -> None:
    trainer = Trainer(Project(parse("dense 3 relu > output"), DataSpec("circle")))
    layer = trainer.resolution.layers[trainer.resolution.order[1]]
    parameter = layer.parameters[0]
    for row in range(3):
        trainer.set_weight(parameter.weight_at(row, 0), float(np.float32(3e38)))
        trainer.set_weight(parameter.weight_at(row, 1), float(np.float32(3e38)))
    with pytest.raises(PlaygroundError, match="not a number"):
        check_gradients(trainer, None)


KINKS = {
    "conv 4 3x3 relu > batch_norm > pool 2 > flatten > output": "digits",
    "conv 4 3x3 > batch_norm > activation relu > pool 2 > conv 4 3x3 relu > flatten > output": "digits",
    "dense 8 relu > dense 8 relu > dense 8 relu > dense 8 relu > output": "spiral",
    "dense 16 relu > dropout 0.5 > dense 16 relu > output": "circle",
    "dense 8 relu > output mae": "hills",
}


def kinked(text: str, batch: int) -> Trainer:
    return Trainer(project(text, KINKS[text], batch=batch, rate=0.01, examples=60))


@pytest.mark.parametrize("batch", [1, 4, 16])
@pytest.mark.parametrize("text", KINKS)
def test_right_gradients_agree_also_where_the_loss_has_many_kinks(text: str, batch: int) -> None:
    trainer = kinked(text, batch)
    for step in (0, 1, 5, 40, 200):
        trainer.advance(step - trainer.step)
        check = check_gradients(trainer, None)
        assert check.agrees, check


@pytest.mark.parametrize("text", KINKS)
def test_half_a_gradient_is_found_also_where_the_loss_has_many_kinks(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = kinked(text, 8)
    trainer.advance(30)
    begin_again = Trainer.begin_again

    def half(self: Trainer, row: int, lane: int | None = None) -> None:
        begin_again(self, row, lane)
        gradient = self.bound.program.gradient
        assert gradient is not None
        self.bound.view(gradient)[...] *= np.float32(0.5)

    monkeypatch.setattr(Trainer, "begin_again", half)
    for layer in trainer.resolution.order:
        if trainer.resolution.layers[layer].parameters:
            assert not check_gradients(trainer, layer).agrees, layer


def test_a_check_after_a_guard_leaves_it_standing() -> None:
    trainer = Trainer(project("dense 4 linear > output mse", "hills", optimizer="sgd", rate=900.0))
    trainer.advance(100)
    guard = trainer.guard
    assert guard is not None
    with contextlib.suppress(PlaygroundError):
        check_gradients(trainer, None)
    assert trainer.guard is guard
    assert trainer.row == 0
    assert trainer.advance(1).done == 0
    trainer.go_back()
    assert trainer.guard is None


def test_what_pulls_weights_towards_0_is_no_wrong_gradient() -> None:
    pulled = project("dense 5 tanh > dense 4 tanh > output", "circle", batch=8, l2=0.01)
    pulled = edits.set_training(pulled, l1=0.003)
    pulled = edits.set_layer_decay(pulled, pulled.network.layers[1].id, 0.1)
    trainer = Trainer(pulled)
    trainer.advance(20)
    check = check_gradients(trainer, None)
    assert check.agrees, check
