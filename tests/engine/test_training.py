"""Networks learn what they can learn, and nothing that they cannot."""

import math

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.ids import ParameterId
from tests.engine.projects import project, same_parameters


def layer_ids(trainer: Trainer) -> list[str]:
    return list(trainer.resolution.order)


def weight(trainer: Trainer, position: int, name: str = "weight") -> np.ndarray:
    layer = trainer.resolution.order[position]
    return np.array(trainer.weights()[ParameterId(layer, name)])


def test_xor_is_learned_with_a_hidden_layer() -> None:
    solved = 0
    for seed in range(1, 9):
        trainer = Trainer(project(seed=seed))
        trainer.advance(3000)
        solved += trainer.metrics().train_accuracy == 1.0
    assert solved >= 7


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_single_neuron_cannot_learn_xor(seed: int) -> None:
    trainer = Trainer(project("output", seed=seed))
    trainer.advance(2000)
    assert trainer.metrics().train_accuracy <= 0.75
    assert trainer.metrics().train_loss >= math.log(2) - 1e-6


def test_the_spiral_starts_to_be_learned() -> None:
    trainer = Trainer(
        project("dense 8 tanh > dense 8 tanh > output", "spiral", rate=0.01, batch=50)
    )
    before = trainer.metrics()
    trainer.advance(1500)
    after = trainer.metrics()
    assert after.test_accuracy > 0.75
    assert after.train_loss < 0.6 * before.train_loss


def test_equal_weights_keep_hidden_neurons_identical() -> None:
    trainer = Trainer(project("dense 5 tanh equal > output equal", optimizer="sgd", rate=0.3))
    start = weight(trainer, 1)
    trainer.advance(200)
    rows = weight(trainer, 1)
    assert not np.array_equal(rows, start)
    assert all(np.array_equal(rows[0], row) for row in rows)


def test_l2_pulls_weights_but_not_biases_towards_zero() -> None:
    free = Trainer(project(batch=4, optimizer="sgd", rate=0.1))
    pulled = Trainer(project(batch=4, optimizer="sgd", rate=0.1, l2=0.5))
    assert np.array_equal(weight(free, 1), weight(pulled, 1))
    start = weight(free, 1)
    free.advance(1)
    pulled.advance(1)
    # One SGD step: the two differ by η·λ·w, and only in the weights.
    np.testing.assert_allclose(
        weight(free, 1) - weight(pulled, 1), 0.1 * 0.5 * start, rtol=1e-3, atol=1e-6
    )
    np.testing.assert_array_equal(weight(free, 1, "bias"), weight(pulled, 1, "bias"))


def test_an_epoch_is_a_true_pass_with_a_smaller_last_batch() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "xor", batch=16, examples=100))
    count = trainer.dataset.train.size
    assert count % 16
    seen: list[int] = []
    sizes = []
    while trainer.epoch == 0:
        trainer.advance_operation()
        examples = trainer.position.examples
        sizes.append(len(examples))
        seen.extend(examples)
        trainer.advance_batch()
    assert sorted(seen) == sorted(trainer.dataset.train.tolist())
    assert sizes[-1] == count % 16
    assert set(sizes[:-1]) == {16}
    assert trainer.step == math.ceil(count / 16)


def test_the_updates_left_end_where_the_pass_ends() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "xor", batch=16, examples=100))
    trainer.advance_operation()
    trainer.advance(trainer.updates_left_in_epoch)
    assert (trainer.epoch, trainer.position.operation) == (1, 0)
    assert trainer.state().cursor == 0
    assert trainer.step == math.ceil(trainer.dataset.train.size / 16)


def test_a_batch_larger_than_the_training_set_is_the_training_set() -> None:
    large = Trainer(project(batch=500))
    whole = Trainer(project(batch=4))
    large.advance(20)
    whole.advance(20)
    assert large.epoch == 20
    assert same_parameters(large, whole)


def test_batch_one_uses_a_single_lane_and_learns() -> None:
    trainer = Trainer(project(batch=1, rate=0.03))
    assert trainer.bound.program.ld == 1
    before = trainer.metrics().train_loss
    trainer.advance(1500)
    assert trainer.metrics().train_loss < 0.5 * before


def test_one_example_in_padded_lanes_is_what_it_is_alone() -> None:
    trainer = Trainer(project(batch=3))
    trainer.advance(1)
    trainer.advance_operation()
    (example,) = trainer.position.examples
    alone = trainer.evaluator.probe(example, trainer.step)
    trainer.advance_example()
    assert trainer.step == 2
    assert trainer.batch_loss == pytest.approx(alone.loss, rel=1e-5)


def test_digits_are_learned_by_a_small_network() -> None:
    trainer = Trainer(project("dense 16 relu > output", "digits", rate=0.01, batch=50))
    trainer.advance(150)
    assert trainer.metrics().test_accuracy > 0.85


def test_learning_rate_changes_while_training() -> None:
    trainer = Trainer(project(optimizer="sgd", rate=0.1))
    trainer.advance(1)
    before = weight(trainer, 1)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=1e-12))
    trainer.advance(1)
    np.testing.assert_allclose(weight(trainer, 1), before, atol=1e-9)
