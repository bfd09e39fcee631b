"""Bars of classes: never so many that they lie on each other."""

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from playground.ui.views.output.class_bars import ClassAnswer, ClassBars


def letters(winner: int, true: int) -> tuple[ClassAnswer, ...]:
    """Answers for 19 letters, the later the stronger but for the winner."""
    shares = [0.5 if i == winner else 0.001 * (i + 1) for i in range(19)]
    return tuple(
        ClassAnswer("abcdefghijklmnopqrs"[i], share, i == true, i == winner)
        for i, share in enumerate(shares)
    )


@pytest.fixture
def bars(qtbot: QtBot) -> ClassBars:
    bars = ClassBars()
    qtbot.addWidget(bars)
    return bars


def test_where_all_classes_have_room_all_are_shown(bars: ClassBars) -> None:
    bars.show_answers(letters(4, 2), as_share=True)
    bars.resize(bars.sizeHint())
    assert bars.shown() == bars.answers()
    assert bars.left_out() == ""
    bars.resize(bars.minimumSizeHint().width(), bars.sizeHint().height() - 20)
    assert bars.shown() == bars.answers()


def test_in_a_low_room_the_strongest_stand_with_the_true_one(bars: ClassBars) -> None:
    bars.show_answers(letters(4, 2), as_share=True)
    line = QFontMetricsF(bars.font()).height()
    bars.resize(200, round(6 * line))
    shown = bars.shown()
    names = "".join(answer.name for answer in shown)
    assert {"c", "e", "s", "r"} <= set(names)
    assert names == "".join(sorted(names))
    assert bars.height() / (len(shown) + 1) >= 0.85 * line
    most = max(a.value for a in bars.answers() if a not in shown)
    assert bars.left_out() == f"{19 - len(shown)} more, none above {100 * most:.1f}%"


def test_a_room_of_no_height_shows_the_winner(bars: ClassBars) -> None:
    bars.show_answers(letters(4, 2), as_share=True)
    bars.resize(200, 3)
    assert [answer.name for answer in bars.shown()] == ["e"]
    bars.grab()
