"""Damages valid tapes in every way, and runs what the verifier lets pass where a slip is seen.

Run as a module it works in a process of its own, because a slip ends it (see `walls`). The last
line that it wrote before says which tape it was: network, program and number of the damage.

``python -m tests.engine.damage 0 20 50`` damages the tapes of the networks 0 … 19, each fifty times.
"""

import os
import random
import sys
from dataclasses import replace
from unittest import mock

import numpy as np

from playground.data.build import shape_of
from playground.engine import door
from playground.engine import prepare as prepare_module
from playground.engine.prepare import Prepared, prepare
from playground.engine.program import Program
from playground.engine.state import Float32, Int32, Int64
from playground.engine.tape import Tape, float_bits, read_row
from playground.engine.verify import verify, verify_data
from playground.engine.verify_indices import TapeError
from playground.kernels.optable import OPERATIONS, Argument, OpCode
from playground.model.catalog import OPTIMIZERS
from playground.model.check import check
from playground.model.ids import WeightRef
from playground.model.network import Clamp, DropoutSpec
from playground.model.project import OptimizerSpec, PhaseSpec, Project
from playground.model.resolution import DataShape
from tests.engine.projects import project
from tests.engine.test_heads import players, tied
from tests.engine.walls import GARBAGE, Cell
from tests.peers.architectures import drawn

UNBOUNDED = ("top", "left", "stride", "stride_h", "stride_w", "window_h", "window_w")
"""Numbers of windows that no array's size is a product of."""

PROGRAMS = 3
"""Of every network: training, probe, evaluation."""

BY_HAND = (
    "pool 2 > batch_norm > average_pool 2 stride 1 > upsample 2 > global_average_pool > output",
    "conv 4 3x3 relu > conv 4 3x3 groups 4 > transposed_conv 2 2x2 stride 2 > flatten > output",
    "cosine 4 > layer_norm > noise 0.1 > dropout 0.3 > normalise > softmax_over units > output",
)


HAND_MADE = {
    **{3 + 20 * place: ("digits", text) for place, text in enumerate(BY_HAND)},
    63: ("letters", "embedding 4 > position > attention 2 causal > output"),
    13: ("waves", "gru 3 whole > output next huber"),
    33: ("waves", "dense 4 tanh > output next mae"),
    53: ("waves", "dense 4 tanh > output next"),
    83: ("recall", "embedding 4 > rnn 4 whole > gru 5 > dropout 0.2 > output"),
}
PLAYERS, TURNED = 103, 123


def subject(number: int) -> Prepared:
    """Return the network of a number: most are drawn, some are those that nobody draws."""
    if number == PLAYERS:
        return prepare(players(0.3))
    if number == TURNED:
        return prepare(tied())
    if number in HAND_MADE:
        kind, text = HAND_MADE[number]
        made = project(text, kind, examples=30, batch=7)
        return prepare(varied(made, shape_of(made.data), number))
    made, dataset = drawn(number)
    with (
        mock.patch.object(prepare_module, "build", return_value=dataset),
        mock.patch.object(prepare_module, "shape_of", return_value=dataset.shape),
    ):
        return prepare(varied(made, dataset.shape, number))


def varied(made: Project, data: DataShape, number: int) -> Project:
    """Return the project with another optimizer, clipping, pulls of all and of single layers, live dropout
    and held places."""
    phase = PhaseSpec(optimizer=OptimizerSpec(list(OPTIMIZERS)[number % len(OPTIMIZERS)], 0.01))
    training = replace(
        made.training, phases=(phase,), l1=0.01 * (number % 2), l2=0.01 * (number % 3 == 1),
        clip=1.0 if number % 4 == 1 else None,
    )  # fmt: skip
    layers = tuple(
        replace(x, spec=DropoutSpec(0.4))
        if isinstance(x.spec, DropoutSpec)
        else replace(x, weight_decay=0.02 if number % 7 == 2 else None)
        for x in made.network.layers
    )
    made = replace(made, network=replace(made.network, layers=layers), training=training)
    return held(made, data, random.Random(number)) if number % 5 > 2 else made


