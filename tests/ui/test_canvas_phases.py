"""What the canvas shows of every operation: what travels, what is marked, and what is dimmed."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from playground.model.ids import LayerId, WeightRef
from playground.session.snapshot import Snapshot
from playground.ui.numbers import signed_close
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.card_parts import Part
from playground.ui.views.canvas.colours import packed, rgb
from playground.ui.views.canvas.marks import Hover
from playground.ui.views.canvas.phases import emphasis_of
from playground.ui.views.canvas.view import CanvasView
from tests.engine.test_heads import players
from tests.ui.stepped import Stepped

CONV = "conv 4 3x3 relu > pool 2 > flatten > dense 8 relu > output softmax"
NETWORKS = [
    ("dense 5 tanh > dense 4 tanh > output", "spiral", 1),
    ("dense 20 relu > output", "circle", 4),
    (CONV, "digits", 4),
    ("lstm 6 > output", "waves", 4),
    ("embedding 8 > position > attention 2 causal > layer_norm > output softmax", "letters", 2),
    ("dense 4 tanh as trunk > dense 4 relu > dropout 0.3 > add trunk > output", "spiral", 3),
]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CanvasView]:
    view = CanvasView()
    view.resize(1000, 640)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.close()


def share_of(image: QImage, colour: str, near: int = 30) -> float:
    """Return the share of pixels with about this colour."""
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(-1, 4)[:, 2::-1].astype(np.int64)
    return float((np.abs(pixels - np.asarray(rgb(colour))) < near).all(axis=1).mean())


def settled(view: CanvasView, snapshot: Snapshot) -> QImage:
    """Show a snapshot, let what moves come to its end, and return the picture."""
    view.show_snapshot(replace(snapshot, status="paused"))
    view.scene.travel.finish()
    return view.surface.grab().toImage()


def begin(view: CanvasView, run: Stepped) -> None:
    """Show the run as it stands between two updates."""
    view.show_project(run.shown)
    view.show_snapshot(run.snapshot())


def layer_named(shown: ShownProject, name: str) -> LayerId:
    return next(layer.id for layer in shown.project.network.layers if layer.name == name)


def dimmed(view: CanvasView) -> set[str]:
    items = view.scene.items_by_layer.values()
    names = {layer.id: layer.name for layer in view.scene.shown.project.network.layers}
    return {names[item.card.layer] for item in items if item.marks.is_dimmed}


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_blame_has_its_colour_going_back_and_none_going_forward(
    view: CanvasView, theme: Theme
) -> None:
    view.show_theme(theme)
    run = Stepped()
    begin(view, run)
    for snapshot in run.operations():
        label = snapshot.operations[snapshot.position.operation - 1]
        share = share_of(settled(view, snapshot), theme.blame)
        if label.phase in ("data", "forward"):
            assert share == 0.0
        elif label.phase == "backward":
            assert share > 0.001


def test_what_takes_no_part_is_dimmed(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    seen = []
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        seen.append(dimmed(view))
    hidden = {"dense 1", "dense 2"}
    assert seen[:9] == [
        {*hidden, "output"},
        {"input", *hidden},
        {"dense 2", "output"},
        {"input", "dense 2", "output"},
        {"input", "output"},
        {"input", "dense 1", "output"},
        {"input", "dense 1"},
        {"input", *hidden},
        {"input", *hidden},
    ]
    # The update moves all weights at once; its guards only look.
    assert seen[-2:] == [set(), set()]
    settled(view, run.snapshot())
    assert dimmed(view) == set()


def test_a_dimmed_card_is_darker_than_one_that_takes_part(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    names = {}
    for phase in ("forward", "backward"):
        image = settled(view, run.until(phase, layer="dense 2"))
        frame = view.scene.frames()[layer_named(run.shown, "input")]
        at = view.surface.camera.to_viewport((frame.centre[0], frame.top + 19.0)).toPoint()
        box = image.copy(at.x() - 40, at.y() - 8, 80, 16)
        names[phase] = brightest(box)
    running = replace(run.snapshot(), position=replace(run.snapshot().position, operation=0))
    image = settled(view, running)
    plain = brightest(image.copy(at.x() - 40, at.y() - 8, 80, 16))
    assert max(names.values()) < 0.6 * plain


def brightest(image: QImage) -> int:
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(QColor(image.pixel(x, y)).lightness() for x, y in points)


def test_what_is_not_computed_yet_is_not_there(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    items = view.scene.items_by_layer
    order = {layer: place for place, layer in enumerate(run.trainer.resolution.order)}
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        label = snapshot.operations[snapshot.position.operation - 1]
        for layer, item in items.items():
            probe = snapshot.probe.layers[layer] if snapshot.probe else None
            if probe is None or item.card.is_input:
                continue
            assert item.numbers.faces is None
            known = probe.a if probe.a is not None else probe.z
            if known is None:
                assert item.numbers.values is None
                assert item.numbers.flat is None
            else:
                assert np.array_equal(item.numbers.values, known)  # type: ignore[arg-type]
            if label.phase == "forward" and label.layer is not None:
                assert (known is None) == (order[layer] > order[label.layer])
            if label.phase in ("data", "forward"):
                assert item.numbers.deltas is None


def test_deltas_stand_above_neurons_as_soon_as_they_are_known(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    layer = layer_named(run.shown, "dense 2")
    view.show_snapshot(run.until("backward", "∂L/∂a = Wᵀ", "output"))
    numbers = view.scene.items_by_layer[layer].numbers
    assert numbers.are_raw
    snapshot = run.until("backward", "δ =", "dense 2")
    view.show_snapshot(snapshot)
    numbers = view.scene.items_by_layer[layer].numbers
    assert snapshot.probe is not None
    assert not numbers.are_raw
    assert np.array_equal(numbers.deltas, snapshot.probe.layers[layer].dz)  # type: ignore[arg-type]


def test_wires_carry_blame_only_after_it_was_shared_out(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    blame = packed(DARK.blame)
    counts = []
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        strokes = view.scene.strokes()
        label = snapshot.operations[snapshot.position.operation - 1]
        if label.phase == "backward":
            counts.append((label.formula[:5], int((strokes.colours == blame).sum())))
        else:
            assert blame not in strokes.colours
    assert counts == [
        ("∂L/∂W", 4),
        ("∂L/∂a", 4),
        ("δ = ∂", 4),
        ("∂L/∂W", 24),
        ("∂L/∂a", 24),
        ("δ = ∂", 24),
        ("∂L/∂W", 34),
    ]


def test_widths_of_blame_are_the_gradients_of_the_batch(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    snapshot = run.until("backward", "∂L/∂W", "dense 2")
    view.show_snapshot(snapshot)
    wires = view.scene.wires
    layer = layer_named(run.shown, "dense 2")
    place = next(n for n, b in enumerate(wires.bundles) if b.connection.target == layer)
    parameter = wires.bundles[place].parameter
    assert parameter is not None
    sizes = np.abs(snapshot.gradients[parameter]).reshape(-1)
    np.testing.assert_allclose(wires.strengths[place], sizes / sizes.max(), rtol=1e-4)


def test_weights_that_move_flash_the_brighter_the_further(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    view.show_snapshot(run.until("update", "finite?"))
    still = view.scene.strokes()
    view.show_snapshot(run.until("update", "W ←"))
    assert view.scene.travel.is_active
    bright = view.scene.strokes()
    light = bright.colours == packed(DARK.text)
    assert not (still.colours == packed(DARK.text)).any()
    assert light.any()
    view.scene.travel.finish()
    after = view.scene.strokes()
    faded = after.colours == packed(DARK.text)
    assert faded.any()
    assert after.alphas[faded].sum() < 0.5 * bright.alphas[light].sum()
    # What lies between is the wires with the weights that they have now.
    own = ~faded
    assert set(after.colours[own].tolist()) == {packed(DARK.positive), packed(DARK.negative)}


def test_only_weights_that_a_row_moves_flash(view: CanvasView) -> None:
    run = Stepped()
    snapshot = run.until("update", "W ←")
    layer = layer_named(run.shown, "dense 2")
    mine = {p: way for p, way in snapshot.moved.items() if p.layer == layer}
    partly = replace(snapshot, moved=mine)
    begin(view, run)
    view.show_snapshot(partly)
    assert dimmed(view) == {"input", "output"}
    light = view.scene.strokes().colours == packed(DARK.text)
    assert 0 < light.sum() <= 2 * 20


def test_it_travels_for_a_second_and_then_stands_still(qtbot: QtBot, view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    view.show_snapshot(run.until("forward", "z =", "dense 2"))
    travel, backdrop = view.scene.travel, view.surface.backdrop
    plain = view.scene.wires.chosen.shape[0]
    started = travel.is_active
    assert started
    qtbot.waitUntil(lambda: 0.2 < travel.part < 0.8)
    assert view.scene.strokes().curves.shape[0] > plain
    qtbot.waitUntil(lambda: not travel.is_active, timeout=5000)
    assert travel.part == 1.0
    assert view.scene.strokes().curves.shape[0] == plain
    view.grab()
    count = backdrop.wire_count
    view.grab()
    view.show_snapshot(view.scene.snapshot)
    assert not travel.is_active
    view.grab()
    assert backdrop.wire_count <= count + 1


def test_pulses_go_forward_and_dashes_of_blame_back(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    view.show_snapshot(run.until("forward", "z =", "dense 2"))
    scene = view.scene
    middles = []
    for part in (0.3, 0.6, 0.9):
        scene.travel.part = part
        extra = scene.strokes().curves[scene.wires.curves.shape[0] :]
        middles.append(float(extra[:, [0, 6]].mean()))
    assert middles == sorted(middles)
    view.show_snapshot(run.until("backward", "∂L/∂W", "dense 2"))
    before = scene.phase
    scene.travel.moved.emit()
    assert scene.phase != before
    assert (scene.phase - before) % 1e6 > 5e5


def test_reduced_motion_marks_and_moves_nothing(view: CanvasView) -> None:
    view.set_reduced_motion(True)
    run = Stepped()
    begin(view, run)
    phase = view.scene.phase
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        assert not view.scene.travel.is_active
        assert view.scene.travel.part == 1.0
    assert view.scene.phase == phase
    assert share_of(settled(view, run.snapshot()), DARK.blame) == 0.0
    view.show_snapshot(run.until("backward", "∂L/∂W", "dense 2"))
    assert share_of(view.surface.grab().toImage(), DARK.blame) > 0.001


def test_motion_that_is_switched_off_ends_at_once(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    view.show_snapshot(run.until("forward", "z =", "dense 2"))
    assert view.scene.travel.is_active
    view.set_reduced_motion(True)
    assert not view.scene.travel.is_active


def test_a_run_at_its_pace_shows_no_phase(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    snapshot = run.until("backward", "∂L/∂W", "dense 2")
    view.show_snapshot(replace(snapshot, status="running"))
    assert dimmed(view) == set()
    assert packed(DARK.blame) not in view.scene.strokes().colours
    assert not view.scene.travel.is_active
    assert "example" not in view.overlay.pill.text()


def test_slow_motion_shows_the_phase_while_it_runs(qtbot: QtBot, view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    snapshot = run.until("backward", "∂L/∂W", "dense 2")
    slow = replace(snapshot, status="running", slow=True)
    view.show_snapshot(slow)
    qtbot.waitUntil(lambda: view.scene.snapshot is slow)
    assert packed(DARK.blame) in view.scene.strokes().colours
    assert view.scene.travel.is_active
    qtbot.waitUntil(lambda: not view.scene.travel.is_active, timeout=5000)


def test_no_mixture_of_steps(view: CanvasView) -> None:
    """What is drawn belongs to the snapshot shown last, also where it is another batch's."""
    run = Stepped()
    begin(view, run)
    first = run.until("backward", "∂L/∂W", "dense 1")
    run.trainer.advance_batch()
    second = run.until("forward", "z =", "dense 1")
    for snapshot in (first, second, first, second):
        view.show_snapshot(snapshot)
        assert snapshot.probe is not None
        for layer, item in view.scene.items_by_layer.items():
            if item.card.is_input:
                continue
            probe = snapshot.probe.layers[layer]
            known = probe.a if probe.a is not None else probe.z
            assert (item.numbers.values is None) == (known is None)
            if known is not None:
                assert np.array_equal(item.numbers.values, known)  # type: ignore[arg-type]
    assert view.scene.items_by_layer[run.shown.resolution.order[-1]].numbers.values is None


