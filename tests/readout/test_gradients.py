"""The gradients that are shown: those that the rows of the tape have computed, and no others."""

import numpy as np
import pytest

from playground.engine.state import Float32
from playground.engine.trainer import Trainer
from playground.readout.gradients import gradients, moved
from playground.session.commands import Watch
from playground.session.pictures import compute
from tests.engine.projects import project

NETWORKS = [
    ("dense 8 tanh > dense 6 tanh > output", "spiral", 4),
    (
        "conv 4 3x3 relu > batch_norm > pool 2 > flatten > dense 8 relu > output softmax",
        "digits",
        8,
    ),
    ("lstm 6 > output", "waves", 8),
]
RATE = 0.25


def trainer_of(text: str, kind: str, batch: int) -> Trainer:
    return Trainer(project(text, kind, batch=batch, rate=RATE, optimizer="sgd"))


def copies(trainer: Trainer) -> list[Float32]:
    return list(trainer.weights().values())


@pytest.mark.parametrize(("text", "kind", "batch"), NETWORKS)
def test_gradients_come_layer_by_layer_and_are_what_the_update_uses(
    text: str, kind: str, batch: int
) -> None:
    trainer = trainer_of(text, kind, batch)
    trainer.advance(3)
    before, known = trainer.weights(), 0
    for label in trainer.operations:
        trainer.advance_operation()
        shown, ways = gradients(trainer), moved(trainer)
        if label.phase in ("data", "forward", "loss"):
            assert not shown
        if trainer.row:
            assert len(shown) >= known
            known = len(shown)
        assert bool(ways) == (label.phase == "update" and label.formula.startswith("W ←"))
        for parameter, way in ways.items():
            step = np.float32(RATE) * shown[parameter]
            np.testing.assert_allclose(before[parameter] - step, before[parameter] + way, atol=1e-6)
    assert known == sum(
        p.is_trained for x in trainer.resolution.layers.values() for p in x.parameters
    )


@pytest.mark.parametrize(("text", "kind", "batch"), NETWORKS)
def test_between_updates_the_last_batch_is_computed_again_and_the_run_does_not_notice(
    text: str, kind: str, batch: int
) -> None:
    """Bursts let arrays share memory: what one leaves behind is no gradient."""
    trainer, other = trainer_of(text, kind, batch), trainer_of(text, kind, batch)
    assert not gradients(trainer)
    for steps in (5, 1, 7):
        trainer.advance(steps)
        other.advance(steps)
        shown = gradients(trainer)
        assert shown
        assert all(np.isfinite(values).all() for values in shown.values())
        again = gradients(trainer)
        assert all(np.array_equal(shown[name], again[name]) for name in shown)
        assert all(map(np.array_equal, copies(trainer), copies(other)))
    assert trainer.batch_loss == other.batch_loss


def test_the_slope_shown_between_updates_is_that_of_the_last_batch_at_these_weights() -> None:
    trainer = trainer_of("dense 3 tanh > output", "spiral", 1000)
    assert trainer.dataset.train.size <= 1000
    trainer.advance(2)
    shown = gradients(trainer)
    here, change = trainer.metrics().train_loss, 1e-2
    parameter = next(iter(shown))
    values = trainer.weights()[parameter].copy()
    values[0] += change
    there = trainer.metrics_with({parameter: values}).train_loss
    assert (there - here) / change == pytest.approx(float(shown[parameter][0].sum()), abs=5e-3)


def test_after_going_back_no_batch_has_led_here() -> None:
    trainer = trainer_of("dense 3 tanh > output", "spiral", 4)
    trainer.advance(3)
    trainer.rewind()
    assert not gradients(trainer)


def test_in_the_midst_of_an_update_pictures_belong_to_the_weights_before_it() -> None:
    trainer = trainer_of("dense 3 tanh > output", "spiral", 4)
    trainer.advance(3)
    layer = trainer.resolution.order[1]
    watch = Watch(tiles=(layer,), example=0, space=layer, activations=(layer,), gradients=True)
    settled = compute(trainer, watch, 0)
    while not moved(trainer):
        trainer.advance_operation()
    midst = compute(trainer, watch, 0)
    assert midst.step == settled.step
    assert midst.plane is not None
    assert settled.plane is not None
    assert np.array_equal(midst.plane.layers[layer], settled.plane.layers[layer])
    assert np.array_equal(midst.activations[layer], settled.activations[layer])
    for parameter, way in midst.moved.items():
        assert not np.array_equal(midst.weights[parameter], settled.weights[parameter])
        assert np.allclose(settled.weights[parameter] + way, midst.weights[parameter], atol=1e-6)
