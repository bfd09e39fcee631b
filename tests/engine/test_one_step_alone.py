"""Nothing of one step reaches the next through the workspace: what is read was written before.

Else bits would depend on which steps this process has done, and a run that is opened again, or
goes back in time, would not be the same.
"""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest

from playground.engine.prepare import prepare
from playground.engine.program import Program
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.kernels.optable import OPERATIONS
from playground.model.project import PhaseSpec, Project
from tests.engine.damage import subject
from tests.engine.test_heads import AGAIN, LABEL, SGD, players, tied, two_heads

NETWORKS = 130


def in_turns(kind: str = "sgd", l2: float = 0.1) -> Project:
    """Two heads that learn one after the other, every layer in front of them with both."""
    optimizer, whole = dataclasses.replace(SGD, kind=kind), two_heads(0.5)
    phases = (PhaseSpec((LABEL,), (), optimizer), PhaseSpec((AGAIN,), (), optimizer))
    training = dataclasses.replace(whole.training, phases=phases, l2=l2)
    return dataclasses.replace(whole, training=training)


def spans(program: Program) -> Iterator[tuple[int, str, bool, bool, slice]]:
    """Yield row, argument, whether it is read, whether it is written, and where."""
    for index, row in enumerate(program.tape.rows.tolist()):
        code, numbers = read_row(row)
        for argument in OPERATIONS[code].arguments:
            if argument.space == "W" and argument.extent is not None:
                adds = "r" in argument.access and numbers.get("accumulate", 1) == 1
                reads = argument.access == "r" or adds
                start = numbers[argument.name]
                place = slice(start, start + argument.extent(numbers))
                yield index, argument.name, reads, "w" in argument.access, place


def read_before_written(program: Program) -> list[str]:
    """Return rows that read what a later row of the tape writes, and none before."""
    ever = np.zeros(program.workspace_size, np.bool_)
    for *_, writes, place in spans(program):
        if writes:
            ever[place] = True
    found, done = [], np.zeros_like(ever)
    rows: dict[int, list[tuple[str, bool, bool, slice]]] = {}
    for index, *rest in spans(program):
        rows.setdefault(index, []).append(tuple(rest))  # type: ignore[arg-type]
    for index, parts in rows.items():
        for name, reads, _, place in parts:
            if reads and (ever[place] & ~done[place]).any():
                found.append(f"{read_row(program.tape.rows[index])[0].name} {index} reads {name}")
        for _, _, writes, place in parts:
            if writes:
                done[place] = True
    return found


@pytest.mark.parametrize("first", range(0, NETWORKS, 26))
def test_no_row_of_a_drawn_network_reads_what_the_step_before_left(first: int) -> None:
    for number in range(first, first + 26):
        prepared = subject(number)
        for program in (prepared.training, prepared.probe, prepared.evaluation):
            assert not read_before_written(program), f"network {number}, {program.kind}"


@pytest.mark.parametrize("made", [players(), tied(), two_heads(0.5), in_turns()])
def test_no_row_of_several_phases_reads_what_the_step_before_left(made: Project) -> None:
    assert not read_before_written(prepare(made).training)


@pytest.mark.parametrize("kind", ["sgd", "momentum", "adam"])
def test_a_phase_moves_only_layers_that_lead_to_its_outputs(kind: str) -> None:
    """A head that another phase teaches was pulled with a gradient that nobody set back to 0."""
    trainer = Trainer(in_turns(kind))
    trainer.advance(5)
    before = {name: w.copy() for name, w in trainer.weights().items()}
    first = trainer.bound.program.tape.phase("update")
    for _ in range(first.stop):
        trainer.advance_operation()
    between = trainer._network.weights()
    moved = {name.layer for name, w in between.items() if not np.array_equal(w, before[name])}
    assert AGAIN not in moved
    assert LABEL in moved
    again = Trainer(trainer.project, state=trainer.state())
    for one in (trainer, again):
        one.drop_batch()
        one.advance(4)
    assert trainer.bound.block.tobytes() == again.bound.block.tobytes()
