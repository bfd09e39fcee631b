"""Held units and weights in layers of every kind: they stay, and blame goes round them."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from playground.data.build import shape_of
from playground.engine.state import Float32
from playground.engine.trainer import Trainer
from playground.kernels.optable import Register
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, UnitRef, WeightRef
from playground.model.network import Clamp, InputSpec
from playground.model.project import Project
from playground.model.resolution import LayerShape
from tests.engine.projects import layer_named, project
from tests.engine.test_equal_bits import network
from tests.peers.architectures import drawn

NETWORKS, STEPS, HELD = 60, 10, 0.7


@contextmanager
def held(number: int) -> Iterator[tuple[Trainer, LayerShape, UnitRef]]:
    """Train a drawn network in which a unit is held, a weight has a padlock and one is cut."""
    with network(number) as made:
        rng = random.Random(number)
        layers = check(made, drawn(number)[1].shape).layers
        tokens = {x.id for x in made.network.layers if isinstance(x.spec, InputSpec)}
        shape = rng.choice(
            [s for s in layers.values() if s.kind != "output" and s.id not in tokens]
        )
        unit = rng.choice(shape.units_out)
        locks = []
        parameters = [p for s in layers.values() for p in s.parameters if p.is_trained]
        for parameter in rng.sample(parameters, 2):
            source = rng.choice(parameter.sources) if parameter.sources else None
            locks.append(WeightRef(parameter.id, rng.choice(parameter.targets), source))
        graph = replace(
            made.network, clamps=(Clamp(unit, HELD),), cuts=(locks[0],), frozen_weights=(locks[1],)
        )
        yield Trainer(replace(made, network=graph)), shape, unit


def numbers(trainer: Trainer, ref: WeightRef) -> Float32:
    """Return all planes of one weight, of a kernel all of its numbers."""
    tensor = next(t for t in trainer.state().tensors if t.id == ref.parameter)
    row = tensor.planes[:, tensor.targets.index(ref.target)]
    return row if ref.source is None else row[:, tensor.sources.index(ref.source)]


@pytest.mark.parametrize("first", range(0, NETWORKS, 15))
def test_what_is_held_stays_whatever_the_layer(first: int) -> None:
    for number in range(first, first + 15):
        with held(number) as (trainer, shape, unit):
            graph, dataset = trainer.project.network, trainer.dataset
            locked = numbers(trainer, graph.frozen_weights[0]).copy()
            trainer.advance(STEPS)
            assert trainer.guard is None
            np.testing.assert_array_equal(numbers(trainer, graph.frozen_weights[0]), locked)
            assert not numbers(trainer, graph.cuts[0]).any()
            seen = trainer.evaluator.layer_activations(
                dataset.inputs, (shape.id,), dataset.lengths
            )[shape.id]
            parts = seen.reshape(len(shape.units_out), -1)
            assert np.all(parts[shape.units_out.index(unit)] == np.float32(HELD)), f"{number}"


def loss_at(trainer: Trainer, values: Float32) -> float:
    """Return the loss of the first batch with other parameters."""
    trainer.drop_batch()
    block, before = trainer.bound.block, trainer.bound.block.copy()
    block[:] = values
    for _ in range(trainer.bound.program.tape.phase("loss").stop):
        trainer.advance_operation()
    block[:] = before
    return float(trainer.bound.registers[Register.LOSS])


RECURRENT = {
    "rnn": "rnn 4 whole as held > rnn 3 > output",
    "lstm": "lstm 4 whole as held > gru 3 > output",
    "gru": "gru 4 whole as held > lstm 3 > output",
}


def clamped(made: Project, name: str) -> Project:
    unit = check(made, shape_of(made.data)).layers[layer_named(made, name)].units_out[1]
    return replace(made, network=replace(made.network, clamps=(Clamp(unit, HELD),)))


@pytest.mark.parametrize("kind", RECURRENT)
def test_a_held_unit_is_not_what_its_own_layer_remembers(kind: str) -> None:
    """The next step saw the state as it was, so the weights of the state learn from that."""
    made = project(RECURRENT[kind], "waves", examples=40, batch=16, optimizer="sgd")
    trainer = Trainer(clamped(made, "held"))
    program, size = trainer.bound.program, trainer.bound.program.layout.size
    assert program.gradient is not None
    for _ in range(program.tape.phase("update").start):
        trainer.advance_operation()
    gradient = trainer.bound.view(program.gradient).ravel()[:size].astype(np.float64)
    layout = program.layout
    state = ParameterId(layer_named(trainer.project, "held"), "recurrent")
    slot = layout.slot(state)
    direction = np.zeros(layout.block_size)
    direction[slot.offset : slot.offset + slot.size] = np.random.default_rng(1).normal(
        size=slot.size
    )
    before, step = trainer.bound.block.astype(np.float64), 2e-2
    losses = [loss_at(trainer, (before + s * direction).astype(np.float32)) for s in (step, -step)]
    slope = (losses[0] - losses[1]) / (2 * step)
    assert gradient @ direction[:size] == pytest.approx(slope, rel=0.02)


def test_a_kernel_is_no_number_to_read_or_set() -> None:
    """Its place was counted as if every kernel were one number: that of another kernel."""
    trainer = Trainer(project("conv 3 3x3 > flatten > output", "digits", examples=40))
    convolution = trainer.resolution.order[1]
    shape = trainer.resolution.layers[convolution].parameters[0]
    ref = WeightRef(shape.id, shape.targets[1], shape.sources[0])
    before = trainer.bound.block.copy()
    with pytest.raises(PlaygroundError, match="A kernel has many weights"):
        trainer.set_weight(ref, 3.0)
    with pytest.raises(PlaygroundError, match="A kernel has many weights"):
        trainer.weight(ref)
    assert trainer.bound.block.tobytes() == before.tobytes()
    assert not trainer.state().journal
