"""The text form: what it understands, what it refuses and where, and that it loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, INITIALISERS, LOSSES, MAX_UNITS
from playground.model.errors import TextError
from playground.model.ids import LayerId
from playground.model.network import ActivationSpec, DenseSpec, InputSpec, LayerSpec, OutputSpec
from playground.model.project import Project
from playground.model.text import chain, parse, render, unit_ids

activations = st.sampled_from(sorted(ACTIVATIONS))
starts = st.sampled_from(sorted(INITIALISERS))
hidden: st.SearchStrategy[LayerSpec] = st.one_of(
    st.builds(DenseSpec, st.integers(1, 40).map(unit_ids), activations, starts),
    st.builds(ActivationSpec, activations),
)
losses = st.none() | st.sampled_from(sorted(LOSSES))
outputs: st.SearchStrategy[LayerSpec] = st.one_of(
    st.builds(OutputSpec, st.none() | st.integers(1, 40), st.none() | activations, losses, starts),
)


@given(st.lists(hidden, max_size=6), outputs)
def test_a_rendered_chain_parses_to_itself(middle: list[LayerSpec], last: LayerSpec) -> None:
    network = chain([InputSpec(), *middle, last])
    assert parse(render(network)) == network


def test_the_readme_example_is_understood() -> None:
    network = parse("dense 8 tanh > dense 6 relu he > output")
    specs = [layer.spec for layer in network.layers]
    assert specs == [
        InputSpec(),
        DenseSpec(unit_ids(8), "tanh"),
        DenseSpec(unit_ids(6), "relu", "he"),
        OutputSpec(),
    ]
    assert [layer.name for layer in network.layers] == ["input", "dense 1", "dense 2", "output"]
    assert len(network.connections) == 3


def test_what_is_chosen_on_the_output_card_stands_in_the_text() -> None:
    project = Project(parse("dense 8 tanh > output"))
    chosen = edits.set_activation(project, LayerId("L3"), "tanh")
    assert render(chosen.network) == "dense 8 tanh > output tanh"
    assert parse("output 2 softmax mse he").layers[-1].spec == OutputSpec(2, "softmax", "mse", "he")


def test_a_written_out_last_layer_is_the_output() -> None:
    assert parse("dense 10 softmax").layers[-1].spec == OutputSpec(10, "softmax")


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("", "", "no network"),
        ("dense 4 tnah > output", "tnah", "Did you mean tanh?"),
        ("dense -3 > output", "-3", "positive"),
        ("dense 0 > output", "0", "positive"),
        ("dense 99999999999999999999999 > output", "99999999999999999999999", f"{MAX_UNITS:,}"),
        ("dense eight > output", "eight", "whole number"),
        ("dense > output", "dense", "How many units"),
        ("dense 4 tanh relu > output", "relu", "two words"),
        ("dens 4 > output", "dens", "Did you mean dense?"),
        ("output > dense 4", "output", "only at the end"),
        ("input > output", "input", "follows from the data"),
        ("output -1", "-1", "positive"),
        ("output sofmax", "sofmax", "Did you mean softmax?"),
        ("dense 4 > tanh", "tanh", "ends in its output"),
        ("dense 4 tanh >", ">", "nothing between"),
        ("> output", ">", "nothing between"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, part: str, words: str) -> None:
    with pytest.raises(TextError, match=words) as caught:
        parse(text)
    assert part in text[caught.value.start : caught.value.end]


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        render(parse(text))
    except TextError as error:
        assert 0 <= error.start <= error.end <= max(len(text), error.start)
        assert str(error)
