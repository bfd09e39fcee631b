"""What the window does with the records: typeset them, copy them, show them in its pictures."""

import dataclasses
import re

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.ids import LayerId, UnitId, UnitRef, WeightRef
from playground.readout.arithmetic import words
from playground.readout.arithmetic.asking import arithmetic, default_target
from playground.readout.arithmetic.digits import written_decimals, written_number
from playground.readout.arithmetic.expressions import (
    MOST_TERMS,
    Number,
    Product,
    exactly,
    strongest,
    summed,
)
from playground.readout.arithmetic.records import Arithmetic
from playground.readout.arithmetic.rendering import as_latex, line_as_text
from playground.readout.arithmetic.showing import line
from playground.session.commands import Watch
from playground.session.pictures import compute
from playground.ui.widgets.formula_tex import parse
from tests.engine.projects import layer_named, project
from tests.readout.arithmetic.comparing import worked_by_hand
from tests.readout.arithmetic.networks import NETWORKS


@pytest.mark.parametrize("name", NETWORKS)
def test_every_row_concerns_somebody_and_can_be_typeset(name: str) -> None:
    """Also in the first ones of several phases, whose arrays have no names."""
    trainer = NETWORKS[name]()
    for row in range(len(trainer.operations) - 1):
        trainer.advance_operation()
        target = default_target(trainer, row)
        assert target is not None, trainer.operations[row].formula
        card = arithmetic(trainer, target, lane=1)
        assert card.is_concerned
        assert card.operation == row
        parse(card.formula_tex)
        for one in card.lines:
            parse(f"{one.name_tex} = {one.tex} = {one.shown_tex}")


def test_latex_and_text_say_the_same() -> None:
    found = line(("z", "z"), Product((Number(0.5), Number(-1.5))) + Number(2.25e-7), None)
    assert line_as_text(found) == "z = 0.5·(−1.5) + 2.25e−7 = −0.75"
    assert found.tex == r"0.5 \cdot \left(-1.5\right) + 2.25 \cdot 10^{-7}"
    card = Arithmetic(0, 1, True, True, None, words.ACTIVATION(), lines=(found,))
    assert as_latex(card).splitlines() == [
        "% Activation",
        r"\begin{align*}",
        rf"  z &= {found.tex} = -0.75",
        r"\end{align*}",
    ]


def test_of_many_terms_the_largest_are_written_and_the_rest_is_one_number() -> None:
    terms = [Number(float(place + 1)) for place in range(20)]
    whole = summed(terms, (exactly(-1),))
    text = whole.written(6)
    assert text.startswith(f"{20 - MOST_TERMS + 1} + ")
    assert f"[{20 - MOST_TERMS} ⋯ {sum(range(1, 9))}]" in text
    assert worked_by_hand(text) == sum(range(1, 21)) - 1
    made: list[int] = []

    def make(place: int) -> Number:
        made.append(place)
        return terms[place]

    strongest(np.arange(1.0, 21.0), make)
    assert len(made) == MOST_TERMS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.5, "0.5"),
        (-1234.5678, "−1234.57"),
        (1.23456789e-5, "1.23457e−5"),
        (9.999996, "10"),
        (1e6, "1e6"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "NaN"),
    ],
)
def test_numbers_are_written_with_six_digits(value: float, text: str) -> None:
    assert written_number(value, 6) == text


def test_results_keep_their_zeros() -> None:
    assert written_decimals(0.25, 4) == "0.2500"
    assert written_decimals(-1.5e-6, 8) == "−1.50e−6"
    assert written_decimals(123456.0, -1) == "123460"
    assert written_decimals(1e-30, 8) == "0"


def test_where_numbers_cancel_more_digits_are_shown() -> None:
    """The result of six digits would be worth nothing."""
    a, b = Number(1.00000012), Number(1.00000001)
    found = line(("z", "z"), a - b, Number(float(1.00000012 - 1.00000001)))
    assert "1.00000012" in found.text
    assert found.agrees
    assert float(found.shown.replace("−", "-")) == pytest.approx(1.1e-7, rel=0.01)


