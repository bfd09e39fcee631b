"""Every operation of the engine, stepped singly: its card against the NumPy twin, and by hand."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from playground.engine.binding import Bound
from playground.engine.overwritten import overwritten
from playground.engine.tape import Tape
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode, Register
from playground.readout.arithmetic.asking import arithmetic
from playground.readout.arithmetic.records import Arithmetic, Target
from playground.readout.arithmetic.rendering import as_latex, as_text
from playground.readout.arithmetic.scene import Scene
from playground.readout.arithmetic.table import EXPLAIN
from playground.readout.arithmetic.targets import focus_of
from tests.readout.arithmetic.comparing import (
    Memory,
    by_twin,
    code_of,
    compare,
    memory_of,
    targets_of,
)
from tests.readout.arithmetic.networks import NETWORKS

ALONE = (OpCode.BATCH_NORM_INFERENCE_FORWARD, OpCode.BATCH_NORM_INFERENCE_BACKWARD)
"""Operations of the program that looks at one example alone."""
NOWHERE = OpCode.STEP_BACKWARD
"""A step passes no blame, so no network that makes sense has this row; its card is there all the same."""
STEPPED = [code for code in OpCode if code not in (*ALONE, NOWHERE, OpCode.STEP_RATE)]
WITHOUT_A_TWIN = (OpCode.GUARD_GRADIENT, OpCode.GUARD_PARAMETERS)
"""Operations that write nothing: their numbers are compared with what they have read."""


@cache
def trainer_of(name: str) -> Trainer:
    trainer = NETWORKS[name]()
    trainer.advance(3)
    return trainer


@cache
def rows_of(code: OpCode) -> tuple[tuple[str, int], ...]:
    """Return where an operation stands: the first few rows, in as many networks as there are."""
    found = []
    for name in NETWORKS:
        trainer = trainer_of(name)
        rows = [r for r in range(len(trainer.operations)) if code_of(trainer, r) == code]
        # After the last row no operation is at hand any more.
        rows = [row for row in rows if row + 1 < len(trainer.operations)]
        found += [(name, row) for row in rows[:2]]
    return tuple(found[:6])


def step_to(trainer: Trainer, row: int) -> tuple[Memory, Memory]:
    """Carry out a row by itself; return the memory before and after it."""
    trainer.drop_batch()
    if row:
        trainer.advance_to(row)
    bound = trainer.bound
    before = memory_of(bound, bound.registers)
    trainer.advance_operation()
    assert trainer.row == row + 1
    assert trainer.overwritten is not None
    # The first row finds registers and the order of examples as the step has set them.
    before = {**before, "R": trainer.overwritten.registers, "T": bound.table.copy()}
    return before, memory_of(bound, bound.registers)


def test_the_table_has_every_operation() -> None:
    assert set(EXPLAIN) == set(OpCode)
    assert set(STEPPED) | {*ALONE, NOWHERE, OpCode.STEP_RATE} == set(OpCode)


@pytest.mark.parametrize("code", STEPPED)
def test_its_card_has_the_numbers_of_the_twin(code: OpCode) -> None:
    rows = rows_of(code)
    assert rows, f"no network has {code.name}"
    known = 0
    for name, row in rows:
        trainer = trainer_of(name)
        before, after = step_to(trainer, row)
        written = by_twin(trainer.bound, row, before)
        for card in cards_of(trainer, targets_of(trainer)):
            assert card.operation == row
            assert card.code == code.name
            assert card.main is not None, as_text(card)
            assert as_latex(card)
            known += compare(card, before, after, written)
        trainer.drop_batch()
    assert known or code in WITHOUT_A_TWIN


def cards_of(trainer: Trainer, targets: Iterable[Target]) -> list[Arithmetic]:
    """Return the cards of all targets that the row concerns, in the first and the last lane."""
    last = int(trainer.bound.registers[Register.COUNT]) - 1
    found = []
    for target in targets:
        for lane in (0, last):
            card = arithmetic(trainer, target, lane=lane)
            if card.is_concerned:
                found.append(card)
    assert found
    return found


def card_of(scene: Scene, target: Target) -> Arithmetic | None:
    """Return the card of a row that no trainer has at hand."""
    found = focus_of(scene, target)
    if found is None:
        return None
    card = EXPLAIN[scene.code](scene, found[0])
    return Arithmetic(
        0, scene.row, True, True, target, card.title, code=scene.code.name, lines=card.lines
    )


@pytest.mark.parametrize("code", ALONE)
def test_norms_of_an_example_alone(code: OpCode) -> None:
    trainer = trainer_of("batch norms")
    bound = trainer.evaluator.alone(3)
    known = 0
    for row in range(len(bound.program.tape)):
        before, kept = memory_of(bound, bound.registers), overwritten(bound, row)
        bound.run(row, row + 1)
        scene = Scene(bound, row, 0, trainer.resolution.layers, before=kept)
        if scene.code != code:
            continue
        written, after = by_twin(bound, row, before), memory_of(bound, bound.registers)
        for target in targets_of(trainer):
            card = card_of(scene, target)
            known += 0 if card is None else compare(card, before, after, written)
    assert known


def test_the_rate_that_ends_all_phases() -> None:
    trainer = trainer_of("players")
    trainer.drop_batch()
    row = len(trainer.operations) - 1
    assert code_of(trainer, row) == OpCode.STEP_RATE
    trainer.advance_to(row)
    before = memory_of(trainer.bound, trainer.bound.registers)
    kept = overwritten(trainer.bound, row)
    trainer.advance_operation()
    scene = Scene(trainer.bound, row, 0, trainer.resolution.layers, before=kept)
    card = card_of(scene, next(iter(targets_of(trainer))))
    assert card is not None
    written = by_twin(trainer.bound, row, before)
    after = memory_of(trainer.bound, trainer.bound.registers)
    assert compare(card, before, after, written) == 1


def test_a_step_passes_no_blame() -> None:
    """The row of another curve, made one of a step."""
    trainer = trainer_of("curves")
    program, machine = trainer.bound.program, trainer.bound.machine
    rows = program.tape.rows.copy()
    row = int(np.flatnonzero(rows[:, 0] == OpCode.RELU_BACKWARD)[0])
    rows[row, 0] = NOWHERE
    changed = replace(program, tape=Tape(rows, program.tape.labels))
    bound = Bound(changed, trainer.bound.block.copy(), trainer.bound.data, machine)
    bound.registers[Register.COUNT] = 4
    bound.run(0, row)
    before, kept = memory_of(bound, bound.registers), overwritten(bound, row)
    bound.run(row, row + 1)
    scene = Scene(bound, row, 1, trainer.resolution.layers, before=kept)
    written, after = by_twin(bound, row, before), memory_of(bound, bound.registers)
    known = 0
    for target in targets_of(trainer):
        card = card_of(scene, target)
        if card is not None:
            known += compare(card, before, after, written)
            assert card.result == 0.0
    assert known
