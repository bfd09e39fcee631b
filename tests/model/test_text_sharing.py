"""The text of networks with several outputs, borrowed weights and inputs that draw numbers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, LAYERS, MAX_LOSS_WEIGHT
from playground.model.check import check
from playground.model.errors import TextError
from playground.model.ids import LayerId
from playground.model.network import (
    AddSpec,
    Connection,
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
from playground.model.text import complete, merge, parse, render, unit_ids
from tests.model.drawn import PLANE, specs

HEADS = "dense 5 tanh as hidden > output\nhidden > output reconstruct weight 0.25"
TIED = "dense 3 tanh as code > output reconstruct tied code"
GAN = """latent 3 > dense 2 as maker
dense 4 tanh as judge > output real as truth
maker > dense 4 tanh like judge as again > output fake like truth as made
again > output real like truth as fool"""

hidden = specs(tuple(k for k, kind in LAYERS.items() if kind.in_palette and not kind.is_join))
outputs: st.SearchStrategy[LayerSpec] = st.builds(
    OutputSpec,
    st.none() | st.integers(1, 40),
    st.none() | st.sampled_from(sorted(ACTIVATIONS)),
    target=st.sampled_from(["label", "input", "next", "real", "fake"]),
    weight=st.just(1.0) | st.floats(0.0, MAX_LOSS_WEIGHT, exclude_min=True),
)
latents: st.SearchStrategy[LayerSpec] = st.builds(
    InputSpec, st.just("noise"), st.integers(1, 9).map(unit_ids)
)
joins: st.SearchStrategy[LayerSpec] = st.sampled_from([AddSpec(), MultiplySpec()])
ODD_NAMES = (
    "like",
    "tied",
    "latent",
    "latent 2",
    "output 2",
    "output",
    "weight",
    "real",
    "next",
    "a b",
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Return a network with several ends, where layers borrow weights from earlier ones."""
    layers, connections = [Layer(LayerId("L1"), "input", InputSpec())], list[Connection]()
    names = draw(st.permutations([*ODD_NAMES, *(f"n{number}" for number in range(6))]))
    drawn = draw(st.lists(hidden | latents | outputs | joins, max_size=9))
    for number, spec in enumerate([*drawn, draw(outputs)], start=2):
        known = [layer.id for layer in layers if not isinstance(layer.spec, OutputSpec)]
        least, most = (2, 3) if isinstance(spec, JoinSpec) else (0, 1)
        if least > len(known):
            continue
        most = 0 if isinstance(spec, InputSpec) else most
        sources = draw(st.lists(st.sampled_from(known), min_size=least, max_size=most, unique=True))
        layer = Layer(LayerId(f"L{number}"), names[number], spec)
        lenders = [x.id for x in layers if isinstance(x.spec, WeightedSpec) and x.shares is None]
        if isinstance(spec, WeightedSpec) and lenders and draw(st.booleans()):
            turned = isinstance(spec, DenseSpec | OutputSpec) and draw(st.booleans())
            owner = draw(st.sampled_from(lenders))
            layer = replace(layer, shares=owner, is_transposed=turned)
        layers.append(layer)
        connections += [Connection(source, layer.id) for source in sources]
    return Network(tuple(layers), tuple(connections), len(layers) + 5)


def plain(network: Network) -> object:
    """Return what a text says of a network, whatever the ids and names: the outputs in order."""
    order = {layer.id: layer for layer in network.layers}

    def told(layer_id: LayerId | None) -> tuple[object, ...]:
        if layer_id is None:
            return ()
        layer = order[layer_id]
        sources = (told(source) for source in network.sources(layer_id))
        return (layer.spec, layer.is_transposed, told(layer.shares), *sources)

    ends = [told(layer.id) for layer in network.layers if isinstance(layer.spec, OutputSpec)]
    return ends, sorted(repr(told(layer.id)) for layer in network.layers)


@given(networks())
def test_a_text_says_all_of_it_again(network: Network) -> None:
    text = render(network)
    again = parse(text)
    assert plain(again) == plain(network), text
    assert plain(parse(render(again))) == plain(network)


@given(networks())
def test_reading_the_rendered_text_changes_nothing(network: Network) -> None:
    assert merge(network, parse(render(network))) == network


@pytest.mark.parametrize(
    "text",
    [
        "dense 2 as a > output as out\nout > dense 3\na > output",  # what no network should have
        'dense 2 as " a  b > output\noutput fake',
    ],
)
def test_an_odd_text_says_the_same_when_written(text: str) -> None:
    network = parse(text)
    assert plain(parse(render(network))) == plain(network)
    assert merge(network, parse(render(network))) == network


@pytest.mark.parametrize("text", [HEADS, TIED, GAN])
def test_a_text_is_written_as_it_was_read(text: str) -> None:
    network = parse(text)
    assert not check(Project(network), PLANE).problems
    assert plain(parse(render(network))) == plain(network)
    assert merge(network, parse(render(network))) == network


def test_every_output_is_one_and_the_first_is_shown() -> None:
    network = parse(HEADS)
    assert [layer.name for layer in network.layers] == ["input", "hidden", "output", "output 2"]
    specs = [layer.spec for layer in network.layers[2:]]
    assert specs == [OutputSpec(), OutputSpec(target="input", weight=0.25)]
    heads = check(Project(network), PLANE).heads
    assert [head.id for head in heads] == ["L3", "L4"]
    assert render(network) == HEADS


