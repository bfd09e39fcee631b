"""The window as a whole: files, questions, banners, theme, recovery, keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from playground.engine.state import GuardReport
from playground.engine.trainer import Trainer
from playground.files.examples import FIRST, example, examples
from playground.files.project_file import load, save
from playground.model import wishes
from playground.model.project import Project
from playground.session.commands import GoBack, OpenRun, Pause, Play, SetPace
from playground.session.snapshot import Record
from playground.ui.actions import ACTIONS
from playground.ui.assembly import Assembly
from playground.ui.errors import ErrorReport
from playground.ui.in_sight import is_in_sight
from playground.ui.style import set_zoom
from playground.ui.view import Selection
from playground.ui.views.gallery import GalleryDialog
from tests.ui.fakes import FakeJournal, FakePrompts, FakeSession

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal()


@pytest.fixture
def assembly(
    session: FakeSession,
    spiral: Project,
    prompts: FakePrompts,
    journal: FakeJournal,
    qtbot: QtBot,
) -> Iterator[Assembly]:
    assembly = Assembly(session, spiral, journal, lambda window, preferences: prompts)
    with qtbot.waitSignal(assembly.window.painted):
        assembly.show(QSize(1200, 760))
    assembly.controller.open_document(spiral, pace=100.0)
    assembly.controller.poll()
    session.commands.clear()
    yield assembly
    assembly.close()


def edit(assembly: Assembly, count: int = 5) -> None:
    hidden = assembly.controller.store.project.network.layers[1].id
    assembly.controller.apply(wishes.set_units(hidden, count))


def test_every_action_has_a_handler(assembly: Assembly) -> None:
    for name in ACTIONS:
        assert callable(assembly.board.handler(name)), name


def test_the_worker_starts_after_the_first_paint(assembly: Assembly, session: FakeSession) -> None:
    assert session.is_started


def test_undo_of_everything_through_the_menu(assembly: Assembly, spiral: Project) -> None:
    undo = assembly.board.qt_action("edit.undo")
    assert not undo.isEnabled()
    edit(assembly)
    assert undo.isEnabled()
    assert undo.text().startswith("Undo: ")
    undo.trigger()
    assert assembly.controller.store.project == spiral
    assert assembly.board.qt_action("edit.redo").isEnabled()


def test_the_title_says_whether_it_is_saved(
    assembly: Assembly, prompts: FakePrompts, session: FakeSession, tmp_path: Path
) -> None:
    title = assembly.window.title
    assert title.text() == "spiral"
    edit(assembly)
    assert title.text() == "spiral — edited"
    session.show(status="invalid")
    assembly.controller.poll()
    prompts.path = tmp_path / "mine.playground"
    assembly.board.run("file.save")
    assert title.text() == "mine.playground — saved"
    assert load(prompts.path).project == assembly.controller.store.project
    edit(assembly, 6)
    assert assembly.window.isWindowModified()


def test_what_a_saved_document_learned_since_is_asked_about(
    assembly: Assembly, prompts: FakePrompts, session: FakeSession, tmp_path: Path
) -> None:
    session.show(status="invalid")
    assembly.controller.poll()
    prompts.path, prompts.unsaved = tmp_path / "mine.playground", "cancel"
    assembly.board.run("file.save")
    assert not assembly.controller.is_unsaved
    session.show(status="paused", step=7)
    assembly.controller.poll()
    assert assembly.window.title.text() == "mine.playground — edited"
    assert not assembly.window.close()
    assert prompts.asked[-1] == "unsaved mine.playground"
    session.show(status="paused", step=0)
    assembly.controller.poll()
    assert not assembly.controller.is_unsaved, "it stands where the file stands"


def test_looking_at_the_past_of_a_saved_document_changes_nothing(
    assembly: Assembly, session: FakeSession, tmp_path: Path
) -> None:
    path = tmp_path / "mine.playground"
    trainer = Trainer(example(FIRST).project)
    trainer.advance(20)
    trainer.visit(12)
    save(path, trainer.project, trainer.state())
    assert assembly.documents.open_path(path)
    for step, end, is_unsaved in ((12, 20, False), (20, 20, False), (3, 20, False), (21, 21, True)):
        session.show(status="paused", step=step, record=Record(end=end, is_past=step < end))
        assembly.controller.poll()
        assert assembly.controller.is_unsaved == is_unsaved


def test_an_untouched_example_never_asks(assembly: Assembly, prompts: FakePrompts) -> None:
    found = examples()[0]
    assembly.documents.open_example(found)
    assert prompts.asked == []
    assert assembly.controller.store.project == found.project


def test_an_example_opens_training_at_its_pace(assembly: Assembly, session: FakeSession) -> None:
    found = examples()[0]
    assembly.documents.open_example(found)
    assert session.sent(SetPace)[-1] == SetPace(found.pace)
    opened = session.sent(OpenRun)[-1]
    assert isinstance(opened, OpenRun)
    assert opened.play
    assert assembly.training.pace == SetPace(found.pace)


def test_unsaved_changes_are_asked_about(
    assembly: Assembly, prompts: FakePrompts, session: FakeSession, tmp_path: Path
) -> None:
    found = examples()[0]
    edit(assembly)
    edited = assembly.controller.store.project
    assembly.documents.open_example(found)
    assert prompts.asked == ["unsaved spiral"]
    assert assembly.controller.store.project == edited, "cancel keeps everything"
    session.show(status="invalid")
    assembly.controller.poll()
    prompts.unsaved, prompts.path = "save", tmp_path / "kept.playground"
    assembly.documents.open_example(found)
    assert load(tmp_path / "kept.playground").project == edited
    assert assembly.controller.store.project == found.project


def test_closing_asks_and_cancel_keeps_the_window(assembly: Assembly, prompts: FakePrompts) -> None:
    edit(assembly)
    assert not assembly.window.close()
    assert assembly.window.isVisible()
    prompts.unsaved = "discard"
    assert assembly.window.close()


def test_a_damaged_file_is_one_plain_message(
    assembly: Assembly, prompts: FakePrompts, spiral: Project, tmp_path: Path
) -> None:
    prompts.path = tmp_path / "broken.playground"
    prompts.path.write_bytes(b"no such thing")
    assembly.board.run("file.open")
    banner = assembly.window.error_banner
    assert banner.isVisible()
    assert "broken.playground" in banner.message.text()
    assert "Traceback" not in banner.message.text()
    assert assembly.controller.store.project == spiral
    banner.dismiss()
    assert not banner.isVisible()


def test_a_place_that_cannot_be_written_leaves_the_document_unsaved(
    assembly: Assembly, prompts: FakePrompts, session: FakeSession, tmp_path: Path
) -> None:
    edit(assembly)
    session.show(status="invalid")
    assembly.controller.poll()
    assembly.documents.save_to(tmp_path / "no" / "such" / "folder.playground")
    assert assembly.window.error_banner.isVisible()
    assert assembly.controller.store.is_changed


def button(parent: QWidget, text: str) -> QPushButton:
    (found,) = [b for b in parent.findChildren(QPushButton) if b.text() == text]
    return found


def test_good_news_stay_while_snapshots_come(
    assembly: Assembly, session: FakeSession, qtbot: QtBot
) -> None:
    line, news = assembly.window.notice, assembly.frame.news
    assembly.documents.noticed.emit("Saved as a.playground.")
    for step in (1, 2, 3):
        session.show(status="running", step=step)
        assembly.controller.poll()
    assert line.text() == "Saved as a.playground."
    session.show(step=4, notice="Compiling tanh forward (3 of 122)", is_murmur=True)
    assembly.controller.poll()
    assert line.text() == "Saved as a.playground.", "what goes on behind the run can wait"
    session.show(step=4, notice="Stopped at step 4: it is at step 4.", is_murmur=False)
    assembly.controller.poll()
    assert line.text().startswith("Stopped at step 4")
    news.setInterval(1)
    assembly.documents.noticed.emit("Saved as b.playground.")
    assert line.text() == "Saved as b.playground."
    qtbot.waitUntil(lambda: line.text().startswith("Stopped at step 4"))


def test_the_error_banner_copies_details_and_opens_the_log(assembly: Assembly) -> None:
    opened: list[QUrl] = []

    def remember(url: QUrl) -> bool:
        opened.append(url)
        return True

    assembly.frame.open_file = remember
    assembly.errors.add(ErrorReport("Something went wrong.", "Traceback: details"))
    assembly.controller.poll()
    banner = assembly.window.error_banner
    assert banner.isVisible()
    button(banner, "Copy details").click()
    assert "Traceback: details" in QGuiApplication.clipboard().text()
    button(banner, "Show log").click()
    assert opened[0].toLocalFile() == str(assembly.errors.path)
    assert "Traceback: details" in assembly.errors.path.read_text(encoding="utf-8")


def test_a_failing_worker_is_reported_and_restarted_with_the_project(
    assembly: Assembly, session: FakeSession, spiral: Project
) -> None:
    session.show(status="failed", notice="Training met an error.", details="Traceback")
    assembly.controller.poll()
    banner = assembly.window.error_banner
    assert "Training met an error." in banner.message.text()
    button(banner, "Restart training").click()
    opened = session.sent(OpenRun)[-1]
    assert isinstance(opened, OpenRun)
    assert opened.project == spiral
    assembly.controller.poll()
    assert not banner.isVisible()


def test_a_guard_says_why_and_offers_the_way_back(assembly: Assembly, session: FakeSession) -> None:
    report = GuardReport(12, None, "update", "A weight became infinite in step 12.")
    session.show(status="stopped", guard=report)
    assembly.controller.poll()
    banner = assembly.window.guard_banner
    assert banner.message.text() == "A weight became infinite in step 12."
    assert not assembly.transport.buttons["train.play"].isEnabled()
    button(banner, "Go back to the last good weights").click()
    assert session.sent(GoBack) == [GoBack()]
    assembly.controller.poll()
    assert not banner.isVisible()


def test_the_theme_is_switched_and_remembered(assembly: Assembly) -> None:
    dark = assembly.window.grab().toImage().pixelColor(4, 4)
    assembly.board.run("view.theme")
    assert assembly.frame.theme.name == "light"
    assert assembly.preferences.theme == "light"
    assert assembly.window.grab().toImage().pixelColor(4, 4).lightness() > dark.lightness() + 100
    assert assembly.board.qt_action("view.theme").text() == "Dark colours"


def test_space_plays_and_pauses(assembly: Assembly, session: FakeSession, qtbot: QtBot) -> None:
    with qtbot.waitActive(assembly.window):
        assembly.window.activateWindow()
    QTest.keyClick(assembly.window, Qt.Key.Key_Space)
    assembly.controller.poll()
    QTest.keyClick(assembly.window, Qt.Key.Key_Space)
    assert [c for c in session.commands if isinstance(c, Play | Pause)] == [Play(), Pause()]


def test_nobody_looking_pauses(assembly: Assembly, session: FakeSession) -> None:
    session.show(status="running")
    assembly.controller.poll()
    assembly.window.minimised_changed.emit(True)
    assembly.controller.poll()
    assembly.window.minimised_changed.emit(False)
    assert [c for c in session.commands if isinstance(c, Play | Pause)] == [Pause(), Play()]


def test_docks_can_be_shown_and_hidden(assembly: Assembly) -> None:
    dock = assembly.window.docks["tape"]
    dock.toggleViewAction().trigger()
    assert not dock.isVisible()
    dock.toggleViewAction().trigger()
    assert dock.isVisible()


def test_parts_behind_tabs_are_neither_drawn_nor_reached_with_tab(
    assembly: Assembly, session: FakeSession, qtbot: QtBot
) -> None:
    docks, feed = assembly.window.docks, assembly.controller.feed
    assert {"output", "card", "tape"} <= feed.visible()
    assert not {"space", "weights", "what_if", "text", "size", "outline"} & feed.visible()
    behind = QLineEdit()
    docks["text"].setWidget(behind)
    with qtbot.waitActive(assembly.window):
        assembly.window.activateWindow()
    assembly.canvas.setFocus()
    reached = []
    while behind not in reached and assembly.canvas.surface not in reached:
        QTest.keyClick(assembly.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(assembly.window.focusWidget())
    assert len(reached) > 20
    assert behind not in reached
    docks["text"].raise_()
    qtbot.waitUntil(lambda: is_in_sight(behind))
    assert not is_in_sight(docks["tape"])
    assert "tape" not in feed.visible()


def test_the_gallery_shows_at_least_five_examples(assembly: Assembly, qtbot: QtBot) -> None:
    assembly.board.run("file.examples")
    dialog = assembly.gallery.dialog
    assert isinstance(dialog, GalleryDialog)
    assert len(dialog.cards) >= 5
    for card in dialog.cards:
        assert card.accessibleName()
        assert not card.grab().isNull()
    chosen = dialog.cards[1].example
    dialog.cards[1].click()
    assert assembly.controller.store.project == chosen.project


@pytest.mark.parametrize(
    "action_id", ["view.palette", "help.shortcuts", "help.about", "help.selection"]
)
def test_sheets_open_and_close(assembly: Assembly, qtbot: QtBot, action_id: str) -> None:
    assembly.board.run(action_id)
    (dialog,) = [d for d in assembly.window.findChildren(QDialog) if d.isVisible()]
    assert dialog.isVisible()
    dialog.close()


def test_delete_is_possible_only_with_something_to_delete(assembly: Assembly) -> None:
    source, hidden, output = assembly.controller.store.project.network.layers
    delete = assembly.board.qt_action("edit.delete")
    assembly.controller.select(Selection(layers=(source.id, output.id)))
    assert not delete.isEnabled()
    assembly.controller.select(Selection(layers=(hidden.id,)))
    assert delete.isEnabled()


def test_edits_are_journalled_and_an_orderly_end_clears_it(
    session: FakeSession,
    spiral: Project,
    prompts: FakePrompts,
    journal: FakeJournal,
    qtbot: QtBot,
) -> None:
    assembly = Assembly(session, spiral, journal, lambda window, preferences: prompts)
    assembly.controller.open_document(spiral)
    session.show(status="invalid")
    edit(assembly)

    def is_written() -> bool:
        assembly.controller.poll()
        return bool(journal.written)

    qtbot.waitUntil(is_written, timeout=5000)
    assert journal.written[0][0] == assembly.controller.store.project
    assert not journal.is_cleared
    assembly.close()
    assert journal.is_cleared


def test_the_first_window_stays_on_a_small_screen(
    session: FakeSession, spiral: Project, journal: FakeJournal, prompts: FakePrompts, qtbot: QtBot
) -> None:
    """Nothing may lie below the edge of a laptop's screen, its frame included."""
    assembly = Assembly(session, spiral, journal, lambda window, preferences: prompts)
    room = assembly.window.screen().availableGeometry().size()
    with qtbot.waitSignal(assembly.window.painted):
        assembly.show()
    is_roomy = room.width() > 1464 and room.height() > 960
    assert assembly.window.isMaximized() != is_roomy
    assembly.close()