def test_a_chip_that_is_wider_than_the_canvas_says_less(view: CanvasView) -> None:
    run = Stepped(batch=3)
    begin(view, run)
    view.show_snapshot(next(run.operations()))
    overlay = view.overlay
    whole = overlay.pill.text()
    for width in (800, 260, 150, 800):
        view.resize(width, 400)
        overlay.arrange()
        assert overlay.room.contains(overlay.pill.geometry()), width
        assert whole.startswith(overlay.pill.text())
        assert overlay.pill.text().startswith("train example ")
    assert overlay.pill.text() == whole, "it comes back with the room"


def test_caption_and_chip_say_what_happens_to_which_example(view: CanvasView) -> None:
    run = Stepped(batch=3)
    begin(view, run)
    words = []
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        words.append(view.overlay.hint.text())
        assert view.overlay.pill.text().startswith("train example ")
        assert view.overlay.pill.text().endswith("1 of 3 in the batch")
    assert words[0].startswith("Data: the example enters")
    assert words[2].startswith("Forward: values travel from left to right, into Dense 1.")
    assert sum(text.startswith("Loss: ") for text in words) == 1
    assert sum(text.startswith("Backward: ") for text in words) == 7
    assert sum(text.startswith("Update: the weights move") for text in words) == 1
    assert all(text for text in words)
    run.trainer.advance_batch()
    view.show_snapshot(run.snapshot())
    assert "parameters" in view.overlay.pill.text()
    assert "Forward" not in view.overlay.hint.text()


