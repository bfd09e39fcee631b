"""Project files with layers of every kind: they come back, and bad values are told or repaired."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.files.records import project_from_builtins, project_to_builtins
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.network import Network
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from tests.model.drawn import DIGITS, networks

TEXT = "conv 3 3x3 relu > pool 2 > batch_norm > flatten > dense 6 tanh > output"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(network=networks())
def test_a_network_of_any_kinds_comes_back(network: Network, tmp_path: Path) -> None:
    project = Project(network)
    save(tmp_path / "it.playground", project, None)
    assert load(tmp_path / "it.playground").project == project


def test_a_run_with_kernels_and_statistics_comes_back_and_goes_on_the_same(tmp_path: Path) -> None:
    project = Project(parse(TEXT), DataSpec("digits", examples=200))
    first = Trainer(project)
    first.advance(20)
    state = first.state()
    save(tmp_path / "it.playground", project, state)
    loaded = load(tmp_path / "it.playground")
    assert loaded.state is not None
    second = Trainer(project, state=loaded.state)
    for trainer in (first, second):
        trainer.advance(20)
    pairs = zip(first.state().tensors, second.state().tensors, strict=True)
    assert all(x.planes.tobytes() == y.planes.tobytes() for x, y in pairs)
    mean = next(t for t in first.state().tensors if t.id.name == "mean")
    assert mean.planes[0].any(), "the running means moved"


def _conv(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda spec: spec.update(values)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_conv(stride=99), "whole number from 1 to 15"),
        (_conv(kernel_height=0), "whole number from 1 to 15"),
        (_conv(padding="around"), "same, valid"),
        (_conv(padding=[1, 2, 3, 99]), "top, bottom, left, right"),
        (_conv(groups=-4), "whole number from 1"),
        (_conv(activation="relo"), "no activation"),
        (_conv(units=[]), "has no units"),
        (_conv(units=["u1", "u1"]), "carry the same id"),
    ],
)
def test_a_bad_value_is_told_and_repaired(
    damage: Callable[[dict[str, Any]], None], words: str
) -> None:
    record = project_to_builtins(Project(parse(TEXT)))
    damage(record["network"]["layers"][1]["spec"])
    project = project_from_builtins(record)
    problem = next(p for p in check(project, DIGITS).problems if words in p.message)
    assert problem.repair is not None
    left = check(problem.repair.project, DIGITS).problems
    assert not [p.message for p in left if words in p.message]


@pytest.mark.parametrize(
    "damage",
    [
        _conv(stride="2"),
        _conv(kernel_width=2.5),
        _conv(padding=[1, 2]),
        _conv(padding=3),
        _conv(has_bias="yes"),
        _conv(units="u1"),
    ],
)
def test_a_value_of_another_type_is_damage(damage: Callable[[dict[str, Any]], None]) -> None:
    record = project_to_builtins(Project(parse(TEXT)))
    damage(record["network"]["layers"][1]["spec"])
    with pytest.raises((PlaygroundError, ValueError)):
        project_from_builtins(record)


def test_a_layer_with_far_too_many_channels_is_refused() -> None:
    record = project_to_builtins(Project(parse(TEXT)))
    record["network"]["layers"][1]["spec"]["units"] = [f"u{n}" for n in range(5000)]
    with pytest.raises(PlaygroundError, match="more than 4,096 units"):
        project_from_builtins(record)
