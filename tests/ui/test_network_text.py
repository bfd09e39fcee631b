"""The network as text beside the picture: both ways, with completion and errors at their word."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.model import edits, wishes
from playground.model.edits import Edit
from playground.model.network import DropoutSpec, InputSpec
from playground.model.project import Project
from playground.model.text import parse, render, unit_ids
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import ShownProject
from playground.ui.views.network_text.view import NetworkTextView
from tests.engine.test_heads import JUDGE, JUDGE_FAKE, LATENT, players

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The view with a document behind it, as the controller keeps them."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.store = Store(project)
        self.view = NetworkTextView()
        self.edits: list[str] = []
        qtbot.addWidget(self.view)
        self.view.show_theme(DARK)
        self.view.edit_requested.connect(self.apply)
        self.store.project_changed.connect(self.show)
        self.view.resize(340, 180)
        self.view.show()
        self.show()
        self.view.editor.setFocus()

    def apply(self, edit: Edit) -> None:
        self.edits.append(edit.label)
        self.store.apply(edit)

    def show(self) -> None:
        self.view.show_project(self.store.shown)

    @property
    def text(self) -> str:
        return self.view.editor.toPlainText()


@pytest.fixture
def desk(qtbot: QtBot, spiral: Project) -> Iterator[Desk]:
    desk = Desk(qtbot, spiral)
    yield desk
    desk.store.deleteLater()


def test_it_shows_the_picture_and_follows_it(desk: Desk) -> None:
    assert desk.text == "dense 2 tanh > output"
    desk.store.apply(wishes.set_units(desk.store.project.network.layers[1].id, 5))
    assert desk.text == "dense 5 tanh > output"
    desk.store.undo()
    assert desk.text == "dense 2 tanh > output"


def test_what_is_typed_becomes_the_network_and_keeps_what_was_there(
    qtbot: QtBot, desk: Desk
) -> None:
    before = desk.store.project.network.layers[1]
    editor = desk.view.editor
    editor.selectAll()
    QTest.keyClicks(editor, "dense 2 tanh > dropout 0.2 > output")
    QTest.keyClick(editor, Qt.Key.Key_Escape) if editor.offered else None
    qtbot.waitUntil(lambda: len(desk.store.project.network.layers) == 4)
    network = desk.store.project.network
    assert network.layers[1] == before
    assert any(layer.spec == DropoutSpec(0.2) for layer in network.layers)
    assert desk.text == "dense 2 tanh > dropout 0.2 > output", "what was typed stays as it is"
    desk.store.undo()
    assert desk.text == "dense 2 tanh > output"


def test_a_wrong_word_is_marked_and_nothing_changes(qtbot: QtBot, desk: Desk) -> None:
    editor = desk.view.editor
    editor.setPlainText("dense 2 tnah > output")
    desk.view.read()
    assert "Did you mean tanh?" in desk.view.message.text()
    formats = editor.document().firstBlock().layout().formats()
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    marked = [f for f in formats if f.format.underlineStyle() == wave]
    assert [(f.start, f.length) for f in marked] == [(8 + n, 1) for n in range(4)] or marked
    assert desk.edits == []
    desk.store.apply(wishes.rename("other"))
    assert desk.text == "dense 2 tnah > output", "an unrelated change does not take the words away"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.text == "dense 2 tanh > output"
    assert "leads on" in desk.view.message.text()


def test_words_complete_themselves(qtbot: QtBot, desk: Desk) -> None:
    editor = desk.view.editor
    editor.selectAll()
    QTest.keyClicks(editor, "den")
    qtbot.waitUntil(lambda: editor.offered == ("dense",))
    popup = editor.completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert desk.text == "dense "
    popup.hide()


def test_comments_and_breaks_stay_while_the_picture_says_the_same(desk: Desk) -> None:
    text = "dense 2 tanh  # two lines\n  > output"
    desk.view.editor.setPlainText(text)
    desk.view.read()
    layer = desk.store.project.network.layers[1]
    desk.store.apply(wishes.move_layers({layer.id: (3.0, 4.0)}))
    assert desk.text == text


def test_what_no_text_can_say_is_said(desk: Desk) -> None:
    network = parse("dense 2 > dense 3 > output")
    circle = replace(
        network,
        connections=(
            *network.connections[1:],
            replace(
                network.connections[0], source=network.layers[2].id, target=network.layers[1].id
            ),
        ),
    )
    desk.store.apply(Edit("circle", lambda project: edits.set_network(project, circle)))
    assert "circle" in desk.view.message.text()
    assert desk.view.editor.isReadOnly()
    desk.store.undo()
    assert desk.text == render(desk.store.project.network)
    assert not desk.view.editor.isReadOnly()


def test_players_of_a_gan_are_a_text_that_can_be_changed(qtbot: QtBot) -> None:
    desk = Desk(qtbot, players())
    assert "like judge" in desk.text
    assert not desk.view.editor.isReadOnly()
    desk.view.editor.setPlainText(desk.text.replace("latent 3", "latent 5"))
    desk.view.read()
    assert len(desk.edits) == 1
    network = desk.store.project.network
    assert network.layer(JUDGE_FAKE).shares == JUDGE
    assert network.layer(LATENT).spec == InputSpec("noise", unit_ids(5))
    assert desk.store.shown.resolution.is_valid
    desk.store.deleteLater()


def test_phases_stay_and_the_view_says_so(qtbot: QtBot) -> None:
    view = NetworkTextView()
    qtbot.addWidget(view)
    whole = players(0.2)
    one = replace(whole, training=replace(whole.training, phases=whole.training.phases[:1]))
    view.show_project(ShownProject(one))
    assert "phases" not in view.message.text()
    view.show_project(ShownProject(whole))
    assert "has 2 phases" in view.message.text()
    asked: list[Edit] = []
    view.edit_requested.connect(asked.append)
    view.editor.setPlainText(view.editor.toPlainText().replace("tanh", "relu"))
    view.read()
    after = asked[-1].change(whole)
    assert after.network != whole.network
    assert after.training.phases == whole.training.phases
