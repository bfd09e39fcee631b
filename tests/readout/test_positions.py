"""Units with a number at every position: what maps, histograms, spaces and pruning make of them."""

import itertools
import math

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.build import plane_inputs
from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.examples import FEWEST_EXAMPLES, activations
from playground.readout.maps import big_map, tiles
from playground.readout.positions import unit_means, unit_rows
from playground.readout.pruning import matrices, prune_report, pruned
from playground.readout.space import first_examples, space

TEXTS = {
    "digits": "conv 3 3x3 relu > pool 2 > batch_norm > flatten > dense 4 tanh > output",
    "letters": "embedding 6 > position > attention 2 > gru 4 whole > dense 3 relu > output",
    "recall": "embedding 5 > rnn 4 whole > lstm 3 > layer_norm > output",
    "xor": "dense 18 tanh > reshape 2x3x3 > conv 2 > flatten > output",
}


def trained(kind: str, steps: int = 5) -> Trainer:
    trainer = Trainer(Project(parse(TEXTS[kind]), DataSpec(kind=kind, examples=120)))
    trainer.advance(steps)
    return trainer


@given(st.data(), st.integers(1, 4), st.integers(1, 5), st.integers(1, 6))
def test_means_and_rows_count_what_counts(
    data: st.DataObject, units: int, positions: int, n: int
) -> None:
    numbers = st.floats(-100, 100, width=32)
    values = data.draw(arrays.arrays(np.float32, (units * positions, n), elements=numbers))
    lengths = data.draw(arrays.arrays(np.int32, n, elements=st.integers(1, positions)))
    means, rows = (use(values, (positions,), lengths) for use in (unit_means, unit_rows))
    for unit in range(units):
        own = [
            [float(values[unit * positions + at, lane]) for at in range(lengths[lane])]
            for lane in range(n)
        ]
        expected = [math.fsum(numbers) / len(numbers) for numbers in own]
        np.testing.assert_allclose(means[unit], expected, rtol=1e-5, atol=1e-4)
        assert sorted(rows[unit].tolist()) == sorted(itertools.chain.from_iterable(own))
    assert unit_means(values, ()) is values
    assert unit_rows(values, ()) is values


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_every_layer_has_a_row_of_activations_for_each_unit(kind: str) -> None:
    trainer = trained(kind)
    found = activations(trainer, trainer.resolution.order)
    for layer, values in found.items():
        shape = trainer.resolution.layers[layer]
        assert len(values) == len(shape.units_out)
        assert values.shape[1] >= FEWEST_EXAMPLES


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_every_layer_has_a_space_of_its_units(kind: str) -> None:
    trainer = trained(kind)
    for layer in trainer.resolution.order:
        units = len(trainer.resolution.layers[layer].units_out)
        seen = space(trainer, layer)
        assert seen.axes.shape == (2, units)
        assert seen.points.shape == (first_examples(trainer.dataset).size, 2)
        assert np.isfinite(seen.points).all()


def test_a_layer_wider_than_there_are_examples_has_the_same_directions() -> None:
    text = "conv 12 3x3 tanh > flatten > output"
    trainer = Trainer(Project(parse(text), DataSpec(kind="digits", examples=60)))
    layer = trainer.resolution.order[2]
    seen = space(trainer, layer)
    inputs = np.ascontiguousarray(trainer.dataset.inputs[seen.examples])
    values = trainer.evaluator.layer_activations(inputs, (layer,))[layer].T.astype(np.float64)
    centred = values - values.mean(axis=0)
    _, sizes, directions = np.linalg.svd(centred, full_matrices=False)
    assert seen.axes.shape == (2, 12 * 64)
    np.testing.assert_allclose(np.abs(np.sum(seen.axes * directions[:2], axis=1)), 1.0, rtol=1e-4)
    assert seen.explained == pytest.approx((sizes[:2] ** 2).sum() / (sizes**2).sum(), rel=1e-6)


def test_over_the_plane_a_unit_with_positions_is_its_mean() -> None:
    trainer = trained("xor")
    conv = trainer.resolution.order[3]
    shape = trainer.resolution.layers[conv]
    assert shape.positions == (3, 3)
    assert conv not in tiles(trainer, trainer.resolution.order, 8).layers
    picture = big_map(trainer, shape.units_out[1], 8).values
    inputs = plane_inputs(trainer.dataset, 8)
    values = trainer.evaluator.layer_activations(inputs, (conv,))[conv].reshape(2, 9, 8, 8)
    np.testing.assert_allclose(picture, values[1].mean(axis=0), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_what_pruning_promises_is_what_cutting_does(kind: str) -> None:
    trainer = trained(kind)
    report = prune_report(trainer, 0.5, "smallest")
    chosen = pruned(matrices(trainer.weights(), trainer.resolution), 0.5, "smallest", 1)
    shapes = {p.id: p for s in trainer.resolution.layers.values() for p in s.parameters}
    refs = [
        WeightRef(name, shapes[name].targets[row], shapes[name].sources[column])
        for name, goes in chosen.items()
        for row, column in np.argwhere(goes).tolist()
    ]
    assert report.count == len(refs)
    trainer.set_weights(refs, [0.0] * len(refs))
    metrics = trainer.metrics()
    assert report.loss == pytest.approx(metrics.test_loss, rel=1e-5)
    assert report.accuracy == metrics.test_accuracy
