"""Counting without making: giants on the ruler, the brain above them, drawing what fits."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.model.edits import Edit
from playground.model.project import OptimizerSpec, PhaseSpec, Project
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.views.size.view import SizeView
from playground.ui.views.size.words import size_of, written


def make(qtbot: QtBot, project: Project) -> SizeView:
    view = SizeView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(Store(project).shown)
    view.resize(360, 320)
    view.show()
    return view


def test_the_own_network_stands_on_the_ruler_below_the_giants(
    qtbot: QtBot, spiral: Project
) -> None:
    view = make(qtbot, spiral)
    names = [mark.name for mark in view.ruler.marks]
    assert names[0] == "yours"
    assert view.ruler.marks[0].value == 9
    assert names[-1] == "brain, synapses"
    assert names.index("GPT-2") < names.index("brain, neurons") < names.index("GPT-3")


def test_a_click_on_a_giant_counts_it_and_says_what_it_needs(qtbot: QtBot, spiral: Project) -> None:
    view = make(qtbot, spiral)
    row = [mark.name for mark in view.ruler.marks].index("GPT-3") + 1
    height = view.ruler.height() / (len(view.ruler.marks) + 1)
    place = QPoint(40, round((row + 0.5) * height))
    QTest.mouseClick(view.ruler, Qt.MouseButton.LeftButton, pos=place)
    assert "174,604,259,328 parameters" in view.answer.text()
    assert "698 GB of weights" in view.answer.text()
    assert "not trained" in view.answer.text()
    assert not view.draw.isEnabled()


def test_memory_is_that_of_the_optimizer_at_hand(qtbot: QtBot, spiral: Project) -> None:
    view = make(qtbot, spiral)
    assert view.answer.text() == "Yours: 144 B to train with Adam."
    training = replace(spiral.training, phases=(PhaseSpec(optimizer=OptimizerSpec("sgd")),))
    view.show_project(Store(replace(spiral, training=training)).shown)
    assert view.answer.text() == "Yours: 72 B to train with SGD."


def test_what_the_canvas_knows_can_be_drawn(qtbot: QtBot, spiral: Project) -> None:
    view = make(qtbot, spiral)
    wished: list[Edit] = []
    view.edit_requested.connect(wished.append)
    QTest.keyClicks(view.text, "dense 4000 relu > output")
    assert "parameters" in view.answer.text()
    QTest.mouseClick(view.draw, Qt.MouseButton.LeftButton)
    assert len(wished[0].change(spiral).network.layers) == 3


def test_nonsense_is_answered_in_words(qtbot: QtBot, spiral: Project) -> None:
    view = make(qtbot, spiral)
    QTest.keyClicks(view.text, "densse 4")
    assert "Did you mean dense?" in view.answer.text()


def test_large_numbers_are_short() -> None:
    assert [written(n) for n in (9, 999_999, 60_965_224, 1.5576e9, 174.6e9, 1e14)] == [
        "9",
        "999,999",
        "61.0 M",
        "1.56 B",
        "175 B",
        "100 T",
    ]
    assert [size_of(n) for n in (36, 244e6, 698e9)] == ["36 B", "244 MB", "698 GB"]
