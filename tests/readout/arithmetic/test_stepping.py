"""A card at every row: what the engine has is what the numbers shown come to."""

import pytest

from playground.engine.trainer import Trainer
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.readout.arithmetic.asking import arithmetic
from playground.readout.arithmetic.rendering import as_latex, as_text
from tests.engine.projects import layer_named, project


@pytest.fixture
def trainer() -> Trainer:
    trainer = Trainer(project("dense 4 tanh > output", "xor4", batch=4))
    trainer.advance(20)
    return trainer


def step_to(trainer: Trainer, formula: str) -> None:
    """Step until the operation with this formula has been done."""
    for _ in range(len(trainer.operations)):
        trainer.advance_operation()
        if trainer.operations[trainer.row - 1].formula == formula:
            return
    raise AssertionError(formula)


def test_a_weights_gradient_is_three_factors_and_a_sum(trainer: Trainer) -> None:
    hidden = layer_named(trainer.project, "dense 1")
    source = trainer.resolution.layers[trainer.resolution.order[0]].units_out[0]
    weight = WeightRef(ParameterId(hidden, "weight"), UnitRef(hidden, UnitId("u2")), source)
    while (
        trainer.operations[trainer.row - 1].layer != hidden
        or trainer.operations[trainer.row - 1].formula != "∂L/∂W = δ·aᵀ"
    ):
        trainer.advance_operation()
    card = arithmetic(trainer, weight, lane=2)
    names = [line.name for line in card.factors]
    assert names == ["∂L/∂a", "∂a/∂z", "∂z/∂w"]
    product = 1.0
    for line in card.factors:
        product *= line.checked
    assert card.share is not None
    assert card.share.checked == pytest.approx(product, rel=1e-4)
    shares = [arithmetic(trainer, weight, lane=lane).share for lane in range(4)]
    assert card.result == pytest.approx(
        sum(share.checked for share in shares if share is not None), rel=1e-3, abs=1e-7
    )
    assert card.agrees
    assert as_text(card).startswith("Gradient of a weight")
    assert as_latex(card).endswith("\\end{align*}")


def test_between_two_updates_a_neuron_shows_its_sum_and_its_activation(trainer: Trainer) -> None:
    unit = UnitRef(layer_named(trainer.project, "dense 1"), UnitId("u3"))
    card = arithmetic(trainer, unit, example=1)
    assert card.operation is None
    assert [line.name for line in card.lines] == ["z", "a"]
    probe = trainer.probe(1).layers[unit.layer]
    assert probe.z is not None
    assert probe.a is not None
    assert [line.value for line in card.lines] == [float(probe.z[2]), float(probe.a[2])]
    assert card.agrees


def test_a_row_of_another_layer_says_so_and_names_the_nearest(trainer: Trainer) -> None:
    unit = UnitRef(layer_named(trainer.project, "dense 1"), UnitId("u1"))
    step_to(trainer, "a = σ(z)")
    card = arithmetic(trainer, unit)
    assert not card.is_concerned
    assert not card.lines
    assert card.nearest is not None
    assert card.nearest.operation == trainer.row - 3
    assert card.nearest.main is not None
    assert card.nearest.main.name == "a"


def test_between_two_updates_an_output_shows_its_loss_and_an_input_its_value(
    trainer: Trainer,
) -> None:
    first, last = trainer.resolution.order[0], trainer.resolution.order[-1]
    output = arithmetic(trainer, trainer.resolution.layers[last].units_out[0], example=2)
    assert [line.name for line in output.lines] == ["z", "a", "L of this example"]
    assert output.lines[-1].value == pytest.approx(trainer.probe(2).loss)
    assert output.agrees
    unit = trainer.resolution.layers[first].units_out[1]
    entered = arithmetic(trainer, unit, example=2)
    assert [line.value for line in entered.lines] == [float(trainer.dataset.inputs[2, 1])]
