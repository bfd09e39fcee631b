"""Moving along the record of a run: to any step it has been at, back to its end, or off it.

The record is the start, the journal and the copies along the way (`run`). A step of the past is the
nearest copy plus replay, so looking at it forgets nothing: whoever goes on from there follows the
record, interventions included, as far as its end. Only a change leaves the record: from then on it
is another line, and the one before is kept beside it.
"""

from abc import abstractmethod

from playground.engine.network import BoundNetwork
from playground.engine.observing import Observed
from playground.engine.run import Checkpoint, beginning
from playground.engine.state import Change, Intervention, StopFlag
from playground.engine.stepping import Advance
from playground.model.errors import PlaygroundError
from playground.model.project import Project


class Traveller(Observed):
    """A run that can be looked at wherever it has been."""

    def __init__(self, network: BoundNetwork) -> None:
        self._end: Checkpoint | None = None
        self._done = 0
        self._is_redoing = False
        self._kept = 0.0
        super().__init__(network)

    @abstractmethod
    def _bound(self, project: Project) -> BoundNetwork:
        """Return a project in memory; the present one where that will do."""

    @abstractmethod
    def _use(self, network: BoundNetwork) -> None:
        """Go on with this network."""

    @abstractmethod
    def _redo(self, change: Change) -> None:
        """Do again what the person did."""

    @property
    def end(self) -> int:
        """The last step of the line that is followed."""
        return self.step if self._end is None else self._end.step

    @property
    def is_past(self) -> bool:
        """Whether the present lies before the line's end."""
        return self._end is not None

    @property
    def journal(self) -> tuple[Intervention, ...]:
        """What the person did to the line that is followed, from its beginning to its end."""
        return tuple(self._run.journal)

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """What the person did to the run so far."""
        return tuple(self._run.journal[: self._done])

    # --- along the record ------------------------------------------------------------------

    def visit(self, step: int, stop_flag: StopFlag | None = None) -> bool:
        """Go to a step of this line; nothing is forgotten. False where the flag ended it before.

        The step shows what it was when it was left: with everything that was done to it there. A
        batch in progress begins again.

        Raises
        ------
        PlaygroundError
            The line has not been there, or only the machine on which it began can replay it.
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
        if start is None and self.step > step:
            start = beginning(self._run)
        self.drop_batch()
        if self._end is None:
            self._end = self._checkpoint()
        if start is not None and not start.step <= self.step <= step:
            self._load(start)
            self._done = start.interventions
        self._catch_up()

    def advance(self, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        """Do ``steps`` updates, in the past those of the record; see `Stepper.advance`."""
        done = 0
        while self._end is not None and done < steps:
            most = min(steps - done, self._next_event(self._end) - self.step)
            moved = super().advance(most, stop_flag).done
            self._catch_up()
            done += moved
            if moved < most:
                return Advance(done, self.guard)
        if done == steps and steps > 0:
            return Advance(done, self.guard)
        rest = super().advance(steps - done, stop_flag)
        return Advance(done + rest.done, rest.guard)

    def keep_copy(self, is_point: bool) -> None:
        """Keep a checkpoint where the last one is long ago, reckoned in seconds of computing.

        Rather at a point of the curve: elsewhere the losses since the last one are kept with it.
        """
        gap = self._run.gap if is_point else 2 * self._run.gap
        if self._end is None and self.computed - self._kept >= gap:
            self._run.keep(self._checkpoint())
            self._kept = self.computed
        if is_point:
            self.leave_trail()

    def leave_trail(self) -> None:
        """Keep where the weights are, for drawing the way; in the past they have been here before."""
        if self._end is None and not self._is_redoing:
            self._run.trail.offer(self.step, self._network.layout, self._network.block)

    # --- underneath ------------------------------------------------------------------------

    def _run_to(self, stop: int) -> Advance:
        """Run rows one by one; where that completes an update of the past, follow the record."""
        result = super()._run_to(stop)
        if self._end is not None and self.row == 0:
            self._catch_up()
        return result

    def _next_event(self, end: Checkpoint) -> int:
        """Return the step at which the record says something again."""
        journal = self._run.journal
        return min(journal[self._done].step, end.step) if self._done < len(journal) else end.step

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
        end, self._end = self._end, None
        self._load(end)
        self._done = len(self._run.journal)

    def _checkpoint(self) -> Checkpoint:
        """Return a copy of everything that a replay starts from."""
        return Checkpoint(
            project=self.project,
            block=self._network.block.copy(),
            counters=self.counters.copy(),
            attic=self._run.attic,
            interventions=self._done,
            batch_loss=self.batch_loss,
            pending=self._recorder.pending_losses(),
        )

    def _load(self, checkpoint: Checkpoint) -> None:
        """Put a checkpoint in the place of the present."""
        network = self._bound(checkpoint.project)
        self.drop_batch()
        network.block[:] = checkpoint.block
        self.counters[:] = checkpoint.counters
        self.batch_loss = checkpoint.batch_loss
        self._run.attic = checkpoint.attic
        self._recorder.take_up(checkpoint.pending)
        self._use(network)
