"""Several windows, recent documents, files let go over a window, hints, help."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from playground.files.project_file import save
from playground.model import wishes
from playground.model.catalog import ACTIVATIONS, LAYERS, LOSSES, OPTIMIZERS
from playground.model.project import Project
from playground.session.commands import Play
from playground.ui.action import ActionState
from playground.ui.actions import ACTIONS
from playground.ui.assembly import Assembly
from playground.ui.command_palette import ranked
from playground.ui.explaining import explain_control
from playground.ui.glossary import look_up, search, sections
from playground.ui.languages import speak
from playground.ui.preferences import MOST_RECENT
from playground.ui.view import Selection
from playground.ui.windows import Windows
from tests.ui.fakes import FakeJournal, FakePrompts, FakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class House:
    """All windows of a test, with what each of them was given."""

    def __init__(self, spiral: Project) -> None:
        self.prompts: list[FakePrompts] = []
        self.journals: list[FakeJournal] = []
        self.sessions: list[FakeSession] = []
        self.windows = Windows(self._make, lambda: spiral)

    def _make(self, project: Project) -> Assembly:
        self.prompts.append(FakePrompts())
        self.journals.append(FakeJournal())
        self.sessions.append(FakeSession())
        prompts = self.prompts[-1]
        return Assembly(self.sessions[-1], project, self.journals[-1], lambda *_: prompts)


@pytest.fixture
def house(spiral: Project, qapp: QApplication) -> Iterator[House]:
    qapp.setQuitOnLastWindowClosed(False)
    house = House(spiral)
    yield house
    house.windows.close()
    speak("en")


@pytest.fixture
def first(house: House, spiral: Project, qtbot: QtBot) -> Assembly:
    assembly = house.windows.add(spiral)
    with qtbot.waitSignal(assembly.window.painted):
        assembly.show()
    assembly.controller.open_document(spiral, pace=100.0)
    assembly.controller.poll()
    return assembly


def edit(assembly: Assembly, count: int) -> None:
    hidden = assembly.controller.store.project.network.layers[1].id
    assembly.controller.apply(wishes.set_units(hidden, count))


def second_of(house: House, first: Assembly, qtbot: QtBot) -> Assembly:
    first.board.run("file.new_window")
    second = house.windows.open[-1]
    qtbot.waitUntil(lambda: second.controller.store.generation > 1)
    second.controller.poll()
    return second


def test_two_windows_are_two_documents(house: House, first: Assembly, qtbot: QtBot) -> None:
    second = second_of(house, first, qtbot)
    edit(second, 7)
    assert first.controller.store.project != second.controller.store.project
    assert house.sessions[0] is not house.sessions[1]
    second.controller.store.undo()
    second.window.close()
    qtbot.waitUntil(lambda: house.sessions[1].is_closed)
    assert house.journals[1].is_cleared
    assert first.window.isVisible()
    assert not house.sessions[0].is_closed


def test_quit_asks_each_window_and_cancel_keeps_the_rest(
    house: House, first: Assembly, qtbot: QtBot
) -> None:
    second = second_of(house, first, qtbot)
    edit(first, 5)
    edit(second, 6)
    house.prompts[1].unsaved = "discard"
    second.board.run("file.quit")
    qtbot.waitUntil(lambda: bool(house.prompts[0].asked))
    assert house.windows.open == [first], "the second is gone, the first was kept"
    house.prompts[0].unsaved = "discard"
    first.board.run("file.quit")
    assert house.windows.open == []


def test_a_setting_reaches_the_other_windows(house: House, first: Assembly, qtbot: QtBot) -> None:
    second = second_of(house, first, qtbot)
    first.board.run("view.theme")
    assert second.appearance.theme.name == first.appearance.theme.name == "light"


def test_another_language_keeps_the_document_and_its_history(
    house: House, first: Assembly, qtbot: QtBot
) -> None:
    edit(first, 5)
    edited = first.controller.store.project
    house.sessions[0].show(status="invalid")
    first.controller.poll()
    first.preferences.language = "sl"
    first.frame.setting_changed.emit("language")
    qtbot.waitUntil(lambda: first not in house.windows.open)
    (fresh,) = house.windows.open
    assert fresh.board.qt_action("file.save").text() == "Shrani"
    assert fresh.controller.store.project == edited
    assert fresh.controller.store.is_changed
    fresh.board.run("edit.undo")
    assert fresh.controller.store.project != edited


def test_letters_in_order_find_a_command() -> None:
    state = ActionState()
    assert ranked("nwind", ACTIONS.values(), state)[0].id == "file.new_window"
    assert ranked("light", ACTIONS.values(), state)[0].id == "view.theme"
    assert ranked("xqz", ACTIONS.values(), state) == []


# --- recent and dropped ----------------------------------------------------------------------


def test_recent_documents_are_offered_and_missing_ones_say_so(
    first: Assembly, spiral: Project, tmp_path: Path
) -> None:
    paths = [tmp_path / f"net{index}.playground" for index in range(MOST_RECENT + 2)]
    for path in paths:
        save(path, spiral, None)
        assert first.documents.open_path(path)
    paths[-2].unlink()
    first.recent.fill()
    shown = [action for action in first.recent.menu.actions() if action.text()]
    assert len(shown) == MOST_RECENT + 1, "the last one clears the list"
    assert (shown[0].text(), shown[0].isEnabled()) == (paths[-1].name, True)
    assert shown[1].text().endswith("not there any more")
    assert not shown[1].isEnabled()
    shown[2].trigger()
    assert first.controller.store.path == paths[-3]
    assert first.preferences.recent[0] == paths[-3]
    shown[-1].trigger()
    assert first.preferences.recent == ()


def drop(window: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), action, data, button, plain)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDragMoveEvent(QPoint(20, 20), action, data, button, plain))
    QApplication.sendEvent(window, QDropEvent(QPointF(20, 20), action, data, button, plain))


def test_a_dropped_network_opens_and_anything_else_is_explained(
    first: Assembly, spiral: Project, tmp_path: Path
) -> None:
    path, foreign = tmp_path / "mine.playground", tmp_path / "notes.odt"
    save(path, spiral, None)
    foreign.write_text("notes")
    drop(first.window, foreign)
    assert "notes.odt" in first.window.error_banner.message.text()
    assert first.controller.store.path is None
    drop(first.window, path)
    assert first.controller.store.path == path


# --- hints -----------------------------------------------------------------------------------


def hint(assembly: Assembly) -> str:
    callout = assembly.hints.callout
    return "" if callout is None else callout.label.text()


def test_three_hints_go_when_done_or_dismissed_and_never_come_back(
    first: Assembly, qtbot: QtBot
) -> None:
    first.hints.start()
    assert hint(first).startswith("Space")
    first.controller.send(Play())
    qtbot.waitUntil(lambda: "Drag a layer" in hint(first), timeout=5000)
    assert first.hints.callout is not None
    first.hints.callout.button.click()
    qtbot.waitUntil(lambda: "Click a neuron" in hint(first), timeout=5000)
    layer = first.controller.store.project.network.layers[1]
    unit = first.controller.store.shown.resolution.layers[layer.id].units_out[0]
    first.controller.select(Selection(layers=(layer.id,), unit=unit))
    assert hint(first) == ""
    first.hints.start()
    assert hint(first) == ""
    first.board.run("help.hints")
    assert hint(first).startswith("Space")


def test_the_first_hint_waits_until_its_button_can_be_pressed(
    first: Assembly, qtbot: QtBot
) -> None:
    play = first.transport.buttons["train.play"]
    play.setEnabled(False)
    first.hints.start()
    assert hint(first) == "", "not the next one either: the order stays"
    play.setEnabled(True)
    qtbot.waitUntil(lambda: hint(first).startswith("Space"), timeout=5000)


def test_a_hint_lies_on_nothing_that_is_told_of_a_step(first: Assembly) -> None:
    first.hints.start()
    callout = first.hints.callout
    assert callout is not None
    assert not callout.isHidden()
    snapshot = first.controller.snapshot
    stepping = replace(snapshot, position=replace(snapshot.position, operation=3))
    first.controller.snapshot_changed.emit(stepping)
    assert callout.isHidden()
    first.controller.snapshot_changed.emit(snapshot)
    assert not callout.isHidden()


def test_a_hint_stays_inside_the_window(first: Assembly, qtbot: QtBot) -> None:
    first.hints.start()
    first.window.resize(1000, 640)
    callout = first.hints.callout
    assert callout is not None
    qtbot.waitUntil(lambda: first.window.rect().contains(callout.geometry()))


# --- help ------------------------------------------------------------------------------------


def test_the_glossary_knows_every_table() -> None:
    known = {entry.title for _, entries in sections() for entry in entries}
    for table in (LAYERS, ACTIVATIONS, LOSSES, OPTIMIZERS):
        assert {record.title for record in table.values()} <= known
    assert all(entry.explanation for _, entries in sections() for entry in entries)
    found = [entry.title for _, entries in search("running means gradient") for entry in entries]
    assert found == ["Adam"]
    assert look_up("tanh") is not None
    assert look_up("no such thing") is None


def test_help_explains_a_control_with_its_choices(first: Assembly) -> None:
    told = explain_control(first.transport.settings.loss)
    assert told is not None
    text = " ".join(told[1])
    assert "Mean squared error" in text
    assert "L = mean (a − y)²" in told[1]
    nothing = QWidget()
    assert explain_control(nothing) is None
    nothing.deleteLater()


CONTROLS = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)


def test_every_control_has_a_tooltip_and_a_name(first: Assembly, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: first.is_complete, timeout=20_000)
    nameless = []
    for control in first.window.findChildren(QWidget):
        # Parts of Qt's own (scroll bars, the line of a spin box, buttons of tab bars) count with
        # what they belong to.
        if (
            control.isHidden()
            or not isinstance(control, CONTROLS)
            or control.objectName().startswith("qt_")
        ):
            continue
        parent = control.parentWidget()
        owner = parent.metaObject().className() if parent is not None else ""
        if owner in ("QTabBar", "QMainWindowTabBar", "QLineEdit") or control.inherits("QScrollBar"):
            continue
        names = control.accessibleName() or getattr(control, "text", str)()
        tip = control.toolTip() or (parent.toolTip() if parent is not None else "")
        if not names or not tip:
            nameless.append(f"{type(control).__name__} {names!r} {tip!r} in {owner}")
    assert not nameless, "\n".join(nameless)
