"""The Run: where training began, what the person did to it, and copies along the way.

Any past step is the nearest checkpoint before it plus replay: the same rows on the same numbers,
with the journal's interventions at the steps where they happened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from playground.data.build import shape_of
from playground.engine.carry import carry_over, write_tensors
from playground.engine.fingerprint import replay_problem
from playground.engine.layout import aligned_zeros
from playground.engine.masks import absent
from playground.engine.prepare import prepare
from playground.engine.state import (
    Fingerprint,
    Float32,
    Int64,
    Intervention,
    ProjectChange,
    RunState,
    Tensor,
)
from playground.kernels.optable import STATES, State
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId
from playground.model.project import Project
from playground.model.resolution import ParameterShape

CHECKPOINT_BYTES = 64 * 2**20
"""Usual memory for checkpoints; when it is full every second one goes and the spacing doubles."""
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
    batch_loss, pending
        Loss of the batch before, and of all batches since the curve's last point.
    """

    project: Project
    block: Float32
    counters: Int64
    attic: Mapping[ParameterId, Tensor]
    interventions: int
    batch_loss: float = float("nan")
    pending: Float32 = field(default_factory=lambda: np.empty(0, np.float32))

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
    memory
        Bytes that checkpoints may take.
    """

    initial_project: Project
    initial: tuple[Tensor, ...]
    fingerprint: Fingerprint
    journal: list[Intervention] = field(default_factory=list)
    attic: Mapping[ParameterId, Tensor] = field(default_factory=dict)
    memory: int = CHECKPOINT_BYTES
    _checkpoints: list[Checkpoint] = field(default_factory=list)
    _spacing: int = FIRST_SPACING

    def note(self, intervention: Intervention) -> None:
        """Append to the journal.

        A slider sends many changes at one step. Where two changes in a row differ in rates only,
        the later one says everything and takes the place of the one before.
        """
        if self._says_it_again(intervention):
            self.journal[-1] = intervention
        else:
            self.journal.append(intervention)

    def _says_it_again(self, intervention: Intervention) -> bool:
        if not self.journal or self.journal[-1].step != intervention.step:
            return False
        before, now = self.journal[-1].change, intervention.change
        if not (isinstance(before, ProjectChange) and isinstance(now, ProjectChange)):
            return False
        if any(c.interventions == len(self.journal) for c in self._checkpoints):
            return False
        old, new = before.project, now.project
        return (
            old.network == new.network
            and old.data == new.data
            and old.training.optimizer_kinds == new.training.optimizer_kinds
            and old.training.seed == new.training.seed
        )

    def wants_checkpoint(self, step: int) -> bool:
        """Say whether the last checkpoint lies far enough back."""
        return not self._checkpoints or step - self._checkpoints[-1].step >= self._spacing

    def keep(self, checkpoint: Checkpoint) -> None:
        """Add a checkpoint; thin them out where they take too much."""
        self._checkpoints.append(checkpoint)
        self._thin_out()

    def grant(self, memory: int) -> None:
        """Give checkpoints this many bytes from now on."""
        self.memory = memory
        self._thin_out()

    def _thin_out(self) -> None:
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
        self._checkpoints = [c for c in self._checkpoints if c.step < checkpoint.step]
        self._checkpoints.append(checkpoint)
        self.attic = checkpoint.attic
        return again

    def _is_full(self) -> bool:
        count = len(self._checkpoints)
        return count > 2 and (count > CHECKPOINT_COUNT or self._size() > self.memory)

    def _size(self) -> int:
        """Return the bytes that live for the checkpoints only: blocks, and attics of the past."""
        attics = {id(c.attic): c.attic for c in self._checkpoints if c.attic}
        kept = {id(t): t.planes.nbytes for attic in attics.values() for t in attic.values()}
        for tensor in self.attic.values():
            kept.pop(id(tensor), None)
        return sum(c.block.nbytes for c in self._checkpoints) + sum(kept.values())


def saved_run(state: RunState) -> Run:
    """Return the run that a saved state goes on with; it has no checkpoint yet."""
    attic = {tensor.id: tensor for tensor in state.attic}
    began = (state.initial_project, state.initial, state.fingerprint)
    return Run(*began, list(state.journal), attic)


def beginning(run: Run) -> Checkpoint:
    """Return step 0 of a run as a checkpoint, for a run that was opened from a file.

    Raises
    ------
    PlaygroundError
        The run began on another machine or build, so a replay would not give its bits.
    """
    reason = replay_problem(run.fingerprint)
    if reason:
        raise PlaygroundError(
            f"{reason} Training can go on here, but steps before this point cannot be shown again."
        )
    layout = prepare(run.initial_project).training.layout
    block = aligned_zeros(layout.block_size)
    write_tensors(layout, block, run.initial)
    return Checkpoint(run.initial_project, block, np.zeros(STATES, dtype=np.int64), {}, 0)


def first_tensors(run: Run, shapes: Iterable[ParameterShape], seed: int) -> tuple[Tensor, ...]:
    """Return what the parameters ``shapes`` were at step 0 of a run.

    Weights that were there at step 0 are what they were; others, all weights of a parameter whose
    initialiser was changed, and everything under a changed seed get start values of their own.
    """
    project = run.initial_project
    resolution = check(project, shape_of(project.data))
    made = {p.id: p.initialiser for shape in resolution.layers.values() for p in shape.parameters}
    began = absent(run.initial, project.network.cuts)
    same_seed = seed == project.training.seed
    tensors: list[Tensor] = []
    for shape in shapes:
        is_kept = same_seed and made.get(shape.id) == shape.initialiser
        kept = [tensor for tensor in began if is_kept and tensor.id == shape.id]
        tensors += carry_over([shape], kept, {}, seed)[0]
    return tuple(tensors)
