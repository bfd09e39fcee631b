"""Moving along the tape: in compiled bursts, by batch, by example, by single operation.

However a batch is run, the same rows run in the same order on the same numbers, so the bits after
k updates do not depend on the mix of calls. A batch in progress is simply the index of the next
row; the run's counters move only when the last row is done.
"""

import contextlib
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.data.random import stream_key
from playground.engine.binding import Bound
from playground.engine.curve import EVERYWHERE
from playground.engine.diagnose import diagnose
from playground.engine.overwritten import Overwritten, run_keeping
from playground.engine.partner import Partner
from playground.engine.state import Float32, GuardReport, Int32, Int64, StopFlag
from playground.kernels.optable import STATES, Register, Schedule, State
from playground.model.project import TrainingSpec

TRACE = 4096
"""Most updates in one compiled call."""
SAFE_STEPS = 32
"""Updates after which the copy that a guard falls back to is made anew."""


@dataclass(frozen=True, slots=True)
class Advance:
    """What a call did: updates completed, and the guard's report if one tripped."""

    done: int
    guard: GuardReport | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where stepping stands; field by field what `session.snapshot.StepPosition` holds."""

    operation: int = 0
    lane: int | None = None
    lanes: int = 0
    examples: tuple[int, ...] = ()
    loss: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Safe:
    """Copy of block and counters at some step with no intervention since."""

    block: Float32
    counters: Int64


class Stepper(ABC):
    """Runs a bound training program; knows nothing of edits, journals and files.

    Attributes
    ----------
    bound
        The training program, its workspace and the parameter block.
    counters
        int64 (STATES,), see `optable.State`.
    row
        Next row of the tape; 0 between two updates.
    guard
        Report of the guard that tripped; nothing moves while it stands.
    overwritten
        What stood where the row done last has written, while a batch is in progress.
    partner
        The second thread, which takes part in bursts where the program is bound for two.
    grid
        Where the curve has its points; no burst runs over one.
    """

    grid = EVERYWHERE

    def __init__(self, bound: Bound) -> None:
        self.counters = np.zeros(STATES, dtype=np.int64)
        self.row = 0
        self.guard: GuardReport | None = None
        self.overwritten: Overwritten | None = None
        self._lane: int | None = None
        self._key = 0
        self._trace = np.zeros(TRACE, dtype=np.float32)
        self._never = np.zeros(1, dtype=np.int32)
        self._safe: _Safe | None = None
        self._settled: Float32 | None = None
        self.partner = Partner()
        self.rebind(bound)

    @abstractmethod
    def updates_done(self, losses: Float32) -> None:
        """Take the losses of updates just done; they end at a point of the curve or before."""

    @abstractmethod
    def took(self, seconds: float) -> None:
        """Learn how long computing has taken, before the updates are done."""

    @property
    def step(self) -> int:
        """Updates done."""
        return int(self.counters[State.STEP])

    def rebind(self, bound: Bound) -> None:
        """Go on with another program, or with other numbers in it; counters stay."""
        self.bound = bound
        self.overwritten = None
        self._update = bound.program.tape.phase("update").start
        self._settled = None
        self.drop_batch()

    def configure(self, training: TrainingSpec) -> None:
        """Set what every step reads."""
        self._key = stream_key(training.seed, "shuffle")
        registers, optimizer = self.bound.registers, training.optimizer
        schedule = optimizer.schedule
        registers[Register.LEARNING_RATE] = optimizer.learning_rate
        registers[Register.FULL_RATE] = optimizer.learning_rate
        registers[Register.BASE_RATE] = optimizer.learning_rate
        registers[Register.SCHEDULE] = Schedule[schedule.kind.upper()]
        registers[Register.PERIOD] = schedule.period
        registers[Register.FACTOR] = schedule.factor
        registers[Register.L1] = training.l1
        registers[Register.L2] = training.l2
        registers[Register.CLIP] = 1.0 if training.clip is None else training.clip

    def drop_batch(self) -> None:
        """Give up a batch in progress, and a guard: the step begins again from its first row.

        An update that was half done is taken back. Also to be called before parameters or
        counters are changed from outside.
        """
        if self._settled is not None:
            self.bound.block[:] = self._settled
        _take_back_rate(self.bound)
        self.row = 0
        self._lane = None
        self._settled = None
        self.guard = None
        self._safe = None
        self.counters[State.ORDER_EPOCH] = -1

    @contextlib.contextmanager
    def settled(self) -> Iterator[None]:
        """Show, for a moment, the parameters of `step` where an update is half done."""
        if self._settled is None:
            yield
            return
        begun = self.bound.block.copy()
        self.bound.block[:] = self._settled
        try:
            yield
        finally:
            self.bound.block[:] = begun

    def batch_examples(self) -> Int32:
        """Return the dataset indices of the batch in progress, lane by lane."""
        if self.row == 0:
            return np.empty(0, dtype=np.int32)
        start = int(self.bound.registers[Register.CURSOR])
        count = int(self.bound.registers[Register.COUNT])
        return self.bound.data.examples[self.bound.table[start : start + count]]

    def advance(self, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        """Do ``steps`` updates; a non-zero ``stop_flag[0]`` ends it after the one being done."""
        flag = self._never if stop_flag is None else stop_flag
        done = 0
        if steps > 0 and self.row > 0:
            first = self.advance_batch()
            done = first.done
        while self.guard is None and done < steps and flag[0] == 0:
            self._keep_safe()
            chunk = min(steps - done, self.grid.after(self.step) - self.step, TRACE)
            began = time.perf_counter()
            completed, tripped = self._burst(chunk, flag)
            self.took(time.perf_counter() - began)
            if completed:
                self.updates_done(self._trace[:completed])
            done += completed
            if tripped >= 0:
                self._trip(tripped)
            elif completed < chunk:
                break
        return Advance(done, self.guard)

    def advance_operation(self) -> Advance:
        """Run one row of the tape; ``done`` is 1 when that was the batch's last."""
        self._lane = None
        return self._run_to(self.row + 1)

    def advance_example(self) -> Advance:
        """Show the next lane; after the last one run the update. One example: all at once."""
        if self.row < self._update:
            result = self._run_to(self._update)
            if self.guard is not None:
                return result
            if int(self.bound.registers[Register.COUNT]) > 1:
                self._lane = 0
                return result
            return self.advance_batch()
        lane = -1 if self._lane is None else self._lane
        if self.row == self._update and lane + 1 < int(self.bound.registers[Register.COUNT]):
            self._lane = lane + 1
            return Advance(0)
        return self.advance_batch()

    def advance_batch(self) -> Advance:
        """Run to the end of the update."""
        return self.advance_to(len(self.bound.tape))

    def advance_to(self, row: int) -> Advance:
        """Run up to a row of the batch in progress, which is the next one then."""
        self._lane = None
        return self._run_to(row)

    def _run_to(self, stop: int) -> Advance:
        if self.guard is not None:
            return Advance(0, self.guard)
        bound, began = self.bound, time.perf_counter()
        if self.row == 0:
            self._keep_safe()
            _begin_step(self.bound, self._key, self.counters)
        if self._settled is None and self._update < stop < len(bound.tape):
            # Rows of an update one by one: parameters may move before the step is complete.
            self._settled = bound.block.copy()
        tripped = -1
        if stop > self.row:
            tripped, self.overwritten = run_keeping(bound, self.row, stop)
        self.took(time.perf_counter() - began)
        if tripped >= 0:
            self._trip(tripped)
            return Advance(0, self.guard)
        self.row = stop
        if stop < len(bound.tape):
            return Advance(0)
        bound.machine.finish_step(bound.registers, bound.data.train, self.counters)
        self.row = 0
        self._lane = None
        self._settled = None
        loss = np.array([bound.registers[Register.LOSS]], dtype=np.float32)
        self.updates_done(loss)
        return Advance(1)

    def _burst(self, steps: int, flag: StopFlag) -> tuple[int, int]:
        return self.bound.run_steps(
            self._key, self.counters, steps, flag, self._trace, partner=self.partner
        )

    def _keep_safe(self) -> None:
        """Copy block and counters, unless there is a copy that is recent enough to replay from."""
        safe = self._safe
        if safe is None or self.step - int(safe.counters[State.STEP]) >= SAFE_STEPS:
            self._safe = _Safe(self.bound.block.copy(), self.counters.copy())

    def _trip(self, row: int) -> None:
        """Report what went wrong and put back the parameters of the step before."""
        registers = self.bound.registers
        rate = registers[Register.FULL_RATE]
        _take_back_rate(self.bound)
        self.row = 0
        self._lane = None
        self._settled = None
        # The first guard stands before anything has moved.
        if row > self._update and self._safe is not None:
            self._restore(self._safe)
        _begin_step(self.bound, self._key, self.counters)
        registers[Register.LEARNING_RATE] = registers[Register.FULL_RATE] = rate
        self.guard = diagnose(self.bound, row, self.step + 1)
        _take_back_rate(self.bound)

    def _restore(self, safe: _Safe) -> None:
        """Replay from a copy to the present step; the same rows give the same bits."""
        steps = self.step - int(safe.counters[State.STEP])
        self.bound.block[:] = safe.block
        self.counters[:] = safe.counters
        self.counters[State.ORDER_EPOCH] = -1
        while steps > 0:
            done, _ = self._burst(min(steps, TRACE), self._never)
            if done == 0:
                break
            steps -= done


def _begin_step(bound: Bound, key: int, counters: Int64) -> None:
    """Set the registers for the next update; shuffle where a pass begins."""
    train, batch = bound.data.train, bound.program.batch
    bound.machine.begin_step(bound.table, bound.registers, 0, train, batch, key, counters)


def _take_back_rate(bound: Bound) -> None:
    """Set the rate that a step begins with: a phase that was not finished has left its own."""
    bound.registers[Register.LEARNING_RATE] = bound.registers[Register.BASE_RATE]


def loss_so_far(bound: Bound, row: int) -> float | None:
    """Return the loss of the batch in progress; None before it is known, or where phases alternate."""
    tape = bound.program.tape
    rows = tape.phase("loss")
    is_only = len(rows) == sum(label.phase == "loss" for label in tape.labels)
    return float(bound.registers[Register.LOSS]) if is_only and row >= rows.stop else None
