"""Whole editing sessions over every edit there is: nothing breaks, everything can be taken back."""

import inspect
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from playground.files.records import project_from_builtins, project_to_builtins
from playground.model import edits, wishes
from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    SCHEDULES,
)
from playground.model.check import DataShape, Resolution, check
from playground.model.edits import TEMPLATES, Edit
from playground.model.errors import EditError
from playground.model.graph import topological
from playground.model.history import History
from playground.model.holds import pruned
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import KINDS as NAMES
from playground.model.network import Connection, JoinSpec, Network
from playground.model.project import Point, Project, TableSpec
from playground.model.text import merge, parse

PLANE = DataShape("binary", (UnitId("x"), UnitId("y")), ("orange", "blue"), None, True)
STARTS = (
    Project(parse("dense 3 tanh > dense 2 relu > output")),
    Project(
        parse(
            "dense 4 tanh as a > dropout 0.2 > dense 4 as b\nadd a b as s > relu as r\n"
            "concat s r input > output"
        )
    ),
)
KINDS = (*LAYERS, "nonsense")
JOINS = ("add", "multiply", "concatenate", "output")
TABLE = TableSpec("t", ("x", "y"), bytes(32), "z", bytes(16), ("no", "yes"))


@dataclass(frozen=True)
class Hand:
    """What somebody points at: numbers that pick among whatever there is at that moment."""

    project: Project
    resolution: Resolution
    numbers: tuple[int, int, int]
    amount: float

    @property
    def network(self) -> Network:
        return self.project.network

    def layer(self, which: int = 0) -> LayerId:
        layers = self.network.layers
        return layers[self.numbers[which] % len(layers)].id if layers else LayerId("none")

    def layers(self) -> list[LayerId]:
        return sorted({self.layer(which) for which in range(3)})

    def connection(self) -> Connection:
        ways = self.network.connections
        nowhere = Connection(LayerId("a"), LayerId("b"))
        return ways[self.numbers[0] % len(ways)] if ways else nowhere

    def unit(self) -> UnitRef:
        shape = self.resolution.layers.get(self.layer())
        units = shape.units_out if shape is not None else ()
        gone = UnitRef(self.layer(), UnitId("u1"))
        return units[self.numbers[1] % len(units)] if units else gone

    def weight(self) -> WeightRef:
        shape = self.resolution.layers.get(self.layer())
        if shape is None or not shape.parameters:
            return WeightRef(ParameterId(self.layer(), "weight"), self.unit(), self.unit())
        matrix = shape.parameters[0]
        target = matrix.targets[self.numbers[1] % len(matrix.targets)]
        return WeightRef(matrix.id, target, matrix.sources[self.numbers[2] % len(matrix.sources)])

    def name(self, table: Mapping[str, object]) -> str:
        return [*table, "nonsense"][self.numbers[2] % (len(table) + 1)]

    def setting(self) -> tuple[str, object]:
        """Pick a setting of the layer, or one that it has not, and a value that may be wrong."""
        kind = (
            LAYERS[NAMES[type(self.network.layer(self.layer()).spec)]]
            if self.network.layers
            else LAYERS["conv"]
        )
        field = (*kind.fields, *LAYERS["conv"].fields)[self.numbers[1] % (len(kind.fields) + 1)]
        odd = (self.numbers[2] - 2, self.amount, "valid", (1, 0, 2, 1), True)
        values = (*odd, *field.choices)
        return field.name, values[self.numbers[2] % len(values)]

    def index(self) -> int:
        return self.numbers[0] % (len(self.project.data.points) + 1)


def _copied(hand: Hand) -> Edit:
    try:
        part = edits.copy(hand.project, hand.layers())
    except EditError:
        return wishes.tidy()
    return wishes.paste(part, (hand.amount, 0.0) if hand.numbers[0] % 2 else None)


