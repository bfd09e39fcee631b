"""Layers that borrowed weights and get their own: they go on from what was learned."""

import numpy as np

from playground.engine.state import Tensor
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.check import check
from playground.model.ids import LayerId, ParameterId
from playground.model.project import Project
from playground.model.text import merge, parse
from tests.engine.projects import project, same_bits

A, B, C = LayerId("L2"), LayerId("L3"), LayerId("L4")
TEXT = "dense 2 tanh as a > dense 2 tanh like a as b > dense 2 tied a as c > output"


def trained() -> Trainer:
    trainer = Trainer(project(TEXT, "xor", rate=0.02))
    trainer.advance(20)
    return trainer


def lent(trainer: Trainer) -> tuple[Tensor, ...]:
    return tuple(tensor for tensor in trainer.state().tensors if tensor.id.layer == A)


def repaired(trainer: Trainer) -> Project:
    """Return the project without the owner, after every way out that is offered."""
    after = edits.remove_layers(trainer.project, [A])
    while problems := check(after, trainer.dataset.shape).problems:
        assert problems[0].repair is not None
        after = problems[0].repair.project
    return after


def test_what_was_learned_together_is_kept_apart() -> None:
    trainer = trained()
    before = {tensor.id: tensor.planes for tensor in trainer.state().tensors}
    assert not np.any(before[ParameterId(A, "weight")] == 0.0)
    trainer.change_project(repaired(trainer))
    after = {tensor.id: tensor.planes for tensor in trainer.state().tensors}
    weight = before[ParameterId(A, "weight")]
    np.testing.assert_array_equal(after[ParameterId(B, "weight")], weight)
    np.testing.assert_array_equal(after[ParameterId(B, "bias")], before[ParameterId(A, "bias")])
    np.testing.assert_array_equal(after[ParameterId(C, "weight")], weight.swapaxes(1, 2))
    np.testing.assert_array_equal(after[ParameterId(C, "bias")], before[ParameterId(C, "bias")])
    trainer.advance(5)
    assert np.isfinite(trainer.batch_loss)


def test_undo_shares_again_and_redo_finds_what_was_learned_alone() -> None:
    trainer = trained()
    shared, before = trainer.project, lent(trainer)
    apart = repaired(trainer)
    trainer.change_project(apart)
    trainer.advance(5)
    alone = trainer.state().tensors
    trainer.change_project(shared)
    assert same_bits(lent(trainer), before)
    trainer.change_project(apart)
    assert same_bits(trainer.state().tensors, alone)


def test_a_text_without_the_word_gives_a_layer_its_own_weights() -> None:
    trainer = trained()
    network = merge(trainer.project.network, parse(TEXT.replace(" like a", "")))
    before = {tensor.id: tensor.planes for tensor in trainer.state().tensors}
    trainer.change_project(edits.set_network(trainer.project, network))
    after = {tensor.id: tensor.planes for tensor in trainer.state().tensors}
    for name in ("weight", "bias"):
        kept = before[ParameterId(A, name)]
        np.testing.assert_array_equal(after[ParameterId(A, name)], kept)
        np.testing.assert_array_equal(after[ParameterId(B, name)], kept)


def test_travel_over_the_edit_gives_equal_bits() -> None:
    trainer = trained()
    trainer.change_project(repaired(trainer))
    trainer.advance(5)
    there = trainer.state().tensors
    trainer.advance(10)
    trainer.go_to(25)
    assert same_bits(trainer.state().tensors, there)
