"""The journal: what a killed program leaves is found, what a living one holds is not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from playground.engine.state import RunState
from playground.files.autosave import Autosave
from playground.files.examples import FIRST, example, examples
from playground.model.errors import PlaygroundError
from playground.model.project import Project

ROOT = Path(__file__).resolve().parents[2]

KILLED = """
import sys, pathlib
sys.path.insert(0, sys.argv[2])
from playground.files.autosave import Autosave
from playground.model.project import Project
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


def test_every_example_can_be_trained_and_says_what_it_shows() -> None:
    found = examples()
    assert len(found) >= 5
    assert found[0].name == FIRST
    assert all(e.explanation.endswith(".") for e in found)
    with pytest.raises(PlaygroundError, match="Did you mean spiral"):
        example("spirall")
