"""Project files with several outputs, borrowed weights, inputs that draw numbers, and phases."""

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
from playground.model.ids import LayerId
from playground.model.network import Network, OutputSpec
from playground.model.project import PhaseSpec, Project
from tests.engine.test_heads import FAKE, FOOL, JUDGE, LATENT, players, tied, two_heads
from tests.model.drawn import PLANE
from tests.model.test_text_sharing import networks

Damage = Callable[[dict[str, Any]], None]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(network=networks())
def test_a_network_with_several_ends_comes_back(network: Network, tmp_path: Path) -> None:
    save(tmp_path / "it.playground", Project(network), None)
    assert load(tmp_path / "it.playground").project.network == network


@pytest.mark.parametrize("made", [two_heads(0.3), tied(), players(0.2)], ids=["two", "tied", "gan"])
def test_a_run_comes_back_and_goes_on_the_same(made: Project, tmp_path: Path) -> None:
    first = Trainer(made)
    first.advance(12)
    save(tmp_path / "it.playground", made, first.state())
    loaded = load(tmp_path / "it.playground")
    assert loaded.project == made
    assert loaded.state is not None
    second = Trainer(loaded.project, state=loaded.state)
    for trainer in (first, second):
        trainer.advance(12)
    assert first.bound.block.tobytes() == second.bound.block.tobytes()
    assert second.operations == first.operations


def _layer(layer_id: LayerId, **values: Any) -> Damage:
    def damage(record: dict[str, Any]) -> None:
        layer = next(x for x in record["network"]["layers"] if x["id"] == layer_id)
        layer.update({name: value for name, value in values.items() if name in layer})
        layer["spec"].update({name: value for name, value in values.items() if name not in layer})

    return damage


def _phase(**values: Any) -> Damage:
    return lambda record: record["training"]["phases"][0].update(values)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_layer(FAKE, target="values"), "no target"),
        (_layer(FAKE, weight=0.0), "weight above 0"),
        (_layer(FAKE, weight=-1), "weight above 0"),
        (_layer(FAKE, weight=1e9), "at most 1,000"),
        (_layer(FAKE, shares="nobody"), "a layer that is gone"),
        (_layer(FAKE, shares=FOOL), "do not fit"),
        (_layer(FAKE, shares=FAKE), "do not fit"),
        (_layer(FAKE, is_transposed=True), "turned over"),
        (_layer(LATENT, units=[]), "must draw from 1 to"),
        (_layer(LATENT, units=["u1", "u1"]), "a name of its own"),
        (_layer(LATENT, source="somewhere"), "no source"),
        (_phase(outputs=["nobody"]), "phase of training"),
        (_phase(outputs=[JUDGE]), "phase of training"),
        (_phase(trainable=["nobody"]), "phase of training"),
    ],
)
def test_a_bad_value_is_told_and_repaired(damage: Damage, words: str) -> None:
    record = project_to_builtins(players())
    damage(record)
    project = project_from_builtins(record)
    problem = next(p for p in check(project, PLANE).problems if words in p.message)
    assert problem.repair is not None
    left = check(problem.repair.project, PLANE).problems
    assert not [p.message for p in left if words in p.message]


def test_more_phases_than_work_are_told() -> None:
    record = project_to_builtins(players())
    record["training"]["phases"] *= 9
    problems = check(project_from_builtins(record), PLANE).problems
    assert any("from 1 to 8 phases" in problem.message for problem in problems)


@pytest.mark.parametrize(
    "damage",
    [
        _layer(FAKE, target=None),
        _layer(FAKE, weight="1"),
        _layer(FAKE, shares=3),
        _layer(FAKE, is_transposed="yes"),
        _layer(LATENT, units="u1"),
        _layer(LATENT, units=[f"u{n}" for n in range(5000)]),
        _phase(outputs="fake"),
        _phase(trainable=None),
        _phase(optimizer="adam"),
    ],
)
def test_a_value_of_another_type_is_damage(damage: Damage) -> None:
    record = project_to_builtins(players())
    damage(record)
    with pytest.raises((PlaygroundError, ValueError)):
        project_from_builtins(record)


def test_nothing_is_turned_over_that_is_not_borrowed() -> None:
    record = project_to_builtins(two_heads(1.0))
    record["network"]["layers"][1]["is_transposed"] = True
    project = project_from_builtins(record)
    assert not project.network.layers[1].is_transposed
    assert not check(project, PLANE).problems


def test_a_file_of_before_has_one_output_and_one_phase() -> None:
    record = project_to_builtins(Project(Network(two_heads(1.0).network.layers)))
    for layer in record["network"]["layers"]:
        for name in ("is_transposed", "shares"):
            del layer[name]
        for name in ("target", "weight", "source", "units"):
            layer["spec"].pop(name, None) if layer["kind"] != "dense" else None
    del record["training"]["phases"]
    project = project_from_builtins(record)
    assert project.network.layers[-1].spec == OutputSpec()
    assert project.training.phases == (PhaseSpec(),)
