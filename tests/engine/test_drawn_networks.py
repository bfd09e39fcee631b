"""Random networks with random settings: gradients and updates against float64, equal bits."""

import dataclasses
import random
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine import prepare as prepare_module
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode, Register, State
from playground.model import edits
from playground.model.catalog import OPTIMIZERS, SCHEDULES, TARGET_RULES, TargetRule
from playground.model.ids import WeightRef
from playground.model.network import DecayedSpec, DropoutSpec, OutputSpec
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from playground.model.text import parse
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
    project = Project(drawn(rng, head), DataSpec("xor"), drawn_training(rng, kind))
    return (with_decays(project, rng) if number % 3 == 0 else project), rule


def with_decays(project: Project, rng: random.Random) -> Project:
    """Return the project with a weight decay of its own for some layers."""
    network = project.network
    for layer in network.layers:
        if isinstance(layer.spec, DecayedSpec):
            decay = rng.choice([None, 0.0, 0.02, 0.3])
            network = network.with_layer(dataclasses.replace(layer, weight_decay=decay))
    return dataclasses.replace(project, network=network)


@dataclasses.dataclass(frozen=True, slots=True)
class Pulls:
    """How strongly every parameter is pulled towards 0: L1, L2, and AdamW apart from the gradient."""

    l1: Float64
    l2: Float64
    apart: Float64


def pulls(trainer: Trainer) -> Pulls:
    """Return the pulls of all parameters, (size,): biases have none, some layers their own."""
    layout, training = trainer.bound.program.layout, trainer.project.training
    l1, l2, apart = np.zeros((3, layout.size))
    is_apart = training.optimizer.kind == "adamw"
    for slot in layout.slots:
        place = slice(slot.offset, slot.offset + slot.size)
        own = trainer.project.network.layer(slot.shape.id.layer).weight_decay
        if not slot.shape.sources:
            continue
        if own is None:
            l1[place], l2[place] = training.l1, training.l2
            apart[place] = training.optimizer.weight_decay if is_apart else 0.0
        elif is_apart:
            apart[place] = own
        else:
            l2[place] = own
    return Pulls(l1, l2, apart)


def updated(
    training: TrainingSpec, t: int, before: list[Float64], g: Float64, decay: Float64
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
    return w - rate * (step + decay * w), m, v


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
    program, pull = trainer.bound.program, pulls(trainer)
    assert program.gradient is not None
    update = program.tape.phase("update").start
    for t in (1, 2, 3):
        for _ in range(update):
            trainer.advance_operation()
        before, chosen = planes(trainer), trainer.batch_examples()
        got = trainer.bound.view(program.gradient)[: pull.l2.size, 0].astype(np.float64)
        expected = twin.gradient(before[0], chosen)
        expected += pull.l2 * before[0] + pull.l1 * np.sign(before[0])
        scale = np.abs(expected).max()
        np.testing.assert_allclose(got, expected, atol=1e-5 + 5e-4 * scale, err_msg=name)
        trainer.advance_batch()
        assert trainer.guard is None
        wanted = updated(training, t, before, got, pull.apart)
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


@pytest.mark.parametrize("kind", ["sgd", "adamw"])
def test_one_value_for_all_is_the_tape_that_it_was(make: Make, kind: str) -> None:
    """Stretches fall apart only where layers differ; a value like that of all changes no bit."""
    rule = next(rule for rule in TARGET_RULES if rule.task == "binary")
    network = parse("dense 4 tanh > dense 3 tanh > output")
    optimizer = OptimizerSpec(kind, 0.01, weight_decay=0.1)
    training = TrainingSpec(l2=0.0, phases=(PhaseSpec(optimizer=optimizer),))
    plain = Project(network, DataSpec("xor"), training)

    def rows(project: Project) -> list[OpCode]:
        return [OpCode(code) for code in make(project, rule).bound.program.tape.rows[:, 0].tolist()]

    alike = edits.set_layer_decay(plain, [x.id for x in network.layers[1:]], 0.1)
    of_one = edits.set_layer_decay(plain, network.layers[2].id, 0.02)
    if kind == "adamw":
        assert rows(alike) == rows(plain)
        whole, own = make(plain, rule), make(alike, rule)
        whole.advance(20)
        own.advance(20)
        assert same_parameters(whole, own)
        assert rows(of_one) == rows(plain), "biases lie between: the stretches are the same"
    else:
        assert rows(plain).count(OpCode.SGD_UPDATE) == rows(of_one).count(OpCode.SGD_UPDATE) == 1
        assert rows(of_one).count(OpCode.DECAY_GRADIENT) == 1
        assert OpCode.DECAY_GRADIENT not in rows(plain)


def test_a_decay_of_one_layer_is_changed_while_it_trains(make: Make) -> None:
    """No weight moves at the edit; with no blame at all, the layer's weights shrink as it says."""
    rule = next(rule for rule in TARGET_RULES if rule.task == "regression")
    project = Project(
        parse("dense 4 > dense 3 > output"),
        DataSpec("xor"),
        TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.01)),)),
    )
    trainer = make(project, rule)
    trainer.advance(3)
    before = planes(trainer)[0]
    first = project.network.layers[1].id
    trainer.change_project(edits.set_layer_decay(trainer.project, first, 0.5))
    np.testing.assert_array_equal(planes(trainer)[0], before)
    with_decay = make_again(make, trainer, rule)
    trainer.change_project(edits.set_layer_decay(trainer.project, first, None))
    trainer.advance(1)
    with_decay.advance(1)
    slot = trainer.bound.program.layout.slots[0]
    assert slot.shape.id.layer == first
    place = slice(slot.offset, slot.offset + slot.size)
    apart = planes(trainer)[0] - planes(with_decay)[0]
    np.testing.assert_allclose(apart[place], 0.01 * 0.5 * before[place], atol=1e-6)
    apart[place] = 0.0
    np.testing.assert_allclose(apart, 0.0, atol=1e-7)


def make_again(make: Make, trainer: Trainer, rule: TargetRule) -> Trainer:
    """Return a trainer that stands where this one does."""
    again = make(trainer.project, rule)
    again.bound.block[:] = trainer.bound.block
    again.counters[:] = trainer.counters
    again.counters[State.ORDER_EPOCH] = -1
    return again
