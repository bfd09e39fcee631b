"""Counting networks that nobody could make here: the known numbers, and errors at their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.build import shape_of
from playground.model.check import check
from playground.model.counting import count, training_bytes, weight_bytes
from playground.model.errors import TextError
from playground.model.giants import GIANTS, Giant
from playground.model.network import (
    ConvSpec,
    EmbeddingSpec,
    FlattenSpec,
    InputSpec,
    LastStepSpec,
    LayerSpec,
    OutputSpec,
)
from playground.model.project import DataSpec, Project
from playground.model.text import chain, parse, render, unit_ids
from tests.model.drawn import DIGITS, LETTERS, specs

KNOWN = {
    "LeNet-5": 61_706,
    "AlexNet": 60_965_224,
    "VGG-16": 138_357_544,
    "BERT-large": 335_141_888,
    "GPT-2": 1_557_611_200,
    "GPT-3": 174_604_259_328,
}


@pytest.mark.parametrize("giant", GIANTS, ids=lambda giant: giant.name)
def test_the_giants_have_the_numbers_of_their_papers(giant: Giant) -> None:
    assert count(giant.text).parameters == KNOWN[giant.name]


def test_alexnet_is_nearly_all_dense() -> None:
    assert round(count(GIANTS[1].text).dense_share, 2) == 0.96


def test_gpt_3_would_need_698_gigabytes_for_its_weights() -> None:
    parameters = count(GIANTS[-1].text).parameters
    assert weight_bytes(parameters) // 10**9 == 698
    assert training_bytes(parameters) == 4 * weight_bytes(parameters)
    assert training_bytes(parameters, "sgd") == 2 * weight_bytes(parameters)
    assert training_bytes(parameters, "momentum") == 3 * weight_bytes(parameters)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=5))
def test_dense_networks_are_counted_as_the_canvas_counts_them(widths: list[int]) -> None:
    text = " > ".join(f"dense {width} tanh" for width in widths)
    project = Project(parse(f"{text} > output"), DataSpec("spiral"))
    drawn = check(project, shape_of(project.data)).parameter_count
    assert count(f"{text} > dense 1 sigmoid", inputs=2).parameters == drawn


PICTURES = (
    *("conv", "transposed_conv", "upsample", "max_pool", "average_pool", "batch_norm", "noise"),
    *("layer_norm", "normalise", "activation", "dropout"),
)


@given(st.lists(specs(PICTURES), max_size=4))
def test_pictures_are_counted_as_the_canvas_counts_them(drawn: list[LayerSpec]) -> None:
    first = ConvSpec(unit_ids(2))
    project = Project(chain([InputSpec(), first, *drawn, FlattenSpec(), OutputSpec(10, "softmax")]))
    resolution = check(project, DIGITS)
    if resolution.is_valid:
        text = f"image 8x8x1 > {render(project.network)}"
        assert count(text).parameters == resolution.parameter_count


SEQUENCES = ("rnn", "lstm", "gru", "attention", "layer_norm", "dense", "dropout", "cosine")


@given(st.lists(specs(SEQUENCES), max_size=4))
def test_sequences_are_counted_as_the_canvas_counts_them(drawn: list[LayerSpec]) -> None:
    first = EmbeddingSpec(unit_ids(4))
    project = Project(chain([InputSpec(), first, *drawn, LastStepSpec(), OutputSpec(1, "sigmoid")]))
    resolution = check(project, LETTERS)
    if resolution.is_valid:
        text = f"tokens 4 > {render(project.network)}"
        assert count(text).parameters == resolution.parameter_count


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("", "", "nothing to count"),
        ("dense", "dense", "number of units"),
        ("dense many", "many", "whole number"),
        ("conv 8 3x3", "conv", "needs a picture"),
        ("image 8x8x1 > conv 8 9x9 valid", "conv", "larger than the picture"),
        ("image 8x8x3 > conv 8 3x3 groups 2", "conv", "evenly"),
        ("image 8x8x3 > dense 4", "dense", "flatten"),
        ("image 8x8 > dense 4", "8x8", "picture's size"),
        ("dense 4 > image 8x8x1", "image", "beginning"),
        ("block 4 heads", "block", "embedded words"),
        ("tokens 10 > embedding 6 > block 4 heads", "block", "do not divide"),
        ("densse 4", "densse", "Did you mean dense?"),
        ("dense 4 5", "5", "does not fit"),
        ("9999x dense 999999999", "dense", "makes sense"),
        (" > ".join(["9999x norm"] * 1000), "norm", "more than 10,000 layers"),
    ],
)
def test_what_cannot_be_counted_is_said_at_its_place(text: str, part: str, words: str) -> None:
    with pytest.raises(TextError, match=words) as caught:
        count(text)
    assert part in text[caught.value.start : caught.value.end]


@given(st.text(alphabet="dense conv imgpolflatrx 0123456789>×", max_size=60))
def test_no_text_breaks_the_counting(text: str) -> None:
    try:
        assert count(text).parameters >= 0
    except TextError as error:
        assert str(error)
