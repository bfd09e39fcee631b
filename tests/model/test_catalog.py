"""The tables: curves that are what their formulas say, schedules, and names that fit together."""

import math
from dataclasses import fields

import pytest

from playground.model.catalog import (
    ACTIVATIONS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    SCHEDULES,
    TARGET_RULES,
    TRAINING_FIELDS,
    target_rule,
)
from playground.model.network import KINDS
from playground.model.project import OptimizerSpec, ScheduleSpec, TrainingSpec

CURVES = [name for name in ACTIVATIONS if name != "softmax"]
PLACES = (-7.3, -2.0, -0.7, -0.01, 0.01, 0.4, 1.2, 3.3, 12.0)

EXPECTED = {
    # At z = −2 and z = 1.5, from the formulas.
    "linear": (-2.0, 1.5),
    "relu": (0.0, 1.5),
    "leaky_relu": (-0.02, 1.5),
    "relu6": (0.0, 1.5),
    "clipped_relu": (0.0, 1.0),
    "elu": (-0.8646647168, 1.5),
    "gelu": (-0.0454023059, 1.3995715769),
    "silu": (-0.2384058440, 1.2263617143),
    "softplus": (0.1269280110, 1.7014132779),
    "tanh": (-0.9640275801, 0.9051482536),
    "sigmoid": (0.1192029220, 0.8175744762),
    "sine": (-0.9092974268, 0.9974949866),
    "step": (0.0, 1.0),
}


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_has_the_values_of_its_formula(name: str) -> None:
    value = ACTIVATIONS[name].value
    assert value is not None
    assert (value(-2.0), value(1.5)) == pytest.approx(EXPECTED[name], abs=1e-9)


@pytest.mark.parametrize("name", CURVES)
def test_a_derivative_is_the_slope_of_its_curve(name: str) -> None:
    record = ACTIVATIONS[name]
    assert record.value is not None
    assert record.derivative is not None
    for z in PLACES:
        slope = (record.value(z + 1e-5) - record.value(z - 1e-5)) / 2e-5
        assert record.derivative(z) == pytest.approx(slope, abs=1e-6), z


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("z", [0.0, -0.0, 1e3, -1e3, 1e300, -1e300, 5e-324, 1.7e308, -1.7e308])
def test_a_curve_stays_finite_for_every_number(name: str, z: float) -> None:
    record = ACTIVATIONS[name]
    assert record.value is not None
    assert record.derivative is not None
    assert math.isfinite(record.value(z))
    assert math.isfinite(record.derivative(z))


def test_only_softmax_has_no_curve_of_its_own() -> None:
    assert [name for name, record in ACTIVATIONS.items() if record.value is None] == ["softmax"]


def test_schedules_say_what_they_promise() -> None:
    def rates(kind: str, *steps: int) -> list[float]:
        return [SCHEDULES[kind].scale(t, 100, 0.1) for t in steps]

    assert rates("constant", 0, 10**9) == [1.0, 1.0]
    assert rates("step", 0, 99, 100, 250) == pytest.approx([1.0, 1.0, 0.1, 0.01])
    assert rates("cosine", 0, 50, 100, 5000) == pytest.approx([1.0, 0.55, 0.1, 0.1])
    assert rates("warmup", 0, 49, 99, 5000) == pytest.approx([0.01, 0.5, 1.0, 1.0])
    assert SCHEDULES["step"].scale(10**12, 1, 0.1) == 0.0


def test_every_setting_of_a_record_is_a_field_of_its_spec() -> None:
    for optimizer in OPTIMIZERS.values():
        assert {f.name for f in optimizer.fields} <= {f.name for f in fields(OptimizerSpec)}
    for schedule in SCHEDULES.values():
        assert {f.name for f in schedule.fields} <= {f.name for f in fields(ScheduleSpec)}
    specs = {kind: spec for spec, kind in KINDS.items()}
    assert set(specs) == set(LAYERS)
    for kind in LAYERS.values():
        assert {f.name for f in kind.fields} <= {f.name for f in fields(specs[kind.name])}
    known = {f.name for s in (TrainingSpec, OptimizerSpec, ScheduleSpec) for f in fields(s)}
    assert set(TRAINING_FIELDS) - {"optimizer"} <= known


def test_the_table_of_targets_names_what_exists_and_has_one_default_a_task() -> None:
    assert all(rule.activation in ACTIVATIONS and rule.loss in LOSSES for rule in TARGET_RULES)
    defaults = [rule.task for rule in TARGET_RULES if rule.is_default]
    assert sorted(defaults) == ["binary", "classes", "input", "regression", "tokens"]
    keys = [(rule.task, rule.activation, rule.loss) for rule in TARGET_RULES]
    assert len(set(keys)) == len(keys)
    hinge = target_rule("binary", "linear", "hinge")
    assert hinge is not None
    assert (hinge.encoding, hinge.threshold, hinge.on_logits) == ("-1+1", 0.0, False)
    rule = target_rule("binary", "step")
    assert rule is not None
    assert (rule.loss, rule.encoding, rule.threshold, rule.on_logits) == (
        "perceptron",
        "01",
        0.5,
        True,
    )
