"""The verifier lets every honest tape pass, and of damaged ones only those that do no harm."""

import dataclasses
import random
from dataclasses import replace

import numpy as np
import pytest

from playground.engine import door
from playground.engine.binding import Bound
from playground.engine.layout import aligned_zeros
from playground.engine.prepare import DataBlock, Prepared, make_data_block, prepare
from playground.engine.program import Program
from playground.engine.tape import Tape, float_bits, read_row
from playground.engine.verify import verify, verify_data
from playground.engine.verify_indices import TapeError
from playground.kernels.optable import OPERATIONS, OpCode
from playground.model.ids import ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Clamp
from playground.model.project import Project
from tests.engine.projects import project


def held(kind: str, batch: int) -> Project:
    """A network with branches, dropout, a layer without bias, held weights, clipping and L1."""
    text = (
        "dense 4 gelu as a > dropout 0.3 as d > dense 4 elu nobias as b > add a as s\n"
        "concat s input as c > dense 3 silu as e > output"
    )
    made = project(text, "xor", batch=batch, l2=0.1, optimizer=kind)
    layers = {layer.name: layer for layer in made.network.layers}
    unit = UnitRef(layers["b"].id, UnitId("u2"))
    weight = WeightRef(
        ParameterId(layers["b"].id, "weight"), unit, UnitRef(layers["a"].id, UnitId("u1"))
    )
    network = replace(made.network, cuts=(weight,), clamps=(Clamp(unit, 0.5),))
    return replace(made, network=network, training=replace(made.training, l1=0.1, clip=1.0))


PROJECTS = {
    "binary": project("dense 5 tanh > dense 3 relu > output", "xor", batch=20, l2=0.1),
    "classes": project("dense 4 sigmoid > output", "digits", examples=60, batch=16),
    "two units": project("dense 3 relu > dense 2 softmax", "xor4", batch=3, optimizer="sgd"),
    "batch 1": project("dense 3 tanh > tanh > dense 1 linear", "xor4", batch=1),
    "held": held("adamw", 20),
    "held, batch 1": held("nesterov", 1),
    "pools": project(
        "pool 2 > batch_norm > average_pool 2 > global_average_pool > output",
        "digits",
        examples=40,
        batch=7,
    ),
    "norms": project("cosine 4 > layer_norm > noise 0.1 > normalise > output", "xor", batch=8),
    "tokens": project(
        "embedding 4 > position > gru 5 whole > rnn 4 > output", "recall", examples=40, batch=7
    ),
    "lstm": project("lstm 5 whole > last_step > output", "waves", examples=40, batch=7),
    "attention": project(
        "embedding 4 > position > attention 2 causal > attention 1 > output",
        "letters",
        examples=40,
        batch=7,
    ),
    "hinge": project(
        "dense 3 softplus > dense 3 sine > output", "xor", batch=8, optimizer="rmsprop"
    ),
    "pictures": project(
        "conv 3 3x3 relu stride 2 > conv 4 2x3 groups 1 > upsample 2 > transposed_conv 2 2x2 > "
        "conv 2 3x3 groups 2 > flatten > output",
        "digits",
        examples=40,
        batch=17,
    ),
}


def programs(which: Project) -> tuple[Program, ...]:
    prepared = prepare(which)
    return prepared.training, prepared.evaluation, prepared.probe


def with_rows(program: Program, rows: np.ndarray) -> Program:
    return dataclasses.replace(program, tape=Tape(rows, program.tape.labels))


def with_argument(program: Program, code: OpCode, name: str, value: int) -> Program:
    """Return the program with one argument of the first row of an operation replaced."""
    rows = program.tape.rows.copy()
    index = next(i for i, row in enumerate(rows) if row[0] == code)
    names = [argument.name for argument in OPERATIONS[code].arguments]
    rows[index, 1 + names.index(name)] = value
    return with_rows(program, rows)


def argument(program: Program, code: OpCode, name: str) -> int:
    row = next(row for row in program.tape.rows if row[0] == code)
    return read_row(row)[1][name]


@pytest.mark.parametrize("name", PROJECTS)
def test_honest_tapes_pass(name: str) -> None:
    for program in programs(PROJECTS[name]):
        verify(program)


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(PROJECTS["binary"])


