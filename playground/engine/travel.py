"""Moving along the record of a run: to any step it has been at, back to its end, or off it.

The record is the start, the journal and the copies along the way (`run`). A step of the past is the
nearest copy plus replay, so looking at it forgets nothing: whoever goes on from there follows the
record, interventions included, as far as its end. Only a change leaves the record: from then on it
is another line, and the one before is kept beside it.
"""

from abc import abstractmethod

from playground.engine.network import BoundNetwork
from playground.engine.recorded import Recorded
from playground.engine.state import Change, Checkpoint, StopFlag
from playground.engine.stepping import Advance
from playground.engine.stretches import problem_of, replayed_until
from playground.kernels.optable import State
from playground.model.errors import PlaygroundError
from playground.model.project import Project


class Traveller(Recorded):
    """A run that can be looked at wherever it has been."""

    @abstractmethod
    def _bound(self, project: Project) -> BoundNetwork:
        """Return a project in memory; the present one where that will do."""

    @abstractmethod
    def _use(self, network: BoundNetwork) -> None:
        """Go on with this network."""

    @abstractmethod
    def _redo(self, change: Change) -> None:
        """Do again what the person did."""

    @abstractmethod
    def leave(self) -> None:
        """Leave the record here."""

    # --- along the record ------------------------------------------------------------------

    def visit(self, step: int, stop_flag: StopFlag | None = None) -> bool:
        """Go to a step of this line; nothing is forgotten. False where the flag ended it before.

        The step shows what it was when it was left: with everything that was done to it there. A
        batch in progress begins again.

        Raises
        ------
        PlaygroundError
            The line has not been there, or only the machine that computed it can do it again.
        """
        self.approach(step)
        self.advance(step - self.step, stop_flag)
        return self.step == step

    def approach(self, step: int) -> None:
        """Go to the last moment at or before a step that is known by heart; see `visit`.

        The rest of the way is replay, which whoever is in no hurry does bit by bit.
        """
        if not 0 <= step <= self.end:
            raise PlaygroundError(f"Step {step} is not between 0 and {self.end}, the run's last.")
        if step == self.end:
            self._return()
            return
        start = self._run.nearest(step)
        is_near = start is None or (self._end is not None and start.step <= self.step <= step)
        begin = self.step if start is None or is_near else start.step
        if not begin <= step <= replayed_until(self._run.stretches, begin):
            raise self._out_of_reach(step)
        self.drop_batch()
        end = self._checkpoint() if self._end is None else self._end
        if start is not None and not is_near:
            self._load(start)
            self._done = start.interventions
        self._end = end
        self._catch_up()

    def advance(self, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        """Do ``steps`` updates, in the past those of the record; see `Stepper.advance`.

        What another machine did cannot be done again: there the record is left, and a line of its
        own begins.
        """
        done = 0
        while self._end is not None and done < steps:
            most = min(steps - done, self._next_event(self._end) - self.step)
            if most > 0 and not self._can_follow:
                self.leave()
                break
            moved = super().advance(most, stop_flag).done
            self._catch_up()
            done += moved
            if moved < most:
                return Advance(done, self.guard)
        if done == steps and steps > 0:
            return Advance(done, self.guard)
        rest = super().advance(steps - done, stop_flag)
        return Advance(done + rest.done, rest.guard)

    # --- underneath ------------------------------------------------------------------------

    def _run_to(self, stop: int) -> Advance:
        """Run rows one by one; where that completes an update of the past, follow the record."""
        if self._end is not None and stop == len(self.bound.tape) and not self._can_follow:
            self.leave()
        result = super()._run_to(stop)
        if self._end is not None and self.row == 0:
            self._catch_up()
        return result

    def _next_event(self, end: Checkpoint) -> int:
        """Return the step at which the record says something again, or replay ends."""
        journal = self._run.journal
        last = end.step if self._done == len(journal) else min(journal[self._done].step, end.step)
        return min(last, max(self.step + 1, replayed_until(self._run.stretches, self.step)))

    @property
    def _can_follow(self) -> bool:
        """Whether the next update of the record can be done here to the bit."""
        return replayed_until(self._run.stretches, self.step) > self.step

    def _out_of_reach(self, step: int) -> PlaygroundError:
        """Return why a step cannot be shown, and the nearest that can; the first and the last can."""
        reach = self._run.reach(self.end) or ()
        below = max((steps[-1] for steps in reach if steps[-1] < step), default=0)
        above = min((steps[0] for steps in reach if steps[0] > step), default=self.end)
        return PlaygroundError(
            f"{problem_of(self._run.stretches)} Step {step} cannot be computed again here. Go to "
            f"step {below} or step {above}."
        )

    def _catch_up(self) -> None:
        """Do again what was done at this step; at the end of the line this is the present."""
        journal, end = self._run.journal, self._end
        while self._done < len(journal) and journal[self._done].step <= self.step:
            change = journal[self._done].change
            self._done += 1
            self._is_redoing = True
            try:
                self._redo(change)
            finally:
                self._is_redoing = False
        if end is not None and self.step >= end.step:
            self._return()

    def _return(self) -> None:
        """Go to the end of the line."""
        if self._end is None:
            self.drop_batch()
            return
        self._load(self._end)
        self._end = None
        self._done = len(self._run.journal)

    def _load(self, checkpoint: Checkpoint) -> None:
        """Put a checkpoint in the place of the present.

        Raises
        ------
        PlaygroundError
            It came out of a damaged file; the present stays.
        """
        network = self._bound(checkpoint.project)
        _check(checkpoint, network)
        self.drop_batch()
        network.block[:] = checkpoint.block
        self.counters[:] = checkpoint.counters
        self.batch_loss = checkpoint.batch_loss
        self._run.attic = checkpoint.attic
        self._recorder.take_up(checkpoint.pending)
        self._use(network)


def _check(checkpoint: Checkpoint, network: BoundNetwork) -> None:
    """Refuse what compiled code must not be given: it reads examples at the cursor."""
    train = network.training.data.train
    is_place = 0 <= int(checkpoint.counters[State.CURSOR]) < train
    if checkpoint.block.shape != network.block.shape or not is_place:
        raise PlaygroundError(
            f"The copy at step {checkpoint.step} is damaged and cannot be shown. Choose another step."
        )
