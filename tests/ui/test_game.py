"""Be the optimizer in its dialog: mouse and keys move, both ways are shown at the end."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.readout.landscape.fields import MOVES
from playground.ui import numbers
from playground.ui.style import DARK, LIGHT
from playground.ui.views.landscape.game import GameDialog
from tests.ui.fakes import FakeSession
from tests.ui.whole import window_of

NO = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def game(qtbot: QtBot, fonts: None) -> GameDialog:
    dialog = GameDialog(DARK)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.state is not None, timeout=60_000)
    return dialog


def moves(game: GameDialog) -> int:
    assert game.state is not None
    return game.state.moves


def is_hidden(game: GameDialog) -> bool:
    return game.map.is_hidden


def at(game: GameDialog, x: float, y: float) -> QPoint:
    return game.map.place(x, y).toPoint()


def test_a_click_moves_there_and_shows_loss_and_slope(game: GameDialog) -> None:
    QTest.mouseClick(game.map, LEFT, NO, at(game, 8.0, 0.5))
    assert game.state is not None
    assert game.match is not None
    here = game.state.here
    assert (here.x, here.y) == pytest.approx((8.0, 0.5), abs=0.1)
    assert game.board.losses[0].text() == numbers.loss(here.loss)
    assert game.board.losses[1].text() == numbers.loss(game.match.rival[1].loss)
    assert numbers.signed(here.slope[0], 4) in game.slope.text()
    assert game.board.moves.text() == f"move 1 of {MOVES}"


def test_keys_move_too(game: GameDialog) -> None:
    game.map.setFocus()
    for _ in range(3):
        QTest.keyClick(game.map, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert moves(game) == 0
    QTest.keyClick(game.map, Qt.Key.Key_Return)
    assert moves(game) == 1
    assert game.state is not None
    assert game.state.here.x < 10.0
    assert game.isVisible()


def test_at_the_end_both_ways_are_on_the_map_and_again_begins_afresh(game: GameDialog) -> None:
    for x in (6.0, 2.0, 0.0):
        QTest.mouseClick(game.map, LEFT, NO, at(game, x, 0.0))
    assert len(game.map._tracks) == 1
    game.end_button.click()
    assert game.match is not None
    rival, own = game.map._tracks
    assert len(rival.points) == len(own.points) == 4
    np.testing.assert_allclose(rival.points[-1], (game.match.rival[3].x, game.match.rival[3].y))
    assert game.verdict.text().startswith("You are lower after 3 moves")
    QTest.mouseClick(game.map, LEFT, NO, at(game, 5.0, 0.5))
    assert moves(game) == 3
    game.again_button.click()
    assert moves(game) == 0
    assert game.verdict.text() == ""


def test_blindfolded_the_map_is_hidden_until_the_end(game: GameDialog) -> None:
    game.modes.chips["blind"].click()
    assert is_hidden(game)
    assert game.formula.text() == "L = ?"
    QTest.mouseMove(game.map, at(game, 3.0, 0.0))
    assert "loss" not in game.pointed.text()
    QTest.mouseClick(game.map, LEFT, NO, at(game, 9.0, 0.5))
    game.end_button.click()
    assert not is_hidden(game)
    assert "25" in game.formula.text()
    assert not game.grab().isNull()


def test_another_loss_and_another_rival_are_another_match(game: GameDialog, qtbot: QtBot) -> None:
    game.fields.chips["neuron"].click()
    game.rivals.chips["adam"].click()
    assert game.state is None
    qtbot.waitUntil(lambda: game.state is not None, timeout=60_000)
    assert game.match is not None
    assert (game.match.field.name, game.match.kind) == ("neuron", "adam")
    game.show_theme(LIGHT)
    assert not game.grab().isNull()


def test_the_action_opens_it_and_leaves_the_document_alone(
    qtbot: QtBot, own_folders: object, fonts: None
) -> None:
    session = FakeSession()
    assembly = window_of(session, Project(parse("dense 2 > output"), DataSpec("xor")), qtbot)
    try:
        before, sent = assembly.controller.store.project, len(session.commands)
        assembly.board.run("train.be_optimizer")
        opener = assembly.board._owners["game"]
        dialog = opener.dialog  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: dialog.state is not None, timeout=60_000)
        QTest.mouseClick(dialog.map, LEFT, NO, dialog.map.place(8.0, 0.5).toPoint())
        assert moves(dialog) == 1
        assert assembly.controller.store.project is before
        assert len(session.commands) == sent
        dialog.close()
        assert opener.dialog is None  # type: ignore[attr-defined]
    finally:
        assembly.close()
    assert "match" not in {thread.name for thread in threading.enumerate()}
