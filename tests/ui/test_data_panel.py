"""The choice of data."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.data.build import build, check_data, shape_of
from playground.data.catalog import DATASETS
from playground.model.edits import Edit
from playground.model.project import DataSpec, Project
from playground.ui.style import DARK, LIGHT
from playground.ui.view import ShownProject
from playground.ui.views.data_panel.view import DataPanelView


def shown(spec: DataSpec) -> ShownProject:
    return ShownProject(Project(data=spec), dataset=build(spec))


@pytest.fixture
def view(qtbot: QtBot) -> DataPanelView:
    view = DataPanelView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(shown(DataSpec(examples=100, noise=0.1, seed=5)))
    return view


@pytest.fixture
def edits(view: DataPanelView) -> list[Edit]:
    seen: list[Edit] = []
    view.edit_requested.connect(seen.append)
    return seen


def test_showing_asks_for_nothing(view: DataPanelView, edits: list[Edit]) -> None:
    for kind in DATASETS:
        view.show_project(shown(DataSpec(kind=kind)))
        assert view.kinds[kind].isChecked()
    assert edits == []


def test_every_kind_can_be_chosen_and_makes_sense(view: DataPanelView, edits: list[Edit]) -> None:
    project = Project(data=DataSpec(kind="spiral", noise=0.4))
    for kind in DATASETS:
        view.show_project(ShownProject(project))
        view.kinds[kind].click()
        if kind != "spiral":
            after = edits[-1].change(project)
            assert after.data.kind == kind
            assert check_data(after.data) == ()
    assert len(edits) == len(DATASETS) - 1
    assert edits[0].merge_key == ""


def test_dragging_a_slider_is_one_entry_of_the_history(
    view: DataPanelView, edits: list[Edit]
) -> None:
    for position in (4, 8, 12):
        view.noise.slider.setValue(position)
    assert [edit.change(Project()).data.noise for edit in edits] == [0.2, 0.4, 0.6]
    assert len({edit.merge_key for edit in edits}) == 1
    assert edits[0].merge_key
    assert view.noise.value.text() == "0.60"
    view.share.slider.setValue(0)
    assert edits[-1].change(Project()).data.train_share == 0.1


def test_numbers_between_the_steps_are_shown_as_they_are(view: DataPanelView) -> None:
    view.show_project(shown(DataSpec(examples=100, noise=0.123)))
    assert view.noise.value.text() == "0.12"


def test_new_points_take_another_seed(view: DataPanelView, edits: list[Edit]) -> None:
    view.new_points.click()
    assert edits[0].change(Project(data=DataSpec(seed=5))).data.seed == 6


def test_features_are_switched_by_the_project_only(view: DataPanelView, edits: list[Edit]) -> None:
    assert [n for n, chip in view.features.items() if chip.isChecked()] == ["x", "y"]
    view.features["x2"].click()
    assert not view.features["x2"].isChecked()
    after = edits[0].change(Project(data=DataSpec()))
    assert after.data.features == ("x", "y", "x2")
    view.show_project(shown(after.data))
    assert view.features["x2"].isChecked()


def test_pictures_have_no_features_and_no_noise(view: DataPanelView) -> None:
    view.show_project(shown(DataSpec(kind="digits")))
    assert view.noise.isHidden()
    assert not view.features["x"].isVisibleTo(view)


def test_the_tooltip_of_standardise_shows_mean_and_scale(view: DataPanelView) -> None:
    spec = DataSpec(examples=100, features=("x", "x2"))
    view.show_project(shown(spec))
    dataset = build(spec)
    words = view.standardise.toolTip()
    assert f"scale +{dataset.scale[1]:.3f}" in words
    assert words.splitlines()[2].startswith("x²: mean ")
    view.show_project(shown(replace(spec, standardise=False)))
    assert "mean +" not in view.standardise.toolTip()


def test_thumbnails_are_drawn(view: DataPanelView) -> None:
    view.resize(190, 500)
    for theme in (DARK, LIGHT):
        view.show_theme(theme)
        image = view.kinds["spiral"].grab().toImage()
        hues = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert len(hues) > 20


def test_everything_explains_itself(view: DataPanelView) -> None:
    widgets: list[QWidget] = [*view.kinds.values(), *view.features.values()]
    widgets += [view.noise, view.share, view.examples, view.seed, view.new_points]
    for widget in widgets:
        assert widget.toolTip().strip().endswith(".")
    assert shape_of(DataSpec()).plane
