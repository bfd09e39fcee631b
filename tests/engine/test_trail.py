"""The trail of a run: where the weights have been, thinly spread, and forgotten with what is forgotten."""

import numpy as np

from playground.engine.trail import MOST_PLACES
from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from tests.engine.projects import project, same_parameters


def steps_and_weights(trainer: Trainer, last: int) -> tuple[list[int], np.ndarray]:
    layout = trainer.bound.program.layout
    steps, weights = trainer.copies.trail.places(layout, last)
    return steps.tolist(), weights


def test_the_trail_leads_from_the_first_weights_to_the_last_point() -> None:
    trainer = Trainer(project())
    first = trainer.bound.block.copy()
    trainer.advance(100)
    steps, weights = steps_and_weights(trainer, trainer.step)
    assert steps == list(range(101))
    size = weights.shape[1]
    np.testing.assert_array_equal(weights[0], first[:size])
    np.testing.assert_array_equal(weights[-1], trainer.bound.block[:size])


def test_a_long_run_keeps_a_bounded_number_of_places_and_its_first() -> None:
    trainer = Trainer(project())
    trainer.advance(3000)
    steps, _ = steps_and_weights(trainer, trainer.step)
    assert steps[0] == 0
    assert MOST_PLACES // 4 <= len(steps) <= MOST_PLACES
    assert steps == sorted(steps)


def test_the_trail_does_not_depend_on_how_steps_are_taken() -> None:
    one, other = Trainer(project()), Trainer(project())
    one.advance(300)
    for _ in range(30):
        other.advance(10)
    (a, x), (b, y) = steps_and_weights(one, 300), steps_and_weights(other, 300)
    assert a == b
    np.testing.assert_array_equal(x, y)
    assert same_parameters(one, other)


def test_what_is_forgotten_leaves_the_trail_and_looking_back_adds_nothing() -> None:
    trainer = Trainer(project())
    trainer.advance(200)
    trainer.visit(50)
    trainer.advance(20)
    assert steps_and_weights(trainer, 200)[0] == list(range(201))
    trainer.go_to(40)
    assert steps_and_weights(trainer, 200)[0] == list(range(41))


def test_a_weight_moved_by_hand_is_a_place_of_its_own() -> None:
    trainer = Trainer(project())
    shape = trainer.bound.program.layout.trained[0].shape
    trainer.set_weight(WeightRef(shape.id, shape.targets[0], shape.sources[0]), 3.0)
    steps, weights = steps_and_weights(trainer, 0)
    assert steps == [0, 0]
    assert weights[-1, 0] == 3.0


def test_places_of_another_network_are_left_out() -> None:
    trainer = Trainer(project())
    trainer.advance(20)
    trainer.change_project(project("dense 5 tanh > output"))
    assert 20 not in steps_and_weights(trainer, 20)[0]
    trainer.advance(5)
    assert steps_and_weights(trainer, 25)[0] == list(range(21, 26))
