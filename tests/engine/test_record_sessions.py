"""Random sessions, of which one is saved and opened again and again: nobody could tell which."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.engine import run as run_module
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.errors import PlaygroundError
from tests.engine.projects import project
from tests.engine.test_record_saved import assert_alike, reopened
from tests.engine.test_sessions import _weight as a_weight
from tests.engine.test_sessions import edited

START = "dense 4 tanh as a > dropout 0.2 > dense 4 relu > add a > dense 3 silu nobias > output"


def _edit(trainer: Trainer, number: int) -> None:
    trainer.change_project(edited(trainer.project, random.Random(number)))


def _rate(trainer: Trainer, number: int) -> None:
    rate = 0.001 * (1 + number % 9)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=rate))


def _weight(trainer: Trainer, number: int) -> None:
    ref = a_weight(trainer.project, random.Random(number))
    trainer.set_weights([ref], [0.01 * (number % 50)])


def _line(trainer: Trainer, number: int) -> int:
    return random.Random(number).choice([trainer.number, *(o.number for o in trainer.lines)])


ACTIONS: dict[str, Callable[[Trainer, int], object]] = {
    "advance": lambda t, n: t.advance(1 + n % 120),
    "operation": lambda t, _: t.advance_operation(),
    "example": lambda t, _: t.advance_example(),
    "visit": lambda t, n: t.visit(n % (t.end + 1)),
    "back": lambda t, _: t.retreat_operation(),
    "epoch back": lambda t, _: t.retreat_epoch(),
    "edit": _edit,
    "rate": _rate,
    "weight": _weight,
    "branch": lambda t, _: t.branch(),
    "follow": lambda t, n: t.follow(_line(t, n)),
    "forget": lambda t, n: t.forget_line(_line(t, n)),
    "name": lambda t, n: t.rename(_line(t, n), f"line {n % 7}"),
    "rewind": lambda t, _: t.rewind(),
    "save": lambda t, _: None,
}


@pytest.fixture(autouse=True)
def many_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0005)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.integers(0, 10**6)), max_size=25)
)
def test_a_session_that_is_saved_and_opened_goes_on_as_if_it_were_not(
    words: list[tuple[str, int]], tmp_path: Path
) -> None:
    whole = Trainer(project(START, "xor", batch=9, examples=40, rate=0.02))
    again = reopened(whole, tmp_path)
    for word, number in (*words, ("save", 0), ("visit", 1), ("advance", 3)):
        told = []
        for run in (whole, again):
            try:
                ACTIONS[word](run, number)
            except PlaygroundError as error:
                told.append(str(error))
        assert len({*told}) <= 1
        assert len(told) != 1
        if word == "save":
            # What is half done is not saved: the update begins again.
            whole.drop_batch()
            again = reopened(again, tmp_path)
        assert_alike(again, whole)
        assert (again.row, again.position) == (whole.row, whole.position)
