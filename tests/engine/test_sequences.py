"""Sequences in the engine: the data block, lengths on the tape, answers at every position."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.build import build
from playground.data.dataset import Dataset
from playground.engine import prepare as prepare_module
from playground.engine.evaluate import Evaluator
from playground.engine.prepare import make_data_block, prepare
from playground.engine.targets import decide
from playground.engine.trainer import Trainer
from playground.engine.verify import verify_data
from playground.engine.verify_indices import TapeError
from playground.kernels.optable import Register
from playground.model.catalog import target_rule
from playground.model.errors import PlaygroundError
from playground.model.ids import UnitId
from playground.model.network import OutputSpec
from playground.model.project import DataSpec, Project
from playground.model.resolution import DataShape, SequenceShape
from playground.readout.examples import confusion
from tests.engine.projects import project, same_parameters

NAMES = ("a", "b", "c")


def tokens(examples: int, length: int, features: int, seed: int, *, varies: bool = True) -> Dataset:
    """Numbers at every position, and a class for each of them."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, length + 1, examples).astype(np.int32)
    inputs = rng.normal(size=(examples, features, length)).astype(np.float32)
    inputs *= (np.arange(length) < lengths[:, None])[:, None] if varies else 1.0
    flat = inputs.reshape(examples, -1)
    labels = rng.integers(0, len(NAMES), (examples, length)).astype(np.int32)
    names = tuple(UnitId(f"f{number}") for number in range(features))
    shape = DataShape("tokens", names, NAMES, sequence=SequenceShape(length))
    everyone = np.arange(examples, dtype=np.int32)
    parts = max(1, examples * 2 // 3)
    return Dataset(
        DataSpec("xor", seed=seed), shape, flat, flat.astype(np.float64), labels,
        np.zeros((examples, 0), np.float32), everyone[:parts], everyone[parts:],
        np.zeros(features * length), np.ones(features * length),
        lengths=lengths if varies else None,
    )  # fmt: skip


Make = Callable[..., Trainer]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Make:
    def trainer(dataset: Dataset, text: str = "dense 4 tanh > output", batch: int = 5) -> Trainer:
        monkeypatch.setattr(prepare_module, "build", lambda _: dataset)
        monkeypatch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
        return Trainer(project(text, "xor", batch=batch, optimizer="sgd"))

    return trainer


def shares(evaluator: Evaluator, dataset: Dataset) -> npt.NDArray[np.float64]:
    """The slow way: (examples, classes, positions), from the outputs alone."""
    outputs = evaluator.outputs(dataset.inputs, dataset.lengths)
    return outputs.reshape(dataset.size, len(NAMES), -1).astype(np.float64)


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 40), st.integers(1, 9), st.integers(1, 3), st.booleans(), st.integers(0, 99))
def test_loss_and_accuracy_count_every_valid_position_once(
    examples: int, length: int, features: int, varies: bool, seed: int
) -> None:
    dataset = tokens(examples, length, features, seed, varies=varies)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare_module, "build", lambda _: dataset)
        patch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
        patch.setattr(prepare_module, "EVALUATION_BATCH", 16)
        trainer = Trainer(project("dense 4 tanh > output", "xor", batch=5, optimizer="sgd"))
    trainer.advance(3)
    found, metrics = shares(trainer.evaluator, dataset), trainer.metrics()
    rows, places = np.arange(dataset.size)[:, None], np.arange(length)
    losses = -np.log(found[rows, dataset.labels, places])
    right = found.argmax(axis=1) == dataset.labels
    for chosen, loss, accuracy in (
        (dataset.train, metrics.train_loss, metrics.train_accuracy),
        (dataset.test, metrics.test_loss, metrics.test_accuracy),
    ):
        counts = dataset.counts[chosen]
        if chosen.size:
            assert loss == pytest.approx(losses[chosen][counts].mean(), rel=1e-4)
            assert accuracy == pytest.approx(right[chosen][counts].mean())
    assert np.array_equal(trainer.evaluator.decisions(), found.argmax(axis=1))
    assert (
        confusion(trainer).sum()
        == dataset.counts[dataset.test if dataset.test.size else dataset.train].sum()
    )


@pytest.mark.parametrize("varies", [True, False])
def test_lengths_reach_the_lanes_of_every_program(make: Make, varies: bool) -> None:
    dataset = tokens(23, 6, 2, 4, varies=varies)
    trainer = make(dataset)
    prepared = prepare(trainer.project)
    for program in (prepared.training, prepared.evaluation, prepared.probe):
        assert program.lengths is not None
        assert program.data.has_lengths == varies
        assert program.ld % 16 == 0
    trainer.advance_operation()
    while trainer.operations[trainer.row].phase == "data":
        trainer.advance_operation()
    assert trainer.bound.program.lengths is not None
    lanes = trainer.bound.view(trainer.bound.program.lengths)[0]
    expected = [dataset.length_of(example) for example in trainer.batch_examples()]
    assert lanes[: len(expected)].tolist() == expected
    assert set(lanes[len(expected) :].tolist()) <= {float(expected[0])}


