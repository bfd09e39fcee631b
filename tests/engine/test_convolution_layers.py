"""Layers of pictures: what they are made of, where they start, and that they learn."""

import numpy as np
import pytest

from playground.engine.initial import initial_values
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.resolution import ParameterShape
from tests.engine.agreement import on_both_machines, verified
from tests.engine.projects import project

TEXTS = [
    "conv 4 3x3 relu > conv 3 3x2 tanh stride 2 > flatten > output",
    "conv 4 3x3 relu pad 0,1,2,0 > conv 4 3x3 relu groups 4 > conv 4 1x1 nobias > flatten > output",
    "conv 2 5x5 relu stride 3 valid > upsample 2 > transposed_conv 2 2x2 relu > flatten > output",
]


def digits(text: str, **settings: object) -> Trainer:
    fitting = {"batch": 17, "examples": 60, "rate": 0.01, **settings}
    return Trainer(project(text, "digits", **fitting))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", TEXTS)
def test_the_two_machines_agree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_both_machines(lambda: digits(text, optimizer="sgd"), 5, monkeypatch, atol=2e-6)


@pytest.mark.parametrize("batch", [1, 16, 60])
@pytest.mark.parametrize("text", TEXTS)
def test_every_program_is_honest(text: str, batch: int) -> None:
    prepared = verified(project(text, "digits", batch=batch, examples=60))
    for program in (prepared.training, prepared.evaluation, prepared.probe):
        assert program.ld % 16 == 0


def row_of(trainer: Trainer, code: OpCode) -> int:
    rows = trainer.bound.program.tape.rows
    return next(index for index, row in enumerate(rows) if row[0] == code)


def test_same_padding_adds_below_and_on_the_right_first() -> None:
    """As TensorFlow's: a stride of 2 over 8 × 8 pixels needs one row of zeros, at the bottom."""
    trainer = digits("conv 1 3x3 linear stride 2 nobias > flatten > output")
    layer = trainer.resolution.order[1]
    slot = trainer.bound.program.layout.slot(ParameterId(layer, "weight 3x3"))
    trainer.bound.program.layout.view(trainer.bound.block, slot)[...] = 1.0
    for _ in range(row_of(trainer, OpCode.CONV_FORWARD) + 1):
        trainer.advance_operation()
    slices = trainer.bound.program.slices[layer]
    assert slices.z is not None
    z = trainer.bound.view(slices.z).reshape(4, 4, -1)[..., :17]
    pictures = np.asarray(trainer.dataset.inputs)[trainer.batch_examples()].reshape(17, 8, 8)
    padded = np.pad(pictures, ((0, 0), (0, 1), (0, 1)))
    for y in range(4):
        for x in range(4):
            window = padded[:, 2 * y : 2 * y + 3, 2 * x : 2 * x + 3]
            np.testing.assert_allclose(z[y, x], window.sum(axis=(1, 2)), rtol=1e-5, atol=1e-5)


def test_a_small_convolutional_network_learns_digits() -> None:
    text = "conv 6 3x3 relu > conv 8 3x3 relu stride 2 > flatten > output"
    trainer = digits(text, examples=600, batch=32, rate=0.005)
    trainer.advance(200)
    assert trainer.metrics().train_accuracy > 0.95


def kernel_shape(initialiser: str) -> ParameterShape:
    targets, sources = (
        tuple(UnitRef(LayerId(name), UnitId(f"u{i}")) for i in range(count))
        for name, count in (("a", 30), ("b", 20))
    )
    name = ParameterId(LayerId("a"), "weight 3x5")
    return ParameterShape(name, targets, sources, initialiser, (3, 5))


def test_the_start_of_a_kernel_counts_its_window() -> None:
    values = initial_values(kernel_shape("glorot"), 3)
    assert values.shape == (30, 20, 3, 5)
    limit = np.sqrt(6 / (15 * 50))
    assert 0.98 * limit < np.abs(values).max() <= limit
    assert np.unique(values).size > 0.99 * values.size
    values = initial_values(kernel_shape("he"), 3)
    assert values.std() == pytest.approx(np.sqrt(2 / (15 * 20)), rel=0.05)
