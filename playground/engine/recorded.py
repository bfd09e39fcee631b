"""What a run keeps while it goes on: copies along the way, and what of them can be shown here."""

from playground.engine.network import BoundNetwork
from playground.engine.observing import Observed
from playground.engine.state import Checkpoint, Intervention
from playground.engine.stretches import problem_of
from playground.model.project import Project


class Recorded(Observed):
    """A run whose past is kept."""

    def __init__(self, network: BoundNetwork) -> None:
        self._end: Checkpoint | None = None
        self._done = 0
        self._is_redoing = False
        self._since = 0.0
        super().__init__(network)

    @property
    def end(self) -> int:
        """The last step of the line that is followed."""
        return self.step if self._end is None else self._end.step

    @property
    def is_past(self) -> bool:
        """Whether the present lies before the line's end."""
        return self._end is not None

    @property
    def newest_project(self) -> Project:
        """The project at the end of the line that is followed."""
        return self.project if self._end is None else self._end.project

    @property
    def last(self) -> Checkpoint | None:
        """The end of the line, while the present lies before it."""
        return self._end

    @property
    def journal(self) -> tuple[Intervention, ...]:
        """What the person did to the line that is followed, from its beginning to its end."""
        return tuple(self._run.journal)

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """What the person did to the run so far."""
        return tuple(self._run.journal[: self._done])

    @property
    def replay_problem(self) -> str:
        """Why not every step of this line can be shown here; "" where it can."""
        problem = problem_of(self._run.stretches)
        if not problem:
            return ""
        return (
            f"{problem} Of what it did there, only steps with a copy can be shown; going on from "
            "one of them begins a new run."
        )

    @property
    def reachable(self) -> tuple[range, ...] | None:
        """The steps of this line that can be shown here, rising; None: every one."""
        return self._run.reach(self.end)

    def took(self, seconds: float) -> None:
        """Count the seconds since the last copy; replay leads no further away from it."""
        if self._end is None:
            self._since += seconds

    def keep_copy(self, is_point: bool) -> None:
        """Keep a checkpoint where the last one is long ago, reckoned in seconds of computing.

        Rather at a point of the curve: elsewhere the losses since the last one are kept with it.
        """
        gap = self._run.gap if is_point else 2 * self._run.gap
        if self._end is None and self._since >= gap:
            self._run.keep(self._checkpoint())
            self._since = 0.0
        if is_point:
            self.leave_trail()

    def leave_trail(self) -> None:
        """Keep where the weights are, for drawing the way; in the past they have been here before."""
        if self._end is None and not self._is_redoing:
            self._run.trail.offer(self.step, self._network.layout, self._network.block)

    def _checkpoint(self) -> Checkpoint:
        """Return a copy of everything that a replay starts from."""
        with self.settled():
            block = self._network.block.copy()
        block.setflags(write=False)
        return Checkpoint(
            step=self.step,
            project=self.project,
            layout=self._network.layout,
            block=block,
            counters=self.counters.copy(),
            attic=self._run.attic,
            interventions=self._done,
            batch_loss=self.batch_loss,
            pending=self._recorder.pending_losses(),
        )
