"""Tapes of every kind of layer, damaged: refused, or harmless between walls of memory."""

import subprocess
import sys

import pytest

from playground.kernels.optable import OpCode
from tests.engine.damage import PROGRAMS

NETWORKS, TIMES = 130, 9
ENOUGH = 0.1
"""Share of the damaged tapes that has to pass: a verifier that refuses everything proves little."""
MOST = 0.9
"""Share of the operations that has to run in a damaged tape."""


@pytest.mark.skipif(sys.platform != "linux", reason="walls of memory are made with mprotect")
def test_damaged_tapes_of_every_kind_stay_inside_their_arrays() -> None:
    """In a process of its own: a read or write outside of an array ends it, and so does a hang."""
    words = [sys.executable, "-m", "tests.engine.damage", "0", str(NETWORKS), str(TIMES)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    *_, last = done.stdout.splitlines()
    assert done.returncode == 0, f"ended with {done.returncode} at the tape {last}: {done.stderr}"
    _, refused, passed, ran = last.split()
    assert int(refused) + int(passed) == NETWORKS * PROGRAMS * TIMES
    assert int(passed) > ENOUGH * int(refused)
    # Which operations pass is drawn as well; with more damage all of them do.
    assert len(ran.split(",")) > MOST * len(OpCode)
