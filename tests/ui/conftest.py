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

from playground.engine.state import RunState
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.commands import (
    Capture,
    ChangeProject,
    Command,
    GoBack,
    OpenRun,
    Pause,
    Play,
    SetPace,
)
from playground.session.snapshot import Snapshot
from playground.ui.style import load_fonts


class FakeSession:
    """Keeps the commands; the snapshot is what the test says."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.snapshot = Snapshot()
        self.state: RunState | None = None
        self.is_started = False
        self.is_closed = False

    def start(self) -> None:
        self.is_started = True

    def send(self, command: Command) -> None:
        self.commands.append(command)
        if isinstance(command, OpenRun):
            self.show(
                generation=command.generation,
                project_generation=command.project_generation,
                status="running" if command.play else "paused",
                run_layers=tuple(layer.id for layer in command.project.network.layers),
            )
        elif isinstance(command, Play):
            self.show(status="running")
        elif isinstance(command, Pause):
            self.show(status="paused")
        elif isinstance(command, GoBack):
            self.show(status="paused", guard=None)
        elif isinstance(command, Capture) and self.state is not None:
            command.reply.set_result(self.state)

    def latest(self) -> Snapshot:
        return self.snapshot

    def close(self) -> None:
        self.is_closed = True

    def show(self, **changes: object) -> Snapshot:
        """Put another snapshot into the slot, with these fields changed."""
        known = {name: getattr(self.snapshot, name) for name in Snapshot.__dataclass_fields__}
        self.snapshot = Snapshot(**{**known, **changes})
        return self.snapshot

    def sent(self, kind: type) -> list[Command]:
        """Return the commands of one kind, in order."""
        return [command for command in self.commands if isinstance(command, kind)]

    @property
    def journal(self) -> list[Command]:
        """The commands that change the run or the project, without pace and watch."""
        kept = (SetPace, ChangeProject)
        return [c for c in self.commands if not isinstance(c, kept)]


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
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
def clock() -> "Clock":
    return Clock()


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds
