"""Sequences in the window: their length, their letters, and what is said of them."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from pytestqt.qtbot import QtBot

from playground.data.build import build
from playground.data.catalog import DATASETS
from playground.data.dataset import Dataset
from playground.engine.state import LayerProbe, Probe
from playground.model.edits import Edit
from playground.model.project import DataSpec, Project
from playground.model.resolution import Resolution
from playground.model.text import parse
from playground.session.snapshot import Snapshot
from playground.ui.naming import answer_text, last_answer, sequence_text, true_class
from playground.ui.store import Store
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.data_panel.thumbnail import draw
from playground.ui.views.data_panel.view import DataPanelView
from playground.ui.views.example_selector.view import ExampleSelectorView
from playground.ui.views.gallery.pictures import draw as draw_tile
from playground.ui.views.output.view import OutputView
from playground.ui.views.what_if.columns import columns_of
from playground.ui.views.what_if.view import WhatIfView

KINDS = [name for name, kind in DATASETS.items() if kind.is_sequence]


def shown(kind: str) -> ShownProject:
    project = Project(parse("dense 4 tanh > output"), DataSpec(kind, examples=40))
    found = Store(project).shown
    return replace(found, dataset=build(project.data), resolution=_resolution(found))


def _resolution(found: ShownProject) -> Resolution:
    """The network is only a name here: what it answers is made up below."""
    order = tuple(layer.id for layer in found.project.network.layers)
    return replace(found.resolution, order=tuple(i for i in order if i in found.resolution.layers))


def answers(dataset: Dataset, example: int) -> npt.NDArray[np.float32]:
    """Shares that grow with the class, and with the position where each has its own."""
    count = len(dataset.shape.classes)
    length = dataset.labels.shape[1] if dataset.labels.ndim == 2 else 1
    values = np.zeros((count, length), np.float32)
    values[np.arange(length) % count, np.arange(length)] = 0.9
    return values.ravel()


def probe(found: ShownProject, example: int) -> Snapshot:
    assert found.dataset is not None
    head = found.resolution.order[-1]
    values = answers(found.dataset, example)
    layer = LayerProbe(None, values, None, None)
    target = np.zeros(1, np.float32)
    inputs = found.dataset.inputs[example]
    return Snapshot(probe=Probe(3, example, None, inputs, target, 0.5, {head: layer}))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [OutputView, ExampleSelectorView, WhatIfView, DataPanelView])
def test_every_view_shows_every_kind(qtbot: QtBot, kind: str, make: type[View]) -> None:
    view = make()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    found = shown(kind)
    view.show_project(found)
    view.show_selection(Selection(example=3))
    view.show_snapshot(probe(found, 3))
    view.show_theme(LIGHT)
    view.resize(320, 480)
    assert not view.grab().isNull()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_drawn_from_its_examples(qtbot: QtBot, kind: str, theme: Theme) -> None:
    picture = draw(kind, theme, 40.0, 1.0).toImage()
    drawn = {
        picture.pixelColor(x, y).name()
        for x in range(40)
        for y in range(40)
        if picture.pixelColor(x, y).alpha() > 128
    }
    assert drawn
    assert not draw_tile(build(DataSpec(kind)), None, theme, 120, 1.0).isNull()


def test_the_length_is_asked_for_and_tokens_are_not_standardised(qtbot: QtBot) -> None:
    view = DataPanelView()
    qtbot.addWidget(view)
    view.show_project(shown("recall"))
    seen: list[Edit] = []
    view.edit_requested.connect(seen.append)
    assert not view.length.isHidden()
    assert view.length.value() == DATASETS["recall"].length
    assert view.standardise.isHidden()
    view.length.setValue(20)
    assert seen[-1].change(Project(data=DataSpec("recall"))).data.length == 20
    view.show_project(ShownProject(Project()))
    assert view.length.isHidden()
    assert not view.standardise.isHidden()


def test_an_example_is_told_by_its_tokens(qtbot: QtBot) -> None:
    found = shown("brackets")
    assert found.dataset is not None
    view = ExampleSelectorView()
    qtbot.addWidget(view)
    view.show_project(found)
    view.show_selection(Selection(example=5))
    text = sequence_text(found.dataset, 5)
    assert set(text) <= {"(", ")"}
    assert len(text) == found.dataset.length_of(5)
    assert view.facts.text() == f"class balanced · {text}"
    assert view.facts.toolTip() == text
    assert sequence_text(build(DataSpec("waves")), 0) == ""


def test_the_answer_at_every_position_is_read_as_a_text() -> None:
    dataset = build(DataSpec("letters", examples=40))
    assert dataset.shape.sequence is not None
    values, names = answers(dataset, 2), dataset.shape.sequence.vocabulary
    expected = "".join(names[place % len(names)] for place in range(dataset.length_of(2)))
    assert answer_text(dataset, 2, values) == expected
    assert int(last_answer(dataset, 2, values).argmax()) == 23 % len(names)
    assert true_class(dataset, 2) == dataset.labels[2, -1]
    of_other_data = np.zeros(3, np.float32)
    assert answer_text(dataset, 2, of_other_data) == ""
    assert last_answer(dataset, 2, of_other_data) is of_other_data
    recall = build(DataSpec("recall", examples=40))
    assert answer_text(recall, 2, answers(recall, 2)) == ""
    assert true_class(recall, 2) == recall.labels[2]


def test_the_loss_stands_before_an_answer_that_may_be_cut(qtbot: QtBot) -> None:
    view, found = ExampleSelectorView(), shown("letters")
    qtbot.addWidget(view)
    view.show_project(found)
    view.show_selection(Selection(example=2))
    view.show_snapshot(probe(found, 2))
    assert view.answer.text().startswith("loss 0.5")
    assert " · says " in view.answer.text()


def test_tokens_are_changed_by_name() -> None:
    columns = columns_of(build(DataSpec("recall", examples=40)))
    assert [column.title for column in columns] == [str(n) for n in range(1, 11)]
    assert [columns[0].written(value) for value in range(4)] == list("abcd")
    assert columns[0].high == 3.0
    assert columns_of(build(DataSpec("waves", examples=40)))[0].names == ()
