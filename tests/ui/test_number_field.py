"""A live number that can be typed over, moved with the arrows, or dragged."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.ui.style import DARK
from playground.ui.widgets.number_field import STEP, NumberField

Changes = list[tuple[float, bool]]


@pytest.fixture
def field(qtbot: QtBot) -> NumberField:
    field = NumberField()
    qtbot.addWidget(field)
    field.show_theme(DARK)
    field.show_value(0.5)
    return field


@pytest.fixture
def changes(field: NumberField) -> Changes:
    seen: Changes = []
    field.value_changed.connect(lambda value, final: seen.append((value, final)))
    return seen


def drag(field: NumberField, by: int, modifiers: Qt.KeyboardModifier) -> None:
    left, no = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, x, button, held in (
        (QEvent.Type.MouseButtonPress, 10, left, left),
        (QEvent.Type.MouseMove, 10 + by, no, left),
        (QEvent.Type.MouseButtonRelease, 10 + by, left, no),
    ):
        place = QPointF(x, 5)
        event = QMouseEvent(kind, place, place, button, held, modifiers)
        if kind == QEvent.Type.MouseButtonPress:
            field.mousePressEvent(event)
        elif kind == QEvent.Type.MouseMove:
            field.mouseMoveEvent(event)
        else:
            field.mouseReleaseEvent(event)


def test_typing_and_enter_commits_once(qtbot: QtBot, field: NumberField, changes: Changes) -> None:
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    assert not field.isReadOnly()
    QTest.keyClicks(field, "-1.25")
    assert field.is_changing
    field.show_value(9.0)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert changes == [(-1.25, True)]
    assert field.text() == "−1.250"
    field.show_value(9.0)
    assert field.text() == "+9.000"


def test_escape_restores(qtbot: QtBot, field: NumberField, changes: Changes) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert changes == []
    assert field.text() == "+0.500"


def test_arrows_change_live_and_escape_takes_them_back(
    qtbot: QtBot, field: NumberField, changes: Changes
) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    values = [value for value, _ in changes]
    assert values == pytest.approx([0.51, 0.61, 0.609])
    assert not any(final for _, final in changes)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert changes[-1] == (0.5, True)


def test_rubbish_is_not_a_change(qtbot: QtBot, field: NumberField, changes: Changes) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert changes == []
    assert field.text() == "+0.500"


def test_enter_without_typing_keeps_the_hidden_digits(
    qtbot: QtBot, field: NumberField, changes: Changes
) -> None:
    field.show_value(0.123456)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert changes == []
    assert field.value == 0.123456


@pytest.mark.parametrize(
    ("modifiers", "scale"),
    [
        (Qt.KeyboardModifier.NoModifier, 1.0),
        (Qt.KeyboardModifier.ShiftModifier, 10.0),
        (Qt.KeyboardModifier.ControlModifier, 0.1),
    ],
)
def test_dragging_scrubs(
    field: NumberField, changes: Changes, modifiers: Qt.KeyboardModifier, scale: float
) -> None:
    drag(field, 40, modifiers)
    assert [final for _, final in changes] == [False, True]
    assert changes[-1][0] == pytest.approx(0.5 + 40 * STEP * scale)
    assert not field.is_changing


def test_its_width_does_not_depend_on_the_value(field: NumberField) -> None:
    before = field.sizeHint()
    field.show_value(-88.88)
    assert field.sizeHint() == before