MOVES: dict[str, Callable[[Hand], Edit]] = {
    "insert_layer": lambda h: wishes.insert_layer(
        KINDS[h.numbers[1] % len(KINDS)],
        connection=h.connection() if h.numbers[2] % 2 else None,
        position=(h.amount, 0.0) if h.numbers[2] % 3 else None,
    ),
    "insert_template": lambda h: wishes.insert_template(
        h.name(TEMPLATES), connection=h.connection() if h.numbers[1] % 2 else None
    ),
    "remove_layers": lambda h: wishes.remove_layers(h.layers()[: 1 + h.numbers[0] % 2]),
    "duplicate": lambda h: wishes.duplicate(h.layers()),
    "paste": _copied,
    "move_layers": lambda h: wishes.move_layers({h.layer(): (h.amount, 1.0)}),
    "tidy": lambda _: wishes.tidy(),
    "rename_layer": lambda h: wishes.rename_layer(h.layer(), f"dense {h.numbers[1]}"),
    "connect": lambda h: wishes.connect(h.layer(0), h.layer(1)),
    "join": lambda h: wishes.join(h.layer(0), h.layer(1), JOINS[h.numbers[2] % 4]),
    "disconnect": lambda h: wishes.disconnect(h.connection()),
    "reorder_layer": lambda h: wishes.reorder_layer(h.layer(), h.numbers[1] % 3 - 1),
    "set_network": lambda h: wishes.set_network(merge(h.network, parse("dense 5 > output"))),
    "rename": lambda h: wishes.rename(str(h.numbers[0])),
    "set_units": lambda h: wishes.set_units(
        h.layers() if h.numbers[0] % 2 else h.layer(), h.numbers[1] - 2
    ),
    "add_units": lambda h: wishes.add_units(h.layers(), h.numbers[1] % 3 - 1),
    "remove_unit": lambda h: wishes.remove_unit(h.layer(), h.unit().unit),
    "set_activation": lambda h: wishes.set_activation(
        h.layers() if h.numbers[0] % 2 else h.layer(), h.name(ACTIVATIONS)
    ),
    "set_initialiser": lambda h: wishes.set_initialiser(h.layers(), h.name(INITIALISERS)),
    "set_bias": lambda h: wishes.set_bias(h.layers(), h.numbers[0] % 2 == 0),
    "set_layer_decay": lambda h: wishes.set_layer_decay(
        h.layers() if h.numbers[0] % 2 else h.layer(), h.amount if h.numbers[1] % 3 else None
    ),
    "set_dropout_rate": lambda h: wishes.set_dropout_rate(h.layers(), h.amount),
    "set_setting": lambda h: wishes.set_setting(
        h.layers() if h.numbers[0] % 2 else h.layer(), *h.setting()
    ),
    "set_loss": lambda h: wishes.set_loss(h.layer(), h.name(LOSSES)),
    "set_frozen": lambda h: wishes.set_frozen(h.layers(), h.numbers[0] % 2 == 0),
    "freeze_weight": lambda h: wishes.freeze_weight((h.weight(),)),
    "release_weight": lambda h: wishes.release_weight(h.network.frozen_weights[:1]),
    "cut_weight": lambda h: wishes.cut_weight(h.weight()),
    "restore_weight": lambda h: wishes.restore_weight(h.network.cuts[:1]),
    "clamp_unit": lambda h: wishes.clamp_unit(h.unit(), h.amount),
    "release_unit": lambda h: wishes.release_unit(
        h.network.clamps[0].unit if h.network.clamps else h.unit()
    ),
    "set_training": lambda h: wishes.set_training(batch_size=h.numbers[0], l2=h.amount),
    "set_optimizer": lambda h: wishes.set_optimizer(kind=h.name(OPTIMIZERS)),
    "set_schedule": lambda h: wishes.set_schedule(kind=h.name(SCHEDULES), period=h.numbers[0]),
    "set_momentum": lambda h: wishes.set_momentum(h.amount),
    "set_decay": lambda h: wishes.set_decay(h.amount),
    "set_weight_decay": lambda h: wishes.set_weight_decay(h.amount),
    "set_l1": lambda h: wishes.set_l1(h.amount),
    "set_clip": lambda h: wishes.set_clip(h.amount if h.numbers[0] % 2 else None),
    "set_data": lambda h: wishes.set_data(kind=("xor", "digits", "own")[h.numbers[0] % 3]),
    "toggle_feature": lambda h: wishes.toggle_feature(("x", "y")[h.numbers[0] % 2], ("x", "y")),
    "add_points": lambda h: wishes.add_points([Point(h.amount, h.numbers[1] * 1.0, h.numbers[0])]),
    "move_point": lambda h: wishes.move_point(h.index(), h.amount, 9.0),
    "remove_points": lambda h: wishes.remove_points([h.index()]),
    "relabel_points": lambda h: wishes.relabel_points([h.index()], h.numbers[1] % 3),
    "clear_points": lambda _: wishes.clear_points(),
    "set_formula": lambda h: wishes.set_formula(f"sin(x) * {h.numbers[0]}"),
    "set_table": lambda _: wishes.set_table(TABLE),
}

