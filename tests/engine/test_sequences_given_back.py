"""Sequences of numbers that are given back: position by position, and only as far as they go."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from playground.data.dataset import Dataset
from playground.engine import prepare as prepare_module
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode
from playground.model.check import check
from playground.model.ids import LayerId, ParameterId
from playground.model.network import Connection, FlattenSpec, Layer, OutputSpec
from playground.model.project import Project
from playground.model.text import parse
from tests.engine.projects import project, same_parameters
from tests.engine.test_sequences import NAMES, tokens
from tests.model.drawn import LETTERS, PLANE, WAVES

Float64 = npt.NDArray[np.float64]
LENGTH, FEATURES = 6, 2
BY_POSITION = "dense 4 tanh > output reconstruct"
WHAT_IS_NEXT = "dense 4 tanh > output next"
IN_A_ROW = "dense 4 tanh > flatten > output reconstruct"
LOSSES = {
    "mse": lambda a, y: (a - y) ** 2,
    "mae": lambda a, y: np.abs(a - y),
    "huber": lambda a, y: np.where(np.abs(a - y) <= 1, (a - y) ** 2 / 2, np.abs(a - y) - 0.5),
    "sigmoid bce": lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
}


def numbers(*, varies: bool = True) -> Dataset:
    """Shares at every position, and what is no number of the sequence behind its end."""
    made = tokens(23, LENGTH, FEATURES, 5, varies=varies)
    by_feature = np.random.default_rng(6).random((made.size, FEATURES, LENGTH))
    by_feature *= 0.9
    by_feature[~np.broadcast_to(made.counts[:, None], by_feature.shape)] = 1.0
    shape = replace(made.shape, task="classes", classes=NAMES, is_share=True)
    flat = by_feature.reshape(made.size, -1).astype(np.float32)
    return replace(made, shape=shape, inputs=flat, labels=made.labels[:, 0].copy())


def trainer_of(monkeypatch: pytest.MonkeyPatch, dataset: Dataset, text: str) -> Trainer:
    monkeypatch.setattr(prepare_module, "build", lambda _: dataset)
    monkeypatch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
    monkeypatch.setattr(prepare_module, "EVALUATION_BATCH", 16)
    return Trainer(project(text, "xor", batch=5, optimizer="sgd"))


class Twin:
    """The two networks above in float64."""

    def __init__(self, trainer: Trainer, loss: str) -> None:
        self.trainer, self.dataset, self.loss_name = trainer, trainer.dataset, loss
        self.slots = {slot.shape.id: slot for slot in trainer.bound.program.layout.slots}
        self.is_next = trainer.bound.program.heads[0].source > 0
        self.is_flat = "flatten" in {shape.kind for shape in trainer.resolution.layers.values()}

    def parameter(self, block: Float64, layer: LayerId, name: str) -> Float64:
        slot = self.slots[ParameterId(layer, name)]
        return block[slot.offset : slot.offset + slot.size].reshape(slot.shape.shape)

    def outputs(self, block: Float64, chosen: npt.NDArray[np.int32]) -> Float64:
        """Return (examples, features, positions)."""
        hidden, head = self.trainer.resolution.order[1], self.trainer.resolution.order[-1]
        x = self.dataset.inputs[chosen].astype(np.float64).reshape(-1, FEATURES, LENGTH)
        w, b = (self.parameter(block, hidden, name) for name in ("weight", "bias"))
        h = np.tanh(np.einsum("of,nft->not", w, x) + b[:, None])
        w, b = (self.parameter(block, head, name) for name in ("weight", "bias"))
        if self.is_flat:
            h = h * self.dataset.counts[chosen][:, None]  # one row holds 0 behind the end
            z = (h.reshape(len(h), -1) @ w.T + b).reshape(x.shape)
        else:
            z = np.einsum("of,nft->not", w, h) + b[:, None]
        return np.asarray(1 / (1 + np.exp(-z)) if "bce" in self.loss_name else z)

    def loss(self, block: Float64, chosen: npt.NDArray[np.int32]) -> float:
        y = self.dataset.inputs[chosen].astype(np.float64).reshape(-1, FEATURES, LENGTH)
        a, counts = self.outputs(block, chosen), self.dataset.counts[chosen][:, None]
        if self.is_next:
            # A position counts where another one comes behind it.
            a, y, counts = a[:, :, :-1], y[:, :, 1:], counts[:, :, 1:]
        each = LOSSES[self.loss_name](a, y)
        counted = np.broadcast_to(counts, each.shape)
        return float(each[counted].sum() / max(1, np.count_nonzero(counted)))

    def gradient(self, block: Float64, chosen: npt.NDArray[np.int32]) -> Float64:
        found = np.empty_like(block)
        for place in range(block.size):
            step = np.zeros_like(block)
            step[place] = 1e-6
            ends = self.loss(block + step, chosen), self.loss(block - step, chosen)
            found[place] = (ends[0] - ends[1]) / 2e-6
        return found


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(
    "text", [BY_POSITION, IN_A_ROW, WHAT_IS_NEXT], ids=["positions", "row", "next"]
)
@pytest.mark.parametrize("varies", [True, False], ids=["lengths", "alike"])
def test_only_what_belongs_to_a_sequence_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, loss: str, text: str, varies: bool
) -> None:
    dataset = numbers(varies=varies)
    trainer = trainer_of(monkeypatch, dataset, f"{text} {loss}")
    twin, program = Twin(trainer, loss), trainer.bound.program
    trainer.advance(3)
    for _ in range(program.tape.phase("update").start):
        trainer.advance_operation()
    block = trainer.bound.block[: program.layout.size].astype(np.float64)
    chosen = trainer.batch_examples()
    assert program.gradient is not None
    got = trainer.bound.view(program.gradient)[: block.size, 0]
    np.testing.assert_allclose(got, twin.gradient(block, chosen), atol=2e-6, rtol=1e-3)
    lanes = trainer.bound.view(program.lanes)[0, : len(chosen)]
    alone = [twin.loss(block, chosen[place : place + 1]) for place in range(len(chosen))]
    np.testing.assert_allclose(lanes, alone, rtol=2e-5)
    trainer.advance_batch()
    assert trainer.batch_loss == pytest.approx(twin.loss(block, chosen), rel=1e-5)
    metrics, block = trainer.metrics(), trainer.bound.block[: block.size].astype(np.float64)
    assert metrics.train_loss == pytest.approx(twin.loss(block, dataset.train), rel=2e-5)
    assert metrics.test_loss == pytest.approx(twin.loss(block, dataset.test), rel=2e-5)
    assert np.isnan(metrics.train_accuracy)


def test_sequences_of_one_length_need_no_mask(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tape is the one that networks in a row have always had."""
    for varies, code in ((False, OpCode.MSE_LOSS), (True, OpCode.MSE_POSITIONS_LOSS)):
        trainer = trainer_of(monkeypatch, numbers(varies=varies), IN_A_ROW)
        assert code in trainer.bound.program.tape.rows[:, 0].tolist()


