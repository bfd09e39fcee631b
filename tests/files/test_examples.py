"""Every example of the gallery, trained without a window: it learns what its line claims."""

from collections.abc import Callable

import numpy as np
import pytest

from playground.api import Run
from playground.data.build import build
from playground.engine.state import Metrics
from playground.files.examples import FIRST, example, examples
from playground.model.check import check
from playground.model.errors import PlaygroundError

SOON = 10.0
"""Seconds within which something can be seen."""


def right(least: float) -> Callable[[Metrics], bool]:
    """Enough of the unseen examples are right (of all, where none is unseen)."""

    def holds(metrics: Metrics) -> bool:
        unseen = metrics.test_accuracy
        return (metrics.train_accuracy if np.isnan(unseen) else unseen) >= least

    return holds


def close(most: float) -> Callable[[Metrics], bool]:
    """The loss on unseen examples is small (on all, where none is unseen)."""

    def holds(metrics: Metrics) -> bool:
        unseen = metrics.test_loss
        return (metrics.train_loss if np.isnan(unseen) else unseen) <= most

    return holds


def stuck(most: float) -> Callable[[Metrics], bool]:
    """No more than this share is ever right."""
    return lambda metrics: metrics.train_accuracy <= most


CLAIMS: dict[str, tuple[int, Callable[[Metrics], bool]]] = {
    "spiral": (600, right(0.97)),
    "one-neuron": (300, right(0.98)),
    "line": (400, close(0.03)),
    "xor": (300, right(1.0)),
    "xor-one-neuron": (1000, stuck(0.75)),
    "circle": (1200, right(0.97)),
    "circle-squares": (300, right(0.99)),
    "moons": (400, right(0.99)),
    "blobs": (400, right(0.98)),
    "hills": (3000, close(0.02)),
    "wave": (3000, close(0.005)),
    "stairs": (1000, close(0.03)),
    "flu": (1000, right(0.76)),
    "sick": (1200, right(0.99)),
    "dwarves": (300, right(0.99)),
    "digits": (600, right(0.95)),
    "valley": (200, close(1e-4)),
    "momentum": (150, close(1e-4)),
    "equal-start": (600, stuck(0.75)),
    "overfitting": (1500, lambda m: m.train_accuracy == 1.0 and m.test_loss > 1.0),
    "dropout": (1500, lambda m: m.test_loss < 0.65),
    "linear-stack": (1200, stuck(0.65)),
    "spiral-hard": (6000, right(0.9)),
    "deep-stuck": (2000, stuck(0.6)),
    "skip": (2000, right(0.97)),
}
"""Name → steps after which the line of the gallery is true, and what makes it so."""


def test_there_are_enough_in_every_group_and_each_makes_one_claim() -> None:
    assert set(CLAIMS) == {found.name for found in examples()}
    assert len(CLAIMS) >= 15
    groups = [found.group for found in examples()]
    together = list(dict.fromkeys(groups))
    assert groups == [group for group in together for _ in range(groups.count(group))]
    assert examples()[0].name == FIRST
    for found in examples():
        assert found.explanation.endswith((".", "?"))
        assert "!" not in found.explanation
        assert len(found.explanation) <= 90
        assert len(found.title) <= 30


@pytest.mark.parametrize("name", CLAIMS)
def test_an_example_learns_what_it_claims(name: str) -> None:
    found = example(name)
    shape = build(found.project.data).shape
    assert check(found.project, shape).is_valid
    steps, holds = CLAIMS[name]
    run = Run(found.project).train(steps)
    assert run.guard is None
    assert holds(run.metrics), run.metrics


@pytest.mark.parametrize("name", CLAIMS)
def test_something_is_seen_within_ten_seconds(name: str) -> None:
    found = example(name)
    assert found.pace is not None
    run = Run(found.project)
    before = run.metrics.train_loss
    after = run.train(round(SOON * found.pace)).metrics.train_loss
    is_meant_to_stay = name in ("xor-one-neuron", "equal-start", "deep-stuck", "linear-stack")
    assert is_meant_to_stay or after < 0.8 * before


def test_what_rolls_on_arrives_sooner() -> None:
    plain = example("valley").project
    rolling = Run(example("momentum").project).train(60).metrics.train_loss
    assert rolling < Run(plain).train(60).metrics.train_loss


def test_dropout_learns_less_by_heart() -> None:
    heart = Run(example("overfitting").project).train(1500).metrics
    missing = Run(example("dropout").project).train(1500).metrics
    assert missing.test_loss < 0.6 * heart.test_loss
    assert missing.test_accuracy > heart.test_accuracy


def test_an_unknown_example_is_refused_with_a_hint() -> None:
    with pytest.raises(PlaygroundError, match="Did you mean spiral"):
        example("spirl")
