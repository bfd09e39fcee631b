"""The text form: what it understands, what it refuses and where, and that it loses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, INITIALISERS, LAYERS, LOSSES, MAX_UNITS
from playground.model.errors import TextError
from playground.model.ids import LayerId
from playground.model.network import (
    AddSpec,
    ConcatenateSpec,
    Connection,
    DecayedSpec,
    DenseSpec,
    InputSpec,
    JoinSpec,
    Layer,
    LayerSpec,
    MultiplySpec,
    Network,
    OutputSpec,
    WeightedSpec,
)
from playground.model.project import Project
from playground.model.text import chain, complete, merge, parse, render, unit_ids
from tests.model.drawn import specs

activations = st.sampled_from(sorted(ACTIVATIONS))
starts = st.sampled_from(sorted(INITIALISERS))
hidden = specs(
    tuple(kind for kind, record in LAYERS.items() if record.in_palette and not record.is_join)
)
decays = st.none() | st.floats(0.0, 1000.0)
losses = st.none() | st.sampled_from(sorted(LOSSES))
outputs: st.SearchStrategy[LayerSpec] = st.one_of(
    st.builds(
        OutputSpec,
        st.none() | st.integers(1, 40),
        st.none() | activations,
        losses,
        starts,
        st.sampled_from(["label", "input"]),
        has_bias=st.booleans(),
    ),
)


JOINS: list[LayerSpec] = [AddSpec(), MultiplySpec(), ConcatenateSpec()]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Return a network with branches, joins, loose layers and names of all sorts."""
    specs: list[LayerSpec] = draw(st.lists(hidden | st.sampled_from(JOINS), max_size=8))
    layers, connections = [Layer(LayerId("L1"), "input", InputSpec())], list[Connection]()
    for number, spec in enumerate([*specs, draw(outputs)], start=2):
        known = [layer.id for layer in layers if not isinstance(layer.spec, OutputSpec)]
        is_join = isinstance(spec, JoinSpec)
        if is_join and len(known) < 2:
            continue
        least, most = (2, 3) if is_join else (0, 1)
        sources = draw(st.lists(st.sampled_from(known), min_size=least, max_size=most, unique=True))
        name = draw(st.sampled_from([f"dense {number}", f"my {number}", f"n{number}", "relu", "ü"]))
        layer_id = LayerId(f"L{number}")
        decay = draw(decays) if isinstance(spec, DecayedSpec) else None
        is_frozen = draw(st.booleans()) and not is_join
        layers.append(Layer(layer_id, name, spec, is_frozen=is_frozen, weight_decay=decay))
        connections += [Connection(source, layer_id) for source in sources]
    return Network(tuple(layers), tuple(connections), len(layers) + 5)


def plain(network: Network) -> object:
    """Return what a text says of a network: settings and sources, whatever the ids and names."""
    order = {layer.id: layer for layer in network.layers}

    def told(layer_id: LayerId) -> tuple[object, ...]:
        layer = order[layer_id]
        padlock = layer.is_frozen and isinstance(layer.spec, WeightedSpec)
        held = (padlock, layer.weight_decay)
        return (layer.spec, held, *(told(source) for source in network.sources(layer_id)))

    return sorted(repr(told(layer.id)) for layer in network.layers)


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
        ("dense 4 > input > output", "input", "only at the start"),
        ("input dense 4 > output", "dense", "stands alone"),
        ("dense 4 as relu > output", "relu", "word of the text itself"),
        ("dense 4 as a > dense 4 as a > output", "a", "Two layers are called"),
        ("dense 4 as > output", "as", "one name"),
        ("add a b > output", "a", "no layer is called"),
        ("dense 4 as left > add lef > output", "lef", "Did you mean left?"),
        ("dense 4 as a\nadd a > output", "add", "joins branches"),
        ("dense 4 as a > dense 2 > a > output", "a", "add a"),
        ("dense 4 as a > add a > output", "add", "joined twice"),
        ("dropout 1.5 > output", "1.5", "from 0 to"),
        ("dropout half > output", "half", "dropout 0.3"),
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


@given(networks())
def test_a_network_with_branches_says_the_same_when_read_again(network: Network) -> None:
    text = render(network)
    again = parse(text)
    assert plain(again) == plain(network), text
    assert plain(parse(render(again))) == plain(network)


