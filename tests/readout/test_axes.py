"""Planes through data of many features, and curves over one."""

import numpy as np
import pytest

from playground.data.dataset import Dataset
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import UnitId, UnitRef
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.readout import axes
from playground.readout.axes import PRINCIPAL, components, frame_of, grid_inputs
from playground.readout.curves import curve_of, least_squares
from playground.readout.maps import answers, axes_map


def trained(kind: str, network: str, steps: int, rate: float = 0.02, **data: object) -> Trainer:
    project = Project(
        network=parse(network),
        data=DataSpec(kind, **data),  # type: ignore[arg-type]
        training=TrainingSpec(
            batch_size=50, phases=(PhaseSpec(optimizer=OptimizerSpec("adam", rate)),)
        ),
    )
    trainer = Trainer(project)
    trainer.advance(steps)
    return trainer


@pytest.fixture(scope="module")
def patients() -> Trainer:
    return trained("sick", "dense 3 tanh > output", 60)


@pytest.fixture(scope="module")
def line() -> Trainer:
    return trained("line", "output", 1500, 0.01)


def pair(dataset: Dataset, first: int, second: int) -> tuple[UnitId, UnitId]:
    return dataset.shape.features[first], dataset.shape.features[second]


def test_components_are_the_eigenvectors_of_the_covariance() -> None:
    rng = np.random.default_rng(5)
    values = rng.normal(size=(200, 4)) * (3.0, 0.5, 2.0, 0.1) + 1.0
    mean, directions, share = components(values)
    np.testing.assert_allclose(mean, values.mean(axis=0))
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    strengths, vectors = np.linalg.eigh(np.cov(values.T))
    for direction, vector in zip(directions, vectors.T[::-1], strict=False):
        assert abs(direction @ vector) == pytest.approx(1.0, abs=1e-9)
        assert direction[np.argmax(np.abs(direction))] > 0
    assert share == pytest.approx(strengths[-2:].sum() / strengths.sum())


def test_another_example_asks_for_no_components_again(
    patients: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They take seconds on a large table, and the worker computes nothing else meanwhile."""
    asked: list[int] = []

    def counted(inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
        asked.append(len(inputs))
        return components(inputs)

    monkeypatch.setattr(axes, "components", counted)
    for example in (3, 4, 5):
        axes_map(patients, None, 7, PRINCIPAL, example)
    assert len(asked) <= 1


def test_one_feature_has_a_component_and_nothing_else() -> None:
    _, directions, share = components(np.array([[1.0], [2.0], [4.0]]))
    assert directions.tolist() == [[1.0], [0.0]]
    assert share == 1.0


def test_a_slice_keeps_the_other_features(patients: Trainer) -> None:
    dataset = patients.dataset
    frame = frame_of(dataset, pair(dataset, 2, 5), example=7)
    inputs = grid_inputs(dataset, frame, 6)
    others = [i for i in range(dataset.inputs.shape[1]) if i not in (2, 5)]
    np.testing.assert_allclose(inputs[:, others], np.tile(dataset.inputs[7, others], (36, 1)))
    own = inputs * dataset.scale + dataset.mean
    first, last = own[0], own[-1]
    half = (frame.high[0] - frame.low[0]) / 12
    assert first[2] == pytest.approx(frame.low[0] + half, abs=1e-5)
    assert last[2] == pytest.approx(frame.high[0] - half, abs=1e-5)
    assert first[5] > last[5]
    mean = grid_inputs(dataset, frame_of(dataset, pair(dataset, 2, 5)), 2)[0, others]
    np.testing.assert_allclose(mean, dataset.inputs[dataset.train][:, others].mean(0), atol=1e-5)


@pytest.mark.parametrize("is_principal", [False, True])
def test_an_example_lies_where_its_slice_is_itself(patients: Trainer, is_principal: bool) -> None:
    """The map at the place of an example, through the example, is the network's answer for it."""
    dataset, size = patients.dataset, 400
    axes = PRINCIPAL if is_principal else pair(dataset, 0, 3)
    picture = axes_map(patients, None, size, axes, 11)
    assert picture.frame is not None
    x, y = picture.frame.places[11]
    row, column = int(y * size), int(x * size)
    expected = answers(patients)[11, 0]
    assert picture.values[row, column] == pytest.approx(expected, abs=0.03)
    assert (picture.frame.explained is not None) == is_principal


def test_a_slice_of_a_neuron_and_what_cannot_be(patients: Trainer) -> None:
    dataset = patients.dataset
    layer = patients.resolution.order[1]
    unit = UnitRef(layer, patients.resolution.layers[layer].units_out[1].unit)
    picture = axes_map(patients, unit, 5, pair(dataset, 0, 1), None)
    assert picture.unit == unit
    assert np.abs(picture.values).max() <= 1.0
    with pytest.raises(PlaygroundError, match="no feature"):
        axes_map(patients, None, 5, (UnitId("gone"), UnitId("x")), None)
    with pytest.raises(PlaygroundError, match="no example"):
        frame_of(dataset, pair(dataset, 0, 1), example=10_000_000)
    with pytest.raises(PlaygroundError, match="no curve"):
        curve_of(patients, None, 10)


def test_one_neuron_equals_the_line_of_least_squares(line: Trainer) -> None:
    slope, height = least_squares(line.dataset)
    train = line.dataset.train
    fitted = np.polyfit(line.dataset.raw[train, 0], line.dataset.values[train, 0], 1)
    assert (slope, height) == pytest.approx(fitted.tolist(), abs=1e-5)


def test_a_full_batch_reaches_the_line_to_three_decimals() -> None:
    project = Project(
        network=parse("output"),
        data=DataSpec("line"),
        training=TrainingSpec(
            batch_size=10_000, phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.1)),)
        ),
    )
    trainer = Trainer(project)
    trainer.advance(400)
    x, y = curve_of(trainer, None, 200)
    slope, height = least_squares(trainer.dataset)
    np.testing.assert_allclose(y, slope * x + height, atol=5e-4)


def test_the_curve_is_the_network_over_x(line: Trainer) -> None:
    x, y = curve_of(line, None, 200)
    assert x.shape == y.shape == (200,)
    assert np.all(np.diff(x) > 0)
    assert not y.flags.writeable
    shown, dataset = answers(line)[:, 0], line.dataset
    np.testing.assert_allclose(np.interp(dataset.raw[:, 0], x, y), shown, atol=1e-3)
    for points in (1, 100_000):
        with pytest.raises(PlaygroundError, match="points"):
            curve_of(line, None, points)