def test_a_recurrent_autoencoder_learns_with_bursts_and_rows_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, rows = (
        trainer_of(monkeypatch, numbers(), "gru 6 whole > output reconstruct") for _ in range(2)
    )
    first = whole.metrics().train_loss
    whole.advance(60)
    rows.advance(57)
    while rows.step < 60:
        rows.advance_operation()
    assert same_parameters(whole, rows)
    assert whole.metrics().train_loss < first


def test_where_a_sequence_arrives_it_is_given_back_at_every_position() -> None:
    """Two features at each of twenty positions; in one row there are forty units."""
    for text, shape in (
        ("gru 4 whole > output reconstruct", (2, 20)),
        ("gru 4 > output reconstruct", (40,)),
        ("flatten > output reconstruct", (40,)),
        ("gru 4 whole > output 2 mae reconstruct", (2, 20)),
    ):
        resolution = check(Project(parse(text)), WAVES)
        assert resolution.is_valid, resolution.problems
        assert resolution.heads[0].shape == shape
    (problem,) = check(Project(parse("gru 4 whole > output 40 linear reconstruct")), WAVES).problems
    assert "40 units" in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, WAVES).is_valid
    letters = check(Project(parse("embedding 3 > gru 4 whole > output reconstruct")), LETTERS)
    assert any("tokens" in problem.message for problem in letters.problems)


