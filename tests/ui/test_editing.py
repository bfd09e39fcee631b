"""Actions on the selection: padlock, clamp, cut, new random weights, and what undo makes of them."""

from types import MappingProxyType

import numpy as np
import pytest

from playground.engine.state import LayerProbe, Probe
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.project import Project
from playground.session.commands import SetWeights
from playground.ui.controller import Controller
from playground.ui.editing import Editing
from playground.ui.store import Store
from playground.ui.view import Selection
from tests.ui.fakes import FakeSession


@pytest.fixture
def controller(session: FakeSession, spiral: Project) -> Controller:
    controller = Controller(session, Store(spiral))
    controller.open_run()
    shapes = controller.store.shown.resolution.layers
    dataset = controller.store.shown.dataset
    assert dataset is not None
    weights = {
        parameter.id: np.arange(np.prod(parameter.shape), dtype=np.float32).reshape(parameter.shape)
        for shape in shapes.values()
        for parameter in shape.parameters
    }
    values = {
        layer: LayerProbe(
            np.zeros(len(shape.units_out), np.float32),
            np.full(len(shape.units_out), 0.25, np.float32),
            None,
            None,
        )
        for layer, shape in shapes.items()
        if shape.kind != "input"
    }
    probe = Probe(0, 0, None, dataset.inputs[0], np.zeros(1, np.float32), 0.5, values)
    session.show(weights=MappingProxyType(weights), probe=probe)
    controller.poll()
    return controller


@pytest.fixture
def editing(controller: Controller) -> Editing:
    return Editing(controller)


def dense(controller: Controller) -> LayerId:
    return controller.store.project.network.layers[1].id


def first_weight(controller: Controller) -> WeightRef:
    shape = controller.store.shown.resolution.layers[dense(controller)]
    matrix = next(p for p in shape.parameters if p.sources)
    return WeightRef(matrix.id, matrix.targets[0], matrix.sources[0])


def test_nothing_selected_leaves_nothing_to_do(controller: Controller, editing: Editing) -> None:
    assert not editing.possible
    for action in (
        editing.freeze,
        editing.clamp,
        editing.cut_wire,
        editing.randomise,
        editing.delete,
    ):
        action()
    assert not controller.store.history.can_undo


def test_freeze_is_a_switch(controller: Controller, editing: Editing) -> None:
    controller.select(Selection(layers=(dense(controller),)))
    assert "edit.freeze" in editing.possible
    editing.freeze()
    assert controller.store.project.network.layer(dense(controller)).is_frozen
    assert "edit.freeze" in editing.switched
    editing.freeze()
    assert not controller.store.project.network.layer(dense(controller)).is_frozen


def test_clamp_holds_the_value_of_the_example(controller: Controller, editing: Editing) -> None:
    unit = controller.store.shown.resolution.layers[dense(controller)].units_out[0]
    controller.select(Selection(layers=(dense(controller),), unit=unit))
    editing.clamp()
    assert [c.value for c in controller.store.project.network.clamps] == [0.25]
    assert "edit.clamp" in editing.switched
    editing.clamp()
    assert not controller.store.project.network.clamps


def test_a_feature_is_clamped_at_its_input(controller: Controller, editing: Editing) -> None:
    start = controller.store.project.network.layers[0].id
    unit = controller.store.shown.resolution.layers[start].units_out[1]
    controller.select(Selection(layers=(start,), unit=unit))
    editing.clamp()
    dataset = controller.store.shown.dataset
    assert dataset is not None
    held = controller.store.project.network.clamps[0]
    assert held.value == pytest.approx(float(dataset.inputs[0][1]), abs=1e-4)


def test_the_output_cannot_be_clamped(controller: Controller, editing: Editing) -> None:
    last = controller.store.project.network.layers[-1].id
    unit = controller.store.shown.resolution.layers[last].units_out[0]
    controller.select(Selection(layers=(last,), unit=unit))
    assert "edit.clamp" not in editing.possible
    editing.clamp()
    assert not controller.store.project.network.clamps


def test_wire_is_cut_and_mended(controller: Controller, editing: Editing) -> None:
    weight = first_weight(controller)
    controller.select(Selection(layers=(dense(controller),), weight=weight))
    assert not editing.can_delete
    editing.cut_wire()
    assert controller.store.project.network.cuts == (weight,)
    editing.cut_wire()
    assert not controller.store.project.network.cuts


def test_new_random_weights_of_a_layer_come_back_with_undo(
    controller: Controller, editing: Editing, session: FakeSession
) -> None:
    controller.select(Selection(layers=(dense(controller),)))
    editing.randomise()
    editing.randomise()
    first, second = (c for c in session.commands if isinstance(c, SetWeights))
    assert len(first.weights) == 2 * 2 + 2
    assert first.values != second.values
    assert all(abs(value) < 3 for value in first.values)
    controller.undo()
    back = session.sent(SetWeights)[-1]
    assert isinstance(back, SetWeights)
    assert back.weights == first.weights
    assert sorted(back.values) == [0.0, 0.0, 1.0, 1.0, 2.0, 3.0]
    controller.redo()
    again = session.sent(SetWeights)[-1]
    assert isinstance(again, SetWeights)
    assert again.values == second.values


def test_new_random_weights_of_a_neuron_are_its_own(
    controller: Controller, editing: Editing, session: FakeSession
) -> None:
    unit: UnitRef = controller.store.shown.resolution.layers[dense(controller)].units_out[1]
    controller.select(Selection(layers=(dense(controller),), unit=unit))
    editing.randomise()
    command = session.sent(SetWeights)[-1]
    assert isinstance(command, SetWeights)
    assert {weight.target for weight in command.weights} == {unit}
    assert len(command.weights) == 3
