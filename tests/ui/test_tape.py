"""The operations of one update: a tape to run along, with breakpoints."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from playground.engine.breakpoints import Breakpoint
from playground.engine.state import OperationLabel
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.session.commands import SetBreakpoints, StepTo
from playground.session.snapshot import Snapshot
from playground.ui.style import DARK, SPACING
from playground.ui.view import Selection
from playground.ui.views.tape.points import point_at, refit
from playground.ui.views.tape.view import TapeView
from playground.ui.views.tape.words import head_shapes
from tests.ui.side_samples import HIDDEN, OUTPUT, at_operation, operations, sample

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(qtbot: QtBot) -> TapeView:
    data = sample()
    view = TapeView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(data.shown)
    view.resize(600, 300)
    view.show_snapshot(at_operation(data.snapshot, 0))
    view.show()
    return view


@pytest.fixture
def commands(view: TapeView) -> list[object]:
    sent: list[object] = []
    view.command_requested.connect(sent.append)
    return sent


def colour_at(view: TapeView, row: int, *, right: int = 14) -> str:
    """Return the ground of a cell."""
    image = view.list.viewport().grab().toImage()
    cell = view.list.visualRect(view.model.index(row))
    return QColor(image.pixel(cell.right() - right, cell.bottom() - 10)).name()


def centre(view: TapeView, row: int) -> QPoint:
    return view.list.visualRect(view.model.index(row)).center()


def action(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == text)


def test_between_two_updates_nothing_is_current(view: TapeView) -> None:
    view.header.show_title(False)
    assert view.header.info.text().startswith("10 operations per update")
    assert view.model.current == -1
    assert {view.model.when(row) for row in range(10)} == {"rest"}


def test_the_heading_says_less_where_there_is_less_room(view: TapeView) -> None:
    view.show_snapshot(at_operation(sample().snapshot, 9))
    told = []
    for width in (1000, 400, 200, 100):
        view.header.resize(width, 20)
        view.header.grab()
        told.append(view.header.info.text())
    assert told == [
        "operation 9 of 10 · click to run there · right-click for a breakpoint",
        "operation 9 of 10 · click to run there",
        "operation 9 of 10",
        "9 / 10",
    ]


def test_it_counts_and_explains(view: TapeView) -> None:
    view.show_snapshot(at_operation(sample().snapshot, 9))
    assert view.list.currentIndex().row() == 8
    index = view.model.index(8)
    assert view.model.data(index) == "9 backward · dense 1: ∂L/∂W = δ·xᵀ"
    said = view.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(", carried out last")
    words = view.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert words.splitlines() == [operations()[8].formula, operations()[8].explanation]


def with_loss(snapshot: Snapshot, loss: float) -> Snapshot:
    return replace(snapshot, position=replace(snapshot.position, loss=loss))


def test_the_loss_shows_its_number_once_it_is_computed(view: TapeView) -> None:
    view.show_snapshot(at_operation(sample().snapshot, 4))
    assert view.model.formula(4) == "L = −ln p"
    view.show_snapshot(with_loss(at_operation(sample().snapshot, 5), 0.63124))
    assert view.model.formula(4) == "L = 0.6312"
    assert "−ln p" in view.model.data(view.model.index(4), Qt.ItemDataRole.ToolTipRole)
    view.show_snapshot(replace(at_operation(sample().snapshot, 0), batch_loss=0.63124))
    assert view.model.formula(4) == "L = −ln p"


@pytest.mark.parametrize(("operation", "hue"), [(2, DARK.action), (9, DARK.blame)])
def test_done_current_and_to_come_look_different(view: TapeView, operation: int, hue: str) -> None:
    view.show_snapshot(at_operation(sample().snapshot, operation))
    row = operation - 1
    grounds = [colour_at(view, row - 1), colour_at(view, row), colour_at(view, row + 1)]
    assert grounds == [DARK.card_raised, hue, DARK.window]


@pytest.mark.parametrize(("width", "columns"), [(150, 1), (330, 2), (620, 3), (1130, 6)])
def test_there_are_as_many_columns_as_there_is_room_for(
    view: TapeView, width: int, columns: int
) -> None:
    view.resize(width, 300)
    view.grab()
    tops = [view.list.visualRect(view.model.index(row)).top() for row in range(10)]
    assert tops.count(tops[0]) == columns
    assert view.list.cells.is_single == (columns == 1)
    last = view.list.visualRect(view.model.index(columns - 1))
    assert last.right() <= view.list.viewport().width()


def test_a_click_and_enter_run_to_an_operation(view: TapeView, commands: list[object]) -> None:
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 4))
    view.focus_row()
    QTest.keyClick(view.list, Qt.Key.Key_Right)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert commands == [StepTo(4), StepTo(5)]


def long_tape(rows: int) -> Snapshot:
    labels = tuple(
        OperationLabel(LayerId(f"l{row}"), f"dense {row}", "forward", "z = W·a + b", "Sums.")
        for row in range(rows)
    )
    return replace(at_operation(sample().snapshot, 0), operations=labels)


def test_a_long_tape_keeps_the_current_row_in_sight_and_paints_little(
    view: TapeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = long_tape(400)
    view.show_snapshot(snapshot)
    painted: list[int] = []
    paint = view.list.cells._paint_lines

    def count(painter: QPainter, box: QRectF, row: int, room: float) -> None:
        painted.append(row)
        paint(painter, box, row, room)

    monkeypatch.setattr(view.list.cells, "_paint_lines", count)
    for done in (230, 231, 3, 400):
        view.show_snapshot(replace(snapshot, position=replace(snapshot.position, operation=done)))
        view.grab()
        cell = view.list.visualRect(view.model.index(done - 1))
        assert view.list.viewport().rect().contains(cell)
    assert len(set(painted)) < 150, "only what can be seen is painted"


def test_nothing_is_told_again_while_training_runs(view: TapeView) -> None:
    told: list[object] = []
    view.model.dataChanged.connect(lambda *_: told.append("data"))
    view.model.modelReset.connect(lambda: told.append("reset"))
    running = at_operation(sample().snapshot, 0)
    for step in range(5):
        view.show_snapshot(replace(running, status="running", step=step))
    assert told == []


def test_a_step_tells_only_the_rows_that_it_changes(view: TapeView) -> None:
    view.show_snapshot(at_operation(sample().snapshot, 4))
    rows: list[tuple[int, int]] = []
    view.model.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    view.show_snapshot(at_operation(sample().snapshot, 5))
    assert rows == [(3, 4)]


# --- breakpoints ------------------------------------------------------------------------------


def test_the_menu_puts_a_breakpoint_on_a_row_and_takes_it_away(
    view: TapeView, commands: list[object]
) -> None:
    before = colour_at(view, 6, right=0)
    menu = view.breakpoints.menu(6, view.run_to)
    action(menu, "Break here").trigger()
    assert commands == [SetBreakpoints((Breakpoint("operation", operation=6),))]
    assert view.model.marks == {6: (True, True)}
    assert view.button.text().endswith("1")
    image = view.list.viewport().grab().toImage()
    cell = view.list.visualRect(view.model.index(6))
    seen = {
        QColor(image.pixel(x, y)).name()
        for x in range(cell.right() - 24, cell.right())
        for y in range(cell.top(), cell.top() + 18)
    }
    assert DARK.warning in seen, "the dot can be seen"
    again = view.breakpoints.menu(6, view.run_to)
    assert action(again, "Break here").isChecked()
    action(again, "Break here").trigger()
    assert commands[-1] == SetBreakpoints(())
    assert colour_at(view, 6, right=0) == before


def test_a_right_click_asks_for_the_menu_and_runs_nowhere(
    view: TapeView, commands: list[object], qtbot: QtBot
) -> None:
    asked: list[int] = []
    view.list.menu_wanted.disconnect()
    view.list.menu_wanted.connect(lambda row, _: asked.append(row))
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.RightButton, pos=centre(view, 3))
    # Offscreen there is no window system that would make the event of the menu.
    view.list.setCurrentIndex(view.model.index(3))
    view.toggle_breakpoint()
    assert commands == [SetBreakpoints((Breakpoint("operation", operation=3),))]
    del qtbot


def test_a_whole_layer_can_be_broken_at(view: TapeView, commands: list[object]) -> None:
    menu = view.breakpoints.menu(0, view.run_to)
    action(menu, "Break at any operation of Dense 1").trigger()
    assert commands == [SetBreakpoints((Breakpoint("layer", layer=HIDDEN),))]
    assert set(view.model.marks) == {0, 1, 7, 8}
    assert not any(is_own for is_own, _ in view.model.marks.values())


def test_conditions_are_offered_for_what_is_selected(
    view: TapeView, commands: list[object]
) -> None:
    titles = [one.title for one in view.breakpoints._offers(None)]
    assert titles == [
        "Loss above…",
        "This neuron above…",
        "All gradients below…",
        "Not a number (NaN)",
    ]
    unit = UnitRef(HIDDEN, UnitId("u2"))
    view.show_selection(Selection((HIDDEN,), unit=unit))
    offered = view.breakpoints._offers(HIDDEN)
    assert [one.title for one in offered][1:4] == [
        "Dense 1 · neuron 3 above…",
        "All gradients below…",
        "Gradients of Dense 1 below…",
    ]
    menu = view.breakpoints.menu(0, view.run_to)
    conditions = action(menu, "Stop when").menu()
    assert isinstance(conditions, QMenu)
    action(conditions, "Dense 1 · neuron 3 above…").trigger()
    assert commands == [SetBreakpoints((Breakpoint("activation", unit=unit, value=0.5),))]
    popup = view.breakpoints.popup
    assert popup is not None
    assert popup.boxes[0].text() == "Dense 1 · neuron 3 above"
    popup.close()


def test_the_list_changes_switches_off_and_removes(view: TapeView, commands: list[object]) -> None:
    view.shelf.add(Breakpoint("loss", value=2.0))
    view.shelf.toggle_row(3)
    view.breakpoints.open_all()
    popup = view.breakpoints.popup
    assert popup is not None
    field = popup.fields[0]
    assert isinstance(field, QLineEdit)
    field.setText("0,7")
    field.editingFinished.emit()
    assert commands[-1].breakpoints[0] == Breakpoint("loss", value=0.7)  # type: ignore[attr-defined]
    popup.fields[0].setText("much")
    popup.fields[0].editingFinished.emit()
    assert not popup.problem.isHidden()
    assert view.shelf.breakpoints[0].value == 0.7
    assert popup.fields[0] is field, "whoever types keeps the focus"
    popup.boxes[1].click()
    assert view.model.marks == {3: (True, False)}
    popup.deleters[0].click()
    assert [one.kind for one in view.shelf.breakpoints] == ["operation"]
    popup.clear_button.click()
    assert commands[-1] == SetBreakpoints(())
    assert not popup.empty.isHidden()
    popup.close()
    assert view.breakpoints.popup is None


def test_the_keys_go_from_row_to_row_and_a_new_condition_waits_for_its_number(
    view: TapeView,
) -> None:
    view.shelf.add(Breakpoint("nan"))
    view.breakpoints.open()
    popup = view.breakpoints.popup
    assert popup is not None
    assert popup.focusWidget() is popup.boxes[0]
    edge = popup.geometry().right()
    popup.added.emit(Breakpoint("loss", value=0.5))
    assert popup.focusWidget() is popup.fields[1]
    assert popup.fields[1].selectedText() == "0.5"
    chain: list[QWidget] = [popup.boxes[0], popup.deleters[0], popup.boxes[1], popup.fields[1]]
    chain += [popup.deleters[1], popup.add_button, popup.clear_button]
    walked = [chain[0]]
    while len(walked) < len(chain):
        following = walked[-1].nextInFocusChain()
        while following not in chain:
            assert following is not None
            following = following.nextInFocusChain()
        walked.append(following)
    assert walked == chain
    assert popup.geometry().right() == edge, "it grows to the left, where there is room"
    popup.close()


def test_a_cell_without_room_for_the_phase_still_names_its_layer() -> None:
    label = next(one for one in operations() if one.phase == "backward" and one.layer == HIDDEN)
    assert head_shapes(12, label) == ("13 backward · dense 1", "13 · dense 1")


def test_equal_breakpoints_are_kept_once(view: TapeView) -> None:
    first = view.shelf.add(Breakpoint("nan"))
    assert view.shelf.add(Breakpoint("nan")) == first
    assert len(view.shelf.points) == 1


def test_the_one_that_stopped_the_run_is_named_with_its_reason(view: TapeView) -> None:
    view.shelf.toggle_row(3)
    view.shelf.add(Breakpoint("loss", value=0.5))
    assert view.note.isHidden()
    stopped = replace(at_operation(sample().snapshot, 5), breakpoint=1, batch_loss=0.2)
    view.show_snapshot(with_loss(stopped, 0.6312))
    assert view.note.text() == "Stopped because the loss of the batch, 0.6312, is above 0.5."
    view.breakpoints.open_all()
    popup = view.breakpoints.popup
    assert popup is not None
    assert "stopped here" in popup.boxes[1].text()
    assert "stopped here" not in popup.boxes[0].text()
    popup.close()
    view.show_snapshot(at_operation(sample().snapshot, 6))
    assert view.note.isHidden()


def test_breakpoints_follow_their_operations_and_go_with_them() -> None:
    tape = operations()
    points = (point_at(tape, 7), point_at(tape, 9), point_at(tape, 2))
    longer = (tape[0], *tape)
    assert [one.breakpoint.operation for one in refit(points, longer)] == [8, 10, 3]
    without_output = tuple(label for label in tape if label.layer != OUTPUT)
    assert [one.breakpoint.operation for one in refit(points, without_output)] == [2, 4]
    relu = (tape[0], replace(tape[1], formula="a = max(0, z)"), *tape[2:])
    (kept,) = refit((point_at(tape, 1),), relu)
    assert kept.breakpoint.operation == 1
    assert kept.label == relu[1]


def test_what_is_gone_is_dropped_with_a_word(view: TapeView, commands: list[object]) -> None:
    view.shelf.toggle_row(7)
    view.shelf.toggle_row(9)
    view.shelf.toggle_layer(OUTPUT)
    without = tuple(label for label in operations() if label.layer != HIDDEN)
    view.show_snapshot(replace(at_operation(sample().snapshot, 0), operations=without))
    assert view.note.text() == "A breakpoint went with what it stood on."
    assert commands[-1] == SetBreakpoints(
        (Breakpoint("operation", operation=5), Breakpoint("layer", layer=OUTPUT))
    )
    view.shelf.clear()
    assert view.note.isHidden()


def test_a_new_run_is_told_the_breakpoints_again(view: TapeView, commands: list[object]) -> None:
    view.shelf.toggle_row(7)
    again = at_operation(sample().snapshot, 0)
    view.show_snapshot(replace(again, generation=again.generation + 1))
    assert commands[1:] == [commands[0]]
    view.show_snapshot(replace(again, generation=again.generation + 1, step=1))
    assert len(commands) == 2


def test_a_narrow_tape_is_a_list_of_lines(view: TapeView) -> None:
    view.resize(150 + 2 * SPACING, 300)
    view.grab()
    first, second = (view.list.visualRect(view.model.index(row)) for row in (0, 1))
    assert second.top() - first.top() < 26
    assert second.left() == first.left()


def test_another_window_goes_on_with_the_breakpoints(
    view: TapeView, commands: list[object], qtbot: QtBot
) -> None:
    other = TapeView()
    qtbot.addWidget(other)
    other.shelf.follow_snapshot(at_operation(sample().snapshot, 0))
    other.shelf.toggle_row(4)
    view.shelf.take_over(other.shelf)
    assert commands == [SetBreakpoints((Breakpoint("operation", operation=4),))]
    assert set(view.model.marks) == {4}