def held(made: Project, data: DataShape, rng: random.Random) -> Project:
    """Return the project with a weight cut and a unit clamped, where it has such."""
    shapes = [s for s in check(made, data).layers.values() if s.parameters and s.kind != "output"]
    if not shapes:
        return made
    shape = rng.choice(shapes)
    clamps: tuple[Clamp, ...] = (Clamp(rng.choice(shape.units_out), 0.5),)
    cuts: tuple[WeightRef, ...] = ()
    if trained := [parameter for parameter in shape.parameters if parameter.is_trained]:
        parameter = rng.choice(trained)
        source = rng.choice(parameter.sources) if parameter.sources else None
        cuts = (WeightRef(parameter.id, rng.choice(parameter.targets), source),)
    return replace(made, network=replace(made.network, cuts=cuts, clamps=clamps))


# ------------------------------------------------------------------------------ damage


def damaged(program: Program, rng: random.Random) -> Program:
    """Return the program with one to three things of its tape wrong."""
    rows, labels = program.tape.rows.copy(), list(program.tape.labels)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        rng.choice(DAMAGES)(program, rows, rng)
    if rng.random() < 0.03:
        gone = rng.randrange(len(labels))
        rows = np.delete(rows, gone, axis=0)
        del labels[gone]
    return replace(program, tape=Tape(rows, tuple(labels)))


