"""The journal: what a killed program leaves is found, what a living one holds is not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from playground.data.build import shape_of
from playground.engine import run as run_module
from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.files.autosave import COPIES, ENDS, Autosave
from playground.files.examples import FIRST, example, examples
from playground.files.project_file import save
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId
from playground.model.project import Project
from tests.engine.projects import project, same_parameters

ROOT = Path(__file__).resolve().parents[2]

KILLED = """
import sys, pathlib
sys.path.insert(0, sys.argv[2])
from playground.files.autosave import COPIES, ENDS, Autosave
from playground.model.project import Project
from tests.engine.projects import project, same_parameters
journal = Autosave(pathlib.Path(sys.argv[1]))
journal.write(Project(name="lost"), None, pathlib.Path("/home/me/lost.playground"))
print("written", flush=True)
number = 0
while True:
    number += 1
    journal.write(Project(name=f"lost {number}"), None)
"""


def test_a_killed_program_leaves_a_whole_journal(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), str(ROOT)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "written\n"
        living = Autosave(tmp_path)
        assert living.recoverable() == ()
        os.kill(child.pid, signal.SIGKILL)
        child.wait(timeout=10)
    (found,) = living.recoverable()
    assert found.project.name.startswith("lost")
    assert found.step == 0
    found.discard()
    assert living.recoverable() == ()
    living.close()


def test_a_run_and_its_document_are_recovered(trained: RunState, tmp_path: Path) -> None:
    first = Autosave(tmp_path)
    first.write(trained.project, trained, Path("/tmp/mine.playground"))
    first.close()
    second = Autosave(tmp_path)
    (found,) = second.recoverable()
    assert found.step == trained.step
    assert found.document == Path("/tmp/mine.playground")
    second.close()


def test_a_crash_while_the_past_is_looked_at_takes_neither_future_nor_other_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0)
    trainer = Trainer(project("dense 40 relu > dense 40 relu > output", "spiral"))
    for line in (1, 2, 3):
        trainer.advance(200)
        trainer.visit(100 * line)
        trainer.branch()
        trainer.rename(line, f"the {line}.")
    trainer.advance(300)
    trainer.visit(50)
    first = Autosave(tmp_path)
    first.write(trainer.newest_project, trainer.state())
    first.close()
    second = Autosave(tmp_path)
    (found,) = second.recoverable()
    assert found.problem is None
    again = Trainer(found.project, state=found.state)
    assert (again.step, again.end, again.number) == (50, 600, 4)
    assert [(line.name, line.end.step) for line in again.lines] == [
        ("the 1.", 200), ("the 2.", 300), ("the 3.", 400)
    ]  # fmt: skip
    for step in (599, 77, 600):
        trainer.visit(step)
        again.visit(step)
        assert same_parameters(again, trainer)
    # It is written every few seconds, so it is small.
    assert found.state is not None
    assert found.state.record is not None
    assert len(found.state.record.line.copies) > 10
    assert sum(copy.block.nbytes for copy in found.state.record.line.copies) <= COPIES
    assert found.path.stat().st_size < 2 * COPIES
    found.discard()
    second.close()


def test_lines_of_large_networks_are_left_out_of_the_journal(tmp_path: Path) -> None:
    trainer = Trainer(project("dense 700 relu > dense 700 relu > output", "spiral"))
    for number in (1, 2, 3):
        trainer.advance(2)
        trainer.visit(trainer.end - 1)
        trainer.branch()
        trainer.rename(number, f"the {number}.")
    assert ENDS // trainer._network.block.nbytes == 1
    state = trainer.state()
    first = Autosave(tmp_path)
    first.write(trainer.project, state)
    first.close()
    second = Autosave(tmp_path)
    (found,) = second.recoverable()
    again = Trainer(found.project, state=found.state)
    assert [line.name for line in again.lines] == ["the 3."]
    assert same_parameters(again, trainer)
    found.discard()
    second.close()


def test_an_orderly_end_leaves_nothing(tmp_path: Path) -> None:
    journal = Autosave(tmp_path)
    journal.write(Project(), None)
    journal.clear()
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_journal_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "1-dead.playground").write_bytes(b"garbage")
    journal = Autosave(tmp_path)
    assert journal.recoverable() == ()
    journal.close()


def test_old_journals_go_damaged_or_not(tmp_path: Path) -> None:
    damaged, whole = tmp_path / "1-dead.playground", tmp_path / "2-dead.playground"
    damaged.write_bytes(b"garbage")
    save(whole, Project(), None)
    for path in (damaged, whole):
        os.utime(path, (1e9, 1e9))
    journal = Autosave(tmp_path)
    assert journal.recoverable() == ()
    assert not damaged.exists()
    assert not whole.exists()
    journal.close()


def test_remains_of_killed_programs_are_swept_but_young_ones_stay(tmp_path: Path) -> None:
    old = [tmp_path / "1-dead.lock", tmp_path / ".1-dead-abc_1.playground"]
    young = [tmp_path / "2-new.lock", tmp_path / ".2-new-abc_1.playground"]
    for path in (*old, *young):
        path.touch()
    living = Autosave(tmp_path)
    for path in (*old, *tmp_path.glob(f"{os.getpid()}-*.lock")):
        os.utime(path, (1e9, 1e9))
    journal = Autosave(tmp_path)
    assert journal.recoverable() == ()
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in young)
    living.write(Project(), None)
    assert journal.recoverable() == ()
    living.clear()
    living.close()
    journal.close()


def test_every_example_can_be_trained_and_says_what_it_shows() -> None:
    found = examples()
    assert len(found) >= 5
    assert found[0].name == FIRST
    for each in found:
        assert check(each.project, shape_of(each.project.data)).problems == ()
        assert each.pace is None or each.pace > 0
    assert all(e.explanation.endswith((".", "?")) for e in found)
    with pytest.raises(PlaygroundError, match="Did you mean spiral"):
        example("spirall")


def test_the_first_example_is_learned_in_eight_seconds_of_watching() -> None:
    first = example(FIRST)
    assert first.pace is not None
    trainer = Trainer(first.project)
    trainer.advance(int(8 * first.pace))
    assert trainer.metrics().test_accuracy >= 0.95


def test_equal_neurons_stay_equal_and_fail_as_the_example_says() -> None:
    trainer = Trainer(example("equal-start").project)
    trainer.advance(1000)
    hidden = trainer.weights()[ParameterId(trainer.resolution.order[1], "weight")]
    assert (hidden == hidden[0]).all()
    assert trainer.metrics().train_accuracy <= 0.75
