"""Random networks with random settings: gradients and updates against float64, equal bits."""

import dataclasses
import random
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine import prepare as prepare_module
from playground.engine.trainer import Trainer
from playground.kernels.optable import Register
from playground.model.catalog import OPTIMIZERS, SCHEDULES, TARGET_RULES, TargetRule
from playground.model.ids import WeightRef
from playground.model.network import DropoutSpec, OutputSpec
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from tests.engine.projects import same_parameters
from tests.engine.test_gradients import synthetic
from tests.engine.twin_network import Twin, drawn

Float64 = npt.NDArray[np.float64]
DRAWS = 120
Make = Callable[[Project, TargetRule], Trainer]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Make:
    def build(project: Project, rule: TargetRule) -> Trainer:
        dataset = synthetic(rule)
        monkeypatch.setattr(prepare_module, "build", lambda _: dataset)
        monkeypatch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
        return Trainer(project)

    return build


def drawn_training(rng: random.Random, kind: str) -> TrainingSpec:
    schedule = ScheduleSpec(rng.choice(list(SCHEDULES)), rng.randint(1, 5), rng.choice([0.1, 0.5]))
    optimizer = OptimizerSpec(kind, 0.01, 0.8, 0.95, 0.1, schedule)
    return TrainingSpec(
        batch_size=rng.choice([1, 5, 17]),
        l2=rng.choice([0.0, 0.03]),
        l1=rng.choice([0.0, 0.02]),
        clip=rng.choice([None, 0.05, 100.0]),
        phases=(PhaseSpec(optimizer=optimizer),),
    )


def drawn_project(number: int) -> tuple[Project, TargetRule]:
    rng = random.Random(number)
    rule = TARGET_RULES[number % len(TARGET_RULES)]
    target = "input" if rule.task == "input" else "label"
    has_bias = rng.random() < 0.7
    head = OutputSpec(None, rule.activation, rule.loss, "normal", target, has_bias=has_bias)
    kind = list(OPTIMIZERS)[number % len(OPTIMIZERS)]
    return Project(drawn(rng, head), DataSpec("xor"), drawn_training(rng, kind)), rule


def decayed(trainer: Trainer) -> npt.NDArray[np.bool_]:
    """Say which parameters are weights: L1, L2 and decay leave biases alone."""
    layout = trainer.bound.program.layout
    result = np.zeros(layout.size, dtype=np.bool_)
    for slot in layout.slots:
        result[slot.offset : slot.offset + slot.size] = bool(slot.shape.sources)
    return result


def updated(
    training: TrainingSpec, t: int, before: list[Float64], g: Float64, shrinks: Float64
) -> tuple[Float64, Float64, Float64]:
    """One update as the textbooks have it; t counts from 1. Returns w, m, v."""
    w, m, v = before
    optimizer = training.optimizer
    schedule = optimizer.schedule
    rate = optimizer.learning_rate
    rate *= SCHEDULES[schedule.kind].scale(t - 1, schedule.period, schedule.factor)
    length = float(np.sqrt((g**2).sum()))
    if training.clip is not None and length > training.clip:
        g = g * (training.clip / length)
    kind, beta, rho = optimizer.kind, optimizer.momentum, optimizer.decay
    if kind == "sgd":
        return w - rate * g, m, v
    if kind in ("momentum", "nesterov"):
        m = beta * m + g
        return w - rate * (m if kind == "momentum" else g + beta * m), m, v
    if kind in ("rmsprop", "adagrad"):
        v = rho * v + (1 - rho) * g**2 if kind == "rmsprop" else v + g**2
        return w - rate * g / (np.sqrt(v) + (1e-8 if kind == "rmsprop" else 1e-10)), m, v
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    decay = optimizer.weight_decay if kind == "adamw" else 0.0
    return w - rate * (step + decay * shrinks * w), m, v


def planes(trainer: Trainer) -> list[Float64]:
    layout = trainer.bound.program.layout
    starts = [plane * layout.plane_size for plane in range(3)]
    return [trainer.bound.block[s : s + layout.size].astype(np.float64) for s in starts]


@pytest.mark.parametrize("first", range(0, DRAWS, 10))
def test_gradient_and_update_of_drawn_networks(make: Make, first: int) -> None:
    for number in range(first, first + 10):
        project, rule = drawn_project(number)
        check_updates(make(project, rule), rule, f"network {number}")


def move_biases(trainer: Trainer) -> None:
    """Give every bias another value than 0.

    A unit behind silent units would sit in the corner of its ReLU, where there is no derivative.
    """
    biases = [
        WeightRef(slot.shape.id, target, None)
        for slot in trainer.bound.program.layout.slots
        if not slot.shape.sources
        for target in slot.shape.targets
    ]
    trainer.set_weights(biases, [0.03 + 0.01 * place for place in range(len(biases))])


