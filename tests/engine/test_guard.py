"""Numbers that are not finite stop the run within the step and keep the last good weights."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.kernels.optable import Register
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.model.project import OptimizerSpec, PhaseSpec, ScheduleSpec
from tests.engine.projects import project, same_bits, same_parameters


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_an_absurd_rate_stops_the_run_with_the_weights_of_the_step_before(optimizer: str) -> None:
    trainer = Trainer(project("dense 4 relu > dense 1 linear", rate=0.01, optimizer=optimizer))
    trainer.advance(40)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=1000.0))
    result = trainer.advance(5000)
    if optimizer == "adam":
        assert result.guard is None
        return
    assert result.guard is not None
    assert trainer.guard is result.guard
    assert result.guard.step == trainer.step + 1
    assert result.guard.operation
    assert str(result.guard.step) in result.guard.message
    assert np.isfinite(trainer.bound.block).all()
    # The weights are exactly those of the step before: the same run, stopped there.
    other = Trainer(project("dense 4 relu > dense 1 linear", rate=0.01, optimizer=optimizer))
    other.advance(40)
    other.change_project(edits.set_optimizer(other.project, learning_rate=1000.0))
    other.advance(trainer.step - 40)
    assert other.guard is None
    assert same_parameters(trainer, other)


def set_rate(trainer: Trainer, rate: float) -> None:
    trainer.bound.registers[Register.LEARNING_RATE] = rate


@pytest.mark.parametrize("single", [False, True])
def test_spoilt_parameters_are_caught_after_the_update(single: bool) -> None:
    """Gradients are finite, the update is not: only the second guard can see it."""
    trainer = Trainer(project("dense 4 tanh > output", optimizer="sgd", rate=0.5))
    trainer.advance(50)
    before = trainer.state().tensors
    # A rate that overflows float32: no project may hold it, so it goes in underneath.
    set_rate(trainer, 1e39)
    trainer._safe = None
    result = trainer.advance_batch() if single else trainer.advance(10)
    assert result.done == 0
    assert result.guard is not None
    assert result.guard.layer in trainer.resolution.order
    assert same_bits(trainer.state().tensors, before)
    assert trainer.step == 50
    set_rate(trainer, 0.5)
    trainer.go_back()
    assert trainer.guard is None
    other = Trainer(trainer.project)
    other.advance(60)
    trainer.advance(10)
    assert same_parameters(trainer, other)


def test_the_copy_made_earlier_is_replayed_to_the_step_before() -> None:
    trainer = Trainer(project("dense 4 tanh > output", optimizer="sgd", rate=0.5))
    trainer.advance(20)
    trainer.advance(7)
    assert trainer._safe is not None
    assert trainer._safe.counters[2] < 27, "there is something to replay"
    before = trainer.state().tensors
    trainer._restore(trainer._safe)
    assert trainer.step == 27
    assert same_bits(trainer.state().tensors, before)


def test_an_infinite_weight_stops_the_run_and_is_named() -> None:
    trainer = Trainer(project("dense 3 tanh > dense 3 tanh > output"))
    trainer.advance(10)
    layer = trainer.resolution.order[2]
    layout = trainer.bound.program.layout
    layout.view(trainer.bound.block, layout.slot(ParameterId(layer, "weight")))[1, 1] = np.inf
    trainer.drop_batch()
    result = trainer.advance(100)
    assert result.done == 0
    assert result.guard is not None
    assert result.guard.layer == layer
    assert result.guard.step == 11
    trainer.go_back()
    assert np.isfinite(trainer.bound.block).all()
    assert trainer.advance(5).done == 5


def test_nothing_moves_while_the_guard_stands() -> None:
    trainer = Trainer(project("dense 4 relu > dense 1 linear", rate=1000.0, optimizer="sgd"))
    trainer.advance(1000)
    assert trainer.guard is not None
    step = trainer.step
    for move in (
        trainer.advance_operation, trainer.advance_example, trainer.advance_batch,
        lambda: trainer.advance(5),
    ):  # fmt: skip
        assert move().done == 0
    assert trainer.step == step
    trainer.rewind()
    assert trainer.guard is None


def test_a_huge_but_finite_weight_by_hand_is_caught_while_stepping() -> None:
    trainer = Trainer(project("dense 3 relu > dense 3 relu > dense 1 linear"))
    for position in (2, 3):
        layer = trainer.resolution.order[position]
        targets = trainer.resolution.layers[layer].parameters[1].targets
        trainer.set_weight(WeightRef(ParameterId(layer, "bias"), targets[0]), 3e38)
    layer = trainer.resolution.order[3]
    source = UnitRef(trainer.resolution.order[2], UnitId("u1"))
    target = trainer.resolution.layers[layer].parameters[0].targets[0]
    trainer.set_weight(WeightRef(ParameterId(layer, "weight"), target, source), 3e38)
    reports = [trainer.advance_operation().guard for _ in range(len(trainer.operations))]
    assert any(reports)
    assert trainer.guard is not None
    assert trainer.guard.layer == layer
    assert trainer.guard.operation == "z = W·a + b"


def test_averages_that_overflow_stop_the_run_before_a_file_could_hold_them() -> None:
    """Adam's second moment becomes infinite here while every weight is still finite."""
    stack = " > ".join(["dense 8 linear"] * 7)
    trainer = Trainer(project(f"{stack} > dense 1 linear", rate=300.0, optimizer="adam"))
    result = trainer.advance(50)
    assert result.guard is not None
    assert result.guard.layer is not None
    assert np.isfinite(trainer.bound.block).all()
    assert all(np.isfinite(tensor.planes).all() for tensor in trainer.state().tensors)


