"""Every kind of layer: shapes that follow, problems in plain words with repairs, whatever is drawn."""

import math
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.files.records import project_from_builtins, project_to_builtins
from playground.model import edits
from playground.model.catalog import LAYERS, MAX_POSITIONS, MAX_VALUES
from playground.model.check import DataShape, Resolution, check, unready
from playground.model.fresh import fresh_spec
from playground.model.ids import LayerId
from playground.model.network import KINDS, Network, WeightedSpec
from playground.model.project import Project, TrainingSpec
from playground.model.text import parse, render
from tests.model.drawn import COLOURS, DATA, DIGITS, LETTERS, NEXT, PLANE, WAVES, networks

data_shapes = st.sampled_from(DATA)


@pytest.fixture(autouse=True, scope="module")
def _everything_trains() -> Iterator[None]:
    """The rules are looked at as they will be once the engine computes every kind."""
    with patch.object(unready, "NOT_YET", frozenset()):
        yield


def resolved(text: str, data: DataShape) -> Resolution:
    return check(Project(parse(text)), data)


def assert_consistent(resolution: Resolution) -> None:
    """What the engine relies on."""
    for layer_id in resolution.order:
        shape = resolution.layers[layer_id]
        assert len(shape.identities) == len(shape.units_out) == len(set(shape.identities))
        assert len(set(shape.units_out)) == len(shape.units_out)
        assert len({parameter.id for parameter in shape.parameters}) == len(shape.parameters)
        for parameter in shape.parameters:
            assert len(set(parameter.targets)) == len(parameter.targets) > 0
            assert len(set(parameter.sources)) == len(parameter.sources)
            assert parameter.size == math.prod(parameter.shape) > 0
        if shape.grid is not None:
            assert math.prod(shape.grid) == len(shape.units_out)
            assert not shape.positions
        assert math.prod(shape.positions) <= MAX_POSITIONS
        assert shape.size <= MAX_VALUES
        assert all(size >= 1 for size in shape.positions)


@settings(max_examples=300, deadline=None)
@given(networks(), data_shapes)
def test_every_repair_takes_its_problem_away(network: Network, data: DataShape) -> None:
    resolution = check(Project(network), data)
    if resolution.is_valid:
        assert_consistent(resolution)
    for problem in resolution.problems:
        assert problem.message.endswith((".", "?"))
        for repair in problem.repairs:
            left = [
                p.message for p in check(repair.project, data).problems if p.layer == problem.layer
            ]
            assert problem.message not in left, repair.label


@settings(max_examples=300, deadline=None)
@given(networks(is_odd=True), data_shapes)
def test_the_check_answers_whatever_a_file_holds(network: Network, data: DataShape) -> None:
    resolution = check(Project(network), data)
    if resolution.is_valid:
        assert_consistent(resolution)
    for problem in resolution.problems[:3]:
        for repair in problem.repairs:
            check(repair.project, data)


def clicked(project: Project, data: DataShape) -> Project:
    """Take the likeliest way out of the first problem again and again."""
    for _ in range(60):
        problems = [p for p in check(project, data).problems if p.repair is not None]
        if not problems:
            return project
        assert problems[0].repair is not None
        project = problems[0].repair.project
    raise AssertionError(check(project, data).problems)


@settings(max_examples=150, deadline=None)
@given(networks(), data_shapes)
def test_clicking_the_first_repair_leads_to_a_network_that_trains(
    network: Network, data: DataShape
) -> None:
    project = clicked(Project(network), data)
    assert check(project, data).is_valid, check(project, data).problems


@settings(max_examples=150, deadline=None)
@given(networks())
def test_a_file_keeps_every_setting(network: Network) -> None:
    project = Project(network)
    assert project_from_builtins(project_to_builtins(project)) == project


@pytest.mark.parametrize("kind", LAYERS)
def test_a_new_layer_is_within_its_limits(kind: str) -> None:
    spec = fresh_spec(kind)
    for field in LAYERS[kind].fields:
        assert hasattr(spec, field.name), field.name
        assert field.name == "units" or field.allows(getattr(spec, field.name)), field.name


