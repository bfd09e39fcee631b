"""Every fault is found in a run that has it, its remedies help, and healthy runs are left in peace."""

import statistics
from dataclasses import fields
from typing import get_args

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.files.examples import example, examples
from playground.model import edits
from playground.readout.health import (
    Finding,
    Health,
    Kind,
    Standing,
    breaking,
    fitting,
    generalising,
    health,
    units,
)
from playground.readout.health.blame import EXPLODED, VANISHED, vanishing
from playground.readout.health.history import STILL, WINDOW
from playground.readout.health.kinds import FINDING_KINDS
from playground.readout.health.look import GUESSED, Look, look_at, percent
from playground.readout.health.pace import CRAWL
from tests.engine.projects import project, same_parameters
from tests.files.test_examples import CLAIMS
from tests.readout.sick import CASES, deep, take

SICK: dict[str, Kind] = {
    "xor-one-neuron": "plateau",
    "equal-start": "symmetric",
    "linear-stack": "plateau",
    "deep-stuck": "vanishing",
    "overfitting": "overfitting",
}
"""Examples of the gallery that are there to show a fault."""
LOOKS = 60
"""Looks at a run of the gallery."""


def found(trainer: Trainer, kind: Kind) -> Finding:
    kinds = {finding.kind: finding for finding in health(trainer).findings}
    assert kind in kinds, sorted(kinds)
    return kinds[kind]


def loss(trainer: Trainer, kind: Kind) -> float:
    """What is to fall: of those who learn by heart, the loss on unseen examples."""
    metrics = trainer.metrics()
    by_heart = kind in ("overfitting", "little_data")
    return metrics.test_loss if by_heart else metrics.train_loss


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_found_and_every_remedy_makes_the_loss_fall(name: str) -> None:
    case = CASES[name]
    trainer = case.begin()
    trainer.advance(case.steps)
    finding = found(trainer, case.kind)
    before = loss(trainer, case.kind)
    assert finding.what.endswith(".")
    assert finding.why.endswith(".")
    assert finding.remedies
    for place, remedy in enumerate(finding.remedies):
        again = case.begin()
        again.advance(case.steps)
        taken = found(again, case.kind).remedies[place]
        assert taken == remedy
        take(again, taken)
        began = loss(again, case.kind)
        assert again.guard is None
        again.advance(case.more)
        assert again.guard is None
        after = loss(again, case.kind)
        if remedy.way == "visit" and remedy.edit is None:
            after = began  # the way itself is the remedy
        is_same_data = again.project.data == trainer.project.data
        # Of other data the loss is another one.
        assert after < 0.97 * (before if is_same_data else began), remedy.label
        kinds = {f.kind for f in health(again).findings}
        assert case.kind not in kinds or after < 0.75 * before, remedy.label


def test_every_kind_of_fault_has_a_case() -> None:
    assert {case.kind for case in CASES.values()} == set(get_args(Kind))


def test_the_table_names_every_kind_with_the_numbers_that_count() -> None:
    assert set(FINDING_KINDS) == set(get_args(Kind))
    numbers: dict[Kind, tuple[float, ...]] = {
        "dead": (units.DEAD,),
        "saturated": (units.SATURATED,),
        "misfit": (fitting.OUTSIDE, fitting.CONFIDENT),
        "imbalance": (fitting.MISSED,),
        "rate_high": (breaking.BOUNCES, breaking.ROUGH),
        "plateau": (STILL, GUESSED),
        "overfitting": (generalising.LOST,),
    }
    for kind, shares in numbers.items():
        assert all(percent(share) in FINDING_KINDS[kind].explanation for share in shares), kind
    assert f"{WINDOW} steps" in FINDING_KINDS["plateau"].explanation
    assert (VANISHED, EXPLODED, CRAWL) == (1e-3, 1e3, 2e-4)
    assert (breaking.RUNAWAY, generalising.GAP) == (2.0, 2.0)


# --- nobody is nagged --------------------------------------------------------------------------


