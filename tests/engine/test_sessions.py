"""Random editing while training: nothing is lost, undo and travel are exact, files go on."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playground.data.build import shape_of
from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model import edits
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.project import Project
from tests.engine.projects import project, same_bits, same_parameters

START = "dense 4 tanh as a > dropout 0.2 > dense 4 relu > add a > dense 3 silu nobias > output"
KINDS = ("dense", "activation", "dropout")
OPTIMIZERS = ("sgd", "momentum", "rmsprop", "adam", "adamw")


def _layer(present: Project, rng: random.Random) -> LayerId:
    return rng.choice(present.network.layers).id


def _weight(present: Project, rng: random.Random) -> WeightRef:
    shapes = check(present, shape_of(present.data)).layers.values()
    matrices = [p for shape in shapes for p in shape.parameters if p.sources]
    chosen = rng.choice(matrices)
    return WeightRef(chosen.id, rng.choice(chosen.targets), rng.choice(chosen.sources))


def _unit(present: Project, rng: random.Random) -> UnitRef:
    shapes = [s for s in check(present, shape_of(present.data)).layers.values() if s.units_out]
    return rng.choice(rng.choice(shapes).units_out)


def _split(present: Project, rng: random.Random) -> Project:
    wire = rng.choice(present.network.connections)
    kind = rng.choice(KINDS)
    return edits.insert_layer(present, kind, connection=wire, units=rng.randint(2, 5))


def _join(present: Project, rng: random.Random) -> Project:
    kind = rng.choice(["add", "concatenate"])
    return edits.join(present, _layer(present, rng), _layer(present, rng), kind)


EDITS: tuple[Callable[[Project, random.Random], Project], ...] = (
    _split,
    _join,
    lambda p, r: edits.remove_layers(p, [_layer(p, r)]),
    lambda p, r: edits.set_units(p, _layer(p, r), r.randint(2, 6)),
    lambda p, r: edits.set_bias(p, _layer(p, r), r.random() < 0.5),
    lambda p, r: edits.set_activation(p, _layer(p, r), r.choice(["tanh", "gelu", "sine"])),
    lambda p, r: edits.set_dropout_rate(p, _layer(p, r), r.choice([0.0, 0.3, 0.6])),
    lambda p, r: edits.set_frozen(p, [_layer(p, r)], r.random() < 0.5),
    lambda p, r: edits.cut_weight(p, _weight(p, r)),
    lambda p, r: edits.restore_weight(p, r.choice(p.network.cuts)),
    lambda p, r: edits.freeze_weight(p, _weight(p, r)),
    lambda p, r: edits.clamp_unit(p, _unit(p, r), r.choice([0.0, 0.5])),
    lambda p, r: edits.set_optimizer(p, kind=r.choice(OPTIMIZERS)),
    lambda p, r: edits.set_training(p, clip=r.choice([None, 0.5]), l1=r.choice([0.0, 0.001])),
    lambda p, r: edits.set_schedule(p, kind=r.choice(["cosine", "step"]), period=50),
)


def edited(present: Project, rng: random.Random) -> Project:
    """Return the project after a random edit that can be trained."""
    while True:
        try:
            changed = rng.choice(EDITS)(present, rng)
        except (PlaygroundError, IndexError):
            continue
        if changed != present and check(changed, shape_of(changed.data)).is_valid:
            return changed


def started() -> Trainer:
    trainer = Trainer(project(START, "xor", batch=9, examples=40, rate=0.02))
    trainer.advance(11)
    return trainer


@pytest.mark.parametrize("seed", range(8))
def test_undoing_any_edit_at_once_restores_every_bit(seed: int) -> None:
    rng, trainer = random.Random(seed), started()
    for _ in range(12):
        before, present = trainer.state(), trainer.project
        kind = present.training.optimizer.kind
        changed = edited(present, rng)
        trainer.change_project(changed)
        trainer.change_project(present)
        after = trainer.state()
        if changed.training.optimizer.kind == kind:
            assert same_bits(after.tensors, before.tensors)
        else:  # another optimizer begins without moments
            for now, then in zip(after.tensors, before.tensors, strict=True):
                np.testing.assert_array_equal(now.planes[0], then.planes[0])
        trainer.change_project(changed)
        trainer.advance(rng.randint(1, 9))
        assert trainer.guard is None


@pytest.mark.parametrize("seed", range(6))
def test_travel_and_files_through_a_random_session(seed: int, tmp_path: Path) -> None:
    rng, trainer = random.Random(100 + seed), started()
    seen = {}
    for _ in range(10):
        trainer.advance(rng.randint(5, 40))
        seen[trainer.step] = trainer.state()
        trainer.advance(1)
        trainer.change_project(edited(trainer.project, rng))
        if rng.random() < 0.5:
            weight = _weight(trainer.project, rng)
            if weight not in trainer.project.network.cuts:
                trainer.set_weights((weight,), (rng.uniform(-1, 1),))
    save(tmp_path / "run.playground", trainer.project, trainer.state())
    again = Trainer(trainer.project, state=load(tmp_path / "run.playground").state)
    trainer.advance(30)
    again.advance(30)
    assert same_parameters(trainer, again)
    for step in sorted(rng.sample(sorted(seen), 4), reverse=True):
        for run in (trainer, again):
            run.go_to(step)
            assert same_bits(run.state().tensors, seen[step].tensors), f"step {step}"
            assert run.project == seen[step].project
    trainer.rewind()
    assert trainer.step == 0
