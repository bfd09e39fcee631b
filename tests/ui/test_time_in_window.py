"""The time machine in the whole window, over a real run."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model import wishes
from playground.model.project import Project
from playground.session.commands import Play, SetMemory, SetPace, Step, Visit
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui.views.compare.view import CompareView
from playground.ui.views.loss_timeline.view import LossTimelineView
from tests.ui.fakes import FakeSession
from tests.ui.whole import window_of

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

END = 400


class House:
    """A window with a run of `END` steps."""

    def __init__(self, spiral: Project, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.assembly = window_of(Session(), spiral, qtbot)
        self.until(lambda s: s.status == "paused" and s.step == 0)
        self.assembly.controller.send(SetPace(None))
        self.train(END)

    @property
    def snapshot(self) -> Snapshot:
        return self.assembly.controller.snapshot

    @property
    def timeline(self) -> LossTimelineView:
        view = self.assembly.controller.feed.view("timeline")
        assert isinstance(view, LossTimelineView)
        return view

    def until(self, holds: Callable[[Snapshot], bool]) -> Snapshot:
        self.qtbot.waitUntil(lambda: holds(self.snapshot), timeout=60_000)
        return self.snapshot

    def train(self, steps: int) -> Snapshot:
        goal = self.snapshot.step + steps
        self.assembly.controller.send(Step("batch", steps))
        return self.until(lambda s: s.status == "paused" and s.step == goal)

    def go(self, step: int) -> Snapshot:
        self.assembly.controller.send(Visit(step))
        return self.until(lambda s: s.step == step and s.status == "paused")

    def run(self, action: str) -> None:
        self.assembly.board.run(action)


@pytest.fixture
def house(spiral: Project, qtbot: QtBot) -> Iterator[House]:
    house = House(spiral, qtbot)
    yield house
    house.assembly.close()


def test_dragging_on_the_curve_shows_that_step_and_back_to_now_the_newest(
    house: House, spiral: Project
) -> None:
    plot = house.timeline.plot
    house.qtbot.waitUntil(lambda: plot.head.end == END)
    newest = dict(house.snapshot.weights)
    viewport, places = plot.widget.viewport(), plot.places
    middle = round(places.area.center().y())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(round(places.x(300)), middle))
    QTest.mouseMove(viewport, QPoint(round(places.x(120)), middle))
    QTest.mouseRelease(
        viewport, Qt.MouseButton.LeftButton, pos=QPoint(round(places.x(120)), middle)
    )
    goal = plot.head.step
    assert abs(goal - 120) <= places.steps_per_pixel + 1
    past = house.until(lambda s: s.step == goal and s.status == "paused")
    assert past.record.is_past
    twin = Trainer(spiral)
    twin.advance(goal)
    for name, values in twin.weights().items():
        assert np.array_equal(past.weights[name], values)
    house.qtbot.waitUntil(lambda: not house.timeline.time.bar.isHidden())
    house.timeline.time.bar.now.click()
    now = house.until(lambda s: s.step == END)
    assert all(np.array_equal(now.weights[name], newest[name]) for name in newest)
    house.qtbot.waitUntil(house.timeline.time.bar.isHidden)


def test_continuing_from_a_past_step_keeps_both_runs_as_named_curves(house: House) -> None:
    house.go(150)
    assert house.assembly.board.qt_action("time.branch").isEnabled()
    house.run("time.branch")
    house.until(lambda s: s.record.line == 2)
    assert not house.assembly.board.qt_action("time.branch").isEnabled()
    house.assembly.controller.apply(wishes.set_optimizer(learning_rate=0.2))
    house.until(lambda s: len(s.interventions) == 1)
    house.train(100)
    overlay = house.timeline.plot.overlay

    def names() -> list[str]:
        return [name.text for name in overlay.placed.names]

    house.qtbot.waitUntil(lambda: names() == ["run 1", "run 2"])
    house.qtbot.waitUntil(lambda: len(overlay.placed.partings) == 1)
    (parting,) = overlay.placed.partings
    assert parting.x() == pytest.approx(house.timeline.plot.places.x(150), abs=1.0)
    house.run("time.name_line")
    editor = house.timeline.time.editor
    QTest.keyClicks(editor, "quick")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: names() == ["run 1", "quick"])


def test_another_run_is_gone_to_by_its_name_and_nothing_is_lost(house: House) -> None:
    newest = dict(house.snapshot.weights)
    house.go(150)
    house.run("time.branch")
    house.assembly.controller.apply(wishes.set_optimizer(learning_rate=0.2))
    house.until(lambda s: len(s.interventions) == 1)
    house.train(20)
    overlay = house.timeline.plot.overlay
    house.qtbot.waitUntil(lambda: len(overlay.placed.names) == 2)
    key = next(name.key for name in overlay.placed.names if name.text == "run 1")
    box = overlay.box_of(key)
    assert box is not None
    viewport = house.timeline.plot.widget.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    menu = house.timeline.time.menu
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    now = house.until(lambda s: s.record.line == 1 and s.step == END)
    assert all(np.array_equal(now.weights[name], newest[name]) for name in newest)
    assert [(line.number, line.end) for line in now.record.lines] == [(2, 170)]
    assert house.assembly.controller.store.project.training.optimizer.learning_rate == 0.01


def test_pressing_on_the_curve_pauses_a_run_flat_out_and_goes_there(house: House) -> None:
    house.assembly.controller.send(Play())
    house.until(lambda s: s.status == "running" and s.step > END + 1000)
    plot = house.timeline.plot
    house.qtbot.waitUntil(lambda: plot.head.end > END)
    places = plot.places
    at = QPoint(round(places.x(200)), round(places.area.center().y()))
    QTest.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    goal = plot.head.step
    there = house.until(lambda s: s.status == "paused" and s.step == goal)
    assert there.record.is_past
    assert there.record.end > END + 1000
    assert there.metrics is not None
    assert there.metrics.step == goal


def test_comparing_opens_a_panel_with_both_moments(house: House) -> None:
    house.go(50)
    docks = house.assembly.window.docks
    docks["space"].raise_()
    house.qtbot.waitUntil(lambda: not docks["space"].visibleRegion().isEmpty())
    height = docks["card"].height()
    house.run("time.compare")
    compare = house.assembly.controller.feed.view("compare")
    assert isinstance(compare, CompareView)
    assert house.until(lambda s: s.now is not None).now is not None
    house.qtbot.waitUntil(lambda: compare.now.title.text() == f"now, step {END}")
    house.qtbot.waitUntil(lambda: len(compare.figures.lines) == 4)
    assert compare.moved.lines
    house.go(60)
    house.qtbot.waitUntil(lambda: compare.then.title.text() == "step 60")
    house.run("time.now")
    house.until(lambda s: s.step == END and s.now is None)
    # What there is no past for gives its room back.
    house.qtbot.waitUntil(lambda: not docks["space"].visibleRegion().isEmpty())
    house.qtbot.waitUntil(lambda: abs(docks["card"].height() - height) <= 2)


def test_a_step_is_gone_to_by_its_number(house: House) -> None:
    house.run("time.go_to")
    dialog = house.assembly.window.findChild(QInputDialog)
    assert dialog is not None
    assert (dialog.intMinimum(), dialog.intMaximum(), dialog.intValue()) == (0, END, END)
    dialog.setIntValue(77)
    dialog.accept()
    house.until(lambda s: s.step == 77 and s.record.is_past)


def test_memory_chosen_at_the_curve_is_kept_for_next_time(
    session: FakeSession, spiral: Project, qtbot: QtBot
) -> None:
    assembly = window_of(session, spiral, qtbot)
    try:
        heard: list[str] = []
        assembly.setting_changed.connect(heard.append)
        assembly.controller.send(SetMemory(16 * 2**20))
        assert assembly.preferences.memory == 16
        assert heard == ["memory"]
        assert session.sent(SetMemory)[-1] == SetMemory(16 * 2**20)
    finally:
        assembly.close()
