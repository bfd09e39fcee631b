"""The bent grid of any layer: also with one example, and when activations leave all bounds."""

import numpy as np
import pytest

from playground.engine.state import SpaceView
from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.model.project import Point
from playground.readout.space import space
from tests.engine.projects import project


def is_finite(view: SpaceView) -> bool:
    return all(bool(np.isfinite(part).all()) for part in (view.grid, view.points, view.axes))


def test_one_training_example_has_a_place() -> None:
    points = (Point(1.0, 1.0, 0), Point(1.0, 2.0, 1))
    trainer = Trainer(
        project("dense 4 tanh > output", "own", batch=1, points=points, train_share=0.5)
    )
    assert trainer.dataset.train.size == 1
    for layer in trainer.resolution.order:
        view = space(trainer, layer)
        assert view.points.shape == (1, 2)
        assert is_finite(view)


@pytest.mark.parametrize("text", ["dense 4 relu > dense 5 > output", "dense 4 > softmax > output"])
def test_a_layer_that_overflows_can_be_looked_at(text: str) -> None:
    trainer = Trainer(project(text, "circle"))
    shape = trainer.resolution.layers[trainer.resolution.order[1]].parameters[0]
    refs = [WeightRef(shape.id, unit, shape.sources[0]) for unit in shape.targets]
    trainer.set_weights(refs, [3e38, -3e38, 1e38, 3e38])
    for layer in trainer.resolution.order:
        assert is_finite(space(trainer, layer))


def test_a_wide_layer_is_drawn_along_its_principal_components() -> None:
    trainer = Trainer(project("dense 5 tanh > output", "moons"))
    trainer.advance(50)
    layer = trainer.resolution.order[1]
    view = space(trainer, layer)
    values = trainer.evaluator.layer_activations(trainer.dataset.inputs[view.examples], (layer,))
    centred = values[layer].T - values[layer].mean(axis=1)
    _, strengths, directions = np.linalg.svd(centred.astype(np.float64), full_matrices=False)
    assert view.explained == pytest.approx((strengths[:2] ** 2).sum() / (strengths**2).sum())
    np.testing.assert_allclose(
        np.abs(view.points), np.abs(centred @ directions[:2].T), rtol=1e-3, atol=1e-4
    )
