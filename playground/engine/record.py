"""The whole record of a run, as it is saved: copies along the way, lines beside it, its end.

How much of it
--------------
Parameters of step 0, the present, and the last step of every line are always there. Of the copies
in between every second one goes until they take no more than `RECORD_BYTES`, those of a line that
was left no more than `LEFT_BYTES`; where another machine went on, the copy of that step goes last.
A copy counts with what only it needs: its block, weights that rested then, and its project. So a
jump in a run that was opened takes as long as before, or twice, four, eight ... times as long, and
so do the gaps between copies that are still to come. The way of the weights, which is drawn, takes a
quarter of that at most.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from playground.engine import run as run_module
from playground.engine.run import Run, beginning, every_second, size_of_all
from playground.engine.state import (
    Checkpoint,
    Curve,
    LineRecord,
    RunRecord,
    RunState,
    Stretch,
    Tensor,
)
from playground.engine.stretches import gone_on
from playground.engine.trail import fitting, found_again
from playground.model.ids import ParameterId

RECORD_BYTES = 32 * 2**20
LEFT_BYTES = 2 * 2**20
LONGEST_NAME = 60
PROJECT_BYTES = 4096
"""What a project takes in a file, its long parts aside."""

Attic = Mapping[ParameterId, Tensor]


def line_record(
    run: Run,
    *,
    number: int,
    name: str,
    left_at: int,
    end: Checkpoint | None,
    curve: Curve,
    room: int,
) -> LineRecord:
    """Return a line as it is saved, with copies that take at most ``room`` bytes."""
    line = LineRecord(
        number=number,
        name=name,
        left_at=left_at,
        initial_project=run.initial_project,
        initial=run.initial,
        stretches=run.stretches,
        journal=tuple(run.journal),
        copies=run.checkpoints,
        end=end,
        curve=curve,
        gap=run.gap,
        trail=run.trail.kept,
    )
    return _fitted(line, run.starts, run.attic, room)


def _fitted(line: LineRecord, starts: Collection[int], attic: Attic, room: int) -> LineRecord:
    """Return a line with as many of its copies, evenly spread, as fit; step 0 needs none."""
    copies, gap = [c for c in line.copies if (c.step, c.interventions) > (0, 0)], line.gap
    while copies and _size(copies, attic) > room:
        # The first of these is no beginning: a run has one anyway.
        copies = every_second(copies, starts) if len(copies) > 1 else []
        gap *= 2
    return replace(line, copies=tuple(copies), gap=gap, trail=fitting(line.trail, room // 4))


def _size(copies: list[Checkpoint], attic: Attic) -> int:
    projects = len({id(c.project) for c in copies})
    return size_of_all(copies, attic) + projects * PROJECT_BYTES


def lightened(record: RunRecord, room: int, ends: int) -> RunRecord:
    """Return a record that takes little: ``room`` bytes for copies, ``ends`` for other lines' ends.

    The lines that were left last are kept first.
    """
    lines: list[LineRecord] = []
    for line in reversed(record.lines):
        assert line.end is not None
        ends -= line.end.block.nbytes
        if ends < 0:
            break
        lines.append(_light(line, room * LEFT_BYTES // RECORD_BYTES))
    return replace(record, line=_light(record.line, room), lines=tuple(reversed(lines)))


def _light(line: LineRecord, room: int) -> LineRecord:
    starts = {stretch.start for stretch in line.stretches}
    return _fitted(line, starts, {} if line.end is None else line.end.attic, room)


def record_of(state: RunState) -> RunRecord:
    """Return the record of a saved run; of one without, what is known of the way to the present."""
    stretches = (Stretch(0, state.fingerprint), *state.later)
    if state.record is not None:
        return replace(state.record, line=replace(state.record.line, stretches=stretches))
    began = (state.initial_project, state.initial, stretches, state.journal)
    line = LineRecord(1, "", state.step, *began, (), None, state.curve, run_module.FIRST_GAP)
    return RunRecord(line, (), 1)


def end_of(state: RunState) -> int:
    """Return the last step of the line that is followed; the present may lie before it."""
    end = None if state.record is None else state.record.line.end
    return state.step if end is None else end.step


def run_of(line: LineRecord, step: int, attic: Attic, memory: int) -> Run:
    """Return the run of a saved line whose last step is ``step``, to be gone on with here."""
    run = Run(
        line.initial_project,
        line.initial,
        gone_on(line.stretches, step),
        list(line.journal),
        attic,
        gap=line.gap,
    )
    for copy in (beginning(line.initial_project, line.initial), *line.copies):
        run.keep(copy)
    run.trail = found_again(line.trail, line.curve.steps.size)
    run.grant(memory)
    return run


def plain_name(name: str) -> str:
    """Return a name of one line, cut where it is too long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:LONGEST_NAME].rstrip()
