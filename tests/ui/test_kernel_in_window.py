"""One number of a kernel in the whole window: chosen, edited, held and cut by mouse and keyboard."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Step
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.style import mono
from playground.ui.view import Selection
from playground.ui.views.card.view import CardView
from tests.ui.whole import window_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONV = Project(
    parse("conv 3 3x3 relu as first > conv 2 3x3 relu as second > flatten > output"),
    DataSpec("digits", examples=60),
    TrainingSpec(batch_size=8),
)


@pytest.fixture
def assembly(spiral: Project, qtbot: QtBot) -> Iterator[Assembly]:
    assembly = window_of(Session(), spiral, qtbot)
    assembly.window.docks["card"].raise_()
    assembly.controller.open_document(CONV)
    knows(assembly, qtbot)
    yield assembly
    assembly.close()


def knows(assembly: Assembly, qtbot: QtBot) -> None:
    controller = assembly.controller
    newest = controller.store.shown.generation

    def is_known() -> bool:
        snapshot = controller.snapshot
        return snapshot.project_generation >= newest and bool(snapshot.weights)

    qtbot.waitUntil(is_known, timeout=120_000)


def waits(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=120_000)


def held(assembly: Assembly) -> tuple[tuple[WeightRef, ...], tuple[WeightRef, ...]]:
    network = assembly.controller.store.project.network
    return network.frozen_weights, network.cuts


def test_a_number_of_a_kernel_is_chosen_edited_held_and_cut(
    assembly: Assembly, qtbot: QtBot
) -> None:
    controller = assembly.controller
    card = assembly.window.findChild(CardView)
    assert isinstance(card, CardView)
    shape = controller.store.shown.resolution.layers[controller.store.shown.resolution.order[2]]
    kernel = shape.parameters[0]
    controller.select(Selection((shape.id,), unit=shape.units_out[1]))
    part, grid = card.kernel, card.kernel.grid
    qtbot.waitUntil(lambda: part.title.text() == "kernel 3 × 3, from", timeout=10_000)
    assert [part.sources.itemText(i) for i in range(3)] == ["First · 1", "First · 2", "First · 3"]
    part.sources.setCurrentIndex(2)
    part.sources.activated.emit(2)
    assert grid.values.tolist() == controller.snapshot.weights[kernel.id][1, 2].tolist()
    # Every number of a kernel of this size can be read in its place.
    wide = QFontMetricsF(mono(9.5)).horizontalAdvance("−0.00")
    assert wide <= grid.cell(0).width() - 4
    # The mouse chooses, the arrows walk on, and stop at the edge.
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(4).center().toPoint())
    assert controller.selection.weight == kernel.weight_at(1, 2, 4)
    assert card.header.info.text() == "First · 3 → Second · 2 · 2, 2"
    for key, place in ((Qt.Key.Key_Right, 5), (Qt.Key.Key_Right, 5), (Qt.Key.Key_Down, 8)):
        QTest.keyClick(grid, key)
        assert controller.selection.weight == kernel.weight_at(1, 2, place)
    weight = controller.selection.weight
    # Enter types over it; the run takes the number, and undo brings the old one back.
    old = grid.values[2, 2]
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert card.wire.value.is_changing
    QTest.keyClicks(card.wire.value, "0.75")
    QTest.keyClick(card.wire.value, Qt.Key.Key_Return)
    waits(qtbot, lambda: controller.snapshot.weights[kernel.id][1, 2, 2, 2] == 0.75)
    controller.undo()
    waits(qtbot, lambda: controller.snapshot.weights[kernel.id][1, 2, 2, 2] == old)
    # Delete cuts this number alone, and mends it.
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert held(assembly) == ((), (weight,))
    assert grid.cut == {8}
    assert card.holds.cut.isChecked()
    waits(qtbot, lambda: controller.snapshot.weights[kernel.id][1, 2, 2, 2] == 0)
    assert (controller.snapshot.weights[kernel.id][1, 2].ravel()[:8] != 0).all()
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert held(assembly) == ((), ())
    # The padlock holds it while the others learn.
    card.holds.freeze.click()
    assert held(assembly) == ((weight,), ())
    assert grid.locked == {8}
    assert "frozen" in grid.words()
    knows(assembly, qtbot)
    before = controller.snapshot.weights[kernel.id].copy()
    assert before[1, 2, 2, 2] == old
    step = controller.snapshot.step
    controller.send(Step("batch", 3))
    qtbot.waitUntil(lambda: controller.snapshot.step == step + 3, timeout=120_000)
    after = controller.snapshot.weights[kernel.id]
    assert after[1, 2, 2, 2] == old
    assert (after != before).sum() == after.size - 1
