"""The record of networks of every kind: statistics, kernels, cells, borrowed weights, tables, cuts."""

from pathlib import Path

import numpy as np
import pytest

from playground.engine import run as run_module
from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model import edits
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project, TableSpec
from playground.model.text import parse
from tests.engine.projects import project
from tests.engine.test_heads import players, tied, two_heads


def _table() -> Project:
    numbers = np.random.default_rng(1).normal(size=(50, 3)).astype("<f8")
    answers = (numbers[:, 0] > 0.0).astype("<f8")
    table = TableSpec(
        "t", ("a", "b", "c"), numbers.tobytes(), "y", answers.tobytes(), ("no", "yes")
    )
    return Project(parse("dense 4 tanh > output"), DataSpec("table", table=table))


MADE = {
    "statistics": project(
        "conv 3 3x3 relu > pool 2 > batch_norm > flatten > dense 6 tanh > output", "digits",
        examples=120, batch=20,
    ),
    "cells": project("embedding 4 > lstm 5 > output", "recall", examples=60, batch=20),
    "attention": project(
        "embedding 4 > position > attention 2 causal > output", "letters", examples=60, batch=20
    ),
    "no bias": project("dense 5 tanh nobias > dropout 0.3 > output", "spiral"),
    "two outputs": two_heads(0.3),
    "borrowed": tied(),
    "players": players(0.2),
    "table": _table(),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MADE))
def test_every_copy_comes_back_to_the_bit(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0)
    trainer = Trainer(MADE[name])
    trainer.advance(6)
    state = trainer.state()
    tensor = next(tensor for tensor in state.tensors if tensor.sources)
    ref = WeightRef(tensor.id, tensor.targets[0], tensor.sources[0])
    trainer.change_project(edits.cut_weight(trainer.project, ref))
    trainer.advance(5)
    trainer.change_project(edits.set_training(trainer.project, seed=7))
    trainer.advance(5)
    trainer.visit(9)
    trainer.branch()
    trainer.advance(8)
    trainer.visit(12)
    path = tmp_path / "run.playground"
    save(path, trainer.newest_project, trainer.state())
    loaded = load(path)
    assert loaded.problem is None
    again = Trainer(loaded.project, state=loaded.state)
    for here, there in [
        (trainer.copies, again.copies),
        *((a.run, b.run) for a, b in zip(trainer.lines, again.lines, strict=True)),
    ]:
        assert here.count == there.count > 10
        for one, other in zip(here.checkpoints, there.checkpoints, strict=True):
            assert one.project == other.project
            assert one.layout == other.layout
            assert one.block.tobytes() == other.block.tobytes()
            assert one.counters[:4].tolist() == other.counters[:4].tolist()
            assert one.interventions == other.interventions
            assert one.pending.tobytes() == other.pending.tobytes()
            assert one.attic.keys() == other.attic.keys()
            for key, rest in one.attic.items():
                assert rest.planes.tobytes() == other.attic[key].planes.tobytes()
    for run in (trainer, again):
        run.advance(7)
        run.follow(1)
        run.visit(8)
        run.advance(20)
    assert trainer.bound.block.tobytes() == again.bound.block.tobytes()
