"""An output that gives back what came in: no view may read its numbers as classes."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.edits import Edit
from playground.model.network import InputSpec, OutputSpec
from playground.model.project import DataSpec, Project
from playground.model.text import chain, parse
from playground.session.commands import Watch
from playground.session.pictures import compute
from playground.session.snapshot import Snapshot
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.canvas.menus import activation_names
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.card.kind_settings import KindSettings
from playground.ui.views.example_selector.view import ExampleSelectorView
from playground.ui.views.loss_timeline.view import LossTimelineView
from playground.ui.views.output.answers import answers_of, given_back
from playground.ui.views.output.class_output import ClassOutputView
from playground.ui.views.output.view import OutputView
from playground.ui.views.what_if.view import WhatIfView
from playground.ui.widgets.settings_row import SettingsRow
from tests.ui.canvas_samples import shown_of, snapshot_of


def shown(kind: str, target: str = "input") -> ShownProject:
    project = Project(parse("dense 4 tanh > output"), DataSpec(kind, examples=40))
    head = project.network.layers[-1]
    assert isinstance(head.spec, OutputSpec)
    layer = replace(head, spec=replace(head.spec, target=target))
    return Store(replace(project, network=project.network.with_layer(layer))).shown


def looked_at(found: ShownProject) -> Snapshot:
    trainer = Trainer(found.project)
    watch = Watch(answers=True, confusion=True, what_if=tuple(trainer.dataset.raw[3].tolist()))
    pictures = compute(trainer, watch, 3)
    return Snapshot(
        probe=pictures.probe,
        what_if=pictures.what_if,
        answers=pictures.answers,
        confusion=pictures.confusion,
        metrics=trainer.metrics(),
    )


@pytest.mark.parametrize("kind", ["digits", "flu", "hills", "wave", "waves", "spiral", "dwarves"])
@pytest.mark.parametrize("make", [OutputView, ExampleSelectorView, WhatIfView, LossTimelineView])
def test_every_view_shows_it_for_every_form_of_data(
    qtbot: QtBot, kind: str, make: type[View]
) -> None:
    found = shown(kind)
    assert found.resolution.is_valid
    assert found.task == "input"
    view = make()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(found)
    view.show_selection(Selection(example=3))
    view.show_snapshot(looked_at(found))
    view.resize(320, 480)
    assert not view.grab().isNull()


def test_every_view_shows_what_is_foretold(qtbot: QtBot) -> None:
    found = shown("waves", "next")
    assert found.resolution.is_valid
    snapshot = looked_at(found)
    for make in (OutputView, ExampleSelectorView, WhatIfView, LossTimelineView, CanvasView):
        view = make()
        qtbot.addWidget(view)
        view.show_theme(DARK)
        view.show_project(found)
        view.show_snapshot(snapshot)
        assert not view.grab().isNull()


def test_no_number_is_taken_for_a_class(qtbot: QtBot) -> None:
    found = shown("digits")
    snapshot = looked_at(found)
    assert answers_of(found, snapshot) == ((), True)
    assert snapshot.probe is not None
    view = ExampleSelectorView()
    qtbot.addWidget(view)
    view.show_project(found)
    view.show_snapshot(snapshot)
    view.show_selection(Selection(example=3))
    assert view.answer.text() == f"loss {snapshot.probe.loss:.4f}"


def test_a_picture_is_shown_beside_what_is_given_back_of_it(qtbot: QtBot) -> None:
    view = ClassOutputView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.resize(320, 300)
    found = shown("digits")
    snapshot = looked_at(found)
    view.show_project(found)
    view.show_snapshot(snapshot)
    assert not view.given_back.isHidden()
    assert view.bars.isHidden()
    assert view.confusion.isHidden()
    assert found.dataset is not None
    assert snapshot.probe is not None
    head = snapshot.probe.layers[found.resolution.order[-1]]
    assert head.a is not None
    pixels = given_back(found.dataset, head)
    assert pixels is not None
    np.testing.assert_allclose(pixels.ravel(), head.a, rtol=1e-6)
    standard = replace(found.dataset, mean=np.full(64, 0.5), scale=np.full(64, 2.0))
    again = given_back(standard, head)
    assert again is not None
    np.testing.assert_allclose(again.ravel(), 2.0 * head.a + 0.5, rtol=1e-5)
    view.show_project(Store(Project(parse("output"), DataSpec("digits", examples=40))).shown)
    assert view.given_back.isHidden()
    assert not view.bars.isHidden()


def test_menus_offer_what_goes_with_giving_back(qtbot: QtBot) -> None:
    found = shown("digits")
    names = activation_names(found, found.resolution.order[-1])
    assert {"linear", "sigmoid"} <= set(names)
    assert "softmax" not in names
    row = SettingsRow()
    qtbot.addWidget(row)
    row.show_project(found)
    assert found.resolution.loss == "mse"
    assert not found.has_right_answers
    assert Store(Project()).shown.has_right_answers


def test_the_card_asks_what_the_output_is_compared_with(qtbot: QtBot) -> None:
    settings = KindSettings()
    qtbot.addWidget(settings)
    project = Project(parse("dense 4 tanh > output"), DataSpec("digits", examples=40))
    settings.show_layer(project.network.layers[-1])
    seen: list[Edit] = []
    settings.edit_requested.connect(seen.append)
    box = settings.fields["target"]
    assert isinstance(box, QComboBox)
    assert box.currentData() == "label"
    box.activated.emit(box.findData("input"))
    after = seen[-1].change(project)
    assert Store(after).shown.task == "input"
    assert Store(after).shown.resolution.is_valid


def test_a_target_that_only_a_file_can_name_is_a_problem_and_no_failure() -> None:
    network = chain([InputSpec(), OutputSpec(target="value")])
    found = Store(Project(network)).shown
    assert "no target" in found.resolution.problems[0].message
    assert found.task == "binary"


def test_the_card_shows_what_is_given_back_as_a_picture(qtbot: QtBot) -> None:
    text = "conv 2 3x3 relu > pool 2 > upsample 2 > conv 1 > flatten > output reconstruct"
    project = shown_of(Project(parse(text), DataSpec(kind="digits", examples=40)))
    view = CanvasView()
    qtbot.addWidget(view)
    view.show_project(project)
    snapshot = snapshot_of(project)
    view.scene.show_snapshot(snapshot)
    item = view.scene.items_by_layer[project.resolution.order[-1]]
    assert item.card.body.kind == "picture"
    assert item.card.body.ports_in.shape == (64, 2)
    assert item.numbers.picture is not None
    assert item.numbers.picture.shape == (8, 8)
    # The brightest place of the answer is the brightest one of the picture.
    assert snapshot.probe is not None
    answer = snapshot.probe.layers[project.resolution.order[-1]].a
    assert answer is not None
    ink = (item.numbers.picture & 0xFF).ravel()
    assert ink[answer.argmax()] == ink.max()
    bundle = view.scene.wires.bundles[-1]
    assert bundle.count == 64 * 64
    assert not view.grab().isNull()
