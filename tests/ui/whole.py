"""The whole window, for tests that look at it from outside."""

from pytestqt.qtbot import QtBot

from playground.model.project import Project
from playground.session.session import Session
from playground.ui.assembly import Assembly
from tests.ui.fakes import FakeJournal, FakePrompts, FakeSession


def window_of(session: FakeSession | Session, project: Project, qtbot: QtBot) -> Assembly:
    """Return a window that shows a project, with everything that comes after its first paint."""
    assembly = Assembly(session, project, FakeJournal(), lambda window, _: FakePrompts())
    with qtbot.waitSignal(assembly.window.painted, timeout=10_000):
        assembly.show()
    assembly.controller.open_document(project)
    qtbot.waitUntil(lambda: assembly.is_complete, timeout=30_000)
    return assembly
