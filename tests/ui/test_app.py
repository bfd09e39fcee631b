"""Starting: what is missing is named, errors are kept, pictures are taken without a person."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, qWarning
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from playground import app
from playground.files.autosave import Autosave
from playground.files.examples import FIRST, examples
from playground.files.project_file import save
from playground.files.table_file import read_table, table_spec
from playground.model import wishes
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.session.commands import OpenRun
from playground.ui import start
from playground.ui.assembly import Assembly
from playground.ui.errors import LOG, ErrorJournal, report_of
from playground.ui.libraries import (
    ALWAYS,
    FOR_X11,
    check_libraries,
    has_display,
    missing_libraries,
    needs_x11,
)
from tests.ui.fakes import FakePrompts, FakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_display_is_looked_for_on_linux_only() -> None:
    assert not has_display({}, "linux")
    assert has_display({"DISPLAY": ":0"}, "linux")
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_display({}, "darwin")


def test_x11_libraries_are_wanted_only_for_x11() -> None:
    assert needs_x11({"DISPLAY": ":0"})
    assert not needs_x11({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert not needs_x11({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"})
    assert missing_libraries(True, lambda file: False) == (*ALWAYS, *FOR_X11)
    assert missing_libraries(False, lambda file: False) == ALWAYS


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux packages")
def test_missing_libraries_are_named_with_their_packages() -> None:
    with pytest.raises(PlaygroundError) as caught:
        check_libraries(lambda file: file != "libEGL.so.1")
    message = str(caught.value)
    assert "libEGL.so.1" in message
    assert "apt install libegl1" in message
    assert "dnf install libglvnd-egl" in message
    check_libraries(lambda file: True)


def test_what_cannot_start_is_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise PlaygroundError("libEGL.so.1 is missing.")

    monkeypatch.setattr(app, "check_libraries", refuse)
    assert app.run([]) == 2
    assert app.screenshot("spiral", Path("never.png")) == 2
    assert capsys.readouterr().err == "libEGL.so.1 is missing.\n" * 2


def test_qt_leaves_the_import_function_alone() -> None:
    # In a process of its own: here PySide6 has been imported long ago.
    code = (
        "import builtins, sys; usual = builtins.__import__; "
        "from playground.ui.qt_import import load_qt; load_qt(); load_qt(); "
        "assert 'PySide6' in sys.modules and builtins.__import__ is usual"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_an_unknown_name_is_one_plain_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["spirall"]) == 2
    message = capsys.readouterr().err
    assert "spiral" in message
    assert "Traceback" not in message


@pytest.fixture
def errors(tmp_path: Path) -> Iterator[ErrorJournal]:
    journal = ErrorJournal(tmp_path / "log" / "playground.log")
    journal.install()
    yield journal
    journal.uninstall()


def test_nobodys_exceptions_reach_log_and_window(errors: ErrorJournal) -> None:
    try:
        raise ValueError("deep inside")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    report = errors.take()
    assert report is not None
    assert "deep inside" not in report.message
    assert "ValueError: deep inside" in report.details
    assert "ValueError: deep inside" in errors.path.read_text(encoding="utf-8")
    assert errors.take() is None


def test_exceptions_of_threads_are_kept(errors: ErrorJournal) -> None:
    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    report = errors.take()
    assert report is not None
    assert "in a thread" in report.details


def test_messages_of_qt_are_logged(errors: ErrorJournal, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, LOG.name):
        qWarning("a painter was left open")
    assert "a painter was left open" in caplog.text


def test_hooks_are_given_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    journal = ErrorJournal(tmp_path / "playground.log")
    journal.install()
    assert sys.excepthook != before[0]
    journal.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_plain_errors_have_no_details() -> None:
    report = report_of(PlaygroundError("What, why, what next."))
    assert (report.message, report.details) == ("What, why, what next.", "")


def test_a_word_is_an_example_or_a_file(spiral: Project, tmp_path: Path) -> None:
    assert start._target(FIRST).project == examples()[0].project
    path = tmp_path / "mine.playground"
    save(path, spiral, None)
    opening = start._target(str(path))
    assert (opening.project, opening.path) == (spiral, path)
    with pytest.raises(PlaygroundError):
        start._target(str(tmp_path / "missing.playground"))


def test_a_table_is_opened_from_the_command_line(
    qtbot: QtBot, tmp_path: Path, session: FakeSession
) -> None:
    path = tmp_path / "fruit.csv"
    path.write_text("mass,width,kind\n1,2,apple\n2,3,pear\n3,4,apple\n4,1,pear\n", "utf-8")
    opening = start._target(str(path))
    prompts = FakePrompts()
    prompts.spec = table_spec(read_table(path), "kind", ("mass", "width"))
    assembly = Assembly(session, opening.project, start.NoJournal(), lambda *_: prompts)
    opening.open_in(assembly)
    assert assembly.controller.store.project.data.kind == "table"
    assert not assembly.controller.store.shown.resolution.problems
    assembly.close()
    with pytest.raises(PlaygroundError, match="choose its columns"):
        start.take_screenshot(str(path), tmp_path / "never.png", 0, (900, 700), "dark")


@pytest.mark.parametrize("recovers", [True, False])
def test_what_a_crash_left_is_offered_once(
    session: FakeSession, spiral: Project, tmp_path: Path, qtbot: QtBot, recovers: bool
) -> None:
    died = Autosave(tmp_path / "journal")
    edited = wishes.set_units(spiral.network.layers[1].id, 7).change(spiral)
    died.write(edited, None)
    died.close()
    prompts = FakePrompts()
    prompts.recovers = recovers
    autosave = Autosave(tmp_path / "journal")
    assembly = Assembly(session, spiral, autosave, lambda window, preferences: prompts)
    assert start._recover(assembly, autosave) == recovers
    assert prompts.asked == ["recover spiral"]
    if recovers:
        assert assembly.controller.store.project == edited
        assert assembly.controller.store.is_changed, "it is in no file yet"
        assert len(autosave.recoverable()) == 1, "kept until it is written anew"
        session.show(status="invalid")

        def is_written() -> bool:
            assembly.controller.poll()
            return autosave.recoverable() == ()

        qtbot.waitUntil(is_written, timeout=5000)
    else:
        assert not session.sent(OpenRun)
        assert autosave.recoverable() == ()
    assembly.close()


def test_a_screenshot_shows_the_step_that_was_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "shot.png"
    start.take_screenshot("xor", out, 20, (1100, 700), "light")
    picture = QImage(str(out))
    assert picture.size() == QSize(1100, 700)
    assert picture.pixelColor(3, 3).lightness() > 200


def test_the_demonstration_learns_and_writes(tmp_path: Path) -> None:
    said: list[str] = []
    start.demonstrate(tmp_path / "demo", said.append)
    assert {path.name for path in (tmp_path / "demo").iterdir()} == {
        "window.png",
        "weights.safetensors",
    }
    assert "test points right" in said[0]
    share = float(said[0].split(": ")[1].split("%")[0])
    assert share >= 95.0