@pytest.mark.parametrize(
    ("data", "text", "shapes"),
    [
        (
            DIGITS,
            "conv 8 3x3 relu > pool 2 > flatten > output",
            [(64,), (8, 8, 8), (8, 4, 4), (128,), (10,)],
        ),
        (
            DIGITS,
            "conv 4 5x3 valid stride 2 > transposed_conv 3 3x3 > upsample 2 > average_pool 3 stride 1"
            " > global_average_pool > output",
            [(64,), (4, 2, 3), (3, 4, 6), (3, 8, 12), (3, 6, 10), (3,), (10,)],
        ),
        (
            DIGITS,
            "dropout 0.2 > conv 2 3x3 pad 1,2,1,2 > flatten > dense 12 > reshape 3x2x2 > flatten > output",
            [(64,), (64,), (2, 9, 9), (162,), (12,), (3, 2, 2), (12,), (10,)],
        ),
        (
            DIGITS,
            "transposed_conv 2 4x4 stride 3 valid > transposed_conv 2 2x2 stride 3 > pool 15 stride 9"
            " same > flatten > output",
            [(64,), (2, 25, 25), (2, 75, 75), (2, 9, 9), (162,), (10,)],
        ),
        (
            COLOURS,
            "conv 6 3x3 groups 3 > batch_norm > noise 0.1 > normalise > softmax_over positions"
            " > flatten > layer_norm > cosine 5 > output",
            [
                *((90,), (6, 6, 5), (6, 6, 5), (6, 6, 5), (6, 6, 5), (6, 6, 5)),
                *((180,), (180,), (5,), (3,)),
            ],
        ),
        (
            LETTERS,
            "embedding 8 > position > attention 2 causal > layer_norm > dense 6 gelu > lstm 5 > output",
            [(1, 12), (8, 12), (8, 12), (8, 12), (8, 12), (6, 12), (5,), (1,)],
        ),
        (NEXT, "embedding 8 > gru 4 whole > output", [(1, 12), (8, 12), (4, 12), (4, 12)]),
        (
            WAVES,
            "rnn 4 whole > position sinusoidal > last_step > output",
            [(2, 20), (4, 20), (4, 20), (4,), (1,)],
        ),
    ],
)
def test_shapes_follow(data: DataShape, text: str, shapes: list[tuple[int, ...]]) -> None:
    resolution = resolved(text, data)
    assert resolution.is_valid, resolution.problems
    assert [resolution.layers[i].shape for i in resolution.order] == shapes
    assert_consistent(resolution)


@pytest.mark.parametrize(
    ("data", "text", "sizes"),
    [
        (DIGITS, "conv 8 3x5 > flatten > output", {"weight 3x5": (8, 1, 3, 5), "bias": (8,)}),
        (
            COLOURS,
            "conv 6 3x3 groups 3 nobias > flatten > output",
            {"weight 3x3": (6, 1, 3, 3)},
        ),
        (
            DIGITS,
            "transposed_conv 3 2x2 > flatten > output",
            {"weight 2x2": (3, 1, 2, 2), "bias": (3,)},
        ),
        (
            DIGITS,
            "batch_norm > output",
            {"gain": (64,), "shift": (64,), "mean": (64,), "variance": (64,)},
        ),
        (DIGITS, "layer_norm > output", {"gain": (64,), "shift": (64,)}),
        (DIGITS, "cosine 5 > output", {"weight": (5, 64)}),
        (LETTERS, "embedding 3 > last_step > output", {"weight": (4, 3)}),
        (WAVES, "position > last_step > output", {"table 20": (2, 20)}),
        (WAVES, "rnn 3 > output", {"weight": (3, 2), "recurrent": (3, 3), "bias": (3,)}),
        (WAVES, "lstm 3 > output", {"weight": (12, 2), "recurrent": (12, 3), "bias": (12,)}),
        (
            WAVES,
            "gru 3 > output",
            {"weight": (9, 2), "recurrent": (9, 3), "bias": (9,), "recurrent_bias": (3,)},
        ),
        (
            WAVES,
            "attention 2 > last_step > output",
            {
                name: size
                for part in ("query", "key", "value", "output")
                for name, size in ((part, (2, 2)), (f"{part} bias", (2,)))
            },
        ),
    ],
)
def test_parameters_follow(data: DataShape, text: str, sizes: dict[str, tuple[int, ...]]) -> None:
    resolution = resolved(text, data)
    assert resolution.is_valid, resolution.problems
    shape = resolution.layers[resolution.order[1]]
    assert {p.id.name: p.shape for p in shape.parameters} == sizes


