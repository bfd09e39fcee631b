"""Two threads train as one does: the same bits, the same guards, and nobody is left waiting."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.engine import halves, sharing
from playground.engine.halves import halve
from playground.engine.partner import Pair
from playground.engine.prepare import prepare
from playground.engine.program import Program
from playground.engine.sharing import share
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.engine.verify_indices import TapeError
from playground.kernels.optable import OPERATIONS, OpCode, Register
from playground.kernels.optable.parts import DIVISIONS, GUARDS, MEET
from playground.model import edits
from playground.model.project import Project
from tests.engine.projects import project, same_parameters
from tests.engine.test_equal_bits import network

NETWORKS, STEPS = 60, 23

WIDE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "dense": ("dense 48 relu > dropout 0.3 > dense 37 tanh > output", "spiral", {}),
    "batch 1": ("dense 48 relu > dense 37 tanh > output", "spiral", {"batch": 1}),
    "convolution": (
        "conv 12 3x3 relu > batch_norm > conv 9 3x3 stride 2 > pool 2 > flatten > output",
        "digits",
        {"examples": 60},
    ),
    "depthwise": (
        "conv 12 3x3 relu > conv 12 3x3 groups 12 > global_average_pool > output",
        "digits",
        {"examples": 60},
    ),
}


@pytest.fixture(autouse=True)
def everything_is_worth_dividing_and_shares_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    monkeypatch.setattr(halves, "WORTH", 0)
    monkeypatch.setattr(halves, "WORTH_NEXT", 0)
    monkeypatch.setattr(sharing, "LEAST", 0)
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before, "a thread was left running"


@pytest.fixture
def two() -> Iterator[Any]:
    """Return a maker of trainers with two threads, which are ended after the test."""
    made: list[Trainer] = []

    def make(project: Project, **options: Any) -> Trainer:
        made.append(Trainer(project, threads=2, **options))
        return made[-1]

    yield make
    for trainer in made:
        trainer.partner.close()


def same(one: Trainer, other: Trainer) -> bool:
    """Say whether two trainers agree to the bit in all that a step computes."""
    return (
        same_parameters(one, other)
        and one.bound.workspace.tobytes() == other.bound.workspace.tobytes()
        and one.bound.registers.tobytes() == other.bound.registers.tobytes()
        and one.curve().train_loss.tobytes() == other.curve().train_loss.tobytes()
    )


def wide(name: str) -> Project:
    text, kind, options = WIDE[name]
    return project(text, kind, **{"batch": 21, **options})


@pytest.mark.parametrize("name", WIDE)
def test_two_threads_give_the_bits_of_one(name: str, two: Any) -> None:
    one, other = Trainer(wide(name)), two(wide(name))
    codes = {int(code) for code in other.bound.pair.second[:, 0]}
    assert len(codes) > 3  # else nothing of it was divided
    one.advance(40)
    for steps in (1, 17, 22):
        other.advance(steps)
    assert same(one, other)
    for trainer in (one, other):
        trainer.advance_operation()
        trainer.advance(5)
    assert same(one, other)


@pytest.mark.parametrize("first", range(0, NETWORKS, 20))
def test_drawn_networks_of_every_kind_give_the_bits_of_one_thread(first: int, two: Any) -> None:
    divided = 0
    for number in range(first, first + 20):
        with network(number) as made:
            one, other = Trainer(made), two(made)
            divided += other.bound.pair is not None
            one.advance(STEPS)
            while other.step < STEPS:
                other.advance(min(7, STEPS - other.step))
            assert same(one, other), f"network {number}"
            other.go_to(STEPS // 2)
            other.advance(STEPS - STEPS // 2)
            assert same_parameters(one, other), f"network {number}, travelled"
            other.partner.close()
    assert divided >= 15


def spans(program: Program, row: Any) -> Iterator[tuple[str, int, int, bool]]:
    code, numbers = read_row(row)
    for argument in OPERATIONS[code].arguments:
        if argument.extent is not None and argument.access and argument.space in ("W", "P"):
            start = numbers[argument.name]
            yield argument.space, start, start + argument.extent(numbers), "w" in argument.access


def sections(rows: Any) -> list[Any]:
    """Return the rows between meetings."""
    places = np.flatnonzero(rows[:, 0] == MEET)
    return [part[part[:, 0] != MEET] for part in np.split(rows, places)]


def check_nobody_disturbs(program: Program) -> None:
    """Mark element by element what each thread reads and writes between two meetings."""
    made = halve(share(program))
    if made is None:
        return
    first, second = sections(made.first), sections(made.second)
    assert len(first) == len(second)
    assert not len(second[0])  # the first thread begins the step
    assert not len(second[-1])  # and ends it
    sizes = {"W": program.workspace_size, "P": program.layout.block_size}
    for pair in zip(first, second, strict=True):
        read, written = [
            [{space: np.zeros(size, bool) for space, size in sizes.items()} for _ in range(2)]
            for _ in range(2)
        ]
        for side, rows in enumerate(pair):
            for row in rows:
                for space, start, stop, is_written in spans(program, row):
                    (written if is_written else read)[side][space][start:stop] = True
        for space in sizes:
            assert not np.any(written[0][space] & (written[1][space] | read[1][space]))
            assert not np.any(written[1][space] & read[0][space])
        if len(pair[1]):
            # Losses, norms and rates write registers, and all that is divided may read them.
            assert all(has_parts(row, pair[1]) or row_is_quiet(row) for row in pair[0])


def has_parts(row: Any, others: Any) -> bool:
    return any(row[0] == other[0] for other in others)


def row_is_quiet(row: Any) -> bool:
    name = OpCode(int(row[0])).name
    return not (name.endswith("_LOSS") or name in ("NORM_GRADIENT", "PHASE_RATE", "STEP_RATE"))


def test_between_two_meetings_no_thread_disturbs_the_other() -> None:
    for number in range(NETWORKS):
        with network(number) as made:
            check_nobody_disturbs(prepare(made).training)
    for name in WIDE:
        check_nobody_disturbs(prepare(wide(name)).training)


def test_both_threads_meet_behind_each_part_of_a_guard() -> None:
    made = halve(prepare(wide("dense")).training)
    assert made is not None
    for rows in (made.first, made.second):
        places = [i for i, row in enumerate(rows) if int(row[0]) in GUARDS]
        assert len(places) == 2
        assert all(rows[place + 1, 0] == MEET for place in places)


def test_a_part_that_reaches_out_of_the_program_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (division,) = DIVISIONS[OpCode.DENSE_FORWARD]
    far = replace(division, moves={**division.moves, "z": lambda _: 10**6})
    monkeypatch.setattr(halves, "DIVISIONS", {**DIVISIONS, OpCode.DENSE_FORWARD: (far,)})
    with pytest.raises(TapeError, match="reaches for z"):
        halve(prepare(wide("dense")).training)


def test_a_small_network_is_left_to_one_thread(two: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    trainer = two(project())
    trainer.advance(20)
    assert trainer.bound.pair is None
    assert all(thread.name != "partner" for thread in threading.enumerate())


@pytest.mark.parametrize("place", [0, -1])
def test_a_guard_that_one_thread_alone_trips_stops_both(place: int, two: Any) -> None:
    """A moment that is infinite spoils one parameter, in the part of one thread or the other."""
    trainers = [Trainer(wide("dense")), two(wide("dense"))]
    for trainer in trainers:
        trainer.advance(30)
        layout = trainer.bound.program.layout
        moments = trainer.bound.block[layout.plane_size :][: layout.size]
        moments[place] = np.inf
        trainer._safe = None
        tripped = trainer._burst(10, trainer._never)[1]
        assert trainer.bound.program.tape.rows[tripped, 0] == OpCode.GUARD_PARAMETERS
        assert trainer.step == 30
    one, other = (trainer.bound for trainer in trainers)
    assert one.block.tobytes() == other.block.tobytes()
    assert one.workspace.tobytes() == other.workspace.tobytes()


def test_a_broken_run_reports_and_goes_back_as_with_one_thread(two: Any) -> None:
    trainers = [Trainer(wide("dense")), two(wide("dense"))]
    reports = []
    for trainer in trainers:
        trainer.advance(30)
        trainer.bound.registers[Register.LEARNING_RATE] = 1e39
        reports.append(trainer.advance(10).guard)
    assert reports[0] is not None
    assert reports[0] == reports[1]
    assert same_parameters(*trainers)
    for trainer in trainers:
        trainer.go_back()
        trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=0.01))
        assert trainer.advance(10).done == 10
    assert same_parameters(*trainers)


def test_a_raised_flag_stops_both_threads(two: Any) -> None:
    trainer = two(wide("dense"))
    flag = np.zeros(1, dtype=np.int32)
    done: list[int] = []
    worker = threading.Thread(target=lambda: done.append(trainer.advance(10**8, flag).done))
    worker.start()
    while trainer.step < 50:
        pass
    flag[0] = 1
    worker.join(timeout=20)
    assert done[0] >= 50
    one = Trainer(wide("dense"))
    one.advance(done[0])
    assert same(one, trainer)
    flag[0] = 0
    assert trainer.advance(0, flag).done == 0
    assert trainer.advance(3, flag).done == 3


def test_an_error_in_either_thread_leaves_nobody_waiting(
    two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = two(wide("dense"))
    trainer.advance(5)

    def fail(*_: Any) -> Any:
        raise RuntimeError("no memory")

    with monkeypatch.context() as patch:
        patch.setattr(Pair, "follow", fail)
        with pytest.raises(RuntimeError, match="no memory"):
            trainer.advance(5)
    with monkeypatch.context() as patch:
        patch.setattr(trainer.bound.machine, "run_steps", fail)
        with pytest.raises(RuntimeError, match="no memory"):
            trainer.advance(5)
    trainer.rewind()
    one = Trainer(wide("dense"))
    assert trainer.advance(20).done == one.advance(20).done == 20
    assert same_parameters(one, trainer)


@pytest.mark.parametrize("method", ["begin", "leave"])
def test_an_interrupt_at_the_wrong_moment_leaves_nobody_waiting(
    method: str, two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = two(wide("dense"))
    trainer.advance(5)

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Pair, method, interrupt)
        with pytest.raises(KeyboardInterrupt):
            trainer.advance(5)
    trainer.rewind()
    one = Trainer(wide("dense"))
    assert trainer.advance(20).done == one.advance(20).done == 20
    assert same_parameters(one, trainer)


def test_a_closed_partner_starts_again_when_needed(two: Any) -> None:
    trainer = two(wide("dense"))
    trainer.partner.close()
    trainer.advance(3)
    assert sum(thread.name == "partner" for thread in threading.enumerate()) == 1
    trainer.partner.close()
    trainer.partner.close()
    assert all(thread.name != "partner" for thread in threading.enumerate())
    assert trainer.advance(3).done == 3
