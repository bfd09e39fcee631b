"""What the views draw is what the network computes."""

import numpy as np
import pytest

from playground.data.build import plane_inputs
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.readout.examples import confusion, probe
from playground.readout.maps import big_map, tiles
from tests.engine.projects import project


@pytest.fixture(scope="module")
def spiral() -> Trainer:
    trainer = Trainer(project("dense 6 tanh > dense 4 relu > output", "spiral", batch=20))
    trainer.advance(200)
    return trainer


@pytest.fixture(scope="module")
def digits() -> Trainer:
    trainer = Trainer(project("dense 12 relu > output", "digits", batch=30, rate=0.01))
    trainer.advance(60)
    return trainer


def by_hand(trainer: Trainer, inputs: np.ndarray) -> list[np.ndarray]:
    """Activations of the spiral network in float64, (n, units) a layer."""
    values = [np.asarray(v, dtype=np.float64) for v in trainer.weights().values()]
    first = np.tanh(inputs @ values[0].T + values[1])
    second = np.maximum(first @ values[2].T + values[3], 0)
    return [inputs, first, second, 1 / (1 + np.exp(-(second @ values[4].T + values[5])))]


def test_tiles_show_every_neuron_over_the_plane(spiral: Trainer) -> None:
    size = 20  # 400 points: more than one evaluation batch, the last one partial
    order = spiral.resolution.order
    plane = tiles(spiral, order, size)
    assert plane.step == spiral.step
    expected = by_hand(spiral, plane_inputs(spiral.dataset, size))
    for layer, values in zip(order, expected, strict=True):
        picture = plane.layers[layer]
        assert picture.shape == (values.shape[1], size, size)
        assert not picture.flags.writeable
        np.testing.assert_allclose(picture.reshape(-1, size * size).T, values, atol=2e-5)


def test_layers_outside_the_run_have_no_tiles(spiral: Trainer) -> None:
    wanted = spiral.resolution.order[1]
    assert list(tiles(spiral, (LayerId("gone"), wanted), 4).layers) == [wanted]


def test_the_big_map_is_the_output_or_one_neuron(spiral: Trainer) -> None:
    size = 12
    expected = by_hand(spiral, plane_inputs(spiral.dataset, size))
    whole = big_map(spiral, None, size)
    np.testing.assert_allclose(whole.values.ravel(), expected[3][:, 0], atol=2e-5)
    assert whole.threshold == 0.5
    assert whole.confidence is None
    unit = UnitRef(spiral.resolution.order[1], UnitId("u3"))
    one = big_map(spiral, unit, size)
    np.testing.assert_allclose(one.values.ravel(), expected[1][:, 2], atol=2e-5)
    with pytest.raises(PlaygroundError):
        big_map(spiral, UnitRef(unit.layer, UnitId("u77")), size)


def test_several_outputs_give_winner_and_confidence() -> None:
    trainer = Trainer(project("dense 3 tanh > dense 2 softmax", "gaussians", batch=10))
    trainer.advance(50)
    picture = big_map(trainer, None, 10)
    outputs = trainer.evaluator.outputs(plane_inputs(trainer.dataset, 10))
    np.testing.assert_array_equal(picture.values.ravel(), outputs.argmax(axis=1))
    assert picture.confidence is not None
    np.testing.assert_array_equal(picture.confidence.ravel(), outputs.max(axis=1))
    assert picture.confidence.min() >= 0.5


def test_the_top_of_a_map_is_where_y_is_large() -> None:
    trainer = Trainer(project("dense 1 linear", "xor", optimizer="sgd"))
    layer = trainer.resolution.order[1]
    values = trainer.bound.program.layout.view(
        trainer.bound.block, trainer.bound.program.layout.slots[0]
    )
    assert trainer.resolution.layers[layer].units_in[1].unit == "y"
    values[...] = [[0.0, 1.0]]
    picture = big_map(trainer, None, 8).values
    assert np.all(picture[0] > picture[-1])


def test_maps_need_a_plane_and_a_sane_size(digits: Trainer, spiral: Trainer) -> None:
    with pytest.raises(PlaygroundError, match="plane"):
        big_map(digits, None, 16)
    for size in (0, -3, 100_000):
        with pytest.raises(PlaygroundError, match="pixels"):
            big_map(spiral, None, size)


def test_confusion_counts_the_test_set(digits: Trainer) -> None:
    counts = confusion(digits)
    dataset = digits.dataset
    assert counts.shape == (10, 10)
    assert counts.sum() == dataset.test.size
    truth = np.bincount(dataset.labels[dataset.test], minlength=10)
    np.testing.assert_array_equal(counts.sum(axis=1), truth)
    assert np.trace(counts) / counts.sum() == pytest.approx(digits.metrics().test_accuracy)


def test_without_test_examples_the_training_set_is_counted() -> None:
    trainer = Trainer(project())
    assert confusion(trainer).sum() == 4


def test_a_probe_is_one_example_alone(spiral: Trainer) -> None:
    shown = probe(spiral, 17)
    inputs = spiral.dataset.inputs[17:18]
    expected = by_hand(spiral, inputs)
    assert (shown.example, shown.step, shown.lane) == (17, spiral.step, None)
    for layer, values in zip(spiral.resolution.order, expected, strict=True):
        np.testing.assert_allclose(np.asarray(shown.layers[layer].a), values[0], atol=1e-5)
    head = shown.layers[spiral.resolution.order[-1]]
    label = float(spiral.dataset.labels[17])
    np.testing.assert_allclose(np.asarray(head.dz), [expected[3][0, 0] - label], atol=1e-5)
    assert shown.target.tolist() == [label]
    assert shown.loss == pytest.approx(
        -np.log(expected[3][0, 0] if label else 1 - expected[3][0, 0]), rel=1e-4
    )
    assert shown.layers[spiral.resolution.order[0]].da is not None
    with pytest.raises(PlaygroundError, match="no example"):
        probe(spiral, spiral.dataset.size)
