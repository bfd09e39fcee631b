"""Fixtures of every test of the window: no screen, no user's settings, nothing left behind."""

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.ui.languages import speak, spoken_language
from playground.ui.style import DARK, load_fonts
from playground.ui.views.canvas.clipboard import leave_text
from playground.ui.wording import call_pair
from playground.ui.zooming import apply_zoom
from tests.ui.fakes import Clock, FakeSession


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, log and journal of the tests away from the user's."""
    monkeypatch.setenv("PLAYGROUND_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["playground-tests"]


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """Register the bundled fonts, once."""
    qapp.setStyle("Fusion")
    load_fonts()


def _delete_given_up() -> None:
    leave_text()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Let no test leave a size, a language or words for other colours behind."""
    yield
    apply_zoom(qapp, 1.0)
    call_pair(DARK)
    if spoken_language() != "en":
        speak("en")


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest, qapp: QApplication, fonts: None) -> Iterator[None]:
    """Fail a test that leaves a thread, a window or a running timer behind."""
    threads = set(threading.enumerate())
    yield
    _delete_given_up()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    names = [f"{type(w).__name__} {w.objectName()}" for w in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    _delete_given_up()
    assert not names, f"windows left open: {names}"
    deadline = time.monotonic() + 2.0
    running = [t for t in threading.enumerate() if t not in threads]
    for thread in running:
        thread.join(max(0.0, deadline - time.monotonic()))
    assert not [t.name for t in running if t.is_alive()], "threads left running"
    timers = [t for t in qapp.findChildren(QTimer) if t.isActive()]
    assert not timers, f"timers left running: {timers}"


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def spiral() -> Project:
    """A small project: two features, two hidden neurons."""
    return Project(
        network=parse("dense 2 tanh > output"),
        data=DataSpec("spiral", examples=20, features=("x", "y")),
        name="spiral",
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()
