"""Which example the cards show."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.files.table_file import parse_table, table_spec
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.snapshot import StepPosition
from playground.ui.numbers import signed
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.example_selector.view import ExampleSelectorView
from tests.ui.side_samples import Sample, digits, sample


def selector(qtbot: QtBot, data: Sample, example: int | None) -> ExampleSelectorView:
    view = ExampleSelectorView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(data.shown)
    view.show_snapshot(data.snapshot)
    view.show_selection(Selection(example=example))
    return view


def wishes(view: ExampleSelectorView) -> list[int | None]:
    seen: list[int | None] = []
    view.selection_requested.connect(lambda selection: seen.append(selection.example))
    return seen


def test_it_says_where_the_example_stands(qtbot: QtBot) -> None:
    view = selector(qtbot, sample(), 17)
    assert view.test.isChecked()
    assert not view.train.isChecked()
    assert view.place.text() == "9 of 200"
    assert view.facts.text().startswith("class orange · (")
    data = sample()
    assert data.snapshot.probe is not None
    assert f"loss {data.snapshot.probe.loss:.4f}" in view.answer.text()


def test_walking_stays_in_the_set(qtbot: QtBot) -> None:
    view = selector(qtbot, sample(), 17)
    seen = wishes(view)
    view.next.click()
    view.show_selection(Selection(example=seen[-1]))
    view.back.click()
    view.show_selection(Selection(example=seen[-1]))
    QTest.keyClick(view.place, Qt.Key.Key_Down)
    assert seen == [19, 17, 15]
    view.train.click()
    assert seen[-1] == 0
    view.dice.click()
    assert seen[-1] is not None
    assert seen[-1] % 2 == 1


def test_it_wraps_at_the_end(qtbot: QtBot) -> None:
    view = selector(qtbot, sample(), 399)
    seen = wishes(view)
    view.next.click()
    assert seen == [1]


@pytest.mark.parametrize("lane", [0, 3])
def test_it_follows_the_lane_while_stepping(qtbot: QtBot, lane: int) -> None:
    data = sample(example=42)
    assert data.snapshot.probe is not None
    view = selector(qtbot, data, 17)
    assert view.example == 17
    assert view.answer.text() == "not computed yet"
    stepping = replace(
        data.snapshot,
        probe=replace(data.snapshot.probe, lane=lane),
        position=StepPosition(3, lane, 10, tuple(range(39, 49))),
    )
    view.show_snapshot(stepping)
    assert view.example == 42
    assert f"{lane + 1} of 10 in the batch" in view.facts.text()


def test_a_digit_is_pictured_and_named(qtbot: QtBot) -> None:
    view = selector(qtbot, sample(digits(), activation="softmax", example=7), 7)
    assert view.picture.isVisibleTo(view)
    assert "class 7" in view.facts.text()
    assert view.answer.text().startswith("says 0 21.5%")


def test_the_number_to_predict_is_said_also_as_the_table_has_it(qtbot: QtBot) -> None:
    rows = b"long,wide\n1,10\n2,20\n3,30\n4,40\n"
    table = table_spec(parse_table(rows, "leaves"), "wide", ("long",), as_classes=False)
    project = Project(parse("dense 2 tanh > output"), DataSpec("table", table=table))
    view = ExampleSelectorView()
    qtbot.addWidget(view)
    view.show_project(Store(project).shown)
    view.show_selection(Selection(example=0))
    dataset = Store(project).shown.dataset
    assert dataset is not None
    value = float(dataset.values[0, 0])
    assert value < 0
    assert view.facts.text() == f"wide 10 · target {signed(value)}"
