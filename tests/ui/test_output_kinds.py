"""The output for every kind of data, with what a real network makes of it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.model.ids import UnitRef
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.readout.axes import PRINCIPAL
from playground.session.commands import Watch
from playground.session.pictures import compute, count
from playground.session.snapshot import Snapshot
from playground.ui.store import Store
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection, View
from playground.ui.views.output.curve_canvas import CurveCanvas
from playground.ui.views.output.map_canvas import MapCanvas
from playground.ui.views.output.view import OutputView
from playground.ui.widgets.chip import Chip

KINDS = ("spiral", "blobs3", "plane", "hills", "wave", "line", "flu", "digits")


class Scene:
    """An output view with a trained network behind it."""

    def __init__(self, qtbot: QtBot, kind: str, network: str, steps: int = 30) -> None:
        phases = (PhaseSpec(optimizer=OptimizerSpec("adam", 0.02)),)
        project = Project(parse(network), DataSpec(kind), TrainingSpec(20, phases=phases))
        self.store = Store(project)
        self.trainer = Trainer(project)
        self.trainer.advance(steps)
        self.view = OutputView()
        self.selection = Selection(example=3)
        self.selected: list[Selection] = []
        qtbot.addWidget(self.view)
        self.view.show_theme(DARK)
        self.view.show_project(self.store.shown)
        self.view.show_selection(self.selection)
        self.view.selection_requested.connect(self.selected.append)
        self.view.resize(330, 430)
        self.show()

    @property
    def watch(self) -> Watch:
        return self.view.extend_watch(Watch(example=self.selection.example))

    def show(self) -> None:
        counted = count(self.trainer, self.watch)
        frame = compute(self.trainer, self.watch, self.selection.example, counted=counted)
        self.snapshot = Snapshot(
            generation=1,
            project_generation=self.store.generation,
            status="paused",
            step=self.trainer.step,
            metrics=self.trainer.metrics(),
            probe=frame.probe,
            big_map=frame.big_map,
            fit=frame.fit,
            answers=frame.answers,
            confusion=frame.confusion,
        )
        self.view.show_snapshot(self.snapshot)

    def select(self, selection: Selection) -> None:
        self.selection = selection
        self.view.show_selection(selection)
        self.show()

    def unit(self, layer: int, index: int) -> UnitRef:
        order = self.store.shown.resolution.order
        return self.store.shown.resolution.layers[order[layer]].units_out[index]

    @property
    def view_now(self) -> View:
        return self.view._current()


def hover(canvas: object, place: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(canvas, event)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_picture_of_its_own(qtbot: QtBot, kind: str, theme: Theme) -> None:
    scene = Scene(qtbot, kind, "dense 3 tanh > output")
    scene.view.show_theme(theme)
    image = scene.view.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, 330, 3) for y in range(60, 300, 3)}
    assert len(colours) > 12
    expected: dict[str, View] = {
        "wave": scene.view.curve_view,
        "line": scene.view.curve_view,
        "flu": scene.view.table_view,
        "blobs3": scene.view.table_view,
        "digits": scene.view.class_view,
    }
    assert scene.view_now is expected.get(kind, scene.view.map_view)


def test_only_what_is_seen_is_watched(qtbot: QtBot) -> None:
    spiral = Scene(qtbot, "spiral", "dense 3 tanh > output").watch
    assert (spiral.map_size, spiral.curve_size, spiral.answers) == (100, 0, False)
    wave = Scene(qtbot, "wave", "dense 3 tanh > output").watch
    assert (wave.map_size, wave.curve_size, wave.answers) == (0, 200, True)
    hills = Scene(qtbot, "hills", "dense 3 tanh > output").watch
    assert (hills.map_size, hills.map_axes, hills.answers) == (100, None, True)
    assert not wave.confusion
    assert not hills.confusion


def test_a_regression_shows_loss_and_r2_over_the_test_set(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "hills", "dense 6 tanh > output", 300)
    dataset, answers = scene.trainer.dataset, scene.snapshot.answers
    assert answers is not None
    targets, found = dataset.values[dataset.test, 0], answers[dataset.test, 0]
    share = 1 - ((found - targets) ** 2).sum() / ((targets - targets.mean()) ** 2).sum()
    loss = scene.trainer.metrics().test_loss
    header = scene.view.map_view.header
    header.resize(400, 20)
    assert header.info.text() == f"test loss {loss:.4f} · R² {share:.3f}"


def test_the_mouse_over_an_example_tells_its_residual(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "hills", "dense 6 tanh > output", 100)
    view, dataset, answers = scene.view.map_view, scene.trainer.dataset, scene.snapshot.answers
    assert answers is not None
    place = view.canvas.place_of(5)
    assert place is not None
    hover(view.canvas, place)
    near = view.canvas.example_at(place)
    assert near is not None
    target, output = float(dataset.values[near, 0]), float(answers[near, 0])
    signed = [f"{v:+.2f}".replace("-", "−") for v in (target, output, output - target)]
    assert view.foot.reading.text() == "target {}, output {}, residual {}".format(*signed)


def test_the_mouse_tells_place_and_output_anywhere(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "spiral", "dense 6 tanh > output", 100)
    view = scene.view.map_view
    frame = view.canvas.frame()
    hover(view.canvas, QPointF(frame.left() + 0.75 * frame.width(), frame.center().y()))
    extent = scene.trainer.dataset.extent
    point = np.array([[extent / 2, 0.0]], np.float32)
    raw = (point - scene.trainer.dataset.mean) / scene.trainer.dataset.scale
    expected = float(scene.trainer.evaluator.outputs(raw.astype(np.float32))[0, 0])
    words = view.foot.reading.text().replace("−", "-").split()
    assert words[:4] == ["x", f"{extent / 2:+.2f}", "y", words[3]]
    assert float(words[-1]) == pytest.approx(expected, abs=0.02)
    place = view.canvas.place_of(3)
    assert place is not None
    hover(view.canvas, place)
    near = view.canvas.example_at(place)
    assert near is not None
    name = ("orange", "blue")[int(scene.trainer.dataset.labels[near])]
    assert view.canvas.words.endswith(f"· {name}")
    hover(view.canvas, QPointF(-5.0, -5.0))
    assert view.foot.reading.text() == ""


def test_a_selected_neuron_stays_on_the_map_until_its_chip_is_off(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "spiral", "dense 3 tanh > output")
    view, unit = scene.view.map_view, scene.unit(1, 1)
    scene.select(Selection(unit=unit, layers=(unit.layer,)))
    watched = [scene.watch.map_unit]
    assert view.header.title.text() == "Dense 1 · neuron 2"
    values = scene.snapshot.big_map.values if scene.snapshot.big_map is not None else None
    assert values is not None
    assert (
        f"from {values.min():+.2f}".replace("-", "−")
        in (
            view.header._wordings[0]  # a short form is shown where there is no room
        )
    )
    other = scene.unit(1, 2)
    scene.select(replace(scene.selection, hover=other))
    assert view.header.title.text() == "Dense 1 · neuron 3"
    scene.select(replace(scene.selection, hover=None))
    view.foot.neuron.click()
    watched.append(scene.watch.map_unit)
    assert watched == [unit, None]
    scene.show()
    assert view.header.title.text() == "Output"


def test_a_neuron_is_named_although_the_tab_names_the_output(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "wave", "dense 3 tanh > output")
    header, unit = scene.view.curve_view.header, scene.unit(1, 0)
    header.show_title(False)
    seen = []
    for hovered in (None, unit, None):
        scene.select(Selection(hover=hovered))
        seen.append((header.title.isHidden(), header.title.text()))
    assert seen == [(True, "Output"), (False, "Dense 1 · neuron 1"), (True, "Output")]


def test_the_legend_says_nothing_before_there_is_a_picture(qtbot: QtBot) -> None:
    view = OutputView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(Store(Project(parse("dense 2 tanh > output"))).shown)
    legend = view.map_view.foot.legend
    assert legend.text() == ""
    assert Scene(qtbot, "blobs3", "output").view.table_view.map_view.foot.legend.text() == (
        "orange, blue, green"
    )
    assert Scene(qtbot, "spiral", "output").view.map_view.foot.legend.text() == "0 … 1"


def test_pictures_of_other_data_are_not_shown(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "spiral", "dense 3 tanh > output")
    other = Store(Project(parse("dense 3 tanh > output"), DataSpec("hills")))
    scene.view.show_project(replace(other.shown, generation=9))
    view = scene.view.map_view
    assert view.header.info.text() == ""
    assert view.foot.legend.text() == ""


def test_the_line_compares_with_least_squares(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "line", "output", 2000)
    view = scene.view.curve_view
    assert view.residuals.isChecked()
    view.best_line.click()
    best, network = view.words.text().split()[2:], view.reading.text().split()[1:]
    for a, b in zip(best, network, strict=True):
        assert float(a.split("·")[0].replace("−", "-")) == pytest.approx(
            float(b.split("·")[0].replace("−", "-")), abs=0.02
        )
    assert not view.best_line.isHidden()
    assert Scene(qtbot, "wave", "output").view.curve_view.best_line.isHidden()


def test_a_click_and_the_arrows_choose_examples_on_the_curve(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "wave", "dense 3 tanh > output")
    canvas = scene.view.curve_view.canvas
    place = canvas.place_of(20)
    assert place is not None
    QTest.mouseClick(
        canvas,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(round(place.x()), round(place.y())),
    )
    assert len(scene.selected) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    raw, found = scene.trainer.dataset.raw, scene.selected[-1].example
    assert found is not None
    assert raw[found, 0] >= raw[3, 0]


def test_axes_and_components_of_a_table_are_watched(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "flu", "dense 3 tanh > output")
    table = scene.view.table_view
    features = scene.trainer.dataset.shape.features
    assert scene.watch.map_axes == features[:2]
    assert table.map_view.foot.note.text() == "other features at their mean"
    table.map_view.axes.across.setCurrentIndex(3)
    assert scene.watch.map_axes == (features[3], features[1])
    table.map_view.axes.principal.click()
    assert scene.watch.map_axes == PRINCIPAL
    scene.show()
    assert "of the spread" in table.map_view.foot.note.text()
    table.map_view.axes.principal.click()
    table.map_view.axes.keeps_example.click()
    assert scene.watch.map_example == 3
    scene.show()
    assert table.map_view.foot.note.text() == "other features as the example has them"


def test_a_table_shows_bars_and_confusion_where_there_is_room(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "flu", "dense 3 tanh > output", 100)
    table = scene.view.table_view
    table.confusion_chip.click()
    assert scene.watch.confusion
    assert scene.watch.map_size == 0
    scene.show()
    counts = scene.snapshot.confusion
    assert counts is not None
    assert table.counts.text() == f"{np.trace(counts)} of {counts.sum()} right"
    table.answer_chip.click()
    scene.show()
    assert [answer.name for answer in table.bars.answers()] == ["well", "flu"]
    assert sum(answer.value for answer in table.bars.answers()) == pytest.approx(1.0)


def test_a_plane_of_three_classes_says_who_is_taken_for_whom(qtbot: QtBot) -> None:
    scene = Scene(qtbot, "blobs3", "dense 3 tanh > output", 100)
    table = scene.view.table_view
    before = scene.watch
    assert (before.map_size > 0, before.confusion) == (True, False)
    table.confusion_chip.click()
    assert scene.watch.confusion
    scene.show()
    counts = scene.snapshot.confusion
    assert counts is not None
    assert counts.shape == (3, 3)
    assert table.counts.text() == f"{np.trace(counts)} of {counts.sum()} right"
    assert Scene(qtbot, "moons", "dense 3 tanh > output").view_now is not table


def test_every_control_says_what_it_does(qtbot: QtBot) -> None:
    for kind in ("own", "flu", "wave"):
        view = OutputView()
        qtbot.addWidget(view)
        view.show_project(Store(Project(parse("output"), DataSpec(kind))).shown)
        for name in ("map_view", "table_view", "curve_view"):
            for child in getattr(view, name).findChildren(QWidget):
                if isinstance(child, (Chip, QComboBox, MapCanvas, CurveCanvas)):
                    said = child.toolTip() or getattr(child, "words", "")
                    assert said.endswith("."), f"{name}: {type(child).__name__}"
                    assert child.accessibleName() or getattr(child, "text", str)()
