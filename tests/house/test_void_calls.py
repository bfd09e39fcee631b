"""PySide6 6.12.0 on Python 3.11 loses a reference to None with every void call and then aborts."""

import sys

from PySide6.QtCore import QObject

CALLS = 1000


def test_void_calls_keep_the_references_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    # On Python 3.12 and later None is immortal and the count is a constant: equal, too.
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
