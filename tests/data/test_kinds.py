"""What the kinds mean: curves, surfaces, patients, dwarves, own points, formulas and tables."""

import numpy as np
import pytest

from playground.data.build import (
    build,
    check_data,
    inputs_of,
    line_points,
    plane_inputs,
)
from playground.data.catalog import DATA_GROUPS, DATASETS
from playground.data.formula import parse_formula
from playground.data.makers.rows import (
    FLU_BIAS,
    FLU_WEIGHTS,
    flu_probability,
    separate_diseases,
    sharing_diseases,
)
from playground.data.makers.surfaces import cubic, hills, slope, stairs
from playground.model.errors import PlaygroundError
from playground.model.project import DataSpec, Point, TableSpec


def table(values: list[list[float]], answers: list[float], classes: tuple[str, ...]) -> TableSpec:
    names = tuple(f"c{place}" for place in range(len(values[0])))
    numbers = np.array(values, "<f8").tobytes()
    return TableSpec("t", names, numbers, "answer", np.array(answers, "<f8").tobytes(), classes)


def test_every_kind_stands_in_a_group_with_a_short_title() -> None:
    groups = {group.name for group in DATA_GROUPS}
    assert {kind.group for kind in DATASETS.values()} == groups
    assert all(1 <= len(kind.short_title) <= 12 for kind in DATASETS.values())


def test_regression_follows_its_function() -> None:
    for kind, function in (("plane", slope), ("hills", hills)):
        dataset = build(DataSpec(kind))
        expected = function(dataset.raw.astype(np.float64))
        assert np.allclose(dataset.values[:, 0], expected, atol=1e-5)
        noisy = build(DataSpec(kind, noise=0.3))
        assert np.array_equal(noisy.raw, dataset.raw)
        assert 0.25 < (noisy.values - dataset.values).std() < 0.35


def test_curves_have_one_number_and_the_same_axis_as_their_grid() -> None:
    for kind, function in (("wave", np.sin), ("stairs", stairs)):
        dataset = build(DataSpec(kind))
        assert dataset.shape.line
        assert not dataset.shape.plane
        x = dataset.raw[:, 0].astype(np.float64)
        near = np.abs(x % 3.0 - 1.5) < 1.4  # not at the edge of a step
        assert np.allclose(dataset.values[near, 0], function(x)[near], atol=1e-5)
    points = line_points(dataset, 5)
    assert points[:, 0].tolist() == [-6.5, -3.25, 0.0, 3.25, 6.5]
    with pytest.raises(PlaygroundError, match="no curve"):
        line_points(build(DataSpec("xor")), 5)
    rest = build(DataSpec("cubic"))
    scatter = rest.values[:, 0] - cubic(rest.raw[:, 0].astype(np.float64))
    assert 0.06 < scatter.std() < 0.1


def test_the_valley_has_curvatures_one_and_fifty() -> None:
    dataset = build(DataSpec("valley"))
    assert np.allclose(2.0 * dataset.inputs.T @ dataset.inputs / 2, np.diag([1.0, 50.0]))
    assert dataset.test.size == 0


def test_patients_have_the_flu_as_often_as_their_symptoms_say() -> None:
    dataset = build(DataSpec("flu", examples=40_000))
    raw = dataset.raw.astype(np.float64)
    assert set(np.unique(raw)) == {0.0, 1.0}
    assert np.allclose(raw.mean(axis=0), 0.4, atol=0.02)
    assert np.array_equal(dataset.inputs, dataset.raw)
    ill = flu_probability(raw)
    for low in (0.1, 0.3, 0.5, 0.7):
        chosen = (ill >= low) & (ill < low + 0.2)
        assert dataset.labels[chosen].mean() == pytest.approx(ill[chosen].mean(), abs=0.03)
    best = np.maximum(ill, 1.0 - ill).mean()
    assert best == pytest.approx(0.776, abs=0.01)
    assert (len(FLU_WEIGHTS), FLU_BIAS) == (5, -1.2)


def test_diseases_share_symptoms_or_do_not() -> None:
    everyone = np.array([[(i >> bit) & 1 for bit in range(8)] for i in range(256)], np.float64)

    def matters(diseases: tuple[np.ndarray, ...]) -> list[set[int]]:
        flipped = [np.arange(256) ^ (1 << bit) for bit in range(8)]
        return [{b for b in range(8) if (d != d[flipped[b]]).any()} for d in diseases]

    shared, apart = matters(sharing_diseases(everyone)), matters(separate_diseases(everyone))
    assert shared[1] & shared[2]
    assert sum(len(found) for found in apart) == len(set.union(*apart)) == 8
    sick = build(DataSpec("sick", examples=20_000))
    assert sick.labels.mean() == pytest.approx(0.69, abs=0.01)


def test_the_profession_of_a_dwarf_follows_from_what_it_carries() -> None:
    dataset = build(DataSpec("dwarves"))
    assert dataset.shape.classes == ("cook", "gardener", "watchman", "miner")
    carries = dataset.raw[:, :2]
    assert np.array_equal(dataset.labels, carries @ [1, 2])


