"""The check: shapes that follow, problems in plain words, repairs that repair."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, MAX_UNITS, TARGET_RULES, target_rule
from playground.model.check import DataShape, check
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import (
    ActivationSpec,
    AddSpec,
    Clamp,
    ConcatenateSpec,
    Connection,
    DenseSpec,
    DropoutSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)
from playground.model.project import OptimizerSpec, PhaseSpec, Project, ScheduleSpec, TrainingSpec
from playground.model.resolution import SequenceShape
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


def compared(network: Network, target: str) -> Network:
    """Return the network with its output compared with something."""
    head = network.layers[-1]
    assert isinstance(head.spec, OutputSpec)
    return network.with_layer(replace(head, spec=replace(head.spec, target=target)))


@pytest.mark.parametrize("rule", TARGET_RULES)
def test_every_row_of_the_table_can_be_drawn(rule: object) -> None:
    assert rule in TARGET_RULES
    row = next(r for r in TARGET_RULES if r == rule)
    shape = {
        "binary": PLANE,
        "classes": DIGITS,
        "regression": replace(PLANE, task="regression", classes=()),
        "tokens": replace(PLANE, task="tokens", sequence=SequenceShape(5)),
        "input": replace(PLANE, is_share=True),
    }[row.task]
    units = row.unit_count(len(shape.classes), shape.size)
    network = parse(f"dense {units} {row.activation} {row.loss}")
    resolution = check(
        Project(compared(network, "input" if row.task == "input" else "label")), shape
    )
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


def _with_optimizer(**settings: Any) -> TrainingSpec:
    return TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec(**settings)),))


@pytest.mark.parametrize(
    ("training", "words"),
    [
        (TrainingSpec(batch_size=0), "batch size"),
        (TrainingSpec(batch_size=2.5), "batch size"),  # type: ignore[arg-type]
        (TrainingSpec(seed="one"), "seed"),  # type: ignore[arg-type]
        (TrainingSpec(phases=()), "from 1 to 8 phases"),
        (TrainingSpec(phases=(PhaseSpec(trainable=(LayerId("L77"),)),)), "all layers"),
        (TrainingSpec(phases=(PhaseSpec(outputs=(LayerId("L1"),)),)), "all layers"),
        (TrainingSpec(l2=float("nan")), "L2"),
        (TrainingSpec(l1=-1.0), "L1"),
        (TrainingSpec(clip=0.0), "clipping"),
        (_with_optimizer(momentum=1.0), "momentum"),
        (_with_optimizer(decay=float("nan")), "decay of RMSProp"),
        (_with_optimizer(weight_decay=-0.1), "weight decay"),
        (_with_optimizer(schedule=ScheduleSpec("cosin")), "Did you mean cosine"),
        (_with_optimizer(schedule=ScheduleSpec("step", period=0)), "period"),
        (_with_optimizer(schedule=ScheduleSpec("step", factor=1.5)), "factor"),
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
        (_chain_with(DenseSpec(unit_ids(2), "step")), "derivative of a step is 0"),
        (_chain_with(ActivationSpec("step")), "derivative of a step is 0"),
        (_chain_with(DropoutSpec(1.0)), "rate"),
        (_chain_with(DropoutSpec(float("nan"))), "rate"),
        (_chain_with(AddSpec()), "only one input"),
        (_chain_with(ConcatenateSpec()), "only one input"),
        (replace(TWO, connections=(*TWO.connections, TWO.connections[0])), "Two connections"),
        (
            replace(TWO, clamps=(Clamp(UnitRef(LayerId("L4"), UnitId("o0")), 1.0),)),
            "cannot be held",
        ),
        (
            replace(TWO, clamps=(Clamp(UnitRef(LayerId("L2"), UnitId("u1")), float("nan")),)),
            "can be held at",
        ),
        (_chain_with(DenseSpec(unit_ids(2), "tanh", "glorut")), "Did you mean glorot"),
        (_chain_with(DenseSpec(unit_ids(2)), shares=LayerId("L3")), "use the weights of"),
        (chain([InputSpec(), OutputSpec(weight=float("nan"))]), "weight"),
        (chain([InputSpec(), OutputSpec(weight=0.0)]), "weight"),
        (chain([InputSpec(), OutputSpec(target="value")]), "no target"),
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
    st.builds(DropoutSpec, st.floats(-1, 2)),
    st.just(AddSpec()),
    st.just(ConcatenateSpec()),
    st.builds(OutputSpec, st.none() | st.integers(-3, 12), st.none() | names, st.none() | names),
)
units = st.builds(UnitRef, ids, st.sampled_from(unit_ids(3)))
weights = st.builds(WeightRef, st.builds(ParameterId, ids, st.just("weight")), units, units)
networks = st.builds(
    Network,
    st.lists(st.builds(Layer, ids, st.text(max_size=5), specs), max_size=7).map(tuple),
    st.lists(st.builds(Connection, ids, ids), max_size=9).map(tuple),
    st.integers(-5, 9),
    cuts=st.lists(weights, max_size=2).map(tuple),
    frozen_weights=st.lists(weights, max_size=2).map(tuple),
    clamps=st.lists(st.builds(Clamp, units, st.floats()), max_size=2).map(tuple),
)


@given(networks, st.sampled_from([PLANE, DIGITS, replace(PLANE, features=())]))
def test_whatever_a_file_holds_the_check_answers(network: Network, shape: DataShape) -> None:
    resolution = check(Project(network), shape)
    for problem in resolution.problems:
        assert problem.message.endswith((".", "?"))
        for repair in problem.repairs:
            check(repair.project, shape)
    is_clear = all(
        len(set(layer.spec.units)) == len(layer.spec.units)
        for layer in network.layers
        if isinstance(layer.spec, DenseSpec)
    )
    for layer in resolution.layers.values():
        assert len(set(layer.identities)) == len(layer.identities) or not is_clear
        assert len(layer.units_out) == len(layer.identities)
    if resolution.is_valid:
        assert resolution.order
        assert resolution.loss


def test_every_way_out_that_is_offered_leads_out() -> None:
    wide = parse("dense 3 tanh as a > dense 5 tanh as b\nadd a b > output")
    (problem,) = check(Project(wide), PLANE).problems
    assert "equal width: a (3), b (5)" in problem.message
    assert [repair.label for repair in problem.repairs] == ["Insert dense 3", "Use concatenate"]
    loose = replace(TWO, connections=(*TWO.connections, Connection(LayerId("L2"), LayerId("L4"))))
    (several,) = check(Project(loose), PLANE).problems
    assert [repair.label for repair in several.repairs] == [
        "Keep the first",
        "Join them with concatenate",
    ]
    (pair,) = check(Project(parse("dense 1 tanh bce")), PLANE).problems
    assert len(pair.repairs) == 3
    for found in (problem, several, pair):
        for repair in found.repairs:
            assert check(repair.project, PLANE).is_valid, repair.label


def test_an_add_has_units_of_its_own_and_keeps_them_when_the_branch_changes() -> None:
    network = parse("dense 3 tanh as a > dense 3 tanh as b\nadd a b as sum > output")
    layers = {layer.name: layer.id for layer in network.layers}
    shapes = check(Project(network), PLANE).layers
    total = shapes[layers["sum"]]
    assert total.kind == "add"
    assert total.sources == (layers["a"], layers["b"])
    assert total.units_in == shapes[layers["a"]].identities
    assert total.identities == tuple(UnitRef(layers["sum"], unit) for unit in unit_ids(3))
    assert shapes[layers["output"]].units_in == total.identities
    turned = tuple(reversed(network.connections))
    again = check(Project(replace(network, connections=turned)), PLANE).layers[layers["sum"]]
    assert again.sources == (layers["b"], layers["a"])
    assert again.identities == total.identities


def test_a_concatenation_passes_all_units_on_and_tells_equal_ones_apart() -> None:
    network = parse("dense 2 as a > relu as r\nconcat a r as both > output")
    layers = {layer.name: layer.id for layer in network.layers}
    resolution = check(Project(network), PLANE)
    both = resolution.layers[layers["both"]]
    assert resolution.is_valid
    first = tuple(UnitRef(layers["a"], unit) for unit in unit_ids(2))
    assert both.identities[:2] == first
    assert len(set(both.identities)) == 4
    assert {unit.layer for unit in both.identities[2:]} == {layers["both"]}
    assert resolution.layers[layers["output"]].parameter_count == 5


def test_dropout_passes_identities_through_and_no_bias_is_no_parameter() -> None:
    network = parse("dense 3 tanh nobias > dropout 0.2 > output")
    shapes = check(Project(network), PLANE).layers
    dense, dropout = shapes[LayerId("L2")], shapes[LayerId("L3")]
    assert dropout.identities == dense.identities
    assert dropout.parameters == ()
    assert [parameter.id.name for parameter in dense.parameters] == ["weight"]
    assert dense.parameter_count == 6


def test_a_branch_that_comes_from_nowhere_is_named() -> None:
    network = parse("dense 2 as a > dense 2 as b\nadd a b > output")
    layers = {layer.name: layer.id for layer in network.layers}
    off = tuple(c for c in network.connections if c != Connection(layers["a"], layers["b"]))
    (problem,) = check(Project(replace(network, connections=off)), PLANE).problems
    assert "no way leads from the input to b" in problem.message
    assert problem.repair is not None


def test_layers_aside_have_shapes_and_stand_in_nobodys_way() -> None:
    project = edits.insert_layer(Project(parse("dense 2 > output")), "dense", activation="step")
    resolution = check(project, PLANE)
    assert resolution.is_valid
    assert set(resolution.layers) == {layer.id for layer in project.network.layers}


def test_joins_cannot_grow_without_end() -> None:
    layers = [Layer(LayerId("L1"), "input", InputSpec())]
    connections = []
    for number in range(2, 60, 2):
        relu, join = LayerId(f"L{number}"), LayerId(f"L{number + 1}")
        layers += [Layer(relu, relu, ActivationSpec()), Layer(join, join, ConcatenateSpec())]
        before = LayerId(f"L{number - 1}")
        connections += [Connection(before, relu), Connection(before, join), Connection(relu, join)]
    layers.append(Layer(LayerId("L99"), "output", OutputSpec()))
    connections.append(Connection(layers[-2].id, LayerId("L99")))
    found = problems(Project(Network(tuple(layers), tuple(connections), 100)))
    assert any("at most 4,096" in message for message in found)


def test_a_way_out_takes_along_what_was_held_in_a_layer_that_goes() -> None:
    network = parse("dense 3 tanh as a > dense 3 relu as b > add a as both > output")
    join = next(layer.id for layer in network.layers if layer.name == "both")
    held = edits.clamp_unit(Project(network), UnitRef(join, UnitId("u1")), 0.5)
    cut = next(c for c in network.connections if c.target == join)
    (problem,) = check(edits.disconnect(held, cut), PLANE).problems
    assert problem.repair is not None
    assert not problem.repair.project.network.has(join)
    assert problem.repair.project.network.clamps == ()


def test_a_token_cannot_be_held_at_a_value() -> None:
    network = parse("embedding 4 > rnn 4 > output")
    sequence = SequenceShape(5, ("a", "b", "c"))
    words = DataShape("binary", (UnitId("token"),), ("no", "yes"), sequence=sequence)
    token = UnitRef(network.layers[0].id, UnitId("token"))
    held = edits.clamp_unit(Project(network), token, 1.0)
    (problem,) = check(held, words).problems
    assert "A token is a name" in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, words).is_valid
