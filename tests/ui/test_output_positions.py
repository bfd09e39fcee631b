"""The answer at every position of a sequence: chosen with a slider, all of them written."""

import numpy as np
from pytestqt.qtbot import QtBot

from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.ui.style import DARK
from playground.ui.views.output.answers import answers_of
from playground.ui.views.output.class_output import ClassOutputView
from tests.ui.canvas_samples import shown_of, snapshot_of


def test_the_answer_of_every_position_can_be_looked_at(qtbot: QtBot) -> None:
    shown = shown_of(Project(parse("embedding 3 > gru 4 whole > output"), DataSpec("letters")))
    snapshot, dataset = snapshot_of(shown), shown.dataset
    assert dataset is not None
    assert snapshot.probe is not None
    view = ClassOutputView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(shown)
    view.show_snapshot(snapshot)
    classes, example = len(dataset.shape.classes), snapshot.probe.example
    outputs = snapshot.probe.layers[shown.resolution.order[-1]].a
    assert outputs is not None
    table = outputs.reshape(classes, -1)
    last = dataset.length_of(example) - 1
    slider = view.position.slider
    assert not view.position.isHidden()
    assert (slider.maximum(), slider.value(), view.position.position) == (last, last, None)
    for place in (0, 3, last):
        slider.setValue(place)
        answers, _ = answers_of(shown, snapshot, view.position.position)
        np.testing.assert_allclose([one.value for one in answers], table[:, place], rtol=1e-6)
        (winner,) = (i for i, one in enumerate(answers) if one.is_winner)
        assert winner == table[:, place].argmax()
        (true,) = (i for i, one in enumerate(answers) if one.is_true)
        assert true == dataset.labels[example][place]
        assert view.position.place.text() == f"{place + 1} of {last + 1}"
        assert view.position.said.text().count("<u") == 2


def test_where_there_is_one_answer_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    shown = shown_of(Project(parse("embedding 3 > gru 4 > output"), DataSpec("recall")))
    view = ClassOutputView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(shown)
    view.show_snapshot(snapshot_of(shown))
    assert view.position.isHidden()
