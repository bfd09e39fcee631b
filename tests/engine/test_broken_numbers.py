"""Numbers that break, in drawn networks of every kind of layer: found at once, named, taken back."""

import random

import numpy as np
import pytest

from playground.engine.state import OperationLabel
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.kernels.optable import OPERATIONS, Register
from tests.engine.test_equal_bits import network

NETWORKS, STEPS = 90, 12


def spoil_weight(trainer: Trainer, number: int) -> None:
    trainer.advance(3)
    trainer.drop_batch()
    rng = random.Random(number)
    place = rng.randrange(trainer.bound.program.layout.size)
    trainer.bound.block[place] = rng.choice([1e38, -1e38, 3e38])


def spoil_inputs(trainer: Trainer, number: int) -> None:
    assert number >= 0
    shape = trainer.dataset.shape
    if shape.sequence is None or not shape.sequence.vocabulary:
        trainer.bound.data.array[: trainer.dataset.inputs.size] *= np.float32(1e30)


def spoil_rate(trainer: Trainer, number: int) -> None:
    assert number >= 0
    trainer.advance(2)
    trainer.drop_batch()
    registers = trainer.bound.registers
    registers[[Register.LEARNING_RATE, Register.BASE_RATE]] = 1e30


SPOILS = {"weight": spoil_weight, "inputs": spoil_inputs, "rate": spoil_rate}


def unfinished(trainer: Trainer) -> list[str]:
    """Return what is not finite after a step that no guard has stopped."""
    bound, program = trainer.bound, trainer.bound.program
    assert program.gradient is not None
    parts = {
        "parameters": bound.block,
        "gradient": bound.view(program.gradient),
        **{f"loss of {head.layer}": bound.view(head.loss) for head in program.heads},
    }
    return [name for name, values in parts.items() if not np.isfinite(values).all()]


def first_broken(trainer: Trainer) -> OperationLabel:
    """Run the step that failed row by row; return the row whose result is the first to break."""
    trainer.drop_batch()
    bound = trainer.bound
    while True:
        index = trainer.row
        trainer.advance_operation()
        code, numbers = read_row(bound.program.tape.rows[index].tolist())
        for argument in OPERATIONS[code].arguments:
            if (
                "w" in argument.access
                and argument.extent is not None
                and argument.name != "scratch"
            ):
                array = bound.workspace if argument.space == "W" else bound.block
                start = numbers[argument.name]
                if not np.isfinite(array[start : start + argument.extent(numbers)]).all():
                    return bound.program.tape.labels[index]
        assert trainer.guard is None, "a guard trips, and every number is finite"


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("how", SPOILS)
@pytest.mark.parametrize("first", range(0, NETWORKS, 30))
def test_what_breaks_is_found_in_its_step_and_named(first: int, how: str) -> None:
    stopped = 0
    for number in range(first, first + 30):
        with network(number) as project:
            trainer = Trainer(project)
            SPOILS[how](trainer, number)
            for _ in range(STEPS):
                before, step = trainer.bound.block.copy(), trainer.step
                guard = trainer.advance(1).guard
                if guard is None:
                    assert not unfinished(trainer), f"network {number}, step {trainer.step}"
                    continue
                stopped += 1
                assert trainer.bound.block.tobytes() == before.tobytes(), f"network {number}"
                assert trainer.step == step
                label = first_broken(trainer)
                assert guard.operation == label.formula, f"network {number}"
                # The update has one row for many layers: the one that broke is named.
                assert guard.layer == label.layer or label.layer is None
                assert guard.layer in trainer.resolution.order
                break
    assert stopped > 3