def test_made_up_sequences_have_lengths_of_their_own(make: Make) -> None:
    dataset = tokens(8, 5, 2, 1)
    trainer = make(dataset)
    evaluator = trainer.evaluator
    alone = evaluator.what_if(dataset.inputs[2], 0, dataset.length_of(2))
    head = trainer.resolution.order[-1]
    expected = trainer.probe(2).layers[head].a
    assert expected is not None
    np.testing.assert_array_equal(alone.layers[head].a, expected)
    for lengths in (np.array([0]), np.array([6]), np.array([2, 2])):
        with pytest.raises(PlaygroundError, match="at least one position"):
            evaluator.outputs(dataset.inputs[:1], lengths.astype(np.int32))
    with pytest.raises(PlaygroundError, match="takes 10 features"):
        evaluator.outputs(dataset.inputs[:, :9])


def test_the_data_block_holds_inputs_answers_and_lengths(make: Make) -> None:
    dataset = tokens(9, 4, 3, 2)
    trainer = make(dataset)
    prepared = prepare(trainer.project)
    block, layout = make_data_block(prepared), prepared.training.data
    order = block.examples
    assert layout.targets == (4,)
    inputs = block.array[: 9 * 12].reshape(9, 12)
    assert np.array_equal(inputs, dataset.inputs[order])
    targets = block.array[layout.offset() : layout.offset() + 36].reshape(9, 4)
    assert np.array_equal(targets, dataset.labels[order])
    assert dataset.lengths is not None
    start = layout.lengths_offset
    assert np.array_equal(block.array[start : start + 9], dataset.lengths[order])
    assert start % 16 == 0
    assert layout.size >= start + 9


@pytest.mark.parametrize(
    ("place", "value"),
    [("target", 3.0), ("target", -1.0), ("target", 0.5), ("lengths", 0.0), ("lengths", 5.0)],
)
def test_indices_that_lead_astray_are_refused(make: Make, place: str, value: float) -> None:
    trainer = make(tokens(9, 4, 2, 3))
    program = trainer.bound.program
    array = trainer.bound.data.array.copy()
    verify_data(program, array, trainer.bound.table)
    start = program.data.offset() if place == "target" else program.data.lengths_offset
    array[start + 8] = value
    with pytest.raises(TapeError):
        verify_data(program, array, trainer.bound.table)


def test_every_position_is_decided_by_itself() -> None:
    rule = target_rule("tokens", "softmax")
    assert rule is not None
    outputs = np.array([[0.1, 0.8, 0.9, 0.2], [0.7, 0.6, 0.3, 0.4]], np.float32)
    assert decide(outputs, rule, 2).tolist() == [[1, 0], [0, 0]]


def test_plain_numbers_of_a_sequence_train_as_one_row() -> None:
    trainer = Trainer(project("flatten > dense 16 tanh > output", "waves", batch=32, rate=0.01))
    assert trainer.dataset.lengths is None
    trainer.advance(600)
    assert trainer.metrics().test_accuracy > 0.8


# --- giving back what came in ----------------------------------------------------------------


def gives_back(text: str, kind: str, **data: object) -> Project:
    start = project(text, kind, batch=16, rate=0.01)
    head = start.network.layers[-1]
    assert isinstance(head.spec, OutputSpec)
    layer = replace(head, spec=replace(head.spec, target="input"))
    spec = replace(start.data, **data)  # type: ignore[arg-type]
    return replace(start, network=start.network.with_layer(layer), data=spec)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dense 8 tanh > output", "digits"),
        ("dense 8 tanh > output sigmoid bce", "digits"),
        ("dense 3 tanh > output", "flu"),
        ("flatten > dense 6 tanh > output", "waves"),
    ],
)
def test_an_output_learns_to_give_back_its_inputs(text: str, kind: str) -> None:
    trainer = Trainer(gives_back(text, kind, examples=200))
    dataset, program = trainer.dataset, trainer.bound.program
    # The targets are the inputs themselves: no second copy of the data.
    assert program.data.targets == ()
    before = trainer.metrics()
    trainer.advance(300)
    after = trainer.metrics()
    assert after.test_loss < 0.8 * before.test_loss
    assert np.isnan(after.test_accuracy)
    if "bce" not in text:
        outputs = trainer.evaluator.outputs(dataset.inputs).astype(np.float64)
        errors = (outputs - dataset.inputs)[dataset.test] ** 2
        assert after.test_loss == pytest.approx(errors.mean(), rel=1e-4)


def test_nothing_is_confused_where_inputs_are_given_back() -> None:
    trainer = Trainer(gives_back("dense 4 tanh > output", "digits", examples=60))
    assert confusion(trainer).sum() == 0
    probe = trainer.probe(1)
    assert np.array_equal(probe.target, probe.inputs)