def test_what_comes_next_is_asked_of_sequences_of_numbers_alone() -> None:
    assert check(Project(parse("gru 4 whole > output next")), WAVES).heads[0].shape == (2, 20)
    for text, data, words in (
        ("gru 4 > output next", WAVES, "no sequence arrives"),
        ("gru 4 whole > flatten > output next", WAVES, "no sequence arrives"),
        ("dense 3 > output next", PLANE, "have none"),
        ("embedding 3 > gru 4 whole > output next", LETTERS, "tokens"),
    ):
        problems = check(Project(parse(text)), data).problems
        (problem,) = [p for p in problems if words in p.message]
        assert problem.repair is not None
        if data is not LETTERS:
            assert check(problem.repair.project, data).is_valid, text


def test_sequences_of_one_position_have_nothing_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none of a batch counts its loss is 0, and nothing moves."""
    dataset = numbers()
    short = replace(dataset, lengths=np.ones(dataset.size, np.int32))
    trainer = trainer_of(monkeypatch, short, WHAT_IS_NEXT)
    before = {name: w.copy() for name, w in trainer.weights().items()}
    trainer.advance(3)
    assert trainer.guard is None
    assert trainer.batch_loss == 0.0
    assert np.isnan(trainer.metrics().train_loss)
    for name, w in trainer.weights().items():
        np.testing.assert_array_equal(w, before[name])


@pytest.mark.parametrize("is_first", [True, False])
def test_outputs_that_count_differently_are_each_averaged_by_themselves(
    monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    """The loss of all examples does not depend on how many of them are looked at together."""
    dataset = numbers()
    monkeypatch.setattr(prepare_module, "build", lambda _: dataset)
    monkeypatch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
    made = project(WHAT_IS_NEXT, "xor", batch=5, optimizer="sgd")
    entry, hidden, after = made.network.layers
    row, label = (
        Layer(LayerId("row"), "row", FlattenSpec()),
        Layer(LayerId("label"), "label", OutputSpec(weight=0.5)),
    )
    ends = (after, label) if is_first else (label, after)
    ways = (Connection(hidden.id, row.id), Connection(row.id, label.id))
    connections = (*made.network.connections, *ways)
    network = replace(made.network, layers=(entry, hidden, row, *ends), connections=connections)
    for together in (4, 16, 256):
        monkeypatch.setattr(prepare_module, "EVALUATION_BATCH", together)
        trainer = Trainer(replace(made, network=network))
        trainer.advance(20)
        found = trainer.evaluator.layer_activations(dataset.inputs, None, dataset.lengths)
        metrics = trainer.metrics()
        parts = (dataset.train, metrics.train_loss), (dataset.test, metrics.test_loss)
        for chosen, measured in parts:
            a, y = (
                values.astype(np.float64).reshape(-1, FEATURES, LENGTH)[chosen]
                for values in (found[after.id].T, dataset.inputs)
            )
            counted = np.broadcast_to(dataset.counts[chosen, None, 1:], y[:, :, 1:].shape)
            shares = found[label.id].astype(np.float64)[dataset.labels[chosen], chosen]
            following = ((a[:, :, :-1] - y[:, :, 1:]) ** 2)[counted].mean()
            wanted = following - np.log(shares).mean() / 2
            assert measured == pytest.approx(wanted, rel=2e-5)
            place = 0 if chosen is dataset.train else 1
            assert metrics.losses[after.id][place] == pytest.approx(following, rel=2e-5)


def test_a_wave_is_foretold() -> None:
    """A recurrent network comes to know its waves better than the number before does."""
    trainer = Trainer(project("gru 8 whole > output next", "waves", batch=20, optimizer="adam"))
    trainer.advance(300)
    data = trainer.dataset
    x = data.inputs.reshape(data.size, len(data.shape.features), -1)[data.train]
    assert trainer.metrics().train_loss < ((x[:, :, 1:] - x[:, :, :-1]) ** 2).mean()