@given(networks())
def test_reading_the_rendered_text_changes_nothing_of_the_network(network: Network) -> None:
    merged = merge(network, parse(render(network)))
    kept = {layer.id: layer for layer in network.layers}
    if len({layer.name for layer in network.layers}) == len(network.layers):
        assert {layer.id for layer in merged.layers} == set(kept)
    assert plain(merged) == plain(network)


@pytest.mark.parametrize(
    "text",
    [
        "conv 8 3x3 relu > pool 2 > flatten > dense 10 softmax",
        "conv 8 5x3 stride 2 valid groups 2 elu he nobias frozen > output",
        "conv 8 3x3 pad 1 > transposed_conv 4 2x2 stride 3 pad 1,0,1,0 > output",
        "pool 3 stride 2 same > average_pool 2 > upsample 3 > global_average_pool > output",
        "reshape 1x8x8 > batch_norm momentum 0.2 frozen > layer_norm > noise 0.3 > output",
        "embedding 8 > position sinusoidal > attention 2 causal > output",
        "rnn 3 whole > lstm 4 forget 2 he > gru 5 whole > last_step > output",
        "normalise > cosine 4 uniform > softmax_over positions > output",
        "dense 8 as left > dense 8 > multiply left > output",
        'dense 8 tanh decay 0.01 frozen > conv 4 3x3 nobias decay 1e-05 as "decay" > output decay 0.0',
    ],
)
def test_a_text_of_any_kinds_is_written_as_it_was_read(text: str) -> None:
    assert render(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("conv > output", "How many units", "conv"),
        ("conv x > output", "no number of units", "x"),
        ("conv 8 3x3x3 > output", "3 sizes; 2", "3x3x3"),
        ("conv 8 16x3 > output", "from 1 to 15", "16x3"),
        ("conv 8 3x3 3x3 > output", "two words for the window", "3x3"),
        ("conv 8 stride > output", "Behind “stride”", "stride"),
        ("conv 8 stride 99 > output", "from 1 to 15", "99"),
        ("conv 8 pad 1,2 > output", "top, bottom, left, right", "1,2"),
        ("conv 8 pad > output", "pad 1,2,1,2", "pad"),
        ("conv 8 relo > output", "Did you mean relu", "relo"),
        ("pool 2 2 > output", "two words", "2"),
        ("pool 2.5 > output", "whole number", "2.5"),
        ("pool 2 frozen > output", "not known", "frozen"),
        ("attention 0 > output", "from 1 to 64", "0"),
        ("flatten 3 > output", "not known", "3"),
        ("noise -1 > output", "from 0 to 100", "-1"),
        ("softmax_over nothing > output", "Did you mean|Choose one", "nothing"),
        ("dense 8 decay > output", "Behind “decay”", "decay"),
        ("dense 8 decay x > output", "from 0 to 1,000", "x"),
        ("dense 8 decay 1001 > output", "from 0 to 1,000", "1001"),
        ("dense 8 decay 1 decay 2 > output", "two words for the decay", "decay"),
        ("relu decay 1 > output", "has no weights", "decay"),
        ("batch_norm decay 1 > output", "has no weights", "decay"),
        ("input decay 1 > output", "stands alone", "decay"),
        ("decay 1 > output", "behind a layer", "decay"),
        ("dense 2 as a > dense 2 > dense 2 like a decay 1 > output", "belong to: “a”", "decay"),
        ("batch_nrm > output", "Did you mean batch_norm", "batch_nrm"),
    ],
)
def test_a_mistake_in_a_layer_of_any_kind_is_shown_where_it_is(
    text: str, words: str, part: str
) -> None:
    with pytest.raises(TextError, match=words) as caught:
        parse(text)
    assert text[caught.value.start : caught.value.end] == part


