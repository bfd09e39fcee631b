"""The Run: where training began, what the person did to it, and copies along the way.

Any past step is the nearest checkpoint before it plus replay: the same rows on the same numbers,
with the journal's interventions at the steps where they happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.engine.state import (
    Fingerprint,
    Float32,
    Int64,
    Intervention,
    ProjectChange,
    Tensor,
)
from playground.kernels.optable import State
from playground.model.ids import ParameterId
from playground.model.project import Project

CHECKPOINT_BYTES = 64 * 2**20
"""Memory for checkpoints; when it is full every second one goes and the spacing doubles."""
CHECKPOINT_COUNT = 256
FIRST_SPACING = 64
"""Steps between checkpoints at first."""


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """Everything that a replay starts from.

    Attributes
    ----------
    block, counters
        Copies of the parameter block and of the run's counters.
    interventions
        Length of the journal at that time.
    """

    project: Project
    block: Float32
    counters: Int64
    attic: Mapping[ParameterId, Tensor]
    interventions: int

    @property
    def step(self) -> int:
        return int(self.counters[State.STEP])


@dataclass(slots=True, eq=False)
class Run:
    """What training did: initial state, journal, checkpoints.

    Attributes
    ----------
    fingerprint
        Of the machine the run began on; replay to the bit needs the same.
    """

    initial_project: Project
    initial: tuple[Tensor, ...]
    fingerprint: Fingerprint
    journal: list[Intervention] = field(default_factory=list)
    attic: Mapping[ParameterId, Tensor] = field(default_factory=dict)
    _checkpoints: list[Checkpoint] = field(default_factory=list)
    _spacing: int = FIRST_SPACING

    def note(self, intervention: Intervention, rates_only: bool = False) -> None:
        """Append to the journal.

        A slider sends many changes at one step. Of changes that touch rates only, the last one
        says everything, so it takes the place of the one before.
        """
        if rates_only and self._last_is_rate_change(intervention):
            self.journal[-1] = intervention
        else:
            self.journal.append(intervention)

    def _last_is_rate_change(self, intervention: Intervention) -> bool:
        if not self.journal or not isinstance(intervention.change, ProjectChange):
            return False
        last = self.journal[-1]
        is_fixed = any(c.interventions >= len(self.journal) for c in self._checkpoints)
        return (
            not is_fixed
            and last.step == intervention.step
            and isinstance(last.change, ProjectChange)
            and last.change.project.network == intervention.change.project.network
            and last.change.project.data == intervention.change.project.data
            and last.change.project.training.optimizer.kind
            == intervention.change.project.training.optimizer.kind
        )

    def wants_checkpoint(self, step: int) -> bool:
        """Say whether the last checkpoint lies far enough back."""
        return not self._checkpoints or step - self._checkpoints[-1].step >= self._spacing

    def keep(self, checkpoint: Checkpoint) -> None:
        """Add a checkpoint; thin them out where they take too much."""
        self._checkpoints.append(checkpoint)
        while self._is_full():
            # The first one always stays: without it the early steps could not be reached.
            self._checkpoints = [self._checkpoints[0], *self._checkpoints[2::2]]
            self._spacing *= 2

    def nearest(self, step: int) -> Checkpoint | None:
        """Return the last checkpoint at or before a step."""
        before = [c for c in self._checkpoints if c.step <= step]
        return before[-1] if before else None

    def travel(self, checkpoint: Checkpoint, step: int) -> list[Intervention]:
        """Cut the run back to a checkpoint; return the interventions to do again up to ``step``."""
        again = [i for i in self.journal[checkpoint.interventions :] if i.step <= step]
        self.journal = self.journal[: checkpoint.interventions]
        self._checkpoints = [
            c for c in self._checkpoints if c is checkpoint or c.step < checkpoint.step
        ]
        self.attic = checkpoint.attic
        return again

    def _is_full(self) -> bool:
        size = sum(c.block.nbytes for c in self._checkpoints)
        count = len(self._checkpoints)
        return count > 2 and (size > CHECKPOINT_BYTES or count > CHECKPOINT_COUNT)