def test_an_example_outside_the_batch_says_so(view: CanvasView) -> None:
    run = Stepped(batch=2)
    begin(view, run)
    run.until("forward", "z =", "dense 2")
    inside = set(run.trainer.batch_examples().tolist())
    other = next(e for e in range(run.trainer.dataset.size) if e not in inside)
    view.show_snapshot(run.snapshot(example=other))
    assert view.overlay.pill.text().endswith("not in this batch")


def test_lane_by_lane_everything_is_there(view: CanvasView) -> None:
    run = Stepped(batch=3)
    begin(view, run)
    pills = []
    for lane in range(3):
        run.trainer.advance_example()
        snapshot = run.snapshot()
        assert snapshot.position.lane == lane
        view.show_snapshot(snapshot)
        assert dimmed(view) == set()
        assert (view.scene.strokes().colours == packed(DARK.blame)).all()
        pills.append(view.overlay.pill.text())
    assert [text.rpartition(" · ")[2] for text in pills] == [
        f"{n} of 3 in the batch" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(("text", "kind", "batch"), NETWORKS)
def test_every_operation_of_every_network_can_be_painted(
    view: CanvasView, text: str, kind: str, batch: int
) -> None:
    run = Stepped(text, kind, batch, steps=3)
    begin(view, run)
    active = set()
    for snapshot in run.operations():
        image = settled(view, snapshot)
        assert not image.isNull()
        emphasis = emphasis_of(snapshot, run.shown)
        active.add(emphasis.layer)
        if emphasis.layer is not None:
            assert not view.scene.items_by_layer[emphasis.layer].marks.is_dimmed
    known = {label.layer for label in run.trainer.operations if label.phase != "update"}
    assert active - {None} == known - {None}


def test_maps_of_channels_turn_into_maps_of_blame(view: CanvasView) -> None:
    run = Stepped(CONV, "digits", 4, steps=3)
    begin(view, run)
    conv, pool = (layer_named(run.shown, name) for name in ("conv 1", "max pool 1"))
    view.show_snapshot(run.until("forward", "z =", "output"))
    items = view.scene.items_by_layer
    assert not items[conv].numbers.are_blamed
    before = items[conv].numbers.faces
    view.show_snapshot(run.until("backward", "δ =", "conv 1"))
    assert items[conv].numbers.are_blamed
    assert items[pool].numbers.are_blamed
    assert items[pool].numbers.are_raw
    assert before is not None
    assert not np.array_equal(items[conv].numbers.faces, before)  # type: ignore[arg-type]


def test_a_layer_that_only_reshapes_takes_part_with_its_neighbours(view: CanvasView) -> None:
    run = Stepped(CONV, "digits", 4, steps=3)
    begin(view, run)
    view.show_snapshot(run.until("forward", "z =", "dense 1"))
    assert dimmed(view) == {"input", "conv 1", "output"}


def test_the_wire_under_the_mouse_says_its_share_of_the_blame(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    layer = layer_named(run.shown, "dense 2")
    parameter = run.shown.resolution.layers[layer].parameters[0]
    wire = WeightRef(parameter.id, parameter.targets[1], parameter.sources[2])
    view.scene.show_hover(Hover(wire=wire))
    view.show_snapshot(run.until("backward", "δ =", "dense 2"))
    assert "∂L/∂w" not in view.overlay.tip.text()
    snapshot = run.until("backward", "∂L/∂W", "dense 2")
    view.show_snapshot(snapshot)
    share = float(snapshot.gradients[parameter.id][1, 2])
    assert f"∂L/∂w {signed_close(share)}" in view.overlay.tip.text()


def test_the_operation_is_told_to_those_who_do_not_see_it(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    layer = layer_named(run.shown, "dense 2")
    unit = run.shown.resolution.layers[layer].units_out[0]
    view.show_selection(Selection(layers=(layer,), unit=unit))
    view.show_snapshot(run.until("forward", "z =", "dense 1"))
    described = view.surface.accessibleDescription()
    assert described.startswith("Forward: values travel")
    assert described.endswith("not computed yet")
    snapshot = run.until("backward", "δ =", "dense 2")
    view.show_snapshot(snapshot)
    assert snapshot.probe is not None
    deltas = snapshot.probe.layers[layer].dz
    assert deltas is not None
    assert view.surface.accessibleDescription().endswith(f"δ {signed_close(float(deltas[0]))}")


def test_news_that_are_only_words_paint_nothing(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    snapshot = run.until("forward", "z =", "dense 2")
    settled(view, snapshot)
    count = view.surface.backdrop.wire_count
    view.show_snapshot(replace(view.scene.snapshot, notice="Compiling something."))
    view.grab()
    assert view.surface.backdrop.wire_count == count


@pytest.mark.parametrize("width", [420, 600, 1000])
def test_the_caption_is_whole_and_beside_the_chip(view: CanvasView, width: int) -> None:
    run = Stepped("dense 32 relu > dense 128 relu > output softmax", "digits", 4, steps=2)
    view.resize(width, 560)
    begin(view, run)
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        hint, pill = view.overlay.hint, view.overlay.pill
        assert hint.isVisible()
        assert hint.text()
        assert hint.heightForWidth(hint.width()) <= hint.height()
        assert not hint.geometry().intersects(pill.geometry())
        assert view.rect().contains(hint.geometry())
        assert view.rect().contains(pill.geometry())
        assert not view.overlay.note.isVisible()


def test_the_switch_of_tiles_goes_while_an_operation_shows_its_numbers(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    assert view.overlay.tiles.isVisible()
    view.show_snapshot(run.until("forward", "z =", "dense 1"))
    assert not view.overlay.tiles.isVisible()
    run.trainer.advance_batch()
    view.show_snapshot(run.snapshot())
    assert view.overlay.tiles.isVisible()


def test_a_picture_that_is_given_back_shows_its_blame(view: CanvasView) -> None:
    run = Stepped("dense 8 relu > output 64 reconstruct", "digits", 2, steps=3)
    begin(view, run)
    output = run.shown.resolution.order[-1]
    item = view.scene.items_by_layer[output]
    view.show_snapshot(run.until("forward", "a ="))
    assert item.numbers.picture is None
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        assert snapshot.probe is not None
        layer = snapshot.probe.layers[output]
        assert (item.numbers.picture is None) == (layer.a is None)
        assert item.numbers.are_blamed == (layer.da is not None or layer.dz is not None)


def test_two_players_are_shown_one_after_the_other(view: CanvasView) -> None:
    """A step that trains two parts in turn goes forward and backward twice."""
    run = Stepped(project=players())
    begin(view, run)
    seen: list[tuple[str, str, LayerId | None]] = []
    for snapshot in run.operations():
        view.show_snapshot(snapshot)
        emphasis = view.scene.emphasis
        seen.append((emphasis.phase, emphasis.deed, emphasis.layer))
        if emphasis.phase in ("forward", "backward"):
            assert emphasis.layer is not None
            assert not view.scene.items_by_layer[emphasis.layer].marks.is_dimmed
        if emphasis.phase == "forward":
            assert not emphasis.blamed
        if emphasis.deed == "work" and emphasis.layer is not None:
            # What was at work is computed, in the first part as well.
            assert view.scene.items_by_layer[emphasis.layer].numbers.values is not None
    moves = [place for place, (_, deed, _) in enumerate(seen) if deed == "move"]
    assert len(moves) >= 2
    arrivals = [layer for _, deed, layer in seen if deed == "arrive"]
    assert len(arrivals) > len(set(arrivals))


def test_wires_whose_share_cannot_be_told_are_all_alike(view: CanvasView) -> None:
    """A wire for a whole channel has no gradient of its own, nor has one that is not read yet."""
    run = Stepped(CONV, "digits", 2, steps=3)
    begin(view, run)
    snapshot = run.until("backward", "∂L/∂W", "dense 1")
    assert snapshot.probe is not None
    layer = layer_named(run.shown, "dense 1")
    unknown = dict(snapshot.probe.layers)
    unknown[layer] = replace(unknown[layer], dz=None)
    view.show_snapshot(replace(snapshot, probe=replace(snapshot.probe, layers=unknown)))
    wires = view.scene.wires
    place = next(n for n, b in enumerate(wires.bundles) if b.connection.target == layer)
    assert np.unique(wires.strengths[place]).size == 1
    view.show_snapshot(snapshot)
    assert np.unique(wires.strengths[place]).size > 1


def test_biases_that_move_light_up_around_their_tiles(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    item = view.scene.items_by_layer[layer_named(run.shown, "dense 2")]
    view.show_snapshot(run.until("update", "finite?"))
    lit = [item.numbers.moved is not None]
    before = run.trainer.weights()
    snapshot = run.until("update", "W ←")
    view.show_snapshot(snapshot)
    ways = {name: np.abs(snapshot.weights[name] - before[name]) for name in before}
    farthest = max(float(way.max()) for way in ways.values())
    bias = next(name for name in ways if name.layer == item.card.layer and name.name == "bias")
    assert item.numbers.moved is not None
    np.testing.assert_allclose(item.numbers.moved, ways[bias] / farthest, rtol=1e-3, atol=1e-5)
    run.trainer.advance_batch()
    view.show_snapshot(run.snapshot())
    lit.append(item.numbers.moved is not None)
    assert lit == [False, False]


def test_the_neuron_under_the_mouse_keeps_its_wires_also_while_stepping(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    snapshot = run.until("backward", "∂L/∂W", "dense 2")
    settled(view, snapshot)
    plain = view.scene.strokes().alphas
    layer = layer_named(run.shown, "dense 2")
    view.scene.show_hover(Hover(layer, Part("unit", 1)))
    near = view.scene.strokes().alphas
    # Five wires lead to it and one leads on.
    assert (near == plain).sum() == 5 + 1
    assert (near < plain).sum() == plain.size - 6


def test_the_selected_wire_and_its_ends_take_the_hue_of_blame(view: CanvasView) -> None:
    run = Stepped()
    begin(view, run)
    first, second = (layer_named(run.shown, name) for name in ("dense 1", "dense 2"))
    parameter = run.shown.resolution.layers[second].parameters[0]
    wire = WeightRef(parameter.id, parameter.targets[1], parameter.sources[2])
    view.show_selection(Selection(layers=(second,), weight=wire))
    items = view.scene.items_by_layer
    assert (items[first].marks.ends, items[second].marks.ends) == ((2,), (1,))
    curve = view.scene.wires.curve_of(wire)
    assert curve is not None

    def share(colour: str) -> float:
        at = view.surface.camera.to_viewport(
            (float(curve[0, 6]) - 14, float(curve[0, 7]))
        ).toPoint()
        image = view.surface.grab().toImage()
        return share_of(image.copy(at.x() - 4, at.y() - 3, 9, 7), colour)

    settled(view, run.until("forward", "z =", "dense 2"))
    assert share(DARK.blame) == 0
    settled(view, run.until("backward", "∂L/∂W", "dense 2"))
    assert share(DARK.blame) > 0.1
    assert all(items[layer].marks.is_backward for layer in (first, second))


def test_a_tile_too_small_for_numbers_says_them_under_the_mouse(view: CanvasView) -> None:
    run = Stepped("dense 128 relu > output", "circle")
    begin(view, run)
    layer = layer_named(run.shown, "dense 1")
    view.scene.show_hover(Hover(layer, Part("unit", 100)))
    view.show_snapshot(run.snapshot())
    assert view.overlay.tip.text() == ""
    snapshot = run.until("backward", "δ =", "dense 1")
    view.show_snapshot(snapshot)
    assert snapshot.probe is not None
    deltas = snapshot.probe.layers[layer].dz
    assert deltas is not None
    assert "neuron 101 of 128" in view.overlay.tip.text()
    assert view.overlay.tip.text().endswith(f"δ {signed_close(float(deltas[100]))}")