def test_statistics_are_not_counted_as_trained() -> None:
    resolution = resolved("batch_norm > output", DIGITS)
    assert resolution.layers[resolution.order[1]].parameter_count == 128


def test_an_lstm_remembers_from_the_start() -> None:
    resolution = resolved("lstm 2 forget 1.5 > output", WAVES)
    *_, bias = resolution.layers[resolution.order[1]].parameters
    assert bias.forget_bias == 1.5
    assert [unit.unit for unit in bias.targets] == [
        *("i.u1", "i.u2", "f.u1", "f.u2", "g.u1", "g.u2", "o.u1", "o.u2")
    ]


def test_a_window_counts_in_the_spread_of_the_first_weights() -> None:
    resolution = resolved("conv 8 3x5 > conv 4 3x3 groups 2 > flatten > output", DIGITS)
    first, second, dense = (
        resolution.layers[resolution.order[at]].parameters[0] for at in (1, 2, 4)
    )
    assert (first.fan_in, first.fan_out) == (15, 8 * 15)
    assert (second.fan_in, second.fan_out) == (4 * 9, 4 * 9)
    assert (dense.fan_in, dense.fan_out) == (4 * 64, 10)


def test_a_removed_channel_takes_only_its_own_values_out_of_a_row() -> None:
    before = resolved("conv 3 3x3 > flatten > output", DIGITS)
    layers = before.layers
    names = [unit.unit for unit in layers[before.order[2]].units_out]
    assert len(names) == 192
    assert names[64] == "L2.u2/0,0"
    assert names[65] == "L2.u2/0,1"


@pytest.mark.parametrize(
    ("data", "text", "words", "labels"),
    [
        (
            DIGITS,
            "conv 4 9x9 valid > flatten > output",
            "larger than the picture",
            ["Use a window of 8x8", "Use same padding"],
        ),
        (
            DIGITS,
            "pool 9 > flatten > output",
            "larger than",
            ["Use a window of 8", "Use same padding"],
        ),
        (
            DIGITS,
            "conv 4 3x3 > dense 3 > output",
            "takes one row",
            ["Insert flatten", "Insert global average"],
        ),
        (PLANE, "conv 4 3x3 > output", "works on pictures", ["Use dense"]),
        (PLANE, "dense 9 > conv 4 > output", "a row of 9", ["Insert reshape 1x3x3", "Use dense"]),
        (PLANE, "dense 12 > pool 2 > output", "pictures", ["Insert reshape 3x2x2", "Remove it"]),
        (
            COLOURS,
            "conv 4 3x3 groups 3 > flatten > output",
            "divide",
            ["Use one group", "Use 6 channels"],
        ),
        (
            DIGITS,
            "conv 4 3x3 pad 3 > flatten > output",
            "as large as its window",
            ["Use same padding", "Use no padding"],
        ),
        (WAVES, "attention 3 > last_step > output", "cannot share", ["Use 2 heads"]),
        (PLANE, "embedding 4 > output", "looks up tokens", ["Use dense", "Remove it"]),
        (LETTERS, "rnn 4 > output", "only names", ["Insert embedding"]),
        (PLANE, "lstm 4 > output", "works on sequences", ["Use dense", "Remove it"]),
        (DIGITS, "conv 2 > gru 4 > output", "a picture arrives", ["Use dense", "Remove it"]),
        (
            WAVES,
            "rnn 4 whole > output",
            "A sequence arrives at output",
            ["Insert flatten", "Insert global average", "Insert last step"],
        ),
        (
            NEXT,
            "embedding 4 > rnn 4 > output",
            "every position",
            ["Put out the whole sequence", "Take what embedding 1 puts out"],
        ),
        (
            DIGITS,
            "upsample 16 > upsample 16 > flatten > output",
            "more than there is room",
            ["Remove it"],
        ),
        (
            DIGITS,
            "upsample 16 > conv 100 3x3 > global_average_pool > output",
            "more than there is room",
            ["Use 64 units", "Remove it"],
        ),
        (
            DIGITS,
            "conv 2 > upsample 16 > flatten > output",
            "into a row",
            ["Insert global average"],
        ),
        (DIGITS, "reshape 1x9x9 > flatten > output", "arrive", ["Use 1x8x8", "Remove it"]),
        (PLANE, "global_average_pool > output", "a row of 2", ["Remove it"]),
        (PLANE, "softmax_over positions > output", "among positions", ["Use units"]),
        (
            DIGITS,
            "conv 2 as a > conv 3 > add a > flatten > output",
            "equal width",
            ["Insert convolution 1x1", "Use concatenate"],
        ),
        (
            DIGITS,
            "conv 2 as a > pool 2 > concat a > flatten > output",
            "differ in height",
            ["Insert flatten"],
        ),
    ],
)
def test_what_cannot_work_is_said_with_ways_out(
    data: DataShape, text: str, words: str, labels: list[str]
) -> None:
    problem = next(p for p in resolved(text, data).problems if words in p.message)
    assert [repair.label for repair in problem.repairs] == labels
    assert check(clicked(problem.repairs[0].project, data), data).is_valid


