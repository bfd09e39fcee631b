"""The outline: a tree in step with the selection, however large the network is."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.snapshot import Snapshot
from playground.ui.action import ActionState
from playground.ui.store import Store
from playground.ui.style import DARK, LIGHT
from playground.ui.view import Selection, ShownProject
from playground.ui.views.outline.model import OutlineModel, Role
from playground.ui.views.outline.view import OutlineView
from tests.ui.side_samples import HIDDEN, INPUT, OUTPUT, sample

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def shown_of(text: str) -> ShownProject:
    data = DataSpec("spiral", examples=20, features=("x", "y"))
    return Store(Project(network=parse(text), data=data)).shown


@pytest.fixture
def view(qtbot: QtBot) -> OutlineView:
    view = OutlineView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(sample().shown)
    view.show_snapshot(sample().snapshot)
    view.resize(200, 400)
    view.show()
    return view


def titles(model: OutlineModel, parent: QModelIndex | None = None) -> list[str]:
    above = QModelIndex() if parent is None else parent
    return [str(model.index(row, 0, above).data()) for row in range(model.rowCount(above))]


def test_the_tree_keeps_the_rules_of_trees(view: OutlineView) -> None:
    tester = QAbstractItemModelTester(
        view.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    view.filter.setText("n2")
    view.filter.setText("")
    view.show_project(shown_of("dense 3 relu > dense 2 tanh > output"))
    assert tester.model() is view.model


def test_layers_stand_in_order_with_their_numbers(view: OutlineView) -> None:
    assert titles(view.model) == ["Features", "Dense 1", "Output"]
    dense = view.model.index_of_layer(HIDDEN)
    assert dense.data(Role.DETAIL) == "6 tanh · 18"
    assert titles(view.model, dense)[:2] == ["neuron 1", "neuron 2"]
    assert titles(view.model, view.model.index_of_layer(INPUT)) == ["x", "y"]


def test_a_unit_shows_its_bias_with_its_sign(view: OutlineView) -> None:
    unit = view.model.index_of_unit(UnitRef(HIDDEN, UnitId("u2")))
    bias = sample().weights[next(p for p in sample().weights if p.name == "bias")][2]
    assert unit.data(Role.DETAIL) == f"b {'+' if bias >= 0 else '−'}{abs(bias):.3f}"
    view.show_snapshot(replace(sample().snapshot, weights={}))
    assert unit.data(Role.DETAIL) == ""


def test_badges_say_frozen_problem_and_not_part_of_the_run(view: OutlineView) -> None:
    shown = shown_of("dense 3 relu > output")
    network = shown.project.network
    layers = tuple(replace(layer, is_frozen=True) for layer in network.layers)
    frozen = replace(shown.project, network=replace(network, layers=layers))
    view.show_project(replace(shown, project=frozen))
    first = view.model.index(1, 0)
    assert first.data(Role.IS_FROZEN) is True
    assert "Frozen" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert first.data(Role.IS_OUTSIDE) is True
    view.show_snapshot(Snapshot(run_layers=shown.resolution.order))
    assert first.data(Role.IS_OUTSIDE) is False
    assert first.data(Role.HAS_PROBLEM) is False
    assert not view.grab().isNull()


def test_a_click_selects_and_a_selection_is_marked(view: OutlineView, qtbot: QtBot) -> None:
    place = view.tree.visualRect(view.model.index_of_layer(HIDDEN)).center()
    with qtbot.waitSignal(view.selection_requested) as asked:
        QTest.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [Selection(layers=(HIDDEN,))]
    unit = UnitRef(HIDDEN, UnitId("u4"))
    with qtbot.assertNotEmitted(view.selection_requested):
        view.show_selection(Selection(layers=(HIDDEN,), unit=unit, example=3))
    assert view.tree.isExpanded(view.model.index_of_layer(HIDDEN))
    assert view.tree.selectionModel().selectedIndexes() == [view.model.index_of_unit(unit)]
    with qtbot.waitSignal(view.selection_requested) as asked:
        QTest.keyClick(view.tree, Qt.Key.Key_Down)
    below = UnitRef(HIDDEN, UnitId("u5"))
    assert asked.args == [Selection(layers=(HIDDEN,), unit=below, example=3)]


def test_several_layers_can_be_selected(view: OutlineView, qtbot: QtBot) -> None:
    view.show_selection(Selection(layers=(INPUT,)))
    with qtbot.waitSignal(view.selection_requested) as asked:
        view.tree.selectionModel().select(
            view.model.index_of_layer(OUTPUT), QItemSelectionModel.SelectionFlag.Select
        )
    assert asked.args == [Selection(layers=(INPUT, OUTPUT))]


def test_f2_renames_in_place(view: OutlineView, qtbot: QtBot) -> None:
    view.show_selection(Selection(layers=(HIDDEN,)))
    view.tree.setFocus()
    QTest.keyClick(view.tree, Qt.Key.Key_F2)
    editor = view.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "dense 1"
    editor.setText("  first   layer ")
    with qtbot.waitSignal(view.edit_requested) as asked:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    after = asked.args[0].change(sample().shown.project)
    assert after.network.layer(HIDDEN).name == "first layer"


def test_an_edit_keeps_what_is_open_and_selected(view: OutlineView) -> None:
    store = Store(Project(network=parse("dense 3 tanh > dense 2 tanh > output")))
    view.show_project(store.shown)
    layer = store.project.network.layers[1].id
    view.show_selection(Selection(layers=(layer,)))
    view.tree.expand(view.model.index_of_layer(layer))
    store.apply(wishes.set_units(layer, 5))
    view.show_project(store.shown)
    assert view.tree.isExpanded(view.model.index_of_layer(layer))
    assert view.model.rowCount(view.model.index_of_layer(layer)) == 5
    assert view.tree.selectionModel().selectedIndexes() == [view.model.index_of_layer(layer)]


def test_the_filter_finds_kinds_neurons_and_features(view: OutlineView) -> None:
    view.filter.setText("tanh")
    assert titles(view.model) == ["Dense 1"]
    view.filter.setText("n3")
    assert titles(view.model) == ["Dense 1"]
    assert titles(view.model, view.model.index(0, 0)) == ["neuron 3"]
    assert view.tree.isExpanded(view.model.index(0, 0))
    view.filter.setText("nothing like it")
    assert view.model.rowCount() == 0
    view.filter.setText("y")
    assert "Features" in titles(view.model)


def test_the_menu_is_that_of_the_selection(view: OutlineView, qtbot: QtBot) -> None:
    view.show_state(ActionState(is_removable=True))
    view.show_selection(Selection(layers=(HIDDEN,)))
    place = view.tree.visualRect(view.model.index_of_layer(HIDDEN)).center()
    view.tree.customContextMenuRequested.emit(place)
    assert view.menu is not None
    texts = [action.text() for action in view.menu.actions() if action.text()]
    assert texts[0] == "Rename"
    assert not any(text.startswith(("Undo", "Redo", "Tidy")) for text in texts)
    delete = next(action for action in view.menu.actions() if action.text() == "Delete")
    assert delete.isEnabled()
    with qtbot.waitSignal(view.action_requested) as asked:
        delete.trigger()
    assert asked.args == ["edit.delete"]
    view.menu.close()


@pytest.fixture(scope="module")
def huge() -> ShownProject:
    """20 layers of 4,096 units, put together by hand: 80,000 rows."""
    base = sample().shown
    dense, shape = base.project.network.layer(HIDDEN), base.resolution.layers[HIDDEN]
    layers, shapes = list(base.project.network.layers), dict(base.resolution.layers)
    for number in range(20):
        name = LayerId(f"h{number}")
        units = tuple(UnitRef(name, UnitId(f"u{k}")) for k in range(4096))
        layers.append(replace(dense, id=name, name=f"huge {number}"))
        shapes[name] = replace(shape, id=name, units_out=units, parameters=())
    network = replace(base.project.network, layers=tuple(layers))
    order = (*base.resolution.order, *(layer.id for layer in layers[3:]))
    return replace(
        base,
        project=replace(base.project, network=network),
        resolution=replace(base.resolution, layers=shapes, order=order),
    )


def test_a_huge_network_does_not_stall(view: OutlineView, huge: ShownProject) -> None:
    began = time.process_time()
    view.show_project(huge)
    view.show_selection(Selection(layers=(LayerId("h7"),)))
    view.show_project(huge)
    view.filter.setText("n4000")
    assert view.model.rowCount() == 20
    view.filter.setText("")
    view.show_selection(
        Selection(layers=(LayerId("h9"),), unit=UnitRef(LayerId("h9"), UnitId("u4095")))
    )
    view.show_theme(LIGHT)
    assert not view.grab().isNull()
    assert time.process_time() - began < 2.0