@pytest.mark.parametrize("name", CLAIMS)
def test_the_gallery_gives_no_alarm_but_where_it_means_to(name: str) -> None:
    steps, _ = CLAIMS[name]
    trainer, standing = Trainer(example(name).project), Standing()
    shown: set[Kind] = set()
    while trainer.step < 2 * steps:
        trainer.advance(max(5, 2 * steps // LOOKS))
        standing = standing.after(health(trainer), len(trainer.interventions))
        shown |= {finding.kind for finding in standing.shown}
    if name not in SICK:
        assert not shown
    else:
        assert SICK[name] in shown


def test_the_gallery_has_examples_of_both_kinds() -> None:
    assert {found.name for found in examples()} == set(CLAIMS) > set(SICK)


@pytest.mark.parametrize("seed", [2, 3, 4])
@pytest.mark.parametrize("name", ["spiral", "circle", "moons", "digits", "hills", "stairs", "xor"])
def test_nor_does_it_from_other_starts(name: str, seed: int) -> None:
    made = example(name).project
    steps, _ = CLAIMS[name]
    trainer = Trainer(edits.set_training(made, seed=seed))
    standing = Standing()
    while trainer.step < steps:
        trainer.advance(max(5, steps // LOOKS))
        standing = standing.after(health(trainer), len(trainer.interventions))
        assert not standing.shown


def test_who_has_learned_all_is_left_in_peace_after_a_change_too() -> None:
    perceptron = Trainer(project("dense 1 step", "gaussians", batch=10, optimizer="sgd", rate=0.1))
    perceptron.advance(600)
    assert perceptron.metrics().train_loss < 1e-3
    valley = Trainer(example("valley").project)
    valley.advance(400)
    for trainer in (perceptron, valley):
        assert not health(trainer).findings
        trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=1e-3))
        trainer.advance(2 * WINDOW)
        assert not health(trainer).findings


def test_two_players_have_no_loss_that_is_to_fall() -> None:
    trainer = Trainer(example("equal-start").project)
    phase = trainer.project.training.phases[0]
    trainer.change_project(edits.set_training(trainer.project, phases=(phase, phase)))
    trainer.advance(2 * WINDOW)
    assert {finding.kind for finding in health(trainer).findings} == {"symmetric"}


# --- the gradient on its way back --------------------------------------------------------------


def ratio(activation: str) -> float:
    """Second to last hidden layer, as the activity has it; the median of three starts."""
    measured = []
    for seed in (1, 2, 3):
        hidden = [x for x in health(Trainer(deep(activation, seed=seed))).layers if x.is_hidden]
        assert len(hidden) == 10
        second, last = hidden[1].gradient, hidden[-1].gradient
        assert second is not None
        assert last is not None
        measured.append(second / last)
    return statistics.median(measured)


def test_ten_layers_of_sigmoids_lose_the_gradient_and_tanh_and_relu_keep_it() -> None:
    assert 1e-6 < ratio("sigmoid") < 1e-4
    assert 0.1 < ratio("tanh") < 10.0
    assert 0.1 < ratio("relu he") < 10.0


def test_the_vanished_gradient_is_named_with_its_ratio() -> None:
    trainer = Trainer(deep("sigmoid"))
    trainer.advance(WINDOW)
    finding, look = found(trainer, "vanishing"), health(trainer)
    assert look.reach is not None
    assert finding.figures["ratio"] == look.reach < VANISHED
    assert finding.layer == look.layers[0].layer
    assert "dense 1" in finding.what
    assert "dense 10" in finding.what
    for activation in ("tanh", "relu he"):
        other = Trainer(deep(activation))
        other.advance(WINDOW)
        assert "vanishing" not in {f.kind for f in health(other).findings}


class _Stuck(Look):
    """A look at a run that stands still at a bad place."""

    is_slow = is_bad = True


@pytest.mark.parametrize(
    ("activation", "reason"),
    [("sigmoid", "slope of a sigmoid"), ("tanh", "A tanh far from 0"), ("relu", "these are small")],
)
def test_the_reason_is_that_of_the_activations_at_hand(activation: str, reason: str) -> None:
    look = look_at(Trainer(deep(activation)))
    parts = {field.name: getattr(look, field.name) for field in fields(look)}
    (finding,) = vanishing(_Stuck(**{**parts, "reach": 1e-5}))
    assert reason in finding.why


# --- the figures -------------------------------------------------------------------------------


def test_the_gradient_is_the_mean_over_single_examples() -> None:
    trainer = Trainer(
        project("dense 5 tanh > dense 3 relu > output", "moons", batch=20, examples=60)
    )
    trainer.advance(50)
    figures = {layer.layer: layer for layer in health(trainer).layers}
    for layer in trainer.resolution.order[1:]:
        blames = [
            np.abs(np.asarray(trainer.probe(int(i)).layers[layer].dz)).mean()
            for i in trainer.dataset.train
        ]
        assert figures[layer].gradient == pytest.approx(float(np.mean(blames)), rel=1e-4)


def test_dead_and_saturated_shares_are_counted_over_the_training_examples() -> None:
    trainer = Trainer(project("dense 6 relu > dense 5 tanh > output", "circle", rate=1.0, batch=20))
    trainer.advance(200)
    dataset = trainer.dataset
    values = trainer.evaluator.layer_activations(
        np.ascontiguousarray(dataset.inputs[dataset.train])
    )
    relu, tanh = trainer.resolution.order[1:3]
    first, second = (x for x in health(trainer).layers[:2])
    assert first.dead == pytest.approx(float((values[relu] == 0).all(axis=1).mean()))
    assert second.saturated == pytest.approx(float((np.abs(values[tanh]) > 0.98).mean()))
    assert first.saturated is None
    assert second.dead is None


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adagrad", "adam"])
def test_the_ratio_is_about_how_far_the_next_update_moves_the_weights(optimizer: str) -> None:
    # All examples in one batch: the sample's gradient is that of the update.
    made = project("dense 5 tanh > output", "circle", batch=500, rate=0.01, optimizer=optimizer)
    trainer = Trainer(made)
    trainer.advance(30)
    (first, _), before = health(trainer).layers, trainer.weights()
    trainer.advance(1)
    name = next(p for p in before if p.layer == first.layer and before[p].ndim == 2)
    moved = np.sqrt(np.mean((trainer.weights()[name] - before[name]) ** 2))
    assert first.ratio == pytest.approx(
        float(moved / np.sqrt(np.mean(before[name] ** 2))), rel=0.15
    )


# --- looking changes nothing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dense 8 relu > dropout 0.3 > dense 6 tanh > output", "spiral"),
        ("dense 8 linear > batch_norm > activation relu > output", "moons"),
        ("dense 12 relu > output", "digits"),
    ],
)
def test_a_run_that_is_looked_at_has_the_same_bits(text: str, kind: str) -> None:
    watched, alone = (Trainer(project(text, kind, batch=20, rate=0.01)) for _ in range(2))
    for _ in range(20):
        watched.advance(7)
        health(watched)
        watched.advance_operation()
        health(watched)
        alone.advance(8)
        watched.advance_batch()
    assert watched.step == alone.step
    assert same_parameters(watched, alone)
    np.testing.assert_array_equal(watched.curve().train_loss, alone.curve().train_loss)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("conv 4 3x3 relu > max_pool 2 > flatten > output", "digits"),
        ("embedding 5 > position > lstm 6 > output", "recall"),
        ("embedding 6 > attention > gru 7 whole > output", "letters"),
        ("dense 8 tanh > dense 2 tanh > output reconstruct", "sick"),
    ],
)
def test_other_kinds_of_layers_are_looked_at_too(text: str, kind: str) -> None:
    trainer = Trainer(project(text, kind, batch=20, rate=0.01))
    trainer.advance(30)
    look = health(trainer)
    assert [layer.layer for layer in look.layers] == list(trainer.resolution.order[1:])
    assert all(layer.gradient is None or layer.gradient >= 0.0 for layer in look.layers)
    assert not {f.kind for f in look.findings} & {"broken", "diverging", "imbalance"}


