"""What single edits do: joins, many at once, what is held, copies, templates, own points."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from playground.model import edits, wishes
from playground.model.catalog import MAX_POINTS
from playground.model.check import DataShape, check
from playground.model.edits import TEMPLATES, Fragment
from playground.model.errors import EditError, NeedsJoinError
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import (
    AddSpec,
    ConcatenateSpec,
    Connection,
    DenseSpec,
    DropoutSpec,
    Network,
    OutputSpec,
)
from playground.model.project import Point, Project, TableSpec
from playground.model.text import parse, render, starter_network
from tests.model.drawn import DIGITS, LETTERS, WAVES

PLANE = DataShape("binary", (UnitId("x"), UnitId("y")), ("orange", "blue"), None, True)
START = Project(parse("dense 3 tanh > dense 2 relu > output"))
JOINED = Project(parse("dense 4 tanh as a > dense 4 relu as b\nadd a b as sum > output"))
FIRST, SECOND, END = LayerId("L2"), LayerId("L3"), LayerId("L4")


def ids_of(project: Project) -> dict[str, LayerId]:
    return {layer.name: layer.id for layer in project.network.layers}


def named(project: Project) -> set[tuple[str, str]]:
    """The connections by the names of the layers."""
    names = {layer.id: layer.name for layer in project.network.layers}
    return {(names[c.source], names[c.target]) for c in project.network.connections}


def weight(target: UnitRef, source: UnitRef) -> WeightRef:
    return WeightRef(ParameterId(target.layer, "weight"), target, source)


HELD = weight(UnitRef(SECOND, UnitId("u2")), UnitRef(FIRST, UnitId("u3")))


def assert_refused(*changes: Callable[[], object]) -> None:
    for change in changes:
        with pytest.raises(EditError):
            change()


# --- joins ---------------------------------------------------------------------------------


def test_a_second_input_asks_for_a_join_and_a_join_takes_both() -> None:
    with pytest.raises(NeedsJoinError, match="Insert Add or Concatenate") as caught:
        edits.connect(START, FIRST, END)
    assert (caught.value.source, caught.value.target) == (FIRST, END)
    after = edits.join(START, FIRST, END, "concatenate")
    resolution = check(after, PLANE)
    assert resolution.is_valid
    join = ids_of(after)["concatenate 1"]
    assert resolution.layers[join].sources == (SECOND, FIRST)
    assert len(resolution.layers[END].units_in) == 5
    third = edits.join(after, LayerId("L1"), join, "concatenate")
    assert check(third, PLANE).layers[join].sources == (SECOND, FIRST, LayerId("L1"))


def test_a_join_on_a_free_input_is_a_plain_connection() -> None:
    cut = edits.disconnect(START, Connection(SECOND, END))
    assert edits.join(cut, FIRST, END, "add") == edits.connect(cut, FIRST, END)


def test_a_connection_is_drawn_once() -> None:
    with pytest.raises(EditError, match="already"):
        edits.connect(START, FIRST, SECOND)


def test_a_layer_taken_out_of_a_branch_leaves_the_branch_in_its_place() -> None:
    names = ids_of(JOINED)
    longer = edits.insert_layer(JOINED, "dropout", connection=Connection(names["b"], names["sum"]))
    back = edits.remove_layers(longer, [ids_of(longer)["dropout 1"]])
    assert back.network.connections == JOINED.network.connections
    without = edits.remove_layers(JOINED, [names["sum"]])
    assert named(without) == {("input", "a"), ("a", "b"), ("a", "output")}
    single = edits.remove_layers(JOINED, [names["b"]])
    (problem,) = check(single, PLANE).problems
    assert problem.repair is not None
    assert check(problem.repair.project, PLANE).is_valid


def test_a_layer_does_not_change_places_with_a_join() -> None:
    with pytest.raises(EditError, match="joins branches"):
        edits.reorder_layer(JOINED, ids_of(JOINED)["b"], 1)
    assert named(edits.reorder_layer(START, FIRST, 1)) == {
        ("input", "dense 2"),
        ("dense 2", "dense 1"),
        ("dense 1", "output"),
    }


@pytest.mark.parametrize(
    ("kind", "spec"),
    [("dropout", DropoutSpec()), ("add", AddSpec()), ("concatenate", ConcatenateSpec())],
)
def test_every_kind_can_be_dropped_on_a_wire(kind: str, spec: object) -> None:
    after = edits.insert_layer(START, kind, connection=Connection(FIRST, SECOND))
    layer = after.network.layer(ids_of(after)[f"{kind} 1"])
    assert layer.spec == spec
    assert after.network.sources(SECOND) == (layer.id,)


# --- many at once --------------------------------------------------------------------------


def test_many_layers_change_at_once_where_it_makes_sense() -> None:
    everything = [layer.id for layer in START.network.layers]
    after = edits.set_activation(edits.set_units(START, everything, 5), everything, "gelu")
    assert [
        (len(layer.spec.units), layer.spec.activation)
        for layer in after.network.layers
        if isinstance(layer.spec, DenseSpec)
    ] == [(5, "gelu"), (5, "gelu")]
    output = after.network.layer(END).spec
    assert output == START.network.layer(END).spec
    fewer = edits.add_units(START, [FIRST, SECOND], -2)
    assert [
        layer.spec.units for layer in fewer.network.layers if isinstance(layer.spec, DenseSpec)
    ] == [("u1",), ("u1",)]
    with pytest.raises(EditError, match="no units"):
        edits.set_units(START, [LayerId("L1"), END], 5)
    with pytest.raises(EditError, match="No layer"):
        edits.set_units(START, [], 5)


def test_one_layer_among_one_is_as_one_layer_alone() -> None:
    assert edits.set_activation(START, [END], "tanh") == edits.set_activation(START, END, "tanh")
    spec = edits.set_units(START, END, 3).network.layer(END).spec
    assert isinstance(spec, OutputSpec)
    assert spec.units == 3


def test_rate_and_bias_are_set_only_where_there_are_any() -> None:
    project = edits.insert_layer(START, "dropout", connection=Connection(FIRST, SECOND))
    dropout = ids_of(project)["dropout 1"]
    after = edits.set_bias(edits.set_dropout_rate(project, dropout, 0.25), [FIRST, dropout], False)
    assert after.network.layer(dropout).spec == DropoutSpec(0.25)
    assert len(check(after, PLANE).layers[FIRST].parameters) == 1
    assert_refused(
        lambda: edits.set_dropout_rate(project, dropout, 1.0),
        lambda: edits.set_dropout_rate(project, dropout, float("nan")),
        lambda: edits.set_dropout_rate(project, FIRST, 0.5),
        lambda: edits.set_bias(project, dropout, False),
    )


# --- what is held --------------------------------------------------------------------------


def test_what_is_held_goes_with_what_it_belongs_to() -> None:
    clamped = UnitRef(FIRST, UnitId("u3"))
    project = edits.cut_weight(edits.freeze_weight(START, HELD), (HELD,))
    project = edits.clamp_unit(project, clamped, 0.5)
    assert check(project, PLANE).is_valid
    network = edits.set_units(project, FIRST, 2).network
    assert (network.cuts, network.frozen_weights, network.clamps) == ((), (), ())
    network = edits.remove_unit(project, SECOND, UnitId("u2")).network
    assert (network.cuts, network.frozen_weights) == ((), ())
    assert len(network.clamps) == 1
    network = edits.remove_layers(project, [FIRST]).network
    assert (network.cuts, network.frozen_weights, network.clamps) == ((), (), ())


PASSED = (
    "dense 3 tanh > dropout 0.2 as drop > relu as squash > output",
    "dense 3 tanh as left > relu as squash\n left > dense 3 > concat squash as side > output",
    "dense 3 tanh as left > relu as squash > concat left as side > output",
)
"""Networks in which a unit of the first dense layer is passed on."""


@pytest.mark.parametrize("text", PASSED)
def test_a_clamp_of_a_unit_that_is_passed_on_goes_with_its_origin(text: str) -> None:
    start = Project(parse(text))
    shapes = check(start, PLANE).layers
    assert check(start, PLANE).is_valid
    for layer, name in {
        (i, n) for n, i in ids_of(start).items() if n in {"drop", "squash", "side"}
    }:
        units = [u for u in shapes[layer].units_out if u.unit.endswith(f"{FIRST}.u3")]
        assert units, name
        for unit in units:
            held = edits.clamp_unit(start, unit, 0.5)
            less = edits.set_units(held, FIRST, 2)
            assert less.network.clamps == ()
            assert edits.remove_layers(held, [FIRST]).network.clamps == ()
            kept = edits.remove_unit(held, FIRST, UnitId("u1"))
            assert kept.network.clamps == held.network.clamps
            assert unit in check(kept, PLANE).layers[layer].units_out
            assert_refused(partial(edits.clamp_unit, less, unit, 0.5))


@pytest.mark.parametrize("text", PASSED)
def test_a_copy_holds_the_units_that_its_own_layers_pass_on(text: str) -> None:
    start = Project(parse(text))
    resolution = check(start, PLANE)
    for layer in resolution.order[2:-1]:
        for unit in resolution.layers[layer].units_out:
            start = edits.clamp_unit(start, unit, 0.5)
    part = edits.copy(start, [layer.id for layer in start.network.layers])
    after = edits.paste(start, part)
    shapes = check(after, PLANE).layers
    fresh = after.network.clamps[len(start.network.clamps) :]
    assert len(fresh) == len(start.network.clamps)
    assert all(clamp.unit in shapes[clamp.unit.layer].units_out for clamp in fresh)
    alone = edits.copy(start, [ids_of(start)["squash"]])
    assert alone.network.clamps == (), "where its units come from is not part of it"


def test_what_is_held_can_be_let_go() -> None:
    unit = UnitRef(FIRST, UnitId("u1"))
    project = edits.clamp_unit(edits.clamp_unit(START, unit, 0.5), unit, -1.0)
    assert [clamp.value for clamp in project.network.clamps] == [-1.0]
    assert edits.release_unit(project, unit) == START
    assert edits.restore_weight(edits.cut_weight(START, HELD), HELD) == START
    assert edits.release_weight(edits.freeze_weight(START, HELD), (HELD,)) == START
    frozen = edits.set_frozen(START, [LayerId("L1"), FIRST], True)
    assert [layer.is_frozen for layer in frozen.network.layers] == [False, True, False, False]
    assert edits.set_frozen(frozen, [FIRST], False) == START
    twice = edits.cut_weight(edits.cut_weight(START, HELD), HELD)
    assert twice.network.cuts == (HELD,)


def test_a_layer_has_a_weight_decay_of_its_own() -> None:
    one = edits.set_layer_decay(START, FIRST, 0.25)
    assert one.network.layer(FIRST).weight_decay == 0.25
    assert edits.set_layer_decay(one, FIRST, None) == START
    several = edits.set_layer_decay(START, [LayerId("L1"), FIRST, END], 0)
    assert [x.weight_decay for x in several.network.layers] == [None, 0.0, None, 0.0]
    shared = START.network.with_layer(replace(START.network.layer(SECOND), shares=FIRST))
    assert_refused(
        lambda: edits.set_layer_decay(START, FIRST, -0.1),
        lambda: edits.set_layer_decay(START, FIRST, float("nan")),
        lambda: edits.set_layer_decay(START, LayerId("L1"), 0.1),
        lambda: edits.set_layer_decay(Project(shared), SECOND, 0.1),
    )
    spoilt = START.network.with_layer(replace(START.network.layer(FIRST), weight_decay=-1.0))
    (problem,) = check(Project(spoilt), PLANE).problems
    assert "from 0 to 1,000" in problem.message
    assert problem.repair is not None
    assert problem.repair.project.network == START.network


def test_what_is_not_there_cannot_be_held() -> None:
    gone = UnitRef(FIRST, UnitId("u9"))
    bias = WeightRef(ParameterId(FIRST, "bias"), UnitRef(FIRST, UnitId("u1")))
    assert edits.freeze_weight(START, bias).network.frozen_weights == (bias,)
    assert_refused(
        lambda: edits.cut_weight(START, bias),
        lambda: edits.cut_weight(START, weight(gone, gone)),
        lambda: edits.cut_weight(START, ()),
        lambda: edits.restore_weight(START, HELD),
        lambda: edits.clamp_unit(START, gone, 0.0),
        lambda: edits.clamp_unit(START, UnitRef(FIRST, UnitId("u1")), float("inf")),
        lambda: edits.clamp_unit(START, UnitRef(END, UnitId("o0")), 1.0),
        lambda: edits.release_unit(START, UnitRef(FIRST, UnitId("u1"))),
        lambda: edits.set_frozen(START, [LayerId("L1")], True),
    )


# --- copies and templates ------------------------------------------------------------------


def test_a_copy_has_ids_of_its_own_and_its_inner_connections() -> None:
    project = edits.set_frozen(edits.cut_weight(START, HELD), [FIRST], True)
    after = edits.duplicate(project, [layer.id for layer in project.network.layers])
    names = ids_of(after)
    assert names.keys() == {"input", "dense 1", "dense 2", "output", "dense 3", "dense 4"}
    assert ("dense 3", "dense 4") in named(after)
    first, second = names["dense 3"], names["dense 4"]
    assert after.network.layer(first).is_frozen
    copied = weight(UnitRef(second, UnitId("u2")), UnitRef(first, UnitId("u3")))
    assert after.network.cuts == (HELD, copied)
    assert check(after, PLANE).is_valid


def test_a_part_can_be_pasted_into_another_project() -> None:
    part = edits.copy(JOINED, [layer.id for layer in JOINED.network.layers])
    assert isinstance(part, Fragment)
    after = edits.paste(START, part, (100.0, 50.0))
    assert {("a", "b"), ("a", "sum"), ("b", "sum")} <= named(after)
    names = ids_of(after)
    # Its own connections keep the order in which the join sees them.
    assert after.network.sources(names["sum"]) == (names["a"], names["b"])
    places = [after.network.layer(names[name]).position for name in ("a", "b", "sum")]
    known = [place for place in places if place is not None]
    assert len(known) == 3
    assert (min(x for x, _ in known) + max(x for x, _ in known)) / 2 == 100.0
    again = edits.paste(after, part)
    assert {"a 1", "b 1", "sum 1"} <= ids_of(again).keys()


def test_a_copy_lies_beside_what_it_was_made_of() -> None:
    placed = edits.move_layers(START, {FIRST: (10.0, 20.0)})
    after = edits.duplicate(placed, [FIRST])
    assert after.network.layer(ids_of(after)["dense 3"]).position == (50.0, 60.0)
    assert after.network.layer(FIRST).position == (10.0, 20.0)


def test_input_and_output_are_not_copied() -> None:
    with pytest.raises(EditError, match="only once"):
        edits.copy(START, [LayerId("L1"), END])


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_works_on_a_wire_and_between_bare_ends(name: str) -> None:
    suits = TEMPLATES[name].suits
    data = {"rows": PLANE, "pictures": DIGITS, "sequences": WAVES, "tokens": LETTERS}[suits]
    for project, wire in (
        (START, Connection(SECOND, END)),
        (START, Connection(LayerId("L1"), FIRST)),
        (Project(Network(starter_network().layers, (), 3)), None),
    ):
        after = edits.insert_template(project, name, connection=wire)
        resolution = check(after, data)
        if suits in ("pictures", "tokens") and wire is not None and wire.source != "L1":
            assert resolution.problems
            continue
        assert resolution.is_valid, resolution.problems
        assert set(resolution.order) == {layer.id for layer in after.network.layers}
    bare = edits.insert_template(Project(Network(starter_network().layers, (), 3)), name)
    written = parse(TEMPLATES[name].text)
    assert render(bare.network) == render(written)


def test_a_template_on_its_own_stands_aside() -> None:
    after = edits.insert_template(START, "residual_block", position=(0.0, 0.0))
    assert check(after, PLANE).is_valid
    assert named(START) < named(after)
    places = [layer.position for layer in after.network.layers[4:]]
    assert len(set(places)) == len(places)
    assert None not in places
    with pytest.raises(EditError, match="Did you mean bottleneck"):
        edits.insert_template(START, "botleneck")


# --- training and data ---------------------------------------------------------------------


def test_settings_of_training_are_set_in_every_phase() -> None:
    project = edits.set_schedule(START, kind="cosine", period=50)
    project = edits.set_schedule(project, factor=0.2)
    project = edits.set_clip(edits.set_l1(edits.set_momentum(project, 0.8), 0.01), 1.5)
    project = edits.set_weight_decay(edits.set_decay(project, 0.9), 0.1)
    optimizer, training = project.training.optimizer, project.training
    schedule = optimizer.schedule
    assert (schedule.kind, schedule.period, schedule.factor) == ("cosine", 50, 0.2)
    assert (optimizer.momentum, optimizer.decay, optimizer.weight_decay) == (0.8, 0.9, 0.1)
    assert (training.l1, training.clip) == (0.01, 1.5)
    assert edits.set_clip(project, None).training.clip is None
    assert check(project, PLANE).is_valid
    with pytest.raises(EditError, match="Did you mean warmup"):
        edits.set_schedule(START, kind="warmpu")


def test_own_points_make_the_data_ones_own() -> None:
    project = edits.set_data(START, kind="digits", features=("p0",), train_share=0.5)
    after = edits.add_points(project, [Point(1.0, 2.0, 0), Point(9.0, -7.0, 1)])
    assert (after.data.kind, after.data.features, after.data.train_share) == ("own", (), None)
    assert after.data.points == (Point(1.0, 2.0, 0), Point(6.0, -6.0, 1))
    moved = edits.move_point(after, 0, -8.0, 0.5)
    assert moved.data.points[0] == Point(-6.0, 0.5, 0)
    assert edits.relabel_points(moved, [0], 1).data.points[0].label == 1
    assert edits.remove_points(after, [0]).data.points == (Point(6.0, -6.0, 1),)
    assert edits.clear_points(after).data.points == ()
    # Another kind keeps them for later.
    assert edits.set_data(after, kind="xor").data.points == after.data.points


def test_points_have_their_limits() -> None:
    full = edits.add_points(START, [Point(0.0, 0.0, 0)] * MAX_POINTS)
    assert_refused(
        lambda: edits.add_points(full, [Point(0.0, 0.0, 0)]),
        lambda: edits.add_points(START, []),
        lambda: edits.add_points(START, [Point(float("nan"), 0.0, 0)]),
        lambda: edits.add_points(START, [Point(0.0, 0.0, 10)]),
        lambda: edits.move_point(START, 0, 0.0, 0.0),
        lambda: edits.remove_points(full, [-1]),
        lambda: edits.clear_points(START),
    )


def test_a_formula_and_a_table_bring_their_kind_of_data() -> None:
    project = edits.set_data(START, features=("x",))
    assert edits.set_formula(project, " sin(x)\n* 2 ").data.formula == "sin(x) * 2"
    assert edits.set_formula(project, "x").data.kind == "above"
    with pytest.raises(EditError, match="200"):
        edits.set_formula(project, "x" * 201)
    table = TableSpec("flu", ("fever",), bytes(16), "days", bytes(16))
    after = edits.set_table(project, table).data
    assert (after.kind, after.table, after.features) == ("table", table, ())


def test_drags_are_one_entry_and_clicks_are_several() -> None:
    assert wishes.move_point(3, 0.0, 0.0).merge_key == wishes.move_point(3, 1.0, 1.0).merge_key
    assert wishes.add_points([Point(0.0, 0.0, 0)]).merge_key == ""
    assert wishes.add_points([Point(0.0, 0.0, 0)], "7").merge_key == "points:7"
    pair = wishes.set_units([SECOND, FIRST], 3).merge_key
    assert pair == wishes.set_units([FIRST, SECOND], 4).merge_key
    assert pair != wishes.set_units(FIRST, 4).merge_key
    assert wishes.set_frozen([FIRST, SECOND], True).label == "Freeze 2 layers"
    assert wishes.cut_weight((HELD,) * 3).label == "Cut 3 weights"


def test_a_list_that_is_changed_later_changes_no_edit() -> None:
    chosen = [FIRST, SECOND]
    edit = wishes.set_units(chosen, 6)
    chosen.clear()
    assert edit.change(START) == edits.set_units(START, [FIRST, SECOND], 6)


def test_ids_stay_fresh_where_a_counter_is_wrong() -> None:
    wrong = Project(replace(START.network, next_id=1))
    after = edits.insert_layer(wrong, "dense")
    gone = edits.remove_layers(after, [LayerId("L5")])
    assert ids_of(edits.insert_layer(gone, "dense"))["dense 3"] == "L6"
