"""Pooling, norms, noise, prototypes and products as layers: what they are made of, and their gradients."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine import door
from playground.engine.prepare import prepare
from playground.engine.trainer import Trainer
from playground.engine.verify import verify
from playground.kernels.optable import OpCode
from playground.model.check import unready
from playground.model.ids import ParameterId
from tests.engine.numpy_machine import NumpyMachine
from tests.engine.projects import project

Array = npt.NDArray[np.float64]

PICTURES = [
    "conv 3 3x3 tanh > pool 2 > conv 2 3x3 tanh > average_pool 2 same > flatten > output",
    "conv 3 3x3 tanh > pool 3 stride 2 same > batch_norm > global_average_pool > output",
    "conv 3 3x3 tanh > layer_norm > normalise > softmax_over positions > flatten > output",
    "average_pool 3 stride 1 pad 1,1,1,1 > flatten > output",
    "global_average_pool > output",
]
ROWS = [
    "dense 5 tanh > batch_norm momentum 0.3 > dense 4 tanh > layer_norm > output",
    "batch_norm > dense 4 tanh > output",
    "noise 0.2 > dense 5 tanh > noise 0.1 > normalise > output",
    "cosine 5 > cosine 3 > softmax_over units > output",
    "dense 4 tanh as a > dense 4 sigmoid as b > dense 4 tanh > multiply a b > output",
]


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unready, "NOT_YET", frozenset())


def trainer_of(text: str, **settings: object) -> Trainer:
    fitting = {"batch": 7, "examples": 40, "rate": 0.01, "optimizer": "sgd", **settings}
    kind = "digits" if text in PICTURES else "gaussians"
    return Trainer(project(text, kind, **fitting))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", PICTURES + ROWS)
def test_the_two_machines_agree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = trainer_of(text)
    compiled.advance(7)
    monkeypatch.setattr(door, "kernels", NumpyMachine)
    slow = trainer_of(text)
    slow.advance(7)
    for ours, theirs in zip(compiled.state().tensors, slow.state().tensors, strict=True):
        np.testing.assert_allclose(ours.planes, theirs.planes, rtol=2e-4, atol=3e-6)


@pytest.mark.parametrize("batch", [1, 16, 40])
@pytest.mark.parametrize("text", PICTURES + ROWS)
def test_every_program_is_honest(text: str, batch: int) -> None:
    kind = "digits" if text in PICTURES else "gaussians"
    prepared = prepare(project(text, kind, batch=batch, examples=40))
    for program in (prepared.training, prepared.evaluation, prepared.probe):
        verify(program)
