"""Compiling: first what the network at hand needs, the rest piece by piece behind it.

Compiled once on a machine, the pieces are only loaded, which takes milliseconds each.
"""

import time
from collections.abc import Callable

from playground.engine import door
from playground.engine.prepare import prepare
from playground.kernels.optable import OpCode
from playground.model.project import Project

Tell = Callable[[str], None]
"""Called with one line about what comes next, before it is compiled."""

SLICE = 0.005
"""Seconds after which `Preparation.load_more` leaves the rest for later."""


class _EnoughError(Exception):
    """Thrown through the door's report to come back to training between two pieces."""


class Preparation:
    """What of the engine is compiled; used by one thread.

    Attributes
    ----------
    is_complete
        True when nothing is left to compile, the canvas' wires included.
    """

    def __init__(self) -> None:
        self.is_complete = False
        self._ready: set[OpCode] = set()
        self._reached = -1

    def load_for(self, project: Project, tell: Tell, is_ended: Callable[[], bool]) -> None:
        """Load what this project needs to train; ends early, between two pieces, when asked.

        Raises
        ------
        PlaygroundError
            The project cannot be trained.
        """
        if self.is_complete:
            return
        if not door.is_loaded():
            tell("Loading the engine")
        machine = door.kernels()
        programs = prepare(project)
        codes = {
            OpCode(int(code))
            for program in (programs.training, programs.evaluation, programs.probe)
            for code in program.tape.rows[:, 0]
        }
        missing = sorted(codes - self._ready)
        for number, code in enumerate(missing, start=1):
            if is_ended():
                return
            tell(f"Compiling {_title(code)} ({number} of {len(missing)})")
            machine.address_of(code)
            self._ready.add(code)

    def load_more(self, tell: Tell) -> None:
        """Load one piece, or a few that are quick, of what is left."""
        until = time.monotonic() + SLICE

        def report(piece: str, done: int, total: int) -> None:
            if time.monotonic() > until and done < total:
                raise _EnoughError
            if self._reached < done < total:
                self._reached = done
                tell(f"Compiling {piece} ({done + 1} of {total})")

        try:
            door.prepare(report)
        except _EnoughError:
            return
        except Exception:
            # Tried once: a piece that cannot be compiled is reported, not tried for ever.
            self.is_complete = True
            raise
        self.is_complete = True


def _title(code: OpCode) -> str:
    return code.name.lower().replace("_", " ")
