"""What a run remembers outlives it: saved and opened, every step is what it was, to the bit."""

import random
from pathlib import Path

import numpy as np
import pytest

from playground.engine import run as run_module
from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model import edits
from tests.engine.projects import project, same_bits, same_parameters
from tests.engine.test_record import same_curve
from tests.engine.test_travel import eventful


@pytest.fixture(autouse=True)
def many_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep copies that lie close, so that every kind of way is gone in a short run."""
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0005)


def branched() -> Trainer:
    """A run with two lines beside the one that is followed, which has interventions of its own."""
    trainer = eventful(200)
    trainer.rename(1, "first")
    trainer.visit(120)
    trainer.change_project(edits.set_training(trainer.project, l2=0.1))
    trainer.advance(60)
    trainer.visit(90)
    trainer.set_weight(eventful(80).interventions[1].change.weight, 2.0)  # type: ignore[union-attr]
    trainer.advance(30)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=0.003))
    trainer.advance(1011 - 120)
    trainer.rename(3, "third")
    return trainer


def reopened(trainer: Trainer, folder: Path) -> Trainer:
    path = folder / "run.playground"
    save(path, trainer.newest_project, trainer.state())
    loaded = load(path)
    assert loaded.problem is None
    assert loaded.state is not None
    return Trainer(loaded.project, state=loaded.state)


def assert_alike(one: Trainer, other: Trainer) -> None:
    """The present, and what surrounds it, is the same in both."""
    for name in (
        "step",
        "end",
        "is_past",
        "number",
        "name",
        "project",
        "newest_project",
        "journal",
    ):
        assert getattr(one, name) == getattr(other, name), name
    assert one.interventions == other.interventions
    assert same_parameters(one, other)
    assert same_bits(one.state().attic, other.state().attic)
    assert one.batch_loss == other.batch_loss or np.isnan([one.batch_loss, other.batch_loss]).all()
    assert same_curve(one.curve(), other.curve())
    assert same_curve(one.curve_so_far(), other.curve_so_far())
    for a, b in zip(one.lines, other.lines, strict=True):
        assert (a.number, a.name, a.left_at) == (b.number, b.name, b.left_at)
        assert a.end.block.tobytes() == b.end.block.tobytes()
        assert same_curve(a.curve, b.curve)


@pytest.mark.parametrize("place", [1011, 700, 90, 0])
def test_a_run_opened_again_has_its_past_its_future_and_its_lines(
    place: int, tmp_path: Path
) -> None:
    whole = branched()
    whole.visit(place)
    again = reopened(whole, tmp_path)
    assert_alike(again, whole)
    draw = random.Random(place)
    for step in [draw.randint(0, 1011) for _ in range(15)]:
        for run in (again, whole):
            assert run.visit(step)
        assert_alike(again, whole)
    for line in (1, 3, 2):
        for run in (again, whole):
            run.follow(line)
        assert_alike(again, whole)
        step = draw.randint(0, whole.end)
        for run in (again, whole):
            run.visit(step)
        assert_alike(again, whole)
    for run in (again, whole):
        run.advance(run.end - run.step + 40)
    assert_alike(again, whole)


def test_what_is_saved_of_an_opened_run_is_what_was_opened(tmp_path: Path) -> None:
    whole = branched()
    whole.visit(444)
    again = reopened(reopened(whole, tmp_path), tmp_path)
    assert_alike(again, whole)
    steps = [copy.step for copy in again.copies.checkpoints]
    assert {copy.step for copy in whole.copies.checkpoints} <= {*steps}
    assert len(steps) == len({*steps})
    assert 444 in steps


def test_a_present_in_the_past_can_be_left_after_opening(tmp_path: Path) -> None:
    whole = branched()
    whole.visit(444)
    again = reopened(whole, tmp_path)
    for run in (again, whole):
        run.change_project(edits.set_training(run.project, l2=0.3))
        run.advance(10)
    assert_alike(again, whole)
    assert (again.number, len(again.lines)) == (4, 3)
    for run in (again, whole):
        run.follow(3)
    assert_alike(again, whole)


def test_copies_between_two_points_of_the_curve_bring_the_losses_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0)
    whole = Trainer(project())
    for _ in range(300):
        whole.advance(7)
    copy = next(c for c in whole.copies.checkpoints if c.step > 1500 and c.pending.size > 1)
    again = reopened(whole, tmp_path)
    for run in (again, whole):
        run.visit(copy.step)
        run.branch()
        run.advance(30)
    assert_alike(again, whole)


def test_a_rewound_run_keeps_its_lines_in_the_file(tmp_path: Path) -> None:
    whole = eventful(200)
    whole.rewind()
    whole.advance(50)
    again = reopened(whole, tmp_path)
    assert_alike(again, whole)
    for run in (again, whole):
        run.follow(1)
        run.visit(99)
    assert_alike(again, whole)


def test_names_of_lines_are_short_and_fit_on_one_line() -> None:
    trainer = eventful(50)
    trainer.rename(1, "  a\nb\t" + 100 * "c")
    assert trainer.name == "a b " + 56 * "c"
    trainer.visit(20)
    trainer.branch()
    assert (trainer.name, trainer.lines[0].name) == ("", "a b " + 56 * "c")
    trainer.rename(1, "")
    assert trainer.lines[0].name == ""
    with pytest.raises(Exception, match="no line 7"):
        trainer.rename(7, "x")


def test_the_way_of_the_weights_is_drawn_after_opening_as_before(tmp_path: Path) -> None:
    whole = branched()
    whole.advance(3000)
    whole.visit(2500)
    again = reopened(whole, tmp_path)
    for number in (3, 2, 1):
        layout = whole._network.layout
        steps, weights = whole.copies.trail.places(layout, whole.end)
        found, there = again.copies.trail.places(layout, again.end)
        assert steps.size > 40
        assert steps.tolist() == found.tolist()
        assert weights.tobytes() == there.tobytes()
        for run in (whole, again):
            run.follow(number - 1 or 3)
    again.follow(3)
    again.advance(2000)
    steps, _ = again.copies.trail.places(again._network.layout, again.end)
    late, early = np.diff(steps[steps > 4000]), np.diff(steps[steps < 3000])
    assert 0.5 * early.max() <= late.max() <= 4 * early.max()
