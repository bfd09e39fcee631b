"""The small parts: curve, memory, start values, targets, layout, fingerprint, backward rules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine import memory
from playground.engine import prepare as prepare_module
from playground.engine.assembly import Assembly, Use, Value, Weights
from playground.engine.curve import (
    FEWEST,
    HEAD_START,
    MOST_COARSE,
    POINTS,
    SHARE,
    CurveRecorder,
    Grid,
    grid_for,
)
from playground.engine.derive import derive_backward, emit_forward
from playground.engine.effort import of_evaluation, of_update
from playground.engine.fingerprint import fingerprint, replay_problem
from playground.engine.initial import EQUAL_VALUE, initial_values
from playground.engine.layout import aligned_zeros, lay_out
from playground.engine.prepare import prepare
from playground.engine.state import Fingerprint, Metrics
from playground.engine.tape import read_row
from playground.engine.targets import decide, encode
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode
from playground.model.catalog import TARGET_RULES
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.project import DataSpec, Project
from playground.model.resolution import ParameterShape
from playground.model.text import parse
from tests.engine.projects import project


def parameter(rows: int, columns: int, initialiser: str = "glorot") -> ParameterShape:
    layer, before = LayerId("L2"), LayerId("L1")
    return ParameterShape(
        ParameterId(layer, "weight" if columns else "bias"),
        tuple(UnitRef(layer, UnitId(f"u{i}")) for i in range(rows)),
        tuple(UnitRef(before, UnitId(f"u{i}")) for i in range(columns)),
        initialiser,
    )


@pytest.mark.parametrize("grid", [Grid(), Grid(32), Grid(32, 8)])
def test_points_of_the_curve_are_bounded_and_every_octave_starts_with_one(grid: Grid) -> None:
    count, coarse = grid.points, grid.coarse
    points = [step for step in range(20 * count * coarse) if grid.has(step)]
    assert points[: count + 1] == list(range(0, count * coarse + 1, coarse))
    octave = [p for p in points if 4 * count * coarse <= p < 8 * count * coarse]
    assert len(octave) == count
    for step in range(0, points[-1], 37):
        assert grid.after(step) == next(p for p in points if p > step)
    huge = 2**40 + 12345
    assert grid.has(grid.after(huge))
    assert grid.after(huge) - huge <= 2**40 // count


@settings(deadline=None, max_examples=100)
@given(
    update=st.floats(1e-7, 1e-2), ratio=st.floats(0.1, 0.95 * MOST_COARSE * SHARE / (1.0 - SHARE))
)
def test_points_of_the_curve_take_no_more_than_their_share(update: float, ratio: float) -> None:
    evaluation = update * ratio
    grid = grid_for(update, evaluation)
    step, took = 0, 0.0
    while step < 10**9:
        step = grid.after(step)
        took += evaluation
        assert (1.0 - SHARE) * took <= SHARE * update * step + HEAD_START + evaluation


def test_a_curve_is_as_fine_as_it_may_be() -> None:
    assert grid_for(3e-6, 1e-4) == Grid(POINTS)
    assert grid_for(1e-3, 1e-4) == Grid(POINTS)
    few = grid_for(4e-5, 2e-3)
    assert few.points == FEWEST
    assert few.coarse < 16
    assert grid_for(1e-3, 5e-2).coarse > few.coarse
    assert grid_for(1e-3, 1e3).coarse == MOST_COARSE  # however dear, something is seen


def test_work_counts_every_product() -> None:
    """A convolution has few weights and much work: that is what its curve goes by."""
    data = DataSpec("digits")
    conv = prepare(Project(parse("conv 16 3x3 relu > flatten > output softmax"), data))
    flat = prepare(Project(parse("dense 16 relu > output softmax"), data))
    dear, cheap = (of_evaluation(one.evaluation, 1797) for one in (conv, flat))
    assert dear > 5.0 * cheap
    assert of_update(conv.training) > 5.0 * of_update(flat.training)
    assert of_evaluation(conv.evaluation, 512) < of_evaluation(conv.evaluation, 1797)


@pytest.mark.parametrize(
    "text",
    [
        "rnn 8 > output",
        "lstm 8 > output",
        "gru 8 > output",
        "dense 8 > attention 2 > rnn 4 > output",
    ],
)
def test_work_of_sequences_grows_with_their_length(text: str) -> None:
    short, long = (
        of_update(prepare(Project(parse(text), DataSpec("waves", length=length))).training)
        for length in (10, 20)
    )
    assert 1.5 * short < long < 5.0 * short


def test_batch_losses_between_points_become_bounds() -> None:
    recorder = CurveRecorder()
    step = 8 * POINTS

    def metrics() -> Metrics:
        return Metrics(step, 1.0, 2.0, 0.5, 0.25)

    recorder.record(np.array([3.0, 1.0], np.float32), step + 2, metrics)
    assert len(recorder) == 0
    recorder.record(np.array([5.0], np.float32), step, metrics)
    curve = recorder.curve()
    assert (curve.batch_min[0], curve.batch_mean[0], curve.batch_max[0]) == (1.0, 3.0, 5.0)
    assert curve is recorder.curve()
    assert not curve.steps.flags.writeable


def test_a_network_beyond_the_machine_is_refused_before_memory_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "machine_memory", lambda: 10**8)
    taken: list[int] = []
    monkeypatch.setattr(prepare_module, "aligned_zeros", taken.append)
    with pytest.raises(PlaygroundError, match=r"25\.0 MB .* Use fewer units"):
        prepare(project("dense 1024 tanh > dense 1024 tanh > output"))
    assert taken == []
    prepare(project("dense 8 tanh > output"))


def test_the_machine_says_how_much_memory_it_has() -> None:
    assert memory.memory_limit() > 10**8


def test_glorot_stays_within_its_bound_and_fills_it() -> None:
    values = initial_values(parameter(40, 60), 3)
    limit = np.sqrt(6 / 100)
    assert np.abs(values).max() <= limit
    assert np.abs(values).max() > 0.98 * limit
    assert abs(values.mean()) < 0.05 * limit
    assert values.std() == pytest.approx(limit / np.sqrt(3), rel=0.05)


def test_he_is_normal_with_variance_two_over_inputs() -> None:
    values = initial_values(parameter(60, 50, "he"), 3)
    assert values.std() == pytest.approx(np.sqrt(2 / 50), rel=0.05)


def test_zeros_equal_and_biases() -> None:
    assert not initial_values(parameter(3, 4, "zeros"), 1).any()
    assert np.all(initial_values(parameter(3, 4, "equal"), 1) == np.float32(EQUAL_VALUE))
    assert not initial_values(parameter(3, 0, "zeros"), 1).any()


def test_a_unit_keeps_its_start_when_others_come() -> None:
    small, large = initial_values(parameter(3, 4), 5), initial_values(parameter(6, 4), 5)
    np.testing.assert_allclose(large[:3] * np.sqrt(10 / 7), small, rtol=1e-5)
    assert not np.array_equal(initial_values(parameter(3, 4), 6), small)


@pytest.mark.parametrize(("name", "deviation"), [("uniform", 0.5 / 3**0.5), ("normal", 0.5)])
def test_starts_of_a_fixed_size_do_not_follow_the_layer(name: str, deviation: float) -> None:
    few, many = initial_values(parameter(3, 4, name), 5), initial_values(parameter(80, 90, name), 5)
    np.testing.assert_array_equal(few, many[:3, :4])
    assert many.std() == pytest.approx(deviation, rel=0.03)
    assert abs(many.mean()) < 0.02
    assert name == "normal" or np.abs(many).max() <= 0.5


def test_layers_without_a_bias_add_zeros_that_nothing_moves() -> None:
    trainer = Trainer(project("dense 20 tanh nobias > dense 3 tanh > output", optimizer="adam"))
    layout = trainer.bound.program.layout
    assert layout.zeros_size == 32
    assert [slot.shape.id.name for slot in layout.slots] == ["weight", *["weight", "bias"] * 2]
    trainer.advance(50)
    assert not trainer.bound.block[layout.zeros :].any()


def test_a_shared_parameter_has_one_place() -> None:
    layout = lay_out([parameter(3, 4), parameter(3, 0), parameter(3, 4)])
    assert [slot.offset for slot in layout.slots] == [0, 12]
    assert layout.size == 15
    assert layout.block_size == 48


def test_memory_is_aligned() -> None:
    for size in (1, 15, 100):
        assert aligned_zeros(size).ctypes.data % 64 == 0


def test_decisions_follow_threshold_or_largest() -> None:
    rules = {(rule.task, rule.activation, rule.loss): rule for rule in TARGET_RULES}
    outputs = np.array([[-0.2], [0.4], [0.6]], np.float32)
    assert decide(outputs, rules["binary", "sigmoid", "bce"]).tolist() == [0, 0, 1]
    assert decide(outputs, rules["binary", "tanh", "mse"]).tolist() == [0, 1, 1]
    several = np.array([[0.1, 0.7, 0.2], [0.5, 0.1, 0.4]], np.float32)
    assert decide(several, rules["classes", "softmax", "ce"]).tolist() == [1, 0]


def test_labels_are_encoded_by_the_rule() -> None:
    dataset = prepare(project()).dataset
    rules = {rule.encoding: rule for rule in TARGET_RULES if rule.task == "binary"}
    labels = dataset.labels
    assert encode(dataset, rules["01"], 1)[:, 0].tolist() == labels.tolist()
    assert encode(dataset, rules["-1+1"], 1)[:, 0].tolist() == (2 * labels - 1).tolist()
    assert encode(dataset, rules["index"], 2)[:, 0].tolist() == labels.tolist()
    assert encode(dataset, rules["onehot"], 2).argmax(axis=1).tolist() == labels.tolist()


def test_the_fingerprint_tells_why_a_run_cannot_be_replayed() -> None:
    here = fingerprint()
    assert replay_problem(here) == ""
    assert "processor" in replay_problem(Fingerprint(here.engine, here.libraries, "x"))
    assert "numpy 1" in replay_problem(Fingerprint(here.engine, "numpy 1", here.cpu))
    assert "version" in replay_problem(Fingerprint("x", here.libraries, here.cpu))
    assert len(replay_problem(Fingerprint("x", "numpy " * 1000, here.cpu))) < 250


def dense(layer: LayerId, x: Value, z: Value, weight: int, bias: int) -> Use:
    return Use(OpCode.DENSE_FORWARD, layer, "", (x,), z, Weights(weight, bias))


def test_of_two_writers_of_a_gradient_the_second_adds() -> None:
    """A value that feeds two dense operations gets its blame from both."""
    assembly = Assembly(16)
    x = assembly.value(3)
    layer = LayerId("L1")
    heads = []
    for weight in (0, 20):
        z = assembly.value(2)
        emit_forward(assembly, dense(layer, x, z, weight, weight + 6))
        assembly.gradient_of(z)
        heads.append(z)
    derive_backward(assembly)
    inputs = [read_row(row) for row in assembly.rows if row[0] == OpCode.DENSE_BACKWARD_INPUT]
    assert [arguments["accumulate"] for _, arguments in inputs] == [0, 1]
    assert inputs[0][1]["dx"] == inputs[1][1]["dx"]
    weights = [read_row(row) for row in assembly.rows if row[0] == OpCode.DENSE_BACKWARD_WEIGHT]
    assert [arguments["accumulate"] for _, arguments in weights] == [0, 0]


def test_a_shared_parameter_adds_up_its_uses() -> None:
    assembly = Assembly(16)
    layer = LayerId("L1")
    x, hidden, z = assembly.value(3, needs_gradient=False), assembly.value(3), assembly.value(3)
    emit_forward(assembly, dense(layer, x, hidden, 0, 9))
    emit_forward(assembly, dense(layer, hidden, z, 0, 9))
    assembly.gradient_of(z)
    derive_backward(assembly)
    weights = [read_row(row) for row in assembly.rows if row[0] == OpCode.DENSE_BACKWARD_WEIGHT]
    assert [arguments["accumulate"] for _, arguments in weights] == [0, 1]
    assert sum(row[0] == OpCode.DENSE_BACKWARD_INPUT for row in assembly.rows) == 1


def test_the_two_rows_that_fetch_data_say_what_they_fetch() -> None:
    labels = prepare(project()).training.tape.labels
    assert [x.formula for x in labels if x.phase == "data"] == ["x ← example", "y ← target"]


def test_values_without_blame_are_skipped() -> None:
    assembly = Assembly(16)
    x = assembly.value(3)
    emit_forward(assembly, Use(OpCode.TANH_FORWARD, LayerId("L1"), "", (x,), assembly.value(3)))
    derive_backward(assembly)
    assert len(assembly.rows) == 1


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"rate": 0.0}, "rate"), ({"rate": float("nan")}, "rate"), ({"batch": 0}, "atch"),
     ({"l2": -1.0}, "L2"), ({"l2": float("inf")}, "L2")],
)  # fmt: skip
def test_settings_that_mean_nothing_are_refused(changes: dict[str, float], word: str) -> None:
    with pytest.raises(PlaygroundError, match=word):
        prepare(project(**changes))  # type: ignore[arg-type]
