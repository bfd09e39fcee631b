"""The numbers of neurons, weights and layers: they agree with each other to the last digit."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from playground.engine.state import LayerProbe
from playground.model.catalog import ACTIVATIONS
from playground.model.check import Problem, Repair, check
from playground.model.edits import Edit
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Clamp, Connection, DenseSpec, DropoutSpec
from playground.model.project import OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.ui.numbers import parse
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.card.arithmetic import MOST_TERMS, blame, neuron_sum, slope
from playground.ui.views.card.curve import samples
from playground.ui.views.card.layer_card import parameter_formula
from playground.ui.views.card.neuron_card import NeuronCard
from playground.ui.views.card.view import CardView
from tests.ui.side_samples import HIDDEN, INPUT, OUTPUT, Sample, digits, sample

_TERM = re.compile(r"a([₀-₉]+) (\S+) × (\S+) = (\S+)")


def card(qtbot: QtBot, data: Sample, selection: Selection) -> CardView:
    view = CardView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(data.shown)
    view.show_snapshot(data.snapshot)
    view.show_selection(selection)
    return view


def numbers_of(line: str) -> tuple[float, float, float]:
    match = _TERM.fullmatch(line)
    assert match is not None, line
    a, w, product = (parse(text) for text in match.groups()[1:])
    assert a is not None
    assert w is not None
    assert product is not None
    return a, w, product


def last_number(text: str) -> float:
    value = parse(text.rsplit(maxsplit=1)[-1])
    assert value is not None, text
    return value


def of(layer: Any, unit: str, example: int = 17) -> Selection:
    return Selection((layer,), unit=UnitRef(layer, UnitId(unit)), example=example)


def test_the_terms_add_up_to_z(qtbot: QtBot) -> None:
    view = card(qtbot, sample(), of(OUTPUT, "o0"))
    lines = [numbers_of(row.text()) for row in view.neuron.rows if not row.isHidden()]
    assert len(lines) == 6
    for a, w, product in lines:
        assert a * w == pytest.approx(product, abs=0.0005 * (1 + abs(a) + abs(w)))
    assert view.neuron.bias.value is not None
    total = sum(product for _, _, product in lines) + view.neuron.bias.value
    z = last_number(view.neuron.z.text())
    assert total == pytest.approx(z, abs=0.0005 * 7)
    assert last_number(view.neuron.a.text()) == pytest.approx(1 / (1 + math.exp(-z)), abs=1e-3)
    assert view.header.title.text() == "Output"
    assert view.header.info.text() == "test example 9", "counted as the selector counts"
    assert view.neuron.warning.isHidden()
    assert "37,204" in view.neuron.origin.text()


def test_the_chain_rule_is_the_gradient(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, of(HIDDEN, "u2"))
    factors = view.neuron.chain_numbers.text().split("=")
    left, slope_now, a = (parse(text) for text in factors[1].split("·"))
    assert left is not None
    assert slope_now is not None
    assert a is not None
    probe = data.snapshot.probe
    assert probe is not None
    dz = probe.layers[HIDDEN].dz
    assert dz is not None
    assert last_number(view.neuron.chain_numbers.text()) == pytest.approx(
        float(dz[2]) * float(probe.inputs[0]), rel=0.06
    )


@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
def test_a_head_on_logits_shows_factors_with_the_right_product(activation: str) -> None:
    data = sample(digits() if activation == "softmax" else None, activation=activation, example=7)
    unit = UnitRef(OUTPUT, UnitId("o0"))
    probe = data.snapshot.probe
    assert probe is not None
    chain = blame(data.shown, data.snapshot, unit, 0.7)
    assert chain is not None
    assert chain.is_joined
    dz = probe.layers[OUTPUT].dz
    assert dz is not None
    assert chain.dw == pytest.approx(float(dz[0]) * 0.7, rel=1e-9)
    assert (chain.da is None) == (activation == "softmax")
    if activation == "sigmoid":
        a = probe.layers[OUTPUT].a
        assert a is not None
        assert chain.da is not None
        expected = (
            -1 / a[0] if data.shown.dataset and data.shown.dataset.labels[7] else 1 / (1 - a[0])
        )
        assert chain.da == pytest.approx(float(expected), rel=1e-5)


@pytest.mark.parametrize("activation", ["linear", "relu", "tanh", "sigmoid"])
def test_slopes_agree_with_differences(activation: str) -> None:
    functions: dict[str, Callable[[float], float]] = {
        "linear": lambda z: z,
        "relu": lambda z: max(0.0, z),
        "tanh": math.tanh,
        "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    }
    f = functions[activation]
    for z in (-1.3, 0.4):
        numeric = (f(z + 1e-6) - f(z - 1e-6)) / 2e-6
        assert slope(activation, z, f(z)) == pytest.approx(numeric, abs=1e-8)


def test_many_inputs_show_the_largest_and_the_sum_of_the_rest(qtbot: QtBot) -> None:
    view = card(qtbot, sample(digits(), example=7, activation="softmax"), of(HIDDEN, "u1", 7))
    rows = [row for row in view.neuron.rows if not row.isHidden()]
    assert len(rows) == MOST_TERMS
    products = [numbers_of(row.text())[2] for row in rows]
    assert [abs(p) for p in products] == sorted((abs(p) for p in products), reverse=True)
    assert "30" in view.neuron.note.text()
    assert "64" in view.neuron.note.text()
    assert "34 more" in view.neuron.rest.text()
    assert view.neuron.bias.value is not None
    total = sum(products) + last_number(view.neuron.rest.text()) + view.neuron.bias.value
    assert total == pytest.approx(last_number(view.neuron.z.text()), abs=0.0005 * 33)


def test_weights_that_moved_since_the_pass_are_admitted(qtbot: QtBot) -> None:
    data = sample()
    moved = {key: value + np.float32(0.1) for key, value in data.weights.items()}
    stale = replace(data.snapshot, weights=MappingProxyType(moved))
    view = card(qtbot, Sample(data.shown, stale, data.weights), of(OUTPUT, "o0"))
    assert not view.neuron.warning.isHidden()


def test_numbers_that_are_not_there_yet_are_dashes(qtbot: QtBot) -> None:
    data = sample()
    assert data.snapshot.probe is not None
    empty = LayerProbe(None, None, None, None)
    layers = dict(data.snapshot.probe.layers) | {OUTPUT: empty}
    probe = replace(data.snapshot.probe, layers=MappingProxyType(layers))
    view = card(
        qtbot,
        Sample(data.shown, replace(data.snapshot, probe=probe), data.weights),
        of(OUTPUT, "o0"),
    )
    assert view.neuron.z.text().endswith("–")
    assert "no gradient yet" in view.neuron.chain.text()


def test_a_neuron_that_the_run_does_not_know_says_so(qtbot: QtBot) -> None:
    data = sample()
    bare = replace(data.snapshot, weights=MappingProxyType({}))
    view = card(qtbot, Sample(data.shown, bare, data.weights), of(OUTPUT, "o0"))
    assert "not part of the run yet" in view.neuron.note.text()
    assert all(row.isHidden() for row in view.neuron.rows)


def test_a_weight_is_edited_in_its_row(qtbot: QtBot) -> None:
    view = card(qtbot, sample(), of(OUTPUT, "o0"))
    seen: list[tuple[WeightRef, float, bool]] = []
    view.weight_requested.connect(lambda *wish: seen.append(wish))
    QTest.keyClick(view.neuron.rows[3].weight, Qt.Key.Key_Return)
    QTest.keyClicks(view.neuron.rows[3].weight, "0.75")
    QTest.keyClick(view.neuron.rows[3].weight, Qt.Key.Key_Return)
    QTest.keyClick(view.neuron.bias, Qt.Key.Key_Up)
    unit = UnitRef(OUTPUT, UnitId("o0"))
    source = UnitRef(HIDDEN, UnitId("u3"))
    assert seen[0] == (WeightRef(ParameterId(OUTPUT, "weight"), unit, source), 0.75, True)
    assert seen[1][0] == WeightRef(ParameterId(OUTPUT, "bias"), unit)
    assert not seen[1][2]


def test_an_input_tells_how_it_was_standardised(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, of(INPUT, "y"))
    probe = data.snapshot.probe
    assert probe is not None
    assert last_number(view.neuron.a.text()) == pytest.approx(float(probe.inputs[1]), abs=5e-4)
    assert "standardised" in view.neuron.note.text()


def wire(parameter: str, source: str | None) -> Selection:
    unit = UnitRef(OUTPUT, UnitId("o0"))
    origin = None if source is None else UnitRef(HIDDEN, UnitId(source))
    ref = WeightRef(ParameterId(OUTPUT, parameter), unit, origin)
    return Selection((OUTPUT,), weight=ref, example=17)


def test_a_wire_shows_three_factors_and_their_product(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, wire("weight", "u4"))
    assert view.header.info.text() == "Dense 1 · 5 → Output"
    probe = data.snapshot.probe
    assert probe is not None
    dz, a = probe.layers[OUTPUT].dz, probe.layers[HIDDEN].a
    assert dz is not None
    assert a is not None
    numbers = [last_number(row.number.text()) for row in view.wire._factors]
    assert numbers[0] * numbers[1] * numbers[2] == pytest.approx(numbers[3], abs=2e-5)
    assert numbers[3] == pytest.approx(float(dz[0] * a[4]), abs=1e-5)
    assert view.wire.value.value == pytest.approx(
        float(data.weights[ParameterId(OUTPUT, "weight")][0, 4])
    )


def test_the_next_step_of_sgd_is_worked_out(qtbot: QtBot) -> None:
    data = sample()
    training = TrainingSpec(l2=0.1, phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.5)),))
    shown = replace(data.shown, project=replace(data.shown.project, training=training))
    view = card(qtbot, Sample(shown, data.snapshot, data.weights), wire("weight", "u1"))
    w = view.wire.value.value
    assert w is not None
    gradient = last_number(view.wire.product.number.text()) + 0.1 * w
    expected = w - 0.5 * gradient
    assert last_number(view.wire.next_step.text()) == pytest.approx(expected, abs=2e-5)


def next_step(qtbot: QtBot, data: Sample, **training: object) -> str | None:
    """Return what the card of one weight says about the next step; None where it says nothing."""
    phases = (PhaseSpec(optimizer=OptimizerSpec("sgd", 0.5)),)
    spec = replace(TrainingSpec(batch_size=1, phases=phases), **training)  # type: ignore[arg-type]
    shown = replace(data.shown, project=replace(data.shown.project, training=spec))
    view = card(qtbot, Sample(shown, data.snapshot, data.weights), wire("weight", "u1"))
    return None if view.wire.next_step.isHidden() else view.wire.next_step.text()


def test_the_next_step_is_what_training_will_do(qtbot: QtBot) -> None:
    data = sample()
    plain = next_step(qtbot, data)
    assert plain is not None
    assert plain.startswith("next")
    many = next_step(qtbot, data, batch_size=10)
    assert many is not None
    assert many.startswith("this example alone")
    later = replace(data, snapshot=replace(data.snapshot, learning_rate=0.25))
    slower = next_step(qtbot, later)
    assert slower is not None
    assert "0.25·(" in slower
    pulled = next_step(qtbot, data, l1=0.125)
    assert pulled is not None
    weight = float(data.weights[ParameterId(OUTPUT, "weight")][0, 1])
    towards_zero = -math.copysign(0.5 * 0.125, weight)
    assert last_number(pulled) - last_number(plain) == pytest.approx(towards_zero, abs=2e-5)
    assert next_step(qtbot, data, clip=1.0) is None, "the length of the gradient is not known here"


@pytest.mark.parametrize("held", ["frozen_weights", "cuts"])
def test_a_held_weight_has_no_next_step(qtbot: QtBot, held: str) -> None:
    data, weight = sample(), wire("weight", "u1").weight
    assert weight is not None
    network = replace(data.shown.project.network, **{held: (weight,)})  # type: ignore[arg-type]
    project = replace(data.shown.project, network=network)
    assert next_step(qtbot, replace(data, shown=replace(data.shown, project=project))) is None
    view = card(
        qtbot, replace(data, shown=replace(data.shown, project=project)), wire("weight", "u1")
    )
    assert view.wire.value.isEnabled() == (held != "cuts")
    assert ("The wire is cut" in view.wire.note.text()) == (held == "cuts")


def test_a_bias_counts_once(qtbot: QtBot) -> None:
    view = card(qtbot, sample(), wire("bias", None))
    assert view.header.info.text() == "Output · b"
    assert last_number(view.wire.third.number.text()) == 1.0


def edits(view: CardView) -> list[Edit]:
    seen: list[Edit] = []
    view.edit_requested.connect(seen.append)
    return seen


def test_a_layer_is_set_up(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, Selection((HIDDEN,)))
    assert view.page() is view.layer
    seen = edits(view)
    view.layer.units.setValue(7)
    assert parameter_formula(data.shown.resolution.layers[HIDDEN]) == "(2 + 1)·6 = 18"
    after = seen[0].change(data.shown.project)
    spec = after.network.layer(HIDDEN).spec
    assert isinstance(spec, DenseSpec)
    assert len(spec.units) == 7
    view.layer.name.setText("first")
    view.layer.name.setModified(True)
    QTest.keyClick(view.layer.name, Qt.Key.Key_Return)
    assert seen[1].change(data.shown.project).network.layer(HIDDEN).name == "first"
    index = view.layer.activation.findData("relu")
    view.layer.activation.activated.emit(index)
    spec = seen[2].change(data.shown.project).network.layer(HIDDEN).spec
    assert isinstance(spec, DenseSpec)
    assert spec.activation == "relu"


def test_a_problem_offers_its_repair(qtbot: QtBot) -> None:
    data = sample()
    better = Project(name="better")
    problem = Problem(HIDDEN, "It cannot work, because. Do this.", Repair("Do this", better))
    resolution = replace(data.shown.resolution, problems=(problem,))
    shown = replace(data.shown, resolution=resolution)
    view = card(qtbot, Sample(shown, data.snapshot, data.weights), Selection((HIDDEN,)))
    seen = edits(view)
    assert view.layer.problems.texts[0].text() == problem.message
    view.layer.problems.buttons[0].click()
    assert seen[0].label == "Do this"
    assert seen[0].change(data.shown.project) is better


def test_without_a_selection_there_is_a_summary(qtbot: QtBot) -> None:
    view = card(qtbot, sample(), Selection())
    assert view.page() is view.summary
    assert view.summary.text.text() == "dense 6 tanh > output"
    assert [value.text() for value in view.summary.values][1] == "25"


def test_a_network_without_a_text_form_has_a_summary_all_the_same(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, Selection())
    shape = data.shown.dataset.shape if data.shown.dataset is not None else None
    assert shape is not None
    network = data.shown.project.network
    more = Connection(INPUT, OUTPUT)
    twice = replace(network, connections=(*network.connections, more))
    changed = replace(data.shown.project, network=twice)
    view.show_project(replace(data.shown, project=changed, resolution=check(changed, shape)))
    assert view.summary.text.isHidden()
    assert next(value.text() for value in view.summary.values) == "2", "the rest is up to date"


def test_everything_that_can_be_changed_has_a_name(qtbot: QtBot) -> None:
    for selection in (of(OUTPUT, "o0"), wire("weight", "u1"), Selection((HIDDEN,))):
        view = card(qtbot, sample(), selection)
        for child in view.page().findChildren(QWidget):
            is_part = isinstance(child.parent(), (QSpinBox, QComboBox))
            can_focus = child.focusPolicy() & Qt.FocusPolicy.TabFocus
            if can_focus and child.isVisibleTo(view) and not is_part:
                assert child.accessibleName(), child


def test_softmax_has_no_single_slope() -> None:
    assert slope("softmax", 0.1, 0.2) is None


def test_the_sum_of_another_layer_is_not_taken() -> None:
    data = sample()
    assert neuron_sum(data.shown, data.snapshot, UnitRef(INPUT, UnitId("x"))) is None


def wished(view: CardView) -> list[Edit]:
    edits: list[Edit] = []
    view.edit_requested.connect(edits.append)
    return edits


def test_the_layer_card_sets_bias_and_padlock_and_draws_the_chosen_curve(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, Selection((HIDDEN,)))
    view.resize(320, 500)
    view.show()
    edits, project = wished(view), data.shown.project
    assert view.layer.curve.activation == "tanh"
    assert "∂a/∂z = 1 − a²" in view.layer.activation_note.text()
    QTest.mouseClick(view.layer.bias, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    QTest.mouseClick(view.layer.padlock, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    spec = edits[0].change(project).network.layer(HIDDEN).spec
    assert isinstance(spec, DenseSpec)
    assert not spec.has_bias
    assert edits[1].change(project).network.layer(HIDDEN).is_frozen
    view.layer.curve.show_activation("softmax")
    assert view.layer.curve.isHidden(), "one sum alone does not say what softmax makes of it"


def test_the_wheel_changes_nothing_on_a_layer_card(qtbot: QtBot) -> None:
    view = card(qtbot, sample(), Selection((OUTPUT,)))
    view.resize(320, 500)
    view.show()
    edits = wished(view)
    fields: list[QWidget] = list(view.layer.findChildren(QAbstractSpinBox))
    fields += view.layer.findChildren(QComboBox)
    assert len(fields) > 3
    for field in fields:
        middle = QPointF(field.rect().center())
        turn = QWheelEvent(
            middle,
            field.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, turn)
        assert not turn.isAccepted(), field.accessibleName()
    assert edits == []


def test_the_layer_card_sets_the_weight_decay_of_the_layer(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, Selection((HIDDEN,)))
    view.resize(320, 500)
    view.show()
    edits, project = wished(view), data.shown.project
    field = view.layer.decay
    assert field.text() == ""
    for typed, decay in (("0,02", 0.02), ("0", 0.0), ("", None)):
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert edits[-1].change(project).network.layer(HIDDEN).weight_decay == decay
    asked = len(edits)
    QTest.keyClicks(field, "much")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(edits) == asked
    network = project.network
    owned = network.with_layer(replace(network.layer(HIDDEN), weight_decay=0.5))
    field.clearFocus()
    view.show_project(replace(data.shown, project=replace(project, network=owned)))
    assert field.text() == "0.5"


def test_the_padlock_of_a_layer_that_borrows_is_that_of_all_who_share(qtbot: QtBot) -> None:
    data = sample()
    network = data.shown.project.network
    owner = replace(network.layer(HIDDEN), is_frozen=True)
    same = replace(owner, id=LayerId("L99"), name="same", shares=HIDDEN, is_frozen=False)
    both = replace(network.with_layer(owner), layers=(*network.with_layer(owner).layers, same))
    view = card(qtbot, data, Selection((same.id,)))
    view.show_project(replace(data.shown, project=replace(data.shown.project, network=both)))
    assert view.layer.padlock.isChecked()
    assert "share" in view.layer.padlock.toolTip()
    edits = wished(view)
    view.resize(320, 500)
    view.show()
    QTest.mouseClick(view.layer.padlock, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    opened = edits[0].change(replace(data.shown.project, network=both)).network
    assert not any(layer.is_frozen for layer in opened.layers)


def test_the_curves_slope_is_the_curves_derivative() -> None:
    for record in ACTIVATIONS.values():
        if record.value is None or record.derivative is None or record.name == "step":
            continue
        for z in (-3.1, -0.7, 0.4, 2.2):
            numeric = (record.value(z + 1e-6) - record.value(z - 1e-6)) / 2e-6
            assert record.derivative(z) == pytest.approx(numeric, abs=1e-6), record.name
        left = dict(samples(record.value))
        assert left[0.0] == pytest.approx(record.value(0.0))


def test_dropout_has_its_share_on_the_card(qtbot: QtBot) -> None:
    data = sample()
    network = data.shown.project.network
    layer = replace(network.layer(HIDDEN), spec=DropoutSpec(0.2))
    project = replace(data.shown.project, network=network.with_layer(layer))
    view = card(qtbot, data, Selection((HIDDEN,)))
    view.show_project(replace(data.shown, project=project))
    assert view.layer.rate.value() == pytest.approx(0.2)
    edits = wished(view)
    view.layer.rate.setValue(0.35)
    assert edits[0].change(project).network.layer(HIDDEN).spec == DropoutSpec(0.35)


def test_several_layers_change_together(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, Selection((HIDDEN, OUTPUT)))
    assert view.page() is view.many
    edits = wished(view)
    view.resize(320, 400)
    view.show()
    QTest.mouseClick(view.many.more, Qt.MouseButton.LeftButton)
    spec = edits[0].change(data.shown.project).network.layer(HIDDEN).spec
    assert isinstance(spec, DenseSpec)
    assert len(spec.units) == 7
    QTest.mouseClick(view.many.padlock, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    network = edits[1].change(data.shown.project).network
    assert all(network.layer(layer).is_frozen for layer in (HIDDEN, OUTPUT))


def test_a_weight_is_frozen_and_cut_and_a_neuron_is_clamped_where_it_is(qtbot: QtBot) -> None:
    data = sample()
    selection = wire("weight", "u1")
    view = card(qtbot, data, selection)
    view.resize(320, 400)
    view.show()
    edits, project = wished(view), data.shown.project
    QTest.mouseClick(view.holds.freeze, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.holds.cut, Qt.MouseButton.LeftButton)
    assert edits[0].change(project).network.frozen_weights == (selection.weight,)
    assert edits[1].change(project).network.cuts == (selection.weight,)
    view.show_selection(of(HIDDEN, "u2"))
    QTest.mouseClick(view.holds.clamp, Qt.MouseButton.LeftButton)
    (clamp,) = edits[2].change(project).network.clamps
    total = neuron_sum(data.shown, data.snapshot, UnitRef(HIDDEN, UnitId("u2")))
    assert total is not None
    assert clamp.value == pytest.approx(total.a, abs=0.001)
    view.show_selection(of(INPUT, "x"))
    assert view.holds.isHidden(), "what comes in cannot be held"


def test_pinned_cards_stay_live_and_go_with_their_neuron(qtbot: QtBot) -> None:
    data = sample()
    view = card(qtbot, data, of(HIDDEN, "u1"))
    view.resize(320, 600)
    view.show()
    QTest.mouseClick(view.pin, Qt.MouseButton.LeftButton)
    view.show_selection(wire("weight", "u1"))
    QTest.mouseClick(view.pin, Qt.MouseButton.LeftButton)
    view.show_selection(Selection())
    assert [type(pinned.card).__name__ for pinned in view.pinned] == ["NeuronCard", "WireCard"]
    moved: list[object] = []
    view.weight_requested.connect(lambda weight, value, final: moved.append((weight, value)))
    first = view.pinned[0].card
    assert isinstance(first, NeuronCard)
    before = first.z.text()
    other = sample(example=3)
    view.show_snapshot(other.snapshot)
    assert first.z.text() != before
    QTest.mouseClick(view.pinned[1].close_button, Qt.MouseButton.LeftButton)
    assert len(view.pinned) == 1
    smaller = sample(hidden=1)
    view.show_project(smaller.shown)
    assert view.pinned == [], "the neuron is gone, and its card with it"


def test_a_clamped_neuron_is_not_said_to_be_computed(qtbot: QtBot) -> None:
    data = sample()
    network = replace(
        data.shown.project.network, clamps=(Clamp(UnitRef(HIDDEN, UnitId("u2")), 0.5),)
    )
    held = replace(data.shown, project=replace(data.shown.project, network=network))
    view = card(qtbot, data, of(HIDDEN, "u2"))
    assert "tanh" in view.neuron.a.text()
    view.show_project(held)
    assert view.neuron.a.text().startswith("a, clamped = ")
