"""The bar asks for what its buttons say, and shows where the run stands."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.state import OperationLabel
from playground.model.edits import Edit
from playground.model.project import Project
from playground.session.commands import SetPace
from playground.session.snapshot import Journey, Record, Snapshot, StepPosition
from playground.ui.action import ActionState
from playground.ui.paces import PACES
from playground.ui.store import Store
from playground.ui.style import LIGHT
from playground.ui.views.transport import TransportView
from playground.ui.widgets.rate import RateLabel, rate_text

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

READY = ActionState(status="paused", is_startable=True, is_beginning=False)


@pytest.fixture
def bar(qtbot: QtBot, spiral: Project) -> TransportView:
    bar = TransportView()
    qtbot.addWidget(bar)
    bar.show_project(Store(spiral).shown)
    bar.show_state(READY)
    bar.resize(1440, 49)
    return bar


def test_every_button_asks_for_its_action(bar: TransportView) -> None:
    asked: list[str] = []
    bar.action_requested.connect(asked.append)
    for button in bar.buttons.values():
        button.click()
    assert asked == list(bar.buttons)
    assert "train.play" in asked
    assert "train.operation" in asked


def test_buttons_are_grey_where_nothing_can_start(bar: TransportView) -> None:
    bar.show_state(ActionState(status="invalid"))
    assert not any(button.isEnabled() for button in bar.buttons.values())
    bar.show_state(READY)
    assert all(button.isEnabled() for button in bar.buttons.values())


def test_play_says_pause_while_running_and_keeps_its_width(bar: TransportView) -> None:
    play = bar.buttons["train.play"]
    before = play.sizeHint()
    bar.show_state(ActionState(status="running", is_startable=True))
    assert (play.text(), play.accessibleName()) == ("Pause", "Pause")
    assert play.sizeHint() == before


def test_every_control_has_a_name_and_one_plain_sentence(bar: TransportView) -> None:
    controls = [*bar.buttons.values(), bar.speed, *bar.settings.figures, bar.rate]
    for control in controls:
        assert control.toolTip().split(" (")[0].endswith("."), control
        assert control is bar.rate or control.accessibleName()


@pytest.mark.parametrize("width", [960, 1100, 1280, 1440, 1920])
def test_nothing_is_clipped(bar: TransportView, qtbot: QtBot, width: int) -> None:
    bar.show_snapshot(
        Snapshot(status="running", step=1_234_567, epoch=12_345, steps_per_second=9e5)
    )
    bar.resize(width, 49)
    with qtbot.waitExposed(bar):
        bar.show()
    controls = [*bar.buttons.values(), bar.speed, *bar.settings.figures, bar.rate]
    shown = [control for control in controls if control.isVisible()]
    places = []
    for control in shown:
        left = control.mapTo(bar, QPoint(0, 0)).x()
        assert left >= 0
        assert left + control.width() <= width
        assert control.width() >= control.sizeHint().width()
        places.append((left, left + control.width()))
    places.sort()
    for (_, end), (start, _) in pairwise(places):
        assert end <= start, "nothing overlaps"
    assert bar.buttons["train.operation"].is_bare == (width < 1280)
    bar.hide()


def test_the_steps_keep_their_words_in_a_narrow_window(bar: TransportView, qtbot: QtBot) -> None:
    bar.show_snapshot(Snapshot(status="running", step=12_345, epoch=432))
    bar.resize(1100, 49)
    with qtbot.waitExposed(bar):
        bar.show()
    steps = [bar.buttons[f"train.{unit}"] for unit in ("operation", "example", "batch", "epoch")]
    assert not any(button.is_bare for button in steps)
    bar.resize(960, 49)
    assert all(button.is_bare for button in steps)
    bar.hide()


def test_a_refused_start_says_why(bar: TransportView) -> None:
    play = bar.buttons["train.play"]
    bar.show_state(ActionState(status="paused", trouble="The output has 1 unit."))
    assert (play.isEnabled(), play.toolTip()) == (False, "The output has 1 unit.")
    bar.show_state(READY)
    assert play.isEnabled()
    assert "Starts training" in play.toolTip()


def test_the_speed_asks_for_a_pace(bar: TransportView) -> None:
    asked: list[SetPace] = []
    bar.command_requested.connect(asked.append)
    bar.show_pace(SetPace(100.0))
    assert asked == [], "showing is not asking"
    QTest.keyClick(bar.speed, Qt.Key.Key_Right)
    QTest.keyClick(bar.speed, Qt.Key.Key_End)
    QTest.keyClick(bar.speed, Qt.Key.Key_Home)
    assert asked == [SetPace(200.0), SetPace(None), SetPace(0.5, "operation")]
    assert bar.speed.text() == "½ op/s"
    QTest.mouseClick(bar.speed, Qt.MouseButton.LeftButton, pos=QPoint(bar.speed.width() - 2, 15))
    assert asked[-1] == PACES[-1]


def test_a_pace_between_two_levels_is_shown_as_it_is(bar: TransportView) -> None:
    bar.show_pace(SetPace(60.0))
    assert bar.speed.text() == "60/s"
    bar.show_pace(SetPace(None))
    assert bar.speed.text() == "max"


def edits(bar: TransportView) -> list[Edit]:
    asked: list[Edit] = []
    bar.edit_requested.connect(asked.append)
    return asked


def test_settings_are_edits_of_the_project(bar: TransportView, spiral: Project) -> None:
    asked = edits(bar)
    settings = bar.settings
    settings.rate.number_requested.emit(0.5)
    settings.batch.number_requested.emit(7.0)
    settings.l2.number_requested.emit(0.25)
    settings.seed.number_requested.emit(9.0)
    settings.optimizer.choice_requested.emit("sgd")
    settings.loss.choice_requested.emit("mse")
    project = spiral
    for edit in asked:
        project = edit.change(project)
    training = project.training
    assert (training.batch_size, training.l2, training.seed) == (7, 0.25, 9)
    assert (training.optimizer.kind, training.optimizer.learning_rate) == ("sgd", 0.5)
    assert "mse" in str(project.network.layers[-1].spec)


def test_only_losses_that_fit_are_offered(bar: TransportView) -> None:
    titles = [action.text() for action in bar.settings.loss.menu.actions()]
    assert titles == ["Mean squared error", "Binary cross-entropy"]
    (ticked,) = [a.data() for a in bar.settings.loss.menu.actions() if a.isChecked()]
    assert ticked == "bce"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("fast", "not a number"), ("-1", "greater than 0"), ("0", "greater"), ("nan", "not a number")],
)
def test_a_bad_rate_is_explained_and_changes_nothing(
    bar: TransportView, qtbot: QtBot, text: str, reason: str
) -> None:
    asked = edits(bar)
    bar.settings.rate.click()
    popup = bar.settings.rate.popup
    popup.editor.setText(text)
    QTest.keyClick(popup.editor, Qt.Key.Key_Return)
    assert reason in popup.problem.text()
    assert (asked, popup.isVisible()) == ([], True)
    popup.editor.setText("0.02")
    QTest.keyClick(popup.editor, Qt.Key.Key_Return)
    assert (len(asked), popup.isVisible()) == (1, False)


def test_a_batch_is_a_whole_number(bar: TransportView) -> None:
    bar.settings.batch.click()
    popup = bar.settings.batch.popup
    popup.editor.setText("2.5")
    QTest.keyClick(popup.editor, Qt.Key.Key_Return)
    assert "whole" in popup.problem.text()
    popup.hide()


def test_the_numbers_are_those_of_the_snapshot(bar: TransportView) -> None:
    bar.show_snapshot(Snapshot(status="running", step=37_204, epoch=4_465, steps_per_second=1213.0))
    assert (bar.settings.step.value, bar.settings.epoch.value) == ("37,204", "4,465")
    assert bar.rate.text() == "1,210 steps/s"


def test_the_state_says_why_nothing_moves() -> None:
    backward = OperationLabel(None, "dense 1", "backward", "δ", "")
    update = OperationLabel(None, "", "update", "W", "")
    stepping = Snapshot(
        status="paused", position=StepPosition(operation=1), operations=(backward, update)
    )
    assert rate_text(stepping) == "paused in backward", "as the tape marks it"
    assert rate_text(Snapshot(status="paused")) == "paused"
    past = Snapshot(status="paused", step=3, record=Record(end=9, is_past=True))
    assert rate_text(past) == "paused in the past"
    assert rate_text(Snapshot(status="running", slow=True)) == "slow motion"
    journey = Record(end=9, is_past=True, journey=Journey(0, 2, 8, 1.0))
    assert rate_text(Snapshot(status="running", record=journey)) == "going there"
    assert rate_text(Snapshot(status="stopped")) == "stopped"
    assert rate_text(Snapshot(status="invalid")) == "cannot start"
    assert rate_text(Snapshot(status="running", steps_per_second=2.5)) == "2.5 steps/s"


def test_a_rate_without_room_loses_its_words_and_no_digit(qtbot: QtBot) -> None:
    label = RateLabel()
    qtbot.addWidget(label)
    label.show_snapshot(Snapshot(status="running", steps_per_second=123_456.0))
    label.resize(label.sizeHint())
    assert label.shown == "123,000 steps/s"
    label.show_compact(True)
    label.resize(label.sizeHint())
    assert label.shown == "123,000/s"


def test_both_themes_can_be_painted(bar: TransportView) -> None:
    dark = bar.grab().toImage()
    bar.show_theme(LIGHT)
    assert bar.grab().toImage() != dark
