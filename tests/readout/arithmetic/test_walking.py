"""Walking through the examples of a batch: a weight shows its gradient, with this example's share."""

import pytest

from playground.engine.trainer import Trainer
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.readout.arithmetic.asking import arithmetic


@pytest.mark.parametrize("text", ["dense 4 tanh > dense 3 tanh > output", "dense 4 relu > output"])
def test_a_weight_shows_its_gradient_at_every_example(text: str) -> None:
    trainer = Trainer(Project(parse(text), DataSpec("moons"), TrainingSpec(batch_size=4)))
    trainer.advance(3)
    program = trainer.bound.program
    for _ in range(4):
        trainer.advance_example()
        assert trainer.position.lane is not None
        for slot in program.layout.slots:
            weight = slot.shape.weight_at(0, 0)
            found = arithmetic(trainer, weight)
            told = found if found.is_concerned else found.nearest
            assert told is not None
            assert told.formula.startswith(("∂L/∂w =", "∂L/∂b =")), told.formula
            assert told.phase == "backward"
            assert told.lane == trainer.position.lane
