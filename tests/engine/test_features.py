"""Chosen features in the engine: the numbers, their gradients, and weights that stay with them."""

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.ids import LayerId, ParameterId
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from tests.engine.projects import project, same_parameters

TEXT = "features y x as left > dense 3 tanh as a\nfeatures xy > dense 2 tanh > concat a > output"
LEFT, RIGHT = LayerId("L2"), LayerId("L4")


def made(batch: int = 7) -> Project:
    return project(TEXT, "xor", batch=batch, examples=60, features=("x", "xy", "y"))


@pytest.mark.parametrize("batch", [1, 7])
def test_every_branch_sees_its_own_features_in_its_own_order(batch: int) -> None:
    trainer = Trainer(made(batch))
    trainer.advance(4)
    probe = trainer.probe(5)
    left, right = probe.layers[LEFT].a, probe.layers[RIGHT].a
    assert left is not None
    assert right is not None
    np.testing.assert_array_equal(left, probe.inputs[[2, 0]])
    np.testing.assert_array_equal(right, probe.inputs[[1]])


def test_the_blame_of_an_input_is_that_of_its_branches() -> None:
    """What two branches choose is added; what none chooses has none."""
    text = "features x y as left > dense 3 tanh as a; features y > dense 2 > concat a > output"
    trainer = Trainer(project(text, "xor", examples=60, features=("x", "xy", "y")))
    trainer.advance(9)
    probe, weights = trainer.probe(2), trainer.weights()
    dz = probe.layers[LayerId("L3")].dz, probe.layers[LayerId("L5")].dz
    assert dz[0] is not None
    assert dz[1] is not None
    first = weights[ParameterId(LayerId("L3"), "weight")].T @ dz[0]
    second = weights[ParameterId(LayerId("L5"), "weight")].T @ dz[1]
    da = probe.layers[LayerId("L1")].da
    assert da is not None
    np.testing.assert_allclose(da, [first[0], 0.0, first[1] + second[0]], rtol=1e-5, atol=1e-8)


def test_weights_stay_with_their_features_through_edits_and_undo() -> None:
    trainer = Trainer(made())
    trainer.advance(12)
    weight = ParameterId(LayerId("L3"), "weight")
    before, whole = trainer.weights()[weight].copy(), trainer.project
    trainer.change_project(edits.set_setting(whole, LEFT, "features", ("x",)))
    np.testing.assert_array_equal(trainer.weights()[weight], before[:, [1]])
    trainer.change_project(edits.set_setting(trainer.project, LEFT, "features", ("x", "xy", "y")))
    now = trainer.weights()[weight]
    np.testing.assert_array_equal(now[:, [2, 0]], before)
    trainer.change_project(whole)
    np.testing.assert_array_equal(trainer.weights()[weight], before)


def test_saved_runs_with_branches_go_on_to_the_bit() -> None:
    trainer = Trainer(made())
    trainer.advance(5)
    again = Trainer(trainer.project, state=trainer.state())
    for both in (trainer, again):
        both.advance(11)
    assert same_parameters(trainer, again)


def test_features_of_sequences_are_chosen_at_every_position() -> None:
    data = DataSpec("waves", examples=40)
    names = Trainer(Project(parse("rnn 3 > output"), data)).dataset.shape.features
    chosen = Trainer(Project(parse(f"features {names[-1]} > rnn 3 > output"), data))
    probe = chosen.probe(0)
    a = probe.layers[LayerId("L2")].a
    assert a is not None
    np.testing.assert_array_equal(a, probe.inputs.reshape(len(names), -1)[-1])
