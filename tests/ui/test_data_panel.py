"""The choice of data."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.data.build import build, check_data
from playground.data.catalog import DATASETS
from playground.files.table_file import parse_table, table_spec
from playground.model.edits import Edit
from playground.model.project import DataSpec, Point, Project
from playground.ui.style import DARK, LIGHT
from playground.ui.view import ShownProject
from playground.ui.views.data_panel.chooser import DataChooser
from playground.ui.views.data_panel.kind_button import KindButton
from playground.ui.views.data_panel.view import DataPanelView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def shown(spec: DataSpec) -> ShownProject:
    return ShownProject(Project(data=spec), dataset=None if check_data(spec) else build(spec))


def tile(view: DataPanelView, kind: str) -> KindButton:
    return next(tile for tile in view.picker.tiles if tile.kind == kind)


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
        assert [tile.kind for tile in view.picker.tiles if tile.isChecked()] == [kind]
    assert edits == []


def test_tab_comes_to_the_features_where_they_are_seen(view: DataPanelView) -> None:
    view.show_project(shown(DataSpec(kind="digits")))
    view.show_project(shown(DataSpec(kind="circle")))
    order: list[QWidget] = []
    part: QWidget | None = view.new_points
    while part is not None and part is not view.standardise:
        part = part.nextInFocusChain()
        takes_tab = part is not None and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if part is not None and takes_tab and part.isVisibleTo(view):
            order.append(part)
    assert order == [*view.features.chips.values(), view.standardise]


def test_every_kind_can_be_chosen_and_makes_sense(view: DataPanelView, edits: list[Edit]) -> None:
    project = Project(data=DataSpec(kind="spiral", noise=1.4))
    view.show_project(ShownProject(project))
    view.picker.more.click()
    for kind in DATASETS:
        chooser = DataChooser("spiral", DARK, view)
        chooser.kind_requested.connect(view.picker.kind_requested)
        chooser.cards[kind].click()
        if kind not in ("spiral", "table"):
            after = edits[-1].change(project)
            assert after.data.kind == kind
            assert kind == "own" or check_data(after.data) == ()
    assert len(edits) == len(DATASETS) - 2
    assert edits[0].merge_key == ""
    assert view.picker.chooser is not None
    view.picker.chooser.close()
    assert view.picker.chooser is None


def test_a_tile_is_marked_by_the_project_only(view: DataPanelView, edits: list[Edit]) -> None:
    tile(view, "circle").click()
    assert not tile(view, "circle").isChecked()
    assert tile(view, "spiral").isChecked()
    view.show_project(ShownProject(edits[0].change(Project())))
    assert tile(view, "circle").isChecked()


def test_the_last_tile_stands_for_what_has_none_and_stays(view: DataPanelView) -> None:
    view.show_project(shown(DataSpec("moons")))
    assert [tile.kind for tile in view.picker.tiles][-1] == "moons"
    view.show_project(shown(DataSpec("xor")))
    assert [tile.kind for tile in view.picker.tiles][-1] == "moons"


def test_a_kind_shows_only_what_it_has(view: DataPanelView) -> None:
    parts = {
        "noise": view.noise,
        "share": view.share,
        "examples": view.examples,
        "length": view.length,
        "seed": view.seed,
        "formula": view.formula,
        "points": view.points,
        "table": view.table,
        "features": view.features,
    }
    expected = {
        "spiral": {"noise", "share", "examples", "seed", "features"},
        "xor4": {"noise", "seed", "features"},
        "valley": {"features"},
        "wave": {"noise", "share", "examples", "seed"},
        "flu": {"share", "examples", "seed", "features"},
        "digits": {"share", "examples", "seed"},
        "recall": {"share", "examples", "length", "seed"},
        "waves": {"noise", "share", "examples", "length", "seed"},
        "own": {"share", "points", "features"},
        "above": {"noise", "share", "examples", "seed", "formula", "features"},
        "table": {"share", "seed", "table"},
    }
    for kind, visible in expected.items():
        view.show_project(shown(DataSpec(kind)))
        assert {name for name, part in parts.items() if not part.isHidden()} == visible, kind


def test_a_formula_is_asked_for_when_it_works_and_explained_when_not(
    view: DataPanelView, edits: list[Edit]
) -> None:
    view.show_project(shown(DataSpec("above", formula="x")))
    assert view.formula.field.text() == "x"
    view.formula.field.clear()
    QTest.keyClicks(view.formula.field, "x^2 -")
    assert "something must follow" in view.formula.problem.text()
    assert not view.formula.problem.isHidden()
    assert [edit.change(Project()).data.formula for edit in edits] == ["x", "x^2", "x^2"]
    QTest.keyClicks(view.formula.field, " 2")
    assert view.formula.problem.isHidden()
    assert edits[-1].change(Project()).data.formula == "x^2 - 2"


def test_own_points_are_counted_and_cleared(view: DataPanelView, edits: list[Edit]) -> None:
    view.show_project(shown(DataSpec("own")))
    assert not view.points.clear.isEnabled()
    points = (Point(1.0, 1.0, 0), Point(-1.0, 1.0, 1))
    view.show_project(shown(DataSpec("own", points=points)))
    assert view.points.count.text() == "2 points"
    view.points.clear.click()
    assert edits[0].change(Project(data=DataSpec("own", points=points))).data.points == ()


def test_a_table_is_asked_for_by_an_action(view: DataPanelView, edits: list[Edit]) -> None:
    actions: list[str] = []
    view.action_requested.connect(actions.append)
    view.picker.kind_requested.emit("table")
    view.table.open.click()
    assert actions == ["file.open_table", "file.open_table"]
    assert edits == []
    file = parse_table(b"long,wide,kind\n1,2,a\n2,4,b\n3,1,a\n", "flowers")
    spec = DataSpec("table", table=table_spec(file, "kind", ("long", "wide")))
    view.show_project(shown(spec))
    assert view.table.summary.text() == "flowers: 3 rows, predicts kind (2 classes)."
    view.table.columns.click()
    assert actions[-1] == "file.columns"
    assert list(view.features.chips) == ["long", "wide"]
    view.picker.kind_requested.emit("spiral")
    assert edits[-1].change(Project(data=spec)).data.table == spec.table


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
    assert [n for n, chip in view.features.chips.items() if chip.isChecked()] == ["x", "y"]
    view.features.chips["x2"].click()
    assert not view.features.chips["x2"].isChecked()
    after = edits[0].change(Project(data=DataSpec()))
    assert after.data.features == ("x", "y", "x2")
    view.show_project(shown(after.data))
    assert view.features.chips["x2"].isChecked()


def test_the_tooltip_of_standardise_shows_mean_and_scale(view: DataPanelView) -> None:
    spec = DataSpec(examples=100, features=("x", "x2"))
    view.show_project(shown(spec))
    dataset = build(spec)
    words = view.standardise.toolTip()
    assert f"scale +{dataset.scale[1]:.3f}" in words
    assert words.splitlines()[2].startswith("x²: mean ")
    view.show_project(shown(replace(spec, standardise=False)))
    assert "mean +" not in view.standardise.toolTip()


def test_columns_are_switched_like_features(view: DataPanelView, edits: list[Edit]) -> None:
    view.show_project(shown(DataSpec("flu")))
    assert [chip.text() for chip in view.features.chips.values()][1] == "aching limbs"
    view.features.chips["fever"].click()
    after = edits[0].change(Project(data=DataSpec("flu")))
    assert after.data.features == ("aching_limbs", "cough", "itchy_eyes", "sneezing")


@pytest.mark.parametrize("kind", DATASETS)
def test_thumbnails_are_drawn(view: DataPanelView, kind: str) -> None:
    chooser = DataChooser(kind, DARK, view)
    card = chooser.cards[kind]
    for theme in (DARK, LIGHT):
        card.show_theme(theme)
        image = card.grab().toImage()
        side = image.height()
        hues = {image.pixel(x, y) for x in range(side) for y in range(side)}
        assert len(hues) > 6
    chooser.deleteLater()


def test_everything_explains_itself(view: DataPanelView) -> None:
    chooser = DataChooser("spiral", DARK, view)
    widgets: list[QWidget] = [*view.picker.tiles, *view.features.chips.values()]
    widgets += [view.noise, view.share, view.examples, view.seed, view.new_points]
    widgets += [view.picker.more, view.points.clear, view.table.open, view.formula.field]
    widgets += chooser.cards.values()
    for widget in widgets:
        assert widget.toolTip().strip().endswith(".")
    assert all(card.accessibleName() for card in chooser.cards.values())
    chooser.deleteLater()