def test_a_clamped_input_is_still_what_has_to_be_given_back() -> None:
    """The target is gathered by itself: holding an input must not move it."""
    trainer = Trainer(gives_back("dense 4 tanh > output", "flu", examples=60))
    program = trainer.bound.program
    assert program.heads[0].target != program.slices[trainer.resolution.order[0]].a


def test_sequences_differ_in_bits_only_by_what_counts(make: Make) -> None:
    """What stands behind the end of a sequence reaches neither loss nor gradient."""
    dataset = tokens(12, 5, 2, 6)
    noisy = replace_behind(dataset, 7.5)
    losses = []
    for data in (dataset, noisy):
        trainer = make(data, batch=12)
        trainer.advance(5)
        losses.append((trainer.metrics().train_loss, trainer.bound.registers[Register.LOSS]))
    assert losses[0] == losses[1]


def replace_behind(dataset: Dataset, value: float) -> Dataset:
    length = dataset.counts.shape[1]
    inputs = dataset.inputs.reshape(dataset.size, -1, length).copy()
    inputs[~np.broadcast_to(dataset.counts[:, None], inputs.shape)] = value
    labels = np.where(dataset.counts, dataset.labels, 2).astype(np.int32)
    return replace(dataset, inputs=inputs.reshape(dataset.size, -1), labels=labels)


# --- the kinds of data -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "steps", "accuracy"),
    [
        ("recall", "embedding 4 > rnn 12 > output", 400, 0.95),
        ("brackets", "embedding 4 > gru 12 > output", 400, 0.9),
        ("waves", "gru 12 > output", 200, 0.9),
        ("letters", "embedding 8 > gru 16 whole > output", 150, 0.6),
    ],
)
def test_a_network_learns_what_a_kind_asks_for(
    kind: str, text: str, steps: int, accuracy: float
) -> None:
    trainer = Trainer(project(text, kind, batch=32, rate=0.02, examples=1000))
    trainer.advance(steps)
    metrics = trainer.metrics()
    assert metrics.test_accuracy > accuracy
    assert confusion(trainer).trace() / confusion(trainer).sum() == pytest.approx(
        metrics.test_accuracy
    )


def test_what_follows_the_first_symbol_says_nothing_without_a_memory() -> None:
    """The mean over all positions forgets the order: it cannot know which symbol was the first."""
    text = "embedding 8 > dense 8 tanh > global_average_pool > output"
    trainer = Trainer(project(text, "recall", batch=32, rate=0.02, examples=1000, length=20))
    trainer.advance(300)
    assert trainer.metrics().test_accuracy < 0.5


@pytest.mark.parametrize("kind", ["recall", "letters"])
def test_steps_of_any_size_give_equal_bits(kind: str) -> None:
    whole_sequence = " whole" if kind == "letters" else ""
    text = f"embedding 3 > gru 4{whole_sequence} > output"
    spec = project(text, kind, batch=7, examples=30, length=5)
    whole, parts = Trainer(spec), Trainer(spec)
    whole.advance(11)
    parts.advance(2)
    while parts.step < 4:
        parts.advance_operation()
    while parts.step < 7:
        parts.advance_example()
    parts.advance(4)
    assert same_parameters(whole, parts)


def test_an_output_with_one_answer_for_all_is_right_where_it_says_so() -> None:
    """Sequences with a token to name at every position, and an output that only judges the whole."""
    trainer = Trainer(project("embedding 3 > rnn 4 > output real", "letters", examples=40))
    outputs = trainer.evaluator.outputs(trainer.dataset.inputs)[:, 0]
    metrics = trainer.metrics()
    assert metrics.train_accuracy == np.mean(outputs[trainer.dataset.train] > 0.5)
    assert metrics.test_loss == pytest.approx(
        -np.log(outputs[trainer.dataset.test]).mean(), rel=1e-4
    )
    trainer.advance(200)
    assert trainer.metrics().test_accuracy == 1.0
    assert confusion(trainer).sum() == 0


def test_tokens_beyond_the_vocabulary_are_refused_before_they_are_looked_up() -> None:
    trainer = Trainer(project("embedding 3 > rnn 4 > output", "recall", examples=30))
    array = trainer.bound.data.array.copy()
    for wrong in (4.0, -1.0, 0.5, np.nan):
        array[5] = wrong
        with pytest.raises(TapeError):
            verify_data(trainer.bound.program, array, trainer.bound.table)
        made_up = np.full((1, 10), wrong, np.float32)
        with pytest.raises(PlaygroundError, match="tokens from 0 to 3"):
            trainer.evaluator.outputs(made_up)
        with pytest.raises(PlaygroundError, match="tokens from 0 to 3"):
            trainer.what_if(made_up[0])


def test_real_data_are_laid_out_as_the_engine_reads_them() -> None:
    dataset = build(DataSpec("letters", examples=40))
    assert dataset.inputs.shape[1] == dataset.labels.shape[1] == 24