def test_what_cancels_is_nothing_and_not_a_rounding_of_float64() -> None:
    """A share has no number of the engine's beside it."""
    a, b, c = Number(4.86365e-7), Number(-2.58967e-7), Number(-4.54796e-7)
    assert line(("s", "s"), summed([a, b, b, c, a])).shown == "0"
    assert line(("s", "s"), summed([a, b])).shown == "2.274e−7"


def test_a_number_that_is_not_the_engines_is_told() -> None:
    found = line(("z", "z"), Number(0.5) + Number(0.25), Number(0.76))
    assert not found.agrees


def test_every_phrase_has_its_gaps() -> None:
    for name in dir(words):
        entry = getattr(words, name)
        if name.isupper() and isinstance(entry, words.Words):
            gaps = set(re.findall(r"\{(\d)\}", entry.explanation))
            assert gaps == {str(place) for place in range(len(gaps))}, name
            assert str(entry(*range(len(gaps))))


@pytest.fixture
def trainer() -> Trainer:
    trainer = Trainer(project("dense 4 tanh > output", "xor4", batch=4))
    trainer.advance(20)
    return trainer


def test_pictures_answer_the_watch(trainer: Trainer) -> None:
    unit = UnitRef(layer_named(trainer.project, "dense 1"), UnitId("u2"))
    watch = Watch(arithmetic=unit, example=1)
    assert compute(trainer, dataclasses.replace(watch, arithmetic=None), 1).arithmetic is None
    between = compute(trainer, watch, 1).arithmetic
    assert between is not None
    assert between.operation is None
    assert between.example == 1
    trainer.advance_to(3)
    stepped = compute(trainer, watch, 1).arithmetic
    assert stepped is not None
    assert stepped.operation == 2
    assert stepped.example == 1


def test_in_the_midst_of_an_update_the_new_weight_is_shown(trainer: Trainer) -> None:
    """Other pictures belong to the step before; this one to the operation just done."""
    shape = trainer.resolution.layers[layer_named(trainer.project, "dense 1")]
    weight = shape.parameters[0].weight_at(1, 0)
    was = trainer.weight(weight)
    row = next(n for n, label in enumerate(trainer.operations) if "Adam" in label.formula)
    trainer.advance_to(row + 1)
    found = compute(trainer, Watch(arithmetic=weight), 0).arithmetic
    assert found is not None
    assert found.result == trainer.weight(weight)
    assert found.result != was
    assert found.agrees


def test_every_phase_of_a_step_has_a_gradient_of_its_own() -> None:
    trainer = NETWORKS["players"]()
    maker = layer_named(trainer.project, "maker")
    weight = trainer.resolution.layers[maker].parameters[0].weight_at(0, 0)
    rows = [n for n, label in enumerate(trainer.operations) if label.formula == "∂L/∂W = δ·aᵀ"]
    trainer.advance_to(rows[-1] + 1)
    card = arithmetic(trainer, weight)
    assert trainer.operations[rows[-1]].layer == maker
    assert card.main is not None
    assert card.main.name == "∂L/∂w"
    gradient = card.result
    trainer.advance_to(
        next(n for n in range(rows[-1], 99) if "W − η" in trainer.operations[n].formula) + 1
    )
    moved = arithmetic(trainer, weight)
    assert moved.lines[0].value == gradient
    assert moved.result == trainer.weight(weight)


def test_what_is_no_part_of_the_run_is_not_concerned(trainer: Trainer) -> None:
    gone = UnitRef(LayerId("gone"), UnitId("u1"))
    for row in range(1, len(trainer.operations)):
        trainer.advance_to(row)
        assert not arithmetic(trainer, gone).is_concerned or not trainer.operations[row - 1].layer
    trainer.advance_batch()
    assert not arithmetic(trainer, gone).is_concerned


