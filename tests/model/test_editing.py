"""Editing sessions: whatever somebody does, ids stay whole and every step can be taken back."""

import inspect
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.model import edits, wishes
from playground.model.check import DataShape, check
from playground.model.edits import Edit
from playground.model.errors import EditError
from playground.model.history import LIMIT, History, WeightEdit
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Connection, DenseSpec, Network
from playground.model.project import Project
from playground.model.text import parse, render, starter_network

PLANE = DataShape("binary", (UnitId("x"), UnitId("y")), ("orange", "blue"), None, True)
START = Project(parse("dense 3 tanh > dense 2 relu > output"))

Choice = Callable[[Network], Edit]


def _pick(network: Network, index: int) -> LayerId:
    return network.layers[index % len(network.layers)].id if network.layers else LayerId("none")


def _connection(network: Network, index: int) -> Connection | None:
    if not network.connections:
        return None
    return network.connections[index % len(network.connections)]


numbers = st.integers(0, 40)
choices: st.SearchStrategy[Choice] = st.one_of(
    st.builds(
        lambda kind, n: lambda net: wishes.insert_layer(kind, connection=_connection(net, n)),
        st.sampled_from(["dense", "activation", "output", "input", "nonsense"]),
        numbers,
    ),
    st.builds(
        lambda kind: lambda _: wishes.insert_layer(kind), st.sampled_from(["dense", "activation"])
    ),
    st.builds(lambda n: lambda net: wishes.remove_layers([_pick(net, n)]), numbers),
    st.builds(
        lambda n, m: lambda net: wishes.set_units(_pick(net, n), m), numbers, st.integers(-2, 12)
    ),
    st.builds(
        lambda n, m: lambda net: wishes.remove_unit(_pick(net, n), UnitId(f"u{m}")),
        numbers,
        st.integers(1, 5),
    ),
    st.builds(
        lambda n, m: lambda net: wishes.connect(_pick(net, n), _pick(net, m)), numbers, numbers
    ),
    st.builds(
        lambda n: (
            lambda net: wishes.disconnect(
                _connection(net, n) or Connection(LayerId("a"), LayerId("b"))
            )
        ),
        numbers,
    ),
    st.builds(
        lambda n, by: lambda net: wishes.reorder_layer(_pick(net, n), by),
        numbers,
        st.sampled_from([-1, 1]),
    ),
    st.builds(
        lambda n, name: lambda net: wishes.rename_layer(_pick(net, n), name),
        numbers,
        st.text(max_size=3),
    ),
    st.builds(
        lambda n, x: lambda net: wishes.move_layers({_pick(net, n): (float(x), 0.0)}),
        numbers,
        numbers,
    ),
    st.just(lambda _: wishes.tidy()),
)


@settings(max_examples=150)
@given(st.lists(choices, max_size=20))
def test_a_random_session_keeps_the_network_whole_and_can_be_undone(session: list[Choice]) -> None:
    history = History(START)
    documents = [START]
    for choose in session:
        edit = choose(history.present.network)
        assert edit.label
        try:
            after = edit.change(history.present)
        except EditError as error:
            assert str(error).endswith((".", "?"))
            continue
        history = history.record(after, edit.label)
        documents.append(after)
        network = after.network
        known = {layer.id for layer in network.layers}
        assert len(known) == len(network.layers)
        assert all({c.source, c.target} <= known for c in network.connections)
        assert len({layer.name for layer in network.layers}) == len(network.layers)
        check(after, PLANE)
    for expected in reversed(documents[:-1]):
        history, _ = history.undo()
        assert history.present == expected
    assert not history.can_undo
    for expected in documents[1:]:
        history, _ = history.redo()
        assert history.present == expected


def test_a_layer_dropped_on_a_wire_stands_between() -> None:
    wire = Connection(LayerId("L2"), LayerId("L3"))
    after = edits.insert_layer(START, "dense", connection=wire, units=5, activation="relu")
    assert render(after.network) == "dense 3 tanh > dense 5 relu > dense 2 relu > output"
    assert check(after, PLANE).is_valid


