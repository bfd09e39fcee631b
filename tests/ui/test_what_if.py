"""What would the network say if: sliders and the picture ask the worker, and change nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.edits import Edit
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.commands import Watch
from playground.session.pictures import compute
from playground.session.snapshot import Snapshot
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.what_if.view import WhatIfView

SPIRAL = Project(parse("dense 4 tanh > output"), DataSpec("spiral", examples=40))
DIGITS = Project(parse("dense 4 tanh > output"), DataSpec("digits", examples=40))


def make(qtbot: QtBot, project: Project) -> WhatIfView:
    view = WhatIfView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.resize(300, 380)
    view.show()
    view.show_project(Store(project).shown)
    return view


def answer(view: WhatIfView, trainer: Trainer) -> None:
    """Do what the worker does with the watch of the view."""
    watch = view.extend_watch(Watch(weights=False))
    pictures = compute(trainer, watch, watch.example)
    view.show_snapshot(Snapshot(probe=pictures.probe, what_if=pictures.what_if))


def test_a_slider_asks_and_the_answer_is_the_networks(qtbot: QtBot) -> None:
    view, trainer = make(qtbot, SPIRAL), Trainer(SPIRAL)
    view.show_selection(Selection(example=7))
    assert np.allclose(view.values, trainer.dataset.raw[7])
    answer(view, trainer)
    (shown,) = view.answers.answers
    assert shown.before == pytest.approx(shown.after)
    view.sliders[0].slider.setValue(view.sliders[0].slider.maximum())
    answer(view, trainer)
    (changed,) = view.answers.answers
    assert changed.before == shown.before
    point = np.array([view.values])
    inputs = ((point - trainer.dataset.mean) / trainer.dataset.scale).astype(np.float32)
    assert changed.after == pytest.approx(float(trainer.evaluator.outputs(inputs)[0, 0]), abs=1e-6)
    assert "changed" in view.title.text()


def test_nothing_is_edited_and_the_button_takes_it_back(qtbot: QtBot) -> None:
    view = make(qtbot, SPIRAL)
    wished: list[Edit] = []
    view.edit_requested.connect(wished.append)
    own = view.values
    view.sliders[1].slider.setValue(0)
    assert view.values != own
    QTest.mouseClick(view.reset, Qt.MouseButton.LeftButton)
    assert view.values == own
    assert not view.reset.isEnabled()
    assert wished == []


def test_a_picture_is_painted_on(qtbot: QtBot) -> None:
    view, trainer = make(qtbot, DIGITS), Trainer(DIGITS)
    assert view.sliders == []
    assert view.pad.isVisible()
    view.pad.show_pixels(np.zeros((8, 8), np.float32), 1.0)
    cell = view.pad.width() // 8
    QTest.mouseClick(view.pad, Qt.MouseButton.LeftButton, pos=QPoint(cell * 3 + 2, cell * 5 + 2))
    assert view.values[5 * 8 + 3] == 1.0
    assert sum(view.values) == 1.0
    view.pad.setFocus()
    QTest.keyClick(view.pad, Qt.Key.Key_Left)
    QTest.keyClick(view.pad, Qt.Key.Key_Space)
    assert view.values[5 * 8 + 2] == 1.0
    QTest.mouseClick(view.pad, Qt.MouseButton.RightButton, pos=QPoint(cell * 3 + 2, cell * 5 + 2))
    assert sum(view.values) == 1.0
    answer(view, trainer)
    assert len(view.answers.answers) == 10
    assert sum(one.after or 0.0 for one in view.answers.answers) == pytest.approx(1.0, abs=1e-5)
    assert sum(one.is_winner for one in view.answers.answers) == 1


def test_other_data_bring_other_sliders(qtbot: QtBot) -> None:
    view = make(qtbot, SPIRAL)
    assert [slider.name.text() for slider in view.sliders] == ["x", "y"]
    view.show_project(Store(DIGITS).shown)
    assert view.sliders == []
    view.show_project(Store(replace(SPIRAL, data=DataSpec("circle", examples=30))).shown)
    assert len(view.sliders) == 2
    assert len(view.values) == 2
