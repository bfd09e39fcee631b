"""Small inputs and texts of the side views: nothing is cut, nothing jumps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from playground.ui.sheet import style_sheet
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection
from playground.ui.views.output.class_output import ClassOutputView
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.count_field import CountField
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.paint import mix, sign_table
from playground.ui.widgets.segments import Piece, Segments
from playground.ui.widgets.text import Header, Line, Text
from tests.ui.side_samples import digits, sample


def test_a_count_has_room_for_its_digits_under_the_windows_sheet(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setStyleSheet(style_sheet(DARK))
    field = CountField("Examples", "How many.")
    layout = QVBoxLayout(holder)
    layout.addWidget(field)
    field.show_theme(DARK)
    field.setRange(0, 99_999)
    field.setValue(12_345)
    holder.resize(130, 60)
    holder.grab()
    editor = field.lineEdit()
    needed = editor.fontMetrics().horizontalAdvance(field.text())
    margins = editor.textMargins()
    assert editor.width() - margins.left() - margins.right() >= needed
    assert editor.geometry().left() + margins.left() >= 5


def test_a_header_cuts_its_right_side_first(qtbot: QtBot) -> None:
    header = Header("Dense 1 · neuron 3")
    qtbot.addWidget(header)
    header.show_info("a very long note about this neuron and its example")
    header.resize(220, 20)
    header.grab()
    assert header.title.width() >= header.title.natural_width()
    assert header.info.width() < header.info.natural_width()
    assert header.info.toolTip() == header.info.text()
    header.show_info("short")
    assert header.info.toolTip() == ""


def test_a_caption_of_two_lines_keeps_its_height_and_shows_what_fits(qtbot: QtBot) -> None:
    line = Line(20, lines=2)
    qtbot.addWidget(line)
    words = "two main directions of 16 neurons: 98% · means over positions"
    line.resize(round(0.7 * line.width_of(words)), line.sizeHint().height())
    assert line.has_room(words)
    assert not line.has_room(f"{words} {words}")
    height = line.sizeHint().height()
    line.show_text(words)
    line.grab()
    assert line.toolTip() == "", "nothing is cut"
    assert line.sizeHint().height() == height
    line.show_text(f"{words} {words}")
    line.grab()
    assert line.toolTip() == f"{words} {words}"


def test_a_long_count_wraps_where_the_card_is_narrow(qtbot: QtBot) -> None:
    text = Text("4·4 + 4 + 4·4 + 4 + 4·4 + 4 + 4·4 + 4 = 80", "value", wraps=True)
    qtbot.addWidget(text)
    one = text.heightForWidth(2000)
    assert text.heightForWidth(200) >= 2 * one
    assert Text("1.3", "value").wordWrap() is False


def test_a_formula_wraps_between_its_pieces(qtbot: QtBot) -> None:
    formula = Segments()
    qtbot.addWidget(formula)
    formula.show_pieces(Piece("w ← +1.00000 − "), Piece("0.01·(−2.07966) "), Piece("= +1.02080"))
    wide, narrow = formula.heightForWidth(600), formula.heightForWidth(160)
    assert narrow == 3 * wide
    assert formula.accessibleName() == "w ← +1.00000 − 0.01·(−2.07966) = +1.02080"


def test_chips_wrap_instead_of_being_cut(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = [Chip(text) for text in ("x", "y", "x²", "y²", "sin x", "sin y")]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(120, flow.heightForWidth(120))
    holder.grab()
    for chip in chips:
        assert chip.width() >= chip.sizeHint().width()
        assert holder.rect().contains(chip.geometry())
    assert len({chip.y() for chip in chips}) > 1


def test_a_chip_answers_the_keyboard(qtbot: QtBot) -> None:
    chip = Chip("x", "The feature x.")
    qtbot.addWidget(chip)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_table_of_signs_runs_from_orange_over_neutral_to_blue(theme: Theme) -> None:
    table = sign_table(theme)
    assert len(table) == 256
    assert f"#{table[0] & 0xFFFFFF:06x}" == theme.negative
    assert f"#{table[255] & 0xFFFFFF:06x}" == theme.positive
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


def test_class_output_shows_one_part_where_there_is_no_room_for_both(qtbot: QtBot) -> None:
    data = sample(digits(), activation="softmax", example=7)
    view = ClassOutputView()
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(view)
    view.show_theme(DARK)
    view.show_project(data.shown)
    view.show_snapshot(data.snapshot)
    view.show_selection(Selection())
    holder.resize(330, 460)
    holder.grab()
    assert view.bars.isVisibleTo(view)
    assert view.confusion.isVisibleTo(view)
    holder.resize(330, view.minimumSizeHint().height())
    QApplication.sendPostedEvents()
    holder.grab()
    assert view.bars.isVisibleTo(view)
    assert not view.confusion.isVisibleTo(view)
    view.confusion_chip.click()
    assert not view.bars.isVisibleTo(view)
    assert view.confusion.isVisibleTo(view)
