"""Pooling, norms, noise, prototypes and products as layers of networks."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode, Register
from playground.model.ids import LayerId, ParameterId
from tests.engine.agreement import on_both_machines, verified
from tests.engine.numpy_machine import NumpyMachine
from tests.engine.projects import project

Array = npt.NDArray[np.float64]
Float32 = npt.NDArray[np.float32]

_PICTURES = (
    "conv 3 3x3 tanh > pool 2 > conv 2 3x3 tanh > average_pool 2 same > flatten > output",
    "conv 3 3x3 tanh > pool 3 stride 2 same > batch_norm > global_average_pool > output",
    "conv 3 3x3 tanh > layer_norm > normalise > softmax_over positions > flatten > output",
    "average_pool 3 stride 1 pad 1,1,1,1 > flatten > output",
    "global_average_pool > output",
)
_ROWS = (
    "dense 5 tanh > batch_norm momentum 0.3 > dense 4 tanh > layer_norm > output",
    "batch_norm > dense 4 tanh > output",
    "noise 0.2 > dense 5 tanh > noise 0.1 > normalise > output",
    "cosine 5 > cosine 3 > softmax_over units > output",
    "dense 4 tanh as a > dense 4 sigmoid as b > dense 4 tanh > multiply a b > output",
)
# Examples of different lengths.
_SEQUENCES = (
    "dense 5 tanh > batch_norm > global_average_pool > output",
    "noise 0.1 > dense 4 tanh > layer_norm > softmax_over positions > cosine 3 > last_step > output",
    "dense 4 tanh as a > dense 4 sigmoid > multiply a > normalise > global_average_pool > output",
)
NETWORKS = {
    **dict.fromkeys(_PICTURES, "digits"),
    **dict.fromkeys(_ROWS, "gaussians"),
    **dict.fromkeys(_SEQUENCES, "waves"),
}


def trainer_of(text: str, **settings: object) -> Trainer:
    fitting = {"batch": 7, "examples": 40, "rate": 0.01, "optimizer": "sgd", **settings}
    return Trainer(project(text, NETWORKS.get(text, "gaussians"), **fitting))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NETWORKS)
def test_the_two_machines_agree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_both_machines(lambda: trainer_of(text), 7, monkeypatch)


@pytest.mark.parametrize("batch", [1, 16, 40])
@pytest.mark.parametrize("text", NETWORKS)
def test_every_program_is_honest(text: str, batch: int) -> None:
    verified(project(text, NETWORKS[text], batch=batch, examples=40))


def in_float64(trainer: Trainer, rows: int, block: Array) -> Array:
    """Return the workspace after the first ``rows`` rows of the tape, everything in float64."""
    bound, machine, workspace = (
        trainer.bound,
        NumpyMachine(),
        np.zeros(trainer.bound.workspace.size),
    )
    arrays = (block, bound.data.array.astype(np.float64))
    p, d = (machine.distance(array, workspace) for array in arrays)  # type: ignore[arg-type]
    tape = machine.bind(bound.program.tape.rows, {"P": p, "D": d})
    registers = bound.registers.copy()
    registers[Register.COUNT], registers[Register.STEP] = trainer.batch_examples().size, 1
    machine.run_rows(tape, 0, rows, workspace, bound.table, registers)  # type: ignore[arg-type]
    return workspace


def check_gradients(trainer: Trainer) -> None:
    """Compare up to 40 gradients with central differences."""
    trainer.advance_operation()  # the batch is chosen
    program = trainer.bound.program
    backward, update = program.tape.phase("backward").start, program.tape.phase("update").start
    size = program.layout.size
    block = trainer.bound.block.astype(np.float64)
    # Away from gains of 1 and shifts of 0.
    block[:size] += np.random.default_rng(1).normal(0, 0.1, size)
    assert program.gradient is not None
    start, loss = program.gradient.offset, program.heads[0].loss.offset
    got = in_float64(trainer, update, block)[start : start + size]
    for index in np.random.default_rng(2).permutation(size)[:40]:
        high, low = block.copy(), block.copy()
        high[index] += 1e-5
        low[index] -= 1e-5
        losses = (in_float64(trainer, backward, changed)[loss] for changed in (high, low))
        want = (next(losses) - next(losses)) / 2e-5
        assert got[index] == pytest.approx(want, rel=1e-4, abs=1e-8), index


@pytest.mark.parametrize("text", NETWORKS)
def test_every_gradient_is_the_slope_of_the_loss(text: str) -> None:
    check_gradients(trainer_of(text, batch=5))


def test_shared_norms_and_prototypes_learn_from_both_places() -> None:
    text = " > ".join(2 * ["dense 3 tanh", "batch_norm", "layer_norm", "cosine 3"]) + " > output"
    made = project(text, "gaussians", examples=40, batch=5, optimizer="sgd")
    layers = made.network.layers[1:-1]
    network = made.network
    for owner, user in zip(layers[1:4], layers[5:8], strict=True):
        network = network.with_layer(replace(user, shares=owner.id))
    trainer = Trainer(replace(made, network=network))
    assert len(trainer.state().tensors) == 2 + 2 + 4 + 2 + 1 + 2
    check_gradients(trainer)


def statistics(trainer: Trainer, layer: LayerId) -> tuple[Float32, Float32]:
    layout, block = trainer.bound.program.layout, trainer.bound.block
    mean, variance = (
        layout.view(block, layout.slot(ParameterId(layer, name))).copy()
        for name in ("mean", "variance")
    )
    return mean, variance


def test_running_statistics_follow_the_batches_and_evaluation_uses_them() -> None:
    trainer = trainer_of("batch_norm momentum 0.25 > output", examples=60, batch=7)
    norm = trainer.resolution.order[1]
    mean, variance = np.zeros(2), np.ones(2)
    for _ in range(10):
        trainer.advance_operation()
        chosen = trainer.batch_examples()
        batch = np.asarray(trainer.dataset.inputs, np.float64)[chosen]
        trainer.advance_batch()
        mean = 0.75 * mean + 0.25 * batch.mean(axis=0)
        if chosen.size > 1:
            variance = 0.75 * variance + 0.25 * batch.var(axis=0, ddof=1)
    found = statistics(trainer, norm)
    np.testing.assert_allclose(found[0], mean, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found[1], variance, rtol=1e-5)
    inputs = np.array(trainer.dataset.inputs)
    out = trainer.evaluator.layer_activations(inputs, (norm,))[norm]
    layout, block = trainer.bound.program.layout, trainer.bound.block
    gain, shift = (
        layout.view(block, layout.slot(ParameterId(norm, name))) for name in ("gain", "shift")
    )
    want = (inputs - found[0]) / np.sqrt(found[1] + 1e-5) * gain + shift
    np.testing.assert_allclose(out, want.T, rtol=1e-4, atol=1e-5)


def test_statistics_stand_still_where_a_step_failed() -> None:
    trainer = trainer_of("batch_norm > dense 3 linear > output", rate=1.0)
    norm = trainer.resolution.order[1]
    trainer.advance(3)
    kept = statistics(trainer, norm)
    layout = trainer.bound.program.layout
    slot = layout.slot(ParameterId(trainer.resolution.order[2], "weight"))
    layout.view(trainer.bound.block, slot)[0, 0] = np.inf
    before = trainer.step
    trainer.advance(1)
    assert trainer.step == before
    for now, then in zip(statistics(trainer, norm), kept, strict=True):
        np.testing.assert_array_equal(now, then)


@pytest.mark.parametrize("kind", ["batch_norm", "layer_norm", "cosine 3"])
@pytest.mark.parametrize("before", ["", "dense 3 tanh > "])
def test_a_frozen_layer_passes_blame_on_and_stays_as_it_is(kind: str, before: str) -> None:
    trainer = trainer_of(f"{before}{kind} frozen > output", optimizer="adam")
    frozen = trainer.resolution.order[-2]
    start = {tensor.id: tensor for tensor in trainer.state().tensors}
    trainer.advance(5)
    for tensor in trainer.state().tensors:
        moved = not np.array_equal(tensor.planes, start[tensor.id].planes)
        assert moved == (tensor.id.layer != frozen), tensor.id


def test_the_guards_stand_around_whatever_moves() -> None:
    codes = [row[0] for row in trainer_of("batch_norm > output").bound.program.tape.rows]
    gradients, parameters = OpCode.GUARD_GRADIENT, OpCode.GUARD_PARAMETERS
    where = codes.index(OpCode.BATCH_NORM_STATISTICS)
    assert codes.index(gradients) < where < len(codes) - 1 - codes[::-1].index(parameters)


def test_noise_is_there_while_training_alone() -> None:
    trainer = trainer_of("noise 0.5 > output", batch=40)
    noise = trainer.resolution.order[1]
    program = trainer.bound.program
    found = []
    for _ in range(2):
        trainer.advance(1)
        slices = program.slices[noise]
        assert slices.z is not None
        assert slices.a is not None
        moved = trainer.bound.view(slices.a) - trainer.bound.view(slices.z)
        assert 0.3 < moved.std() < 0.7
        found.append(moved.copy())
    assert not np.array_equal(found[0], found[1])
    inputs = np.array(trainer.dataset.inputs)
    out = trainer.evaluator.layer_activations(inputs, (noise,))[noise]
    np.testing.assert_array_equal(out, inputs.T)


def test_networks_with_pools_and_norms_learn_digits() -> None:
    text = "conv 6 3x3 relu > pool 2 > batch_norm > conv 8 3x3 relu > global_average_pool > output"
    fitting = {"examples": 600, "batch": 32, "rate": 0.02, "optimizer": "adam"}
    trainer = Trainer(project(text, "digits", **fitting))  # type: ignore[arg-type]
    trainer.advance(250)
    metrics = trainer.metrics()
    assert metrics.train_accuracy > 0.9
    assert metrics.test_accuracy > 0.8
