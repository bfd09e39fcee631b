"""Self-attention in whole networks, on data of different lengths and with an answer at every place."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine import door
from playground.engine.prepare import prepare
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.engine.verify import verify
from playground.kernels.optable import OpCode
from playground.model.network import AttentionSpec
from tests.engine.numpy_machine import NumpyMachine
from tests.engine.projects import project, same_parameters

BLOCK = """embedding 8 > position as start > layer_norm > attention 4 causal as look
add start look as seen > layer_norm > dense 12 gelu > dense 8 as thought
add seen thought > layer_norm > output"""

NETWORKS = {
    "embedding 6 > position > attention 2 > last_step > output": "recall",
    "embedding 5 > position sinusoidal > attention causal > attention 5 > last_step > output":
        "brackets",
    "dense 6 tanh > attention 3 > last_step > output": "waves",
    BLOCK: "letters",
}  # fmt: skip


def trainer_of(text: str, **settings: object) -> Trainer:
    fitting = {"batch": 7, "examples": 40, "rate": 0.05, "optimizer": "sgd", **settings}
    return Trainer(project(text, NETWORKS[text], **fitting))  # type: ignore[arg-type]


@pytest.mark.parametrize("batch", [1, 7, 18])
@pytest.mark.parametrize("text", NETWORKS)
def test_the_two_machines_agree(text: str, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = trainer_of(text, batch=batch)
    compiled.advance(4)
    monkeypatch.setattr(door, "kernels", NumpyMachine)
    slow = trainer_of(text, batch=batch)
    slow.advance(4)
    for ours, theirs in zip(compiled.state().tensors, slow.state().tensors, strict=True):
        np.testing.assert_allclose(ours.planes, theirs.planes, rtol=2e-4, atol=3e-6)
    assert compiled.batch_loss == pytest.approx(slow.batch_loss, rel=1e-4)


@pytest.mark.parametrize("batch", [1, 16, 40])
@pytest.mark.parametrize("text", NETWORKS)
def test_every_program_is_honest(text: str, batch: int) -> None:
    prepared = prepare(project(text, NETWORKS[text], batch=batch, examples=40))
    for program in (prepared.training, prepared.evaluation, prepared.probe):
        verify(program)


@pytest.mark.parametrize("text", NETWORKS)
def test_bursts_and_single_rows_give_equal_bits(text: str) -> None:
    whole, parts = trainer_of(text, optimizer="adam"), trainer_of(text, optimizer="adam")
    whole.advance(9)
    parts.advance(2)
    for _ in range(11):
        parts.advance_operation()
    parts.advance_batch()
    parts.advance(6)
    assert parts.step == whole.step == 9
    assert same_parameters(whole, parts)


def test_a_place_that_matters_is_found() -> None:
    """The class is the first symbol: the last place has to look at it, whatever stands between."""
    text = "embedding 8 > position > attention 2 > last_step > output"
    trainer = Trainer(project(text, "recall", batch=20, rate=0.02, optimizer="adam"))
    before = trainer.metrics().test_accuracy
    trainer.advance(600)
    after = trainer.metrics().test_accuracy
    assert before is not None
    assert after is not None
    assert before < 0.5
    assert after > 0.9


def test_a_layer_at_two_places_learns_from_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dense rows of the second place add to the gradients that the first wrote."""
    text = "embedding 6 > attention 2 causal as a > attention 2 causal as b > output"
    built = project(text, "letters", batch=5, examples=40, optimizer="sgd")
    first, second = (layer for layer in built.network.layers if layer.name in ("a", "b"))
    shared = replace(built, network=built.network.with_layer(replace(second, shares=first.id)))
    compiled = Trainer(shared)
    compiled.advance(3)
    monkeypatch.setattr(door, "kernels", NumpyMachine)
    slow = Trainer(shared)
    slow.advance(3)
    for ours, theirs in zip(compiled.state().tensors, slow.state().tensors, strict=True):
        np.testing.assert_allclose(ours.planes, theirs.planes, rtol=2e-4, atol=3e-6)
    rows = [read_row(row) for row in prepare(shared).training.tape.rows]
    adds = [n["accumulate"] for code, n in rows if code == OpCode.DENSE_BACKWARD_WEIGHT]
    # The output first, then four rows of b that store, then the same four of a that add.
    assert adds == [0] * 5 + [1] * 4


def test_whoever_looks_sees_the_weights_of_one_example() -> None:
    text = "embedding 6 > position > attention 2 > last_step > output"
    trainer = trainer_of(text)
    trainer.advance(3)
    layers = trainer.project.network.layers
    (layer,) = (layer.id for layer in layers if isinstance(layer.spec, AttentionSpec))
    probe = trainer.probe(5)
    looks, length = probe.layers[layer].looks, trainer.dataset.length_of(5)
    assert looks is not None
    places = int((looks.size / 2) ** 0.5)
    weights = looks.reshape(2, places, places)
    np.testing.assert_allclose(weights[:, :length].sum(axis=2), 1.0, rtol=1e-5)
    assert np.all(weights[:, :, length:] == 0.0)
    assert all(p.looks is None for name, p in probe.layers.items() if name != layer)
