"""Random editing of layers of every kind while training: undo is exact, files and travel go on."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from playground.data.build import shape_of
from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model import edits
from playground.model.catalog import LAYERS
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId
from playground.model.network import KINDS, UnitsSpec
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from tests.engine.projects import same_bits, same_parameters

STARTS = {
    "digits": "conv 3 3x3 relu > batch_norm > pool 2 > conv 4 3x3 groups 1 > flatten > dense 5 > output",
    "recall": "embedding 4 > position > attention 2 > layer_norm > lstm 4 whole > gru 3 > output",
    "waves": "dense 4 > rnn 3 whole > cosine 4 > last_step > output",
}
HIDDEN = [kind for kind, record in LAYERS.items() if record.in_palette]


def _layer(present: Project, rng: random.Random) -> LayerId:
    return rng.choice(present.network.layers).id


def _changed(present: Project, rng: random.Random) -> Project:
    """Return the project after any edit of one layer, which may not fit its neighbours."""
    layer = _layer(present, rng)
    choice = rng.randrange(5)
    if choice == 0:
        wire = rng.choice(present.network.connections)
        return edits.insert_layer(present, rng.choice(HIDDEN), connection=wire, units=4)
    if choice == 1:
        return edits.remove_layers(present, [layer])
    if choice == 2:
        return edits.set_units(present, layer, rng.choice([2, 4, 6]))
    spec = present.network.layer(layer).spec
    if choice == 3 and isinstance(spec, UnitsSpec):
        return edits.remove_unit(present, layer, rng.choice(spec.units))
    field = rng.choice(LAYERS[KINDS[type(spec)]].fields)
    values = (1, 2, 3, 5, True, False, 0.3, *field.choices)
    return edits.set_setting(present, layer, field.name, rng.choice(values))


def edited(present: Project, rng: random.Random) -> Project:
    """Return the project after an edit, and the first repairs where it needs some."""
    while True:
        try:
            changed = _changed(present, rng)
        except (PlaygroundError, IndexError):
            continue
        for _ in range(8):
            resolution = check(changed, shape_of(changed.data))
            if resolution.is_valid or resolution.problems[0].repair is None:
                break
            changed = resolution.problems[0].repair.project
        is_small = resolution.parameter_count < 20_000 and len(changed.network.layers) < 16
        if changed != present and resolution.is_valid and is_small:
            return changed


def started(kind: str) -> Trainer:
    data = DataSpec(kind, examples=60)
    training = replace(TrainingSpec(), batch_size=7)
    trainer = Trainer(Project(parse(STARTS[kind]), data, training))
    trainer.advance(5)
    return trainer


@pytest.mark.parametrize("kind", STARTS)
@pytest.mark.parametrize("seed", range(2))
def test_undoing_an_edit_of_any_kind_restores_every_bit(kind: str, seed: int) -> None:
    rng, trainer = random.Random(f"{kind}{seed}"), started(kind)
    for _ in range(10):
        before, present = trainer.state(), trainer.project
        changed = edited(present, rng)
        trainer.change_project(changed)
        trainer.change_project(present)
        assert same_bits(trainer.state().tensors, before.tensors)
        trainer.change_project(changed)
        trainer.advance(rng.randint(1, 4))


@pytest.mark.parametrize("kind", STARTS)
def test_a_session_with_every_kind_travels_and_is_kept_in_a_file(kind: str, tmp_path: Path) -> None:
    rng, trainer = random.Random(kind), started(kind)
    seen = {}
    for _ in range(8):
        trainer.advance(rng.randint(2, 6))
        seen[trainer.step] = trainer.state()
        trainer.advance(1)
        trainer.change_project(edited(trainer.project, rng))
    save(tmp_path / "run.playground", trainer.project, trainer.state())
    again = Trainer(trainer.project, state=load(tmp_path / "run.playground").state)
    for run in (trainer, again):
        run.advance(5)
    assert same_parameters(trainer, again)
    for step in sorted(seen, reverse=True)[::3]:
        for run in (trainer, again):
            run.go_to(step)
            assert same_bits(run.state().tensors, seen[step].tensors), f"step {step}"
