"""Compiling piece by piece, with a door that only pretends."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.engine import door
from playground.kernels import cache
from playground.model.errors import PlaygroundError
from playground.session import behind
from playground.session.preparation import Preparation
from tests.session.runs import PATIENCE, small

PIECES = ("gather", "wires", "relu")


class Door:
    """Three pieces; each that is not there yet takes so long that the rest is left for later."""

    def __init__(self, broken: str = "") -> None:
        self.ready: list[str] = []
        self.broken = broken
        self.now = 0.0

    def prepare(self, report: Callable[[str, int, int], None], *, is_all: bool = True) -> None:
        for number, piece in enumerate(PIECES):
            report(piece, number, len(PIECES))
            if piece == self.broken:
                raise OSError("no compiler")
            if piece not in self.ready:
                self.ready.append(piece)
                self.now += 1.0
        report("ready", len(PIECES), len(PIECES))


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Door:
    made = Door()
    monkeypatch.setattr(door, "prepare", made.prepare)
    monkeypatch.setattr("playground.session.preparation.time.monotonic", lambda: made.now)
    return made


def test_each_call_loads_one_piece_and_says_which(pretended: Door) -> None:
    said: list[str] = []
    preparing = Preparation()
    for piece in PIECES:
        assert not preparing.is_complete
        preparing.load_more(said.append)
        assert pretended.ready[-1] == piece
    assert preparing.is_complete
    assert said == [
        "Compiling gather (1 of 3)",
        "Compiling wires (2 of 3)",
        "Compiling relu (3 of 3)",
    ]


class Beside:
    """A process that only pretends."""

    def __init__(self) -> None:
        self.is_over = False
        self.said = "Compiling what other networks need (3 of 9)"

    def look(self) -> str:
        return "" if self.is_over else self.said

    def stop(self) -> None:
        self.is_over = True


def test_the_rest_is_left_to_another_process(pretended: Door) -> None:
    beside, said = Beside(), list[str]()
    preparing = Preparation(beside)  # type: ignore[arg-type]
    while not preparing.patience:
        preparing.load_more(said.append)
    assert pretended.ready == list(PIECES)
    preparing.load_more(said.append)
    assert said[-1] == beside.said
    assert said.count(beside.said) == 1
    assert not preparing.is_complete
    beside.stop()
    preparing.load_more(said.append)
    assert preparing.is_complete


def test_the_other_process_is_ended_with_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)
    monkeypatch.setattr(cache, "root", lambda: tmp_path.parent)
    monkeypatch.setattr(behind, "COMMAND", ("-c", "import time; time.sleep(60)"))
    first, second = behind.Behind(), behind.Behind()
    assert "0 of" in first.look()
    assert "Another window" in second.look()
    process = first._process
    assert process is not None
    first.stop()
    assert process.poll() is not None
    assert first.look() == ""
    cache.mark_complete()
    assert second.look() == ""
    assert second.is_over
    second.stop()


def test_what_the_other_process_says_is_shown_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted by the process itself: files in the cache are more than the pieces compiled."""
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)
    monkeypatch.setattr(cache, "root", lambda: tmp_path.parent)
    talk = "import time; print('noise'); print(7, 9, flush=True); time.sleep(60)"
    monkeypatch.setattr(behind, "COMMAND", ("-c", talk))
    beside = behind.Behind()
    beside.look()
    deadline = time.monotonic() + PATIENCE
    while "(7 of 9)" not in beside.look():
        assert time.monotonic() < deadline
    assert beside.look() == "Compiling what other networks need (7 of 9)"
    beside.stop()
    assert beside.look() == ""


def test_a_piece_that_cannot_be_compiled_is_tried_once(pretended: Door) -> None:
    pretended.broken = "wires"
    preparing = Preparation()
    preparing.load_more(lambda _: None)
    with pytest.raises(OSError, match="no compiler"):
        preparing.load_more(lambda _: None)
    assert preparing.is_complete


def test_what_the_network_needs_comes_first_and_once() -> None:
    said: list[str] = []
    preparing = Preparation()
    preparing.load_for(small(), said.append, lambda: False)
    wanted = [sentence for sentence in said if sentence.startswith("Compiling")]
    assert any("tanh forward" in sentence for sentence in wanted)
    assert not any("relu" in sentence for sentence in wanted)
    assert wanted[-1].endswith(f"({len(wanted)} of {len(wanted)})")
    said.clear()
    preparing.load_for(small("dense 3 relu > output"), said.append, lambda: False)
    assert len(said) == 2
    assert all("relu" in sentence for sentence in said)


def test_compiling_ends_between_two_pieces_when_the_session_is_closed() -> None:
    said: list[str] = []
    Preparation().load_for(small(), said.append, lambda: len(said) > 0)
    assert len(said) == 1


def test_a_project_that_cannot_be_trained_says_so() -> None:
    with pytest.raises(PlaygroundError):
        Preparation().load_for(small("dense 4 tanh > dense 3 relu"), lambda _: None, lambda: False)
