"""The operations of one update."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from playground.ui.style import DARK, SPACING
from playground.ui.views.tape.view import TapeDelegate, TapeView
from tests.ui.side_samples import at_operation, operations, sample


@pytest.fixture
def view(qtbot: QtBot) -> TapeView:
    view = TapeView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.resize(330, 420)
    return view


def test_between_two_updates_nothing_is_current(view: TapeView) -> None:
    view.show_snapshot(at_operation(sample().snapshot, 0))
    assert view.header.info.text() == "10 operations an update"
    assert view.model.current == -1


def test_a_narrow_heading_says_the_same_in_fewer_words(view: TapeView) -> None:
    view.header.show_title(False)
    view.show_snapshot(at_operation(sample().snapshot, 9))
    view.resize(view.header.info.width_of("operation 9 of 10") + 4 * SPACING - 8, 200)
    view.grab()
    assert view.header.info.text() == "9 / 10"
    view.show_snapshot(at_operation(sample().snapshot, 0))
    assert view.header.info.text() == "10 operations"


def test_it_counts_and_explains(view: TapeView) -> None:
    view.show_snapshot(at_operation(sample().snapshot, 9))
    assert view.header.info.text() == "operation 9 of 10"
    assert view.list.currentIndex().row() == 8
    index = view.model.index(8)
    assert view.model.data(index).startswith("9 backward dense 1 ∂L/∂W")
    words = view.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert words.splitlines() == [operations()[8].formula, operations()[8].explanation]


@pytest.mark.parametrize(("operation", "hue"), [(2, DARK.action), (9, DARK.blame)])
def test_the_current_row_wears_the_hue_of_its_phase(
    view: TapeView, operation: int, hue: str
) -> None:
    view.show_snapshot(at_operation(sample().snapshot, operation))
    image = view.list.grab().toImage()
    row = view.list.visualRect(view.model.index(operation - 1))
    corner = image.pixel(row.right() - 12, row.center().y())
    assert QColor(corner).name() == hue
    other = view.list.visualRect(view.model.index(operation))
    assert QColor(image.pixel(other.right() - 12, other.center().y())).name() != hue


def test_a_long_tape_scrolls_to_the_current_row(view: TapeView) -> None:
    view.resize(330, 100)
    view.show_snapshot(at_operation(sample().snapshot, 9))
    view.grab()
    row = view.list.visualRect(view.model.index(8))
    assert view.list.viewport().rect().contains(row)


@pytest.mark.parametrize("width", [280, 330, 420])
def test_long_names_of_layers_leave_the_formula_its_room(view: TapeView, width: int) -> None:
    snapshot = at_operation(sample().snapshot, 0)
    long = tuple(replace(label, layer_name="global average 1") for label in snapshot.operations)
    view.show_snapshot(replace(snapshot, operations=long))
    delegate = view.list.itemDelegate()
    assert isinstance(delegate, TapeDelegate)
    _, formula = delegate.columns(width)
    assert width - formula >= 0.35 * width
