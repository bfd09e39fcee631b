"""A run that was opened on another machine: what it was can be shown, what it becomes is exact."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from playground.engine import fingerprint as fingerprint_module
from playground.engine import run as run_module
from playground.engine.stepping import Stepper
from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.kernels.optable import Register
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.project import TrainingSpec
from tests.engine.projects import project, same_bits, same_parameters
from tests.engine.test_travel import eventful

Move = Callable[[str], None]


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Move]:
    """Go to a machine of this name; it computes the same, but nobody may rely on that."""
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.001)
    own = fingerprint_module._cpu()

    def move(name: str) -> None:
        monkeypatch.setattr(fingerprint_module, "_cpu", lambda: name or own)
        fingerprint_module.fingerprint.cache_clear()

    yield move
    monkeypatch.undo()
    fingerprint_module.fingerprint.cache_clear()


def taken_along(trainer: Trainer, folder: Path) -> Trainer:
    """Save and open."""
    path = folder / "run.playground"
    save(path, trainer.newest_project, trainer.state())
    loaded = load(path)
    assert loaded.problem is None
    assert loaded.state is not None
    return Trainer(loaded.project, state=loaded.state)


def steps_within_reach(trainer: Trainer) -> tuple[tuple[range, ...] | None, str]:
    return trainer.reachable, trainer.replay_problem


def steps_of(trainer: Trainer) -> list[int]:
    assert trainer.reachable is not None
    return [step for steps in trainer.reachable for step in steps]


def test_copies_can_be_shown_and_nothing_between_them(move_to: Move, tmp_path: Path) -> None:
    whole = eventful(200)
    assert steps_within_reach(whole) == (None, "")
    known = {copy.step for copy in whole.copies.checkpoints}
    move_to("elsewhere")
    trainer = taken_along(whole, tmp_path)
    assert "another processor" in trainer.replay_problem
    reach = steps_of(trainer)
    assert set(reach) == known | {0, 200}
    assert reach == sorted(set(reach))
    for step in reversed(reach):
        assert trainer.visit(step)
        assert same_parameters(trainer, eventful(step)), step
        assert trainer.project == eventful(step).project
        assert (trainer.end, trainer.lines) == (200, ())
    trainer.visit(0)
    for step in set(range(200)) - set(reach):
        below, above = max(s for s in reach if s < step), min(s for s in reach if s > step)
        words = rf"processor.*step {below} or step {above}\."
        with pytest.raises(PlaygroundError, match=words):
            trainer.visit(step)
        assert (trainer.step, trainer.is_past) == (0, True)


def test_going_on_at_the_end_is_exact_from_there(move_to: Move, tmp_path: Path) -> None:
    def go_on(trainer: Trainer) -> None:
        trainer.advance(150)
        trainer.change_project(edits.set_training(trainer.project, l2=0.1))
        trainer.advance(150)

    draw = random.Random(1)
    steps = [200, *(draw.randint(200, 500) for _ in range(20)), 500]
    whole, opened = eventful(200), eventful(200)
    go_on(whole)
    there = []
    for step in steps:
        whole.visit(step)
        there.append((whole.state().tensors, whole.interventions))
    move_to("elsewhere")
    trainer = taken_along(opened, tmp_path)
    go_on(trainer)
    assert trainer.reachable is not None
    assert trainer.reachable[-1] == range(200, 501)
    for step, (tensors, interventions) in zip(steps, there, strict=True):
        assert trainer.visit(step)
        assert same_bits(trainer.state().tensors, tensors)
        assert trainer.interventions == interventions
    # Played in the past of this machine, it follows the record to its end.
    trainer.visit(210)
    trainer.advance(290)
    assert (trainer.is_past, trainer.lines) == (False, ())
    assert same_bits(trainer.state().tensors, there[-1][0])


@pytest.mark.parametrize("unit", ["bursts", "batches", "operations", "examples"])
def test_going_on_from_a_copy_of_another_machine_is_a_line_of_its_own(
    unit: str, move_to: Move, tmp_path: Path
) -> None:
    whole = eventful(200)
    move_to("elsewhere")
    trainer = taken_along(whole, tmp_path)
    step = steps_of(trainer)[len(steps_of(trainer)) // 2]
    trainer.visit(step)
    move: Callable[[], object] = {
        "bursts": lambda: trainer.advance(7),
        "batches": trainer.advance_batch,
        "operations": trainer.advance_operation,
        "examples": trainer.advance_example,
    }[unit]
    while trainer.step == step:
        assert (trainer.number, trainer.lines) == (1, ())
        move()
    assert (trainer.number, trainer.is_past) == (2, False)
    assert [(line.number, line.left_at, line.end.step) for line in trainer.lines] == [
        (1, step, 200)
    ]
    trainer.advance(step + 60 - trainer.step)
    assert trainer.reachable is not None
    assert trainer.reachable[-1] == range(step, step + 61)
    there = eventful(step)
    for target in (step + 60, step + 1, step + 33):
        there.advance(target - there.step) if target > there.step else there.visit(target)
        trainer.visit(target)
        assert same_parameters(trainer, there)
    trainer.follow(1)
    assert same_parameters(trainer, whole)
    assert steps_of(trainer)[-1] == 200


def test_home_again_what_was_done_here_is_exact_and_what_was_done_there_is_not(
    move_to: Move, tmp_path: Path
) -> None:
    whole = eventful(200)
    move_to("elsewhere")
    away = taken_along(whole, tmp_path)
    away.advance(1000)
    move_to("")
    home = taken_along(away, tmp_path)
    home.advance(100)
    whole.advance(1100)
    assert home.reachable is not None
    first, *lone, last = home.reachable
    assert (first, last) == (range(201), range(1200, 1301))
    assert lone
    assert all(len(steps) == 1 for steps in lone)
    for step in (150, 200, lone[0][0], 1200, 1233, 1300):
        for run in (home, whole):
            assert run.visit(step)
        assert same_parameters(home, whole)
    # Played from the past, it follows as far as it can, and goes off from there.
    home.visit(180)
    home.advance(100)
    assert (home.step, home.number, home.lines[0].left_at) == (280, 2, 200)
    assert steps_within_reach(home) == (None, "")


def test_ways_back_say_where_they_end(move_to: Move, tmp_path: Path) -> None:
    whole = eventful(200)
    move_to("elsewhere")
    trainer = taken_along(whole, tmp_path)
    reach = steps_of(trainer)
    step = next(s for s in reversed(reach) if 0 < s < 200 and s - 1 not in reach)
    trainer.visit(step)
    for way in (trainer.retreat_operation, trainer.retreat_batch, trainer.retreat_example):
        with pytest.raises(PlaygroundError, match="processor"):
            way()
        assert (trainer.step, trainer.row) == (step, 0)
    # In the update ahead there is a way forward and back: nothing of the record is needed.
    trainer.advance_operation()
    trainer.advance_operation()
    trainer.retreat_operation()
    assert (trainer.step, trainer.row, trainer.lines) == (step, 1, ())
    trainer.retreat_batch()
    assert (trainer.step, trainer.row, trainer.number) == (step, 0, 1)


def test_a_change_at_a_copy_of_another_machine_begins_a_line(move_to: Move, tmp_path: Path) -> None:
    whole = eventful(200)
    move_to("elsewhere")
    trainer = taken_along(whole, tmp_path)
    trainer.visit(steps_of(trainer)[2])
    step = trainer.step
    trainer.change_project(edits.set_training(trainer.project, l2=0.1))
    trainer.advance(40)
    assert trainer.reachable is not None
    assert trainer.reachable[-1] == range(step, step + 41)
    assert trainer.visit(step + 20)
    again = taken_along(trainer, tmp_path)
    assert again.reachable == trainer.reachable
    assert same_parameters(again, trainer)


def test_the_copy_where_another_machine_went_on_goes_last(
    move_to: Move, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = eventful(200)
    move_to("elsewhere")
    trainer = taken_along(whole, tmp_path)
    monkeypatch.setattr(run_module, "CHECKPOINT_COUNT", 6)
    trainer.advance(3000)
    assert trainer.copies.count <= 6
    assert trainer.reachable is not None
    assert trainer.reachable[-1] == range(200, 3201)
    assert trainer.visit(201)


def test_a_rewound_run_is_all_of_this_machine(move_to: Move, tmp_path: Path) -> None:
    whole = eventful(200)
    move_to("elsewhere")
    trainer = taken_along(whole, tmp_path)
    trainer.rewind()
    trainer.advance(60)
    assert steps_within_reach(trainer) == (None, "")
    assert trainer.visit(30)
    trainer.follow(1)
    assert steps_of(trainer)[-1] == 200


def _bits(trainer: Trainer) -> bytes:
    return b"".join(tensor.planes.tobytes() for tensor in trainer.state().tensors)


class _Witness:
    """Somebody who wrote down what every line was at every step."""

    def __init__(self, trainer: Trainer) -> None:
        self.seen = {trainer.number: {0: _bits(trainer)}}

    def watch(self, trainer: Trainer, act: Callable[[], object]) -> None:
        """See what one update brings: the step before it may have been left for another line."""
        number, step, end = trainer.number, trainer.step, trainer.end
        act()
        assert trainer.step == step + 1
        if trainer.number != number:
            before = self.seen[number].items()
            self.seen[trainer.number] = {s: bits for s, bits in before if s <= step}
        if trainer.number != number or step == end:
            self.seen[trainer.number][step + 1] = _bits(trainer)

    def check(self, trainer: Trainer) -> None:
        assert self.seen[trainer.number][trainer.step] == _bits(trainer)
        assert trainer.end == max(self.seen[trainer.number])


def _changed(trainer: Trainer, draw: random.Random) -> None:
    l2 = draw.randrange(1, 50) / 1000
    trainer.change_project(edits.set_training(trainer.project, l2=l2))
    trainer.advance(1)


_RATES = {"": 1.0, "one": 1.001, "two": 0.999}


def _slightly_wrong(stepper: Stepper, training: TrainingSpec) -> None:
    """Every machine computes a little different from all others."""
    _configure(stepper, training)
    rates = [Register.LEARNING_RATE, Register.FULL_RATE, Register.BASE_RATE]
    stepper.bound.registers[rates] *= _RATES.get(fingerprint_module._cpu(), 1.0)


_configure = Stepper.configure


@pytest.mark.parametrize("seed", range(8))
def test_whoever_carries_a_run_from_machine_to_machine_is_never_shown_what_was_not(
    seed: int, move_to: Move, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stepper, "configure", _slightly_wrong)
    draw = random.Random(seed)
    trainer = Trainer(project("dense 4 tanh > dense 3 tanh > output", "xor", rate=0.02))
    witness = _Witness(trainer)
    for _ in range(60):
        match draw.randrange(10):
            case 0:
                move_to(draw.choice(["", "one", "two"]))
                trainer = taken_along(trainer, tmp_path)
            case 1 | 2:
                trainer.visit(trainer.end)
                for _ in range(draw.randint(1, 40)):
                    witness.watch(trainer, partial(trainer.advance, 1))
            case 3 | 4 | 5:
                step = draw.randint(0, trainer.end)
                if trainer.reachable is not None and draw.random() < 0.5:
                    step = draw.choice(steps_of(trainer))
                is_within = trainer.reachable is None or step in steps_of(trainer)
                try:
                    trainer.visit(step)
                except PlaygroundError:
                    assert not is_within
                else:
                    assert is_within
            case 6:
                ways = (partial(_changed, trainer, draw), partial(trainer.advance, 1))
                witness.watch(trainer, ways[draw.randrange(2)])
            case 8 | 9:
                witness.watch(trainer, trainer.advance_batch)
            case 7:
                trainer.follow(draw.choice([trainer.number, *(o.number for o in trainer.lines)]))
        witness.check(trainer)
