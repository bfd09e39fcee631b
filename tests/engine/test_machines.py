"""The compiled machine and the one in NumPy run whole tapes to the same numbers."""

from dataclasses import replace

import pytest

from playground.engine.trainer import Trainer
from playground.model.project import (
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from tests.engine.agreement import on_both_machines
from tests.engine.projects import project

PROJECTS = [
    project("dense 5 tanh > dense 3 relu > output", "xor", batch=20, rate=0.1, optimizer="sgd"),
    project("dense 8 sigmoid > output", "digits", batch=16, examples=80, rate=0.1, l2=0.01,
            optimizer="sgd"),
    project("dense 3 tanh > tanh > dense 1 linear", "circle", batch=1, rate=0.02),
    project("dense 3 relu > dense 2 softmax", "gaussians", batch=7, rate=0.02),
    replace(
        project("dense 5 gelu as a > dropout 0.3 > dense 5 silu nobias > add a > output", "moons",
                batch=20, optimizer="nesterov"),
        training=TrainingSpec(
            20, 0.01, l1=0.02, clip=0.3,
            phases=(PhaseSpec(optimizer=OptimizerSpec(
                "nesterov", 0.02, schedule=ScheduleSpec("cosine", 20, 0.1))),),
        ),
    ),
    project("dense 4 softplus > dense 4 elu > output linear huber", "plane", batch=1, rate=0.01,
            optimizer="rmsprop", examples=60),
]  # fmt: skip


@pytest.mark.parametrize("which", PROJECTS)
def test_the_two_machines_agree(which: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, slow = on_both_machines(lambda: Trainer(which), 25, monkeypatch, rtol=2e-3, atol=2e-5)
    assert compiled.metrics().train_loss == pytest.approx(slow.metrics().train_loss, rel=1e-4)
    assert compiled.batch_loss == pytest.approx(slow.batch_loss, rel=1e-3)
