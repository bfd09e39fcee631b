"""Find: what a query answers, and where Enter goes."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Clamp
from playground.model.project import Project
from playground.session.commands import Watch
from playground.ui.controller import Controller
from playground.ui.find import FindPopup
from playground.ui.find_opener import FindOpener
from playground.ui.finding import Found, find, read_place
from playground.ui.store import Store
from playground.ui.view import Selection, ShownProject
from tests.ui.fakes import FakeSession
from tests.ui.side_samples import HIDDEN, INPUT, OUTPUT, sample

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def search(text: str, shown: ShownProject | None = None) -> list[Found]:
    data = sample()
    return find(data.shown if shown is None else shown, data.weights, text)


def titles(text: str) -> list[str]:
    return [found.title for found in search(text)]


def test_a_place_is_a_name_and_a_number() -> None:
    assert read_place("Dense 2 n4").words == ("dense", "2")
    assert read_place("Dense 2 n4").number == 4
    assert read_place("dense 2 · 4").number == 4
    assert read_place("neuron 12") == read_place("u12") == read_place("#12")
    assert read_place("dense 1").number is None


def test_names_find_layers_and_features() -> None:
    assert titles("dense 1") == ["Dense 1"]
    assert search("dense 1")[0].selection == Selection(layers=(HIDDEN,))
    assert search("dense 1")[0].detail == "dense · 18 parameters"
    assert titles("tanh") == ["Dense 1"]
    assert titles("x")[0] == "x"
    assert titles("") == titles("   ") == titles("quite something else") == []


def test_numbers_find_neurons() -> None:
    assert titles("n3") == ["Dense 1 · neuron 3"]
    unit = UnitRef(HIDDEN, UnitId("u2"))
    assert search("dense n3")[0].selection == Selection(layers=(HIDDEN,), unit=unit)
    assert titles("n1") == ["x", "Dense 1 · neuron 1", "Output"]
    assert titles("n99") == titles("n0") == []


def test_arrows_find_weights_both_ways() -> None:
    ref = WeightRef(
        ParameterId(HIDDEN, "weight"),
        UnitRef(HIDDEN, UnitId("u3")),
        UnitRef(INPUT, UnitId("y")),
    )
    (found,) = search("dense 1 n4 ← input n2")
    assert found.selection == Selection(layers=(HIDDEN,), weight=ref)
    assert found.title == "y → Dense 1 · 4"
    value = float(sample().weights[ref.parameter][3, 1])
    assert found.detail[1:] == f"{abs(value):.3f}"
    assert search("input n2 -> dense 1 n4")[0].selection == found.selection
    assert len(search("dense n4 <-")) == 2
    assert len(search("dense → output")) == 6


def test_the_largest_weights_come_first() -> None:
    found = search("largest weights")
    weights = sample().weights
    largest = max(
        float(abs(values).max()) for name, values in weights.items() if name.name == "weight"
    )
    assert found[0].detail[1:] == f"{largest:.3f}"
    sizes = [float(f.detail[1:]) for f in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(f.detail.startswith("−") for f in search("most negative weight")[:3])
    assert find(sample().shown, {}, "largest weight") == []


def test_what_is_cut_frozen_or_held_is_found() -> None:
    shown = sample().shown
    unit = UnitRef(HIDDEN, UnitId("u0"))
    weight = WeightRef(ParameterId(HIDDEN, "weight"), unit, UnitRef(INPUT, UnitId("x")))
    network = replace(
        shown.project.network,
        cuts=(weight,),
        clamps=(Clamp(unit, 0.5),),
        layers=tuple(
            replace(layer, is_frozen=layer.id == OUTPUT) for layer in shown.project.network.layers
        ),
    )
    changed = replace(shown, project=replace(shown.project, network=network))
    assert [found.selection.weight for found in search("cut", changed)] == [weight]
    assert [found.detail for found in search("held", changed)] == ["held at +0.500"]
    assert [found.title for found in search("frozen", changed)] == ["Output"]


def test_neurons_that_are_always_0_are_found() -> None:
    data = sample()
    values = np.ones((len(data.shown.resolution.layers[HIDDEN].units_out), 4), np.float32)
    values[1] = 0.0
    values[2, :3] = 0.0
    found = find(data.shown, data.weights, "dead units", activations={HIDDEN: values})
    assert [(one.title, one.detail) for one in found] == [
        ("Dense 1 · neuron 2", "0 for all 4 examples")
    ]
    clamp = Clamp(UnitRef(HIDDEN, UnitId("u1")), 0.0)
    network = replace(data.shown.project.network, clamps=(clamp,))
    held = replace(data.shown, project=replace(data.shown.project, network=network))
    assert not find(held, data.weights, "dead", activations={HIDDEN: values})


def test_dead_units_are_asked_for_while_they_are_looked_for(popup: FindPopup) -> None:
    assert popup.extend_watch(Watch()) == Watch()
    QTest.keyClicks(popup.field, "dead")
    assert popup.extend_watch(Watch()).activations == (HIDDEN,)
    assert popup.hint.text().startswith("Looking")
    data = sample()
    values = np.ones((len(data.shown.resolution.layers[HIDDEN].units_out), 4), np.float32)
    popup.show_snapshot(replace(data.snapshot, activations={HIDDEN: values}))
    assert popup.hint.text().startswith("No neuron is dead")
    values = values.copy()
    values[0] = 0.0
    popup.show_snapshot(replace(data.snapshot, activations={HIDDEN: values}))
    assert [one.selection.unit for one in popup.found] == [UnitRef(HIDDEN, UnitId("u0"))]


@pytest.fixture
def popup(qtbot: QtBot) -> FindPopup:
    popup = FindPopup(sample().shown, sample().weights)
    qtbot.addWidget(popup)
    popup.show()
    return popup


def test_typing_lists_and_enter_jumps(popup: FindPopup, qtbot: QtBot) -> None:
    assert popup.hint.isVisible()
    QTest.keyClicks(popup.field, "n1")
    assert popup.list.count() == 3
    QTest.keyClick(popup.field, Qt.Key.Key_Down)
    assert not popup.grab().isNull()
    with qtbot.waitSignal(popup.chosen) as chosen:
        QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert chosen.args[0].unit == UnitRef(HIDDEN, UnitId("u0"))
    assert not popup.isVisible()


def test_nothing_found_is_said_and_escape_closes(popup: FindPopup, qtbot: QtBot) -> None:
    QTest.keyClicks(popup.field, "zebra")
    assert popup.hint.text() == "Nothing here is called that."
    assert not popup.list.isVisible()
    with qtbot.assertNotEmitted(popup.chosen):
        QTest.keyClick(popup.field, Qt.Key.Key_Return)
        QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()


class Canvas(QWidget):
    """A canvas that remembers what it was to bring into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.revealed: list[Selection] = []

    def reveal(self, selection: Selection) -> None:
        self.revealed.append(selection)


def test_what_is_chosen_is_selected_and_brought_into_sight(
    qtbot: QtBot, session: FakeSession, spiral: Project
) -> None:
    controller = Controller(session, Store(spiral))
    controller.open_document(spiral)
    controller.select(Selection(example=4))
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.show()
    finder = FindOpener(canvas, controller)
    finder.open()
    assert finder.popup is not None
    assert controller.feed.watching() == (finder.popup,)
    QTest.keyClicks(finder.popup.field, "dense 1 n2")
    QTest.keyClick(finder.popup.field, Qt.Key.Key_Return)
    assert controller.selection.unit is not None
    assert controller.selection.example == 4
    assert canvas.revealed == [controller.selection]
    assert not controller.feed.watching()
