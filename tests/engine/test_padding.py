"""Pad lanes of drawn networks hold other numbers: nothing that comes of the examples may notice."""

from collections.abc import Callable

import numpy as np
import pytest

from playground.engine.binding import Bound
from playground.engine.program import Slice
from playground.engine.state import Float32
from playground.engine.trainer import Trainer
from playground.kernels.optable import Register
from playground.model.specs import EmbeddingSpec
from tests.engine.test_equal_bits import network

NETWORKS = 90
Spoil = Callable[[Bound, Slice], None]


def entered(bound: Bound) -> Slice:
    part = next(iter(bound.program.slices.values())).a
    assert part is not None
    return part


def other_examples(bound: Bound, lanes: Slice) -> None:
    """Put numbers that other examples may have into the pad lanes."""
    count = int(bound.registers[Register.COUNT])
    view = bound.view(lanes)
    drawn = np.random.default_rng(5).permuted(bound.view(lanes)[:, :count], axis=1)
    for lane in range(count, view.shape[1]):
        view[:, lane] = drawn[::-1, lane % count] if lanes.rows > 1 else drawn[:, lane % count]


def no_numbers(bound: Bound, lanes: Slice) -> None:
    bound.view(lanes)[:, int(bound.registers[Register.COUNT]) :] = np.nan


def first_batch(number: int, spoil: Spoil | None, *, whole: bool) -> tuple[float, Float32]:
    """Run a partial first batch, all of it or its forward rows; return loss and parameters."""
    with network(number) as project:
        trainer = Trainer(project)
        bound = trainer.bound
        tape = bound.program.tape
        for _ in range(tape.phase("forward").start):
            trainer.advance_operation()
        count = max(1, int(bound.registers[Register.COUNT]) - number % 4)
        bound.registers[Register.COUNT] = count
        bound.run(0, trainer.row)
        if spoil is not None:
            spoil(bound, entered(bound))
        stop = len(tape) if whole else tape.phase("loss").stop
        assert bound.run(trainer.row, stop) < 0
        heads = [bound.view(head.lanes)[:, :count].copy().ravel() for head in bound.program.heads]
        return float(bound.registers[Register.LOSS]), np.concatenate([bound.block, *heads])


@pytest.mark.parametrize("first", range(0, NETWORKS, 15))
def test_other_numbers_in_pad_lanes_change_no_bit_of_a_step(first: int) -> None:
    for number in range(first, first + 15):
        want, got = (first_batch(number, spoil, whole=True) for spoil in (None, other_examples))
        assert want[0] == got[0], f"network {number}"
        assert want[1].tobytes() == got[1].tobytes(), f"network {number}"


@pytest.mark.parametrize("first", range(0, NETWORKS, 15))
def test_nan_in_pad_lanes_reaches_no_loss_and_no_statistic(first: int) -> None:
    for number in range(first, first + 15):
        with network(number) as project:
            has_tokens = any(isinstance(x.spec, EmbeddingSpec) for x in project.network.layers)
        if has_tokens:
            continue  # a token is an address: nobody puts NaN there
        want, got = (first_batch(number, spoil, whole=False) for spoil in (None, no_numbers))
        assert want[0] == got[0], f"network {number}"
        assert want[1].tobytes() == got[1].tobytes(), f"network {number}"
