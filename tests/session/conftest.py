"""A session that is closed whatever happens, and nothing of it left."""

import threading
from collections.abc import Iterator

import pytest

from playground.engine import door
from playground.session.preparation import Preparation, Tell
from playground.session.session import Session


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """Compile what small networks need: no test's patience is for that."""
    door.prepare(is_all=False)


@pytest.fixture
def session() -> Iterator[Session]:
    before = set(threading.enumerate())
    made = Session()
    made.start()
    yield made
    made.close()
    assert set(threading.enumerate()) <= before


@pytest.fixture
def nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile nothing behind runs: what commands lead to is all that the status line tells."""

    def load_more(self: Preparation, tell: Tell) -> None:
        del tell
        self.patience = 3600.0

    monkeypatch.setattr(Preparation, "load_more", load_more)
