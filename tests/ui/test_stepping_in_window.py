"""Stepping in the whole window with the real engine: tape, breakpoints, card, code, gradient check."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.breakpoints import Breakpoint
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Play, Step
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui.assembly import Assembly
from playground.ui.in_sight import is_in_sight
from playground.ui.view import Selection
from playground.ui.views.card.view import CardView
from playground.ui.views.code.view import CodeView
from playground.ui.views.tape.view import TapeView
from tests.ui.whole import window_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PROJECT = Project(
    parse("dense 3 tanh > output"),
    DataSpec("spiral", examples=60),
    TrainingSpec(batch_size=4, phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.1)),)),
)


@pytest.fixture
def assembly(qtbot: QtBot) -> Iterator[Assembly]:
    assembly = window_of(Session(), PROJECT, qtbot)
    for name in ("tape", "card"):
        assembly.window.docks[name].raise_()
    waits(assembly, qtbot, lambda now: now.status == "paused" and bool(now.weights))
    # Views are shown a snapshot one after the other: what a test points at must be there.
    qtbot.waitUntil(lambda: bool(tape_of(assembly).model.operations), timeout=60_000)
    yield assembly
    assembly.close()


def waits(assembly: Assembly, qtbot: QtBot, condition: Callable[[Snapshot], bool]) -> None:
    qtbot.waitUntil(lambda: condition(assembly.controller.snapshot), timeout=120_000)


def waits_at(assembly: Assembly, qtbot: QtBot, operation: int) -> None:
    waits(assembly, qtbot, lambda now: now.position.operation == operation)


def tape_of(assembly: Assembly) -> TapeView:
    view = assembly.controller.feed.view("tape")
    assert isinstance(view, TapeView)
    return view


def card_of(assembly: Assembly) -> CardView:
    view = assembly.controller.feed.view("card")
    assert isinstance(view, CardView)
    return view


def is_about(card: CardView, row: int) -> bool:
    record = card.stepped.record
    return record is not None and record.operation == row


def is_in_place(tape: TapeView, row: int) -> bool:
    """Bring a row into sight; say whether the grid, which is laid out later, shows it there."""
    tape.list.scrollTo(tape.model.index(row))
    place = tape.list.visualRect(tape.model.index(row)).center()
    is_seen = tape.list.viewport().rect().contains(place)
    return is_seen and tape.list.indexAt(place).row() == row


def row_with(assembly: Assembly, phase: str, formula: str) -> int:
    labels = assembly.controller.snapshot.operations
    return next(i for i, o in enumerate(labels) if o.phase == phase and formula in o.formula)


def first_weight(assembly: Assembly) -> WeightRef:
    resolution = assembly.controller.store.shown.resolution
    return resolution.layers[resolution.order[1]].parameters[0].weight_at(1, 0)


def select_weight(assembly: Assembly) -> WeightRef:
    weight = first_weight(assembly)
    assembly.controller.select(Selection((weight.target.layer,), weight=weight))
    return weight


def test_a_click_on_the_tape_runs_there_and_the_card_follows(
    assembly: Assembly, qtbot: QtBot
) -> None:
    tape, card = tape_of(assembly), card_of(assembly)
    select_weight(assembly)
    last = max(
        i
        for i, label in enumerate(assembly.controller.snapshot.operations)
        if label.phase == "backward" and "∂L/∂W" in label.formula
    )
    for row in (last, row_with(assembly, "forward", "z ="), last):
        qtbot.waitUntil(partial(is_in_place, tape, row), timeout=10_000)
        place = tape.list.visualRect(tape.model.index(row)).center()
        QTest.mouseClick(tape.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        waits_at(assembly, qtbot, row + 1)
        # Views are shown a snapshot one after the other: the card may come after the next one.
        qtbot.waitUntil(partial(is_about, card, row), timeout=60_000)
        record = card.stepped.record
        assert record is not None
        assert (record.operation, record.step) == (row, assembly.controller.snapshot.step)
        assert tape.model.current == row
    names = [row.text().split()[0] for row in card.stepped.rows if not row.name.isHidden()]
    assert names[:2] == ["∂L/∂a", "∂a/∂z"]
    QTest.mouseClick(card.stepped.copy_button, Qt.MouseButton.LeftButton)
    assert "∂L/∂w" in QGuiApplication.clipboard().text()


def test_playing_stops_at_a_breakpoint_and_says_which(assembly: Assembly, qtbot: QtBot) -> None:
    tape = tape_of(assembly)
    row = row_with(assembly, "loss", "L =")
    tape.list.setCurrentIndex(tape.model.index(row))
    assembly.board.run("train.breakpoint")
    assert tape.shelf.breakpoints == (Breakpoint("operation", operation=row),)
    assembly.controller.send(Play())
    waits(assembly, qtbot, lambda now: now.breakpoint == 0 and now.status == "paused")
    qtbot.waitUntil(lambda: tape.model.current == row, timeout=60_000)
    assert f"operation {row + 1}" in tape.note.text()
    assembly.board.run("train.clear_breakpoints")
    assert tape.note.isHidden()
    assert tape.shelf.points == ()


def test_breakpoints_follow_a_network_that_is_edited_while_the_tape_is_hidden(
    assembly: Assembly, qtbot: QtBot
) -> None:
    tape = tape_of(assembly)
    row = row_with(assembly, "update", "W ←")
    tape.list.setCurrentIndex(tape.model.index(row))
    assembly.board.run("train.breakpoint")
    assembly.window.docks["code"].raise_()
    assert not is_in_sight(tape)
    text = "dense 3 tanh > dense 2 relu > output"
    assembly.controller.store.open(
        Project(parse(text), PROJECT.data, PROJECT.training), None, False, 0
    )
    assembly.controller.open_run()
    waits(assembly, qtbot, lambda now: len(now.operations) > row + 3 and bool(now.weights))
    (one,) = tape.shelf.breakpoints
    assert one.operation is not None
    assert one.operation > row
    label = assembly.controller.snapshot.operations[one.operation]
    assert label.phase == "update"
    assert "W ← W" in label.formula


def test_another_document_has_no_breakpoints(assembly: Assembly, qtbot: QtBot) -> None:
    tape = tape_of(assembly)
    tape.list.setCurrentIndex(tape.model.index(2))
    assembly.board.run("train.breakpoint")
    assembly.controller.open_document(PROJECT)
    assert tape.shelf.points == ()
    waits(assembly, qtbot, lambda now: now.status == "paused" and bool(now.weights))
    assert tape.model.marks == {}


def test_the_keys_of_the_tape(assembly: Assembly, qtbot: QtBot) -> None:
    tape = tape_of(assembly)
    with qtbot.waitActive(assembly.window):
        assembly.window.activateWindow()
    QTest.keyClick(assembly.window, Qt.Key.Key_G)
    assert tape.list.hasFocus()
    QTest.keyClick(tape.list, Qt.Key.Key_Down)
    row = tape.list.currentIndex().row()
    assert row > 0
    QTest.keyClick(tape.list, Qt.Key.Key_B)
    assert tape.shelf.breakpoints == (Breakpoint("operation", operation=row),)
    QTest.keyClick(tape.list, Qt.Key.Key_Return)
    waits_at(assembly, qtbot, row + 1)
    QTest.keyClick(tape.list, Qt.Key.Key_B)
    assert tape.shelf.points == ()


def test_the_actions_bring_what_they_are_about_into_sight(assembly: Assembly, qtbot: QtBot) -> None:
    tape, card = tape_of(assembly), card_of(assembly)
    assembly.window.docks["text"].raise_()
    assembly.window.docks["weights"].raise_()
    assembly.board.run("train.run_to")
    qtbot.waitUntil(lambda: is_in_sight(tape), timeout=10_000)
    qtbot.waitUntil(lambda: tape.list.currentIndex().isValid(), timeout=10_000)
    assembly.board.run("train.check_gradients")
    qtbot.waitUntil(lambda: is_in_sight(card), timeout=10_000)
    waits(assembly, qtbot, lambda now: now.gradient_check is not None)
    qtbot.waitUntil(lambda: not card.check.verdict.isHidden(), timeout=60_000)
    assert card.check.verdict.text().startswith("✓ The gradients agree")


def test_a_checked_gradient_gets_its_tick_in_the_arithmetic(
    assembly: Assembly, qtbot: QtBot
) -> None:
    card = card_of(assembly)
    weight = select_weight(assembly)
    last = max(
        i
        for i, label in enumerate(assembly.controller.snapshot.operations)
        if label.phase == "backward" and "∂L/∂W" in label.formula
    )
    tape_of(assembly).run_to(last)
    waits_at(assembly, qtbot, last + 1)
    assembly.board.run("train.check_gradients")
    waits(
        assembly,
        qtbot,
        lambda now: now.gradient_check is not None and now.gradient_check.weight == weight,
    )

    def ticks() -> list[str]:
        return [row.words.text() for row in card.stepped.rows if "✓" in row.words.text()]

    qtbot.waitUntil(lambda: bool(ticks()), timeout=60_000)
    assert len(ticks()) == 1
    assert assembly.controller.snapshot.position.operation == last + 1, "it stands where it stood"


def test_the_code_marks_the_line_at_work(assembly: Assembly, qtbot: QtBot) -> None:
    code = assembly.controller.feed.view("code")
    assert isinstance(code, CodeView)
    assembly.window.docks["code"].raise_()
    qtbot.waitUntil(lambda: is_in_sight(code), timeout=10_000)
    row = row_with(assembly, "backward", "∂L/∂W")
    assembly.controller.send(Step("operation", row + 1))
    waits_at(assembly, qtbot, row + 1)
    qtbot.waitUntil(lambda: code.current is not None, timeout=10_000)
    assert code.current is not None
    assert "backward()" in code.code().splitlines()[code.current]
