"""What the output's views watch comes with the frame, and what does not fit is left out."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.axes import PRINCIPAL
from playground.session.commands import Watch
from playground.session.pictures import compute, count

NOTHING = Watch(weights=False)


def trainer(kind: str) -> Trainer:
    return Trainer(Project(network=parse("dense 2 tanh > output"), data=DataSpec(kind)))


@pytest.fixture(scope="module")
def flu() -> Trainer:
    return trainer("flu")


@pytest.fixture(scope="module")
def wave() -> Trainer:
    return trainer("wave")


def test_nothing_is_computed_that_nobody_watches(flu: Trainer, wave: Trainer) -> None:
    for one in (flu, wave):
        frame = compute(one, NOTHING, None)
        assert (frame.big_map, frame.fit, frame.answers) == (None, None, None)


def test_a_map_of_many_features_needs_axes_that_exist(flu: Trainer) -> None:
    watch = replace(NOTHING, map_size=10)
    assert compute(flu, watch, None).big_map is None
    gone = (UnitId("x"), UnitId("y"))
    assert compute(flu, replace(watch, map_axes=gone), None).big_map is None
    big = compute(flu, replace(watch, map_axes=PRINCIPAL, map_example=10**6), None).big_map
    assert big is not None
    assert big.frame is not None
    assert big.frame.example is None
    assert big.values.shape == (10, 10)


def test_a_curve_is_only_for_one_number(flu: Trainer, wave: Trainer) -> None:
    watch = replace(NOTHING, curve_size=50, answers=True)
    assert compute(flu, watch, None).fit is None
    frame = compute(wave, watch, None)
    assert frame.fit is not None
    assert (frame.fit.unit, frame.fit.y.shape) == (None, (50,))
    assert frame.answers is not None
    assert frame.answers.shape == (wave.dataset.size, 1)


def test_a_neuron_takes_the_place_of_the_output_while_it_exists(wave: Trainer) -> None:
    layer = wave.resolution.order[1]
    unit = wave.resolution.layers[layer].units_out[0]
    watch = replace(NOTHING, curve_size=9, map_unit=unit)
    fit = compute(wave, watch, None).fit
    assert fit is not None
    assert fit.unit == unit
    gone = UnitRef(LayerId("gone"), UnitId("u1"))
    fit = compute(wave, replace(watch, map_unit=gone), None).fit
    assert fit is not None
    assert fit.unit is None


def test_several_classes_bring_all_their_outputs() -> None:
    big = compute(trainer("blobs3"), replace(NOTHING, map_size=8), None).big_map
    assert big is not None
    assert big.outputs is not None
    assert big.outputs.shape == (3, 8, 8)
    assert (big.outputs.argmax(axis=0) == big.values).all()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("recall", "embedding 3 > rnn 4 > output"),
        ("letters", "embedding 3 > gru 4 whole > output"),
    ],
)
def test_everything_can_be_watched_of_sequences(kind: str, text: str) -> None:
    trainer = Trainer(Project(parse(text), DataSpec(kind, examples=60, length=6)))
    dataset, order = trainer.dataset, trainer.resolution.order
    watch = replace(
        NOTHING, map_size=10, map_axes=PRINCIPAL, curve_size=9, answers=True, confusion=True,
        what_if=tuple(dataset.raw[7].tolist()), activations=order, space=order[1],
    )  # fmt: skip
    frame = compute(trainer, watch, 7, counted=count(trainer, watch))
    assert (frame.big_map, frame.fit) == (None, None)
    assert frame.answers is not None
    assert frame.confusion is not None
    assert frame.space is not None
    assert frame.probe is not None
    assert frame.what_if is not None
    assert frame.answers.shape == (60, trainer.resolution.layers[order[-1]].size)
    assert frame.confusion.sum() == dataset.labels[dataset.test].size
    assert set(frame.activations) == set(order)
    # The made-up example ends where the one that it began with does.
    was, now = frame.probe.layers[order[-1]].a, frame.what_if.layers[order[-1]].a
    assert was is not None
    np.testing.assert_array_equal(now, was)


def test_numbers_of_other_data_are_no_tokens() -> None:
    text = "embedding 3 > rnn 4 > output"
    trainer = Trainer(Project(parse(text), DataSpec("recall", examples=20, length=6)))
    watch = replace(NOTHING, what_if=(0.5,) * 6)
    assert compute(trainer, watch, None).what_if is None


def test_a_count_of_the_test_set_may_be_an_older_one_and_says_so() -> None:
    one = Trainer(Project(network=parse("dense 4 tanh > output"), data=DataSpec("digits")))
    watch = replace(NOTHING, confusion=True)
    first = count(one, watch)
    assert first is not None
    one.advance(5)
    shown = compute(one, watch, None, counted=first)
    assert (shown.step, shown.confusion_step) == (5, 0)
    assert shown.confusion is first.confusion
    fresh = count(one, watch)
    assert fresh is not None
    assert fresh.step == 5
    assert fresh.confusion.sum() == one.dataset.test.size
    assert count(one, NOTHING) is None
    assert compute(one, watch, None).confusion is None


def test_only_the_test_set_is_decided_where_nothing_else_is_asked() -> None:
    one = Trainer(Project(network=parse("dense 4 tanh > output"), data=DataSpec("digits")))
    one.advance(20)
    every, tested = one.evaluator.decisions(), one.evaluator.decisions(tested=True)
    assert np.array_equal(every[one.dataset.test], tested[one.dataset.test])
    assert not tested[one.dataset.train].any()