def test_another_output_becomes_the_first_by_writing_it_first() -> None:
    before = parse(HEADS)
    after = merge(
        before, parse("dense 5 tanh as hidden > output reconstruct weight 0.25\nhidden > output")
    )
    heads = check(Project(after), PLANE).heads
    assert heads[0].loss == "mse"
    assert {layer.id for layer in after.layers} >= {"L1", "L2"}


def test_weights_are_borrowed_and_turned_over() -> None:
    network = parse(GAN)
    by_name = {layer.name: layer for layer in network.layers}
    assert by_name["again"].shares == by_name["judge"].id
    assert by_name["fool"].shares == by_name["truth"].id
    assert by_name["latent 1"].spec == InputSpec("noise", unit_ids(3))
    tied = parse(TIED).layers[-1]
    assert (tied.shares, tied.is_transposed) == ("L2", True)
    assert parse("dense 2 as a > dense 4 > dense 2 tied a").layers[-1].is_transposed


def test_an_edited_text_keeps_who_lends_to_whom() -> None:
    project = edits.move_layers(Project(parse(GAN)), {LayerId("L2"): (1.0, 2.0)})
    before = project.network
    after = merge(before, parse("dense 7 relu as front\n" + GAN.replace("latent 3", "latent 5")))
    old, new = ({layer.name: layer for layer in x.layers} for x in (before, after))
    for name in ("judge", "again", "truth", "made", "fool", "maker"):
        assert new[name] == old[name]
    latent = new["latent 1"]
    assert (latent.id, latent.position) == (LayerId("L2"), (1.0, 2.0))
    assert isinstance(latent.spec, InputSpec)
    assert latent.spec.units[:3] == unit_ids(3)
    alone = merge(before, parse(GAN.replace(" like judge", "")))
    assert alone.layer(old["again"].id).shares is None
    lent = merge(alone, parse(GAN.replace("like judge", "tied judge")))
    assert lent.layer(old["again"].id).is_transposed


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("dense 4 like > output", "like", "Behind “like”"),
        ("like > output", "like", "Write a layer first"),
        ("dense 4 like left > output", "left", "No layer has a name yet"),
        ("dense 4 as left > dense 4 like lift > output", "lift", "Did you mean left?"),
        ("dense 4 like b > dense 4 as b > output", "b", "no layer is called"),
        ("dense 4 like input > output", "input", "has no weights"),
        ("tanh as a > dense 4 like a > output", "a", "has no weights"),
        ("dense 4 as a > tanh like a > output", "like", "this layer has no weights"),
        ("dense 4 as a > add input like a > output", "like", "this layer has no weights"),
        ("dense 2 as a; a like a > output", "like", "stands alone"),
        ("conv 4 as a > conv 4 tied a > output", "tied", "Write “like” instead"),
        ("dense 2 as a > dense 2 like a as b > dense 2 like b > output", "b", "Name that one"),
        ("dense 2 as a > dense 2 like a tied a > output", "tied", "two words for the weights"),
        ("output weight", "weight", "Behind “weight”"),
        ("output weight 0", "0", "above 0"),
        ("output weight -1", "-1", "above 0"),
        ("output weight 1e9", "1e9", "at most 1,000"),
        ("output weight much", "much", "output reconstruct weight 0.5"),
        ("output weight 1 weight 2", "weight", "two words for the weight"),
        ("dense 4 weight 1 > output", "weight", "not known here"),
        ("latent > dense 2 > output", "latent", "How many numbers"),
        ("latent x > dense 2 > output", "x", "no number of units"),
        ("latent 3 tanh > dense 2 > output", "tanh", "does not fit here"),
        ("dense 4 > latent 3 > output", "latent", "start of a line"),
        ("latent 3", "latent 3", "ends in its output"),
        ("output > output", "output", "only at the end"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, part: str, words: str) -> None:
    with pytest.raises(TextError, match=words) as caught:
        parse(text)
    assert text[caught.value.start : caught.value.end] == part


def test_what_no_text_can_say_is_told() -> None:
    behind = parse("dense 2 as a > dense 2 like a as b > output").layers
    swapped = Network(
        (behind[0], behind[1], behind[2], behind[3]),
        (Connection(behind[0].id, behind[2].id), Connection(behind[2].id, behind[1].id)),
    )
    with pytest.raises(TextError, match="b uses the weights of a layer behind it"):
        render(swapped)
    gone = replace(swapped, layers=(behind[0], behind[2]), connections=())
    with pytest.raises(TextError, match="weights that are not there"):
        render(gone)


def test_the_new_words_are_offered() -> None:
    def words(text: str) -> list[str]:
        return [one.word for one in complete(text, len(text))]

    assert {"latent", "layer_norm"} <= set(words("la"))
    assert words("latent ") == []
    assert words("latent 3 ") == ["as"]
    assert words("dense 8 as left > dense 8 like ") == ["left"]
    assert words("dense 8 as left > dense 8 tied l") == ["left"]
    assert {"like", "tied"} <= set(words("dense 8 "))
    assert not {"like", "tied"} & set(words("dense 8 as a > dense 8 like a "))
    assert "like" in words("conv 8 ")
    assert "tied" not in words("conv 8 ")
    assert "like" not in words("flatten ")
    assert {"weight", "real", "fake", "tied"} <= set(words("output "))
    assert words("output weight ") == []
    assert all(one.explanation for one in complete("output ", 7))
