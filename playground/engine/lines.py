"""Lines of a run: where a change leaves the record, the rest of it is kept beside the new one."""

import time
from dataclasses import dataclass, replace

from playground.engine.curve import CurveRecorder
from playground.engine.network import BoundNetwork
from playground.engine.record import (
    LEFT_BYTES,
    RECORD_BYTES,
    line_record,
    plain_name,
    record_of,
    run_of,
)
from playground.engine.retreat import Retreating
from playground.engine.run import Run
from playground.engine.state import (
    Change,
    Checkpoint,
    Curve,
    Intervention,
    LineRecord,
    RunRecord,
    RunState,
)
from playground.model.errors import PlaygroundError

MOST_LINES = 8
"""Lines that are kept beside the one that is followed; the oldest goes first."""
LEFT_SHARE = 2 * MOST_LINES
"""A line that was left has this part of the memory for copies: all of them together have half. The
one that is followed has the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A run that was left, whole.

    Attributes
    ----------
    number
        Counts the lines of one beginning, from 1.
    name
        What the person calls it; "" where nothing was said.
    left_at
        Step at which another line went off from it.
    """

    number: int
    name: str
    left_at: int
    run: Run
    end: Checkpoint
    curve: Curve


class Branching(Retreating):
    """A run with lines beside it.

    Attributes
    ----------
    lines
        Runs that were left and can be gone back to, the oldest first.
    number, name
        Of the line that is followed.
    memory
        Bytes for the copies along all lines.
    """

    memory: int

    def __init__(self, network: BoundNetwork) -> None:
        self.lines: tuple[Line, ...] = ()
        self.number, self.name = 1, ""
        self._numbers = 1
        super().__init__(network)

    @property
    def copies(self) -> Run:
        """The run that is followed, for what its copies take."""
        return self._run

    @property
    def used(self) -> int:
        """Bytes that the copies along all lines take; those that two lines share count twice."""
        return self._run.used + sum(line.run.used for line in self.lines)

    def curve_so_far(self) -> Curve:
        """Return the curve up to the present; `curve` goes on to the end of the line."""
        if self._end is None:
            return self._recorder.curve()
        recorder = CurveRecorder(self._recorder.curve())
        recorder.truncate(self.step)
        return recorder.curve()

    def branch(self) -> None:
        """Leave the record here: what came later is kept as a line of its own."""
        if self._end is None:
            return
        run = self._run.until(self.step, self._done)
        self._keep_line(self._end)
        self._numbers += 1
        self.number, self.name, self._run = self._numbers, "", run
        pending = self._recorder.pending_losses()
        self._recorder = CurveRecorder(self._recorder.curve())
        self._recorder.truncate(self.step)
        self._recorder.take_up(pending)
        self._end = None
        self._run.put(self._checkpoint())
        self._since = 0.0
        self._share_memory()

    def go_to(self, step: int) -> None:
        """Travel to a past step and forget what came later.

        Raises
        ------
        PlaygroundError
            See `visit`.
        """
        self.visit(step)
        if self._end is None:
            return
        pending = self._recorder.pending_losses()
        self._run = self._run.until(self.step, self._done)
        self._recorder.truncate(self.step)
        self._recorder.take_up(pending)
        self._end = None

    def follow(self, number: int) -> None:
        """Go to the end of another line; the present one is kept.

        Raises
        ------
        PlaygroundError
            There is no such line.
        """
        if number == self.number:
            self._return()
            return
        line = next((line for line in self.lines if line.number == number), None)
        if line is None:
            raise PlaygroundError(f"There is no line {number} of this run any more.")
        self._return()
        # Its place becomes free first: whoever goes to and fro between lines forgets none.
        self.lines = tuple(other for other in self.lines if other.number != number)
        self._keep_line(self._checkpoint())
        self.number, self.name, self._run = line.number, line.name, line.run
        self._share_memory()
        self._recorder = CurveRecorder(line.curve)
        self._load(line.end)
        self._done = len(self._run.journal)

    def forsake(self) -> None:
        """Leave the line as a whole, at its end, because training begins anew; it is kept."""
        self.drop_batch()
        if self.end > 0:
            self._keep_line(self._checkpoint() if self._end is None else self._end)
            self._numbers += 1
            self.number, self.name = self._numbers, ""
        self._end = None

    def forget_line(self, number: int) -> None:
        """Forget a line that was left."""
        self.lines = tuple(line for line in self.lines if line.number != number)
        self._share_memory()

    def rename(self, number: int, name: str) -> None:
        """Call a line by a name of at most `record.LONGEST_NAME` letters; "" takes its name away.

        Raises
        ------
        PlaygroundError
            There is no such line.
        """
        name = plain_name(name)
        if number == self.number:
            self.name = name
        elif any(line.number == number for line in self.lines):
            self.lines = tuple(
                replace(line, name=name) if line.number == number else line for line in self.lines
            )
        else:
            raise PlaygroundError(f"There is no line {number} of this run any more.")

    def record(self) -> RunRecord:
        """Return where the run has been, to be saved; copies are shared, so this is quick."""
        line = line_record(
            self._run,
            number=self.number,
            name=self.name,
            left_at=self.step,
            end=self._end,
            curve=self._recorder.curve(),
            room=RECORD_BYTES,
        )
        return RunRecord(line, tuple(map(_saved, self.lines)), self._numbers)

    def leave(self) -> None:
        """Leave the record, because something is about to be changed; not where it says so."""
        if not self._is_redoing:
            self.branch()

    def note(self, change: Change, began: float) -> None:
        """Write what was just done into the journal, unless it was done again.

        ``began`` is the `time.perf_counter` from before it: replay will take as long.
        """
        if not self._is_redoing:
            self._run.note(Intervention(self.step, change))
            self._done = len(self._run.journal)
            self.took(time.perf_counter() - began)
            self.keep_copy(is_point=False)

    def grant_memory(self, size: int) -> None:
        """Give the copies along the run this many bytes; fewer leave larger gaps between them."""
        self.memory = size
        self._share_memory()

    def _share_memory(self) -> None:
        """Give every line that was left its part, and the one that is followed the rest."""
        share = self.memory // LEFT_SHARE
        for line in self.lines:
            line.run.grant(share)
        self._run.grant(self.memory - share * len(self.lines))

    def _keep_line(self, end: Checkpoint) -> None:
        line = Line(self.number, self.name, self.step, self._run, end, self._recorder.curve())
        self.lines = (*self.lines, line)[-MOST_LINES:]

    def _take_up(self, state: RunState) -> None:
        """Go on where a saved run was left, which is the present already, and know its record."""
        record = record_of(state)
        line, end = record.line, record.line.end
        attic, share = {tensor.id: tensor for tensor in state.attic}, self.memory // LEFT_SHARE
        self._run = run_of(line, state.step if end is None else end.step, attic, self.memory)
        self._recorder = CurveRecorder(line.curve, state.batch_losses)
        self._done, self._end = len(state.journal), end
        self.number, self.name, self._numbers = line.number, line.name, record.numbers
        self.lines = tuple(
            Line(
                o.number,
                o.name,
                o.left_at,
                run_of(o, o.end.step, o.end.attic, share),
                o.end,
                o.curve,
            )
            for o in record.lines[-MOST_LINES:]
            if o.end is not None
        )
        self._run.put(self._checkpoint())
        self._share_memory()


def _saved(line: Line) -> LineRecord:
    return line_record(
        line.run,
        number=line.number,
        name=line.name,
        left_at=line.left_at,
        end=line.end,
        curve=line.curve,
        room=LEFT_BYTES,
    )