def test_removing_a_layer_joins_its_neighbours() -> None:
    after = edits.remove_layers(START, [LayerId("L2"), LayerId("L3")])
    assert render(after.network) == "output"


def test_the_third_of_four_units_goes_and_the_others_keep_their_ids() -> None:
    project = Project(parse("dense 4 > output"))
    after = edits.remove_unit(project, LayerId("L2"), UnitId("u3"))
    spec = after.network.layer(LayerId("L2")).spec
    assert isinstance(spec, DenseSpec)
    assert spec.units == ("u1", "u2", "u4")
    again = edits.set_units(after, LayerId("L2"), 4).network.layer(LayerId("L2")).spec
    assert isinstance(again, DenseSpec)
    assert again.units == ("u1", "u2", "u4", "u3")


def test_another_kind_of_data_brings_its_own_settings() -> None:
    project = edits.toggle_feature(START, "sinx", ("x", "y"))
    assert project.data.features == ("x", "y", "sinx")
    assert edits.set_data(project, kind="digits").data.features == ()
    with pytest.raises(EditError, match="at least one feature"):
        edits.toggle_feature(edits.set_data(START, features=("x",)), "x", ("x", "y"))


def test_a_name_that_is_taken_is_not_given_twice() -> None:
    project = edits.rename_layer(
        edits.remove_layers(START, [LayerId("L1")]), LayerId("L2"), "input"
    )
    names = [layer.name for layer in edits.insert_layer(project, "input").network.layers]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (0.0, float("inf"))])
def test_a_card_stays_on_the_canvas(place: tuple[float, float]) -> None:
    with pytest.raises(EditError, match="finite"):
        edits.move_layers(START, {LayerId("L2"): place})


def test_only_settings_that_exist_can_be_set() -> None:
    for name in ("optimizer", "nonsense", "__doc__"):
        with pytest.raises(EditError, match="no setting"):
            edits.set_training(START, **{name: 1})
    with pytest.raises(EditError, match="no setting"):
        edits.set_data(START, colour="red")


def test_every_edit_has_its_wish() -> None:
    def functions(room: ModuleType) -> dict[str, inspect.Signature]:
        found = inspect.getmembers(room, inspect.isfunction)
        return {name: inspect.signature(function) for name, function in found}

    own, named = functions(edits), functions(wishes)
    # Copying changes nothing, and asking what may be removed neither.
    assert set(own) - {"copy", "removable"} == set(named)
    for name, signature in named.items():
        mine = [parameter for parameter in signature.parameters if parameter != "stroke"]
        assert mine == [p for p in own[name].parameters if p != "project"], name


def test_a_circle_cannot_be_drawn() -> None:
    with pytest.raises(EditError, match="circle"):
        edits.connect(START, LayerId("L3"), LayerId("L2"))


def test_a_layer_on_a_bare_network_goes_between_its_ends() -> None:
    bare = Project(Network(starter_network().layers, (), 3))
    assert check(edits.insert_layer(bare, "dense"), PLANE).is_valid


def test_a_drag_is_one_entry_and_keeps_the_first_value() -> None:
    weight = WeightRef(ParameterId(LayerId("L2"), "bias"), UnitRef(LayerId("L2"), UnitId("u1")))
    history = History(0)
    for value in (1, 2, 3):
        effect = WeightEdit(weight, float(value - 1), float(value))
        history = history.record(value, "Set weight", "weight", effect)
    assert len(history.past) == 1
    after, step = history.undo()
    assert after.present == 0
    assert step.effect == WeightEdit(weight, 0.0, 3.0)
    sealed = history.sealed().record(4, "Set weight", "weight")
    assert len(sealed.past) == 2


def test_history_is_bounded_and_forgets_the_oldest() -> None:
    history = History(0)
    for value in range(1, LIMIT + 10):
        history = history.record(value, "step")
    assert len(history.past) == LIMIT
    while history.can_undo:
        history, _ = history.undo()
    assert history.present == 9