def test_a_decay_that_is_written_is_that_of_the_layer() -> None:
    first, second, last = parse("dense 3 tanh decay 0.5 > gru 2 > output decay 0 ce").layers[1:]
    assert (first.weight_decay, second.weight_decay, last.weight_decay) == (0.5, None, 0.0)
    before = parse("dense 3 decay 0.5 > output")
    assert merge(before, parse("dense 3 > output")).layers[1] == replace(
        before.layers[1], weight_decay=None
    )
    offered = [one.word for one in complete("dense 8 decay 1 ", 16)]
    assert "decay" not in offered
    assert "tanh" in offered
    assert "decay" in [one.word for one in complete("gru 8 ", 6)]
    assert "decay" not in [one.word for one in complete("layer_norm ", 11)]


def test_automatic_names_of_two_words_are_labels_of_one() -> None:
    named = parse("average_pool 2 as averagepool1 > dense 3 > concat averagepool1 > output")
    assert named.layers[1].name == "average pool 1"
    assert "as averagepool1" in render(named)


def test_branches_are_written_with_names() -> None:
    network = parse("dense 8 tanh as left > dense 8 tanh\n  > add left > output")
    join = network.layers[3]
    assert join.spec == AddSpec()
    assert network.sources(join.id) == (LayerId("L3"), LayerId("L2"))
    assert render(network) == "dense 8 tanh as left > dense 8 tanh > add left > output"
    wide = parse("dense 8 relu as deep; dense 3 as wide; concat deep wide input > output")
    assert render(wide).splitlines() == [
        "dense 8 relu as deep",
        "dense 3 as wide",
        "concat deep wide input > output",
    ]


def test_the_text_of_a_network_with_a_loose_branch_changes_nothing() -> None:
    """Written, the branch stands behind the way to the output; drawn, it may come before."""
    network = parse("relu as a; tanh; a > output")
    assert merge(network, parse(render(network))) == network
    joined = parse("relu as a > dense 2 > concat a > output")
    swapped = parse("relu as a > dense 2 as b\nconcat a b > output")
    assert merge(joined, swapped).connections != joined.connections


def test_an_edited_text_keeps_what_was_not_touched() -> None:
    before = parse("dense 8 tanh > dense 6 relu > output")
    before = edits.move_layers(Project(before), {LayerId("L3"): (5.0, 6.0)}).network
    after = merge(before, parse("dense 8 tanh > dropout 0.2 > dense 7 relu > output"))
    by_name = {layer.name: layer for layer in after.layers}
    assert by_name["dense 1"] == before.layer(LayerId("L2"))
    grown = by_name["dense 2"]
    assert (grown.id, grown.position) == (LayerId("L3"), (5.0, 6.0))
    assert isinstance(grown.spec, DenseSpec)
    assert grown.spec.units[:6] == unit_ids(6)
    assert by_name["dropout 1"].id == LayerId("L5")
    assert after.next_id == 6


@pytest.mark.parametrize("end", ["source", "target"])
def test_a_connection_that_leads_nowhere_has_no_text(end: str) -> None:
    """Only a damaged file has one; the window shows it with its problem."""
    network = parse("dense 3 > output")
    first, last = network.connections
    broken = replace(network, connections=(first, replace(last, **{end: LayerId("gone")})))
    with pytest.raises(TextError, match="does not exist"):
        render(broken)


def test_what_may_follow_is_offered() -> None:
    def words(text: str) -> list[str]:
        return [one.word for one in complete(text, len(text))]

    assert "dense" in words("")
    assert words("dense 8 ta") == ["tanh"]
    assert "nobias" in words("dense 8 tanh ")
    assert "tanh" not in words("dense 8 tanh ")
    assert words("dense 8 as left > dense 8 > add ")[:1] == ["left"]
    assert "ce" in words("output ")
    assert words("# dense") == []
    assert words("dense ") == []
    assert "conv" in words("")
    assert "pool" in words("")
    assert words("conv ") == []
    assert {"relu", "he", "stride", "same", "pad", "groups", "frozen"} <= set(words("conv 8 "))
    assert words("attention 2 c") == ["causal"]
    assert "frozen" not in words("flatten ")


@given(st.text(alphabet='dense 8tanh>;as\n"#outpl', max_size=40), st.integers(0, 40))
def test_completion_never_fails_and_replaces_only_the_word_under_it(text: str, at: int) -> None:
    at = min(at, len(text))
    for one in complete(text, at):
        assert 0 <= one.start <= one.end == at
        assert one.word.lower().startswith(text[one.start : one.end].lower())
