"""Looks at networks of every kind, healthy or broken: none fails, and every remedy can be taken."""

import random
from dataclasses import replace

import numpy as np
import pytest

from playground.data.build import shape_of
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.check import check
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.health import health
from playground.readout.health.history import WINDOW
from tests.engine.projects import project
from tests.engine.test_sessions_of_kinds import STARTS, edited
from tests.readout.sick import take

DRAWS = 8
RATES = (1e-6, 1e-3, 0.1, 3.0, 1e3)
MORE = {
    "moons": "dense 4 relu > dropout 0.2 > dense 3 tanh > output",
    "hills": "dense 3 relu6 > dense 2 sigmoid > output mae",
    "sick": "dense 5 tanh > output",
}


def looked_at(trainer: Trainer) -> None:
    """Look, and try every remedy on its own: the project after it can be trained."""
    look = health(trainer)
    assert [layer.layer for layer in look.layers] == list(trainer.resolution.order[1:])
    for finding in look.findings:
        assert finding.what
        assert finding.remedies
        for remedy in finding.remedies:
            if remedy.edit is not None:
                after = remedy.edit.change(trainer.project)
                assert after != trainer.project, (finding.kind, remedy.label)
                problems = check(after, shape_of(after.data)).problems
                assert not problems, (finding.kind, remedy.label, problems)


@pytest.mark.parametrize("seed", range(DRAWS))
@pytest.mark.parametrize("kind", [*STARTS, *MORE])
def test_networks_of_all_kinds_can_be_looked_at(kind: str, seed: int) -> None:
    rng = random.Random(f"{kind} {seed}")
    text = (STARTS | MORE)[kind]
    made = Project(parse(text), DataSpec(kind, examples=None if kind == "digits" else 120))
    made = edits.set_training(made, batch_size=rng.choice([3, 10, 60]))
    made = edits.set_optimizer(
        made, kind=rng.choice(["sgd", "adam"]), learning_rate=rng.choice(RATES)
    )
    for _ in range(seed % 4):
        made = edited(made, rng)
    trainer = Trainer(made)
    looked_at(trainer)
    trainer.advance(WINDOW + 20)
    looked_at(trainer)
    if trainer.guard is None:
        trainer.advance_operation()
        looked_at(trainer)
    findings = health(trainer).findings
    if findings:
        take(trainer, rng.choice(findings[0].remedies))
        trainer.advance(20)
        looked_at(trainer)


def test_a_run_that_has_just_begun_or_been_changed_is_looked_at() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "moons", batch=20))
    assert health(trainer).age == 0
    trainer.advance(50)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=0.2))
    assert health(trainer).age == 0
    trainer.advance(10)
    assert health(trainer).age == 9
    trainer.visit(30)
    assert health(trainer).age == 30


def test_a_saved_run_without_its_curve_is_looked_at() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "valley", batch=2))
    trainer.advance(50)
    state = trainer.state()
    empty = {
        name: getattr(state.curve, name)[:0] for name in type(state.curve).__dataclass_fields__
    }
    again = Trainer(state.project, state=replace(state, curve=replace(state.curve, **empty)))
    look = health(again)
    assert look.step == 50
    assert not look.findings
    again.advance(300)
    assert np.isfinite(again.metrics().train_loss)
    looked_at(again)
