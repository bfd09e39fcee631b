"""Self-attention in whole networks, on data of different lengths and with an answer at every place."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.prepare import prepare
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode
from playground.model.network import AttentionSpec
from tests.engine.agreement import check_bursts, on_both_machines, verified
from tests.engine.projects import project

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


PHASES = ("forward", "backward")


def trainer_of(text: str, **settings: object) -> Trainer:
    fitting = {"batch": 7, "examples": 40, "rate": 0.05, "optimizer": "sgd", **settings}
    return Trainer(project(text, NETWORKS[text], **fitting))  # type: ignore[arg-type]


@pytest.mark.parametrize("batch", [1, 7, 18])
@pytest.mark.parametrize("text", NETWORKS)
def test_the_two_machines_agree(text: str, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, slow = on_both_machines(lambda: trainer_of(text, batch=batch), 4, monkeypatch)
    assert compiled.batch_loss == pytest.approx(slow.batch_loss, rel=1e-4)


def test_queries_keys_and_values_are_told_apart_on_the_tape() -> None:
    tape = trainer_of(next(iter(NETWORKS))).operations
    rows = [row for row in tape if row.layer_name == "attention 1"]
    told = {phase: [row.formula for row in rows if row.phase == phase] for phase in PHASES}
    assert [told["forward"][i] for i in (0, 1, 2, 4)] == [
        "q = Wq·a + b", "k = Wk·a + b", "v = Wv·a + b", "z = W·a + b",
    ]  # fmt: skip
    assert len(set(told["backward"])) == len(told["backward"])


@pytest.mark.parametrize("batch", [1, 16, 40])
@pytest.mark.parametrize("text", NETWORKS)
def test_every_program_is_honest(text: str, batch: int) -> None:
    verified(project(text, NETWORKS[text], batch=batch, examples=40))


@pytest.mark.parametrize("text", NETWORKS)
def test_bursts_and_single_rows_give_equal_bits(text: str) -> None:
    check_bursts(lambda: trainer_of(text, optimizer="adam"))


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
    on_both_machines(lambda: Trainer(shared), 3, monkeypatch)
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
