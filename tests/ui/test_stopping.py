"""Stop at: what is typed, what is sent, when it is over."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from playground.model import wishes
from playground.model.project import Project
from playground.session.commands import Pause, Play, StopAt
from playground.ui.controller import Controller
from playground.ui.stop_opener import StopOpener
from playground.ui.stop_popup import StopPopup
from playground.ui.stopping import read_count, read_loss, read_share, stop_words
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.training import Training
from tests.ui.fakes import FakeSession

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def controller(session: FakeSession, spiral: Project) -> Controller:
    controller = Controller(session, Store(spiral))
    controller.open_document(spiral)
    controller.poll()
    return controller


@pytest.fixture
def training(controller: Controller) -> Training:
    return Training(controller)


def plays(session: FakeSession) -> list[StopAt | None]:
    return [command.stop_at for command in session.commands if isinstance(command, Play)]


def test_numbers_as_people_type_them() -> None:
    assert [read_count(t) for t in ("5,000", " 20", "0", "-3", "1.5", "x", "9" * 20)] == [
        5000, 20, None, None, None, None, None,
    ]  # fmt: skip
    assert [read_loss(t) for t in ("0.05", "0,05", "-1", "nan")] == [0.05, 0.05, None, None]
    assert [read_share(t) for t in ("95", "95 %", "97.5%", "0", "101", "")] == [
        0.95, 0.95, 0.975, None, None, None,
    ]  # fmt: skip


def test_words_name_every_condition() -> None:
    stop = StopAt(step=5000, epoch=20, test_loss=0.05, train_accuracy=0.975)
    assert stop_words(stop) == "step 5,000 or epoch 20 or test loss 0.05 or accuracy 97.5%"
    assert stop_words(None) == ""


def test_every_play_carries_the_goal(
    controller: Controller, training: Training, session: FakeSession
) -> None:
    goal = StopAt(step=500)
    training.goal.put(goal)
    assert plays(session) == []
    training.toggle()
    controller.poll()
    training.hold()
    controller.poll()
    training.release()
    assert plays(session) == [goal, goal]
    controller.poll()
    training.goal.never()
    assert plays(session) == [goal, goal, None]


def test_the_goal_is_over_when_it_is_reached_and_not_when_paused(
    controller: Controller, training: Training, session: FakeSession, qtbot: QtBot
) -> None:
    training.goal.put(StopAt(step=500), play=True)
    controller.poll()
    training.toggle()
    controller.poll()
    session.show(notice="Saved.")
    controller.poll()
    assert training.goal.stop == StopAt(step=500)
    training.toggle()
    controller.poll()
    with qtbot.waitSignal(training.goal.changed) as told:
        session.show(status="paused", step=500, notice="Stopped at step 500: it is at step 500.")
        controller.poll()
    assert told.args == [None, ""]
    assert training.goal.stop is None


def test_new_weights_keep_the_goal_and_another_document_does_not(
    controller: Controller, training: Training, session: FakeSession, spiral: Project
) -> None:
    goal = StopAt(test_loss=0.1)
    training.goal.put(goal, play=True)
    controller.poll()
    controller.apply(wishes.set_training(seed=7))
    assert plays(session) == [goal, goal]
    assert training.goal.stop == goal
    controller.open_document(replace(spiral, name="other"), play=True)
    assert plays(session) == [goal, goal]
    assert training.goal.stop is None


def popup(qtbot: QtBot, present: StopAt | None = None, **facts: bool) -> StopPopup:
    popup = StopPopup(present, DARK, **facts)  # type: ignore[arg-type]
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(popup)
    popup.show()
    return popup


def test_the_popup_hands_over_what_was_typed(qtbot: QtBot) -> None:
    asked = popup(qtbot)
    QTest.keyClicks(asked.step, "5000")
    QTest.keyClicks(asked.accuracy, "95")
    with qtbot.waitSignal(asked.stop_chosen) as chosen:
        QTest.keyClick(asked.accuracy, Qt.Key.Key_Return)
    assert chosen.args == [StopAt(step=5000, test_accuracy=0.95)]
    assert not asked.isVisible()


def test_the_popup_measures_on_what_it_is_told_to(qtbot: QtBot) -> None:
    asked = popup(qtbot, StopAt(train_loss=0.25))
    assert asked.loss.text() == "0.25"
    assert not asked.test.isChecked()
    with qtbot.waitSignal(asked.stop_chosen) as chosen:
        asked.accept_button.click()
    assert chosen.args == [StopAt(train_loss=0.25)]


@pytest.mark.parametrize(("field", "text"), [("step", "many"), ("loss", "-1"), ("accuracy", "0")])
def test_the_popup_says_what_is_wrong_and_stays(qtbot: QtBot, field: str, text: str) -> None:
    asked = popup(qtbot)
    QTest.keyClicks(getattr(asked, field), text)
    with qtbot.assertNotEmitted(asked.stop_chosen):
        asked.accept_button.click()
    assert asked.problem.text().endswith(".")
    assert asked.isVisible()
    QTest.keyClicks(getattr(asked, field), "5")
    assert asked.problem.isHidden()
    asked.close()


def test_nothing_filled_in_is_refused_and_never_is_a_choice(qtbot: QtBot) -> None:
    asked = popup(qtbot, StopAt(step=3))
    asked.step.clear()
    asked.accept_button.click()
    assert asked.isVisible()
    with qtbot.waitSignal(asked.stop_chosen) as chosen:
        asked.never.click()
    assert chosen.args == [StopAt()]


def test_without_classes_or_test_set_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    asked = popup(qtbot, has_classes=False, has_test=False)
    assert asked.accuracy.isHidden()
    assert asked.test.isHidden()
    QTest.keyClicks(asked.loss, "0.01")
    with qtbot.waitSignal(asked.stop_chosen) as chosen:
        asked.accept_button.click()
    assert chosen.args == [StopAt(train_loss=0.01)]


def test_the_action_asks_at_its_button_and_plays(
    controller: Controller, training: Training, session: FakeSession, qtbot: QtBot
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    opener = StopOpener(button, controller, training.goal, lambda: DARK)
    opener.open()
    assert opener.popup is not None
    assert not opener.popup.grab().isNull()
    QTest.keyClicks(opener.popup.epoch, "3")
    opener.popup.accept_button.click()
    assert plays(session) == [StopAt(epoch=3)]
    assert not [command for command in session.commands if isinstance(command, Pause)]