@pytest.fixture(scope="module")
def classes() -> Prepared:
    return prepare(PROJECTS["classes"])


DENSE = OpCode.DENSE_FORWARD


@pytest.mark.parametrize(
    ("code", "name", "value", "reason"),
    [
        (DENSE, "x", -16, "reaches for x"),
        (DENSE, "z", 10**9, "reaches for z"),
        (DENSE, "w", 10**6, "reaches for w"),
        (DENSE, "n_in", 0, "n_in = 0"),
        (DENSE, "n_in", 2**62, "n_in"),
        (DENSE, "n_out", 10**5, "reaches for"),
        (DENSE, "lanes", 16, "lanes is 16"),
        (DENSE, "lanes", 48, "lanes is 48"),
        (DENSE, "lanes", 0, "lanes = 0"),
        (OpCode.BCE_LOGITS_LOSS, "ld", 16, "ld is 16"),
        (OpCode.GATHER, "source", 10**7, "reaches for source"),
        (OpCode.GATHER, "width", 50, "reaches for"),
        (OpCode.GATHER, "order", 1, "reaches for order"),
        (OpCode.DENSE_BACKWARD_WEIGHT, "accumulate", 2, "accumulate"),
        (OpCode.TANH_FORWARD, "size", 7, "multiple"),
        (OpCode.ADAM_UPDATE, "size", 10**6, "reaches for"),
        (OpCode.BCE_LOGITS_LOSS, "weight", float_bits(float("nan")), "finite"),
    ],
)
def test_a_wrong_argument_is_refused(
    prepared: Prepared, code: OpCode, name: str, value: int, reason: str
) -> None:
    with pytest.raises(TapeError, match=reason):
        verify(with_argument(prepared.training, code, name, value))


def test_one_lane_stays_one() -> None:
    """Kernels for whole sixteens would run over the end of 7 positions of one lane."""
    program = prepare(PROJECTS["batch 1"]).training
    assert program.ld == 1
    with pytest.raises(TapeError, match="lanes is 7"):
        verify(with_argument(program, DENSE, "lanes", 7))


def test_an_unknown_operation_is_refused(prepared: Prepared) -> None:
    rows = prepared.training.tape.rows.copy()
    rows[3, 0] = 99
    with pytest.raises(TapeError, match="no operation 99") as caught:
        verify(with_rows(prepared.training, rows))
    assert caught.value.row == 3


def test_writing_over_an_input_is_refused(prepared: Prepared) -> None:
    program = prepared.training
    x = argument(program, DENSE, "x")
    with pytest.raises(TapeError, match="writes z over x"):
        verify(with_argument(program, DENSE, "z", x))
    moments = argument(program, OpCode.ADAM_UPDATE, "m")
    with pytest.raises(TapeError, match="over"):
        verify(with_argument(program, OpCode.ADAM_UPDATE, "v", moments))


def test_class_indices_come_from_the_targets_only(classes: Prepared) -> None:
    program = classes.training
    z = argument(program, OpCode.CE_LOGITS_LOSS, "z")
    with pytest.raises(TapeError, match="class index"):
        verify(with_argument(program, OpCode.CE_LOGITS_LOSS, "y", z))
    with pytest.raises(TapeError, match="class index"):
        verify(with_argument(program, DENSE, "z", program.heads[0].target.offset))


def test_data_are_checked_when_they_are_bound(classes: Prepared) -> None:
    program, data = classes.training, make_data_block(classes)
    order = np.arange(program.table_size, dtype=np.int32)
    verify_data(program, data.array, order)
    for bad in (-1, program.data.examples):
        wrong = order.copy()
        wrong[5] = bad
        with pytest.raises(TapeError, match="order table"):
            verify_data(program, data.array, wrong)
    with pytest.raises(TapeError, match="data block"):
        verify_data(program, data.array[:-1], order)
    for label in (10.0, -1.0, 0.5, np.nan):
        spoilt = data.array.copy()
        spoilt[program.data.offset() + 3] = label
        with pytest.raises(TapeError, match="class index"):
            verify_data(program, spoilt, order)


