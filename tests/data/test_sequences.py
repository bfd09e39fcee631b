"""Sequences: what their classes mean, how they are laid out, and that nothing gives them away."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.build import build, check_data, inputs_of, shape_of
from playground.data.catalog import DATASETS
from playground.data.dataset import Dataset
from playground.data.makers.sequences import CHOICES, balanced_words, depths, sentence
from playground.model.edits import set_data
from playground.model.errors import PlaygroundError
from playground.model.project import DataSpec, Project

KINDS = [name for name, kind in DATASETS.items() if kind.is_sequence]


def words(dataset: Dataset) -> list[str]:
    assert dataset.shape.sequence is not None
    names = dataset.shape.sequence.vocabulary
    return [
        "".join(names[int(token)] for token in row[: dataset.length_of(index)])
        for index, row in enumerate(dataset.raw)
    ]


def is_balanced(word: str) -> bool:
    """The slow and obvious way: take pairs out until nothing is left."""
    while "()" in word:
        word = word.replace("()", "")
    return word == ""


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 200), st.integers(0, 99))
def test_any_sensible_settings_give_sequences_within_their_bounds(
    kind: str, more: int, longer: int, seed: int
) -> None:
    record = DATASETS[kind]
    length = min(record.minimum_length + longer, record.maximum_length)
    spec = DataSpec(kind, record.minimum_examples + more, seed=seed, length=length)
    assert check_data(spec) == ()
    dataset = build(spec)
    assert shape_of(spec) == dataset.shape
    assert dataset.shape.sequence is not None
    assert dataset.shape.sequence.length == length
    assert dataset.inputs.shape == (dataset.size, length)
    assert np.array_equal(dataset.inputs, dataset.raw.astype(np.float32))
    assert dataset.counts.sum(axis=1).tolist() == list(map(dataset.length_of, range(dataset.size)))
    if dataset.lengths is not None:
        assert 1 <= dataset.lengths.min() <= dataset.lengths.max() <= length
        assert (dataset.inputs[~dataset.counts] == 0.0).all()
    vocabulary = dataset.shape.sequence.vocabulary
    if vocabulary:
        assert np.isin(dataset.inputs, np.arange(len(vocabulary))).all()
    assert np.isin(dataset.labels, np.arange(len(dataset.shape.classes))).all()
    assert dataset.labels.shape == (
        (dataset.size, length) if kind == "letters" else (dataset.size,)
    )


def test_the_first_symbol_is_the_class_and_nothing_else_says_it() -> None:
    dataset = build(DataSpec("recall", examples=20_000))
    texts = words(dataset)
    assert [dataset.shape.classes[label] for label in dataset.labels] == [t[0] for t in texts]
    assert set(map(len, texts)) == {5, 6, 7, 8, 9, 10}
    for place in (1, 4):
        same = np.mean([text[place] == text[0] for text in texts])
        assert same == pytest.approx(0.25, abs=0.02)


def test_brackets_are_balanced_where_the_class_says_so() -> None:
    dataset = build(DataSpec("brackets", examples=8000))
    texts = words(dataset)
    assert [dataset.shape.classes[label] for label in dataset.labels] == [
        "balanced" if is_balanced(text) else "wrong" for text in texts
    ]
    assert dataset.labels.mean() == 0.5
    wrong = [text for text in texts if not is_balanced(text)]
    # Counting alone is not enough: half of the wrong words open as often as they close.
    assert np.mean([text.count("(") == text.count(")") for text in wrong]) == 0.5
    lengths = np.array(list(map(len, texts)))
    assert set(lengths.tolist()) == {4, 6, 8, 10, 12}
    assert lengths[dataset.labels == 1].mean() == pytest.approx(lengths.mean(), abs=0.1)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 10), min_size=1, max_size=30), st.integers(0, 99))
def test_balanced_words_never_close_too_early_and_end_closed(pairs: list[int], seed: int) -> None:
    lengths = 2 * np.array(pairs)
    made = balanced_words(lengths, int(lengths.max()) + 1, seed)
    depth = depths(made)
    for row, length in enumerate(lengths):
        assert (depth[row, :length] >= 0).all()
        assert depth[row, length - 1] == 0


def test_every_balanced_word_is_equally_likely() -> None:
    made = balanced_words(np.full(5000, 6), 6, 3)
    _, counts = np.unique(made, axis=0, return_counts=True)
    assert counts.size == 5  # Catalan's number of three pairs
    assert counts.min() > 900


def test_waves_keep_their_heights_and_shapes() -> None:
    dataset = build(DataSpec("waves", length=200))
    assert np.abs(dataset.raw).max() <= 1.0
    square = dataset.raw[dataset.labels == 1]
    assert set(np.unique(square)) == {-1.0, 1.0}
    steps = np.abs(np.diff(dataset.raw[dataset.labels == 0], axis=1))
    assert steps.max() <= 2 * np.pi * 2.5 / 200 + 1e-9
    noisy = build(DataSpec("waves", length=200, noise=0.2))
    assert (noisy.raw - dataset.raw).std() == pytest.approx(0.2, abs=0.01)


def test_the_answer_to_a_letter_is_the_one_behind_it() -> None:
    dataset = build(DataSpec("letters"))
    assert np.array_equal(dataset.raw[:, 1:], dataset.labels[:, :-1])
    assert dataset.lengths is None
    whole = {
        text.replace(" ", "␣") for text in map(sentence, itertools.product(*map(range, CHOICES)))
    }
    known = {text[at : at + 3] for text in whole for at in range(len(text) - 2)}
    pairs = {text[-2:] for text in whole}
    starts = {text[:2] for text in whole}
    for text in words(dataset):
        for at in range(len(text) - 2):
            part = text[at : at + 3]
            is_seam = part[:2] in pairs or (part[0] == "␣" and part[1:] in starts)
            assert part in known or is_seam, text


def test_other_data_bring_their_own_length() -> None:
    project = set_data(Project(), kind="recall")
    project = set_data(project, length=20)
    assert build(project.data).inputs.shape[1] == 20
    assert set_data(project, kind="brackets").data.length is None


def test_made_up_tokens_are_checked() -> None:
    dataset = build(DataSpec("recall"))
    assert inputs_of(dataset, dataset.raw[:3]).shape == (3, 10)
    for wrong in (4.0, -1.0, 0.5):
        with pytest.raises(PlaygroundError, match="tokens from 0 to 3"):
            inputs_of(dataset, [[wrong] * 10])


def test_data_without_positions_have_one() -> None:
    dataset = build(DataSpec("xor4"))
    assert dataset.length_of(2) == 1
    assert dataset.counts.tolist() == [[True]] * 4