def _number(program: Program, rows: Int64, rng: random.Random) -> None:
    """Change a number, mostly to something that could almost be right."""
    row = rng.randrange(rows.shape[0])
    column = (
        rng.randrange(1 + len(OPERATIONS[OpCode(int(rows[row, 0]))].arguments))
        if int(rows[row, 0]) in OPERATIONS
        else rng.randrange(12)
    )
    old = int(rows[row, column])
    near = old + rng.choice([-32, -16, -1, 1, 2, 16, 32])
    other = int(rows[rng.randrange(rows.shape[0]), rng.randrange(12)])
    far = rng.randrange(-(2**63), 2**63)
    value = rng.choice([near, near, other, other, -old, 2 * old, old // 2, 0, 1, far, 2**40])
    rows[row, column] = max(-(2**63), min(2**63 - 1, value))


def _geometry(program: Program, rows: Int64, rng: random.Random) -> None:
    """Change a plain number to a small one."""
    index = rng.randrange(rows.shape[0])
    arguments = _arguments(rows[index])
    places = [n for n, argument in enumerate(arguments, start=1) if argument.space == "N"]
    if places:
        rows[index, rng.choice(places)] = rng.choice([0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 32, 48])


def _swap(program: Program, rows: Int64, rng: random.Random) -> None:
    """Swap two arguments of a row."""
    index = rng.randrange(rows.shape[0])
    count = len(_arguments(rows[index]))
    if count > 1:
        first, second = rng.sample(range(1, 1 + count), 2)
        rows[index, [first, second]] = rows[index, [second, first]]


def _order(program: Program, rows: Int64, rng: random.Random) -> None:
    """Swap two rows, or say one of them twice."""
    first, second = rng.randrange(rows.shape[0]), rng.randrange(rows.shape[0])
    if rng.random() < 0.5:
        rows[[first, second]] = rows[[second, first]]
    else:
        rows[first] = rows[second]


def _code(program: Program, rows: Int64, rng: random.Random) -> None:
    rows[rng.randrange(rows.shape[0]), 0] = int(rng.choice(list(OpCode)))


def _made_up(program: Program, rows: Int64, rng: random.Random) -> None:
    """Write a row that nobody lowers: any operation, any sizes, offsets at the very ends."""
    code = rng.choice(list(OpCode))
    row = [int(code)]
    numbers: dict[str, int] = {}
    for argument in OPERATIONS[code].arguments:
        if argument.space == "N":
            numbers[argument.name] = _size(program, argument.name, rng)
    for argument in OPERATIONS[code].arguments:
        if argument.space == "N":
            row.append(numbers[argument.name])
        elif argument.space == "F":
            row.append(float_bits(rng.choice([0.0, 0.5, 1.0, -1.0, 1e30])))
        else:
            row.append(_offset(program, argument, numbers, rng))
    rows[rng.randrange(rows.shape[0])] = row + [0] * (rows.shape[1] - len(row))


def _size(program: Program, name: str, rng: random.Random) -> int:
    """Return a plain number that the verifier may well believe."""
    fitting = {
        "ld": [program.ld],
        "lanes": [program.ld * places for places in (1, 1, 2, 3, 5)],
        "size": [program.ld * rows for rows in range(1, 7)],
        "accumulate": [0, 1],
        "causal": [0, 1],
        "top": [0, 0, 1, 2, 5],
        "left": [0, 0, 1, 2, 5],
    }
    if name in UNBOUNDED and rng.random() < 0.3:
        return rng.choice([100, 2**20, 2**31, 2**39, 2**40])
    return rng.choice(fitting.get(name, [1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 16, 17]))


def _offset(
    program: Program, argument: Argument, numbers: dict[str, int], rng: random.Random
) -> int:
    sizes = {
        "W": program.workspace_size, "P": program.layout.block_size, "D": program.data.size,
        "T": program.table_size,
    }  # fmt: skip
    fetched = _fetched(program)
    if argument.name in ("lengths", "tokens", "y") and fetched and rng.random() < 0.8:
        return rng.choice(fetched)
    try:
        extent = argument.extent(numbers) if argument.extent is not None else 0
    except ZeroDivisionError:
        extent = 1
    room = sizes[argument.space] - extent
    if argument.extent is None or room <= 0:
        return 0
    if argument.space == "T" and room >= program.data.examples:
        return rng.randint(program.data.examples, room)
    return rng.choice([0, room, room, rng.randint(0, room), rng.randint(0, room) // 16 * 16])


def _fetched(program: Program) -> list[int]:
    """Return where the honest tape puts what may be used as indices."""
    found = [read_row(row) for row in program.tape.rows]
    return [n["destination"] for code, n in found if code == OpCode.GATHER] + [
        n["result"] for code, n in found if code == OpCode.FILL
    ]


def _arguments(row: Int64) -> tuple[Argument, ...]:
    code = int(row[0])
    return OPERATIONS[OpCode(code)].arguments if code in OPERATIONS else ()


DAMAGES = (_number, _number, _geometry, _geometry, _swap, _order, _code, _made_up, _made_up)


# ------------------------------------------------------------------------------ the process


def main(first: int, stop: int, times: int) -> None:
    """Damage tapes of networks ``first`` … ``stop − 1``; print how many were refused and passed.

    Behind them the operations that ran.
    """
    # Compiled before somebody waits for a tape that hangs.
    door.prepare()
    passed, codes = 0, set[int]()
    for number in range(first, stop):
        prepared = subject(number)
        cell = Cell(prepared)
        for program in (prepared.training, prepared.probe, prepared.evaluation):
            for turn in range(times):
                broken = attempt(f"{number}/{program.kind}/{turn}", program, cell)
                if broken is not None:
                    passed += 1
                    codes.update(broken.tape.rows[:, 0].tolist())
    refused = (stop - first) * PROGRAMS * times - passed
    ran = ",".join(str(code) for code in sorted(codes))
    os.write(1, f"done {refused} {passed} {ran}\n".encode())


def attempt(name: str, program: Program, cell: Cell) -> Program | None:
    """Damage a tape and run it where it passes; None where it was refused."""
    rng = random.Random(name)
    broken = damaged(program, rng)
    table, inputs = damaged_data(program, cell, rng)
    try:
        verify(broken)
        verify_data(broken, inputs, table)
    except TapeError:
        return None
    os.write(1, f"{name}\n".encode())
    cell.run(broken, table, inputs, rng)
    return broken


def damaged_data(program: Program, cell: Cell, rng: random.Random) -> tuple[Int32, Float32]:
    """Return the index table and the data block, now and then with something wrong in them."""
    table = np.arange(program.table_size, dtype=np.int32)
    table[program.data.examples :] = program.held
    inputs = cell.data.array
    if rng.random() < 0.1:
        table[rng.randrange(table.size)] = rng.choice([-1, 0, 3, table.size, 2**31 - 1, -(2**31)])
    if rng.random() < 0.1:
        inputs = inputs.copy()
        inputs[rng.randrange(inputs.size)] = rng.choice([*GARBAGE, 2.0, 7.0, 2.0**31, 2.0**63])
    return table, inputs


if __name__ == "__main__":
    np.seterr(all="ignore")
    main(*(int(word) for word in sys.argv[1:]))
