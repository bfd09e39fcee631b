"""A past step beside the newest one."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from playground.data.build import shape_of
from playground.engine.state import Metrics
from playground.model import edits
from playground.model.check import check
from playground.model.ids import LayerId, ParameterId
from playground.model.project import DataSpec, Project
from playground.model.resolution import Resolution
from playground.model.text import parse
from playground.session.commands import Watch
from playground.session.snapshot import Comparison, Record, Snapshot
from playground.ui.style import DARK, LIGHT
from playground.ui.view import Selection, View
from playground.ui.views.compare import places, words
from playground.ui.views.compare.changes import layers_of, most_moved
from playground.ui.views.compare.view import CompareView
from tests.ui.side_samples import HIDDEN, sample

Float32 = npt.NDArray[np.float32]
Weights = Mapping[ParameterId, Float32]


def resolved(project: Project) -> Resolution:
    return check(project, shape_of(project.data))


def network(text: str = "dense 4 tanh > output") -> Project:
    return Project(parse(text), DataSpec("spiral"))


def drawn(resolution: Resolution, seed: int) -> Weights:
    rng = np.random.default_rng(seed)
    return {
        parameter.id: rng.normal(size=parameter.shape).astype(np.float32)
        for shape in resolution.layers.values()
        for parameter in shape.parameters
    }


def hidden_of(project: Project) -> LayerId:
    return project.network.layers[1].id


# --- how far weights have moved ------------------------------------------------------------------


def test_every_weight_of_the_same_network_is_compared() -> None:
    resolution = resolved(network())
    before, after = drawn(resolution, 1), drawn(resolution, 2)
    for change in layers_of(resolution, resolution, before, after):
        assert change.then is not None
        assert change.now is not None
        assert change.change is not None
        assert change.compared == change.total
        assert np.array_equal(change.change.matrix, change.now.matrix - change.then.matrix)
        assert change.change.bias is not None
        assert change.now.bias is not None
        assert change.then.bias is not None
        assert np.array_equal(change.change.bias, change.now.bias - change.then.bias)


def test_the_farthest_come_first_with_their_own_numbers() -> None:
    resolution = resolved(network("dense 5 tanh > dense 3 relu > output"))
    before, after = drawn(resolution, 1), drawn(resolution, 2)
    every = np.concatenate([np.abs(after[name] - before[name]).ravel() for name in before])
    moved = most_moved(resolution, resolution, before, after, 6)
    assert np.allclose([abs(one.change) for one in moved], np.sort(every)[::-1][:6])
    shapes = {p.id: p for shape in resolution.layers.values() for p in shape.parameters}
    for one in moved:
        index = shapes[one.weight.parameter].index_of(one.weight)
        assert index is not None
        assert one.then == before[one.weight.parameter][index]
        assert one.now == after[one.weight.parameter][index]


def test_of_a_layer_that_grew_the_common_units_are_compared() -> None:
    then = network()
    now = edits.add_units(then, (hidden_of(then),), 2)
    old, new = resolved(then), resolved(now)
    before, after = drawn(old, 1), drawn(new, 2)
    first, last = layers_of(old, new, before, after)
    assert first.then is not None
    assert first.now is not None
    assert first.change is not None
    assert (first.then.count, first.now.count, first.change.count) == (4, 6, 4)
    assert np.array_equal(first.change.matrix, first.now.matrix[:4] - first.then.matrix)
    assert (first.compared, first.total) == (4 * 3, 6 * 3)
    assert last.change is not None
    assert last.change.matrix.shape == (1, 4)
    said = [row.words for row in words.rows((first, last), then, now)]
    assert said[0].startswith("12 of 18 weights are in both")
    assert words.notes(then, now) == "Changed in between: hidden 4 → 6."


def test_layers_that_only_one_of_them_has_are_said() -> None:
    then = network()
    now = edits.remove_layers(then, (hidden_of(then),))
    old, new = resolved(then), resolved(now)
    found = layers_of(old, new, drawn(old, 1), drawn(new, 2))
    gone = next(change for change in found if change.layer == hidden_of(then))
    assert gone.now is None
    assert words.rows((gone,), then, now)[0].words == "only then"


def test_kernels_are_compared_place_by_place() -> None:
    project = Project(parse("conv 3 3x3 relu > flatten > output softmax"), DataSpec("digits"))
    resolution = resolved(project)
    before = drawn(resolution, 1)
    after = {name: values.copy() for name, values in before.items()}
    kernel = next(name for name, values in before.items() if values.ndim == 4)
    after[kernel][2, 0, 1, 2] += 5.0
    (moved,) = most_moved(resolution, resolution, before, after, 3)
    assert moved.change == pytest.approx(5.0, abs=1e-5)
    shape = next(p for s in resolution.layers.values() for p in s.parameters if p.id == kernel)
    assert shape.index_of(moved.weight) == (2, 0, 1, 2)


def test_what_is_no_number_moves_nothing() -> None:
    resolution = resolved(network())
    before, after = drawn(resolution, 1), drawn(resolution, 2)
    for values in after.values():
        values.flat[0] = np.nan
    assert all(np.isfinite(m.change) for m in most_moved(resolution, resolution, before, after, 99))


def test_figures_say_the_difference_with_its_sign() -> None:
    nan = float("nan")
    lines = words.figures(Metrics(1, 0.9, nan, 0.5, nan), Metrics(9, 0.4, nan, 0.75, nan))
    assert [line.name for line in lines] == ["train loss", "train accuracy"]
    assert lines[0].cells == ("0.9000", "0.4000", "−0.5000")
    assert lines[1].cells == ("50.0%", "75.0%", "+25.0 pp")
    others = words.figures(
        Metrics(1, 0.9, nan, 0.5, nan), Metrics(9, 0.4, nan, 0.75, nan), is_same_data=False
    )
    assert {line.cells[2] for line in others} == {"–"}


# --- the view ------------------------------------------------------------------------------------


class Picture(View):
    """Keeps what it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.snapshots: list[Snapshot] = []

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)

    def extend_watch(self, watch: Watch) -> Watch:
        return replace(watch, map_size=100)


