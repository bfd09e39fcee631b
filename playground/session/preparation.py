"""Compiling: first what the network at hand needs, the rest piece by piece behind it.

Compiled once on a machine, the pieces are only loaded, which takes milliseconds each.
"""

import time
from collections.abc import Callable

from playground.engine import door
from playground.engine.prepare import prepare
from playground.kernels.optable import OpCode
from playground.model.project import Project
from playground.session.behind import Behind

Tell = Callable[[str], None]
"""Called with one line about what comes next, before it is compiled."""

SLICE = 0.005
"""Seconds after which `Preparation.load_more` leaves the rest for later."""


NEWS = 0.5
"""Seconds between two looks at the process that compiles behind."""


class _EnoughError(Exception):
    """Thrown through the door's report to come back to training between two pieces."""


class Preparation:
    """What of the engine is compiled; used by one thread.

    Attributes
    ----------
    is_complete
        True when nothing is left to compile, the canvas' wires included.
    patience
        Seconds that may pass before `load_more` has news.
    """

    def __init__(self, behind: Behind | None = None) -> None:
        self.is_complete = False
        self.patience = 0.0
        self._behind = behind
        self._is_small_done = False
        self._told = ""
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
        """Load one piece, or a few that are quick, of what is left.

        What small networks do not need is left to a process of its own, where there is one.
        """
        if self._behind is not None and self._is_small_done and not self._behind.is_over:
            self._wait_for(self._behind, tell)
            return
        until = time.monotonic() + SLICE

        def report(piece: str, done: int, total: int) -> None:
            if time.monotonic() > until and done < total:
                raise _EnoughError
            if self._reached < done < total:
                self._reached = done
                tell(f"Compiling {piece} ({done + 1} of {total})")

        try:
            if self._behind is None or self._behind.is_over:
                door.prepare(report)
            else:
                door.prepare(report, is_all=False)
                self._is_small_done, self._reached = True, -1
                return
        except _EnoughError:
            return
        except Exception:
            # Tried once: a piece that cannot be compiled is reported, not tried for ever.
            self.is_complete = True
            raise
        self.is_complete = True

    def stop(self) -> None:
        """Leave the rest to the next start."""
        if self._behind is not None:
            self._behind.stop()

    def _wait_for(self, behind: Behind, tell: Tell) -> None:
        said = behind.look()
        self.patience = NEWS if said else 0.0
        if said != self._told:
            self._told = said
            tell(said)


def _title(code: OpCode) -> str:
    return code.name.lower().replace("_", " ")
