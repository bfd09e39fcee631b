"""Datasets: sizes, classes, splits, standardising, and what is refused."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.build import (
    build,
    check_data,
    default_features,
    inputs_of,
    plane_inputs,
    shape_of,
)
from playground.data.catalog import DATASETS, FEATURES
from playground.model.errors import PlaygroundError
from playground.model.project import DataSpec, Point
from playground.resources import resource_path

GIVEN = [name for name, kind in DATASETS.items() if kind.examples]
"""Kinds whose examples the program makes."""
PLANES = [name for name in GIVEN if DATASETS[name].is_plane]
BALANCED = ["xor4", "xor", "circle", "gaussians", "spiral", "moons", "above"]


@pytest.mark.parametrize("kind", GIVEN)
def test_every_kind_is_whole_and_reproducible(kind: str) -> None:
    dataset = build(DataSpec(kind))
    record = DATASETS[kind]
    assert dataset.size == record.examples
    assert sorted([*dataset.train, *dataset.test]) == list(range(dataset.size))
    assert dataset.train.size == round(record.train_share * record.examples)
    if record.task == "regression":
        assert dataset.values.shape == (dataset.size, 1)
        assert float(np.abs(dataset.values).max()) < 1.4
    else:
        assert dataset.values.shape == (dataset.size, 0)
        assert set(dataset.labels.ravel().tolist()) == set(range(len(record.classes)))
    assert len(dataset.shape.titles) in (0, len(dataset.shape.features))
    length = 1 if dataset.shape.sequence is None else dataset.shape.sequence.length
    assert dataset.inputs.shape == (dataset.size, length * len(dataset.shape.features))
    assert not dataset.inputs.flags.writeable
    build.cache_clear()
    again = build(DataSpec(kind))
    assert np.array_equal(again.inputs, dataset.inputs)
    assert np.array_equal(again.train, dataset.train)


@pytest.mark.parametrize("kind", BALANCED)
def test_classes_are_balanced_and_inputs_standardised(kind: str) -> None:
    dataset = build(DataSpec(kind))
    assert 0.45 <= dataset.labels.mean() <= 0.55
    training = dataset.inputs[dataset.train]
    assert np.allclose(training.mean(axis=0), 0.0, atol=1e-5)
    assert np.allclose(training.std(axis=0), 1.0, atol=1e-4)


def test_xor_is_the_truth_table_and_blue_where_signs_differ() -> None:
    dataset = build(DataSpec("xor4"))
    assert dataset.raw.tolist() == [[-1, -1], [-1, 1], [1, -1], [1, 1]]
    assert dataset.labels.tolist() == [0, 1, 1, 0]
    assert dataset.test.size == 0
    big = build(DataSpec("xor"))
    assert np.array_equal(big.labels, (big.raw[:, 0] * big.raw[:, 1] < 0).astype(np.int32))


def test_the_spiral_has_arms_of_one_and_three_quarter_turns_within_six() -> None:
    dataset = build(DataSpec("spiral"))
    radius = np.hypot(*dataset.raw.T)
    assert 5.9 < radius.max() <= 6.0
    arm = dataset.raw[dataset.labels == 0]
    angle = np.unwrap(np.arctan2(arm[1:, 0], arm[1:, 1]))
    assert math.isclose((angle[-1] - angle[0]) / (2 * math.pi), 1.75, abs_tol=0.02)


def test_digits_are_the_real_ones() -> None:
    dataset = build(DataSpec("digits"))
    assert np.bincount(dataset.labels).tolist() == [
        178,
        182,
        177,
        183,
        181,
        182,
        181,
        179,
        174,
        180,
    ]
    assert dataset.raw.min() == 0.0
    assert dataset.raw.max() == 1.0
    assert dataset.shape.picture == (1, 8, 8)


def test_features_are_those_of_the_raw_coordinates() -> None:
    spec = DataSpec("spiral", features=tuple(FEATURES), standardise=False)
    dataset = build(spec)
    x, y = dataset.raw.astype(np.float64).T
    expected = np.stack([x, y, x * x, y * y, x * y, np.sin(x), np.sin(y)], axis=1)
    assert np.allclose(dataset.inputs, expected, atol=1e-5)
    assert np.allclose(inputs_of(dataset, dataset.raw), dataset.inputs, atol=1e-5)


def test_the_first_row_of_a_map_is_its_top() -> None:
    dataset = build(DataSpec("circle", standardise=False))
    grid = plane_inputs(dataset, 4).reshape(4, 4, 2)
    assert grid[0, 0, 1] > 0 > grid[3, 0, 1]
    assert grid[0, 0, 0] < 0 < grid[0, 3, 0]
    assert np.isclose(grid[0, 3, 0], dataset.extent * 0.75)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (DataSpec("spirl"), "Did you mean spiral?"),
        (DataSpec("spiral", examples=0), "from 2 to 100,000"),
        (DataSpec("xor4", examples=5), "exactly 4"),
        (DataSpec("spiral", examples=10.5), "from 2 to"),  # type: ignore[arg-type]
        (DataSpec("spiral", seed=2**31), "seed"),
        (DataSpec("spiral", noise=math.nan), "Noise"),
        (DataSpec("spiral", noise=-1.0), "Noise"),
        (DataSpec("digits", noise=1.0), "real data"),
        (DataSpec("spiral", train_share=0.0), "share"),
        (DataSpec("spiral", train_share=math.inf), "share"),
        (DataSpec("spiral", seed=-1), "seed"),
        (DataSpec("spiral", features=("x", "z")), "no feature"),
        (DataSpec("spiral", features=("x", "x")), "twice"),
        (DataSpec("digits", features=("x",)), "pixel by pixel"),
        (DataSpec("flu", noise=0.1), "no noise can be added"),
        (DataSpec("flu", features=("fewer",)), "Did you mean fever?"),
        (DataSpec("wave", features=("y",)), "no feature"),
        (DataSpec("wave", length=5), "no length to choose"),
        (DataSpec("recall", length=1), "2 to 200 positions, not 1"),
        (DataSpec("recall", length=2.5), "not 2.5"),  # type: ignore[arg-type]
        (DataSpec("recall", noise=0.1), "no noise can be added"),
        (DataSpec("waves", standardise=True), "cannot be standardised"),
        (DataSpec("own"), "Click into the map"),
        (DataSpec("own", points=(Point(1, 1, 0), Point(2, 2, 0))), "one class"),
        (DataSpec("own", points=(Point(1, 1, 0), Point(2, 2, 4))), "not known"),
        (DataSpec("own", points=(Point(1, math.nan, 0), Point(2, 2, 1))), "outside the map"),
        (DataSpec("above", formula="2 +"), "something must follow"),
        (DataSpec("above", formula="100"), "never comes into the map"),
        (DataSpec("above", formula="log(-1)"), "never comes into the map"),
        (DataSpec("table"), "no table yet"),
    ],
)
def test_settings_without_sense_are_refused_in_plain_words(spec: DataSpec, words: str) -> None:
    assert any(words in message for message in check_data(spec))
    with pytest.raises(PlaygroundError):
        build(spec)


@settings(max_examples=40)
@given(
    st.sampled_from(PLANES),
    st.integers(2, 60),
    st.floats(0.0, 3.0),
    st.floats(0.01, 1.0),
    st.integers(0, 99),
)
def test_any_sensible_settings_give_finite_examples(
    kind: str, examples: int, noise: float, share: float, seed: int
) -> None:
    record = DATASETS[kind]
    count = max(examples, record.minimum_examples) if record.has_count else None
    spec = DataSpec(kind, count, noise if record.has_noise else 0.0, share, seed)
    assert check_data(spec) == ()
    dataset = build(spec)
    assert np.isfinite(dataset.inputs).all()
    assert dataset.train.size >= 1
    assert np.abs(dataset.raw).max() <= dataset.extent
    assert shape_of(spec) == dataset.shape
    assert len(default_features(spec)) == 2


def test_what_others_made_is_named_with_its_licence() -> None:
    notice = (Path(__file__).resolve().parents[2] / "NOTICE").read_text(encoding="utf-8")
    for words in (
        "Alpaydin",
        "Attribution 4.0",
        "Inter",
        "JetBrains Mono",
        "SIL Open Font License",
    ):
        assert words in notice
    assert "PERMISSION & CONDITIONS" in resource_path("fonts", "OFL.txt").read_text("utf-8")
    fonts = {path.name.split("-")[0] for path in resource_path("fonts").glob("*.?tf")}
    assert fonts == {"Inter", "JetBrainsMono"}