def check_updates(trainer: Trainer, rule: TargetRule, name: str) -> None:
    move_biases(trainer)
    twin, training = Twin(trainer, rule), trainer.project.training
    program, weights = trainer.bound.program, decayed(trainer)
    assert program.gradient is not None
    update = program.tape.phase("update").start
    for t in (1, 2, 3):
        for _ in range(update):
            trainer.advance_operation()
        before, chosen = planes(trainer), trainer.batch_examples()
        got = trainer.bound.view(program.gradient)[: weights.size, 0].astype(np.float64)
        expected = twin.gradient(before[0], chosen)
        expected += weights * (training.l2 * before[0] + training.l1 * np.sign(before[0]))
        scale = np.abs(expected).max()
        np.testing.assert_allclose(got, expected, atol=1e-5 + 5e-4 * scale, err_msg=name)
        trainer.advance_batch()
        assert trainer.guard is None
        wanted = updated(training, t, before, got, weights.astype(np.float64))
        for value, right in zip(planes(trainer), wanted, strict=True):
            np.testing.assert_allclose(value, right, rtol=2e-5, atol=2e-7, err_msg=name)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_evaluation_and_probe_agree_with_the_twin(make: Make, first: int) -> None:
    for number in range(first, first + 10):
        project, rule = drawn_project(number)
        trainer = make(project, rule)
        trainer.advance(7)
        twin, values = Twin(trainer, rule), planes(trainer)[0]
        dataset = trainer.dataset
        everything = np.arange(dataset.size, dtype=np.int32)
        z, a = twin.outputs(values, everything)
        outputs = trainer.evaluator.outputs(dataset.inputs, dataset.lengths)
        # The twin has a row for every position: (examples · T, units).
        z, a = (v.reshape(dataset.size, -1, v.shape[1]).swapaxes(1, 2) for v in (z, a))
        z, a = z.reshape(outputs.shape), a.reshape(outputs.shape)
        clear = np.abs(z) > 1e-4  # a step flips at 0
        np.testing.assert_allclose(outputs[clear], a[clear], atol=2e-4, rtol=2e-4)
        probe = trainer.probe(3)
        head = probe.layers[trainer.resolution.order[-1]]
        assert head.z is not None
        np.testing.assert_allclose(head.z, z[3], atol=2e-4, rtol=2e-4)


def with_dropout(project: Project, rate: float) -> Project:
    """Return the project with every dropout layer at work."""
    layers = tuple(
        dataclasses.replace(layer, spec=DropoutSpec(rate))
        if isinstance(layer.spec, DropoutSpec)
        else layer
        for layer in project.network.layers
    )
    return dataclasses.replace(project, network=dataclasses.replace(project.network, layers=layers))


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_bursts_and_single_rows_give_equal_bits(make: Make, kind: str) -> None:
    """With dropout, schedules, L1, L2 and clipping, whatever the mix of calls."""
    numbers = [n for n in range(60) if list(OPTIMIZERS)[n % len(OPTIMIZERS)] == kind]
    with_layer = [
        n
        for n in numbers
        if any(isinstance(x.spec, DropoutSpec) for x in drawn_project(n)[0].network.layers)
    ]
    for number in with_layer[:3]:
        project, rule = drawn_project(number)
        project = with_dropout(project, 0.4)
        whole, parts = make(project, rule), make(project, rule)
        whole.advance(41)
        parts.advance(3)
        parts.advance_operation()
        parts.advance(2)
        while parts.step < 9:
            parts.advance_operation()
        while parts.step < 14:
            parts.advance_example()
        parts.advance_batch()
        for size in (1, 7, 18):
            parts.advance(size)
        assert parts.step == 41
        assert same_parameters(whole, parts), f"network {number}"
        assert whole.learning_rate == parts.learning_rate
    assert with_layer


def test_the_rate_in_force_is_the_schedules(make: Make) -> None:
    for kind in SCHEDULES:
        project, rule = drawn_project(0)
        optimizer = OptimizerSpec("sgd", 0.02, schedule=ScheduleSpec(kind, 6, 0.25))
        training = TrainingSpec(phases=(PhaseSpec(optimizer=optimizer),))
        trainer = make(dataclasses.replace(project, training=training), rule)
        for _ in range(15):
            shown = trainer.learning_rate
            trainer.advance(1)
            used = float(trainer.bound.registers[Register.LEARNING_RATE])
            assert used == pytest.approx(shown, rel=1e-12)
