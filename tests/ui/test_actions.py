"""The table of actions is complete and free of conflicts; everything derives from it."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenuBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from playground.ui.action import Action, ActionState
from playground.ui.actions import ACTIONS, MENU_TITLES
from playground.ui.command_palette import CommandPalette, ranked
from playground.ui.dialogs import ShortcutSheet
from playground.ui.icons import icon
from playground.ui.keyboard import KeyKeeper
from playground.ui.menus import ActionBoard
from playground.ui.style import DARK

READY = ActionState(status="paused", is_startable=True)

KEYS = {
    "train.play": "Space",
    "train.step": ".",
    "edit.undo": "Ctrl+Z",
    "edit.redo": "Ctrl+Shift+Z",
    "file.save": "Ctrl+S",
    "file.open": "Ctrl+O",
    "file.new": "Ctrl+N",
    "file.export": "Ctrl+E",
    "help.selection": "F1",
    "help.shortcuts": "?",
    "view.palette": "Ctrl+K",
    "view.fit": "F",
    "view.zoom_in": "+",
    "view.zoom_out": "-",
    "view.larger": "Ctrl++",
    "view.smaller": "Ctrl+-",
    "view.usual_size": "Ctrl+0",
    "view.full_screen": "F11",
    "view.settings": "Ctrl+,",
    "file.new_window": "Ctrl+Shift+N",
}


class Doer:
    def __init__(self) -> None:
        self.done: list[str] = []

    def toggle(self) -> None:
        self.done.append("toggle")

    def step(self) -> None:
        self.done.append("step")

    def fail(self) -> None:
        raise RuntimeError("broken")


def small_board(doer: Doer) -> ActionBoard:
    names = ("train.play", "train.step")
    board = ActionBoard({name: ACTIONS[name] for name in names})
    board.bind(training=doer, walking=doer)
    board.refresh(READY)
    return board


def test_ids_name_their_menu() -> None:
    assert all(key == action.id for key, action in ACTIONS.items())
    assert all(action.id.split(".")[0] == action.menu for action in ACTIONS.values())
    assert {action.menu for action in ACTIONS.values()} == set(MENU_TITLES)


def test_no_two_actions_share_a_key() -> None:
    keys = [
        QKeySequence(action.shortcut).toString() for action in ACTIONS.values() if action.shortcut
    ]
    assert all(keys), "every shortcut is understood by Qt"
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert "A" not in keys, "A is the canvas's layer menu"


@pytest.mark.parametrize(("action_id", "key"), KEYS.items())
def test_keys_are_the_agreed_ones(action_id: str, key: str) -> None:
    assert ACTIONS[action_id].shortcut == key


@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.id)
def test_every_action_explains_itself_in_one_sentence(action: Action, qtbot: QtBot) -> None:
    assert action.explanation.endswith(".")
    assert action.explanation.count(". ") == 0
    assert "!" not in action.explanation
    assert action.title
    if action.icon:
        assert not icon(action.icon, DARK).isNull()


def test_titles_follow_the_state() -> None:
    play = ACTIONS["train.play"]
    assert play.title_in(READY) == "Play"
    assert play.title_in(ActionState(status="running")) == "Pause"
    undo = ACTIONS["edit.undo"]
    assert undo.title_in(ActionState(undo_label="Units 8 → 9")) == "Undo: Units 8 → 9"
    assert not undo.is_enabled(ActionState())


def test_training_needs_a_network_that_works() -> None:
    for name in ("train.play", "train.step", "train.epoch"):
        assert not ACTIONS[name].is_enabled(ActionState(status="invalid"))
        assert ACTIONS[name].is_enabled(READY)
        assert not ACTIONS[name].is_enabled(
            ActionState(status="stopped", is_startable=True, has_guard=True)
        )
    assert not ACTIONS["train.go_back"].is_enabled(READY)


def test_the_board_runs_only_what_is_possible(qtbot: QtBot) -> None:
    doer = Doer()
    board = small_board(doer)
    board.run("train.play")
    board.refresh(ActionState(status="invalid"))
    board.run("train.play")
    board.qt_action("train.play").trigger()
    assert doer.done == ["toggle"]
    assert not board.qt_action("train.play").isEnabled()


def test_a_failing_handler_is_reported(qtbot: QtBot) -> None:
    action = Action("train.play", "train", "Play", "Plays.", "training.fail")
    board = ActionBoard({action.id: action})
    board.bind(training=Doer())
    with qtbot.waitSignal(board.failed) as caught:
        board.run("train.play")
    assert isinstance(caught.args[0], RuntimeError)


def test_a_handler_that_nobody_has_is_an_error(qtbot: QtBot) -> None:
    board = ActionBoard({"file.new": ACTIONS["file.new"]})
    with pytest.raises(LookupError, match="documents"):
        board.handler("file.new")


def test_menus_hold_every_action(qtbot: QtBot) -> None:
    board = ActionBoard()
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = board.fill(bar)
    shown = [a.objectName() for menu in menus.values() for a in menu.actions() if a.objectName()]
    assert sorted(shown) == sorted(ACTIONS)


def test_what_cannot_work_cannot_be_started_but_paused() -> None:
    play, step = ACTIONS["train.play"], ACTIONS["train.step"]
    paused = ActionState(status="paused", is_startable=False, trouble="It does not fit.")
    assert not play.is_enabled(paused)
    running = replace(paused, status="running")
    assert play.is_enabled(running)
    assert play.title_in(running) == "Pause"
    assert not step.is_enabled(running)


def test_single_keys_do_not_fire_while_typing(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    doer = Doer()
    board = small_board(doer)
    window = QWidget()
    qtbot.addWidget(window)
    window.addActions(board.qt_actions())
    field, button = QLineEdit(window), QPushButton("press", window)
    keeper = KeyKeeper(application)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "a. b")
    assert (field.text(), doer.done) == ("a. b", [])
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (len(pressed), doer.done) == (1, []), "Space presses what Tab brought to the focus"
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (len(pressed), doer.done) == (1, ["toggle"]), "after a click Space plays again"
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    QTest.keyClick(window, Qt.Key.Key_Period)
    assert doer.done == ["toggle", "toggle", "step"]
    keeper.close()
    window.close()


def test_the_palette_filters_and_runs(qtbot: QtBot) -> None:
    palette = CommandPalette(READY, DARK)
    qtbot.addWidget(palette)
    every = palette.list.count()
    palette.field.setText("zoom in")
    assert 0 < palette.list.count() < every
    with qtbot.waitSignal(palette.action_requested) as caught:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert caught.args == ["view.zoom_in"]


def test_the_palette_walks_with_arrows(qtbot: QtBot) -> None:
    palette = CommandPalette(READY, DARK)
    qtbot.addWidget(palette)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == palette.list.count() - 1


def test_the_palette_shows_only_what_is_possible_best_first() -> None:
    found = ranked("step", ACTIONS.values(), READY)
    assert found[0].id == "train.step"
    assert ranked("undo", ACTIONS.values(), READY) == []
    assert ranked("no such thing", ACTIONS.values(), READY) == []


def test_the_sheet_names_every_key(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    for action in ACTIONS.values():
        if action.shortcut:
            assert QKeySequence(action.shortcut).toString() in texts, action.id
