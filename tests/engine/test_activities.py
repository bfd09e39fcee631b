"""Numbers that activities promise, measured."""

import statistics
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.network import OutputSpec
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TrainingSpec,
)
from playground.model.text import parse
from tests.engine.projects import project


def valley(optimizer: OptimizerSpec) -> Trainer:
    """One linear unit without bias, full batch, raw values: the loss is x²/2 + 25y²."""
    drawn = parse("dense 1 linear")
    head = drawn.layers[-1]
    network = drawn.with_layer(replace(head, spec=OutputSpec(initialiser="equal", has_bias=False)))
    training = TrainingSpec(batch_size=2, phases=(PhaseSpec(optimizer=optimizer),))
    return Trainer(Project(network, DataSpec("valley", standardise=False), training))


def test_the_valley_is_the_function_on_the_blackboard() -> None:
    trainer = valley(OptimizerSpec("sgd", 0.01))
    for steps in (0, 1, 5, 20):
        trainer.advance(steps)
        ((x, y),) = next(iter(trainer.weights().values())).astype(np.float64)
        assert trainer.metrics().train_loss == pytest.approx(x**2 / 2 + 25 * y**2, rel=1e-5)


def test_the_valley_converges_at_0_039_and_diverges_at_0_041() -> None:
    calm, wild = valley(OptimizerSpec("sgd", 0.039)), valley(OptimizerSpec("sgd", 0.041))
    start = calm.metrics().train_loss
    calm.advance(137)
    wild.advance(137)
    assert calm.metrics().train_loss < 1e-5 * start
    assert wild.metrics().train_loss > 1e5 * start


def test_momentum_crosses_the_valley_in_fewer_steps() -> None:
    def steps_to(optimizer: OptimizerSpec) -> int:
        trainer = valley(optimizer)
        while trainer.metrics().train_loss > 1e-6 and trainer.step < 1000:
            trainer.advance(1)
        return trainer.step

    plain = steps_to(OptimizerSpec("sgd", 0.039))
    momentum = steps_to(OptimizerSpec("momentum", 0.01, momentum=0.8))
    assert 110 <= plain <= 160
    assert momentum < 0.8 * plain


def test_a_stack_of_linear_layers_is_a_single_neuron() -> None:
    """On moons the stack reaches what one neuron does; one layer of tanh reaches far more."""

    def accuracy(text: str) -> float:
        reached = []
        for seed in (1, 2, 3):
            trainer = Trainer(project(text, "moons", batch=50, rate=0.01, seed=seed, noise=0.2))
            trainer.advance(1500)
            reached.append(trainer.metrics().test_accuracy)
        return statistics.median(reached)

    single = accuracy("output")
    stack = accuracy("dense 4 linear > dense 4 linear > dense 4 linear > output")
    assert stack == pytest.approx(single, abs=0.012)
    assert 0.8 < single < 0.93
    assert accuracy("dense 8 tanh > output") > 0.98


def test_the_perceptron_rule_learns_a_line_and_not_xor() -> None:
    def reached(kind: str) -> float:
        made = project("dense 1 step", kind, batch=1, optimizer="sgd", rate=0.1)
        trainer = Trainer(made)
        trainer.advance(4000)
        return trainer.metrics().train_accuracy

    assert reached("gaussians") > 0.97
    assert reached("xor4") <= 0.75


def test_dropout_l1_and_clipping_do_what_they_are_for() -> None:
    loose = project("dense 20 tanh > output", "circle", batch=20, optimizer="sgd", rate=0.3)
    sparse = replace(loose, training=replace(loose.training, l1=0.01))
    weights = []
    for made in (loose, sparse):
        trainer = Trainer(made)
        trainer.advance(3000)
        weights.append(np.concatenate([w.ravel() for w in trainer.weights().values()]))
    small = [float(np.mean(np.abs(w) < 0.01)) for w in weights]
    assert small[1] > small[0] + 0.2
    clipped = replace(loose, training=replace(loose.training, clip=1e-3))
    trainer = Trainer(clipped)
    before = trainer.bound.block.copy()
    trainer.advance(1)
    assert float(np.linalg.norm(trainer.bound.block - before)) == pytest.approx(3e-4, rel=1e-3)
