"""Edits of settings that leave every shape as it is are trained from the next step on."""

from dataclasses import replace
from typing import Any

import pytest

from playground.engine.prepare import prepare
from playground.engine.trainer import Trainer
from tests.engine.projects import project, same_parameters

PICTURES = ("digits", {"examples": 40})
SETTINGS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "noise": ("noise 0.1 > output", "noise 0.5 > output", "xor", {}),
    "momentum of a norm": (
        "batch_norm > output", "batch_norm momentum 0.5 > output", "xor", {}
    ),
    "place of the padding": (
        "conv 2 2x2 pad 1,0,1,0 > flatten > output",
        "conv 2 2x2 pad 0,1,0,1 > flatten > output",
        *PICTURES,
    ),
    "axis": (
        "conv 2 3x3 > softmax_over units > flatten > output",
        "conv 2 3x3 > softmax_over positions > flatten > output",
        *PICTURES,
    ),
    "heads": (
        "embedding 4 > attention 2 > output",
        "embedding 4 > attention 1 > output",
        "letters",
        {"examples": 40},
    ),
    "what a query sees": (
        "embedding 4 > attention 2 > output",
        "embedding 4 > attention 2 causal > output",
        "letters",
        {"examples": 40},
    ),
}  # fmt: skip


def rows(trainer: Trainer) -> bytes:
    return trainer.bound.program.tape.rows.tobytes()


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_changes_no_shape_is_trained_from_now_on(name: str) -> None:
    before, after, kind, data = SETTINGS[name]
    trainer = Trainer(project(before, kind, **data))
    wanted = project(after, kind, **data)
    assert rows(trainer) != prepare(wanted).training.tape.rows.tobytes()
    trainer.change_project(wanted)
    assert rows(trainer) == prepare(wanted).training.tape.rows.tobytes()


@pytest.mark.parametrize("text", ["dropout 0.2 > output", "noise 0.2 > output"])
def test_another_seed_draws_other_numbers_from_now_on(text: str) -> None:
    """A run that is opened again is lowered with the new seed: the bits must be those."""
    trainer = Trainer(project(text, "xor"))
    trainer.advance(3)
    wanted = replace(trainer.project, training=replace(trainer.project.training, seed=7))
    trainer.change_project(wanted)
    again = Trainer(wanted, state=trainer.state())
    trainer.advance(5)
    again.advance(5)
    assert same_parameters(trainer, again)


def test_a_changed_optimizer_of_the_second_phase_zeroes_the_moments() -> None:
    one = project("dense 3 tanh > output", "xor", optimizer="momentum")
    phases = (one.training.phases[0], one.training.phases[0])
    two = replace(one, training=replace(one.training, phases=phases))
    trainer = Trainer(two)
    trainer.advance(3)
    other = replace(phases[1], optimizer=replace(phases[1].optimizer, kind="adam"))
    changed = replace(two.training, phases=(phases[0], other))
    trainer.change_project(replace(two, training=changed))
    assert not any(t.planes[1:].any() for t in trainer.state().tensors)
