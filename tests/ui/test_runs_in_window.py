"""Old runs, stops, outline and find, in the whole window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.project import Project
from playground.session.commands import Play, SetPace, Step, StopAt
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.find import FindPopup
from playground.ui.views.loss_timeline.view import LossTimelineView
from playground.ui.views.outline.view import OutlineView
from tests.ui.fakes import FakeSession
from tests.ui.whole import window_of

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def assembly(session: FakeSession, spiral: Project, qtbot: QtBot) -> Iterator[Assembly]:
    assembly = window_of(session, spiral, qtbot)
    yield assembly
    assembly.close()


def timeline(assembly: Assembly) -> LossTimelineView:
    view = assembly.controller.feed.view("timeline")
    assert isinstance(view, LossTimelineView)
    return view


def test_stop_at_is_asked_at_the_play_button_and_shown_in_the_timeline(
    assembly: Assembly, session: FakeSession
) -> None:
    assembly.board.run("train.stop_at")
    popup = assembly.stopping.popup
    assert popup is not None
    button = assembly.transport.buttons["train.play"]
    assert popup.y() > button.mapToGlobal(button.rect().topLeft()).y()
    QTest.keyClicks(popup.step, "500")
    QTest.keyClick(popup.step, Qt.Key.Key_Return)
    assert Play(stop_at=StopAt(step=500)) in session.commands
    action = assembly.board.qt_action("train.stop_at")
    assert action.text() == "Stop at step 500…"
    header = timeline(assembly).header
    assert "step 500" in header.stop.accessibleName()
    header.stop.click()
    assert assembly.training.goal.stop is None
    assert header.stop.isHidden()
    assert not assembly.board.qt_action("train.stop_never").isEnabled()


def test_find_selects_what_was_found_and_the_outline_follows(
    assembly: Assembly, qtbot: QtBot
) -> None:
    assembly.window.docks["outline"].show()
    assembly.window.docks["outline"].raise_()
    assembly.board.run("view.find")
    popup = assembly.window.findChild(QWidget, "popup")
    assert isinstance(popup, FindPopup)
    QTest.keyClicks(popup.field, "dense 1 n2")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    unit = assembly.controller.selection.unit
    assert unit is not None
    outline = assembly.controller.feed.view("outline")
    assert isinstance(outline, OutlineView)
    (row,) = outline.tree.selectionModel().selectedIndexes()
    assert outline.model.unit_at(row) == unit


def test_a_stop_is_over_when_it_is_reached_and_old_runs_stay(spiral: Project, qtbot: QtBot) -> None:
    assembly = window_of(Session(), spiral, qtbot)
    controller = assembly.controller

    def stands_at(step: int) -> bool:
        snapshot = controller.snapshot
        return snapshot.status == "paused" and snapshot.step == step

    try:
        qtbot.waitUntil(lambda: stands_at(0), timeout=120_000)
        controller.send(SetPace(None))
        assembly.training.goal.put(StopAt(step=70), play=True)
        qtbot.waitUntil(lambda: stands_at(70), timeout=30_000)
        assert controller.snapshot.notice.startswith("Stopped at step 70")
        assert assembly.training.goal.stop is None
        controller.apply(wishes.set_training(seed=5))
        qtbot.waitUntil(lambda: stands_at(0), timeout=30_000)
        controller.send(Step("batch", 30))
        qtbot.waitUntil(lambda: stands_at(30), timeout=30_000)
        shelf = timeline(assembly).time.shelf
        qtbot.waitUntil(lambda: [run.name for run in shelf.runs] == ["seed 1"])
        assert shelf.runs[0].last_step == 70
        controller.apply(wishes.set_optimizer(learning_rate=0.5))
        qtbot.waitUntil(lambda: len(controller.snapshot.interventions) == 1, timeout=30_000)
        qtbot.waitUntil(lambda: bool(timeline(assembly)._marks))
        assert timeline(assembly)._marks[0].text == "rate 0.01 → 0.5"
    finally:
        assembly.close()
