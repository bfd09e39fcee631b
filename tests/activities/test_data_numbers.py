"""The numbers that make the lessons on patients, dwarves and curves true."""

import numpy as np
import pytest

from playground import api
from playground.data.build import build
from playground.data.catalog.rows import FLU_SYMPTOMS
from playground.data.makers.rows import FLU_WEIGHTS, flu_probability

UNSEEN = 2000
"""Patients that nobody trains on: enough for half a per cent."""


def median_accuracy(kind: str, network: str, patients: int, steps: int, starts: int) -> float:
    """Return the median accuracy on unseen examples over starts, and over draws of the examples."""
    found = []
    for start in range(1, starts + 1):
        run = api.train(
            kind,
            network,
            steps=steps,
            examples=patients + UNSEEN,
            train_share=patients / (patients + UNSEEN),
            data_seed=start,
            seed=start,
            learning_rate=0.01,
            batch_size=min(50, patients),
        )
        found.append(run.metrics.test_accuracy)
    return float(np.median(found))


def test_a_neuron_learns_what_speaks_for_the_flu() -> None:
    run = api.train(
        "flu",
        "output",
        steps=3000,
        examples=4000,
        train_share=0.5,
        learning_rate=0.01,
        batch_size=200,
    )
    (weights,) = run.weights["output.weight"].tolist()
    assert len(weights) == len(FLU_SYMPTOMS)
    assert np.abs(np.array(weights) - FLU_WEIGHTS).max() < 0.35
    dataset = build(run.project.data)
    unseen, truth = dataset.raw[dataset.test].astype(np.float64), dataset.labels[dataset.test]
    best = float(((flu_probability(unseen) > 0.5) == (truth == 1)).mean())
    assert best == pytest.approx(0.776, abs=0.03)
    assert run.metrics.test_accuracy == pytest.approx(best, abs=0.01)


@pytest.mark.parametrize(("hidden", "expected"), [(0, 0.848), (3, 0.996), (6, 1.0)])
def test_specialists_find_the_sick(hidden: int, expected: float) -> None:
    network = f"dense {hidden} tanh > output" if hidden else "output"
    reached = median_accuracy("sick", network, 1500, 3000, 5)
    assert reached == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    ("patients", "expected"), [(30, 0.82), (100, 0.93), (300, 0.996), (1000, 1.0)]
)
def test_hidden_layers_need_patients(patients: int, expected: float) -> None:
    reached = median_accuracy("sick", "dense 10 tanh > output", patients, 500, 15)
    assert reached == pytest.approx(expected, abs=0.025)


def test_diseases_without_common_symptoms_are_told_apart_by_few() -> None:
    assert median_accuracy("sick_apart", "dense 6 tanh > output", 1000, 3000, 3) > 0.99
    assert 0.8 < median_accuracy("sick_apart", "output", 1000, 1500, 3) < 0.97


def test_forty_dwarves_tell_their_professions_by_one_layer() -> None:
    assert median_accuracy("dwarves", "output", 40, 1000, 5) > 0.99


def test_one_neuron_finds_the_line_that_closed_form_gives() -> None:
    run = api.train("line", "output", steps=4000, learning_rate=0.003, batch_size=100)
    y = run.predict([[-1.0], [1.0]])[:, 0]
    slope, height = float(y[1] - y[0]) / 2, float(y.mean())
    dataset = build(run.project.data)
    train = dataset.train
    exact = np.polyfit(dataset.raw[train, 0], dataset.values[train, 0], 1)
    assert (slope, height) == pytest.approx(tuple(exact), abs=1e-3)
    bent = api.train("wave", "output", steps=1000, learning_rate=0.01, batch_size=20)
    assert bent.metrics.test_loss > 0.3


def test_curves_and_hills_are_learned_by_hidden_layers() -> None:
    wave = api.train("wave", "dense 8 tanh > dense 8 tanh > output", steps=3000, learning_rate=0.01)
    assert wave.metrics.test_loss < 0.01
    hills = api.train(
        "hills", "dense 12 tanh > dense 8 tanh > output", steps=6000, learning_rate=0.01
    )
    assert hills.metrics.test_loss < 0.02
    slope = api.train("plane", "output", steps=1500, learning_rate=0.01)
    assert slope.metrics.test_loss < 1e-4


@pytest.mark.parametrize(
    ("kind", "network", "least"),
    [
        ("moons", "dense 6 tanh > output", 0.98),
        ("blobs3", "output", 0.97),
        ("blobs4", "output", 0.98),
        ("above", "dense 12 tanh > output", 0.93),
    ],
)
def test_classes_of_the_plane_are_told_apart(kind: str, network: str, least: float) -> None:
    run = api.train(kind, network, steps=3000, learning_rate=0.01, batch_size=50)
    assert run.metrics.test_accuracy > least


@pytest.mark.parametrize(("rate", "converges"), [(0.039, True), (0.041, False)])
def test_the_valley_is_left_above_its_limit(rate: float, converges: bool) -> None:
    run = api.train(
        "valley",
        "output nobias",
        steps=300,
        optimizer="sgd",
        learning_rate=rate,
        batch_size=2,
    )
    start = api.train("valley", "output nobias", steps=0, batch_size=2)
    assert (run.metrics.train_loss < 1e-4) == converges
    assert (run.metrics.train_loss > start.metrics.train_loss) != converges