def test_layers_keep_pictures_of_flat_pixels() -> None:
    resolution = resolved(
        "batch_norm > dropout 0.1 > relu > noise 0.1 > conv 2 > flatten > output", DIGITS
    )
    assert resolution.is_valid, resolution.problems
    conv = resolution.layers[resolution.order[5]]
    # Called after the input, so that a dropout in between changes no weight.
    assert [(unit.layer, unit.unit) for unit in conv.units_in] == [("L1", "c0")]


def test_only_weighted_kinds_have_parameters() -> None:
    texts = {
        DIGITS: "conv 2 > transposed_conv 2 > upsample > pool > average_pool > batch_norm > normalise >"
        " noise > multiply input > flatten > reshape > flatten > cosine 3 > output",
        LETTERS: "embedding 2 > position > attention > softmax_over units > layer_norm > rnn 2 whole >"
        " lstm 2 whole > gru 2 whole > last_step > output",
    }
    for data, text in texts.items():
        project = Project(parse(text))
        for layer in project.network.layers:
            shape = check(project, data).layers[layer.id]
            assert not shape.parameters or isinstance(layer.spec, WeightedSpec), layer.name


def test_every_kind_is_written_and_read() -> None:
    for spec, kind in KINDS.items():
        if kind not in ("input", "output", "add", "multiply", "concatenate"):
            word = render(parse(f"{render_one(kind)} > output")).split()[0]
            assert type(parse(f"{render_one(kind)} > output").layers[1].spec) is spec, word


def render_one(kind: str) -> str:
    """Return the shortest text of a kind."""
    spec = fresh_spec(kind)
    needs_units = hasattr(spec, "units")
    plain = {"max_pool": "pool", "activation": "relu", "softmax_over": "softmax_over units"}
    return plain.get(kind, kind) + (" 3" if needs_units else "")


def test_a_batch_norm_in_batches_of_one_example_is_warned_of() -> None:
    """Training can start all the same: over a picture there are many numbers of each channel."""
    for text, data, warned in (
        ("dense 3 > batch_norm > output", PLANE, True),
        ("conv 2 3x3 > batch_norm > flatten > output", DIGITS, False),
        ("dense 3 > layer_norm > output", PLANE, False),
    ):
        one = edits.set_training(Project(parse(text)), batch_size=1)
        resolution = check(one, data)
        assert resolution.is_valid
        assert bool(resolution.warnings) == warned
        assert resolution.remarks == resolution.warnings
        for warning in resolution.warnings:
            assert warning.layer == LayerId("L3")
            assert warning.repair is not None
            assert warning.repair.label == "Use batches of 16"
            assert warning.repair.project.training.batch_size == 16
            assert not check(warning.repair.project, data).warnings
        assert not check(edits.set_training(one, batch_size=2), data).warnings
    loose = Project(parse("batch_norm\ninput > output"), training=TrainingSpec(batch_size=1))
    assert not check(loose, PLANE).warnings