@pytest.mark.parametrize(
    ("text", "spoilt", "formula"),
    [
        ("dense 3 gelu as a > dense 3 elu as b > add a > output", "a", "z = W·a + b"),
        ("dense 3 silu as a > dense 3 softplus nobias as b > concat a > output", "b", "z = W·a"),
        ("dense 3 leaky_relu as a > dropout 0.2 > dense 3 sine as b > output", "b", "z = W·a + b"),
    ],
)
@pytest.mark.parametrize("optimizer", ["momentum", "adagrad"])
def test_a_guard_names_layer_and_operation_of_every_kind(
    text: str, spoilt: str, formula: str, optimizer: str
) -> None:
    trainer = Trainer(project(text, "xor", batch=10, rate=0.01, optimizer=optimizer))
    trainer.advance(10)
    layer = next(x.id for x in trainer.project.network.layers if x.name == spoilt)
    tensor = next(t for t in trainer.state().tensors if t.id == ParameterId(layer, "weight"))
    refs = [WeightRef(tensor.id, tensor.targets[0], source) for source in tensor.sources]
    trainer.set_weights(refs, [3e38] * len(refs))
    before = trainer.state().tensors
    report = trainer.advance(500).guard
    assert report is not None
    assert report.layer == layer
    assert report.operation == formula
    assert f"{formula} in {spoilt}" in report.message
    assert same_bits(trainer.state().tensors, before) or trainer.step > 10
    trainer.go_back()
    assert trainer.guard is None


def test_a_rate_that_a_schedule_raises_is_named_as_it_was_in_force() -> None:
    made = project("dense 4 linear > dense 4 linear > dense 1 linear", "xor", optimizer="sgd")
    schedule = ScheduleSpec("warmup", 1000)
    phase = PhaseSpec(optimizer=OptimizerSpec("sgd", 900.0, schedule=schedule))
    trainer = Trainer(replace(made, training=replace(made.training, phases=(phase,))))
    report = trainer.advance(1000).guard
    assert report is not None
    assert 1 < report.step < 100
    assert f"smaller than {0.9 * report.step:g} " in report.message


def test_a_network_too_large_for_the_machine_is_refused_before_memory_is_taken() -> None:
    layers = " > ".join(["dense 4096 relu as a", *["dense 4096 relu"] * 60, "add a", "output"])
    with pytest.raises(PlaygroundError, match=r"GB of memory.*most that it may take"):
        Trainer(project(layers, "xor4"))
