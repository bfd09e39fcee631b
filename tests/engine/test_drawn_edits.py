"""Edits drawn at random while networks of many kinds train: undone they return the bits."""

import random

import pytest

from playground.engine.prepare import prepare
from playground.engine.state import Tensor
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.catalog import LAYERS
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.model.resolution import Resolution
from tests.engine.projects import project, same_bits, same_parameters

TEXTS = {
    "digits": "conv 4 3x3 relu > batch_norm > pool 2 > conv 4 3x3 groups 2 > dropout 0.2 > flatten "
    "> dense 5 tanh > output",
    "letters": "embedding 4 > position > attention 2 causal > layer_norm > lstm 5 whole > output",
    "waves": "gru 4 whole > rnn 4 whole > attention 2 > last_step > cosine 3 > output",
    "recall": "embedding 3 > position sinusoidal > gru 5 > normalise > batch_norm > output",
}
VALUES = (0, 1, 2, 3, 5, 0.1, 0.5, True, False, "same", "valid", (1, 1, 0, 0), "learned", "tanh")
EDITS, TRAVELS = 14, 4


def edited(made: Project, resolution: Resolution, rng: random.Random) -> Project:
    """Return the project after an edit; PlaygroundError where it makes no sense."""
    shape = resolution.layers[rng.choice(resolution.order)]
    how = rng.randrange(6)
    if how == 0:
        return edits.set_units(made, shape.id, rng.randint(1, 8))
    if how == 1:
        return edits.remove_unit(made, shape.id, rng.choice(shape.units_out).unit)
    if how == 2:
        return edits.remove_layers(made, (shape.id,))
    if how == 3:
        return edits.set_training(made, batch_size=rng.randint(1, 20), seed=rng.randint(1, 9))
    if not (fields := LAYERS[shape.kind].fields):
        raise PlaygroundError("nothing to set")
    return edits.set_setting(made, shape.id, rng.choice(fields).name, rng.choice(VALUES))


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("seed", range(2))
def test_drawn_edits_are_trained_undone_saved_and_travelled_over(kind: str, seed: int) -> None:
    rng = random.Random(f"{kind} {seed}")
    trainer = Trainer(project(TEXTS[kind], kind, batch=7, examples=40))
    marks: dict[int, tuple[Tensor, ...]] = {}
    done = 0
    while done < EDITS:
        trainer.advance(rng.randint(0, 3))
        assert trainer.guard is None
        before, bits = trainer.project, trainer.state().tensors
        try:
            wanted = edited(before, trainer.resolution, rng)
            trainer.change_project(wanted)
        except PlaygroundError:
            continue
        done += 1
        rows = prepare(wanted).training.tape.rows
        assert rows.tobytes() == trainer.bound.program.tape.rows.tobytes()
        if rng.random() < 0.7:
            trainer.change_project(before)
            assert same_bits(trainer.state().tensors, bits), wanted
        marks[trainer.step] = trainer.state().tensors
    again = Trainer(trainer.project, state=trainer.state())
    for one in (trainer, again):
        one.advance(3)
    assert same_parameters(trainer, again)
    for step in sorted(marks, reverse=True)[:TRAVELS]:
        trainer.go_to(step)
        assert same_bits(trainer.state().tensors, marks[step]), f"step {step}"