actions = st.tuples(
    st.sampled_from(sorted(MOVES)),
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)),
    st.floats(-9, 9, allow_nan=False),
)


def test_no_edit_is_forgotten() -> None:
    assert set(MOVES) == {name for name, _ in inspect.getmembers(wishes, inspect.isfunction)}


def assert_whole(project: Project) -> None:
    """Everything that must hold behind any edit."""
    network = project.network
    known = {layer.id for layer in network.layers}
    assert len(known) == len(network.layers)
    assert len({layer.name for layer in network.layers}) == len(network.layers)
    assert all({c.source, c.target} <= known for c in network.connections)
    assert len(set(network.connections)) == len(network.connections)
    assert set(topological(network)) == known
    for layer in network.layers:
        if not isinstance(layer.spec, JoinSpec):
            assert len(network.sources(layer.id)) <= 1
    assert pruned(network) == network
    assert all(int(layer_id[1:]) < network.next_id for layer_id in known)
    assert project_from_builtins(project_to_builtins(project)) == project
    for problem in check(project, PLANE).problems:
        for repair in problem.repairs:
            check(repair.project, PLANE)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.lists(actions, max_size=40))
def test_a_session_of_any_edits_keeps_the_project_whole_and_can_be_undone(
    start: Project, session: list[tuple[str, tuple[int, int, int], float]]
) -> None:
    history = History(start)
    documents = [start]
    seen = {layer.id for layer in start.network.layers}
    for name, numbers, amount in session:
        before = history.present
        hand = Hand(before, check(before, PLANE), numbers, amount)
        edit = MOVES[name](hand)
        assert edit.label
        try:
            after = edit.change(before)
        except EditError as error:
            assert str(error).endswith((".", "?"))
            continue
        assert_whole(after)
        ids = {layer.id for layer in after.network.layers}
        fresh = ids - {layer.id for layer in before.network.layers}
        assert not fresh & seen, "an id was given twice"
        seen |= ids
        history = history.record(after, edit.label)
        documents.append(after)
    for expected in reversed(documents[:-1]):
        history, _ = history.undo()
        assert history.present == expected
    assert not history.can_undo
    for expected in documents[1:]:
        history, _ = history.redo()
        assert history.present == expected


def test_long_sessions_reach_every_edit_and_stay_whole() -> None:
    done: set[str] = set()
    for seed in range(60):
        chance = random.Random(seed)
        project = chance.choice(STARTS)
        seen = {layer.id for layer in project.network.layers}
        for _ in range(50):
            name = chance.choice(sorted(MOVES))
            numbers = (chance.randrange(31), chance.randrange(31), chance.randrange(31))
            amount = chance.uniform(-9, 9) if chance.random() < 0.7 else chance.random()
            hand = Hand(project, check(project, PLANE), numbers, amount)
            try:
                after = MOVES[name](hand).change(project)
            except EditError:
                continue
            assert_whole(after)
            ids = {layer.id for layer in after.network.layers}
            assert not (ids - {layer.id for layer in project.network.layers}) & seen
            seen |= ids
            done.add(name)
            project = after
    assert done == set(MOVES)
