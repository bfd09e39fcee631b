"""How any activation depends on the input, against differences of the network itself."""

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from tests.engine.projects import layer_named

Float32 = npt.NDArray[np.float32]

NETWORKS = {
    "dense": ("xor", "dense 5 tanh > dense 3 sigmoid > output", "dense 2"),
    "conv": (
        "digits",
        "conv 3 3x3 tanh > average_pool 2 > flatten > dense 4 tanh > output",
        "conv 1",
    ),
    "norms": (
        "digits",
        "conv 2 3x3 > batch_norm > silu > global_average_pool > output",
        "batch norm 1",
    ),
    "branches": ("xor", "dense 4 tanh as a\na > dense 4 tanh as b\nadd a b > output", "add 1"),
    "dropout": ("xor", "dense 4 tanh > dropout 0.5 > dense 3 tanh > output", "dense 2"),
}


@pytest.mark.parametrize(("kind", "text", "name"), NETWORKS.values(), ids=list(NETWORKS))
def test_gradient_with_respect_to_the_input(kind: str, text: str, name: str) -> None:
    trainer = Trainer(Project(parse(text), DataSpec(kind), TrainingSpec(batch_size=10)))
    trainer.advance(20)
    layer, entry = layer_named(trainer.project, name), layer_named(trainer.project, "input")
    inputs = trainer.dataset.inputs[:19].copy()
    before = {key: value.copy() for key, value in trainer.weights().items()}
    rng = np.random.default_rng(1)
    size = trainer.evaluator.layer_activations(inputs, [layer])[layer].shape[0]
    counts = rng.normal(size=(size,)).astype(np.float32)
    found = trainer.evaluator.gradients.of(layer, inputs, counts)[entry]
    direction = rng.normal(size=inputs.shape).astype(np.float32)

    def value(step: float) -> npt.NDArray[np.float64]:
        moved = inputs + np.float32(step) * direction
        a = trainer.evaluator.layer_activations(moved, [layer])[layer]
        return np.asarray(counts.astype(np.float64) @ a)

    slope = (value(1e-2) - value(-1e-2)) / 2e-2
    np.testing.assert_allclose((found * direction).sum(axis=1), slope, rtol=2e-2, atol=2e-2)
    for key, weights in trainer.weights().items():
        np.testing.assert_array_equal(weights, before[key])


def test_looking_changes_no_bit_of_training() -> None:
    text = "conv 3 3x3 relu > batch_norm > flatten > output"
    project = Project(parse(text), DataSpec("digits"), TrainingSpec(batch_size=10))
    plain, looked = Trainer(project), Trainer(project)
    plain.advance(12)
    conv = layer_named(project, "conv 1")
    for _ in range(12):
        looked.advance(1)
        looked.evaluator.gradients.of(conv, looked.dataset.inputs[:3], np.ones(192, np.float32))
    for key, weights in plain.weights().items():
        np.testing.assert_array_equal(weights, looked.weights()[key])


def test_what_does_not_fit_is_said() -> None:
    trainer = Trainer(Project(parse("dense 3 tanh > output"), DataSpec("xor")))
    gradients, inputs = trainer.evaluator.gradients, trainer.dataset.inputs[:2]
    dense = layer_named(trainer.project, "dense 1")
    with pytest.raises(PlaygroundError, match="not part"):
        gradients.of(LayerId("nowhere"), inputs, np.ones(3, np.float32))
    with pytest.raises(PlaygroundError, match="3 values"):
        gradients.of(dense, inputs, np.ones(4, np.float32))
    with pytest.raises(PlaygroundError, match="features"):
        gradients.of(dense, inputs[:, :1], np.ones(3, np.float32))