@pytest.fixture
def view(qtbot: QtBot) -> CompareView:
    view = CompareView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(sample().shown)
    view.place_pictures(Picture(), Picture())
    view.resize(330, 700)
    return view


def past() -> Snapshot:
    """Step 1,000 of the sample, whose end has other weights."""
    base = sample()
    shown, snapshot = base.shown, base.snapshot
    assert shown.dataset is not None
    then = {name: values + np.float32(0.5) for name, values in base.weights.items()}
    now = Comparison(
        step=37_204,
        project=shown.project,
        resolution=shown.resolution,
        dataset=shown.dataset,
        weights=base.weights,
        metrics=Metrics(37_204, 0.0037, 0.2222, 0.99, 0.967),
    )
    metrics = Metrics(1000, 0.5, 0.6, 0.7, 0.65)
    weights = MappingProxyType(then)
    return replace(snapshot, step=1000, metrics=metrics, weights=weights, now=now)


def test_both_moments_are_shown_each_with_its_own_numbers(view: CompareView) -> None:
    view.show_snapshot(past())
    assert view.then.title.text() == "step 1,000"
    assert view.now.title.text() == "now, step 37,204"
    assert [line.cells[2] for line in view.figures.lines][:2] == ["−0.4963", "−0.3778"]
    assert {line.cells[2] for line in view.moved.lines} == {"−0.500"}
    then, now = view.then.picture, view.now.picture
    assert isinstance(then, Picture)
    assert isinstance(now, Picture)
    assert then.snapshots[-1].step == 1000
    newest = now.snapshots[-1]
    assert newest.metrics is not None
    assert newest.step == newest.metrics.step == 37_204
    assert not view.grab().isNull()
    view.show_theme(LIGHT)
    view.resize(900, 400)
    assert not view.grab().isNull()


def test_at_the_newest_step_there_is_nothing_to_compare(view: CompareView) -> None:
    view.show_snapshot(past())
    assert view.hint.isHidden()
    view.show_snapshot(sample().snapshot)
    assert not view.hint.isHidden()
    assert view.pages.isHidden()


def test_a_weight_that_moved_can_be_selected(view: CompareView, qtbot: QtBot) -> None:
    view.show_snapshot(past())
    view.show()
    qtbot.waitExposed(view)
    with qtbot.waitSignal(view.selection_requested) as asked:
        QTest.keyClick(view.moved, Qt.Key.Key_Down)
        QTest.keyClick(view.moved, Qt.Key.Key_Return)
    (selection,) = asked.args
    assert isinstance(selection, Selection)
    assert selection.weight == view.moved.lines[0].key
    with qtbot.waitSignal(view.selection_requested):
        QTest.mouseClick(
            view.moved, Qt.MouseButton.LeftButton, pos=QPoint(20, view.moved.height() - 4)
        )


def test_it_asks_for_the_end_of_the_line(view: CompareView) -> None:
    assert view.extend_watch(Watch(weights=False)) == Watch(weights=False, compares=True)
    view.show_snapshot(replace(past(), record=Record(end=37_204, is_past=True)))
    watch = view.extend_watch(Watch(weights=False))
    assert (watch.compares, watch.weights, watch.map_size, watch.example) == (True, True, 100, 0)


def test_the_number_under_the_mouse_is_said(view: CompareView) -> None:
    view.show_snapshot(past())
    sheet = view.sheet
    sheet.resize(300, sheet.heightForWidth(300))
    (row, top), *_ = places.placed(sheet.rows, sheet.width())
    cell = places.cell(row, sheet.width())
    corner = QPointF(places.column(1, sheet.width())[0], top)
    heard: list[str] = []
    sheet.hovered.connect(heard.append)
    at = corner + QPointF(0.5 * cell[0], 2.5 * cell[1])
    no = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, no, no, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(sheet, move)
    weights = sample().weights[ParameterId(HIDDEN, "weight")]
    assert heard[-1].startswith("Dense 1 · now, step 37,204: ")
    assert f"{abs(weights[2, 0]):.3f}" in heard[-1]