def test_the_wire_of_a_sum_shows_its_own_part(trainer: Trainer) -> None:
    shape = trainer.resolution.layers[layer_named(trainer.project, "dense 1")]
    weight = shape.parameters[0].weight_at(1, 0)
    trainer.advance_to(3)
    card = arithmetic(trainer, weight)
    assert [found.name for found in card.lines] == ["w·a", "z"]
    source = trainer.dataset.inputs[trainer.position.examples[0], 0]
    assert card.lines[0].checked == pytest.approx(trainer.weight(weight) * source, rel=1e-5)


def test_a_neuron_stands_for_its_bias_at_operations_on_parameters(trainer: Trainer) -> None:
    layer = layer_named(trainer.project, "dense 1")
    unit = UnitRef(layer, UnitId("u2"))
    row = next(n for n, label in enumerate(trainer.operations) if "Adam" in label.formula)
    trainer.advance_to(row + 1)
    card = arithmetic(trainer, unit)
    assert isinstance(card.weight, WeightRef)
    assert card.weight.parameter.name == "bias"
    assert card.weight.target == unit
    assert card.result == trainer.weight(card.weight)


def test_after_a_step_back_it_is_known_what_was_there_before(trainer: Trainer) -> None:
    shape = trainer.resolution.layers[layer_named(trainer.project, "dense 1")]
    weight = shape.parameters[0].weight_at(1, 0)
    row = next(n for n, label in enumerate(trainer.operations) if "Adam" in label.formula)
    trainer.advance_to(row + 1)
    forward = arithmetic(trainer, weight)
    trainer.advance_operation()
    trainer.retreat_operation()
    assert trainer.row == row + 1
    assert arithmetic(trainer, weight) == forward
    assert forward.lines


def test_a_position_can_be_asked_for() -> None:
    trainer = NETWORKS["groups"]()
    layer = trainer.resolution.layers[trainer.resolution.order[1]]
    row = next(n for n, label in enumerate(trainer.operations) if label.layer == layer.id)
    trainer.advance_to(row + 1)
    unit, (height, width) = layer.units_out[1], layer.positions
    middle = arithmetic(trainer, unit)
    assert middle.place == height // 2 * width + width // 2
    corner = arithmetic(trainer, unit, place=0)
    assert corner.place == 0
    slices = trainer.bound.program.slices[layer.id]
    assert slices.z is not None
    z = trainer.bound.view(slices.z).reshape(-1, height, width, trainer.bound.program.ld)
    assert corner.result == z[1, 0, 0, 0]
    # Of nine places of the kernel four lie over the picture.
    assert corner.notes[0].values == ("1", "1", "4")


def test_lanes_show_their_own_examples(trainer: Trainer) -> None:
    unit = UnitRef(layer_named(trainer.project, "dense 1"), UnitId("u2"))
    trainer.advance_to(3)
    examples = trainer.position.examples
    for lane, example in enumerate(examples):
        card = arithmetic(trainer, unit, lane=lane)
        assert (card.lane, card.example, card.count) == (lane, example, 4)
        assert card == arithmetic(trainer, unit, example=example)


@pytest.mark.parametrize("name", ["perceptron", "classes", "bce of classes", "hinge", "tied"])
def test_a_weights_gradient_is_the_result_whatever_the_loss(name: str) -> None:
    trainer = NETWORKS[name]()
    rows = [n for n, label in enumerate(trainer.operations) if label.formula.startswith("∂L/∂W")]
    for row in rows:
        trainer.advance_to(row + 1)
        target = default_target(trainer, row)
        assert target is not None
        card = arithmetic(trainer, target)
        assert card.main is not None
        assert card.main.name == "∂L/∂w"
        assert [line.name for line in card.lines if line.role == "result"] == ["∂L/∂w"]
    assert rows
