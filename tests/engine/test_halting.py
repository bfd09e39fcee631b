"""Breakpoints hold exactly where what they say is so: compared with what a twin sees, step by step."""

import numpy as np
import pytest

from playground.engine.breakpoints import Breakpoint
from playground.engine.diagnose import results_are_finite
from playground.engine.halting import Halting
from playground.engine.trainer import Trainer
from playground.model.ids import LayerId
from playground.model.project import Project
from playground.readout.gradients import gradients
from tests.engine.projects import project, same_parameters
from tests.engine.test_heads import JUDGE, MAKER, players

STEPS = 12
DENSE = project("dense 4 tanh > dense 3 relu > output", "xor", batch=9, examples=40, l2=0.01)


def halted(made: Project, point: Breakpoint) -> list[tuple[int, int]]:
    """Step and row of every halt in the first steps of a run."""
    trainer, halting, found = Trainer(made), Halting((point,)), []
    while trainer.step < STEPS:
        if halting.advance(trainer) is not None:
            found.append((trainer.step, trainer.row))
    return found


def updates(made: Project) -> list[int]:
    """The first row of every update of a step."""
    labels = Trainer(made).operations
    return [
        row
        for row, label in enumerate(labels)
        if label.phase == "update" and labels[row - 1].phase != "update"
    ]


def largest(made: Project, layer: LayerId, row: int) -> list[float]:
    """The largest gradient of a layer at this row of every step."""
    twin, found = Trainer(made), []
    for _ in range(STEPS):
        twin.advance_to(row)
        seen = [np.abs(g).max() for at, g in gradients(twin).items() if at.layer == layer]
        found.append(float(max(seen)))
        twin.advance_batch()
    return found


@pytest.mark.parametrize(
    ("made", "layer", "phase"),
    [
        (DENSE, DENSE.network.layers[1].id, 0),
        (DENSE, DENSE.network.layers[2].id, 0),
        (players(0.05), JUDGE, 0),
        (players(0.05), MAKER, 1),
    ],
)
def test_a_small_gradient_is_found_in_the_phase_that_computes_it(
    made: Project, layer: LayerId, phase: int
) -> None:
    row = updates(made)[phase]
    seen = largest(made, layer, row)
    limit = sorted(seen)[STEPS // 2]
    below = [(step, row) for step, size in enumerate(seen) if size < limit]
    assert below
    assert halted(made, Breakpoint("gradient", layer=layer, value=limit)) == below


@pytest.mark.parametrize("made", [DENSE, players(0.05)])
def test_the_loss_is_that_of_the_whole_batch(made: Project) -> None:
    twin, seen = Trainer(made), []
    for _ in range(STEPS):
        twin.advance_batch()
        seen.append(twin.batch_loss)
    limit = float(np.mean(sorted(seen)[STEPS // 2 :][:2]))
    steps = [step for step, _ in halted(made, Breakpoint("loss", value=limit))]
    assert steps == [step for step, loss in enumerate(seen) if loss > limit]


def test_what_is_frozen_has_no_gradient_that_could_be_small() -> None:
    made = project("dense 4 tanh frozen > output", "xor", batch=9, examples=40)
    frozen = made.network.layers[1].id
    assert halted(made, Breakpoint("gradient", layer=frozen, value=1e9)) == []


TEXTS = {
    "dense 4 tanh > batch_norm > dropout 0.3 > dense 4 relu > output": "spiral",
    "conv 4 3x3 relu > batch_norm > pool 2 > flatten > dense 5 sigmoid > output": "digits",
    "embedding 4 > position > attention 2 > layer_norm > lstm 4 whole > gru 3 > output": "recall",
}


def broken(made: Project, number: int) -> Trainer:
    """A run in which one weight is so large that numbers break, here or there."""
    trainer = Trainer(made)
    trainer.advance(2)
    trained = trainer.bound.program.layout.trained
    shape = trained[number % len(trained)].shape
    trainer.set_weight(shape.weight_at(0, 0), 3e38)
    return trainer


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("text", [*TEXTS, ""])
def test_every_row_that_gives_a_broken_number_is_found(text: str, number: int) -> None:
    made = project(text, TEXTS[text], batch=7, examples=40) if text else players(0.05)
    twin, seen = broken(made, number), []
    while twin.step < 4 and twin.guard is None:
        row = twin.row
        twin.advance_operation()
        is_update = twin.operations[row].phase == "update"
        if twin.guard is None and not is_update and not results_are_finite(twin.bound, row):
            seen.append((twin.step, row + 1))
    for others in ((), (Breakpoint("layer", layer=made.network.layers[1].id),)):
        trainer, found = broken(made, number), []
        halting = Halting((*others, Breakpoint("nan")))
        while trainer.step < 4 and trainer.guard is None:
            if halting.advance(trainer) == len(others):
                found.append((trainer.step, trainer.row))
        assert found == seen
        assert (trainer.guard is None) == (twin.guard is None)
        assert same_parameters(trainer, twin)