def test_columns_can_be_chosen_and_keep_their_titles() -> None:
    dataset = build(DataSpec("flu", features=("sneezing", "itchy_eyes")))
    assert dataset.shape.titles == ("sneezing", "itchy eyes")
    assert not dataset.shape.plane
    assert np.array_equal(dataset.inputs, dataset.raw[:, [4, 3]])


def test_own_points_make_as_many_classes_as_are_used() -> None:
    two = (Point(1.0, 2.0, 0), Point(-1.0, 2.0, 1))
    dataset = build(DataSpec("own", points=two))
    assert dataset.shape.task == "binary"
    assert dataset.raw.tolist() == [[1.0, 2.0], [-1.0, 2.0]]
    assert dataset.test.size == 0
    four = (*two, Point(3.0, 3.0, 3))
    assert build(DataSpec("own", points=four)).shape.task == "classes"
    assert len(build(DataSpec("own", points=four)).shape.classes) == 4


def test_points_above_the_curve_are_blue() -> None:
    dataset = build(DataSpec("above", formula="x^2/4 - 2"))
    x, y = dataset.raw.astype(np.float64).T
    assert np.array_equal(dataset.labels, y > x * x / 4 - 2)
    assert build(DataSpec("above")).labels.mean() == pytest.approx(0.5, abs=0.05)
    assert parse_formula("2 * sin(x)")(np.zeros(3)).tolist() == [0.0, 0.0, 0.0]


def test_two_columns_of_a_table_are_a_plane_in_any_units() -> None:
    rows = [[1000.0 + 10 * i, 0.001 * i * (-1) ** i, float(i)] for i in range(20)]
    spec = table(rows, [float(i % 2) for i in range(20)], ("no", "yes"))
    flat = build(DataSpec("table", table=spec, features=("c0", "c1"), standardise=False))
    assert flat.shape.plane
    assert np.abs(flat.raw).max() <= 5.0 + 1e-5
    assert np.allclose(flat.inputs, np.array(rows)[:, :2], rtol=1e-5, atol=1e-6)
    assert plane_inputs(flat, 3)[:, 0].min() > 900.0
    assert np.allclose(inputs_of(flat, flat.raw), flat.inputs, rtol=1e-5, atol=1e-6)
    whole = build(DataSpec("table", table=spec))
    assert not whole.shape.plane
    assert np.allclose(whole.inputs[whole.train].mean(axis=0), 0.0, atol=1e-5)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (table([[1.0], [np.nan]], [0.0, 1.0], ("a", "b")), "row 2 is the first"),
        (table([[1.0], [2.0]], [0.0, 2.0], ("a", "b")), "class that does not exist"),
        (table([[1.0], [2.0]], [0.0, np.nan], ()), "no value in the column “answer”"),
        (table([[1.0], [np.inf]], [0.0, 1.0], ()), "too large"),
        (table([[1.0], [2.0]], [0.0], ()), "not equally long"),
        (table([[1.0]], [0.0], ()), "fewer than two rows"),
        (table([[1.0], [2.0]], [0.0, 0.0], ("a",)), "Choose another column"),
        (TableSpec("t", ("a", "a"), b"", "b", b""), "same name"),
        (TableSpec("t", (), b"", "b", b""), "no column of numbers"),
    ],
)
def test_damaged_tables_are_refused_in_plain_words(spec: TableSpec, words: str) -> None:
    (message,) = check_data(DataSpec("table", table=spec))
    assert words in message
    with pytest.raises(PlaygroundError):
        build(DataSpec("table", table=spec))


@pytest.mark.parametrize(
    ("middle", "spread"), [(1.7e9, 50.0), (2e6, 1.0), (0.0, 1e-11), (0.0, 1e12)]
)
def test_columns_of_any_unit_are_seen_alike(middle: float, spread: float) -> None:
    """A time stamp, or metres where nanometres are meant: training and asking see the same."""
    numbers = np.random.default_rng(3).normal(size=(40, 3))
    values = middle + spread * numbers
    spec = table(values.tolist(), (numbers[:, 0] > 0.0).astype(float).tolist(), ("no", "yes"))
    dataset = build(DataSpec("table", table=spec))
    np.testing.assert_allclose(dataset.inputs[dataset.train].std(axis=0), 1.0, rtol=1e-5)
    for raw in (values, dataset.raw):
        np.testing.assert_allclose(inputs_of(dataset, raw), dataset.inputs, rtol=1e-6, atol=1e-6)


def test_a_column_of_equal_numbers_is_0() -> None:
    values = [[0.1 + 1e14, float(row), -float(row)] for row in range(7)]
    dataset = build(DataSpec("table", table=table(values, [0, 1, 0, 1, 0, 1, 0], ("no", "yes"))))
    assert np.abs(dataset.inputs[:, 0]).max() < 1.0