# --- what is shown -----------------------------------------------------------------------------


def seen(step: int, *kinds: Kind, age: int = 1000) -> Health:
    findings = tuple(Finding(kind, "warning", None, "What.", "Why.", ()) for kind in kinds)
    return Health(step, 1, (), age, findings)


def shown(standing: Standing) -> list[Kind]:
    return [finding.kind for finding in standing.shown]


def test_a_finding_is_shown_when_it_has_stood_for_some_looks_and_steps() -> None:
    standing = Standing()
    for step in (100, 105, 110):
        standing = standing.after(seen(step, "plateau"), 0)
        assert not standing.shown  # three looks within ten steps
    assert shown(standing.after(seen(125, "plateau"), 0)) == ["plateau"]
    standing = Standing().after(seen(100, "plateau"), 0)
    standing = standing.after(seen(900, "plateau"), 0)
    assert not standing.shown  # two looks, however far apart
    standing = standing.after(seen(901), 0).after(seen(902, "plateau"), 0)
    assert not standing.shown  # interrupted
    assert shown(Standing().after(seen(3, "broken", age=3), 0)) == ["broken"]


def test_what_is_shown_does_not_flicker() -> None:
    standing = Standing()
    for step in range(0, 100, 20):
        standing = standing.after(seen(step, "dead"), 0)
    assert shown(standing) == ["dead"]
    standing = standing.after(seen(100), 0).after(seen(120), 0)
    assert shown(standing) == ["dead"]
    assert shown(standing.after(seen(140, "dead"), 0)) == ["dead"]
    assert shown(standing.after(seen(140), 0)) == []


def test_after_a_change_and_in_the_past_everything_has_to_prove_itself_anew() -> None:
    standing = Standing()
    for step in range(0, 100, 20):
        standing = standing.after(seen(step, "dead"), 0)
    assert shown(standing.after(seen(100, "dead", age=0), 1)) == []
    assert shown(standing.after(seen(40, "dead"), 0)) == []


def test_where_training_rests_a_whole_window_is_enough() -> None:
    assert shown(Standing().after(seen(300, "dead"), 0, is_moving=False)) == ["dead"]
    assert shown(Standing().after(seen(300, "dead", age=20), 0, is_moving=False)) == []
