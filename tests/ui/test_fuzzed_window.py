"""Anything in any order while training runs: nothing breaks, and undo leads back to the start."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Visit
from playground.session.session import Session
from playground.ui.assembly import Assembly
from tests.ui.fakes import FakeJournal, FakePrompts
from tests.ui.monkey import DOCUMENTS, OUTSIDE, Monkey

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DEEDS = 420
"""Fewer than the history keeps, so that the whole way back is there."""
STARTS = {
    "moons": "dense 4 tanh as left > dense 3 relu as right > concat left > output",
    "digits": "conv 4 3x3 relu > pool 2 > batch_norm > flatten > dense 6 relu > output",
    "letters": "embedding 6 > position > attention 2 > layer_norm > dense 5 relu > output",
    "waves": "gru 4 whole > lstm 3 > output",
}


def start_of(kind: str) -> Project:
    return Project(
        parse(STARTS[kind]),
        DataSpec(kind, examples=80),
        TrainingSpec(phases=(PhaseSpec(optimizer=OptimizerSpec("adam", 0.01)),)),
        name="anything",
    )


@pytest.fixture
def start(request: pytest.FixtureRequest) -> Project:
    return start_of(getattr(request, "param", "moons"))


@pytest.fixture
def assembly(qtbot: QtBot, start: Project) -> Iterator[Assembly]:
    assembly = Assembly(Session(), start, FakeJournal(), prompts=lambda *_: FakePrompts())
    assembly.show(QSize(1280, 800))
    assembly.window.painted.connect(lambda: assembly.controller.open_document(start, play=True))
    qtbot.waitUntil(
        lambda: assembly.is_complete and assembly.controller.snapshot.step > 0, timeout=60_000
    )
    yield assembly
    assembly.close()


@pytest.mark.parametrize(
    ("start", "seed"),
    [("moons", 0), ("moons", 1), ("digits", 2), ("letters", 3), ("waves", 4)],
    indirect=["start"],
)
def test_any_order_of_anything_can_be_undone_to_the_start(
    qtbot: QtBot, assembly: Assembly, start: Project, seed: int
) -> None:
    monkey = Monkey(assembly, seed, DEEDS, OUTSIDE | DOCUMENTS)
    with qtbot.waitSignal(monkey.finished, timeout=120_000):
        monkey.start()
    controller = assembly.controller
    told = "\n".join(monkey.deeds[-12:])
    assert assembly.errors.take() is None, told
    assert controller.snapshot.status != "failed", f"{controller.snapshot.details}\n{told}"
    if controller.snapshot.record.is_past:
        # Undo waits for the present, where the edits are.
        controller.send(Visit(controller.snapshot.record.end))
        qtbot.waitUntil(lambda: not controller.snapshot.record.is_past, timeout=60_000)
    history = controller.store.history
    final = history.present
    steps = len(history.past)
    for _ in range(steps):
        controller.undo()
    assert not controller.store.history.can_undo
    assert controller.store.project == start
    for _ in range(steps):  # what was undone before stays undone
        controller.redo()
    assert controller.store.project == final


def test_documents_come_and_go_while_training_runs(qtbot: QtBot, assembly: Assembly) -> None:
    monkey = Monkey(assembly, 99, 250, OUTSIDE | {"file.new_window"})
    with qtbot.waitSignal(monkey.finished, timeout=120_000):
        monkey.start()
    told = "\n".join(monkey.deeds[-12:])
    assert assembly.errors.take() is None, told
    assert assembly.controller.snapshot.status != "failed", told
