"""Tokens, positions and recurrent layers in whole networks, on data of different lengths."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.prepare import prepare
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode
from tests.engine.agreement import check_bursts, on_both_machines, verified
from tests.engine.projects import project

NETWORKS = {
    "embedding 5 > position > lstm 6 > output": "recall",
    "embedding 5 > position sinusoidal > gru 6 > output": "brackets",
    "rnn 6 whole > last_step > output": "waves",
    "embedding 4 > gru 5 whole > dense 4 tanh > rnn 5 > output": "recall",
    "embedding 6 > lstm 7 whole > lstm 6 whole > output": "letters",
    "embedding 6 > gru 6 whole as a > rnn 6 whole > add a > output": "letters",
}


def trainer_of(text: str, **settings: object) -> Trainer:
    fitting = {"batch": 7, "examples": 40, "rate": 0.05, "optimizer": "sgd", **settings}
    return Trainer(project(text, NETWORKS[text], **fitting))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NETWORKS)
def test_the_two_machines_agree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, slow = on_both_machines(lambda: trainer_of(text), 7, monkeypatch)
    assert compiled.metrics().test_loss == pytest.approx(slow.metrics().test_loss, rel=1e-4)


@pytest.mark.parametrize("batch", [1, 16, 40])
@pytest.mark.parametrize("text", NETWORKS)
def test_every_program_is_honest(text: str, batch: int) -> None:
    verified(project(text, NETWORKS[text], batch=batch, examples=40))


@pytest.mark.parametrize("text", NETWORKS)
def test_bursts_and_single_rows_give_equal_bits(text: str) -> None:
    check_bursts(lambda: trainer_of(text, optimizer="adam"))


@pytest.mark.parametrize(("kind", "share"), [("rnn", 0.4), ("lstm", 0.9), ("gru", 0.9)])
def test_what_came_first_is_remembered(kind: str, share: float) -> None:
    """The class is the first of four symbols: it must get through all steps behind it.

    A simple layer forgets easily, so that only some of the symbols are asked of it.
    """
    text = f"embedding 6 > {kind} 10 > output"
    trainer = Trainer(project(text, "recall", batch=20, rate=0.02, optimizer="adam"))
    before = trainer.metrics().test_accuracy
    trainer.advance(600)
    after = trainer.metrics().test_accuracy
    assert before is not None
    assert after is not None
    assert before < 0.35
    assert after > share


def test_a_layer_at_two_places_learns_from_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of the second place add to the gradients that the first wrote."""
    text = "embedding 6 > gru 6 whole as a > gru 6 whole as b > output"
    built = project(text, "letters", batch=5, examples=40, optimizer="sgd")
    first, second = (layer for layer in built.network.layers if layer.name in ("a", "b"))
    network = built.network.with_layer(replace(second, shares=first.id))
    shared = replace(built, network=network)
    on_both_machines(lambda: Trainer(shared), 5, monkeypatch)
    rows = [read_row(row) for row in prepare(shared).training.tape.rows]
    for wanted in (OpCode.RECURRENT_BACKWARD_WEIGHT, OpCode.RECURRENT_BACKWARD_BIAS):
        adds = [numbers["accumulate"] for code, numbers in rows if code == wanted]
        assert adds == sorted(adds)
        assert sum(adds) == len(adds) / 2


def test_waves_stay_as_they_are() -> None:
    trainer = trainer_of("embedding 5 > position sinusoidal > gru 6 > output")
    tensors = trainer.state().tensors
    (waves,) = (t for t in tensors if t.id.name.startswith("waves"))
    trainer.advance(5)
    (after,) = (t for t in trainer.state().tensors if t.id == waves.id)
    np.testing.assert_array_equal(waves.planes, after.planes)
    table = waves.planes[0]
    assert table.shape[0] == 5
    np.testing.assert_allclose(table[0], np.sin(np.arange(table.shape[1])), atol=1e-6)
    np.testing.assert_allclose(table[3, 1], np.cos(10_000.0 ** (-2 / 5)), atol=1e-6)