def test_an_order_table_shorter_than_the_data_is_refused(prepared: Prepared) -> None:
    """An evaluation visits every example: behind the table's end it would read anything."""
    for program in (prepared.training, prepared.evaluation, prepared.probe):
        with pytest.raises(TapeError, match="shorter than the data"):
            verify(dataclasses.replace(program, table_size=1))


def test_a_batch_larger_than_the_data_is_refused() -> None:
    """A network that draws numbers would read behind the order table."""
    program = prepare(PROJECTS["two units"]).training
    assert program.ld == 16
    with pytest.raises(TapeError, match="a batch of 16"):
        verify(dataclasses.replace(program, batch=16))


def test_places_of_held_weights_are_checked() -> None:
    prepared = prepare(PROJECTS["held"])
    program, data = prepared.training, make_data_block(prepared)
    order = np.arange(program.table_size, dtype=np.int32)
    examples, size = program.data.examples, argument(program, OpCode.HOLD_SAVE, "size")
    order[examples:] = program.held
    verify_data(program, data.array, order)
    for bad in (-1, size):
        wrong = order.copy()
        wrong[examples] = bad
        with pytest.raises(TapeError, match="held weight"):
            verify_data(program, data.array, wrong)
    with pytest.raises(TapeError, match="places of held weights"):
        verify(with_argument(program, OpCode.HOLD_RESTORE, "places", 0))
    with pytest.raises(TapeError, match="reaches for places"):
        verify(with_argument(program, OpCode.HOLD_GRADIENT, "places", program.table_size))


def damage(rows: np.ndarray, rng: random.Random) -> None:
    """Change one to three numbers of a tape, mostly to something that could almost be right."""
    for _ in range(rng.randint(1, 3)):
        row = rng.randrange(rows.shape[0])
        operation = OPERATIONS.get(rows[row, 0])
        column = rng.randrange(1 + len(operation.arguments) if operation else 12)
        old = int(rows[row, column])
        near = old + rng.choice([-32, -16, -1, 1, 2, 16, 32])
        other = int(rows[rng.randrange(rows.shape[0]), rng.randrange(12)])
        far = rng.randrange(-(2**63), 2**63)
        value = rng.choice([near, near, other, other, -old, 2 * old, 0, 1, far])
        rows[row, column] = max(-(2**63), min(2**63 - 1, value))


@pytest.mark.parametrize("name", PROJECTS)
def test_damaged_tapes_are_refused_or_harmless(name: str) -> None:
    """Runs what passes: between walls of a known value, which have to stand afterwards."""
    prepared = prepare(PROJECTS[name])
    data = make_data_block(prepared)
    rng = random.Random(name)
    refused = passed = 0
    for program in (prepared.training, prepared.probe):
        order = np.arange(program.table_size, dtype=np.int32)
        order[program.data.examples :] = program.held
        for _ in range(500):
            rows = program.tape.rows.copy()
            damage(rows, rng)
            broken = with_rows(program, rows)
            try:
                verify(broken)
                verify_data(broken, data.array, order)
            except TapeError:
                refused += 1
                continue
            passed += 1
            run_between_walls(broken, data)
    assert refused > 300
    assert passed > 20


WALL = 4096


def run_between_walls(program: Program, data: DataBlock) -> None:
    machine = door.kernels()
    mark = np.float32(-12345.5)
    memory = aligned_zeros(2 * WALL + program.layout.block_size)
    memory[:] = mark
    block = memory[WALL : WALL + program.layout.block_size]
    block[:] = 0.01
    bound = Bound(program, block, data, machine)
    arena = aligned_zeros(2 * WALL + program.workspace_size)
    arena[:] = mark
    bound.workspace = arena[WALL : WALL + program.workspace_size]
    bound.workspace[:] = 0
    deltas = {
        "P": machine.distance(block, bound.workspace),
        "D": machine.distance(data.array, bound.workspace),
    }
    bound.tape = machine.bind(program.tape.rows, deltas)
    before = data.array.tobytes()
    bound.run_examples(0, min(program.batch, data.train))
    for walls in (memory, arena):
        assert np.all(walls[:WALL] == mark)
        assert np.all(walls[-WALL:] == mark)
    assert data.array.tobytes() == before
