"""A session that is closed whatever happens, and nothing of it left."""

import threading
from collections.abc import Iterator

import pytest

from playground.session.session import Session


@pytest.fixture
def session() -> Iterator[Session]:
    before = set(threading.enumerate())
    made = Session()
    made.start()
    yield made
    made.close()
    assert set(threading.enumerate()) <= before
