"""The check: shapes that follow, problems in plain words, repairs that repair."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, MAX_UNITS, TARGET_RULES, target_rule
from playground.model.check import DataShape, check
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import (
    ActivationSpec,
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)
from playground.model.project import OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import chain, parse, starter_network, unit_ids

PLANE = DataShape("binary", (UnitId("x"), UnitId("y")), ("orange", "blue"), None, True)
DIGITS = DataShape(
    "classes", tuple(UnitId(f"p{i}") for i in range(64)), tuple("0123456789"), (1, 8, 8)
)


def problems(project: Project, shape: DataShape = PLANE) -> list[str]:
    return [problem.message for problem in check(project, shape).problems]


def test_parameters_are_counted_as_inputs_plus_one_times_outputs() -> None:
    resolution = check(Project(parse("dense 8 tanh > dense 6 tanh > output")), PLANE)
    assert resolution.is_valid
    assert resolution.parameter_count == (2 + 1) * 8 + (8 + 1) * 6 + (6 + 1) * 1
    assert resolution.loss == "bce"


def test_the_output_follows_the_data() -> None:
    layers = check(Project(parse("dense 4 relu > output")), DIGITS).layers
    assert len(layers[LayerId("L3")].units_out) == 10
    assert layers[LayerId("L3")].activation == "softmax"


def test_an_activation_passes_identities_through() -> None:
    resolution = check(Project(parse("dense 2 > relu > output")), PLANE)
    weight = resolution.layers[LayerId("L4")].parameters[0]
    assert weight.sources == (
        UnitRef(LayerId("L2"), UnitId("u1")),
        UnitRef(LayerId("L2"), UnitId("u2")),
    )


@pytest.mark.parametrize(
    ("text", "shape", "words"),
    [
        ("dense 3 softmax", PLANE, "3 units"),
        ("dense 1 sigmoid", DIGITS, "needs 10"),
        ("dense 1 relu", PLANE, "has no target"),
        ("dense 1 tanh bce", PLANE, "does not work"),
    ],
)
def test_an_output_that_cannot_fit_offers_one_that_does(
    text: str, shape: DataShape, words: str
) -> None:
    (problem,) = check(Project(parse(text)), shape).problems
    assert words in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, shape).is_valid


@pytest.mark.parametrize("rule", TARGET_RULES)
def test_every_row_of_the_table_can_be_drawn(rule: object) -> None:
    assert rule in TARGET_RULES
    row = next(r for r in TARGET_RULES if r == rule)
    shape = {
        "binary": PLANE,
        "classes": DIGITS,
        "regression": replace(PLANE, task="regression", classes=()),
    }[row.task]
    units = row.unit_count(len(shape.classes))
    resolution = check(Project(parse(f"dense {units} {row.activation} {row.loss}")), shape)
    assert resolution.is_valid, resolution.problems
    assert target_rule(row.task, row.activation, row.loss) == row


def test_cycles_and_interrupted_ways_are_problems_with_repairs() -> None:
    network = parse("dense 2 > dense 3 > output")
    circle = (*network.connections, Connection(LayerId("L3"), LayerId("L2")))
    found = check(Project(replace(network, connections=circle)), PLANE)
    assert any("circle" in problem.message for problem in found.problems)
    repaired = found.problems[0].repair
    assert repaired is not None
    # The newest connection closed the circle; the way from the input stays as it was.
    assert repaired.project.network == network
    cut = replace(network, connections=network.connections[1:])
    (problem,) = check(Project(cut), PLANE).problems
    assert "No way leads" in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, PLANE).is_valid


def test_a_layer_of_its_own_stands_in_nobodys_way() -> None:
    project = edits.insert_layer(Project(parse("dense 2 > output")), "dense")
    assert check(project, PLANE).is_valid


def test_a_network_without_ends_is_repaired_in_two_clicks() -> None:
    network = Network((Layer(LayerId("a"), "dense 1", DenseSpec(unit_ids(2), "tanh")),))
    project = Project(network)
    for _ in range(2):
        repair = next(p.repair for p in check(project, PLANE).problems if p.repair)
        project = repair.project
    assert check(project, PLANE).is_valid


@pytest.mark.parametrize(
    ("training", "words"),
    [
        (TrainingSpec(batch_size=0), "batch size"),
        (TrainingSpec(batch_size=2.5), "batch size"),  # type: ignore[arg-type]
        (TrainingSpec(seed="one"), "seed"),  # type: ignore[arg-type]
        (TrainingSpec(phases=()), "one phase"),
        (TrainingSpec(phases=(PhaseSpec(trainable=(LayerId("L2"),)),)), "all layers"),
        (TrainingSpec(phases=(PhaseSpec(outputs=(LayerId("L3"),)),)), "all layers"),
        (TrainingSpec(l2=float("nan")), "L2"),
        (TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec("adm")),)), "Did you mean adam"),
        (
            TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", float("inf"))),)),
            "learning rate",
        ),
        (
            TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", float("nan"))),)),
            "learning rate",
        ),
    ],
)
def test_settings_that_only_a_file_can_bring_are_named(training: TrainingSpec, words: str) -> None:
    (problem,) = check(Project(starter_network(), training=training), PLANE).problems
    assert words in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, PLANE).is_valid


def _chain_with(middle: LayerSpec, **settings: Any) -> Network:
    network = chain([InputSpec(), middle, OutputSpec()])
    return network.with_layer(replace(network.layer(LayerId("L2")), **settings))


TWO = parse("dense 2 > dense 3 > output")


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (_chain_with(DenseSpec(())), "has no units"),
        (_chain_with(DenseSpec(unit_ids(MAX_UNITS + 1))), "units"),
        (_chain_with(DenseSpec((UnitId("u1"), UnitId("u1")))), "same id"),
        (_chain_with(DenseSpec(unit_ids(2), "tnah")), "Did you mean tanh"),
        (_chain_with(ActivationSpec("wobble")), "no activation"),
        (_chain_with(DenseSpec(unit_ids(2), "tanh", "glorut")), "Did you mean glorot"),
        (_chain_with(DenseSpec(unit_ids(2)), shares=LayerId("L3")), "Sharing"),
        (chain([InputSpec(), OutputSpec(weight=float("nan"))]), "weight"),
        (chain([InputSpec(), OutputSpec(weight=2.0)]), "weight"),
        (chain([InputSpec(), OutputSpec(target="value")]), "label"),
        (
            replace(TWO, connections=(*TWO.connections, Connection(LayerId("L2"), LayerId("L4")))),
            "takes one",
        ),
        (
            replace(TWO, layers=(*TWO.layers, Layer(LayerId("L9"), "input 2", InputSpec()))),
            "more than one input",
        ),
        (
            replace(
                TWO,
                layers=(*TWO.layers, Layer(LayerId("L9"), "dense 3", DenseSpec(unit_ids(1)))),
                connections=(*TWO.connections, Connection(LayerId("L4"), LayerId("L9"))),
            ),
            "Nothing can follow",
        ),
        (
            replace(TWO, connections=(*TWO.connections, Connection(LayerId("L9"), LayerId("L2")))),
            "does not exist",
        ),
    ],
)
def test_one_click_helps_a_damaged_network(network: Network, words: str) -> None:
    (problem,) = check(Project(network), PLANE).problems
    assert words in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, PLANE).is_valid


ids = st.sampled_from([LayerId(name) for name in "abcde"])
names = st.sampled_from([*ACTIVATIONS, "nonsense", ""])
specs: st.SearchStrategy[LayerSpec] = st.one_of(
    st.just(InputSpec()),
    st.builds(DenseSpec, st.lists(st.sampled_from(unit_ids(3)), max_size=4).map(tuple), names),
    st.builds(ActivationSpec, names),
    st.builds(OutputSpec, st.none() | st.integers(-3, 12), st.none() | names, st.none() | names),
)
networks = st.builds(
    Network,
    st.lists(st.builds(Layer, ids, st.text(max_size=5), specs), max_size=7).map(tuple),
    st.lists(st.builds(Connection, ids, ids), max_size=9).map(tuple),
    st.integers(-5, 9),
)


@given(networks, st.sampled_from([PLANE, DIGITS, replace(PLANE, features=())]))
def test_whatever_a_file_holds_the_check_answers(network: Network, shape: DataShape) -> None:
    resolution = check(Project(network), shape)
    for problem in resolution.problems:
        assert problem.message.endswith((".", "?"))
        if problem.repair is not None:
            check(problem.repair.project, shape)
    if resolution.is_valid:
        assert resolution.order
        assert resolution.loss
