"""Checking the record of a saved run: what a damaged file brings must harm neither memory nor run."""

import math
from itertools import pairwise

import numpy as np

from playground.engine.restore import MAX_COUNT, check_curve
from playground.engine.run import beginning
from playground.engine.state import Checkpoint, Intervention, LineRecord, RunState
from playground.kernels.optable import STATES, State
from playground.model.errors import PlaygroundError

LONGEST_GAP = 1e6
"""Seconds."""


def check_record(state: RunState) -> None:
    """Check that the record of a state fits the state; one without is fine.

    Cursors are checked against the data of their own project when one goes there.

    Raises
    ------
    PlaygroundError
        Says which part does not fit.
    """
    record = state.record
    if record is None:
        return
    numbers = [record.line.number, *(line.number for line in record.lines)]
    if len({*numbers}) != len(numbers) or not 1 <= min(numbers) <= max(numbers) <= record.numbers:
        _refuse("its lines are not numbered one by one")
    if any(line.end is None for line in record.lines):
        _refuse("a line has no end")
    for line in (record.line, *record.lines):
        _check_line(line, state.step if line.end is None else line.end.step)
    _check_present(record.line, state)


def _check_present(line: LineRecord, state: RunState) -> None:
    """The present lies on the line that is followed: at its end, or before it."""
    done = len(state.journal)
    if line.end is None and len(line.journal) != done:
        _refuse("its journal goes on behind its end")
    if line.end is not None and line.end.step < state.step:
        _refuse("it ends before the present")
    _check_place(line.journal, state.step, done)
    if line.journal[:done] != state.journal:
        _refuse("its journal is another one")


def _check_line(line: LineRecord, last: int) -> None:
    beginning(line.initial_project, line.initial)
    starts = [stretch.start for stretch in line.stretches]
    if not starts or starts[0] != 0 or any(a >= b for a, b in pairwise(starts)):
        _refuse("the machines that computed it are not in order")
    if not 0 <= line.left_at <= MAX_COUNT or not 0.0 <= line.gap <= LONGEST_GAP:
        _refuse("a line says numbers that cannot be")
    steps = [intervention.step for intervention in line.journal]
    if any(a > b for a, b in pairwise([0, *steps, last])):
        _refuse("its journal names a step that was never made")
    try:
        check_curve(line.curve, last)
    except PlaygroundError:
        _refuse("a curve runs backwards or beyond the last step")
    copies = (*line.copies, *(() if line.end is None else (line.end,)))
    for copy in copies:
        _check_copy(copy, line.journal, last)
    moments = [(copy.step, copy.interventions) for copy in line.copies]
    if any(a >= b for a, b in pairwise(moments)):
        _refuse("its copies are not in order")
    if line.end is not None and line.end.interventions != len(line.journal):
        _refuse("its journal goes on behind its end")


def _check_copy(copy: Checkpoint, journal: tuple[Intervention, ...], last: int) -> None:
    if copy.block.shape != (copy.layout.block_size,) or copy.block.dtype != np.float32:
        _refuse("the parameters of a copy are not those of its network")
    if copy.counters.shape != (STATES,) or copy.counters.dtype != np.int64:
        _refuse("a copy does not count")
    step, epoch, cursor, adam = (
        int(copy.counters[place])
        for place in (State.STEP, State.EPOCH, State.CURSOR, State.ADAM_STEP)
    )
    if not (step == copy.step <= last and 0 <= epoch <= MAX_COUNT and 0 <= cursor <= MAX_COUNT):
        _refuse("a copy counts steps that no run can have done")
    if not 0 <= adam <= step or math.isinf(copy.batch_loss):
        _refuse("a copy counts steps that no run can have done")
    if copy.pending.ndim != 1 or copy.pending.dtype != np.float32:
        _refuse("the losses of a copy are no numbers")
    _check_place(journal, step, copy.interventions)


def _check_place(journal: tuple[Intervention, ...], step: int, done: int) -> None:
    """What was done by then was done at this step or before, and the rest at it or behind."""
    is_place = (
        step >= 0
        and 0 <= done <= len(journal)
        and (done == 0 or journal[done - 1].step <= step)
        and (done == len(journal) or step <= journal[done].step)
    )
    if not is_place:
        _refuse("a copy does not stand where its journal says")


def _refuse(reason: str) -> None:
    raise PlaygroundError(f"The record of the run is damaged: {reason}.")