@pytest.mark.parametrize("size", [QSize(1440, 878), QSize(1100, 680)])
def test_the_card_has_room_for_a_neuron(assembly: Assembly, size: QSize, qtbot: QtBot) -> None:
    window = assembly.window
    window.resize(size)
    qtbot.waitUntil(lambda: window.size() == size)
    window.arrange()
    card, tape = window.docks["card"], window.docks["tape"]
    qtbot.waitUntil(lambda: card.geometry().bottom() >= size.height() - 2)
    assert card.geometry().bottom() == tape.geometry().bottom(), "the column goes all the way down"
    assert card.height() >= 0.36 * size.height()


def test_large_words_in_a_small_window_gather_the_parts_behind_tabs(
    assembly: Assembly, qtbot: QtBot
) -> None:
    window = assembly.window
    window.resize(1366, 768)
    docks = window.docks
    docks["size"].hide()
    docks.arrange()
    assert not docks.is_gathered()
    set_zoom(2.0)
    docks.arrange()
    assert docks.is_gathered()
    assert docks["tape"] in window.tabifiedDockWidgets(docks["timeline"])
    set_zoom(1.0)
    docks.arrange()
    assert not docks.is_gathered()
    assert docks["size"].isHidden()
    assert not docks["tape"].isHidden()


def test_sizes_of_the_last_time_come_back(
    assembly: Assembly, spiral: Project, qtbot: QtBot
) -> None:
    first = assembly.window
    first.resizeDocks([first.docks["output"]], [400], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: first.docks["output"].width() == 400)
    first.remember()
    second = Assembly(FakeSession(), spiral, FakeJournal(), lambda *_: FakePrompts())
    with qtbot.waitSignal(second.window.painted):
        second.show()
    assert second.window.docks["output"].width() == pytest.approx(400, abs=2)
    second.close()
